import type { Instant, IsoDate } from './date.ts'
import type { Entry } from './entry.ts'
import type { Finding } from './finding.ts'
import type { Marking } from './marking.ts'
import type { NilReturn } from './roll-up.ts'
import type { Pair } from './same-event.ts'

/** A country's period after whose lock a change waits for a second person. Days are half-open. */
export interface PeriodLock {
  country: string
  period: string
  from: IsoDate
  until: IsoDate
  state: 'locked' | 'open'
  changedBy: string
  changedAt: Instant
  reason?: string
}

/** One version of a nil return as it is kept: who said that nothing happened, and whether they still say so. */
export interface NilVersion extends NilReturn {
  id: string
  version: number
  country: string
  cycle: string
  state: 'given' | 'void'
  changedBy: string
  changedAt: Instant
  reason?: string
  restatement?: string
}

/** Something to be written that moves what a card says. A record of version 1 gets its number when it is written. */
export type Change =
  | { of: 'entry'; entry: Entry }
  | { of: 'pair'; pair: Pair }
  | { of: 'nil return'; nil: NilVersion }
  | { of: 'finding'; finding: Finding }

/** A change to a locked period: it is kept as it would be written until a second person accepts or declines it. */
export interface Restatement {
  id: string
  version: number
  country: string
  /** The period whose lock holds it. */
  period: string
  marking: Marking
  change: Change
  state: 'waiting' | 'accepted' | 'declined'
  proposedBy: string
  changedBy: string
  changedAt: Instant
  reason?: string
}

/** The lock that a change in these days must wait for, the first of several; undefined when it need not. */
export function lockOver(
  country: string,
  spans: readonly { from: IsoDate; until: IsoDate }[],
  locks: readonly PeriodLock[],
): PeriodLock | undefined {
  return locks.find(
    (lock) =>
      lock.state === 'locked' &&
      lock.country === country &&
      spans.some(({ from, until }) => from < lock.until && lock.from < until),
  )
}
