import { Temporal } from 'temporal-polyfill'

/** A day as `YYYY-MM-DD`. Two of them compare correctly as text. */
export type IsoDate = string

/** A moment as ISO UTC text with milliseconds, `2009-04-06T14:00:00.000Z`. Two of them compare correctly as text. */
export type Instant = string

/** A day of UTC, in milliseconds: it has no summer time, so whole days can be counted in it, twenty times faster than by Temporal. */
const dayLength = 86_400_000

/** Days since 1 January 1970, a Thursday. */
function dayNumber(date: IsoDate): number {
  const known = numbersOfDays.get(date)
  if (known !== undefined) return known
  const number = Date.parse(date) / dayLength
  if (numbersOfDays.size >= mostDays) numbersOfDays.clear()
  numbersOfDays.set(date, number)
  return number
}

function dayOfNumber(number: number): IsoDate {
  const known = daysOfNumbers.get(number)
  if (known !== undefined) return known
  const date = toInstant(number * dayLength).slice(0, 10)
  if (daysOfNumbers.size >= mostDays) daysOfNumbers.clear()
  daysOfNumbers.set(number, date)
  return date
}

/** Plans go over the same few years again and again: each day is turned into its number, and back, once. */
const numbersOfDays = new Map<IsoDate, number>()
const daysOfNumbers = new Map<number, IsoDate>()
const mostDays = 20_000

/** Monday first, as ISO counts them from 1. */
export const weekdayNames = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

export const monthNames =
  'January February March April May June July August September October November December'.split(' ')

/** True for a day that exists in the calendar, between the years 1900 and 2999. */
export function isDate(text: string): text is IsoDate {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return makeDate(year, month, day) !== undefined
}

/** The day, or undefined when the calendar has no such day (31 February). */
export function makeDate(year: number, month: number, day: number): IsoDate | undefined {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return undefined
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  const two = (part: number) => String(part).padStart(2, '0')
  return day <= length ? `${year}-${two(month)}-${two(day)}` : undefined
}

/** Calendar arithmetic: whole days, no hours involved. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dayOfNumber(dayNumber(date) + days)
}

/** Calendar months later; a day the month lacks becomes its last day. */
export function addMonths(date: IsoDate, count: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months: count }).toString()
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return dayNumber(until) - dayNumber(from)
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** `25 Apr 2009` */
export function printDate(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${monthNames[(month ?? 1) - 1]?.slice(0, 3)} ${year}`
}

/** `Sat 25 Apr 2009` */
export function printDay(date: IsoDate): string {
  return `${weekdayNames[weekday(date) - 1]?.slice(0, 3)} ${printDate(date)}`
}

/** The day it is in `zone` (IANA name) at `instant`. */
export function dateIn(instant: Instant, zone: string): IsoDate {
  const key = `${instant.slice(0, minuteLength)} ${zone}`
  const known = daysIn.get(key)
  if (known !== undefined) return known
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
  if (daysIn.size >= mostDaysIn) daysIn.clear()
  daysIn.set(key, day)
  return day
}

/** Up to the minute, which is of one day in every zone: days begin and clocks are changed on the minute. */
const minuteLength = '2009-04-06T14:00'.length

/** One call asks for the day of one moment in few zones many times over, and the zone's rules are slow to ask. */
const daysIn = new Map<string, IsoDate>()
const mostDaysIn = 64

/** The clock's reading in `zone` at `instant`, `HH:MM`. */
export function timeIn(instant: Instant, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)
}

/** The moment at which clocks in `zone` read `time` (`HH:MM`) on `date`; in a gap, the moment after it. */
export function instantAt(date: IsoDate, time: string, zone: string): Instant {
  const key = `${date} ${time} ${zone}`
  const known = instantsAt.get(key)
  if (known !== undefined) return known
  const moment = Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: time })
    .toInstant()
  const instant = toInstant(moment.epochMilliseconds)
  if (instantsAt.size >= mostInstantsAt) instantsAt.clear()
  instantsAt.set(key, instant)
  return instant
}

/** Many channels open at one hour of one zone, and a plan asks for every day of its year. */
const instantsAt = new Map<string, Instant>()
const mostInstantsAt = 4096

/** The last moment of the day in `zone`. */
export function endOfDay(date: IsoDate, zone: string): Instant {
  return toInstant(Date.parse(instantAt(addDays(date, 1), '00:00', zone)) - 1)
}

/** Milliseconds since 1970 as an `Instant`. */
export function toInstant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString()
}

/** True when `zone` is a time zone that this machine's data knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** `2009-04-06` (09:00 in `zone`) or an instant with an offset; undefined for anything else. */
export function parseMoment(text: string, zone: string): Instant | undefined {
  if (isDate(text)) return instantAt(text, '09:00', zone)
  try {
    return toInstant(Temporal.Instant.from(text).epochMilliseconds)
  } catch {
    return undefined
  }
}
