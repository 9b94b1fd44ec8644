import * as z from 'zod'
import { type Calendar, workingDayOnOrBefore } from './calendar.ts'
import { citationSchema } from './citation.ts'
import { clausesSchema } from './clause.ts'
import { addMonths, dateIn, daysBetween, type Instant, type IsoDate, isDate, isZone } from './date.ts'
import { actors } from './entry.ts'
import { markingSchema } from './marking.ts'

const text = z.string().trim().min(1)
const date = z.string().refine(isDate, 'not a day of the calendar; write YYYY-MM-DD')

/** required: law or an order asks it. recommended: someone advises it. */
const strengths = ['required', 'recommended', 'expected'] as const

/** Chooses the ladder of days before at which the channel is nudged; `listed` is never nudged. */
export const deadlineClasses = ['yearly', 'window', 'short-fuse', 'recurring', 'internal', 'listed'] as const

/** 29 February is one: in years without it, 28 February stands for it. */
function isDayOfYear(text: string): boolean {
  return isDate(`${leapYear}-${text}`)
}
const leapYear = 2000
const leapDay = '02-29'

/**
 * When it is due. `on`: one day. `from`/`until`: a window, last day included. `every`: the same day each year, from a first year
 * on. `rule`: the days of an iCalendar RRULE from `since` on, which is its first day where the rule counts intervals.
 */
const dueSchema = z.union([
  z.strictObject({ on: date }),
  z
    .strictObject({ from: date, until: date })
    .refine((window) => window.from <= window.until, 'the window ends before it starts'),
  z.strictObject({
    every: z.string().refine(isDayOfYear, 'not a day of the year; write MM-DD'),
    since: z.int().min(1900).max(2999),
  }),
  z.strictObject({
    rule: z
      .string()
      .regex(/^FREQ=(?:YEARLY|MONTHLY|WEEKLY)(?:;|$)/, 'write an RRULE of years, months or weeks'),
    since: date,
  }),
  z.strictObject({ none: text }),
])

/** `days` are the days a rule comes to, put in for the span asked about: what reckons them is not of this folder. */
export type Due = z.infer<typeof dueSchema> & { days?: readonly IsoDate[] }

export const deadlineSchema = z.strictObject({
  /** The slug people type. */
  id: z.string().regex(/^[a-z][a-z0-9-]+$/),
  title: text,
  /** ISO country whose watchers it concerns; absent: every country's. */
  country: z.string().length(2).optional(),
  owedBy: text,
  owedTo: text,
  actor: z.enum(actors),
  strength: z.enum(strengths),
  class: z.enum(deadlineClasses),
  due: dueSchema,
  /** The few words of the source that give the date. */
  asWritten: text,
  basis: z
    .string()
    .regex(
      /^(?:as cabled|as enacted|as typed|our reading \(.+\))$/s,
      'write "as cabled", "as enacted", "as typed" or "our reading (the reason)"',
    ),
  /** The addressee's zone, in which the day ends. */
  zone: z.string().refine(isZone, 'not an IANA time zone, e.g. America/New_York'),
  /** Entries that may show it met: a nudge names the latest and asks for a confirmation. */
  shownBy: z.array(clausesSchema).min(1).optional(),
  owner: text.optional(),
  alternate: text.optional(),
  validator: text.optional(),
  marking: markingSchema,
  cite: citationSchema,
  notes: z.array(text).default([]),
})
export type Deadline = Omit<z.infer<typeof deadlineSchema>, 'due'> & { due: Due }
export type DeadlineClass = Deadline['class']

/** Said of who owes a deadline that a person added without saying so. */
export const notStated = 'not stated'

/** One time that a deadline falls due. */
export interface Occurrence {
  /** The slug; with its year, `determination-2009`, for one that comes every year; with its day for one by a rule. */
  id: string
  deadline: Deadline
  /** The first day of its window; for a deadline without one, the due day. */
  opens: IsoDate
  /** The last day on which it is met in time. */
  due: IsoDate
  /** How it came to be due then, where it was rescheduled; the last move counts. */
  moves?: readonly Move[]
}

