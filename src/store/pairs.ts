import type { Instant } from '../domain/date.ts'
import type { Pair } from '../domain/same-event.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'
import type { PairRow } from './schema.ts'

/** Adds what somebody says now of two entries. Throws when that version exists. */
export async function addPairVersion(db: Db, pair: Pair): Promise<void> {
  await db
    .insertInto('pairs')
    .values({
      first: pair.first,
      second: pair.second,
      version: pair.version,
      state: pair.state,
      changed_by: pair.changedBy,
      changed_at: pair.changedAt,
      reason: pair.reason ?? null,
      restatement: pair.restatement ?? null,
    })
    .execute()
  const marked = await db
    .selectFrom('entries')
    .select('marking')
    .where(({ or, eb }) => or([eb('id', '=', pair.first), eb('id', '=', pair.second)]))
    .execute()
  await recordAct(db, {
    at: pair.changedAt,
    member: pair.changedBy,
    act: pair.state === 'both' ? 'kept apart' : pair.state,
    about: pair.second,
    detail: `with ${pair.first}`,
    marking: marked.some(({ marking }) => marking === 'SBU') ? 'SBU' : 'U',
  })
}

/** What was last said of every pair, or had been at `asOf`. */
export async function listPairs(db: Db, asOf: Instant = always): Promise<Pair[]> {
  const rows = await pairsUntil(db, { asOf })
  return [...new Map(rows.map((row) => [`${row.first} ${row.second}`, fromRow(row)])).values()]
}

const pairsUntil = prepared((db, { asOf }: { asOf: Instant }) =>
  db
    .selectFrom('pairs')
    .selectAll()
    .where('changed_at', '<=', asOf)
    .orderBy('first')
    .orderBy('second')
    .orderBy('version'),
)

/** Only rows that `addPairVersion` made are read back, so the narrow types of the domain hold. */
function fromRow(row: PairRow): Pair {
  return {
    first: row.first,
    second: row.second,
    version: row.version,
    state: row.state as Pair['state'],
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.restatement !== null && { restatement: row.restatement }),
  }
}
