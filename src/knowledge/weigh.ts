import { bare, isParagraph, type Passage } from './passage.ts'
import type { Read } from './passage-index.ts'
import { holdsFigure, type Sought, saysUnknown, tellsAsked, tellsCount } from './question/asked.ts'
import { isWanted } from './question/asked-outcome.ts'
import { type Clue, isMet, isSaid, shareOf } from './question/clues.ts'
import { readWords } from './words.ts'

/** Holding more of the question counts steeply. */
const shareSteep = 3

/** What a clue is worth that a passage holds a word near to its own. */
const ledWorth = 0.9

/** The same where the record is only asked for by its word. */
const askedWorth = 0.8

/** The same where only what is known around a passage meets it. */
const aroundWorth = 0.4

/** Part of the share that one line must hold, beside the title; the rest may be scattered over the passage. */
const scattered = 0.3

/** Records of names are about nothing but their name: a word from the midst of what an acronym stands for is not it, nor is what is asked of it beside. */
const vocabulary = /^(?:country|acronym|agency|place|substance)\//

/** So many names ask how what they name differs, which their records tell. */
const comparedNames = 2

/** Where only everyday words are met, the title must be about little else. */
const namedByCommon = 0.5

/** So many clues by which a record is asked for make it an answer, though its own words meet none. */
const askedEnough = 2

/** Part of its share that counts of a line without a figure where one is asked for. */
const withoutFigure = 0.7

/** Sentences of a paragraph that are read together. */
const sentencesTogether = 3

/**
 * Tells of a passage how much of the question it holds, and how well: what its title says counts most, then what one line says alone.
 * An exact figure or a name it lacks, no count or day where one is asked for, a duty where the outcome is asked for, or nothing met
 * but everyday words in its text, makes it no answer.
 */
export function weigher(
  clues: readonly Clue[],
  sought: Sought,
  isDuty: (passage: Passage) => boolean,
): (read: Read) => Weighed {
  const terms = new Set(clues.flatMap(({ ways }) => ways.flat()))
  return (read) =>
    sought.isOfOutcome && (isDuty(read.passage) || asksFor(read)) && !leavesOpen(read, clues)
      ? { share: 0, score: 0 }
      : weigh(read, clues, terms, sought)
}

/** True for a record of ours that only says what is asked for, or what the law is. */
function asksFor({ passage }: Read): boolean {
  return passage.id.startsWith('article/') || (!isParagraph(passage) && isWanted(passage.title))
}

/** True for a record that says of the very year asked that its figure is not known. */
function leavesOpen({ passage, lines }: Read, clues: readonly Clue[]): boolean {
  const exact = clues.filter(({ isExact }) => isExact)
  return (
    exact.length > 0 &&
    !isParagraph(passage) &&
    lines
      .flatMap(({ text }) => bare(text).split(/[;.] ?/))
      .some((clause) => {
        if (!saysUnknown(clause)) return false
        const words = new Set(readWords(clause))
        return exact.every((clue) => isMet(clue, (word) => words.has(word)))
      })
  )
}

interface Weighed {
  share: number
  score: number
}

/** A figure is told by the words beside it: what only the title of the whole document says is known around it, but for what all of it is on. */
function apartFromTitle(read: Read): Read {
  const { title, about, around, substances } = read
  return {
    ...read,
    title: nothing,
    about: new Set([...about].filter((word) => !title.has(word) || substances.has(word))),
    around: new Set([...around, ...title]),
  }
}

const nothing: ReadonlySet<string> = new Set()

const isYear = /^(?:19|20)\d\d$/

