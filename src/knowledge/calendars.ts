import { createRequire } from 'node:module'
import type HolidaysLibrary from 'date-holidays'
import type { Calendar } from '../domain/calendar.ts'
import { addDays, type IsoDate } from '../domain/date.ts'
import type { CalendarRecord } from './schema.ts'

type Closed = Record<IsoDate, string>

/** A step moved off a closed day, or a last working day, may lie outside the span asked for: at most this many days. */
const margin = 40

/** Names in English; American where the library has them, for its `en` calls Labor Day Labour Day. */
const languages = ['en-us', 'en']

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
    years.get(year) ?? applyOverrides(record, year, record.library ? holidays(record.library, year) : {})
  years.set(year, closed)
  return closed
}

function holidays(country: string, year: number): Closed {
  // The library takes a tenth of a second to load: only a call that asks for a calendar pays for it.
  const Holidays: typeof HolidaysLibrary = createRequire(import.meta.url)('date-holidays')
  const found = new Holidays(country, { languages }).getHolidays(year)
  if (found.length === 0) {
    throw new Error(
      `date-holidays knows no holidays of "${country}" in ${year}; correct "library" in calendars.yaml, or leave it out`,
    )
  }
  const closed: Closed = {}
  for (const { type, substitute, date, start, end, name } of found) {
    // A substitute counts whatever its type: that of Veterans Day is filed under banks.
    if (type !== 'public' && !substitute) continue
    // `2009-12-24 12:00:00`, from noon or later on: the morning, when nudges are posted, is worked.
    if (!date.includes(' 00:00:00')) continue
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
    for (let day = 0; day < days; day++) closed[addDays(date.slice(0, 10), day)] ??= printName(name)
  }
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

/** The library's `Independence Day (substitute day)` is the day it is observed. */
function printName(name: string): string {
  return name.replace(/ \(substitutes?(?: day)?\)$/, ', observed')
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}
