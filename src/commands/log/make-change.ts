import type { IsoDate } from '../../domain/date.ts'
import type { Marking } from '../../domain/marking.ts'
import { type Change, lockOver, type Restatement } from '../../domain/restatement.ts'
import type { Db } from '../../store/open.ts'
import { listPeriodLocks } from '../../store/period-locks.ts'
import { addRestatementVersion, nextRestatementNumber, writeChange } from '../../store/restatements.ts'
import { buttons, heading, type Part, paragraph, type Reply, type Span } from '../reply.ts'

/** A change with what decides whether it may be written at once. */
export interface Proposed {
  change: Change
  country: string
  marking: Marking
  /** Every span of days it touches, before and after. */
  spans: readonly { from: IsoDate; until: IsoDate }[]
  callKey?: string | undefined
}

/** What became of a change: written, or waiting for a second person because a lock lies over its days. */
export type Made = { written: Change } | { waits: Restatement }

/** Writes a change, or keeps it waiting. The one door to what a card counts: call it inside `writing`. */
export async function makeChange(
  db: Db,
  { change, country, marking, spans, callKey }: Proposed,
): Promise<Made> {
  const lock = lockOver(country, spans, await listPeriodLocks(db))
  if (!lock) return { written: await writeChange(db, change, callKey) }
  const { changedBy, changedAt, reason } = versionOf(change)
  const waits: Restatement = {
    id: `R-${await nextRestatementNumber(db)}`,
    version: 1,
    country,
    period: lock.period,
    marking,
    change,
    state: 'waiting',
    proposedBy: changedBy,
    changedBy,
    changedAt,
    ...(reason !== undefined && { reason }),
  }
  await addRestatementVersion(db, waits, callKey)
  return { waits }
}

/** The version that a change writes, whatever it is of. */
function versionOf(change: Change) {
  if (change.of === 'entry') return change.entry
  if (change.of === 'finding') return change.finding
  return change.of === 'pair' ? change.pair : change.nil
}

/** What a person is told whose change waits. */
export function describeWaiting(restatement: Restatement, what: Span[]): Reply {
  const { id, period, marking } = restatement
  return {
    to: 'channel',
    marking,
    replaces: true,
    parts: [
      heading(`${id} waits for a second person`),
      paragraph(...what),
      paragraph(
        `${period} is locked: nothing is changed until a reviewer other than `,
        { member: restatement.proposedBy },
        ' accepts it. It is then a restatement.',
      ),
      ...decisionButtons(id),
    ],
  }
}

export function decisionButtons(id: string): Part[] {
  return [
    buttons(
      { label: 'Accept', call: `log accept ${id}`, style: 'primary' },
      { label: 'Return', call: `log return ${id} because not agreed`, style: 'danger' },
    ),
  ]
}
