import { addDays, addMonths, type IsoDate, makeDate, printDate, weekday } from './date.ts'
import { calendarYear, fiscalYear, monthOf, type Period } from './period.ts'
import type { Reading } from './quantity-text.ts'

/** Days found in words, half-open. `assumed` says what the words did not: which year, which quarter. */
interface DateSpan {
  from: IsoDate
  until: IsoDate
  assumed?: string
}

export type DateReading = DateSpan | { ask: string; readings: Reading[] } | { problem: string }

/** What words for a day, month or year may leave open. */
interface Point {
  year?: number
  month?: number
  day?: number
}

/**
 * Reads a day or span in English words and figures: `2009-04-24`, `24 Apr 2009`, `24APR09`, `yesterday`, `last week` (Monday
 * to Sunday), `CY08`, `FY2009`, `Q1 2009`, `1-5 April 2009`, `Jan-Oct 2008`, `first ten months of 2008`. `04/05/2009` is
 * asked; a year left out is the latest that is not in the future. Undefined when the words are no date at all.
 */
export function parseDateText(words: string, today: IsoDate): DateReading | undefined {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[.,](?= |$)/g, '')
    .replace(/ ?(?<![\d])-(?![\d]) ?| - /g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:from|between|during) /, '')
  const reading =
    parseRelative(text, today) ??
    parseSlashed(text) ??
    parseNamedPeriod(text) ??
    parseFirstMonths(text, today) ??
    parsePoint(text, today) ??
    parseRange(text, today)
  return reading && 'problem' in reading ? { problem: `${words.trim()}: ${reading.problem}` } : reading
}

function days({ from, until }: Pick<Period, 'from' | 'until'>): DateSpan {
  return { from, until }
}

function day(date: IsoDate): DateSpan {
  return { from: date, until: addDays(date, 1) }
}

function parseRelative(text: string, today: IsoDate): DateSpan | undefined {
  const monday = addDays(today, 1 - weekday(today))
  const month = `${today.slice(0, 7)}-01`
  const year = Number(today.slice(0, 4))
  switch (text) {
    case 'today':
      return day(today)
    case 'yesterday':
      return day(addDays(today, -1))
    case 'this week':
      return { from: monday, until: addDays(monday, 7) }
    case 'last week':
      return { from: addDays(monday, -7), until: monday }
    case 'this month':
      return { from: month, until: addMonths(month, 1) }
    case 'last month':
      return { from: addMonths(month, -1), until: month }
    case 'this year':
      return days(calendarYear(year))
    case 'last year':
      return days(calendarYear(year - 1))
    default:
      return undefined
  }
}

/** `04/05/2009` and its like: the fourth of May or the fifth of April, unless only one of them exists. */
function parseSlashed(text: string): DateReading | undefined {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$/.exec(text)
  if (!found) return undefined
  const [first, second] = [Number(found[1]), Number(found[2])]
  const year = fullYear(found[3] ?? '')
  const dates = [makeDate(year, second, first), makeDate(year, first, second)].filter(
    (date) => date !== undefined,
  )
  const [dayFirst, monthFirst = dayFirst] = dates
  if (dayFirst === undefined || monthFirst === undefined) return { problem: 'the calendar has no such day.' }
  if (dayFirst === monthFirst) return day(dayFirst)
  const readings = [dayFirst, monthFirst].map((date) => ({ label: printDate(date), text: printDate(date) }))
  return { ask: `"${text}" can be two days. Which is meant?`, readings }
}

function parseNamedPeriod(text: string): DateSpan | undefined {
  const year = /^(fy|cy|fiscal year|calendar year) ?'?(\d{4}|\d\d)$/.exec(text)
  if (year) return days((year[1]?.startsWith('f') ? fiscalYear : calendarYear)(fullYear(year[2] ?? '')))
  const quarter = /^q([1-4]) ?(?:of )?(fy ?)?'?(\d{4}|\d\d)$/.exec(text)
  if (!quarter) return undefined
  const period = (quarter[2] ? fiscalYear : calendarYear)(fullYear(quarter[3] ?? ''))
  const from = addMonths(period.from, 3 * (Number(quarter[1]) - 1))
  const span = { from, until: addMonths(from, 3) }
  return quarter[2]
    ? span
    : { ...span, assumed: `${text.toUpperCase()} read as a quarter of the calendar year` }
}

