import { type Citation, unverified } from '../../domain/citation.ts'
import { type Cited, isBeside, shareParagraphs } from '../../domain/cited.ts'
import { highestMarking, isWithin, type Marking, withinCeiling } from '../../domain/marking.ts'
import { findParagraphs, type Paragraphs, printParagraphs } from '../../domain/place.ts'
import { findLabels, type NamedLabel } from '../../domain/source-label.ts'
import { foldText } from '../../domain/text.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { indexOf } from '../passage-index.ts'
import { paragraphsOf, recordsOf } from '../shelf.ts'
import { subjectWords } from '../words.ts'
import { type Clue, cluesOf, isMet } from './clues.ts'
import { labellingOf, type SourceLabel, sourceLabels } from './labelled-sources.ts'
import type { Named } from './named-passages.ts'

/** `10 LIMA 77`, `STATE 032018`, `10LIMA77`: a year may stand before the post, a number follows it. */
const cableNumber =
  /\b(?:(?:19|20)?\d\d )?[A-Z]{3,}(?: [A-Z]{3,}|(?:-[A-Z]{2,})+)? \d{2,7}\b|\b\d\d[A-Z]{3,}\d{2,7}\b/g

/** Beside a label or a paragraph's number, these name nothing more. */
const pointing = new Set(['para', 'paragraph', 'cable', 'telegram', 'document', 'source'])

/** One of several sources that may be meant, or a place of it. */
export interface Choice {
  name: string
  /** Of what it names: above the ceiling, it is not offered. */
  marking: Marking
}

export interface NamedSource extends Named {
  /** Where nothing says which of several sources is meant. */
  choices: Choice[]
}

/**
 * A source by its label alone, or one of its paragraphs: as written where its text is held, then what cites it. The number is
 * the printed one or the one it stands for; the source is named by its label, or described ("paragraph 9 of the demarche").
 */
export function namedSource(question: string, library: Library, ceiling: Marking): NamedSource {
  const { named, rest } = findParagraphs(question)
  const labels = findLabels(rest, sourceLabels(library)).map((label) => ({
    ...label,
    written: rest.slice(label.start, label.end),
  }))
  const beside = labels.filter((label) => isBeside(rest, label, named))
  const certain = certainLabels(rest, labels, beside)
  const names = [...certain, ...unknownNumbers(rest, certain)].toSorted(
    (one, other) => one.start - other.start,
  )
  const paragraphs = named.flatMap((one) => one.paragraphs)
  const asked = { paragraphs, rest, ceiling }
  const citedOf = (names: readonly Name[]) =>
    joinNamed(shareParagraphs(rest, names, named).map((one) => namedAs(one, asked, library)))
  if (paragraphs.length === 0) return certain.length > 0 && !isAlone(rest, names) ? nothing : citedOf(names)
  if (names.length > 0) return citedOf(names)
  const described = describedAt(asked, library)
  if (described.length > 0) return citedIn(described, { ...asked, isSure: true }, library)
  if (beside.length > 0) return citedOf(beside)
  const isAnySource = subjectWords(rest).every(({ raw }) => pointing.has(raw))
  const { sources } = labellingOf(library)
  return isAnySource ? citedIn(sources, { ...asked, isSure: false }, library) : nothing
}

