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
  ['since', 'not? (?:before|earlier than)|on or after|since|from|>=|desde|no antes del?|a partir del?'],
  [
    'until',
    'not? (?:after|later than)|on or before|until|till|up to|through|by|as of|<=|hasta|a m[aá]s tardar(?: en)?',
  ],
  ['after', 'after|later than|>|despu[eé]s del?'],
  ['before', 'before|earlier than|prior to|<|antes del?'],
  ['within', '(?:early |earlier |late |later )?in|on(?! or )|during|between|en|el|entre'],
] as const
type Way = (typeof ways)[number][0]

const anyWay = `(?:${ways.map(([way, words]) => `(?<${way}>${words})`).join('|')})`
const wordEnds = '(?:(?<=[<>=])|(?![\\p{L}\\d]))'
const datedForm = new RegExp(
  `(?<no>\\b(?:not|no) )?\\b(?:dated|fechad[oa]s?)(?: ${anyWay})?${wordEnds} *`,
  'iu',
)

/** The other bound: `after March 2009 and before June 2009`. */
const further = new RegExp(
  `^,? (?:(?:and|but|y|pero) )?(?:(?:dated|fechad[oa]s?) )?${anyWay}${wordEnds} *`,
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
  const first = readBound(text.slice(found.index), found, today)
  const isDenied = found.groups?.no !== undefined
  if (first && isDenied)
    return {
      written: first.written,
      problem: `"${first.written}" says which days are not wanted: write those that are, after or before a day.`,
    }
  if (first) return withFurther(first, text.slice(found.index + first.written.length), today)
  if (wayOf(found) === undefined || isDenied) return undefined
  const words = text.slice(found.index).split(' ')
  const shown = opening.trim().split(' ').length + 3
  return {
    written: opening,
    problem: `No date is read in "${words.slice(0, shown).join(' ').trim()}": write ${pair.test(opening) ? 'two days, with "and" between them' : 'a year, a month or a day'}.`,
  }
}

function wayOf({ groups }: RegExpExecArray): Way | undefined {
  return ways.find(([name]) => groups?.[name] !== undefined)?.[0]
}

/** The days told by an opening, which begins the text, and as many of the words behind as are a date. */
function readBound(text: string, found: RegExpExecArray, today: IsoDate): Dated | undefined {
  const [opening] = found
  const words = text.slice(opening.length).split(' ').slice(0, mostWords)
  for (let count = words.length; count > 0; count--) {
    const date = words
      .slice(0, count)
      .join(' ')
      .replace(/[?!.,;:)]+$/, '')
    const reading = pair.test(opening) && !fromTo.test(date) ? undefined : readDate(date, today)
    if (reading)
      return { written: opening + date, ...daysOf(reading, fromTo.test(date) ? 'within' : wayOf(found)) }
  }
  return undefined
}

/** A first day with the last that follows, or the other way about. */
function withFurther(first: Dated, rest: string, today: IsoDate): Dated {
  const found = further.exec(rest)
  const second = found ? readBound(rest, found, today) : undefined
  if (!second) return first
  const { from = second.from, until = second.until } = first
  const isOther = (first.from ?? second.until) === undefined || (first.until ?? second.from) === undefined
  const problem = first.problem ?? second.problem
  const written = first.written + second.written
  if (problem !== undefined) return { written, problem }
  if (!isOther || from === undefined || until === undefined)
    return { written, problem: `"${written}" bounds the days twice on one side: write each once.` }
  if (from >= until) return { written, problem: `No day lies in "${written}".` }
  const assumed = [first.assumed, second.assumed].filter((one) => one !== undefined).join('; ')
  return { written, from, until, ...(assumed !== '' && { assumed }) }
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
