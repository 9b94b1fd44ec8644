import {
  addDays,
  addMonths,
  type IsoDate,
  makeDate,
  monthNames,
  printDate,
  weekday,
  weekdayNames,
} from './date.ts'
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
 * Reads a day or span in words and figures, English or Spanish: `2009-04-24`, `24 Apr 2009`, `24 de abril de 2009`, `24APR09`,
 * `yesterday`, `on Tuesday` (the latest), `last week` (Monday to Sunday), `CY08`, `FY2009`, `Q1 2009`, `Jan-Oct 2008`, `first
 * ten months of 2008`, `through October 2008`, `since 2005`. `04/05/2009` is asked; a year left out is
 * the latest that is not in the future. Undefined when the words are no date at all.
 */
export function parseDateText(words: string, today: IsoDate): DateReading | undefined {
  const text = inEnglish(words)
  const reading =
    parseRelative(text, today) ??
    parseSlashed(text, today) ??
    parseNamedPeriod(text) ??
    parseFirstMonths(text, today) ??
    parsePoint(text, today) ??
    parseUpTo(text, today) ??
    parseRange(text, today)
  return reading && 'problem' in reading ? { problem: `${words.trim()}: ${reading.problem}` } : reading
}

const spanish: [words: RegExp, english: string][] = [
  [/\b(?:la )?semana pasada\b/g, 'last week'],
  [/\b(?:el )?mes pasado\b/g, 'last month'],
  [/\b(?:el )?año pasado\b/g, 'last year'],
  [/\besta semana\b/g, 'this week'],
  [/\beste mes\b/g, 'this month'],
  [/\b(?:en )?lo que va (?:del|de este) (?:presente )?año\b|\beste año\b/g, 'this year'],
  [/\bhoy\b/g, 'today'],
  [/\bayer\b/g, 'yesterday'],
  [/\b(?:los |las )?(?:primeros|primeras) (\p{L}+|\d+) meses\b/gu, 'first $1 months'],
  [/\b(?:el )?primer semestre\b/g, 'first half'],
  [/\b(?:el )?primer trimestre\b/g, 'first quarter'],
  [/\baño fiscal\b/g, 'fiscal year'],
  [/^(?:el|los|las|la) (?=\p{L}|\d)/u, ''],
  [/^(?:desde|de|del|entre|durante|en) (?:el |los |las |la )?/, 'from '],
  [/ (?:al|a|hasta|y) (?:el )?(?=\d|\p{L}{4})/gu, ' to '],
  [/ (?:de|del) (?=\p{L}{4}|\d{4}| año)/gu, ' '],
  [/\benero\b/g, 'jan'],
  [/\bfebrero\b/g, 'feb'],
  [/\bmarzo\b/g, 'mar'],
  [/\babril\b/g, 'apr'],
  [/\bmayo\b/g, 'may'],
  [/\bjunio\b/g, 'jun'],
  [/\bjulio\b/g, 'jul'],
  [/\bagosto\b/g, 'aug'],
  [/\bsetiembre\b|\bseptiembre\b/g, 'sep'],
  [/\boctubre\b/g, 'oct'],
  [/\bnoviembre\b/g, 'nov'],
  [/\bdiciembre\b/g, 'dec'],
  [/\blunes\b/g, 'monday'],
  [/\bmartes\b/g, 'tuesday'],
  [/\bmiércoles\b|\bmiercoles\b/g, 'wednesday'],
  [/\bjueves\b/g, 'thursday'],
  [/\bviernes\b/g, 'friday'],
  [/\bsábado\b|\bsabado\b/g, 'saturday'],
  [/\bdomingo\b/g, 'sunday'],
]
const isSpanish =
  /[áéíóúñ]|\b(?:pasado|pasada|de|del|el|los|las|la|en|entre|desde|durante|hoy|ayer|este|esta|primer|enero|febrero|marzo|abril|mayo|junio|julio|agosto|setiembre|septiembre|octubre|noviembre|diciembre|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/

/** Lower case, the words of Spanish dates put into English, leading words gone that do not change the days. */
function inEnglish(words: string): string {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[.,](?= |$)/g, '')
    .replace(/ ?(?<![\d])-(?![\d]) ?| - /g, '-')
    .replace(/\s+/g, ' ')
  const translated = isSpanish.test(text)
    ? spanish.reduce((so, [found, english]) => so.replace(found, english), text)
    : text
  return translated.replace(/^(?:from|between|during|on|all of|in all of) (?!today|yesterday)/, '')
}

function days({ from, until }: Pick<Period, 'from' | 'until'>): DateSpan {
  return { from, until }
}

function day(date: IsoDate): DateSpan {
  return { from: date, until: addDays(date, 1) }
}

const relative = /day$|week$|month$|year$|date$|^(?:the )?(?:past|last) /

function parseRelative(text: string, today: IsoDate): DateSpan | undefined {
  if (!relative.test(text)) return undefined
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
    case 'so far this year':
    case 'earlier this year':
    case 'this year to date':
      return { from: calendarYear(year).from, until: addDays(today, 1) }
    default:
      return parseWeekday(text, today) ?? parsePast(text, today)
  }
}

