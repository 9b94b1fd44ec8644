import { CompiledQuery } from 'kysely'
import type { Annotation, HeldDocument, Keeping } from '../domain/held-document.ts'
import { listAnnotations } from './annotations.ts'
import { type DocumentRecord, findDocument, listDocuments } from './documents.ts'
import { listKeepings } from './keepings.ts'
import type { Db } from './open.ts'

/** By label, each with the state it was made from. */
type Held = Map<string, { state: string; document: HeldDocument }>

interface Recalled {
  held: Held
  documents: readonly HeldDocument[]
}

const recalled = new WeakMap<Db, { generation: string; reading: Promise<Recalled> }>()

/**
 * The documents that are not retired, with what is known of their trust. While nothing changed, by this process or another, it
 * is the same list; one that did not change is the same object in the next list. What is given is shared: it must not be altered.
 */
export async function recallDocuments(db: Db): Promise<readonly HeldDocument[]> {
  // Taken before the rows are read: a change in between makes them count as stale, never as fresh.
  const generation = await generationOf(db)
  const before = recalled.get(db)
  const current =
    before?.generation === generation ? before : { generation, reading: read(db, before?.reading) }
  recalled.set(db, current)
  try {
    return (await current.reading).documents
  } catch (error) {
    recalled.delete(db)
    throw error
  }
}

async function read(db: Db, before: Promise<Recalled> | undefined): Promise<Recalled> {
  const known = (await before)?.held
  const keepings = await listKeepings(db)
  const annotations = await listAnnotations(db)
  const held: Held = new Map()
  for (const record of await listDocuments(db)) {
    const { id, version } = record
    const keeping = keepings.get(id)
    if (keeping?.state === 'retired') continue
    const beside = annotations.filter(({ at }) => at.source === id)
    const state = JSON.stringify([version, keeping?.version, beside.map((one) => [one.id, one.version])])
    const same = known?.get(id)
    if (same?.state === state) held.set(id, same)
    else {
      const document =
        same?.document.version === version ? same.document.document : await findDocument(db, id, version)
      if (document) held.set(id, { state, document: hold(record, document, keeping, beside) })
    }
  }
  return { held, documents: [...held.values()].map(({ document }) => document) }
}

function hold(
  { version, recordedAt }: DocumentRecord,
  document: HeldDocument['document'],
  keeping: Keeping | undefined,
  annotations: readonly Annotation[],
): HeldDocument {
  return {
    document,
    version,
    ingested: recordedAt.slice(0, 10),
    ...(keeping?.owner !== undefined && { owner: keeping.owner }),
    ...(keeping?.reviewed !== undefined && { reviewed: keeping.reviewed }),
    ...(keeping?.reviewEvery !== undefined && { reviewEvery: keeping.reviewEvery }),
    annotations,
  }
}

/** Every change adds a row to one of three tables that nothing is taken from, so their last numbers tell whether any happened. */
async function generationOf(db: Db): Promise<string> {
  const { rows } = await db.executeQuery(readGeneration)
  return rows[0]?.generation ?? ''
}

const readGeneration = CompiledQuery.raw(`
  SELECT coalesce((SELECT max(added) FROM documents), 0) || ' '
    || coalesce((SELECT max(added) FROM keepings), 0) || ' '
    || coalesce((SELECT max(added) FROM annotations), 0) AS generation
`) as CompiledQuery<{ generation: string }>
