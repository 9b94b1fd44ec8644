import { createHash } from 'node:crypto'
import type { HeldDocument } from '../domain/held-document.ts'
import { documentPassages } from './document-passages.ts'
import type { Library } from './library.ts'
import { bare, isParagraph, type Passage } from './passage.ts'
import { passagesOf } from './passages.ts'
import { type MarkedText, makeRanking, type Ranking, rankingFromImage } from './ranking/ranking.ts'

/** Everything of a library that is kept for looking things up, of every marking: whoever uses it keeps to the ceiling. */
export interface Shelf {
  /** Our own records first. */
  passages: ReadonlyMap<string, Passage>
  ranking: Ranking
  /** The ids of each document's passages, to take them out again. */
  ofDocument: ReadonlyMap<HeldDocument, readonly string[]>
}

const shelves = new WeakMap<Library, Shelf>()

/** The shelf of a library, made when first asked for and kept as long as the library is. */
export function shelfOf(library: Library): Shelf {
  const shelf = shelves.get(library) ?? makeShelf(library)
  shelves.set(library, shelf)
  return shelf
}

/** Our own records, of every marking: all passages but the paragraphs of documents. */
export function recordsOf(library: Library): Passage[] {
  const records: Passage[] = []
  for (const passage of shelfOf(library).passages.values()) {
    // The paragraphs, which may be very many, come after.
    if (isParagraph(passage)) break
    records.push(passage)
  }
  return records
}

/** The paragraphs held of a source, in their order, of every marking; none where its text is not held. */
export function paragraphsOf(library: Library, source: string): Passage[] {
  const { ofDocument, passages } = shelfOf(library)
  const held = library.documents.find(({ document }) => document.id === source)
  return (held && ofDocument.get(held))?.flatMap((id) => passages.get(id) ?? []) ?? []
}

/**
 * Makes a library ready to be searched: from the image of one that held the same, else by reading every text, and says which.
 * Without it the first search does so.
 */
export function openLibrary(library: Library, image?: Uint8Array): 'from image' | 'read' {
  const ranking = image && rankingFromImage(image, contentOf(library))
  shelves.set(library, makeShelf(library, ranking))
  return ranking ? 'from image' : 'read'
}

/** What `openLibrary` takes at the next start. It holds words of every marking: it is kept as the database is, never in a backup. */
export function libraryImage(library: Library): Uint8Array {
  return shelfOf(library).ranking.toImage(contentOf(library))
}

/**
 * Hands what was read of one library to the next one over the same data folder; only documents that came, changed or went are
 * touched. The earlier library is searched no more.
 */
export function renewShelf(before: Library, library: Library): void {
  const shelf = shelves.get(before)
  if (!shelf || before.knowledge !== library.knowledge) return
  shelves.delete(before)
  const passages = new Map(shelf.passages)
  const ofDocument = new Map<HeldDocument, readonly string[]>()
  const kept = new Set(library.documents)
  for (const [document, ids] of shelf.ofDocument) {
    if (kept.has(document)) ofDocument.set(document, ids)
    else {
      shelf.ranking.remove(ids)
      for (const id of ids) passages.delete(id)
    }
  }
  for (const document of library.documents) {
    if (ofDocument.has(document)) continue
    const read = documentPassages(document, library.knowledge)
    shelf.ranking.add(read.map(textOf))
    for (const passage of read) passages.set(passage.id, passage)
    ofDocument.set(document, idsOf(read))
  }
  shelves.set(library, { ranking: shelf.ranking, passages, ofDocument })
}

function makeShelf({ knowledge, documents }: Library, ranked?: Ranking): Shelf {
  const ofDocument = documents.map((document) => [document, documentPassages(document, knowledge)] as const)
  const passages = [...passagesOf(knowledge), ...ofDocument.flatMap(([, read]) => read)]
  const ranking = ranked ?? makeRanking()
  if (!ranked) ranking.add(passages.map(textOf))
  return {
    passages: new Map(passages.map((passage) => [passage.id, passage])),
    ranking,
    ofDocument: new Map(ofDocument.map(([document, read]) => [document, idsOf(read)])),
  }
}

/** Names all that is ranked: the data folder, and each document by its version and size. */
function contentOf({ knowledge, documents }: Library): string {
  const hash = createHash('sha256').update(knowledge.hash)
  for (const { document, version } of documents) {
    const { id, paragraphs } = document
    const letters = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
    hash.update(`\0${id}\0${version}\0${paragraphs.length}\0${letters}`)
  }
  return hash.digest('hex')
}

function textOf(passage: Passage): MarkedText {
  const { id, title, lines, keywords, marking } = passage
  const body = isParagraph(passage)
    ? lines.join('\n')
    : `${lines.map(bare).join('\n')}\n${keywords} ${id.replaceAll('/', ' ')}`
  return { id, marking, title, body }
}

const idsOf = (passages: readonly Passage[]): string[] => passages.map(({ id }) => id)
