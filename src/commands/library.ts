import { setImmediate } from 'node:timers/promises'
import type { HeldDocument } from '../domain/held-document.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { type Library, makeLibrary } from '../knowledge/library.ts'
import { openLibrary } from '../knowledge/passage-index.ts'
import type { Db } from '../store/open.ts'
import { recallDocuments, standingsBeside } from '../store/recall-documents.ts'
import { UserError } from './user-error.ts'

/** One for every store without documents: what is indexed of the data folder is kept with it. */
const withoutDocuments = new WeakMap<Knowledge, Library>()

/** How far the reading of a store's documents is, as a person is told it. */
interface Reading {
  library: Promise<Opened>
  stage: string
}

/** A library that is ready to be searched, and how many passages were read for it and those before it; an image's are not counted. */
export interface Opened {
  library: Library
  read: number
}

const latest = new WeakMap<Db, Opened>()
const readings = new WeakMap<Db, Reading>()

export interface Opening {
  /** Gives the image made of what was held at an earlier time, if there is one. */
  findImage?: FindImage | undefined
  /** Told how far it is. */
  onStage?: ((stage: string) => void) | undefined
}

export type FindImage = () => Promise<Uint8Array | undefined>

/**
 * Where no document is held, reads the data folder's own records in steps: else the first question would, and nothing else be
 * answered meanwhile.
 */
export async function openRecords(db: Db, knowledge: Knowledge): Promise<void> {
  const { library } = await libraryOf(db, knowledge)
  if (library.documents.length > 0) return
  for (const steps = openLibrary(library); !steps.next().done; ) await setImmediate()
}

/** From so many paragraphs on, an image is opened sooner than they are read. */
export const worthAnImage = 2_000

/**
 * The data folder and the documents held, ready to be searched. It is the same value until a document, what is decided about one
 * or an annotation changes, by this process or another; asking costs one small query. What must be read is read in steps of a
 * few milliseconds, once for all who wait for it.
 */
export async function libraryOf(db: Db, knowledge: Knowledge, opening: Opening = {}): Promise<Opened> {
  for (let begun = readings.get(db); begun; begun = readings.get(db)) {
    // What it began to read may have changed since, so it is looked at again; who began it is told what went wrong.
    await begun.library.catch(() => undefined)
  }
  const reading = { stage: 'the list of documents is being read' }
  const library = read(db, knowledge, reading, opening).finally(() => readings.delete(db))
  readings.set(db, Object.assign(reading, { library }))
  return library
}

/** A call waits for so many steps, a second or so, for what is nearly read: a few documents need half of them. */
const mostSteps = 250

/** The same for a person who waits for an answer: where the reading takes long, throws a `UserError` that says how far it is. */
export async function libraryAtHand(
  db: Db,
  knowledge: Knowledge,
  opening?: Opening,
  most = mostSteps,
): Promise<Library> {
  const opened = libraryOf(db, knowledge, opening)
  for (let step = 0; step < most; step++) {
    const done = await Promise.race([opened, setImmediate()])
    if (done) return done.library
  }
  // It goes on without this call; what goes wrong meets the next.
  opened.catch(() => undefined)
  const stage = readings.get(db)?.stage ?? 'it is nearly done'
  throw new UserError(
    `The documents held are being made ready for searching: ${stage}. Ask again in a few seconds; what needs no search answers now.`,
  )
}

/** What was read of a store last; undefined while nobody has asked anything that needs a search. */
export function openedOf(db: Db): Opened | undefined {
  return latest.get(db)
}

async function read(
  db: Db,
  knowledge: Knowledge,
  reading: Pick<Reading, 'stage'>,
  { findImage = async () => undefined, onStage }: Opening,
): Promise<Opened> {
  const tell = (stage: string) => {
    reading.stage = stage
    onStage?.(stage)
  }
  const documents = await recallDocuments(db, ({ paragraphs, of }) => {
    tell(`${count(paragraphs)} of ${count(of)} paragraphs are fetched`)
  })
  const standings = await standingsBeside(db)
  const kept = latest.get(db)
  if (kept?.library.knowledge === knowledge && holdsThe(kept.library, documents, standings)) return kept
  const before = kept?.library
  if (!before && documents.length === 0 && standings.size === 0)
    return keep(db, { library: bareLibrary(knowledge), read: 0 })
  const library = makeLibrary(knowledge, documents, standings)
  const all = paragraphsOf(documents)
  const there = new Set(before?.documents)
  const coming = paragraphsOf(documents.filter((document) => !there.has(document)))
  tell(`the index of ${count(all)} paragraphs is being opened`)
  const image = before && coming < worthAnImage ? undefined : await findImage()
  const steps = openLibrary(library, {
    before,
    image,
    onRead: (ready, of) => tell(`${count(ready)} of ${count(of)} paragraphs are indexed`),
  })
  // Its parts are handed on, so it can be searched no more, also if this fails half way.
  latest.delete(db)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return keep(db, { library, read: (kept?.read ?? 0) + step.value })
    await setImmediate()
  }
}

const paragraphsOf = (documents: readonly HeldDocument[]): number =>
  documents.reduce((sum, { document }) => sum + document.paragraphs.length, 0)

const count = (number: number): string => number.toLocaleString('en-US')

function keep(db: Db, opened: Opened): Opened {
  latest.set(db, opened)
  return opened
}

function holdsThe(
  library: Library,
  documents: readonly HeldDocument[],
  standings: Library['standings'],
): boolean {
  const isSame = standings === library.standings || standings.size + library.standings.size === 0
  return (
    isSame &&
    documents.length === library.documents.length &&
    documents.every((one, index) => one === library.documents[index])
  )
}

function bareLibrary(knowledge: Knowledge): Library {
  const library = withoutDocuments.get(knowledge) ?? makeLibrary(knowledge)
  withoutDocuments.set(knowledge, library)
  return library
}
