import { distance } from 'fastest-levenshtein'
import { isWithin, type Marking } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import type { Passage } from './passage.ts'
import { type Index, type Indexed, indexedWords, indexOf } from './passage-index.ts'
import { partsOf, rawWords, stem, synonymsOf } from './words.ts'

export interface Hit {
  passage: Passage
  /** The share of the question's weight that the whole passage holds, from 0 to 1. */
  share: number
  /** The passage's lines, each with the share of the question that it holds. */
  lines: { text: string; share: number }[]
}

export interface Found {
  /** The best first. Empty when nothing held supports the question. */
  hits: Hit[]
  /** How many passages above the ceiling would have been among the hits. */
  withheld: number
}

export interface Search {
  ceiling: Marking
  limit: number
  /** ISO code of the call's country: it settles acronyms, and what concerns it comes first. */
  country?: string
  /** Only passages whose id begins so, e.g. `article/`. */
  under?: string
  /** The share of the question that a passage must hold; `enoughShare` unless told. */
  least?: number
}

/** A passage answers only when it holds this share of the question's weight; rare words, and words nowhere held, weigh most. */
export const enoughShare = 0.75

/** A fault is about wording, so only a question that it holds whole is about it. */
const wholeQuestion = 0.95

/** Hits that score less than this part of the best are not worth a reader's time. */
const leastScore = 0.4

/** Without a country in the question, what concerns another than the call's own stands far behind. */
const foreignStanding = 0.3

/** Words for where an answer stands, which its text need not hold. */
const weakWords = new Set(['cable', 'cables', 'telegram', 'source', 'document', 'record'])

/** The sending state is spoken of in questions about any host country, so its name does not choose the country. */
const sendingState = 'US'

/**
 * The passages that best answer a question, at most `limit`. What is above the ceiling is in no index that ranks them; it
 * is only counted. A country named in the question excludes the others.
 */
export function searchPassages(knowledge: Knowledge, question: string, search: Search): Found {
  const hits = rank(indexOf(knowledge, search.ceiling), question, search)
  if (search.ceiling === 'SBU') return { hits, withheld: 0 }
  const all = rank(indexOf(knowledge, 'SBU'), question, search)
  return { hits, withheld: all.filter(({ passage }) => !isWithin(passage.marking, search.ceiling)).length }
}

/** One word of a question. It is met by a text that holds every word of one of its ways. */
interface Clue {
  ways: string[][]
  weight: number
}

function rank(index: Index, question: string, search: Search): Hit[] {
  const { country, limit, under = '', least = enoughShare } = search
  const asked = [...new Set(rawWords(question))]
  const clues = asked.map((raw) => makeClue(raw, index, country))
  const named = countriesNamed(new Set(asked.map(stem)), index)
  const scored = index.score(clues.flatMap(({ ways }) => ways)).flatMap(({ id, score }) => {
    const indexed = index.passages.get(id)
    if (!indexed || !id.startsWith(under) || !concerns(indexed, named, country)) return []
    const share = shareHeld(clues, indexed.words)
    if (share < (id.startsWith('fault/') ? wholeQuestion : least)) return []
    const { passage } = indexed
    return [{ passage, share, score: score * share ** 3 * standingOf(passage, country) }]
  })
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score >= best * leastScore)
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ passage, share }) => ({
      passage,
      share,
      lines: passage.lines.map((text) => readLine(text, clues)),
    }))
}

function readLine(text: string, clues: readonly Clue[]): Hit['lines'][number] {
  return { text, share: shareHeld(clues, new Set(indexedWords(text))) }
}

function standingOf(passage: Passage, own: string | undefined): number {
  const foreign = own !== undefined && passage.country !== undefined && passage.country !== own
  return (passage.standing ?? 1) * (foreign ? foreignStanding : 1)
}

function makeClue(raw: string, index: Index, country: string | undefined): Clue {
  const word = stem(raw)
  const parts = /\d/.test(word) ? [] : partsOf(word)
  const units = index.units.filter((names) => names.includes(word)).flat()
  const exact = [
    ...[word, ...synonymsOf(word), ...units].map((one) => [one]),
    ...(parts.length > 0 ? [parts] : []),
    ...expansions(word, index, country),
  ]
  const held = exact.filter((way) => countHolding(index, [way]) > 0)
  const ways = held.length > 0 ? held : misspelt(raw, index)
  const weight = Math.log(1 + index.passages.size / (countHolding(index, ways) + 0.5))
  return { ways, weight: weakWords.has(raw) ? weight / 10 : weight }
}

/** What an acronym stands for, where the call's country or the lack of another meaning settles it. */
function expansions(word: string, { acronyms }: Index, country: string | undefined): string[][] {
  const meanings = acronyms.filter((acronym) => acronym.word === word)
  const own = meanings.filter((meaning) => meaning.country === undefined || meaning.country === country)
  const settled = own.length > 0 ? own : meanings.length === 1 ? meanings : []
  return settled.map(({ means }) => means).filter((way) => way.length > 1)
}

/** The indexed words that a word held nowhere may be a slip for: one letter in six, two in nine. */
function misspelt(raw: string, { spellings }: Index): string[][] {
  if (raw.length < 6 || /\d/.test(raw)) return []
  const most = raw.length < 9 ? 1 : 2
  const near = [...spellings].filter(
    (word) => Math.abs(word.length - raw.length) <= most && distance(word, raw) <= most,
  )
  return [...new Set(near.map(stem))].map((word) => [word])
}

function countHolding({ holders }: Index, ways: readonly string[][]): number {
  const holding = ways.flatMap((way) =>
    (holders.get(way[0] ?? '') ?? []).filter(({ words }) => way.every((word) => words.has(word))),
  )
  return new Set(holding).size
}

function isMet(ways: readonly string[][], words: ReadonlySet<string>): boolean {
  return ways.some((way) => way.every((word) => words.has(word)))
}

function shareHeld(clues: readonly Clue[], words: ReadonlySet<string>): number {
  const whole = clues.reduce((sum, { weight }) => sum + weight, 0)
  const held = clues.reduce((sum, { ways, weight }) => sum + (isMet(ways, words) ? weight : 0), 0)
  return whole === 0 ? 0 : held / whole
}

function countriesNamed(words: ReadonlySet<string>, { countries }: Index): Index['countries'] {
  return countries.filter(({ id, names }) => id !== sendingState && isMet(names, words))
}

/**
 * A question that names a country other than the call's own is answered by what concerns or names that country. Acronyms mean
 * nothing without a country, so the call's own settles them; other records are merely ranked.
 */
function concerns({ passage, words }: Indexed, named: Index['countries'], own: string | undefined): boolean {
  const { id, country } = passage
  const foreign = named.filter((one) => one.id !== own)
  if (country === undefined) return foreign.length === 0 || foreign.some(({ names }) => isMet(names, words))
  if (named.length > 0) return country === sendingState || named.some((one) => one.id === country)
  return !id.startsWith('acronym/') || own === undefined || country === own
}