/** A label in a question, or the number of a cable that is not known: of no source. */
interface Name extends NamedLabel<SourceLabel> {
  written: string
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

function unknownNumbers(rest: string, known: readonly Name[]): Name[] {
  return Array.from(without(rest, known).matchAll(cableNumber), ({ 0: written, index }) => ({
    sources: [],
    written,
    start: index,
    end: index + written.length,
  }))
}

/** What a question names of several sources, in turn; where it is not clear of one which is meant, that is asked first. */
function joinNamed(each: readonly NamedSource[]): NamedSource {
  const choices = each.flatMap((one) => one.choices)
  return {
    passages: choices.length > 0 ? [] : inTurn(each.map(({ passages }) => passages)),
    missing: each.flatMap(({ missing }) => missing),
    choices,
  }
}

function namedAs(
  { label, paragraphs }: Cited<Name>,
  asked: Omit<AskedParagraphs, 'isSure'>,
  library: Library,
): NamedSource {
  const { sources, written } = label
  // Beside paragraphs of a source, what only looks like a cable's number may be anything.
  const isMissing = sources.length === 0 && (paragraphs.length > 0 || asked.paragraphs.length === 0)
  if (isMissing) return { ...nothing, missing: [written] }
  return paragraphs.length === 0
    ? wholeSource(label, asked.ceiling, library)
    : citedIn(sources, { ...asked, paragraphs, isSure: sources.length === 1 }, library)
}

const nothing: NamedSource = { passages: [], missing: [], choices: [] }

/** Paragraphs as asked for, beside the rest of the question; not sure where one of the sources alone is meant. */
interface AskedParagraphs {
  paragraphs: readonly Paragraphs[]
  rest: string
  ceiling: Marking
  isSure: boolean
}

/** What those sources hold there, in turn of each paragraph asked for, so that none hides the next. */
function citedIn(
  sources: readonly SourceLabel[],
  { paragraphs, rest, ceiling, isSure }: AskedParagraphs,
  library: Library,
): NamedSource {
  const found = sources.map(({ id }) => {
    const cited = citing(id, library)
    return {
      id,
      at: paragraphs.map((asked) => ({ asked, passages: passagesAt(cited, asked, rest, library) })),
    }
  })
  const held = found.filter(({ at }) => at.some(({ passages }) => passages.length > 0))
  if (!isSure && held.length === 0) return { ...nothing, missing: paragraphs.map(printParagraphs) }
  const choices = held.map(({ id, at }) => ({
    name: `${id} ${paragraphs.map(printParagraphs).join(', ')}`,
    marking: lowest(at.flatMap(({ passages }) => passages)),
  }))
  if (!isSure && isChoice(choices, ceiling)) return { ...nothing, choices }
  const nameable = isSure ? held : held.filter((_, at) => isWithin(choices[at]?.marking ?? 'SBU', ceiling))
  return {
    passages: held.flatMap(({ at }) => inTurn(at.map(({ passages }) => passages))),
    missing: (held.length > 0 ? nameable : found).flatMap(({ id, at }) =>
      at.flatMap(({ asked, passages }) =>
        missingAt(asked, passages, library).map((place) => `${id} ${place}`),
      ),
    ),
    choices: [],
  }
}

/** A place may be named wherever anything of it may be shown. */
function lowest(passages: readonly Passage[]): Marking {
  return passages.some(({ marking }) => marking === 'U') ? 'U' : highestMarking(passages)
}

/** A label beside other words only says where to look; the search knows it too. */
function isAlone(question: string, names: readonly Name[]): boolean {
  return subjectWords(without(question, names)).every(({ raw }) => pointing.has(raw))
}

/** The rest stays in its place. */
function without(question: string, names: readonly Name[]): string {
  return names.reduce(
    (left, { start, end }) => `${left.slice(0, start)}${' '.repeat(end - start)}${left.slice(end)}`,
    question,
  )
}

/** What we know of it, else how it begins. */
function wholeSource({ sources }: Name, ceiling: Marking, library: Library): NamedSource {
  const choices = choicesOf(sources)
  if (isChoice(choices, ceiling)) return { ...nothing, choices }
  const passages = sources.flatMap((source) => {
    const recorded = recordsOf(library).filter(({ id }) => id === `source/${source.id}`)
    const [first] = paragraphsOf(library, source.id)
    if (recorded.length > 0 || !first) return recorded
    // It stands for the source: who may not see that is not shown its beginning.
    return [{ ...first, marking: highestMarking([first, source]) }]
  })
  return { ...nothing, passages }
}

/** Of those that may be shown one alone is no choice: it is shown, and the others are counted. */
function isChoice(choices: readonly Choice[], ceiling: Marking): boolean {
  return withinCeiling(choices, ceiling).shown.length > 1
}

/** Sources, one of which may be meant. */
export function choicesOf(sources: readonly SourceLabel[]): Choice[] {
  return sources.map(({ id, marking }) => ({ name: id, marking }))
}

/** What stands there; only what stands at a place inside it, where the question names that. */
function passagesAt(cited: readonly Passage[], asked: Paragraphs, rest: string, library: Library): Passage[] {
  const here = cited.filter(
    ({ cite }) =>
      cite !== unverified &&
      (asked.part === undefined || cite.part?.toUpperCase() === asked.part) &&
      numbersOf(cite, library).some((number) => number >= asked.first && number <= asked.last),
  )
  const said = ` ${plain(rest)} `
  const exact = here.filter(({ cite }) => placeOf(cite) !== '' && said.includes(` ${placeOf(cite)} `))
  return exact.length > 0 ? exact : here
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const turns = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
  return [...new Set(turns.flat())]
}

/** Paragraphs asked for of which there is nothing. */
function missingAt(asked: Paragraphs, passages: readonly Passage[], library: Library): string[] {
  if (passages.length === 0 || asked.first === asked.last)
    return passages.length === 0 ? [printParagraphs(asked)] : []
  const held = passages.flatMap(({ cite }) => (cite === unverified ? [] : numbersOf(cite, library)))
  const missing: Paragraphs[] = []
  let first = asked.first
  for (const number of [...held.toSorted((one, other) => one - other), asked.last + 1]) {
    if (number > first && number <= asked.last + 1) missing.push({ first, last: number - 1 })
    first = Math.max(first, number + 1)
  }
  return missing.map(printParagraphs)
}

/** What was written, then what we say of it. */
function citing(source: string, library: Library): Passage[] {
  return [...paragraphsOf(library, source), ...(labellingOf(library).records.get(source) ?? [])]
}

/** The numbers it goes by: its own, the printed one, the one it probably stands for. */
function numbersOf({ source, paragraph, printed, probable }: Citation, { knowledge }: Library): number[] {
  const numbering = knowledge.sources.find(({ id }) => id === source)?.numbering ?? []
  const proven = numbering.filter((one) => one.proven && one.paragraph === paragraph)
  return [paragraph, printed, probable, ...proven.map((one) => one.printed)].filter(
    (number) => number !== undefined,
  )
}

/** Those described, perhaps beside a place in one of the paragraphs: `para 9(C) Chemical Control 2 of the demarche`. */
function describedAt(asked: Omit<AskedParagraphs, 'isSure'>, library: Library): SourceLabel[] {
  const { paragraphs, rest, ceiling } = asked
  const described = describedSources(rest, library, ceiling)
  if (described.length > 0) return described
  const said = ` ${plain(rest)} `
  const { sources } = labellingOf(library)
  return withinCeiling(sources, ceiling).shown.filter((source) => {
    const cited = citing(source.id, library)
    const places = paragraphs
      .flatMap((one) => passagesAt(cited, one, rest, library))
      .map(({ cite }) => placeOf(cite))
    const place = places.find((one) => one !== '' && said.includes(` ${one} `))
    if (place === undefined) return false
    return describedSources(said.replace(` ${place} `, ' '), library, ceiling).includes(source)
  })
}

/** As it is looked for in a question. */
const placeOf = (cite: Passage['cite']): string =>
  cite === unverified || cite.place === undefined ? '' : plain(cite.place)

/**
 * The sources that "read me paragraph 9 of the demarche" may mean: those whose label or title says, in whatever words, all that
 * tells in the rest of the question. Where a title may not be shown, it does not describe its source either.
 */
function describedSources(rest: string, library: Library, ceiling: Marking): SourceLabel[] {
  const numbered = withinCeiling(labellingOf(library).sources, ceiling).shown.filter(
    ({ isNumbered }) => isNumbered,
  )
  const left = subjectWords(rest).filter(({ raw }) => !pointing.has(raw))
  const clues = cluesOf(left.map(({ raw }) => raw).join(' '), indexOf(library, ceiling), undefined)
  const isSaid = (clue: Clue, { words }: SourceLabel) => isMet(clue, (word) => words.has(word))
  const telling = clues.filter((clue) => !clue.isCommon || numbered.some((source) => isSaid(clue, source)))
  return telling.length === 0
    ? []
    : numbered.filter((source) => telling.every((clue) => isSaid(clue, source)))
}

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
