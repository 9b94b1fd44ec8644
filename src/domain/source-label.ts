import { foldText } from './text.ts'

/** A source and the names it goes by. */
export interface Labelled {
  id: string
  /** Other ways people write its label. */
  aliases: readonly string[]
}

/** A label as words. */
interface Way<T> {
  source: T
  words: readonly string[]
  /** The label itself: what others are called too does not take it away. */
  isOwn: boolean
  /** A cable's number without its year, which several may have. */
  isYearless: boolean
}

/** Every way to name some sources, by its first word. */
export type Labels<T> = ReadonlyMap<string, readonly Way<T>[]>

/** A label in a line, and where it stands. */
export interface NamedLabel<T> {
  /** More than one where the line leaves the year of a cable out, and several have its number. */
  sources: T[]
  start: number
  end: number
}

/** The labels of sources, made for finding them: `LIMA 812`, `09LIMA000812` and `2009 LIMA 812` are all `09 LIMA 812`. */
export function makeLabels<T extends Labelled>(sources: Iterable<T>): Labels<T> {
  const labels = new Map<string, Way<T>[]>()
  for (const source of sources) {
    for (const label of [source.id, ...source.aliases].flatMap(waysToWrite)) {
      const words = wordsOf(label).map(({ word }) => word)
      const [first] = words
      const known = first === undefined ? undefined : labels.get(first)
      const way = { source, words, isOwn: label === source.id, isYearless: yearless.test(label) }
      if (known) known.push(way)
      else if (first !== undefined) labels.set(first, [way])
    }
  }
  return labels
}

/** The label that a line begins with; the longest wins. */
export function startingLabel<T>(text: string, labels: Labels<T>): NamedLabel<T> | undefined {
  return labelAt(wordsOf(text), 0, labels)
}

/** The labels in a line, in their order; of two that share a word the longer, of equals the first. */
export function findLabels<T>(text: string, labels: Labels<T>): NamedLabel<T>[] {
  const words = wordsOf(text)
  const found: NamedLabel<T>[] = []
  const longestFirst = words
    .flatMap((_, at) => labelAt(words, at, labels) ?? [])
    .toSorted((one, other) => other.length - one.length)
  for (const one of longestFirst)
    if (found.every(({ start, end }) => one.end <= start || one.start >= end)) found.push(one)
  return found.toSorted((one, other) => one.start - other.start)
}

/** The office in a cable's number: `LIMA`, `USUN NEW YORK`, `PORT-AU-PRINCE`, `N'DJAMENA`. */
export const officeForm = "[A-Z][A-Z .'’-]+"

/** Not `U.S.C. 2495` or `FR 48369`. */
const yearless = new RegExp(`^(?!(?:[A-Z]\\.){2}|[A-Z]{2} )${officeForm} \\d+$`)

/** `09 STATE 32018` without its `09`; undefined of what is no cable's number. */
export function withoutYear(id: string): string | undefined {
  const [, number = ''] = /^\d\d (.+)$/.exec(id) ?? []
  return yearless.test(number) ? number : undefined
}

/** A cable's number is written with two or four figures of its year, or without; its office also as one word. */
function waysToWrite(label: string): string[] {
  const number = withoutYear(label)
  if (number === undefined) return [label]
  const written = [label, `19${label}`, `20${label}`, number]
  return [...new Set([...written, ...written.map((one) => one.replace(/(?<=[A-Z])[^A-Z\d]+(?=[A-Z])/g, ''))])]
}

interface Word {
  word: string
  start: number
  end: number
  isYear: boolean
  /** The word before it is a year, and nothing parts them. */
  isOfYear: boolean
  /** A letter or figure stands at once before it, or after it: no label begins, or ends, there. */
  runsIn: boolean
  runsOn: boolean
}

/** `STATE 032018` and `state 32018` are one label; so are `09STATE32018` and `09 STATE 32018`. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: found, index: start } of text.matchAll(/[\p{L}\p{M}]+|\d+/gu)) {
    const before = words.at(-1)
    const runsIn = before?.end === start
    if (runsIn) before.runsOn = true
    const word = foldText(found).replace(/^0+(?=\d)/, '')
    const isYear = /^(?:19|20)?\d\d$/.test(found)
    const isOfYear = before?.isYear === true && text.slice(before.end, start).trim() === ''
    words.push({ word, start, end: start + found.length, isYear, isOfYear, runsIn, runsOn: false })
  }
  return words
}

/** The longest label whose words all stand from here on. A number behind another year is another cable's. */
function labelAt<T>(
  words: readonly Word[],
  at: number,
  labels: Labels<T>,
): (NamedLabel<T> & { length: number }) | undefined {
  const first = words[at]
  if (!first || first.runsIn) return undefined
  const fitting = (labels.get(first.word) ?? []).filter(
    (way) =>
      !(way.isYearless && first.isOfYear) &&
      way.words.every((word, index) => words[at + index]?.word === word) &&
      words[at + way.words.length - 1]?.runsOn === false,
  )
  const length = Math.max(0, ...fitting.map((way) => way.words.length))
  const last = words[at + length - 1]
  if (length === 0 || !last) return undefined
  const longest = fitting.filter((way) => way.words.length === length)
  const own = longest.filter(({ isOwn }) => isOwn)
  const sources = [...new Set((own.length > 0 ? own : longest).map(({ source }) => source))]
  return { sources, start: first.start, end: last.end, length }
}
