import { foldText } from '../../domain/text.ts'
import type { Index } from '../passage-index.ts'
import { subjectWords, type Word } from '../words.ts'
import { askedFor, asksOwnAffair, focusOf, needNotBeSaid, withoutOwnTime } from './asked.ts'
import { isCommonWord } from './common-words.ts'
import { conventionNames } from './instruments.ts'
import { joinPhrases, leadsOf, saidAt, spanishForm, type Way } from './meanings.ts'
import { cognates, isSpanish } from './spanish.ts'

/** One thing a question asks after. It is met by a text that holds every word of one of its ways. */
export interface Clue {
  ways: readonly Way[]
  /** How many of the ways, from the first, say the same; those after them are only what it leads to. */
  same: number
  /** A name of a place, a body or a convention: no text that does not say it answers, whatever it leads to. */
  isName: boolean
  /** The name of a convention: what answers is of that convention, or speaks of it as one. */
  isConvention: boolean
  /** Words of the field weigh 0.3 to 1.5: the rare ones, those nowhere held and phrases most; others weigh less. */
  weight: number
  /** An everyday word: it does not make a text an answer. */
  isCommon: boolean
  /** A figure, a year, an id: no text without it answers. */
  isExact: boolean
  /** What the question asks for: no text without it answers. */
  isFocus: boolean
  /** That may be said in many ways, or not at all: a count alone must be of it. */
  isEveryday: boolean
}

/** Of a word that every passage holds. */
const leastWeight = 0.3

/** Of a word that none holds: most likely nothing held is about it. */
const unheldWeight = 1

/** A phrase of the lexicons weighs so many times a word. */
const phraseWeight = 1.25

/** Part of its weight that an everyday word keeps. */
const commonShare = 0.1

/** The same of one that leads to words of the field. */
const leadingShare = 0.6

/** Part of its weight that a mended word keeps. */
const mendedShare = 0.8

/** Words for where an answer stands, which its text need not hold. */
const papers = new Set(
  'cable cables telegram telegrams telegrama source sources document documents documento documentos telegramas record fy cy'.split(
    ' ',
  ),
)

/** `In what year` asks for a year, which what answers gives and seldom says. */
const timeWords = new Set(['year', 'date', 'day', 'month', 'ano', 'fecha', 'dia', 'mes'])

/** A question's clues, in its order, each once. `country` is the call's own: it settles acronyms. */
export function cluesOf(question: string, index: Index, country: string | undefined): Clue[] {
  const inSpanish = isSpanish(foldText(question).match(/[a-z]+/g) ?? [])
  const { rest, times } = withoutOwnTime(question)
  const focus = focusOf(question)
  const isWhen = askedFor(question) === 'when'
  const isOfTime = (word: string) => timeWords.has(word) && (isWhen || focus.includes(word))
  const words = subjectWords(joinPhrases(rest, index.meanings))
    .filter(({ raw }) => !isOfTime(raw))
    .map((word) => {
      const known = knownWord(word, index, inSpanish)
      const isFocus = focus.includes(word.raw) && !needNotBeSaid.has(known.raw)
      return { ...known, isFocus, isEveryday: isCommonWord(word.raw, inSpanish) }
    })
  const conventions = conventionNames(question)
  const leads = leadsOf(words, index.meanings)
  const clues: Clue[] = []
  for (let at = 0; at < words.length; ) {
    const said = saidAt(words, at, index.meanings, country)
    const length = said?.length ?? 1
    const word = words[at]
    const meant = {
      ways: said?.ways ?? [],
      leads: leads
        .slice(at, at + length)
        .flat()
        .flatMap((lead) => (lead.length < length ? [] : lead.ways)),
    }
    const here = words.slice(at, at + length)
    if (word)
      clues.push({
        ...(length > 1 ? phraseClue(meant, index) : wordClue(word, meant, index, inSpanish)),
        isFocus: here.some((one) => one.isFocus),
        isEveryday: here.every((one) => one.isEveryday),
        isName: said?.isName === true,
        isConvention: here.some(({ raw }) => conventions.includes(raw)),
      })
    at += length
  }
  // No text meets it.
  if (times > 0 || asksOwnAffair(question))
    clues.push({
      ways: [['own time']],
      same: 1,
      isName: false,
      isConvention: false,
      weight: unheldWeight,
      isCommon: false,
      isExact: true,
      isFocus: false,
      isEveryday: false,
    })
  const told = new Set<string>()
  return weighUnheld(clues, index).filter(({ ways }) => {
    const key = String(ways)
    return ways.length > 0 && !told.has(key) && told.add(key)
  })
}

/** Among so few telling words, one that nothing holds is most of what is asked. */
const fewTelling = 3
const amongFew = 1.3

function weighUnheld(clues: Clue[], index: Index): Clue[] {
  const isTelling = ({ isCommon, isExact }: Clue) => !isCommon && !isExact
  if (clues.filter(isTelling).length > fewTelling) return clues
  return clues.map((clue) =>
    isTelling(clue) && clue.ways.every((way) => holding(way, index) === 0)
      ? { ...clue, weight: clue.weight * amongFew }
      : clue,
  )
}