/** A reschedule: the day, or window, that an occurrence has been due since. */
export interface Move {
  opens: IsoDate
  due: IsoDate
  at: Instant
}

/** Reschedules by occurrence id, the last one last. */
export type Moves = ReadonlyMap<string, readonly Move[]>

/**
 * The times a deadline falls due, or has its window open, between two days, both included; soonest first. One without a date
 * (`due: { none }`) has none. Throws for a rule whose days were not put in.
 */
export function occurrencesOf(
  deadline: Deadline,
  from: IsoDate,
  until: IsoDate,
  moves?: Moves,
): Occurrence[] {
  const written = writtenOccurrences(deadline, from, until)
  const moved = [...(moves ?? [])].flatMap(([id, list]) => {
    const last = list.at(-1)
    return last && isOccurrenceOf(id, deadline)
      ? [{ id, deadline, opens: last.opens, due: last.due, moves: list }]
      : []
  })
  if (moved.length === 0) return written
  return [
    ...written.filter(({ id }) => !moves?.has(id)),
    ...moved.filter(({ opens, due }) => opens <= until && from <= due),
  ].sort(soonestFirst)
}

/** True when an occurrence id names this deadline, whether or not it ever falls due then. */
export function isOccurrenceOf(id: string, { id: slug, due }: Pick<Deadline, 'id' | 'due'>): boolean {
  if ('every' in due) return id.startsWith(slug) && /^-\d{4}$/.test(id.slice(slug.length))
  if ('rule' in due) return id.startsWith(slug) && isDate(id.slice(slug.length + 1))
  return id === slug
}

function writtenOccurrences(deadline: Deadline, from: IsoDate, until: IsoDate): Occurrence[] {
  const { id, due } = deadline
  if ('none' in due) return []
  const oneDay = (occurrence: string, day: IsoDate) => ({ id: occurrence, deadline, opens: day, due: day })
  if ('rule' in due) {
    if (!due.days) throw new Error(`the days of the rule of ${id} were not put in`)
    return due.days.filter((day) => from <= day && day <= until).map((day) => oneDay(`${id}-${day}`, day))
  }
  if ('every' in due) {
    const occurrences: Occurrence[] = []
    for (let year = Math.max(due.since, yearOf(from)); year <= yearOf(until); year++) {
      const day =
        due.every === leapDay
          ? addMonths(`${leapYear}-${leapDay}`, 12 * (year - leapYear))
          : `${year}-${due.every}`
      if (from <= day && day <= until) occurrences.push(oneDay(`${id}-${year}`, day))
    }
    return occurrences
  }
  const span = 'on' in due ? { opens: due.on, due: due.on } : { opens: due.from, due: due.until }
  return span.opens <= until && from <= span.due ? [{ id, deadline, ...span }] : []
}

/** For sorting: by due day, then by the day the window opens, then by id. */
export function soonestFirst(a: Occurrence, b: Occurrence): number {
  const [left, right] = [a, b].map(({ due, opens, id }) => `${due} ${opens} ${id}`) as [string, string]
  return left < right ? -1 : left > right ? 1 : 0
}

/** How an occurrence stands at a moment. */
export interface Standing {
  /** Calendar days to the due day; negative when it has passed. */
  daysLeft: number
  /** Calendar days until the window opens; 0 once it has, and for a deadline without one the same as `daysLeft` until due. */
  opensIn: number
  /** The working day on or before the due day, in all of the calendars. */
  lastWorkingDay: IsoDate
  /** True from midnight after the due day, in the addressee's zone, whether or not it was done. */
  overdue: boolean
}

/** How it stands at `now`, by the day it then is in the addressee's zone. The calendars must be filled for the due day's year. */
export function standingOf(occurrence: Occurrence, now: Instant, calendars: readonly Calendar[]): Standing {
  const { deadline, opens, due } = occurrence
  const today = dateIn(now, deadline.zone)
  return {
    daysLeft: daysBetween(today, due),
    opensIn: Math.max(0, daysBetween(today, opens)),
    lastWorkingDay: workingDayOnOrBefore(due, calendars),
    overdue: due < today,
  }
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}
