import type { IsoDate } from '../../domain/date.ts'
import { type DateReading, parseDateText } from '../../domain/date-text.ts'

/** What a question says of the day of its sources. */
export interface Dated {
  /** As it stands in the question. */
  written: string
  /** The first day, and the day after the last, where there are such. */
  from?: IsoDate
  until?: IsoDate
  /** What the words left open, and how it was read. */
  assumed?: string
  /** Why it is read as no day at all. */
  problem?: string
}

/** How the days sought lie to those of the date that follows. */
const ways = [
  ['within', 'in|on|during|between|en|el|entre'],
  ['since', 'since|from|desde|a partir del?'],
  ['after', 'after|later than|despu[eé]s del?'],
  ['before', 'before|earlier than|antes del?'],
  ['until', 'until|till|up to|through|by|hasta'],
] as const
type Way = (typeof ways)[number][0]

const datedForm = new RegExp(
  `\\b(?:dated|fechad[oa]s?)(?: (?:${ways.map(([way, words]) => `(?<${way}>${words})`).join('|')}))?(?![\\p{L}\\d]) *`,
  'iu',
)

/** Two days with what joins them, which "between" wants and which need no other word. */
const fromTo = /(?: (?:and|to|until|till|through|y|al?|hasta) |\.\.).*\d|\d-\d{1,2} \p{L}/u
const pair = /\b(?:between|entre) *$/i

/** The most words of a date: `1 of April 2009 and 30 of June 2009`. */
const mostWords = 9

/**
 * `dated in March 2009`, `dated since 1 April 2009`, `dated between … and …`, `fechado desde abril de 2009`: as many of the
 * words behind as are a date. Undefined where nothing says how the day lies, and no date follows.
 */
export function readDated(text: string, today: IsoDate): Dated | undefined {
  const found = datedForm.exec(text)
  if (!found) return undefined
  const [opening] = found
  const way = ways.find(([name]) => found.groups?.[name] !== undefined)?.[0]
  const words = text
    .slice(found.index + opening.length)
    .split(' ')
    .slice(0, mostWords)
  for (let count = words.length; count > 0; count--) {
    const date = words
      .slice(0, count)
      .join(' ')
      .replace(/[?!.,;:)]+$/, '')
    const reading = pair.test(opening) && !fromTo.test(date) ? undefined : readDate(date, today)
    if (reading) return { written: opening + date, ...daysOf(reading, fromTo.test(date) ? 'within' : way) }
  }
  if (way === undefined) return undefined
  return {
    written: opening,
    problem: `No date is read in "${`${opening}${words.slice(0, 3).join(' ')}`.trim()}": write ${pair.test(opening) ? 'two days, with "and" between them' : 'a year, a month or a day'}.`,
  }
}

/** A year alone is the calendar year. */
function readDate(words: string, today: IsoDate): DateReading | undefined {
  return parseDateText(/^(?:19|2\d)\d\d$/.test(words) ? `CY${words}` : words, today)
}

function daysOf(reading: DateReading, way: Way = 'within'): Omit<Dated, 'written'> {
  if ('ask' in reading) return { problem: reading.ask }
  if ('problem' in reading) return reading
  const { from, until, assumed } = reading
  const told = assumed === undefined ? {} : { assumed }
  switch (way) {
    case 'within':
      return { from, until, ...told }
    case 'since':
      return { from, ...told }
    case 'after':
      return { from: until, ...told }
    case 'before':
      return { until: from, ...told }
    case 'until':
      return { until, ...told }
  }
}
