import type { Instant } from '../domain/date.ts'
import type { DeadlineChange, DeadlineEvent } from '../domain/deadline-change.ts'
import type { Marking } from '../domain/marking.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

/** Adds a change as the last; `marking` is the deadline's. Gives the deadline of the one that the same call added before. */
export async function addDeadlineChange(
  db: Db,
  change: DeadlineChange,
  callKey?: string,
  marking: Marking = 'SBU',
): Promise<string | undefined> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('deadline_changes')
    .values({
      deadline: change.deadline,
      event: JSON.stringify(change.event),
      call_key: callKey ?? null,
      changed_by: change.by,
      changed_at: change.at,
      reason: change.reason ?? null,
    })
    .onConflict((conflict) => conflict.column('call_key').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) {
    const made = await db
      .selectFrom('deadline_changes')
      .select('deadline')
      .where('call_key', '=', callKey ?? null)
      .executeTakeFirst()
    return made?.deadline
  }
  const { at, by: member, deadline: about, event } = change
  await recordAct(db, { at, member, act: event.kind, about, marking })
  return undefined
}

/** All changes made up to `asOf`, included, in their order. */
export async function listDeadlineChanges(db: Db, asOf: Instant = always): Promise<DeadlineChange[]> {
  const rows = await changesUntil(db, { asOf })
  return rows.map((row) => ({
    deadline: row.deadline,
    event: JSON.parse(row.event) as DeadlineEvent,
    by: row.changed_by,
    at: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
  }))
}

const changesUntil = prepared((db, { asOf }: { asOf: Instant }) =>
  db.selectFrom('deadline_changes').selectAll().where('changed_at', '<=', asOf).orderBy('number'),
)