function weigh(read: Read, clues: readonly Clue[], terms: ReadonlySet<string>, sought: Sought): Weighed {
  const { asked, isOfAgent, isOfMeasure, isOfMeaning, isOfOutcome, forms } = sought
  const isApart = read.passage.borrowsTitle && (asked === 'count' || isOfMeasure)
  const { passage, title, about, asked: askedBy, lines, around } = isApart ? apartFromTitle(read) : read
  const named = titleMatch(title, terms, clues)
  const isAbout = (word: string) => about.has(word) || (!isOfOutcome && askedBy.has(word))
  const inTitle = (word: string) => title.has(word)
  let best = { share: 0, score: 0 }
  const telling = isOfOutcome && isParagraph(passage) ? lines.filter(({ text }) => !isWanted(text)) : lines
  if (telling.length === 0) return best
  for (const window of isParagraph(passage) ? windowsOf(telling) : [lines]) {
    const has = (word: string) => about.has(word) || window.some(({ words }) => words.has(word))
    const hasAround = (word: string) => around.has(word) || has(word)
    const isAsked = (word: string) => (!isOfOutcome && askedBy.has(word)) || has(word)
    // A number is of its own year, or of that of its title: that in which the paper was written is not enough.
    const hasYear = (word: string) => has(word) || (isYear.test(word) && read.title.has(word))
    const exact = asked === 'count' || isOfMeasure || forms.length > 0 ? hasYear : hasAround
    if (clues.some((clue) => clue.isExact && !isMet(clue, exact))) continue
    if (clues.some((clue) => clue.isFocus && !clue.isEveryday && !isMet(clue, hasAround))) continue
    if (
      vocabulary.test(passage.id) &&
      !(isOfMeaning && passage.id.startsWith('acronym/')) &&
      clues.filter(({ isName }) => isName).length < comparedNames &&
      clues.some((clue) => !clue.isCommon && !isMet(clue, hasAround) && !isSaid(clue, isAsked))
    )
      continue
    const isUnsaid = (clue: Clue) => !isSaid(clue, hasAround)
    if (clues.some((clue) => clue.isName && isUnsaid(clue))) continue
    const isOf = (clue: Clue) =>
      [around, title, ...window.flatMap(({ terms }) => namingsIn(terms))].some(
        (words) => speaksOfConvention(words) && isSaid(clue, (word) => words.has(word)),
      )
    if (clues.some((clue) => clue.isConvention && !isOf(clue))) continue
    if (isOfAgent && clues.some((clue) => clue.isFocus && !clue.isEveryday && isUnsaid(clue))) continue
    const isUntold = (clue: Clue) =>
      !isMet(clue, hasAround) &&
      !(clue.isEveryday && (isNumber(clue) || isMet(clue, (word) => askedBy.has(word))))
    if (isOfOutcome && clues.some((clue) => !clue.isCommon && isUntold(clue))) continue
    if (forms.some((form) => !window.some(({ text }) => form.test(text)))) continue
    if (isOfMeasure && !window.some((line) => tellsMeasure(line, title, clues))) continue
    if (!window.some(({ text }) => tellsAsked(text, asked))) continue
    if (asked === 'count' && !window.some((line) => tellsCountOf(line, { title, about }, clues))) continue
    const isMetBy = (clue: Clue) => !clue.isCommon && isMet(clue, vocabulary.test(passage.id) ? inTitle : has)
    const isAskedBy = (clue: Clue) => !clue.isCommon && isSaid(clue, isAsked)
    if (!clues.some(isMetBy) && named < namedByCommon && clues.filter(isAskedBy).length < askedEnough)
      continue
    const spoken = Math.max(
      ...window.map(
        ({ text, words }) =>
          shareOf(clues, (word) => title.has(word) || words.has(word)) *
          (asked === 'words' || holdsFigure(text, asked) ? 1 : withoutFigure),
      ),
    )
    const worth = (clue: Clue) => {
      if (isSaid(clue, has)) return 1
      if (isMet(clue, has)) return ledWorth
      if (isSaid(clue, isAsked)) return askedWorth
      return isMet(clue, hasAround) ? aroundWorth : 0
    }
    const together = Math.max(spoken, shareOf(clues, isAbout))
    const share = mix(meanOf(clues, worth), together, scattered)
    const said = (spoken + together) / 2
    const score = share ** shareSteep * (0.2 + 0.35 * said + 0.25 * named + 0.2 * nearness(clues, window))
    if (score > best.score) best = { share, score }
  }
  return best
}

/** True for a small number in words, which a text need not repeat. */
function isNumber({ ways }: Clue): boolean {
  return ways.some(([first = '']) => /^\d+$/.test(first))
}

