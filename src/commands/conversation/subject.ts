import { findBenchmark, findCycle } from '../../domain/cycle.ts'
import type { IsoDate } from '../../domain/date.ts'
import { indexPhrases, makePhrases, matchAll, oncePer } from '../../domain/phrase.ts'
import { foldText, tokenise } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { subjectWords } from '../../knowledge/words.ts'

/** What a conversation is about. */
export interface Subject {
  /** ISO code. */
  country?: string
  /** `FY2010`. */
  cycle?: string
  /** Its id or an indicator's, as in `PE-IL-3b`; of that cycle. */
  benchmark?: string
}

/** What one sentence says of its subject. */
export interface Sentence {
  names: Subject
  /** Words of its own subject, folded: neither names, nor words that only ask, nor parts of a benchmark such as its target. */
  words: string[]
  /** As typed, without "and" or "what about" at its front and without what it names. */
  rest: string
  /** It begins "and", "what about". */
  goesOn: boolean
  /** It asks for a part of a benchmark: its target, its baseline. */
  asksPart: boolean
}

const opening =
  /^[¿\s]*(?:(?:and|but|or|also|ok|then|so|y|e|pero)\b[\s,]*)?(?:(?:what|how) about\b|(?:qué|que) (?:hay|tal) (?:de|con)\b)?/iu
const goingOn =
  /^[¿\s]*(?:and|but|or|also|then|y|e|pero|(?:what|how) about|(?:qué|que) (?:hay|tal) (?:de|con))\b/iu

/** What is asked of a benchmark that was named before, in words that name none. */
const partWords = new Set(
  `actual actuals article articles baseline baselines benchmark category categories cited close closed condition conditions
  counted counts direction due entries evidence figure figures indicator indicators measure measured measures met missing
  objective own owned owner owns period reason said source sources state status support supports target targets text value
  linea meta base fuente`.split(/\s+/),
)

const benchmarkKey = /\b(?:FY)?(?:(\d{4})\/)?([a-z]{2}-[a-z]{1,2}-\d{1,3}[a-z]?)\b/i
const year = /\b(?:FY|cycle )?((?:19|20)\d\d)\b/i

/** The sending state is spoken of in sentences about any host country, so its name does not choose the country. */
const sendingState = 'US'

const countryNames = oncePer((knowledge: Knowledge) =>
  indexPhrases(
    knowledge.countries
      .filter(({ id }) => id !== sendingState)
      .flatMap(({ id, name, aliases, adjectives }) => makePhrases([name, ...aliases, ...adjectives], id)),
  ),
)

/** Reads what a sentence names; `on` settles the cycle of a benchmark's short form. */
export function readSentence(text: string, knowledge: Knowledge, on: IsoDate): Sentence {
  const plain = text.replace(/['’]s\b/g, '')
  const names: Subject = {}
  let rest = plain.replace(opening, '')
  const key = benchmarkKey.exec(rest)
  const found = key && findBenchmark(`${key[1] ? `${key[1]}/` : ''}${key[2]}`, knowledge.cycles, on)
  if (key && found) {
    Object.assign(names, { country: found.cycle.country, cycle: found.cycle.cycle })
    names.benchmark = (key[2] ?? '').toUpperCase().replace(/[A-Z]$/, (letter) => letter.toLowerCase())
    rest = rest.replace(key[0], ' ')
  }
  const tokens = tokenise(rest)
  const [country] = matchAll(tokens, countryNames(knowledge))
  if (country) {
    names.country ??= country.meanings[0] ?? ''
    const [first, last] = [tokens[country.from], tokens[country.until - 1]]
    rest = `${rest.slice(0, first?.start)} ${rest.slice(last?.end)}`
  }
  const named = names.cycle === undefined ? year.exec(rest) : null
  const cycle = named ? findCycle(named[1] ?? '', knowledge.cycles) : undefined
  if (named && cycle) {
    names.cycle = cycle.cycle
    rest = rest.replace(named[0], ' ')
  }
  const words = subjectWords(rest).map(({ raw }) => foldText(raw))
  return {
    names,
    words: words.filter((word) => !partWords.has(word)),
    rest: rest.replace(/\s+/g, ' ').trim(),
    goesOn: goingOn.test(plain),
    asksPart: words.some((word) => partWords.has(word)),
  }
}

const speaksOfIt = /\b(?:it|its|that|this|those|these|them|they|there|same|eso|esto|ese|esta)\b/iu

/**
 * What a sentence is about: what it names, and of what was spoken of before whatever that leaves open. The country stays; the
 * cycle stays where the sentence goes on from the one before; the benchmark where it names nothing and has no subject of its own. Another
 * country or cycle lets go of what belongs to the one before.
 */
export function followSubject(
  { names, words, goesOn, rest }: Sentence,
  before: Subject = {},
): { subject: Subject; kept: Subject } {
  if (names.country !== undefined && names.country !== before.country) return { subject: names, kept: {} }
  const kept: Subject = {}
  if (names.country === undefined && before.country !== undefined) kept.country = before.country
  const refers = goesOn || words.length === 0 || speaksOfIt.test(rest)
  if (names.cycle === undefined && before.cycle !== undefined && refers) kept.cycle = before.cycle
  const isBare = Object.keys(names).length === 0 && words.length === 0
  if (isBare && before.benchmark !== undefined) kept.benchmark = before.benchmark
  return { subject: { ...kept, ...names }, kept }
}
