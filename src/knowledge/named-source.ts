import { type Citation, unverified } from '../domain/citation.ts'
import { foldText } from '../domain/text.ts'
import { isCommonWord } from './common-words.ts'
import type { Library } from './library.ts'
import type { Named } from './named-passages.ts'
import type { Passage } from './passage.ts'
import { paragraphsOf, recordsOf } from './shelf.ts'
import { readWords, subjectWords } from './words.ts'

/** `10 LIMA 77`, `STATE 032018`: a year may stand before the post, a number follows it. */
const cableNumber = /\b(?:(?:19|20)?\d\d )?[A-Z]{3,}(?: [A-Z]{3,})? \d{2,7}\b/

const paragraphNumber = /(?:¶|\bpara(?:graph)?s?\.?)\s*(\d+)\s*(?:\(([a-z])\))?/i

/** Beside a label or a paragraph's number, these name nothing more. */
const pointing = new Set(['para', 'paragraph', 'cable', 'telegram', 'document', 'source'])

/**
 * A source by its label alone, or one of its paragraphs: as written where its text is held, then what cites it. The number is
 * the printed one or the one it stands for; the source is named by its label, or described ("paragraph 9 of the demarche").
 */
export function namedSource(question: string, library: Library): Named {
  const asked = ` ${plain(question)} `
  const labels = sourceLabels(library)
  const label = labels.find(({ names }) => names.some((name) => asked.includes(` ${name} `)))
  const [, number, part] = paragraphNumber.exec(question) ?? []
  const unknown = label ? undefined : cableNumber.exec(question)?.[0]
  if (unknown !== undefined) return { passages: [], missing: [unknown] }
  if (number === undefined)
    return { passages: label && isAlone(asked, label) ? recordOf(label.id, library) : [], missing: [] }
  const sources = label ? [label.id] : describedSources(question, labels)
  const cited = sources.flatMap((id) =>
    citing(id, library).filter(
      ({ cite }) =>
        cite !== unverified &&
        (part === undefined || cite.part?.toLowerCase() === part.toLowerCase()) &&
        isNumbered(cite, Number(number), library),
    ),
  )
  const exact = cited.filter(
    ({ cite }) => cite !== unverified && cite.place && asked.includes(` ${plain(cite.place)} `),
  )
  const inner = part === undefined ? '' : `(${part.toUpperCase()})`
  return {
    passages: exact.length > 0 ? exact : cited,
    missing: cited.length > 0 ? [] : sources.map((id) => `${id} ¶${number}${inner}`),
  }
}

/** A label beside other words only says where to look; the search knows it too. */
function isAlone(asked: string, { names }: SourceLabel): boolean {
  const left = names.reduce((text, name) => text.replace(` ${name} `, ' '), asked)
  return subjectWords(left).every(({ raw }) => pointing.has(raw))
}

function recordOf(id: string, library: Library): Passage[] {
  return recordsOf(library).filter((record) => record.id === `source/${id}`)
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

interface SourceLabel {
  id: string
  names: string[]
  title: string
  /** True where its paragraphs are cited by number. */
  isNumbered: boolean
}

const labelled = new WeakMap<Library, SourceLabel[]>()

/** Every label a source goes by; one of the data folder and its text share the id. */
function sourceLabels(library: Library): SourceLabel[] {
  const labels = labelled.get(library) ?? makeLabels(library)
  labelled.set(library, labels)
  return labels
}

function makeLabels(library: Library): SourceLabel[] {
  const { sources } = library.knowledge
  const numbered = new Set(
    recordsOf(library).flatMap(({ cite }) =>
      cite === unverified || cite.paragraph === undefined ? [] : [cite.source],
    ),
  )
  const held = library.documents.map(({ document: { id, title } }) => ({ id, title }))
  return [
    ...sources.map(({ id, aliases, title }) => ({
      id,
      names: [id, ...aliases].map(plain),
      title,
      isNumbered: numbered.has(id) || held.some((one) => one.id === id),
    })),
    ...held
      .filter(({ id }) => sources.every((source) => source.id !== id))
      .map(({ id, title }) => ({ id, names: [plain(id)], title, isNumbered: true })),
  ]
}

/** The sources that "read me paragraph 9 of the demarche" may mean: those whose label or title holds every telling word. */
function describedSources(question: string, labels: readonly SourceLabel[]): string[] {
  const numbered = labels
    .filter(({ isNumbered }) => isNumbered)
    .map(({ id, names, title }) => ({ id, words: new Set(readWords(`${names.join(' ')} ${title}`)) }))
  const left = subjectWords(question.replace(paragraphNumber, ' '))
    .filter(({ raw, term }) => numbered.some(({ words }) => words.has(term)) || !isCommonWord(raw))
    .filter(({ raw }) => !pointing.has(raw))
    .map(({ term }) => term)
  if (left.length === 0) return []
  return numbered.filter(({ words }) => left.every((word) => words.has(word))).map(({ id }) => id)
}

const plain = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
