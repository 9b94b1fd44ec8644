import { type Insertable, sql } from 'kysely'
import type { Instant, IsoDate } from '../domain/date.ts'
import type { Entry } from '../domain/entry.ts'
import type { Db } from './open.ts'
import type { EntryRow, Schema } from './schema.ts'

/** Later than any instant: "as of now". */
export const always: Instant = '9999-12-31T23:59:59.999Z'

/** What to list; every bound given must hold. Days are half-open, `asOf` is inclusive. */
export interface EntryFilter {
  country?: string
  kind?: Entry['kind']
  /** `none`: entries that name no substance. */
  substance?: string | 'none'
  /** `none`: entries whose place is not in the lexicon, or that name none. */
  place?: string | 'none'
  state?: Entry['state']
  /** Entries whose days touch this span. */
  touching?: { from: IsoDate; until: IsoDate }
  /** Entries that began in these days: narrower than `touching`, and quickly found among many years. */
  begun?: { from: IsoDate; until: IsoDate }
  recordedBy?: string
  asOf?: Instant | undefined
  /** At most this many, the latest recorded. */
  latest?: number
}

/** The number the next new entry gets: `L-1` for 1. Read it inside the transaction that records the entry. */
export async function nextEntryNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('entries')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.number ?? 0) + 1
}

/** Adds a version. Throws when that version of the entry exists: two people changed it at once. */
export async function addEntryVersion(db: Db, entry: Entry, callKey?: string): Promise<void> {
  await db
    .insertInto('entries')
    .values({ ...toRow(entry), call_key: callKey ?? null })
    .execute()
}

/** The entries that a call recorded, as it recorded them, when the same call was made before. */
export async function findEntriesOfCall(db: Db, callKey: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let at = 0; ; at++) {
    const row = await db
      .selectFrom('entries')
      .selectAll()
      .where('call_key', '=', callKeyAt(callKey, at))
      .executeTakeFirst()
    if (!row) return entries
    entries.push(fromRow(row))
  }
}

/** The key under which the n-th entry of one call is kept, from 0. */
export function callKeyAt(callKey: string, at: number): string {
  return at === 0 ? callKey : `${callKey}#${at + 1}`
}

/** The entry that the same member recorded last by the same line since an instant, unless it has been voided. */
export async function findSameLine(
  db: Db,
  { typed, member, since }: { typed: string; member: string; since: Instant },
): Promise<Entry | undefined> {
  const rows = await db
    .selectFrom('entries')
    .select('id')
    .where('recorded_by', '=', member)
    .where('recorded_at', '>=', since)
    // Written out, so that SQLite sees that the index of first versions serves.
    .where('version', '=', sql.lit(1))
    .where('typed', '=', typed)
    .orderBy('number', 'desc')
    .execute()
  for (const { id } of rows) {
    const entry = await findEntry(db, id)
    if (entry && entry.state !== 'void') return entry
  }
  return undefined
}

/** The current version, or the one that was current at `asOf`. */
export async function findEntry(db: Db, id: string, asOf: Instant = always): Promise<Entry | undefined> {
  const row = await db
    .selectFrom('entries')
    .selectAll()
    .where('id', '=', id)
    .where('changed_at', '<=', asOf)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Every version, the first one first. */
export async function entryVersions(db: Db, id: string): Promise<Entry[]> {
  const rows = await db.selectFrom('entries').selectAll().where('id', '=', id).orderBy('version').execute()
  return rows.map(fromRow)
}

/** Current versions (or those current at `asOf`), void ones among them, in the order they were recorded. */
export async function listEntries(db: Db, filter: EntryFilter = {}): Promise<Entry[]> {
  const asOf = filter.asOf ?? always
  let query = db
    .selectFrom('entries as entry')
    .selectAll()
    .where('entry.changed_at', '<=', asOf)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entries as later')
            .select('later.version')
            .whereRef('later.id', '=', 'entry.id')
            .whereRef('later.version', '>', 'entry.version')
            .where('later.changed_at', '<=', asOf),
        ),
      ),
    )
  if (filter.country !== undefined) query = query.where('entry.country', '=', filter.country)
  if (filter.kind !== undefined) query = query.where('entry.kind', '=', filter.kind)
  if (filter.substance === 'none') query = query.where('entry.substance', 'is', null)
  else if (filter.substance !== undefined) query = query.where('entry.substance', '=', filter.substance)
  if (filter.place === 'none') query = query.where('entry.place', 'is', null)
  else if (filter.place !== undefined) query = query.where('entry.place', '=', filter.place)
  if (filter.state !== undefined) query = query.where('entry.state', '=', filter.state)
  if (filter.recordedBy !== undefined) query = query.where('entry.recorded_by', '=', filter.recordedBy)
  if (filter.touching) {
    query = query
      .where('entry.from_date', '<', filter.touching.until)
      .where('entry.until_date', '>', filter.touching.from)
  }
  if (filter.begun) {
    query = query
      .where('entry.from_date', '>=', filter.begun.from)
      .where('entry.from_date', '<', filter.begun.until)
  }
  query = query.orderBy('entry.number', 'desc')
  if (filter.latest !== undefined) query = query.limit(filter.latest)
  const rows = await query.execute()
  return rows.reverse().map(fromRow)
}

