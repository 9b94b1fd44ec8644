import { sql } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Finding, Found } from '../domain/finding.ts'
import type { Change } from '../domain/restatement.ts'
import { recordingInstant } from './entries.ts'
import { addFindingVersion, findingVersions } from './findings.ts'
import { type Db, type Store, writing } from './open.ts'
import { purgeCards, purgeMessages, purgeReleases } from './purge.ts'
import { rebuild } from './rebuild.ts'

/** What a purge took away of a finding. */
export interface PurgedFinding {
  versions: number
  restatements: number
  /** Deliveries and messages of the bot that held its line. */
  messages: number
  /** Frozen cards whose figures rested on it. */
  cards: number
  /** Papers that rested on it and were released: they have left. */
  releases: string[]
}

/** Says nothing: what it was of is gone with its text. */
const nothing: Found = { of: 'assessment', level: 'none' }

/**
 * Overwrites the text and figure of every version of a finding, of the restatements it came by and of frozen cards that rest on
 * it, then rebuilds the file and empties the write-ahead log. A void version without words stays, with who removed it and why.
 * Undefined when there is no such finding; throws `StoreError` when another program keeps the log.
 */
export async function purgeFinding(
  { db, path }: Store,
  { id, by, now, reason }: { id: string; by: string; now: Instant; reason: string },
): Promise<PurgedFinding | undefined> {
  await sql`PRAGMA secure_delete = ON`.execute(db)
  const purged = await writing(db, async (db) => {
    const versions = await findingVersions(db, id)
    const last = versions.at(-1)
    if (!last) return undefined
    const at = await recordingInstant(db, now)
    const { source: _, restatement: __, ...kept } = last
    const tombstone: Finding = {
      ...kept,
      version: last.version + 1,
      found: nothing,
      grade: 'D',
      reason,
      marking: 'U',
      state: 'void',
      typed: '',
      changedBy: by,
      changedAt: at,
    }
    const texts = new Set(versions.map(({ typed }) => typed).filter((text) => text !== ''))
    const done = {
      versions: versions.length,
      restatements: await purgeRestatements(db, tombstone),
      messages: await purgeMessages(db, { texts, id, at }),
      cards: await purgeCards(db, id),
      releases: await purgeReleases(db, id),
    }
    await db
      .updateTable('findings')
      .set({
        found: JSON.stringify(nothing),
        source_kind: null,
        source_text: null,
        grade: 'D',
        reason: 'removed',
        marking: 'U',
        state: 'void',
        typed: '',
      })
      .where('id', '=', id)
      .execute()
    await addFindingVersion(db, tombstone)
    return done
  })
  if (purged) await rebuild(db, path)
  return purged
}

/** What was proposed becomes the version that is void, which can no longer be accepted. */
async function purgeRestatements(db: Db, finding: Finding): Promise<number> {
  const rows = await db.selectFrom('restatements').select(['id', 'change']).execute()
  const ids = new Set(
    rows
      .map((row) => ({ id: row.id, change: JSON.parse(row.change) as Change }))
      .filter(({ change }) => change.of === 'finding' && change.finding.id === finding.id)
      .map(({ id }) => id),
  )
  const change = JSON.stringify({ of: 'finding', finding } satisfies Change)
  for (const id of ids)
    await db.updateTable('restatements').set({ change, reason: null }).where('id', '=', id).execute()
  return ids.size
}
