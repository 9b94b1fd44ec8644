import type { Selectable } from 'kysely'
import { parseCitation, printCitation } from '../domain/citation.ts'
import type { Instant } from '../domain/date.ts'
import type { Annotation } from '../domain/held-document.ts'
import type { Marking } from '../domain/marking.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import type { AnnotationRow } from './schema.ts'

/** The annotations that stand (or stood at `asOf`), the oldest first; of one source, or of all. */
export async function listAnnotations(
  db: Db,
  { source, asOf = always }: { source?: string; asOf?: Instant | undefined } = {},
): Promise<Annotation[]> {
  let query = db.selectFrom('annotations').selectAll().where('changed_at', '<=', asOf).orderBy('added')
  if (source !== undefined) query = query.where('source', '=', source)
  const latest = new Map<string, Annotation>()
  for (const row of await query.execute()) latest.set(row.id, fromRow(row))
  return [...latest.values()].filter(({ state }) => state === 'standing')
}

/** Every version of one, the latest first. */
export async function annotationVersions(db: Db, id: string): Promise<Annotation[]> {
  const rows = await db
    .selectFrom('annotations')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** The id the next new annotation gets. Read it inside the transaction that records it. */
export async function nextAnnotationId(db: Db): Promise<string> {
  const { count } = await db
    .selectFrom('annotations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('version', '=', 1)
    .executeTakeFirstOrThrow()
  return `A-${count + 1}`
}

/** Adds a version. Throws when that version exists: two people changed it at once. */
export async function addAnnotation(db: Db, annotation: Annotation): Promise<void> {
  await db
    .insertInto('annotations')
    .values({
      id: annotation.id,
      version: annotation.version,
      source: annotation.at.source,
      cite: printCitation(annotation.at),
      says: annotation.says,
      shown_by: annotation.shownBy,
      marking: annotation.marking,
      state: annotation.state,
      changed_by: annotation.changedBy,
      changed_at: annotation.changedAt,
      reason: annotation.reason ?? null,
    })
    .execute()
  await recordAct(db, {
    at: annotation.changedAt,
    member: annotation.changedBy,
    act: annotation.state === 'withdrawn' ? 'withdrew' : 'annotated',
    about: annotation.id,
    detail: `version ${annotation.version}`,
    marking: annotation.marking,
  })
}

/** Only rows that `addAnnotation` made are read back, so the narrow types of the domain hold. */
function fromRow(row: Selectable<AnnotationRow>): Annotation {
  return {
    id: row.id,
    version: row.version,
    at: parseCitation(row.cite) ?? { source: row.source },
    says: row.says,
    shownBy: row.shown_by,
    marking: row.marking as Marking,
    state: row.state as Annotation['state'],
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
  }
}