const counts = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** `first ten months of 2008`, `first 6 months of FY2009`, `first half of 2009`; without a year, of the latest in which they are over. */
function parseFirstMonths(text: string, today: IsoDate): DateSpan | undefined {
  const found = /^(?:in )?(?:the )?first (?:(\w+) months|(half|quarter))(?: of (fy|cy)? ?(\d{4}))?$/.exec(
    text,
  )
  if (!found) return undefined
  const [, count = '', part, fiscal, written] = found
  const months = part === 'half' ? 6 : part === 'quarter' ? 3 : counts.indexOf(count) + 1 || Number(count)
  if (!Number.isInteger(months) || months < 1 || months > 12) return undefined
  const spanOf = (year: number) => {
    const { from } = (fiscal === 'fy' ? fiscalYear : calendarYear)(year)
    return { from, until: addMonths(from, months) }
  }
  if (written) return spanOf(Number(written))
  const thisYear = Number(today.slice(0, 4))
  const year = spanOf(thisYear).until <= today ? thisYear : thisYear - 1
  return { ...spanOf(year), assumed: `no year given: ${year}` }
}

function parsePoint(text: string, today: IsoDate): DateReading | undefined {
  const point = readPoint(text)
  if (!point || (point.month === undefined && point.day !== undefined)) return undefined
  return spanOf(point, today)
}

/** `1-5 April 2009`, `1 Apr to 5 Apr 2009`, `Jan-Oct 2008`, `2009-04-01..2009-04-05`: the first day to the last. */
function parseRange(text: string, today: IsoDate): DateReading | undefined {
  const joint = / (?:to|through|thru|until|till|and) |\.\.|-/g
  for (const found of text.matchAll(joint)) {
    const last = readPoint(text.slice(found.index + found[0].length))
    const first = readPoint(text.slice(0, found.index))
    if (!first || !last) continue
    // "Apr 1-5, 2009" names its month before the first day.
    const month = last.month ?? first.month
    if (month === undefined) continue
    const end = spanOf({ ...last, month }, today)
    if (!('from' in end)) return end
    const year = last.year ?? Number(end.from.slice(0, 4))
    const begin = spanOf({ year, month, ...first }, today)
    if (!('from' in begin)) return begin
    const wraps = first.year === undefined && first.month !== undefined && begin.from > end.from
    const from = wraps ? addMonths(begin.from, -12) : begin.from
    if (from > end.from) return { problem: 'the last day is before the first.' }
    return { from, until: end.until, ...(end.assumed && { assumed: end.assumed }) }
  }
  return undefined
}

const monthNames =
  'January February March April May June July August September October November December'.split(' ')
const monthWord =
  `(${monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)`.toLowerCase()
const pointForms = [
  '(?<year>\\d{4})-(?<month>\\d\\d)(?:-(?<day>\\d\\d))?',
  '(?<year>\\d{4})/(?<month>\\d\\d)/(?<day>\\d\\d)',
  `(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${monthWord})(?: (?<year>\\d{4}|'\\d\\d))?`,
  `(?<day>\\d{1,2})-?(?<month>${monthWord})-?(?<year>\\d{4}|\\d\\d)`,
  `(?<month>${monthWord}) (?<day>\\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\\d{4}))?`,
  `(?<month>${monthWord})(?:(?: of)? (?<year>\\d{4}))?`,
  '(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\\d{4}))?',
].map((form) => new RegExp(`^${form}$`))

function readPoint(text: string): Point | undefined {
  for (const form of pointForms) {
    const found = form.exec(text)?.groups
    if (!found) continue
    const { year, month, day } = found
    return {
      ...(year && { year: fullYear(year.replace("'", '')) }),
      ...(month && { month: monthNumber(month) }),
      ...(day && { day: Number(day) }),
    }
  }
  return undefined
}

function monthNumber(word: string): number {
  if (/^\d/.test(word)) return Number(word)
  return monthNames.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3))) + 1
}

/** Two figures are the years 1970 to 2069. */
function fullYear(figures: string): number {
  const year = Number(figures)
  if (figures.length !== 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function spanOf(point: Point, today: IsoDate): DateReading {
  const { month = 1, day: dayOfMonth } = point
  const spanIn = (year: number): DateSpan | undefined => {
    if (dayOfMonth === undefined) {
      const whole = monthOf(year, month)
      return whole && days(whole)
    }
    const date = makeDate(year, month, dayOfMonth)
    return date === undefined ? undefined : day(date)
  }
  const absent = { problem: 'the calendar has no such day.' }
  if (point.year !== undefined) return spanIn(point.year) ?? absent
  const thisYear = Number(today.slice(0, 4))
  const span = [thisYear, thisYear - 1].map(spanIn).find((span) => span !== undefined && span.from <= today)
  if (!span) return absent
  return { ...span, assumed: `no year given: ${span.from.slice(0, 4)}` }
}
