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
const bounds = [
  ['since', 'not? (?:before|earlier than)|on or after|since|from|>=|desde|no antes del?|a partir del?'],
  [
    'until',
    'not? (?:after|later than)|on or before|until|till|up to|through|by|as of|<=|hasta|a m[aá]s tardar(?: en)?',
  ],
  ['after', 'after|later than|>|despu[eé]s del?|posterior(?:es)? al?'],
  ['before', 'before|earlier than|prior to|<|antes del?|anterior(?:es)? al?'],
] as const
const within = [
  'within',
  '(?:early |earlier |late |later )?in|on(?! or )|during|between|en|el|entre',
] as const
type Way = (typeof bounds | readonly [typeof within])[number][0]

const anyOf = (ways: readonly (readonly [Way, string])[]) =>
  `(?:${ways.map(([way, words]) => `(?<${way}>${words})`).join('|')})(?:(?<=[<>=])|(?![\\p{L}\\d])) *`

const datedWord = '(?:dated|fechad[oa]s?|(?:con|de) fecha)'
const datedForm = new RegExp(
  `(?<no>\\b(?:not|no) )?\\b${datedWord}(?![\\p{L}\\d]) *(?:${anyOf([...bounds, within])})?`,
  'iu',
)

/** What papers are said to be of: `cables from June 2009` are those of that month alone. */
const paper =
  '(?:cables?|telegrams?|documents?|papers?|sources|telegramas?|documentos?|papeles|fuentes)(?!\\p{L})'
const paperForm = new RegExp(
  `(?<=\\b${paper} )(?!by )${anyOf([['within', 'of|from|in|between|del?|en|entre'], ...bounds])}`,
  'giu',
)

/** `the June 2009 cable`, `the 2 April 2009 telegram`. */
const beforePaper = new RegExp(
  `(?<![^ ])(?:\\d{1,2} )?\\p{L}{3,9}\\.? (?:\\d{1,2},? )?\\d{4}(?= ${paper})`,
  'giu',
)

/** By a year alone a paper is rather called, perhaps one without a date; several are kept to. */
const yearAlone = /^\d{4}$/
const several = /s $/i

/** A bound, of whatever it may be. */
const boundForm = new RegExp(`(?<![\\p{L}\\d])${anyOf(bounds)}`, 'giu')

/** The other bound: `after March 2009 and before June 2009`. */
const further = new RegExp(
  `^,? (?:(?:and|but|y|pero) )?(?:${datedWord} )?${anyOf([...bounds, within])}`,
  'iu',
)

/** Two days with what joins them, which "between" wants and which need no other word. */
const fromTo = /(?: (?:and|to|until|till|through|y|al?|hasta) |\.\.).*\d|\d-\d{1,2} \p{L}/u
const pair = /\b(?:between|entre) *$/i

/** The most words of a date: `1 of April 2009 and 30 of June 2009`. */
const mostWords = 9

/** The days of the sources that a question asks for, by its first words that tell them. */
export function readDated(text: string, today: IsoDate): Dated | undefined {
  return readByWord(text, today) ?? readOfPapers(text, today)
}

/** What in a question looks as if it were of the day of its sources, and is not read as that. */
export function hintDated(text: string, today: IsoDate): string | undefined {
  const word = datedForm.exec(text)
  if (word && /[\p{L}\d]/u.test(text.slice(word.index + word[0].length)))
    return `No date is read in "${fewWords(text.slice(word.index), word[0])}": sources are kept to by a year, a month or a day.`
  const [bound] = [...text.matchAll(boundForm)].flatMap(
    (found) => readBound(text.slice(found.index), found, today) ?? [],
  )
  return bound && `To keep to sources by their own date, write: dated ${bound.written}.`
}

/**
 * `dated in March 2009`, `dated since 1 April 2009`, `dated between … and …`, `fechado desde abril de 2009`: as many of the
 * words behind as are a date. Undefined where nothing says how the day lies, and no date follows.
 */
function readByWord(text: string, today: IsoDate): Dated | undefined {
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
  return {
    written: opening,
    problem: `No date is read in "${fewWords(text.slice(found.index), opening)}": write ${pair.test(opening) ? 'two days, with "and" between them' : 'a year, a month or a day'}.`,
  }
}

/** An opening with the words behind it that might have been a date. */
function fewWords(text: string, opening: string): string {
  return text
    .split(' ')
    .slice(0, opening.trim().split(' ').length + 3)
    .join(' ')
    .trim()
}

/** `cables from June 2009`, `the June 2009 cable`: what remains still speaks of papers. */
function readOfPapers(text: string, today: IsoDate): Dated | undefined {
  for (const found of text.matchAll(paperForm)) {
    const first = readBound(text.slice(found.index), found, today)
    const isCalled =
      !several.test(text.slice(0, found.index)) &&
      wayOf(found) === 'within' &&
      yearAlone.test(first?.written.slice(found[0].length) ?? '')
    if (first && !isCalled) return withFurther(first, text.slice(found.index + first.written.length), today)
  }
  for (const [written] of text.matchAll(beforePaper)) {
    const reading = readDate(written, today)
    if (reading) return { written, ...daysOf(reading) }
  }
  return undefined
}

function wayOf({ groups }: RegExpExecArray): Way | undefined {
  return [...bounds, within].find(([name]) => groups?.[name] !== undefined)?.[0]
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