/** The latest instant at which anything was recorded; undefined in an empty store. */
export async function latestInstant(db: Db): Promise<Instant | undefined> {
  const { rows } = await sql<{ latest: Instant | null }>`
    SELECT max(at) AS latest FROM (
      SELECT max(changed_at) AS at FROM entries
      UNION ALL SELECT max(changed_at) FROM watches
      UNION ALL SELECT max(recorded_at) FROM documents
      UNION ALL SELECT max(changed_at) FROM keepings
      UNION ALL SELECT max(changed_at) FROM annotations
      UNION ALL SELECT max(changed_at) FROM nil_returns
      UNION ALL SELECT max(changed_at) FROM pairs
      UNION ALL SELECT max(changed_at) FROM period_locks
      UNION ALL SELECT max(changed_at) FROM restatements
      UNION ALL SELECT max(changed_at) FROM deadline_changes
      UNION ALL SELECT max(changed_at) FROM watch_settings
      UNION ALL SELECT max(changed_at) FROM findings
      UNION ALL SELECT max(changed_at) FROM benchmark_duties
    )
  `.execute(db)
  return rows[0]?.latest ?? undefined
}

/** The instant to record under: `now`, unless the store holds a later one (a clock was set back); it never runs backwards. */
export async function recordingInstant(db: Db, now: Instant): Promise<Instant> {
  const latest = await latestInstant(db)
  return latest !== undefined && latest > now ? latest : now
}

function toRow(entry: Entry): Omit<Insertable<Schema['entries']>, 'call_key'> {
  return {
    id: entry.id,
    number: Number(entry.id.slice(2)),
    version: entry.version,
    country: entry.country,
    kind: entry.kind,
    method: entry.method ?? null,
    scope: entry.scope,
    dimension: entry.quantity?.dimension ?? null,
    low: entry.quantity?.low ?? null,
    high: entry.quantity?.high ?? null,
    unit: entry.quantity?.unit ?? null,
    precision: entry.quantity ? (entry.quantity.approximate ? 'approximate' : 'as stated') : null,
    quantity_typed: entry.quantity?.typed ?? null,
    substance: entry.substance ?? null,
    form: entry.form ?? null,
    what: entry.what ?? null,
    place: entry.place ?? null,
    place_text: entry.placeText ?? null,
    from_date: entry.from,
    until_date: entry.until,
    agencies: entry.agencies.join(' '),
    actor: entry.actor ?? null,
    source_kind: entry.source?.kind ?? null,
    source_text: entry.source?.text ?? null,
    grade: entry.grade,
    benchmarks: entry.benchmarks.join(' '),
    note: entry.note ?? null,
    marking: entry.marking,
    state: entry.state,
    typed: entry.typed,
    channel: entry.channel,
    recorded_by: entry.recordedBy,
    recorded_at: entry.recordedAt,
    changed_by: entry.changedBy,
    changed_at: entry.changedAt,
    reason: entry.reason ?? null,
    restatement: entry.restatement ?? null,
    purged_at: entry.purgedAt ?? null,
    evidence_text: entry.evidence?.text ?? null,
    evidence_link: entry.evidence?.permalink ?? null,
    evidence_channel: entry.evidence?.channel ?? null,
    evidence_ts: entry.evidence?.ts ?? null,
  }
}

/** Only rows that `toRow` made are read back, so the narrow types of the domain hold. */
function fromRow(row: EntryRow): Entry {
  const entry: Entry = {
    id: row.id,
    version: row.version,
    country: row.country,
    kind: row.kind as Entry['kind'],
    scope: row.scope as Entry['scope'],
    from: row.from_date,
    until: row.until_date,
    agencies: words(row.agencies),
    grade: row.grade as Entry['grade'],
    benchmarks: words(row.benchmarks),
    marking: row.marking as Entry['marking'],
    state: row.state as Entry['state'],
    typed: row.typed,
    channel: row.channel,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }
  if (row.dimension !== null && row.low !== null && row.unit !== null) {
    entry.quantity = {
      dimension: row.dimension as NonNullable<Entry['quantity']>['dimension'],
      low: row.low,
      unit: row.unit,
      typed: row.quantity_typed ?? '',
      ...(row.high !== null && { high: row.high }),
      ...(row.precision === 'approximate' && { approximate: true }),
    }
  }
  if (row.source_kind !== null) {
    entry.source = {
      kind: row.source_kind as NonNullable<Entry['source']>['kind'],
      text: row.source_text ?? '',
    }
  }
  if (row.evidence_text !== null) {
    entry.evidence = {
      text: row.evidence_text,
      permalink: row.evidence_link ?? '',
      channel: row.evidence_channel ?? '',
      ts: row.evidence_ts ?? '',
    }
  }
  if (row.method !== null) entry.method = row.method
  if (row.substance !== null) entry.substance = row.substance
  if (row.form !== null) entry.form = row.form
  if (row.what !== null) entry.what = row.what
  if (row.place !== null) entry.place = row.place
  if (row.place_text !== null) entry.placeText = row.place_text
  if (row.actor !== null) entry.actor = row.actor as NonNullable<Entry['actor']>
  if (row.note !== null) entry.note = row.note
  if (row.reason !== null) entry.reason = row.reason
  if (row.restatement !== null) entry.restatement = row.restatement
  if (row.purged_at !== null) entry.purgedAt = row.purged_at
  return entry
}

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))
