import { foldText } from '../domain/text.ts'
import { isCommonWord } from './common-words.ts'
import { saidAt, saidInSpanish, type Way } from './meanings.ts'
import type { Index } from './passage-index.ts'
import { isSpanish } from './spanish.ts'
import { subjectWords, type Word } from './words.ts'

/** One thing a question asks after. It is met by a text that holds every word of one of its ways. */
export interface Clue {
  ways: readonly Way[]
  /** Words of the field weigh 0.4 to 1.5: the rare ones, those nowhere held and phrases most; others weigh less. */
  weight: number
  /** An everyday word: it does not make a text an answer. */
  isCommon: boolean
  /** A figure, a year, an id: no text without it answers. */
  isExact: boolean
}

/** Of a word that every passage holds. */
const leastWeight = 0.4

/** Of a word that none holds: most likely nothing held is about it. */
const unheldWeight = 1.2

/** A phrase of the lexicons weighs so many times a word. */
const phraseWeight = 1.5

/** Part of its weight that an everyday word keeps. */
const commonShare = 0.3

/** Part of its weight that a mended word keeps. */
const mendedShare = 0.8

/** Words for where an answer stands, which its text need not hold. */
const papers = new Set(['cable', 'cables', 'telegram', 'source', 'document', 'record', 'fy', 'cy'])

/** A question's clues, in its order, each once. `country` is the call's own: it settles acronyms. */
export function cluesOf(question: string, index: Index, country: string | undefined): Clue[] {
  const words = subjectWords(question)
  const inSpanish = isSpanish(foldText(question).match(/[a-z]+/g) ?? [])
  const clues: Clue[] = []
  for (let at = 0; at < words.length; ) {
    const word = words[at]
    const said = saidAt(words, at, index.meanings, country)
    const length = said?.length ?? 1
    const isUnknown = word && !said && inSpanish && index.holding(word.term) === 0
    const ways = said?.ways ?? (isUnknown ? saidInSpanish(word, index.meanings, country) : [])
    if (word) clues.push(length > 1 ? phraseClue(ways, index) : wordClue(word, ways, index))
    at += length
  }
  return clues.filter((clue, at) => at === clues.findIndex((other) => sameWays(clue, other)))
}

function sameWays(one: Clue, other: Clue): boolean {
  return one === other || (one.ways.length > 0 && String(one.ways) === String(other.ways))
}

function wordClue({ raw, term }: Word, meant: readonly Way[], index: Index): Clue {
  const isExact = /\d/.test(raw)
  const isCommon = meant.length === 0 && isCommonWord(raw)
  const ways: Way[] = [[term], ...meant]
  if (isExact || isCommon || ways.some((way) => holding(way, index) > 0)) {
    const clue = makeClue(ways, isCommon, index)
    return { ...clue, isExact, weight: clue.weight * partOf(raw) }
  }
  const mended = index.mend(raw)
  if (mended === undefined) return makeClue(ways, false, index)
  const clue = makeClue([[mended]], false, index)
  return { ...clue, weight: clue.weight * mendedShare }
}

/** A year tells when, and the word for a paper where; neither tells what. */
function partOf(raw: string): number {
  if (papers.has(raw)) return 0.1
  return /^(?:19|20)\d\d$/.test(raw) ? 0.3 : 1
}

function phraseClue(ways: readonly Way[], index: Index): Clue {
  const clue = makeClue(ways, false, index)
  return { ...clue, weight: clue.weight * phraseWeight }
}

function makeClue(ways: readonly Way[], isCommon: boolean, index: Index): Clue {
  const size = index.size
  const held = Math.min(
    size,
    ways.reduce((sum, way) => sum + holding(way, index), 0),
  )
  const rarity = Math.log(1 + size / (held + 0.5)) / Math.log(1 + size / 0.5)
  const weight = held === 0 ? unheldWeight : leastWeight + (1 - leastWeight) * rarity
  return { ways, weight: isCommon ? weight * commonShare : weight, isCommon, isExact: false }
}

/** At most so many passages hold a way. */
function holding(way: Way, index: Index): number {
  return Math.min(...way.map((word) => index.holding(word)))
}

/** True when every word of one way is there. */
export function isMet({ ways }: Pick<Clue, 'ways'>, has: (word: string) => boolean): boolean {
  return ways.some((way) => way.every(has))
}

/** The part of the question's weight that is met, from 0 to 1; 0 of a question without clues. */
export function shareOf(clues: readonly Clue[], has: (word: string) => boolean): number {
  const whole = clues.reduce((sum, { weight }) => sum + weight, 0)
  const held = clues.reduce((sum, clue) => sum + (isMet(clue, has) ? clue.weight : 0), 0)
  return whole === 0 ? 0 : held / whole
}
