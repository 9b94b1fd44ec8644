import { setImmediate } from 'node:timers/promises'
import type { HeldDocument, Keeping } from '../domain/held-document.ts'
import { listAnnotations } from './annotations.ts'
import type { DocumentRecord } from './document-rows.ts'
import { findDocument, listDocuments } from './documents.ts'
import { listKeepings } from './keepings.ts'
import type { Db } from './open.ts'
import { countPurges } from './purge-document.ts'
import { generationOf, type Standings, standingsOf } from './standings.ts'

/** By label, each with what its text and the whole were made from. */
type Held = Map<string, { text: string; state: string; document: HeldDocument }>

interface Recalled {
  held: Held
  documents: readonly HeldDocument[]
  standings: Standings
}

const recalled = new WeakMap<Db, { generation: string; reading: Promise<Recalled> }>()

/** How far reading is. */
export interface RecallProgress {
  /** Paragraphs read, and all that are to be read. */
  paragraphs: number
  of: number
}

/**
 * The documents that are not retired, with what is known of their trust. While nothing changed, by this process or another, it
 * is the same list; one that did not change is the same object in the next list. What is given is shared: it must not be altered.
 * Others are let in between pages of what must be read; `onPage` is told then.
 */
export async function recallDocuments(
  db: Db,
  onPage?: (progress: RecallProgress) => void,
): Promise<readonly HeldDocument[]> {
  // Taken before the rows are read: a change in between makes them count as stale, never as fresh.
  const generation = await generationOf(db)
  const before = recalled.get(db)
  const current =
    before?.generation === generation ? before : { generation, reading: read(db, before?.reading, onPage) }
  recalled.set(db, current)
  try {
    return (await current.reading).documents
  } catch (error) {
    recalled.delete(db)
    throw error
  }
}

/** How every source stood when `recallDocuments` gave its list last. */
export async function standingsBeside(db: Db): Promise<Standings> {
  return (await recalled.get(db)?.reading)?.standings ?? new Map()
}

async function read(
  db: Db,
  before: Promise<Recalled> | undefined,
  onPage: (progress: RecallProgress) => void = () => {},
): Promise<Recalled> {
  const known = (await before)?.held
  const keepings = await listKeepings(db)
  const purges = await countPurges(db)
  const annotations = await listAnnotations(db)
  const records = await listDocuments(db)
  const listed = records.flatMap((record) => {
    const { id, version } = record
    const keeping = keepings.get(id)
    if (keeping?.state === 'retired') return []
    const text = `${version} ${purges.get(id) ?? 0}`
    const state = JSON.stringify([text, keeping?.version])
    const same = known?.get(id)
    return [{ record, keeping, text, state, same, isRead: same?.text === text }]
  })
  const unread = listed.filter(({ isRead }) => !isRead)
  const progress = { paragraphs: 0, of: unread.reduce((sum, { record }) => sum + record.paragraphs, 0) }
  const between = async (paragraphs: number) => {
    progress.paragraphs += paragraphs
    onPage(progress)
    await setImmediate()
  }
  const held: Held = new Map()
  for (const { record, keeping, text, state, same, isRead } of listed) {
    const { id, version } = record
    if (same?.state === state) held.set(id, same)
    else {
      const document = same && isRead ? same.document.document : await findDocument(db, id, version, between)
      if (document) held.set(id, { text, state, document: hold(record, document, keeping) })
    }
  }
  return {
    held,
    documents: [...held.values()].map(({ document }) => document),
    standings: standingsOf(records, keepings, annotations),
  }
}

function hold(
  { version, recordedAt }: DocumentRecord,
  document: HeldDocument['document'],
  keeping: Keeping | undefined,
): HeldDocument {
  return {
    document,
    version,
    ingested: recordedAt.slice(0, 10),
    ...(keeping?.owner !== undefined && { owner: keeping.owner }),
    ...(keeping?.reviewed !== undefined && { reviewed: keeping.reviewed }),
    ...(keeping?.reviewEvery !== undefined && { reviewEvery: keeping.reviewEvery }),
  }
}
