import { failedClauses, resolveEntry } from './clause.ts'
import { addDays, type IsoDate } from './date.ts'
import { type Moves, type Occurrence, occurrencesOf } from './deadline.ts'
import { counts, type Entry } from './entry.ts'
import type { Lexicon } from './lexicon.ts'

/** What was logged for an occurrence: an entry of the kind it asks for, and the day from which such entries are looked at. */
export interface Shown {
  entry: Entry
  since: IsoDate
}

/** What else is known of when a deadline came to be asked for. */
interface Asked {
  /** The date of the source that asks for it. */
  source?: IsoDate | undefined
  /** When a person added it, and since when the channel follows its country. */
  registered?: IsoDate | undefined
  followed: IsoDate
}

/** A time that comes again is asked for at the latest this many days before: no rule is longer than a year. */
const longestAgain = 366

/**
 * The first day on which an occurrence can have been met: the day after the time before it, for one that comes again; else the
 * day it was asked for, by its source's date, else by whoever added it; where neither is known, since the channel follows.
 */
export function askedSince(
  { deadline, opens }: Pick<Occurrence, 'deadline' | 'opens'>,
  { source, registered, followed }: Asked,
  moves?: Moves,
): IsoDate {
  const asked = source ?? registered ?? followed
  if (!('every' in deadline.due || 'rule' in deadline.due)) return asked
  const earliest = addDays(opens, -longestAgain)
  const before = occurrencesOf(deadline, earliest, addDays(opens, -1), moves).at(-1)
  if (before) return addDays(before.due, 1)
  return asked < earliest ? earliest : asked
}

/**
 * The latest entry that may show an occurrence to be met: it counts, is of the deadline's country, happened on `since` or after and
 * not after `today`, and meets every clause of one of its `shownBy`. Evidence that was returned shows nothing. It is a
 * guess to be confirmed: nothing is met until a person links it.
 */
export function shownBy(
  { deadline }: Pick<Occurrence, 'deadline'>,
  entries: readonly Entry[],
  { since, today, returned = [] }: { since: IsoDate; today: IsoDate; returned?: readonly string[] },
  lexicon: Pick<Lexicon, 'substances' | 'places'>,
): Shown | undefined {
  const { shownBy: ways = [], country } = deadline
  const entry = entries.findLast(
    (candidate) =>
      counts(candidate) &&
      (country === undefined || candidate.country === country) &&
      since <= candidate.from &&
      candidate.from <= today &&
      !returned.includes(candidate.id) &&
      ways.some((clauses) => failedClauses(clauses, resolveEntry(candidate, lexicon))?.length === 0),
  )
  return entry && { entry, since }
}
