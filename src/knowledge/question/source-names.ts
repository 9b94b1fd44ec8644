import { unverified } from '../../domain/citation.ts'
import { isBeside, leadingForm } from '../../domain/cited.ts'
import { type Marking, withinCeiling } from '../../domain/marking.ts'
import { findParagraphs, type NamedParagraphs, type Paragraphs } from '../../domain/place.ts'
import { findLabels, type NamedLabel, withoutYear } from '../../domain/source-label.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { indexOf } from '../passage-index.ts'
import { paragraphsOf } from '../shelf.ts'
import { readWords, subjectWords } from '../words.ts'
import { type Clue, cluesOf, isMet } from './clues.ts'
import { labellingOf, type SourceLabel, sourceLabels } from './labelled-sources.ts'
import { namesPaper } from './paper-kind.ts'

/** A source in a question: its label, words that describe it, or the number of a cable that is not known, which is of none. */
export interface Name extends NamedLabel<SourceLabel> {
  written: string
}

/** What a question names sources by. */
export interface SourceNames {
  paragraphs: NamedParagraphs[]
  /** The question without its paragraphs, each word in its place. */
  rest: string
  /** Labels that name their source wherever they stand. */
  certain: Name[]
  /** Labels that stand by a paragraph. */
  beside: Name[]
  /** Numbers of cables that are not known. */
  unknown: Name[]
  /** What may be such a number, or a figure behind words in capitals (`POLICE 400`): what is found decides. */
  perhaps: string[]
}

export function readSourceNames(question: string, library: Library, ceiling: Marking): SourceNames {
  const { named: paragraphs, rest } = findParagraphs(withSign(question, library))
  const labels = findLabels(rest, sourceLabels(library)).map((label) => ({
    ...label,
    written: rest.slice(label.start, label.end),
  }))
  const beside = labels.filter((label) => isBeside(rest, label, paragraphs) && !isPart(label, rest))
  const certain = certainLabels(rest, labels, beside)
  const read = { paragraphs, rest, certain, beside }
  return { ...read, ...unknownNumbers(read, officesOf(library, ceiling)) }
}

/** `09 STATE 32018, 6 and 12`: where nothing but numbers stands behind a label, they are paragraphs of it. */
export function withSign(question: string, library: Library): string {
  const label = findLabels(question, sourceLabels(library)).at(-1)
  const behind = /^[\s,:]*(?=\d{1,3}(?!\d))/.exec(question.slice(label?.end ?? question.length))
  if (!label || !behind) return question
  const signed = `¶${question.slice(label.end + behind[0].length)}`
  const { named, rest } = findParagraphs(signed)
  return named.length === 1 && isAlone(rest, []) ? `${question.slice(0, label.end)} ${signed}` : question
}

/**
 * Those that name a source wherever they stand. A text may be called `report` or `peru`: without a figure a label names its
 * source where nothing else is asked, else at best beside a paragraph.
 */
function certainLabels(rest: string, labels: readonly Name[], beside: readonly Name[]): Name[] {
  const figured = labels.filter(({ written }) => /\d/.test(written))
  if (figured.length > 0) return labels.filter((label) => figured.includes(label) || beside.includes(label))
  const wordy = beside.length > 0 || labels.length > 1 ? beside : labels
  return isAlone(rest, wordy) ? [...wordy] : []
}

/** Behind an article, what is called more than that is another source: the `report` of `para 12 of the report card cable`. */
function isPart({ written, start, end }: Name, rest: string): boolean {
  const [next = ''] = /^ *[\p{L}-]+/u.exec(rest.slice(end)) ?? []
  return !/\d/.test(written) && /\b(?:the|el|la) $/i.test(rest.slice(0, start)) && !isAlone(next, [])
}

/** `10 LIMA 77`, `STATE 032018`, `10LIMA77`: a year may stand before the office, a number follows it, and no part of another figure. */
const cableNumber =
  /\b(?<year>(?:19|20)?\d\d )?(?<office>[A-Z]{3,}(?: [A-Z]{3,}|(?:-[A-Z]{2,})+)?) (?<number>\d{2,7})\b(?![.,]\d|\s?%)|\b\d\d[A-Z]{3,}\d{2,7}\b/g

/** That a number follows is said. */
const announced = /\b(?:cable|telegram|document|source) $/i

/**
 * Any word may stand in capitals before a figure: it is likely a cable's number where the office is that of a source known, a year
 * is given, or nothing else is asked; and surely where the office is known beside one of these, or by a paragraph or another label.
 */
function unknownNumbers(
  { rest, certain, paragraphs }: Pick<SourceNames, 'rest' | 'certain' | 'paragraphs'>,
  offices: ReadonlySet<string>,
): Pick<SourceNames, 'unknown' | 'perhaps'> {
  const found = Array.from(without(rest, certain).matchAll(cableNumber), ({ 0: written, index, groups }) => {
    const { year = '', number = '' } = groups ?? {}
    const isKnown = offices.has(lettersOf(written))
    const isDay = !isKnown && /^(?:19|20)\d\d$/.test(number)
    const isTold = year !== '' || number === '' || announced.test(rest.slice(0, index))
    const name: Name = { sources: [], written, start: index, end: index + written.length }
    return { name, isKnown, isTold: isTold && !isDay }
  })
  const names = found.map(({ name }) => name)
  const all = isAlone(rest, [...certain, ...names])
  const isBy = ({ name }: (typeof found)[number]) => isBeside(rest, name, paragraphs)
  const likely = found.filter(
    (one) => one.isKnown || one.isTold || (all && (certain.length === 0 || isBy(one))),
  )
  const isSure = (one: (typeof found)[number]) =>
    isBy(one) || (one.isKnown && (one.isTold || all)) || (all && certain.length > 0)
  return {
    unknown: likely.filter(isSure).map(({ name }) => name),
    perhaps: likely.map(({ name }) => name.written),
  }
}

