import { createRequire } from 'node:module'
import type { RRuleTemporal as Library } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from '../domain/date.ts'
import type { Deadline } from '../domain/deadline.ts'

/** A rule that does not come to a day within this many of its own steps never does. */
const longestWait = 500

/** Rules are few, and asked about at every tick: each is given to the library once, and each of its years is kept. */
interface Rule {
  library: Library
  years: Map<number, IsoDate[]>
}
const rules = new Map<string, Rule>()
const mostRules = 20_000

/**
 * The days of an RRULE of whole days from `since` on that lie between two days, both included. Whole days have no zone, so
 * they are reckoned in UTC. Throws for a rule that the library does not take.
 */
export function ruleDays(rule: string, since: IsoDate, from: IsoDate, until: IsoDate): IsoDate[] {
  const { library, years } = readRule(rule, since)
  const days: IsoDate[] = []
  for (let year = Math.max(yearOf(from), yearOf(since)); year <= yearOf(until); year++) {
    const known =
      years.get(year) ??
      library.between(midnight(`${year}-01-01`), midnight(`${year}-12-31`), true).map(dayOf)
    years.set(year, known)
    days.push(...known.filter((day) => from <= day && day <= until))
  }
  return days
}

/** The first days of a rule, at most `count`; none where it never comes to one, or the library does not take it. */
export function firstRuleDays(rule: string, since: IsoDate, count: number): IsoDate[] {
  const days: IsoDate[] = []
  try {
    const { library } = readRule(rule, since)
    let day = library.next(midnight(since), true)
    while (day && days.length < count) {
      days.push(dayOf(day))
      day = library.next(day)
    }
    return days
  } catch (error) {
    // Its word for "never" and for "not understood" alike.
    if (error instanceof Error) return []
    throw error
  }
}

/** Deadlines that repeat by a rule with the days it comes to between two days, both included; all others as they are. */
export function fillRules(deadlines: readonly Deadline[], from: IsoDate, until: IsoDate): Deadline[] {
  return deadlines.map((deadline) => {
    const { due } = deadline
    return 'rule' in due
      ? { ...deadline, due: { ...due, days: ruleDays(due.rule, due.since, from, until) } }
      : deadline
  })
}

function readRule(rule: string, since: IsoDate): Rule {
  const key = `${rule} ${since}`
  const known = rules.get(key)
  if (known) return known
  // The library takes thirty milliseconds to load: only a deadline that repeats by a rule pays for it.
  const { RRuleTemporal } = createRequire(import.meta.url)('rrule-temporal') as {
    RRuleTemporal: typeof Library
  }
  const library = new RRuleTemporal({
    rruleString: `DTSTART;VALUE=DATE:${since.replaceAll('-', '')}\nRRULE:${rule}`,
    maxIterations: longestWait,
    strict: true,
  })
  if (rules.size >= mostRules) rules.clear()
  const fresh = { library, years: new Map<number, IsoDate[]>() }
  rules.set(key, fresh)
  return fresh
}

function midnight(day: IsoDate): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(day).toZonedDateTime('UTC')
}

function dayOf(moment: { toString(): string }): IsoDate {
  return moment.toString().slice(0, 10)
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}
