import type { Insertable, Selectable } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Finding } from '../domain/finding.ts'
import { recordAct } from './audit.ts'
import { actOf, always, asMarkedNow } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'
import type { FindingRow } from './schema.ts'

/** The number the next finding gets: `F-1` for 1. Read it inside the transaction that records it. */
export async function nextFindingNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('findings')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/** Adds a version. Throws when that version exists: two people changed it at once. */
export async function addFindingVersion(db: Db, finding: Finding, callKey?: string): Promise<void> {
  const row: Insertable<FindingRow> = {
    id: finding.id,
    number: Number(finding.id.slice(2)),
    version: finding.version,
    country: finding.country,
    cycle: finding.cycle,
    about: finding.about,
    found: JSON.stringify(finding.found),
    source_kind: finding.source?.kind ?? null,
    source_text: finding.source?.text ?? null,
    grade: finding.grade,
    reason: finding.reason,
    marking: finding.marking,
    state: finding.state,
    typed: finding.typed,
    channel: finding.channel,
    call_key: callKey ?? null,
    recorded_by: finding.recordedBy,
    recorded_at: finding.recordedAt,
    changed_by: finding.changedBy,
    changed_at: finding.changedAt,
    restatement: finding.restatement ?? null,
  }
  await db.insertInto('findings').values(row).execute()
  const { id, version, changedBy, changedAt, channel, marking } = finding
  const done = { at: changedAt, member: changedBy, act: actOf(finding), about: id }
  await recordAct(db, { ...done, detail: `version ${version}`, channel, marking })
}

/** The findings about a country as they stood at `asOf`, void ones among them, in the order they were recorded. */
export async function listFindings(db: Db, country: string, asOf: Instant = always): Promise<Finding[]> {
  const rows = await findingsUntil(db, { country, asOf })
  return asMarkedNow(db, [...new Map(rows.map((row) => [row.id, fromRow(row)])).values()], asOf)
}

const findingsUntil = prepared((db, { country, asOf }: { country: string; asOf: Instant }) =>
  db
    .selectFrom('findings')
    .selectAll()
    .where('country', '=', country)
    .where('changed_at', '<=', asOf)
    .orderBy('number')
    .orderBy('version'),
)

/** Every version, the first one first. */
export async function findingVersions(db: Db, id: string): Promise<Finding[]> {
  const rows = await db.selectFrom('findings').selectAll().where('id', '=', id).orderBy('version').execute()
  return rows.map(fromRow)
}

/** The finding that a call recorded, as it recorded it, when the same call was made before. */
export async function findFindingOfCall(db: Db, callKey: string): Promise<Finding | undefined> {
  const row = await db.selectFrom('findings').selectAll().where('call_key', '=', callKey).executeTakeFirst()
  return row && fromRow(row)
}

/** Only rows that `addFindingVersion` made are read back, so the narrow types of the domain hold. */
function fromRow(row: Selectable<FindingRow>): Finding {
  return {
    id: row.id,
    version: row.version,
    country: row.country,
    cycle: row.cycle,
    about: row.about,
    found: JSON.parse(row.found) as Finding['found'],
    ...(row.source_kind !== null && {
      source: { kind: row.source_kind as 'words', text: row.source_text ?? '' },
    }),
    grade: row.grade as Finding['grade'],
    reason: row.reason,
    marking: row.marking as Finding['marking'],
    state: row.state as Finding['state'],
    typed: row.typed,
    channel: row.channel,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.restatement !== null && { restatement: row.restatement }),
  }
}
