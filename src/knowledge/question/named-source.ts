import { type Citation, unverified } from '../../domain/citation.ts'
import { type Cited, shareParagraphs } from '../../domain/cited.ts'
import { highestMarking, isWithin, type Marking, withinCeiling } from '../../domain/marking.ts'
import { lastOfAll, type Paragraphs, printParagraphs } from '../../domain/place.ts'
import { foldText } from '../../domain/text.ts'
import type { Library } from '../library.ts'
import type { Passage } from '../passage.ts'
import { paragraphsOf, recordsOf } from '../shelf.ts'
import { labellingOf, type SourceLabel } from './labelled-sources.ts'
import type { Named } from './named-passages.ts'
import {
  describedNames,
  describedSources,
  isAlone,
  type Name,
  readSourceNames,
  type SourceNames,
} from './source-names.ts'

/** One of several sources that may be meant, or a place of it. */
export interface Choice {
  name: string
  /** Of what it names: above the ceiling, it is not offered. */
  marking: Marking
}

/** What is cited of sources. */
interface CitedPassages extends Named {
  /** Where nothing says which of several sources is meant. */
  choices: Choice[]
}

export interface NamedSource extends CitedPassages {
  /** What may be the number of a cable that is not known: to be told where nothing is found. */
  perhaps: string[]
}

/**
 * A source by its label alone, or one of its paragraphs: as written where its text is held, then what cites it. The number is
 * the printed one or the one it stands for; the source is named by its label, or described ("paragraph 9 of the demarche").
 */
export function namedSource(question: string, library: Library, ceiling: Marking): NamedSource {
  const read = readSourceNames(question, library, ceiling)
  return { ...citedBy(read, library, ceiling), perhaps: read.perhaps }
}

function citedBy(read: SourceNames, library: Library, ceiling: Marking): CitedPassages {
  const { paragraphs: named, rest, certain, beside, unknown } = read
  const names = [...certain, ...unknown]
  const asked = { paragraphs: named.flatMap((one) => one.paragraphs), rest, ceiling }
  const citedOf = (...names: Name[]) => {
    const inOrder = names.toSorted((one, other) => one.start - other.start)
    return joinNamed(shareParagraphs(rest, inOrder, named).map((one) => namedAs(one, asked, library)))
  }
  if (named.length === 0) return certain.length > 0 && !isAlone(rest, names) ? nothing : citedOf(...names)
  const labelled = names.length > 0 ? names : beside
  const described = describedNames(read, labelled, library, ceiling)
  const isOne = names.length === 0 && beside.length + described.length < 2
  const describedAlone = isOne ? describedAt(asked, library) : []
  if (describedAlone.length > 0) return citedIn(describedAlone, { ...asked, isSure: true }, library)
  if (labelled.length + described.length > 0) return citedOf(...labelled, ...described)
  const { sources } = labellingOf(library)
  return isAlone(rest, []) ? citedIn(sources, { ...asked, isSure: false }, library) : nothing
}

/** What a question names of several sources, in turn; of one of which it is not clear which is meant, that is asked beside. */
function joinNamed(each: readonly CitedPassages[]): CitedPassages {
  const choices = new Map(each.flatMap((one) => one.choices.map((choice) => [choice.name, choice])))
  return {
    passages: inTurn(each.map(({ passages }) => passages)),
    missing: [...new Set(each.flatMap(({ missing }) => missing))],
    choices: [...choices.values()],
  }
}

function namedAs(
  { label, paragraphs }: Cited<Name>,
  asked: Omit<AskedParagraphs, 'isSure'>,
  library: Library,
): CitedPassages {
  const { sources, written } = label
  // Beside paragraphs of a source, what only looks like a cable's number may be anything.
  const isMissing = sources.length === 0 && (paragraphs.length > 0 || asked.paragraphs.length === 0)
  if (isMissing) return { ...nothing, missing: [written] }
  return paragraphs.length === 0
    ? wholeSource(label, asked.ceiling, library)
    : citedIn(sources, { ...asked, paragraphs, isSure: sources.length === 1 }, library)
}

const nothing: CitedPassages = { passages: [], missing: [], choices: [] }

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
): CitedPassages {
  const found = sources.map(({ id }) => {
    const cited = citing(id, library)
    return {
      id,
      at: paragraphs
        .map((asked) => numbered(asked, id, library))
        .map((asked) => ({ asked, passages: passagesAt(cited, asked, rest, library) })),
    }
  })
  const held = found.filter(({ at }) => at.some(({ passages }) => passages.length > 0))
  if (!isSure && held.length === 0) return { ...nothing, missing: paragraphs.map(printParagraphs) }
  const choices = held.map(({ id, at }) => ({
    name: `${id} ${at.map(({ asked }) => printParagraphs(asked)).join(', ')}`,
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

/** The last paragraph of a text that is held, by its number. */
function numbered(asked: Paragraphs, source: string, library: Library): Paragraphs {
  const cite = asked.first === lastOfAll ? paragraphsOf(library, source).at(-1)?.cite : undefined
  const last = cite === undefined || cite === unverified ? undefined : cite.paragraph
  return last === undefined ? asked : { first: last, last }
}

/** A place may be named wherever anything of it may be shown. */
function lowest(passages: readonly Passage[]): Marking {
  return passages.some(({ marking }) => marking === 'U') ? 'U' : highestMarking(passages)
}

/** What we know of it, else how it begins. */
function wholeSource({ sources }: Name, ceiling: Marking, library: Library): CitedPassages {
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

/** What stands there; only what stands at a place inside it, or under a heading, where the question names that. */
function passagesAt(cited: readonly Passage[], asked: Paragraphs, rest: string, library: Library): Passage[] {
  const here = cited.filter(
    ({ cite }) =>
      cite !== unverified &&
      (asked.part === undefined || cite.part?.toUpperCase() === asked.part) &&
      numbersOf(cite, library).some((number) => number >= asked.first && number <= asked.last),
  )
  const said = ` ${plain(rest)} `
  const [exact = here] = [placeOf, headingOf]
    .map((nameOf) => here.filter(({ cite }) => isSaid(nameOf(cite), said)))
    .filter((found) => found.length > 0)
  return exact
}

/** The first of each list, then the second of each, and so on. */
export function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
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
    const cites = paragraphs.flatMap((one) => passagesAt(cited, one, rest, library)).map(({ cite }) => cite)
    const place = [...cites.map(placeOf), ...cites.map(headingOf)].find((one) => isSaid(one, said))
    if (place === undefined) return false
    return describedSources(said.replace(` ${place} `, ' '), library, ceiling).includes(source)
  })
}

/** As it is looked for in a question. */
const placeOf = (cite: Passage['cite']): string =>
  cite === unverified || cite.place === undefined ? '' : plain(cite.place)

/** `Interdiction` of `Interdiction 3`; a `point` stands under none, and is counted by us. */
const headingOf = (cite: Passage['cite']): string => placeOf(cite).replace(/^point \d+$| \d+$/, '')

const isSaid = (place: string, said: string): boolean => place !== '' && said.includes(` ${place} `)

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