/** The latest day of the name that is not in the future; "last Monday" is before today. */
function parseWeekday(text: string, today: IsoDate): DateSpan | undefined {
  const found = /^(last |this )?(\p{L}+day)$/u.exec(text)
  const named = weekdayNames.findIndex((name) => name.toLowerCase() === found?.[2]) + 1
  if (named === 0) return undefined
  const back = (weekday(today) - named + 7) % 7
  const date = addDays(today, -(back === 0 && found?.[1] === 'last ' ? 7 : back))
  return { ...day(date), assumed: `${text} read as ${printDate(date)}` }
}

/** `the past two years`, `the last 12 months`: back from today, today included. */
function parsePast(text: string, today: IsoDate): DateSpan | undefined {
  const found = /^(?:the )?(?:past|last) (\w+) (day|week|month|year)s$/.exec(text)
  const count = numberOf(found?.[1] ?? '')
  if (!found || !Number.isInteger(count) || count < 1 || count > 99) return undefined
  const until = addDays(today, 1)
  const unit = found[2]
  const from =
    unit === 'day' || unit === 'week'
      ? addDays(until, -count * (unit === 'day' ? 1 : 7))
      : addMonths(until, -count * (unit === 'month' ? 1 : 12))
  return { from, until, assumed: `${text} read as ending today` }
}

/**
 * `04/05/2009` and its like: the fourth of May or the fifth of April, asked unless only one of them exists. A day ahead is not
 * offered beside a past one: entries are of what happened.
 */
function parseSlashed(text: string, today: IsoDate): DateReading | undefined {
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
  const past = dates.filter((date) => date <= today)
  const [only, other] = past.length > 0 ? past : dates
  const ahead = dates.find((date) => date !== only)
  const readings = [only, other]
    .filter((date) => date !== undefined)
    .map((date) => ({ label: printDate(date), text: printDate(date) }))
  if (other === undefined && only !== undefined && ahead !== undefined)
    return {
      ask: `"${text}" can be two days, and ${printDate(ahead)} is ahead. Is ${printDate(only)} meant?`,
      readings,
    }
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

const counts = [
  'one two three four five six seven eight nine ten eleven twelve'.split(' '),
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
]

/** `six`, `seis` and `6` are 6; anything else is not a number. */
function numberOf(word: string): number {
  const named = counts.map((names) => names.indexOf(word) + 1).find((found) => found > 0)
  return named ?? (/^\d+$/.test(word) ? Number(word) : Number.NaN)
}

/** `first ten months of 2008`, `first 6 months of FY2009`, `first half of 2009`; without a year, of the latest in which they are over. */
function parseFirstMonths(text: string, today: IsoDate): DateSpan | undefined {
  const found =
    /^(?:in |through )?(?:the )?first (?:(\w+) months|(half|quarter))(?: (?:of |in )?(?:(fy|cy|fiscal year|calendar year) ?)?(\d{4}))?$/.exec(
      text,
    )
  if (!found) return undefined
  const [, count = '', part, fiscal, written] = found
  const months = part === 'half' ? 6 : part === 'quarter' ? 3 : numberOf(count)
  if (!Number.isInteger(months) || months < 1 || months > 12) return undefined
  const spanOf = (year: number) => {
    const { from } = (fiscal?.startsWith('f') ? fiscalYear : calendarYear)(year)
    return { from, until: addMonths(from, months) }
  }
  if (written) return spanOf(Number(written))
  const thisYear = Number(today.slice(0, 4))
  const year = spanOf(thisYear).until <= today ? thisYear : thisYear - 1
  return { ...spanOf(year), assumed: `no year given: ${year}` }
}

/**
 * `through October 2008`, `as of 30 September`, `through mid-December`: from the first day of the calendar year. `since 2005`:
 * to today.
 */
function parseUpTo(text: string, today: IsoDate): DateReading | undefined {
  const found = /^(through|thru|as of|up to|until|by|hasta|to|since) (?:the )?(mid-| mid )?(.+)$/.exec(text)
  if (!found) return undefined
  const [, word, middle, rest = ''] = found
  const year = /^(?:19|20)\d\d$/.test(rest) ? days(calendarYear(Number(rest))) : undefined
  const point = readPoint(rest)
  const at = year ?? (point?.month === undefined ? undefined : spanOf(point, today))
  if (!at || !('from' in at)) return at
  if (word === 'since')
    return { from: at.from, until: addDays(today, 1), assumed: `${text} read as to today` }
  if (year) return undefined
  const from = `${at.from.slice(0, 4)}-01-01`
  const until = middle ? addDays(at.from, 15) : at.until
  return { from, until, assumed: `${text} read as from ${printDate(from)}` }
}

function parsePoint(text: string, today: IsoDate): DateReading | undefined {
  const point = readPoint(text)
  if (!point || (point.month === undefined && point.day !== undefined)) return undefined
  return spanOf(point, today)
}

/** `1-5 April 2009`, `1 Apr to 5 Apr 2009`, `Jan-Oct 2008`, `2009-04-01..2009-04-05`: the first day to the last. */
function parseRange(text: string, today: IsoDate): DateReading | undefined {
  const years = /^((?:19|20)\d\d)(?:-| to | and )((?:19|20)\d\d)$/.exec(text)
  if (years && Number(years[1]) < Number(years[2])) {
    return { from: calendarYear(Number(years[1])).from, until: calendarYear(Number(years[2])).until }
  }
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