type Known = Word & { isMended?: true }

/** The word itself where it is known; else the one that it is, in Spanish, a form of, or a slip for. */
function knownWord(word: Word, index: Index, inSpanish: boolean): Known {
  const { raw, term } = word
  if (/\d/.test(raw) || isCommonWord(raw, inSpanish) || isKnown(term, index)) return word
  const form = inSpanish ? spanishForm(word, index.meanings) : undefined
  if (form !== undefined) return { ...word, term: termOf(form) }
  const cognate = inSpanish ? cognates(raw).find((one) => isKnown(termOf(one), index)) : undefined
  if (cognate !== undefined) return { ...word, term: termOf(cognate) }
  const bare = raw.replace(prefix, '')
  if (bare.length >= shortestBare && isKnown(termOf(bare), index)) return { ...word, term: termOf(bare) }
  const mended = index.mend(raw)
  return mended === undefined ? word : { raw: mended, term: termOf(mended), isMended: true }
}

function isKnown(term: string, { holding, meanings }: Index): boolean {
  return holding(term) > 0 || meanings.terms.has(term)
}

/** Of words made from known ones: `unpopular`. */
const prefix = /^(?:un|non|anti|counter)/
const shortestBare = 4

const termOf = (word: string): string => subjectWords(word)[0]?.term ?? word

/** What the lexicons make of a word or phrase: the same in other words, and what it leads to. */
interface Meant {
  ways: readonly Way[]
  leads: readonly Way[]
}

function wordClue(
  { raw, term, isMended }: Known,
  { ways, leads }: Meant,
  index: Index,
  inSpanish: boolean,
): Clue {
  const isCommon = ways.length === 0 && (raw.includes('_') || isCommonWord(raw, inSpanish))
  const everyday = leads.length > 0 && !raw.includes('_') ? leadingShare : commonShare
  const part = partOf(raw) * (isMended ? mendedShare : 1) * (isCommon ? everyday : 1)
  const same = [[term], ...ways]
  return { ...makeClue([...same, ...leads], same.length, part, index), isCommon, isExact: /\d/.test(raw) }
}

/** A year tells when, and the word for a paper where; neither tells what. */
function partOf(raw: string): number {
  if (papers.has(raw)) return 0.1
  return /^(?:19|20)\d\d$/.test(raw) ? 0.3 : 1
}

function phraseClue({ ways, leads }: Meant, index: Index): Clue {
  return makeClue([...ways, ...leads], ways.length, phraseWeight, index)
}

function makeClue(ways: readonly Way[], same: number, part: number, index: Index): Clue {
  const size = index.size
  const counts = ways.map((way) => holding(way, index))
  const held = Math.min(
    size,
    counts.reduce((sum, count) => sum + count, 0),
  )
  // No text can be met by what none holds; the words as typed stay.
  const isOfUse = (_: Way, at: number) => at === 0 || (counts[at] ?? 0) > 0
  const rarity = Math.log(1 + size / (held + 0.5)) / Math.log(1 + size / 0.5)
  const weight = held === 0 ? unheldWeight : leastWeight + (1 - leastWeight) * rarity
  return {
    ways: ways.filter(isOfUse),
    same: ways.slice(0, same).filter(isOfUse).length,
    isName: false,
    isConvention: false,
    weight: weight * part,
    isCommon: false,
    isExact: false,
    isFocus: false,
    isEveryday: false,
  }
}

/** At most so many passages hold a way. */
function holding(way: Way, index: Index): number {
  return Math.min(...way.map((word) => index.holding(word)))
}

/** True when every word of one way is there. */
export function isMet({ ways }: Pick<Clue, 'ways'>, has: (word: string) => boolean): boolean {
  return ways.some((way) => way.every(has))
}

/** True when a text says the same, not only what it leads to. */
export function isSaid({ ways, same }: Clue, has: (word: string) => boolean): boolean {
  return ways.some((way, at) => at < same && way.every(has))
}

/** The part of the question's weight that is met, from 0 to 1; 0 of a question without clues. */
export function shareOf(clues: readonly Clue[], has: (word: string) => boolean): number {
  const whole = weightOf(clues)
  const held = clues.reduce((sum, clue) => sum + (isMet(clue, has) ? clue.weight : 0), 0)
  return whole === 0 ? 0 : held / whole
}

/** True where more than the rest of the question is missing, whatever else is met: looks at no more clues than tell so. */
export function lacksShare(clues: readonly Clue[], has: (word: string) => boolean, share: number): boolean {
  let left = weightOf(clues)
  const enough = share * left - slack
  return clues.some((clue) => {
    if (!isMet(clue, has)) left -= clue.weight
    return left < enough
  })
}

/** Sums of the same weights in another order differ by less. */
const slack = 1e-9

const weightOf = (clues: readonly Clue[]): number => clues.reduce((sum, { weight }) => sum + weight, 0)
