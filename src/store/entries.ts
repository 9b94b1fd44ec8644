import { CompiledQuery, type Insertable, sql } from 'kysely'
import type { Instant, IsoDate } from '../domain/date.ts'
import type { Entry } from '../domain/entry.ts'
import type { Marking } from '../domain/marking.ts'
import type { Quantity } from '../domain/quantity.ts'
import { recordAct } from './audit.ts'
import { fromRow, toRow } from './entry-rows.ts'
import type { Db } from './open.ts'
import { one, prepared, run } from './prepared.ts'
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
  marking?: Marking
  /** Entries whose quantity may lie between these figures of one dimension, both inclusive. */
  quantity?: { dimension: Quantity['dimension']; low: number; high: number }
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
  const [row] = await lastNumber(db, {})
  return (row?.number ?? 0) + 1
}

const lastNumber = prepared((db) =>
  db.selectFrom('entries').select('number').orderBy('number', 'desc').limit(one),
)

/** Adds a version. Throws when that version of the entry exists: two people changed it at once. */
export async function addEntryVersion(db: Db, entry: Entry, callKey?: string): Promise<void> {
  await insertVersion(db, { ...toRow(entry), call_key: callKey ?? null })
  const { id, version, changedBy, changedAt, channel, marking } = entry
  const act = entry.purgedAt === undefined ? actOf(entry) : 'purged'
  const done = { at: changedAt, member: changedBy, act, about: id, detail: `version ${version}` }
  await recordAct(db, { ...done, channel, marking })
}

/** What the version of a record that is reviewed came by. */
export function actOf({ version, state }: Pick<Entry, 'version' | 'state'>): string {
  if (state === 'void') return 'voided'
  if (version === 1) return 'recorded'
  return state === 'submitted' ? 'changed' : state
}

const insertVersion = prepared((db, row: Insertable<Schema['entries']>) =>
  db.insertInto('entries').values(row),
)

/** The entries that a call recorded, as it recorded them, when the same call was made before. */
export async function findEntriesOfCall(db: Db, callKey: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let at = 0; ; at++) {
    const [row] = await ofCall(db, { callKey: callKeyAt(callKey, at) })
    if (!row) return entries
    entries.push(fromRow(row))
  }
}

const ofCall = prepared((db, { callKey }: { callKey: string }) =>
  db.selectFrom('entries').selectAll().where('call_key', '=', callKey),
)

/** The key under which the n-th entry of one call is kept, from 0. */
export function callKeyAt(callKey: string, at: number): string {
  return at === 0 ? callKey : `${callKey}#${at + 1}`
}

/** The entry that the same member recorded last by the same line since an instant, of their last fifty, unless it has been voided. */
export async function findSameLine(
  db: Db,
  { typed, member, since }: { typed: string; member: string; since: Instant },
): Promise<Entry | undefined> {
  for (const { id } of await sameAmongLast(db, { typed, member, since })) {
    const entry = await findEntry(db, id)
    if (entry && entry.state !== 'void') return entry
  }
  return undefined
}

/** A slip is seen at once: nobody types more than these lines in between. */
const linesBetween = sql.lit(50)

const sameAmongLast = prepared(
  (db, { typed, member, since }: { typed: string; member: string; since: Instant }) =>
    db
      .selectFrom(
        // Of the index alone: their rows are read only where they are recent enough.
        db
          .selectFrom('entries')
          .select([sql<number>`rowid`.as('row'), 'recorded_at'])
          .where('recorded_by', '=', member)
          .orderBy('number', 'desc')
          .limit(linesBetween)
          .as('last'),
      )
      .innerJoin('entries as entry', (join) => join.on(sql`entry.rowid`, '=', sql.ref('last.row')))
      .select('entry.id')
      .where('last.recorded_at', '>=', since)
      .where('entry.typed', '=', typed)
      .where('entry.version', '=', sql.lit(1))
      .orderBy('entry.number', 'desc'),
)

/** The current version, or the one that was current at `asOf`. */
export async function findEntry(db: Db, id: string, asOf: Instant = always): Promise<Entry | undefined> {
  const [row] = await versionAt(db, { id, asOf })
  const [entry] = await asMarkedNow(db, row ? [fromRow(row)] : [], asOf)
  return entry
}

const versionAt = prepared((db, { id, asOf }: { id: string; asOf: Instant }) =>
  db
    .selectFrom('entries')
    .selectAll()
    .where('id', '=', id)
    .where('changed_at', '<=', asOf)
    .orderBy('version', 'desc')
    .limit(one),
)

/** Every version, the first one first. */
export async function entryVersions(db: Db, id: string): Promise<Entry[]> {
  const rows = await db.selectFrom('entries').selectAll().where('id', '=', id).orderBy('version').execute()
  return rows.map(fromRow)
}

/** Current versions (or those current at `asOf`), void ones among them, in the order they were recorded. */
export async function listEntries(
  db: Db,
  { touching, begun, substance, place, quantity, ...filter }: EntryFilter = {},
): Promise<Entry[]> {
  const given: EntryBounds = {
    ...filter,
    asOf: filter.asOf ?? always,
    ...(substance !== undefined && { substance: substance === 'none' ? null : substance }),
    ...(place !== undefined && { place: place === 'none' ? null : place }),
    ...(quantity && {
      dimension: quantity.dimension,
      quantityLow: quantity.low,
      quantityHigh: quantity.high,
    }),
    ...(touching && { touchingFrom: touching.from, touchingUntil: touching.until }),
    ...(begun && { begunFrom: begun.from, begunUntil: begun.until }),
  }
  const names = Object.keys(given).join()
  const query = listings.get(names) ?? prepared(currentWithin)
  listings.set(names, query)
  const rows = await query(db, given)
  return asMarkedNow(db, rows.reverse().map(fromRow), given.asOf)
}

