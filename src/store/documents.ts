import { createHash } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Citation } from '../domain/citation.ts'
import type { Instant } from '../domain/date.ts'
import type { Document, Paragraph } from '../domain/document.ts'
import { recordAct } from './audit.ts'
import {
  type DocumentRecord,
  fromParagraphRow,
  fromRow,
  readDocument,
  toParagraphRow,
  toRow,
} from './document-rows.ts'
import { always, recordingInstant } from './entries.ts'
import { type Db, writing } from './open.ts'
import { one, prepared, run } from './prepared.ts'
import type { ParagraphRow } from './schema.ts'

/** What became of a document that was handed in. */
export interface Kept {
  outcome: 'new' | 'changed' | 'unchanged'
  version: number
}

/**
 * Keeps what was read of a file, in one transaction: as a new version where anything differs from the current one, else not
 * at all. Versions before it stay.
 */
export function keepDocument(
  db: Db,
  document: Document,
  { path, by, now }: { path: string; by: string; now: Instant },
): Promise<Kept> {
  const row = { ...toRow(document), hash: contentHash(document) }
  return writing(db, async (trx) => {
    const current = await latest(trx, document.id)
    if (current?.hash === row.hash) return { outcome: 'unchanged', version: current.version }
    const version = (current?.version ?? 0) + 1
    const recorded = { path, recorded_by: by, recorded_at: await recordingInstant(trx, now) }
    const { added } = await trx
      .insertInto('documents')
      .values({ ...row, ...recorded, version })
      .returning('added')
      .executeTakeFirstOrThrow()
    await addParagraphs(trx, added, document.paragraphs)
    await recordAct(trx, {
      at: recorded.recorded_at,
      member: by,
      act: 'took in',
      about: document.id,
      detail: `version ${version}`,
      marking: document.marking,
    })
    return { outcome: current ? 'changed' : 'new', version }
  })
}

const paragraphColumns = [
  'number',
  'printed',
  'probable',
  'part',
  'place',
  'heading',
  'text',
  'written',
  'marking',
  'line',
  'numbering',
] as const satisfies (keyof ParagraphRow)[]

/** So many paragraphs are one statement: row by row, ten thousand would hold the lock for longer than others wait for it. */
const rowsAtOnce = 50

const insertMany = insertOf(rowsAtOnce)
const insertOne = insertOf(1)

function insertOf(rows: number): string {
  const row = `(?, ?${', ?'.repeat(paragraphColumns.length)})`
  return `INSERT INTO paragraphs (document, position, ${paragraphColumns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`
}

async function addParagraphs(db: Db, document: number, paragraphs: readonly Paragraph[]): Promise<void> {
  const rows = paragraphs.map((paragraph, position) => {
    const row = toParagraphRow(paragraph)
    return [document, position, ...paragraphColumns.map((column) => row[column])]
  })
  const many = rows.length - (rows.length % rowsAtOnce)
  for (let at = 0; at < many; at += rowsAtOnce)
    await run(db, CompiledQuery.raw(insertMany, rows.slice(at, at + rowsAtOnce).flat()))
  for (const row of rows.slice(many)) await run(db, CompiledQuery.raw(insertOne, row))
}

/** SHA-256 of all that is kept of a document, in hexadecimal; it does not depend on the file's name or on who reads it. */
export function contentHash(document: Document): string {
  const hash = createHash('sha256').update(JSON.stringify(toRow(document)))
  for (const paragraph of document.paragraphs) hash.update(JSON.stringify(toParagraphRow(paragraph)))
  return hash.digest('hex')
}

/** Of an older version: it is marked no lower than the current one, which may be SBU since. */
const markingNow = sql<string>`(
  SELECT now.marking FROM documents AS now WHERE now.id = document.id ORDER BY now.version DESC LIMIT 1
)`.as('marking_now')

/** The current versions (or those current at `asOf`), by label; those of retired sources among them. */
export async function listDocuments(db: Db, asOf: Instant = always): Promise<DocumentRecord[]> {
  const rows = await db
    .selectFrom('documents as document')
    .selectAll()
    .select(markingNow)
    .where('document.recorded_at', '<=', asOf)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('documents as later')
            .select('later.version')
            .whereRef('later.id', '=', 'document.id')
            .whereRef('later.version', '>', 'document.version')
            .where('later.recorded_at', '<=', asOf),
        ),
      ),
    )
    .orderBy('document.id')
    .execute()
  return rows.map(fromRow)
}

