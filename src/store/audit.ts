import { hash as digest } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Instant } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import { firstContradiction } from './audit-records.ts'
import type { Db } from './open.ts'
import { prepared, run } from './prepared.ts'
import type { AuditRow } from './schema.ts'

/** What somebody did, without a word of what it was about: ids and kinds only, so that a purge need not touch it. */
export interface Act {
  at: Instant
  member: string
  /** One word or two, past: `recorded`, `gave role`. */
  act: string
  /** The id of what it was done to: `L-5`, a member, a channel. */
  about: string
  detail?: string
  channel?: string
  /** That of the record: the act is told nowhere below it. */
  marking: Marking
}

/** An act as it is kept; `hash` is over it and the hash before it. */
export interface KeptAct extends Act {
  number: number
  hash: string
}

/** SQLite keeps the highest number ever given beside the rows: the last ones cannot go without a gap. */
const lastOf = CompiledQuery.raw(`SELECT
  (SELECT seq FROM sqlite_sequence WHERE name = 'audit') AS number,
  (SELECT hash FROM audit ORDER BY number DESC LIMIT 1) AS hash`) as CompiledQuery<{
  number: number | null
  hash: string | null
}>

const insert = prepared((db, row: AuditRow) => db.insertInto('audit').values(row))

/** Keeps an act as the next link of the chain. Call it in the transaction of what it records. */
export async function recordAct(db: Db, act: Act): Promise<void> {
  const [last] = await run(db, lastOf)
  const number = (last?.number ?? 0) + 1
  const row = toRow(act, number)
  await insert(db, { ...row, hash: link(last?.hash ?? '', row) })
}

function toRow(
  { at, member, act, about, detail, channel, marking }: Act,
  number: number,
): Omit<AuditRow, 'hash'> {
  return { number, at, member, act, about, detail: detail ?? null, channel: channel ?? null, marking }
}

function link(before: string, row: Omit<AuditRow, 'hash'>): string {
  const { number, at, member, act, about, detail, channel, marking } = row
  const content = [before, number, at, member, act, about, detail, channel, marking]
  return digest('sha256', JSON.stringify(content))
}

/** What to list; every bound given must hold. Instants: `since` is inclusive, `until` exclusive. */
export interface ActFilter {
  member?: string
  /** An act's word, or the id it was about. */
  what?: string
  since?: Instant
  until?: Instant
}

/** The latest acts that fit, newest first. */
export async function listActs(db: Db, filter: ActFilter, most: number): Promise<KeptAct[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('number', 'desc').limit(most)
  const { member, what, since, until } = filter
  if (member !== undefined) query = query.where('member', '=', member)
  if (what !== undefined)
    query = query.where(({ or, eb }) => or([eb('act', '=', what), eb('about', '=', what)]))
  if (since !== undefined) query = query.where('at', '>=', since)
  if (until !== undefined) query = query.where('at', '<', until)
  return (await query.execute()).map(fromRow)
}

function fromRow({ detail, channel, marking, ...row }: AuditRow): KeptAct {
  return {
    ...row,
    marking: marking as Marking,
    ...(detail !== null && { detail }),
    ...(channel !== null && { channel }),
  }
}

/** Whether the chain is whole: how many acts it has and its last hash, or the first thing that is wrong with it. */
export type AuditVerdict = { acts: number; hash: string } | { broken: string }

/** Rows looked at together. */
const together = 5_000

/**
 * Reads the whole chain. An act that was altered, put elsewhere or taken out shows; so do acts taken off the end, unless
 * whoever did it also mended SQLite's own count and the records they tell of. `expected` is a number and hash noted earlier: it shows a
 * chain that was written wholly anew.
 */
export async function verifyAudit(
  db: Db,
  expected?: { number: number; hash: string },
): Promise<AuditVerdict> {
  let before = { number: 0, hash: '' }
  let isExpectedSeen = expected === undefined
  let restored: number | undefined
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('number', '>', before.number)
      .orderBy('number')
      .limit(together)
      .execute()
    for (const row of rows) {
      if (row.number !== before.number + 1) return missing(before.number + 1, row.number - 1)
      if (link(before.hash, row) !== row.hash)
        return {
          broken: `act ${row.number} is not what was written there, or not after act ${before.number}`,
        }
      if (row.act === 'restored') restored = row.number
      if (expected?.number === row.number) {
        if (!row.hash.startsWith(expected.hash))
          return { broken: `act ${row.number} is not the one that was noted: ${whyOther(restored)}` }
        isExpectedSeen = true
      }
      before = { number: row.number, hash: row.hash }
    }
    if (rows.length < together) break
  }
  const given = (await run(db, lastOf))[0]?.number ?? 0
  if (given > before.number) return missing(before.number + 1, given)
  if (!isExpectedSeen)
    return { broken: `act ${expected?.number}, which was noted, is missing: ${whyOther(restored)}` }
  const contradiction = await firstContradiction(db)
  if (contradiction !== undefined) return { broken: contradiction }
  return { acts: before.number, hash: before.hash }
}

/** Numbers are given again after a restore, to other acts. */
function whyOther(restored: number | undefined): string {
  const anew = 'the acts were written anew'
  return restored === undefined ? anew : `a backup was restored at act ${restored}, or ${anew}`
}

function missing(from: number, to: number): AuditVerdict {
  return { broken: from === to ? `act ${from} is missing` : `acts ${from} to ${to} are missing` }
}
