import { addDays, type IsoDate, weekday, weekdayNames } from './date.ts'

/** A working calendar as a plain value: closed days with their names over a span of years, and the weekend. */
export interface Calendar {
  id: string
  name: string
  /** ISO weekdays without work: 6 is Saturday, 7 is Sunday. */
  weekend: readonly number[]
  closed: Readonly<Record<IsoDate, string>>
}

/** No calendar held rests this long; a walk that finds no working day by then never would. */
const longestRest = 366

/** A day is working when none of the calendars is closed on it. Days outside the years they are filled for count as no holiday. */
export function isWorkingDay(date: IsoDate, calendars: readonly Calendar[]): boolean {
  const day = weekday(date)
  return !calendars.some((calendar) => calendar.closed[date] !== undefined || calendar.weekend.includes(day))
}

/** `Saturday`, `Good Friday (Peru)`, `Friday (Afghanistan)`: why there is no work, or undefined on a working day. */
export function closedBecause(date: IsoDate, calendars: readonly Calendar[]): string | undefined {
  if (isWorkingDay(date, calendars)) return undefined
  const day = weekday(date)
  const dayName = weekdayNames[day - 1]
  if (calendars.every(({ weekend }) => weekend.includes(day))) return dayName
  return calendars
    .map(({ name, weekend, closed }) => ({ name, reason: weekend.includes(day) ? dayName : closed[date] }))
    .filter(({ reason }) => reason !== undefined)
    .map(({ name, reason }) => `${reason} (${name})`)
    .join(', ')
}

/** The day itself when it is working, else the nearest working day before it. Throws when there is none within a year. */
export function workingDayOnOrBefore(date: IsoDate, calendars: readonly Calendar[]): IsoDate {
  return nearestWorkingDay(date, -1, calendars)
}

/** The day itself when it is working, else the nearest working day after it. Throws when there is none within a year. */
export function workingDayOnOrAfter(date: IsoDate, calendars: readonly Calendar[]): IsoDate {
  return nearestWorkingDay(date, 1, calendars)
}

/**
 * The `count`th working day before `date`, which is itself not counted, working or not: one before a Saturday is the Friday.
 * For 0, the working day on or before it.
 */
export function workingDaysBefore(date: IsoDate, count: number, calendars: readonly Calendar[]): IsoDate {
  return countWorkingDays(date, count, -1, calendars)
}

/** The `count`th working day after `date`, which is itself not counted. For 0, the working day on or after it. */
export function workingDaysAfter(date: IsoDate, count: number, calendars: readonly Calendar[]): IsoDate {
  return countWorkingDays(date, count, 1, calendars)
}

function countWorkingDays(
  date: IsoDate,
  count: number,
  direction: 1 | -1,
  calendars: readonly Calendar[],
): IsoDate {
  if (count === 0) return nearestWorkingDay(date, direction, calendars)
  let day = date
  for (let counted = 0; counted < count; counted++) {
    day = nearestWorkingDay(addDays(day, direction), direction, calendars)
  }
  return day
}

function nearestWorkingDay(date: IsoDate, direction: 1 | -1, calendars: readonly Calendar[]): IsoDate {
  let day = date
  for (let tried = 0; tried < longestRest; tried++) {
    if (isWorkingDay(day, calendars)) return day
    day = addDays(day, direction)
  }
  const names = calendars.map(({ name }) => name).join(' and ')
  throw new RangeError(
    `no working day within a year of ${date} in the calendars ${names}; look at their weekends`,
  )
}