/** Where cables come from of which the number may be told. */
function officesOf(library: Library, ceiling: Marking): ReadonlySet<string> {
  const { shown } = withinCeiling(labellingOf(library).sources, ceiling)
  return new Set(shown.map(({ id }) => lettersOf(withoutYear(id) ?? '')))
}

const lettersOf = (office: string): string => office.replace(/[^A-Z]/g, '')

/** Beside a label or a paragraph's number, these name nothing more. */
const pointing = new Set(
  'para paragraph cable telegram document source whole full entire archive archives file summarize summarise summary resumen resume resumir'.split(
    ' ',
  ),
)

/** A label beside other words only says where to look; the search knows it too. */
export function isAlone(question: string, names: readonly Name[]): boolean {
  return subjectWords(without(question, names)).every(({ raw }) => pointing.has(raw))
}

/** The rest stays in its place. */
function without(question: string, names: readonly Name[]): string {
  return names.reduce(
    (left, { start, end }) => `${left.slice(0, start)}${' '.repeat(end - start)}${left.slice(end)}`,
    question,
  )
}

/** `of the demarche` behind a paragraph; what it is about stands after `on`. */
const describing = new RegExp(`^\\W*${leadingForm}`, 'iu')
const subject = /\b(?:on|about|regarding|concerning|sobre|acerca)\b.*$/is

const firstWord = /^\W*\p{L}+\s*/u

/** What leads on from one name to the next; without it words before a label are of it: `para 2 of the Lima cable 09 LIMA 655`. */
const joining = /\s*(?:(?:[,;&/]|\b(?:and|or|y|o)\b)\s*)+$/i

/**
 * Sources that the words right behind a paragraph describe, where it stands by no name: `para 6 of the demarche and para 1 of LIMA 7`.
 * Among several paragraphs words for a paper that fit none are of the one that says them there, else name one that is not held:
 * theirs is not the neighbour's paragraph.
 */
export function describedNames(
  { paragraphs, rest }: Pick<SourceNames, 'paragraphs' | 'rest'>,
  names: readonly Name[],
  library: Library,
  ceiling: Marking,
): Name[] {
  const starts = [...names, ...paragraphs].map(({ start }) => start)
  return paragraphs.flatMap((one) => {
    if (names.some((name) => isBeside(rest, name, [one]))) return []
    const end = Math.min(rest.length, ...starts.filter((start) => start > one.start))
    const words = rest.slice(one.end, end)
    const isBefore = names.some(({ start }) => start === end)
    if (!describing.test(words) || (isBefore && !joining.test(words))) return []
    const written = words.replace(firstWord, '').replace(subject, '').replace(joining, '').trim()
    const isPaper = paragraphs.length > 1 && !isBefore && namesPaper(written) && !isAlone(written, [])
    const described = describedBehind(words, library, ceiling)
    const sources =
      described.length > 0 || !isPaper ? described : sayingThere(one.paragraphs, written, library, ceiling)
    return sources.length > 0 || isPaper ? [{ sources, written, start: one.end, end }] : []
  })
}

function describedBehind(words: string, library: Library, ceiling: Marking): SourceLabel[] {
  const found = [words, words.replace(subject, '')].map((said) => describedSources(said, library, ceiling))
  return found.find((sources) => sources.length > 0) ?? []
}

/** Those of which such a paragraph says what they are called by: `para 12 of the report card cable` is of that which asks for the card. */
function sayingThere(
  asked: readonly Paragraphs[],
  written: string,
  library: Library,
  ceiling: Marking,
): SourceLabel[] {
  const isAsked = ({ cite }: Passage) =>
    cite !== unverified &&
    asked.some(({ first, last }) => (cite.paragraph ?? 0) >= first && (cite.paragraph ?? 0) <= last)
  return describedSources(written, library, ceiling, ({ id, words }) => {
    const { shown } = withinCeiling(paragraphsOf(library, id).filter(isAsked), ceiling)
    const said = shown.flatMap(({ lines }) => readWords(lines.join(' ')))
    return said.length === 0 ? new Set() : new Set([...words, ...said])
  })
}

/**
 * The sources that "read me paragraph 9 of the demarche" may mean: those whose label or title says, in whatever words, all that
 * tells in the rest of the question. Where a title may not be shown, it does not describe its source either.
 */
export function describedSources(
  rest: string,
  library: Library,
  ceiling: Marking,
  wordsOf = ({ words }: SourceLabel): ReadonlySet<string> => words,
): SourceLabel[] {
  const numbered = withinCeiling(labellingOf(library).sources, ceiling).shown.filter(
    ({ isNumbered }) => isNumbered,
  )
  const left = subjectWords(rest).filter(({ raw }) => !pointing.has(raw))
  const clues = cluesOf(left.map(({ raw }) => raw).join(' '), indexOf(library, ceiling), undefined)
  const said = new Map(numbered.map((source) => [source, wordsOf(source)]))
  const isSaid = (clue: Clue, source: SourceLabel) =>
    isMet(clue, (word) => said.get(source)?.has(word) === true)
  const telling = clues.filter((clue) => !clue.isCommon || numbered.some((source) => isSaid(clue, source)))
  return telling.length === 0
    ? []
    : numbered.filter((source) => telling.every((clue) => isSaid(clue, source)))
}