/** Every version of a document up to `asOf`, the latest first. */
export async function documentVersions(
  db: Db,
  id: string,
  asOf: Instant = always,
): Promise<DocumentRecord[]> {
  const rows = await db
    .selectFrom('documents as document')
    .selectAll()
    .select(markingNow)
    .where('document.id', '=', id)
    .where('document.recorded_at', '<=', asOf)
    .orderBy('document.version', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** So many paragraphs are read at once. */
const pageSize = 500

/**
 * One version of a document with its paragraphs; undefined when it is not held. A long one is read in pages, and `between` told
 * after each how many paragraphs it had: others can be let in there.
 */
export async function findDocument(
  db: Db,
  id: string,
  version: number,
  between?: (paragraphs: number) => Promise<void>,
): Promise<Document | undefined> {
  const row = await db
    .selectFrom('documents as document')
    .selectAll()
    .select(addedNow)
    .where('document.id', '=', id)
    .where('document.version', '=', version)
    .executeTakeFirst()
  if (!row) return undefined
  const sensitive = row.added === row.added_now ? none : await sensitivePlaces(db, row.added_now)
  const paragraphs: Paragraph[] = []
  for (let position = -1; ; ) {
    const rows = await db
      .selectFrom('paragraphs')
      .selectAll()
      .where('document', '=', row.added)
      .where('position', '>', position)
      .orderBy('position')
      .limit(pageSize)
      .execute()
    for (const one of rows)
      paragraphs.push(fromParagraphRow(id, sensitive.has(placeOf(one)) ? { ...one, marking: 'SBU' } : one))
    position = rows.at(-1)?.position ?? position
    await between?.(rows.length)
    if (rows.length < pageSize) return { ...readDocument(row), paragraphs }
  }
}

const addedNow = sql<number>`(
  SELECT now.added FROM documents AS now WHERE now.id = document.id ORDER BY now.version DESC LIMIT 1
)`.as('added_now')

const none: ReadonlySet<string> = new Set()

/** The places that are SBU in a version: they are so in those before it. */
async function sensitivePlaces(db: Db, document: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('paragraphs')
    .select(['number', 'part', 'place'])
    .where('document', '=', document)
    .where('marking', '=', 'SBU')
    .execute()
  return new Set(rows.map(placeOf))
}

function placeOf({ number, part, place }: Pick<ParagraphRow, 'number' | 'part' | 'place'>): string {
  return JSON.stringify([number, part, place])
}

type Place = { source: string; asOf: Instant } & Pick<ParagraphRow, 'number' | 'part' | 'place'>

/**
 * What stands at one place of a source as current at `asOf`, each as it is marked now; none where that is not held. For a
 * lookup: no more of the document is read.
 */
export async function paragraphsAt(
  db: Db,
  { source, paragraph, part, place }: Citation,
  asOf: Instant = always,
): Promise<Paragraph[]> {
  const number = paragraph ?? null
  const rows = await readPlace(db, { source, asOf, number, part: part ?? null, place: place ?? null })
  return rows.map((row) => fromParagraphRow(source, row.sensitive === 1 ? { ...row, marking: 'SBU' } : row))
}

const readPlace = prepared((db, { source, asOf, number, part, place }: Place) => {
  const current = (until: Instant) =>
    db
      .selectFrom('documents')
      .select('added')
      .where('id', '=', source)
      .where('recorded_at', '<=', until)
      .orderBy('version', 'desc')
      .limit(one)
  const here = (until: Instant) =>
    db
      .selectFrom('paragraphs')
      .where('document', '=', current(until))
      .where('number', 'is', number)
      .where('part', 'is', part)
      .where('place', 'is', place)
  return here(asOf)
    .selectAll()
    .select(({ exists }) =>
      exists(here(always).select('position').where('marking', '=', 'SBU')).as('sensitive'),
    )
    .orderBy('position')
})

/** Labels of the documents whose current version was read from this file. */
export async function documentsOfPath(db: Db, path: string): Promise<string[]> {
  const rows = await db
    .selectFrom('documents')
    .select('id')
    .distinct()
    .where('path', '=', path)
    .orderBy('id')
    .execute()
  const labels: string[] = []
  for (const { id } of rows) if ((await latest(db, id))?.path === path) labels.push(id)
  return labels
}

function latest(db: Db, id: string) {
  return db
    .selectFrom('documents')
    .select(['version', 'hash', 'path'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}
