import type { Insertable } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { NilVersion } from '../domain/restatement.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'
import type { NilReturnRow } from './schema.ts'

/** The number the next nil return gets: `N-1` for 1. Read it inside the transaction that records it. */
export async function nextNilNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('nil_returns')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/** Adds a version. Throws when that version exists: two people changed it at once. */
export async function addNilVersion(db: Db, nil: NilVersion): Promise<void> {
  const row: Insertable<NilReturnRow> = {
    id: nil.id,
    number: Number(nil.id.slice(2)),
    version: nil.version,
    country: nil.country,
    cycle: nil.cycle,
    benchmark: nil.benchmark,
    from_date: nil.from,
    until_date: nil.until,
    marking: nil.marking,
    state: nil.state,
    changed_by: nil.changedBy,
    changed_at: nil.changedAt,
    reason: nil.reason ?? null,
    restatement: nil.restatement ?? null,
  }
  await db.insertInto('nil_returns').values(row).execute()
  await recordAct(db, {
    at: nil.changedAt,
    member: nil.changedBy,
    act: nil.state === 'void' ? 'voided' : 'recorded',
    about: nil.id,
    marking: nil.marking,
  })
}

/** The nil returns of a country as they stood at `asOf`, void ones among them, in the order they were given. */
export async function listNilReturns(db: Db, country: string, asOf: Instant = always): Promise<NilVersion[]> {
  const rows = await nilsUntil(db, { country, asOf })
  return [...new Map(rows.map((row) => [row.id, fromRow(row)])).values()]
}

const nilsUntil = prepared((db, { country, asOf }: { country: string; asOf: Instant }) =>
  db
    .selectFrom('nil_returns')
    .selectAll()
    .where('country', '=', country)
    .where('changed_at', '<=', asOf)
    .orderBy('number')
    .orderBy('version'),
)

/** Every version, the first one first. */
export async function nilVersions(db: Db, id: string): Promise<NilVersion[]> {
  const rows = await db
    .selectFrom('nil_returns')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version')
    .execute()
  return rows.map(fromRow)
}

/** Only rows that `addNilVersion` made are read back, so the narrow types of the domain hold. */
function fromRow(row: NilReturnRow): NilVersion {
  return {
    id: row.id,
    version: row.version,
    country: row.country,
    cycle: row.cycle,
    benchmark: row.benchmark,
    from: row.from_date,
    until: row.until_date,
    marking: row.marking as NilVersion['marking'],
    state: row.state as NilVersion['state'],
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.restatement !== null && { restatement: row.restatement }),
  }
}