const conventionTerms = readWords('convention treaty')

const speaksOfConvention = (words: ReadonlySet<string>): boolean =>
  conventionTerms.some((term) => words.has(term))

/** So many words on either side of the word for a convention may name it. */
const namingReach = 2

/** The words around each mention of a convention. */
function namingsIn(terms: readonly string[]): ReadonlySet<string>[] {
  return terms.flatMap((term, at) =>
    conventionTerms.includes(term)
      ? [new Set(terms.slice(Math.max(0, at - namingReach), at + namingReach + 1))]
      : [],
  )
}

/** True for a line that gives, or says it cannot give, the number of what is counted: what is named first, or half of all. */
function tellsCountOf(
  { text, words }: Read['lines'][number],
  { title, about }: Pick<Read, 'title' | 'about'>,
  clues: readonly Clue[],
): boolean {
  const has = (word: string) => words.has(word) || title.has(word)
  const things = clues.filter(({ isCommon, isExact }) => !isCommon && !isExact)
  const counted = clues.find(({ isFocus }) => isFocus) ?? things[0]
  const given = new Set(clues.filter(({ isExact }) => isExact).flatMap(({ ways }) => ways.flat()))
  if (counted === undefined || !tellsCount(withoutFigures(bare(text), given))) return false
  if (isSaid(counted, (word) => has(word) || about.has(word))) return true
  // A country and a year alone count nothing.
  return shareOf(clues, has) >= 0.5 && things.filter((clue) => isMet(clue, has)).length > 1
}

/** A text without the figures that the question itself gives: they are not what it asks for. */
function withoutFigures(text: string, given: ReadonlySet<string>): string {
  if (given.size === 0) return text
  return text.replace(/\d[\d,]*/g, (figure) => (given.has(figure.replaceAll(',', '')) ? ' ' : figure))
}

/** True for a line that gives a figure, or says it cannot, of the very thing whose price or size is asked. */
function tellsMeasure(
  { text, words }: Read['lines'][number],
  title: ReadonlySet<string>,
  clues: readonly Clue[],
): boolean {
  const has = (word: string) => words.has(word) || title.has(word)
  // Of `what percentage increase`, the word for the measure need not be said.
  const named = clues.filter(({ isFocus, isEveryday }) => isFocus && !isEveryday)
  const measuredThings = named.length > 0 ? named : clues.filter(({ isCommon }) => !isCommon)
  return measuredThings.some((clue) => isMet(clue, has)) && tellsCount(bare(text))
}

/** The mean of what clues are worth, by their weights. */
function meanOf(clues: readonly Clue[], worth: (clue: Clue) => number): number {
  const whole = clues.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? 0 : clues.reduce((sum, clue) => sum + clue.weight * worth(clue), 0) / whole
}

function mix(one: number, other: number, part: number): number {
  return one * (1 - part) + other * part
}

/** The share of the question that a title holds, less as more of the title is about something else. */
function titleMatch(title: ReadonlySet<string>, terms: ReadonlySet<string>, clues: readonly Clue[]): number {
  const met = [...title].filter((word) => terms.has(word)).length
  return shareOf(clues, (word) => title.has(word)) * (met / Math.max(1, title.size))
}

/** The part of the question's neighbours that stand as neighbours in some line. */
function nearness(clues: readonly Clue[], window: Read['lines']): number {
  const pairs = clues.slice(1).map((clue, at) => [clues[at], clue] as const)
  const near = pairs.filter(([one, other]) =>
    window.some(({ terms }) =>
      terms.some(
        (term, at) => begins(one, term) && terms.slice(at + 1, at + 3).some((next) => begins(other, next)),
      ),
    ),
  )
  return pairs.length === 0 ? 0 : near.length / pairs.length
}

function begins(clue: Clue | undefined, term: string): boolean {
  return clue?.ways.some(([first]) => first === term) ?? false
}

function windowsOf(lines: Read['lines']): Read['lines'][] {
  if (lines.length <= sentencesTogether) return [lines]
  return lines.slice(sentencesTogether - 1).map((_, at) => lines.slice(at, at + sentencesTogether))
}
