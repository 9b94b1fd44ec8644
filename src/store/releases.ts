import type { Instant, IsoDate } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import type { DraftedPaper, PaperKind } from '../domain/paper.ts'
import { recordAct } from './audit.ts'
import { always, raisedSince } from './entries.ts'
import type { Db } from './open.ts'
import type { ReleaseRow } from './schema.ts'

/** A paper that a named person let leave, as it stood then. */
export interface Release {
  /** `P-n`. */
  id: string
  kind: PaperKind
  country: string
  cycle: string
  asOf: IsoDate
  marking: Marking
  fingerprint: string
  /** Absent where an administrator took the text away. */
  paper?: Omit<DraftedPaper, 'withheld'>
  /** Ids of the entries and findings it rests on. */
  entries: readonly string[]
  releasedBy: string
  releasedAt: Instant
}

/** Records a release under the next number; the same paper is released once. Call it inside `writing`. */
export async function addRelease(db: Db, release: Omit<Release, 'id'>, callKey?: string): Promise<Release> {
  const before = await db
    .selectFrom('releases')
    .selectAll()
    .where('fingerprint', '=', release.fingerprint)
    .executeTakeFirst()
  if (before) return fromRow(before)
  const last = await db
    .selectFrom('releases')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const { kind, country, cycle, marking, fingerprint } = release
  await db
    .insertInto('releases')
    .values({
      id: `P-${number}`,
      number,
      ...{ kind, country, cycle, marking, fingerprint },
      as_of: release.asOf,
      paper: JSON.stringify(release.paper ?? null),
      entries: ` ${release.entries.join(' ')} `,
      call_key: callKey ?? null,
      released_by: release.releasedBy,
      released_at: release.releasedAt,
    })
    .execute()
  await recordAct(db, {
    at: release.releasedAt,
    member: release.releasedBy,
    act: 'released',
    about: `P-${number}`,
    detail: kind,
    marking,
  })
  return { id: `P-${number}`, ...release }
}

/** The releases of a country as they stood at `asOf`, the latest first. */
export async function listReleases(db: Db, country: string, asOf: Instant = always): Promise<Release[]> {
  const rows = await db
    .selectFrom('releases')
    .selectAll()
    .where('country', '=', country)
    .where('released_at', '<=', asOf)
    .orderBy('number', 'desc')
    .execute()
  return Promise.all(rows.map((row) => asMarkedNow(db, fromRow(row))))
}

export async function findRelease(db: Db, id: string): Promise<Release | undefined> {
  const row = await db.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst()
  return row && asMarkedNow(db, fromRow(row))
}

/** What it rests on may be SBU since: then so is the paper, wherever it is shown again. */
async function asMarkedNow(db: Db, release: Release): Promise<Release> {
  const raised = await raisedSince(db, release.releasedAt)
  if (!release.entries.some((id) => raised.has(id))) return release
  const { paper } = release
  return { ...release, marking: 'SBU', ...(paper && { paper: { ...paper, marking: 'SBU' as const } }) }
}

function fromRow(row: ReleaseRow): Release {
  const paper: Release['paper'] | null = JSON.parse(row.paper)
  return {
    id: row.id,
    kind: row.kind as PaperKind,
    country: row.country,
    cycle: row.cycle,
    asOf: row.as_of,
    marking: row.marking as Marking,
    fingerprint: row.fingerprint,
    ...(paper && { paper }),
    entries: row.entries.split(' ').filter((id) => id !== ''),
    releasedBy: row.released_by,
    releasedAt: row.released_at,
  }
}
