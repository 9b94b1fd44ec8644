import { sql } from 'kysely'
import { printWithin } from '../domain/citation.ts'
import { dateIn, type Instant } from '../domain/date.ts'
import { type Paragraph, tombstone } from '../domain/document.ts'
import { highestMarking } from '../domain/marking.ts'
import { type AskedPlace, recordsAt } from '../domain/place.ts'
import { addAnnotation, listAnnotations } from './annotations.ts'
import { recordAct } from './audit.ts'
import { documentVersions, findDocument } from './documents.ts'
import { recordingInstant } from './entries.ts'
import { addKeeping, findKeeping } from './keepings.ts'
import { type Db, type Store, writing } from './open.ts'
import { purgeMessages } from './purge.ts'
import { rebuild } from './rebuild.ts'

/** What a purge took away of a document. */
export interface PurgedDocument {
  versions: number
  /** Of all versions together. */
  paragraphs: number
  /** Notes of people beside what went. */
  annotations: number
  /** Deliveries and messages of the bot that held the text. */
  messages: number
}

interface Purging {
  /** The document's label. */
  id: string
  /** A place of it; without one, all of it goes, and the source is retired. */
  place?: AskedPlace | undefined
  by: string
  now: Instant
  reason: string
}

/**
 * Overwrites a document, or what stands at one place of it, in every version, with the notes beside it; then rebuilds the file and
 * empties the write-ahead log. A tombstone stays in its place, and the digest of what was read, by which the same file is known
 * and not taken in again. Undefined when nothing is held there; throws `StoreError` when another program keeps the log.
 */
export async function purgeDocument(
  { db, path }: Store,
  purging: Purging,
): Promise<PurgedDocument | undefined> {
  await sql`PRAGMA secure_delete = ON`.execute(db)
  const purged = await writing(db, (db) => overwrite(db, purging))
  if (purged) await rebuild(db, path)
  return purged
}

async function overwrite(
  db: Db,
  { id, place, by, now, reason }: Purging,
): Promise<PurgedDocument | undefined> {
  const versions = await documentVersions(db, id)
  const at = await recordingInstant(db, now)
  const instead = tombstone(dateIn(at, 'UTC'), reason)
  const gone: Paragraph[] = []
  for (const { version } of versions) {
    const document = await findDocument(db, id, version)
    if (!document) continue
    const chosen = place ? recordsAt(document.paragraphs, place) : document.paragraphs
    gone.push(...chosen)
    await blankParagraphs(
      db,
      { id, version, text: instead, isWhole: !place },
      chosen.map((one) => document.paragraphs.indexOf(one)),
    )
  }
  if (gone.length === 0) return undefined
  const places = new Set(gone.map(({ cite }) => printWithin(cite, id)))
  const notes = (await listAnnotations(db, { source: id })).filter(
    (note) => !place || places.has(printWithin(note.at, id)),
  )
  for (const note of notes) {
    await db
      .updateTable('annotations')
      .set({ says: '', shown_by: '', reason: null })
      .where('id', '=', note.id)
      .execute()
    const withdrawn = { version: note.version + 1, state: 'withdrawn' as const, says: '', shownBy: '' }
    await addAnnotation(db, { ...note, ...withdrawn, changedBy: by, changedAt: at, reason })
  }
  if (!place) await retire(db, { id, by, at, reason, title: instead })
  await db
    .insertInto('document_purges')
    .values({
      document: id,
      place: place ? [...places].join(', ') : '',
      removed_by: by,
      removed_at: at,
      reason,
    })
    .execute()
  const marking = highestMarking(gone)
  await recordAct(db, { at, member: by, act: 'purged', about: id, marking })
  const said = gone.flatMap(({ text, written }) => [text, written ?? text])
  const texts = new Set([...said, ...notes.map(({ says }) => says)].flatMap(quotable))
  return {
    versions: versions.length,
    paragraphs: gone.length,
    annotations: notes.length,
    messages: await purgeMessages(db, { texts, at }),
  }
}

/** Letters of a sentence that is not said by chance elsewhere too. */
const tellingLength = 24

/** A text whole, and each sentence of it that a message may have quoted alone. */
function quotable(text: string): string[] {
  const sentences = text.split(/(?<=[.!?;:])\s+|\n/).filter((one) => one.length >= tellingLength)
  return text === '' ? [] : [text, ...sentences]
}

async function blankParagraphs(
  db: Db,
  { id, version, text, isWhole }: { id: string; version: number; text: string; isWhole: boolean },
  positions: readonly number[],
): Promise<void> {
  const { added } = await db
    .selectFrom('documents')
    .select('added')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  for (const position of positions) {
    await db
      .updateTable('paragraphs')
      .set({
        heading: null,
        text,
        written: null,
        numbering: null,
        ...(isWhole && { part: null, place: null }),
      })
      .where('document', '=', added)
      .where('position', '=', position)
      .execute()
  }
}

async function retire(
  db: Db,
  { id, by, at, reason, title }: { id: string; by: string; at: Instant; reason: string; title: string },
): Promise<void> {
  const head = { to: [], info: [], captions: [], tags: [], references: [] }
  await db
    .updateTable('documents')
    .set({ title, date: null, head: JSON.stringify(head), gaps: '[]', path: '' })
    .where('id', '=', id)
    .execute()
  await db.updateTable('keepings').set({ reason: null }).where('source', '=', id).execute()
  const current = await findKeeping(db, id)
  await addKeeping(db, {
    source: id,
    version: (current?.version ?? 0) + 1,
    state: 'retired',
    changedBy: by,
    changedAt: at,
    reason: `its text was removed: ${reason}`,
  })
}

/** How often something was removed of each document, by label; those of which nothing was are left out. */
export async function countPurges(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('document_purges')
    .select(({ fn }) => ['document', fn.countAll<number>().as('count')])
    .groupBy('document')
    .execute()
  return new Map(rows.map(({ document, count }) => [document, count]))
}
