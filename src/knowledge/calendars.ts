import type { Calendar } from '../domain/calendar.ts'
import { addDays, type IsoDate } from '../domain/date.ts'
import { type Closed, holidaysOf } from './holidays.ts'
import type { CalendarRecord } from './schema.ts'

/** A step moved off a closed day, or a last working day, may lie outside the span asked for: at most this many days. */
const margin = 40

/** Filling a year costs a millisecond or three, and every call asks again; a record's years go with the record. */
const filled = new WeakMap<CalendarRecord, Map<number, Closed>>()

/**
 * The calendars of these ids, filled for every year from 40 days before `from` to 40 days after `until`: public holidays and
 * the days observed for them, then the record's overrides. Throws for an id without a record, and for a country that the
 * holiday library does not know.
 */
export function makeCalendars(
  records: readonly CalendarRecord[],
  ids: readonly string[],
  from: IsoDate,
  until: IsoDate,
): Calendar[] {
  const [first, last] = [yearOf(addDays(from, -margin)), yearOf(addDays(until, margin))]
  return ids.map((id) => {
    const record = records.find((candidate) => candidate.id === id)
    if (!record) {
      throw new Error(
        `no calendar "${id}" in calendars.yaml; held are ${records.map((held) => held.id).join(', ')}`,
      )
    }
    const closed: Closed = {}
    for (let year = first; year <= last; year++) Object.assign(closed, closedIn(record, year))
    return { id, name: record.name, weekend: record.weekend, closed }
  })
}

function closedIn(record: CalendarRecord, year: number): Closed {
  const years = filled.get(record) ?? new Map<number, Closed>()
  filled.set(record, years)
  const closed =
    years.get(year) ?? applyOverrides(record, year, record.library ? holidaysOf(record.library, year) : {})
  years.set(year, closed)
  return closed
}

function applyOverrides({ overrides }: CalendarRecord, year: number, closed: Closed): Closed {
  const result = { ...closed }
  for (const { date, is, name } of overrides) {
    if (yearOf(date) !== year) continue
    if (is === 'closed') result[date] = name
    else delete result[date]
  }
  return result
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}
