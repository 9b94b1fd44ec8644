import type { ExpressionBuilder } from 'kysely'
import { type Instant, toInstant } from '../domain/date.ts'
import { type Db, writing } from './open.ts'
import type { Schema } from './schema.ts'

/** A message to be said once. `body` is the edge's own; `recipient` is a channel or a member. */
export interface Outgoing {
  key: string
  recipient: string
  body: string
}

/** Something claimed, or waiting its time, that nobody has settled. */
export interface Unsettled extends Outgoing {
  state: 'claimed' | 'waiting'
  claimedAt: Instant
}

/** How a message ended: said; never to be said (a later one took its place, or it was refused); or nobody can tell. */
export type Settlement =
  | { state: 'sent'; posted?: string }
  | { state: 'superseded' }
  | { state: 'refused'; reason: string }
  | { state: 'doubtful'; reason: string }

/** Claims a key before anything is said; false when it was claimed before, by whichever process. */
export async function claim(db: Db, { key, recipient, body }: Outgoing, at: Instant): Promise<boolean> {
  const result = await db
    .insertInto('outbox')
    .values({ key, recipient, state: 'claimed', body, claimed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/**
 * Claims a message that says several things at once, and the keys of the others with it: all of them, or, where one was
 * claimed before, none. Their fate is the message's.
 */
export function claimTogether(
  db: Db,
  outgoing: Outgoing,
  others: readonly string[],
  at: Instant,
): Promise<boolean> {
  if (others.length === 0) return claim(db, outgoing, at)
  return writing(db, async (trx) => {
    for (const key of [outgoing.key, ...others]) {
      const known = await trx.selectFrom('outbox').select('key').where('key', '=', key).executeTakeFirst()
      if (known) return false
    }
    await claim(trx, outgoing, at)
    const { recipient } = outgoing
    for (const key of others)
      await trx
        .insertInto('outbox')
        .values({ key, recipient, state: 'claimed', claimed_at: at, said_with: outgoing.key })
        .execute()
    return true
  })
}

/** Claims again what waits and is due; false when another process was quicker. */
export async function reclaim(db: Db, key: string, at: Instant): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'claimed', claimed_at: at, not_before: null })
    .where(isOrGoesWith(key))
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function settle(db: Db, key: string, settlement: Settlement, at: Instant): Promise<void> {
  const { state } = settlement
  await db
    .updateTable('outbox')
    .set({
      state,
      body: null,
      settled_at: at,
      posted: 'posted' in settlement ? (settlement.posted ?? null) : null,
      reason: 'reason' in settlement ? settlement.reason : null,
    })
    .where(isOrGoesWith(key))
    .execute()
}

/** It was certainly not said: it may be tried again from `notBefore` on. */
export async function postpone(db: Db, key: string, notBefore: Instant): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'waiting', not_before: notBefore })
    .where(isOrGoesWith(key))
    .execute()
}

/** Gives a key back that waits to be said: whoever planned it may plan it anew. */
export async function release(db: Db, key: string): Promise<void> {
  await db.deleteFrom('outbox').where(isOrGoesWith(key)).where('state', '=', 'waiting').execute()
}

/** The row of a message, and those of all that it says besides. */
function isOrGoesWith(key: string) {
  return (eb: ExpressionBuilder<Schema, 'outbox'>) => eb.or([eb('key', '=', key), eb('said_with', '=', key)])
}

/** Records as superseded what a later message stands for. */
export async function supersede(
  db: Db,
  keys: readonly string[],
  recipient: string,
  at: Instant,
): Promise<void> {
  if (keys.length === 0) return
  await writing(db, async (trx) => {
    for (const key of keys)
      await trx
        .insertInto('outbox')
        .values({ key, recipient, state: 'superseded', claimed_at: at, settled_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  })
}

/** Every key ever claimed for a recipient: what the planner must not plan again. */
export async function claimedKeys(db: Db, recipient: string): Promise<Set<string>> {
  const rows = await db.selectFrom('outbox').select('key').where('recipient', '=', recipient).execute()
  return new Set(rows.map(({ key }) => key))
}

/**
 * Gives back what was passed over by a clock that ran ahead and was set right since: its day is still to come, or was not
 * told. What was said in that time stays said.
 */
export async function forgetAhead(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('outbox').where('state', '=', 'superseded').where('claimed_at', '>', now).execute()
}

/**
 * What waits and is due, and what was claimed more than `patience` milliseconds ago and never settled: its sender died, or Slack
 * never answered. So is what bears an instant as far ahead of now, of a clock that was set right since.
 */
export async function listUnsettled(db: Db, now: Instant, patience: number): Promise<Unsettled[]> {
  const [before, ahead] = [-patience, patience].map((by) => toInstant(Date.parse(now) + by)) as [
    Instant,
    Instant,
  ]
  const rows = await db
    .selectFrom('outbox')
    .select(['key', 'recipient', 'body', 'state', 'claimed_at'])
    .where(({ and, eb, or }) =>
      or([
        and([eb('state', '=', 'waiting'), eb('not_before', '<=', now)]),
        and([eb('state', '=', 'claimed'), eb('claimed_at', '<', before)]),
        and([eb('state', 'in', ['claimed', 'waiting']), eb('claimed_at', '>', ahead)]),
      ]),
    )
    .where('said_with', 'is', null)
    .orderBy('claimed_at')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    recipient: row.recipient,
    body: row.body ?? '',
    state: row.state as Unsettled['state'],
    claimedAt: row.claimed_at,
  }))
}

/** Messages to a recipient of which nobody can tell whether they were said. */
export async function listDoubtful(db: Db, recipient: string): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('key')
    .where('recipient', '=', recipient)
    .where('state', '=', 'doubtful')
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

/** A message said before: its key, and what the transport called it. */
export interface SaidBefore {
  key: string
  /** The id of the occurrence it was about. */
  occurrence: string
  at: Instant
  posted: string | undefined
}

/** What was said to a recipient about occurrences whose ids begin so, the first one first. */
export async function listSaid(db: Db, recipient: string, beginning: string): Promise<SaidBefore[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['key', 'settled_at', 'posted'])
    .where('recipient', '=', recipient)
    .where('state', '=', 'sent')
    .where('key', '>=', `nudge/${beginning}`)
    .where('key', '<', `nudge/${beginning}\uffff`)
    .orderBy('settled_at')
    .execute()
  return rows.map(({ key, settled_at, posted }) => ({
    key,
    occurrence: key.split(/[/~]/)[1] ?? '',
    at: settled_at ?? '',
    posted: posted ?? undefined,
  }))
}

/** When a recipient was last told something; undefined when it never was. */
export async function lastSent(db: Db, recipient: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('settled_at').as('at'))
    .where('recipient', '=', recipient)
    .where('state', '=', 'sent')
    // What was put in the place of an older message, or could not be, tells nothing of the channel.
    .where('key', 'not like', 'outcome/%')
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** Why the last message to a recipient was refused; undefined when it was not. */
export async function lastRefusal(db: Db, recipient: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select(['state', 'reason'])
    .where('recipient', '=', recipient)
    .where('settled_at', 'is not', null)
    .orderBy('settled_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state === 'refused' ? (row.reason ?? 'refused') : undefined
}
