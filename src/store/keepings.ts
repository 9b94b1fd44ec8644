import type { Selectable } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Keeping } from '../domain/held-document.ts'
import type { Marking } from '../domain/marking.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import type { KeepingRow } from './schema.ts'

/** What is decided about each source (or was at `asOf`), by label; sources nobody decided anything about are left out. */
export async function listKeepings(db: Db, asOf: Instant = always): Promise<Map<string, Keeping>> {
  const rows = await db
    .selectFrom('keepings')
    .selectAll()
    .where('changed_at', '<=', asOf)
    .orderBy('added')
    .execute()
  return new Map(rows.map((row) => [row.source, fromRow(row)]))
}

/** What is decided about one source. */
export async function findKeeping(db: Db, source: string): Promise<Keeping | undefined> {
  const row = await db
    .selectFrom('keepings')
    .selectAll()
    .where('source', '=', source)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Adds a version; `marking` is the source's. Throws when that version exists: two people changed it at once. */
export async function addKeeping(db: Db, keeping: Keeping, marking: Marking = 'SBU'): Promise<void> {
  await db
    .insertInto('keepings')
    .values({
      source: keeping.source,
      version: keeping.version,
      state: keeping.state,
      owner: keeping.owner ?? null,
      review_every: keeping.reviewEvery ?? null,
      reviewed: keeping.reviewed ?? null,
      changed_by: keeping.changedBy,
      changed_at: keeping.changedAt,
      reason: keeping.reason ?? null,
    })
    .execute()
  await recordAct(db, {
    at: keeping.changedAt,
    member: keeping.changedBy,
    act: keeping.state === 'retired' ? 'retired' : 'decided',
    about: keeping.source,
    detail: `version ${keeping.version}`,
    marking,
  })
}

/** Only rows that `addKeeping` made are read back, so the narrow types of the domain hold. */
function fromRow(row: Selectable<KeepingRow>): Keeping {
  return {
    source: row.source,
    version: row.version,
    state: row.state as Keeping['state'],
    ...(row.owner !== null && { owner: row.owner }),
    ...(row.review_every !== null && {
      reviewEvery: row.review_every as NonNullable<Keeping['reviewEvery']>,
    }),
    ...(row.reviewed !== null && { reviewed: row.reviewed }),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
  }
}
