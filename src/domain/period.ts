import { addDays, daysBetween, type IsoDate, isDate, makeDate, printDate } from './date.ts'

/** A half-open span of days: `from` is inside, `until` is not. `name` is `FY2009`, `CY2009`, `2009-05` or the two dates. */
export interface Period {
  name: string
  from: IsoDate
  until: IsoDate
}

/** US fiscal year n: 1 October n-1 to 30 September n. */
export function fiscalYear(year: number): Period {
  return { name: `FY${year}`, from: `${year - 1}-10-01`, until: `${year}-10-01` }
}

export function calendarYear(year: number): Period {
  return { name: `CY${year}`, from: `${year}-01-01`, until: `${year + 1}-01-01` }
}

/** Reads `FY2009`, `CY2009`, `2009-05` or `2009-04-06..2009-04-09` (both days inside); undefined for anything else. */
export function parsePeriod(text: string): Period | undefined {
  const year = /^(FY|CY)((?:19|2\d)\d\d)$/.exec(text)
  if (year) return year[1] === 'FY' ? fiscalYear(Number(year[2])) : calendarYear(Number(year[2]))
  const month = /^((?:19|2\d)\d\d)-(\d\d)$/.exec(text)
  if (month) return monthOf(Number(month[1]), Number(month[2]))
  const [from, last, ...rest] = text.split('..')
  if (from === undefined || last === undefined || rest.length > 0) return undefined
  return isDate(from) && isDate(last) && from <= last
    ? { name: text, from, until: addDays(last, 1) }
    : undefined
}

/** The calendar month, or undefined when there is none of that number. */
export function monthOf(year: number, month: number): Period | undefined {
  const from = makeDate(year, month, 1)
  if (from === undefined) return undefined
  const next = month === 12 ? makeDate(year + 1, 1, 1) : makeDate(year, month + 1, 1)
  return next === undefined ? undefined : { name: from.slice(0, 7), from, until: next }
}

/** `FY2009 (1 Oct 2008 to 30 Sep 2009)`: periods are always printed as dates, last day included. */
export function printPeriod(period: Period): string {
  const dates = printSpan(period)
  return /^[FC]Y/.test(period.name) ? `${period.name} (${dates})` : dates
}

/** `1 Oct 2008 to 30 Sep 2009`, or one date when the span is one day. */
export function printSpan(span: Pick<Period, 'from' | 'until'>): string {
  const last = addDays(span.until, -1)
  return last === span.from ? printDate(last) : `${printDate(span.from)} to ${printDate(last)}`
}

/** True when every day of the span lies in the period. */
export function covers(period: Period, span: Pick<Period, 'from' | 'until'>): boolean {
  return period.from <= span.from && span.until <= period.until
}

/** Days of the period that have passed at the end of `date`, and its length, both in days. */
export function elapsedDays(period: Period, date: IsoDate): { elapsed: number; length: number } {
  const length = daysBetween(period.from, period.until)
  const elapsed = daysBetween(period.from, date) + 1
  return { elapsed: Math.min(Math.max(elapsed, 0), length), length }
}