/** The bounds of a listing, each a value of its own. */
interface EntryBounds extends Omit<EntryFilter, 'touching' | 'begun' | 'substance' | 'place' | 'quantity'> {
  asOf: Instant
  substance?: string | null
  place?: string | null
  dimension?: Quantity['dimension']
  quantityLow?: number
  quantityHigh?: number
  touchingFrom?: IsoDate
  touchingUntil?: IsoDate
  begunFrom?: IsoDate
  begunUntil?: IsoDate
}

/** Those made so far, by the names of their bounds. */
const listings = new Map<string, (db: Db, bounds: EntryBounds) => Promise<EntryRow[]>>()

function currentWithin(db: Db, given: EntryBounds) {
  const { asOf } = given
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
  if (given.country !== undefined) query = query.where('entry.country', '=', given.country)
  if (given.kind !== undefined) query = query.where('entry.kind', '=', given.kind)
  // Holds of an absent one too.
  if (given.substance !== undefined) query = query.where('entry.substance', 'is', given.substance)
  if (given.place !== undefined) query = query.where('entry.place', 'is', given.place)
  if (given.state !== undefined) query = query.where('entry.state', '=', given.state)
  if (given.marking !== undefined) query = query.where('entry.marking', '=', given.marking)
  if (given.recordedBy !== undefined) query = query.where('entry.recorded_by', '=', given.recordedBy)
  if (given.dimension !== undefined) query = query.where('entry.dimension', '=', given.dimension)
  if (given.quantityHigh !== undefined) query = query.where('entry.low', '<=', given.quantityHigh)
  if (given.quantityLow !== undefined)
    query = query.where(({ fn }) => fn.coalesce('entry.high', 'entry.low'), '>=', given.quantityLow)
  if (given.touchingFrom !== undefined) query = query.where('entry.until_date', '>', given.touchingFrom)
  if (given.touchingUntil !== undefined) query = query.where('entry.from_date', '<', given.touchingUntil)
  if (given.begunFrom !== undefined) query = query.where('entry.from_date', '>=', given.begunFrom)
  if (given.begunUntil !== undefined) query = query.where('entry.from_date', '<', given.begunUntil)
  query = query.orderBy('entry.number', 'desc')
  // Reckoned, so that SQLite does not compile the statement anew for each limit it is given.
  return given.latest === undefined ? query : query.limit(sql<number>`${given.latest} + 0`)
}

/** Records as they stood at `asOf`, none marked lower than it is now: a marking that was raised holds for the past too. */
export async function asMarkedNow<T extends { id: string; marking: Marking }>(
  db: Db,
  records: T[],
  asOf: Instant,
): Promise<T[]> {
  const raised = await raisedSince(db, asOf)
  return raised.size === 0
    ? records
    : records.map((record) => (raised.has(record.id) ? { ...record, marking: 'SBU' } : record))
}

/** Ids of the entries and findings that are SBU now and were changed after an instant. */
export async function raisedSince(db: Db, asOf: Instant): Promise<ReadonlySet<string>> {
  if (asOf === always) return new Set()
  const query = CompiledQuery.raw(changedSince, [asOf, asOf]) as CompiledQuery<{ id: string }>
  return new Set((await run(db, query)).map(({ id }) => id))
}

/** Recorded instants never run backwards: what is later is at the table's end, and where nothing is, nothing is read. */
const changedSince = `
  SELECT id FROM entries AS one
  WHERE rowid > coalesce((SELECT rowid FROM entries WHERE changed_at <= ? ORDER BY rowid DESC LIMIT 1), 0)
    AND marking = 'SBU'
    AND NOT EXISTS (SELECT 1 FROM entries AS later WHERE later.id = one.id AND later.version > one.version)
  UNION ALL SELECT id FROM findings AS one
  WHERE changed_at > ? AND marking = 'SBU'
    AND NOT EXISTS (SELECT 1 FROM findings AS later WHERE later.id = one.id AND later.version > one.version)`

/** The latest instant at which anything was recorded; undefined in an empty store. */
export async function latestInstant(db: Db): Promise<Instant | undefined> {
  const [row] = await run(db, latestOfAll)
  return row?.latest ?? undefined
}

const latestOfAll = CompiledQuery.raw(`
    SELECT max(at) AS latest FROM (
      SELECT (SELECT changed_at FROM entries ORDER BY rowid DESC LIMIT 1) AS at
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
      UNION ALL SELECT max(changed_at) FROM roles
      UNION ALL SELECT max(changed_at) FROM substance_aliases
      UNION ALL SELECT max(changed_at) FROM frozen_cards
    )
  `) as CompiledQuery<{ latest: Instant | null }>

/** The instant to record under: `now`, unless the store holds a later one (a clock was set back); it never runs backwards. */
export async function recordingInstant(db: Db, now: Instant): Promise<Instant> {
  const latest = await latestInstant(db)
  return latest !== undefined && latest > now ? latest : now
}
