import { type Citation, unverified } from '../domain/citation.ts'
import { highestMarking, type Marking } from '../domain/marking.ts'
import { findLabel, type Labelled, type Labels, makeLabels, type NamedLabel } from '../domain/source-label.ts'
import { foldText } from '../domain/text.ts'
import { isCommonWord } from './common-words.ts'
import type { Library } from './library.ts'
import type { Named } from './named-passages.ts'
import type { Passage } from './passage.ts'
import { paragraphsOf, recordsOf } from './shelf.ts'
import { readWords, subjectWords } from './words.ts'

/** `10 LIMA 77`, `STATE 032018`, `10LIMA77`: a year may stand before the post, a number follows it. */
const cableNumber = /\b(?:(?:19|20)?\d\d )?[A-Z]{3,}(?: [A-Z]{3,})? \d{2,7}\b|\b\d\d[A-Z]{3,}\d{2,7}\b/

const paragraphNumber = /(?:¶|\bpara(?:graph)?s?\.?)\s*(\d+)\s*(?:\(([a-z])\))?/i

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
export function namedSource(question: string, library: Library): NamedSource {
  const label = findLabel(question, sourceLabels(library))
  const [, number, part] = paragraphNumber.exec(question) ?? []
  const unknown = label ? undefined : cableNumber.exec(question)?.[0]
  if (unknown !== undefined) return { ...nothing, missing: [unknown] }
  if (number === undefined) return label && isAlone(question, label) ? wholeSource(label, library) : nothing
  const place = `¶${number}${part === undefined ? '' : `(${part.toUpperCase()})`}`
  const found = (label?.sources ?? describedSources(question, library)).map(({ id }) => ({
    name: `${id} ${place}`,
    passages: paragraphAt(id, { number: Number(number), part }, question, library),
  }))
  const held = found.filter(({ passages }) => passages.length > 0)
  if (label && held.length > 1)
    return { ...nothing, choices: held.map(({ name, passages }) => ({ name, marking: lowest(passages) })) }
  return {
    passages: held.flatMap(({ passages }) => passages),
    missing: held.length > 0 ? [] : found.map(({ name }) => name),
    choices: [],
  }
}

const nothing: NamedSource = { passages: [], missing: [], choices: [] }

/** A place may be named wherever anything of it may be shown. */
function lowest(passages: readonly Passage[]): Marking {
  return passages.some(({ marking }) => marking === 'U') ? 'U' : highestMarking(passages)
}

/** A label beside other words only says where to look; the search knows it too. */
function isAlone(question: string, { start, end }: NamedLabel<SourceLabel>): boolean {
  return subjectWords(`${question.slice(0, start)} ${question.slice(end)}`).every(({ raw }) =>
    pointing.has(raw),
  )
}

function wholeSource({ sources }: NamedLabel<SourceLabel>, library: Library): NamedSource {
  if (sources.length > 1) return { ...nothing, choices: choicesOf(sources) }
  const ids = sources.map(({ id }) => `source/${id}`)
  return { ...nothing, passages: recordsOf(library).filter(({ id }) => ids.includes(id)) }
}

/** Sources, one of which may be meant. */
export function choicesOf(sources: readonly SourceLabel[]): Choice[] {
  return sources.map(({ id, marking }) => ({ name: id, marking }))
}

/** What stands at a paragraph of a source; only what stands at a place inside it, where the question names that. */
function paragraphAt(
  source: string,
  { number, part }: { number: number; part: string | undefined },
  question: string,
  library: Library,
): Passage[] {
  const asked = ` ${plain(question)} `
  const cited = citing(source, library).filter(
    ({ cite }) =>
      cite !== unverified &&
      (part === undefined || cite.part?.toLowerCase() === part.toLowerCase()) &&
      isNumbered(cite, number, library),
  )
  const exact = cited.filter(
    ({ cite }) => cite !== unverified && cite.place && asked.includes(` ${plain(cite.place)} `),
  )
  return exact.length > 0 ? exact : cited
}

/** What was written, then what we say of it. */
function citing(source: string, library: Library): Passage[] {
  const records = recordsOf(library).filter(
    ({ id, cite }) => cite !== unverified && cite.source === source && !id.startsWith('fault/'),
  )
  return [...paragraphsOf(library, source), ...records]
}

/** By its own number, the printed one, or the one it probably stands for. */
function isNumbered(
  { source, paragraph, printed, probable }: Citation,
  number: number,
  { knowledge }: Library,
): boolean {
  const record = knowledge.sources.find(({ id }) => id === source)
  const meant = record?.numbering.find((one) => one.proven && one.printed === number)?.paragraph
  return [paragraph, printed, probable].includes(number) || (meant !== undefined && paragraph === meant)
}

/** A source that may be named: of the data folder, or a text held. */
export interface SourceLabel extends Labelled {
  marking: Marking
  /** The words of its labels and title. */
  words: ReadonlySet<string>
  /** True where its paragraphs are cited by number. */
  isNumbered: boolean
}

interface Labelling {
  sources: readonly SourceLabel[]
  labels: Labels<SourceLabel>
}

const labelled = new WeakMap<Library, Labelling>()

/** Every label a source goes by; one of the data folder and its text share the id. */
export function sourceLabels(library: Library): Labels<SourceLabel> {
  return labellingOf(library).labels
}

function labellingOf(library: Library): Labelling {
  const known = labelled.get(library)
  if (known) return known
  const sources = labelledSources(library)
  const made = { sources, labels: makeLabels(sources) }
  labelled.set(library, made)
  return made
}

function labelledSources(library: Library): SourceLabel[] {
  const { sources } = library.knowledge
  const numbered = new Set(
    recordsOf(library).flatMap(({ cite }) =>
      cite === unverified || cite.paragraph === undefined ? [] : [cite.source],
    ),
  )
  const held = new Map(library.documents.map(({ document }) => [document.id, document]))
  const recorded = new Set(sources.map(({ id }) => id))
  return [
    ...sources.map((source) => ({ ...source, ...held.get(source.id), title: source.title })),
    ...[...held.values()]
      .filter(({ id }) => !recorded.has(id))
      .map((document) => ({ ...document, aliases: [] })),
  ].map(({ id, aliases, title, marking }) => ({
    id,
    aliases,
    marking,
    words: new Set(readWords([id, ...aliases, title].join(' '))),
    isNumbered: numbered.has(id) || held.has(id),
  }))
}

/** The sources that "read me paragraph 9 of the demarche" may mean: those whose label or title holds every telling word. */
function describedSources(question: string, library: Library): SourceLabel[] {
  const numbered = labellingOf(library).sources.filter(({ isNumbered }) => isNumbered)
  const left = subjectWords(question.replace(paragraphNumber, ' '))
    .filter(({ raw, term }) => numbered.some(({ words }) => words.has(term)) || !isCommonWord(raw))
    .filter(({ raw }) => !pointing.has(raw))
    .map(({ term }) => term)
  return left.length === 0 ? [] : numbered.filter(({ words }) => left.every((word) => words.has(word)))
}

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
