import type { HeldDocument } from '../domain/held-document.ts'
import { documentPassages } from './document-passages.ts'
import type { Library } from './library.ts'
import { bare, isParagraph, type Passage } from './passage.ts'
import { eachPassage } from './passages.ts'
import { type MarkedText, makeRanking, type Ranking, rankingFromImage } from './ranking/ranking.ts'
import { atOnce, type Steps } from './steps.ts'
import { splitPeriods } from './words.ts'

/** Everything of a library that is kept for looking things up, of every marking: whoever uses it keeps to the ceiling. */
export interface Shelf {
  /** Our own records first. */
  passages: ReadonlyMap<string, Passage>
  /** Our own records alone. */
  records: readonly Passage[]
  ranking: Ranking
  /** The ids of each document's passages, to take them out again. */
  ofDocument: ReadonlyMap<HeldDocument, readonly string[]>
}

/** The same while it is made. */
interface Making extends Shelf {
  passages: Map<string, Passage>
  records: Passage[]
  ofDocument: Map<HeldDocument, readonly string[]>
}

const shelves = new WeakMap<Library, Making>()

/** The shelf of a library, kept as long as the library is; all of it is read here where nobody called `readLibrary` before. */
export function shelfOf(library: Library): Shelf {
  const known = shelves.get(library)
  if (known) return known
  atOnce(readLibrary(library))
  return shelfOf(library)
}

/** Our own records, of every marking: all passages but the paragraphs of documents. */
export function recordsOf(library: Library): readonly Passage[] {
  return shelfOf(library).records
}

/** The paragraphs held of a source, in their order, of every marking; none where its text is not held. */
export function paragraphsOf(library: Library, source: string): Passage[] {
  const { ofDocument, passages } = shelfOf(library)
  const held = library.documents.find(({ document }) => document.id === source)
  return (held && ofDocument.get(held))?.flatMap((id) => passages.get(id) ?? []) ?? []
}

/** What was there of a library before its texts are read. */
export interface Beginning {
  /** The library it takes the place of, which is searched no more: what stayed the same is handed on. */
  before?: Library | undefined
  /** An image of this or an earlier library. It goes before `before`. */
  image?: Uint8Array | undefined
  /** Told how many of the passages to be read are read. */
  onRead?: ((ready: number, of: number) => void) | undefined
}

/**
 * Makes a library ready to be searched, in steps. Only texts that neither the library before nor the image holds are read; it
 * gives how many passages those are.
 */
export function* readLibrary(library: Library, { before, image, onRead }: Beginning = {}): Steps<number> {
  const shelf = (yield* openImage(library, image)) ?? (yield* takeOver(library, before)) ?? emptyShelf()
  const { ranking, passages, records, ofDocument } = shelf
  const coming: MarkedText[] = []
  const ranked = new Set(passages.size === 0 ? ranking.ids() : [])
  const put = (passage: Passage): void => {
    passages.set(passage.id, passage)
    if (!ranked.has(passage.id)) coming.push(textOf(passage))
  }
  if (passages.size === 0) {
    for (const passage of eachPassage(library.knowledge)) {
      put(passage)
      if (passages.size % recordsAtOnce === 0) yield
    }
    records.push(...passages.values())
  }
  for (const document of library.documents) {
    if (ofDocument.has(document)) continue
    const ids: string[] = []
    for (const passage of documentPassages(document, library.knowledge)) {
      put(passage)
      ids.push(passage.id)
      if (ids.length % passagesAtOnce === 0) yield
    }
    ofDocument.set(document, ids)
    yield
  }
  yield* ranking.addInSteps(coming, (ready) => onRead?.(ready, coming.length))
  shelves.set(library, { ...shelf })
  return coming.length
}

/** Our own records, and passages of documents, that are made in a step. */
const recordsAtOnce = 50
const passagesAtOnce = 1_000

function emptyShelf(): Making {
  return { ranking: makeRanking(), passages: new Map(), records: [], ofDocument: new Map() }
}

/** The shelf of the library before over the same data folder, without what changed or went. */
function* takeOver(library: Library, before: Library | undefined): Steps<Making | undefined> {
  const shelf = before && shelves.get(before)
  if (!shelf || before.knowledge !== library.knowledge) return undefined
  shelves.delete(before)
  const kept = new Set(library.documents)
  for (const [document, ids] of shelf.ofDocument) {
    if (kept.has(document)) continue
    shelf.ofDocument.delete(document)
    for (const id of ids) shelf.passages.delete(id)
    yield* removeInSteps(shelf.ranking, ids)
  }
  return shelf
}

function* removeInSteps(ranking: Ranking, ids: readonly string[]): Steps<void> {
  for (const [at, id] of ids.entries()) {
    ranking.remove([id])
    if (at % removedAtOnce === 0) yield
  }
}

/** Passages taken out of the ranking in a step. */
const removedAtOnce = 8

/** What an image holds of a library; where it is an earlier one's, without what changed or went since. */
function* openImage(library: Library, image: Uint8Array | undefined): Steps<Making | undefined> {
  const read = image && (yield* rankingFromImage(image))
  if (!read) return undefined
  const { ranking, content } = read
  const [ownNow = '', ...held] = contentOf(library)
  const [ownThen, ...then] = content
  const same = new Set(held)
  const gone = new Set(then.filter((part) => !same.has(part)).map(labelOf))
  const isGone = (id: string) => {
    const [, label] = paragraphId.exec(id) ?? []
    return label === undefined ? ownThen !== ownNow : gone.has(label)
  }
  if (gone.size > 0 || ownThen !== ownNow) yield* removeInSteps(ranking, [...ranking.ids()].filter(isGone))
  return { ...emptyShelf(), ranking }
}

/**
 * What `readLibrary` takes at the next start, in pieces; it ends early, and gives false, where the library is renewed in between.
 * It holds words of every marking: it is kept as the database is, never in a backup.
 */
export function libraryImage(library: Library): Generator<Uint8Array, boolean> {
  return shelfOf(library).ranking.toImage(contentOf(library))
}

/** Names all that is ranked: the data folder first, then each document by its label, version and size. */
function contentOf({ knowledge, documents }: Library): string[] {
  const parts = documents.map(({ document, version }) => {
    const { id, paragraphs } = document
    const letters = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
    return `${id}\0${version}\0${paragraphs.length}\0${letters}`
  })
  return [knowledge.hash, ...parts]
}

const labelOf = (part: string): string => part.slice(0, part.indexOf('\0'))

/** `paragraph/26 LIMA 77/3` */
const paragraphId = /^paragraph\/(.+)\/\d+$/s

function textOf(passage: Passage): MarkedText {
  const { id, title, titleAbove, lines, keywords, asked = '', marking } = passage
  const body = isParagraph(passage)
    ? lines.join('\n')
    : `${lines.map(bare).join('\n')}\n${keywords} ${asked} ${id.replaceAll('/', ' ')}`
  const text = { id, marking, title: splitPeriods(title), body: splitPeriods(body) }
  return titleAbove === undefined ? text : { ...text, titleAbove: splitPeriods(titleAbove) }
}
