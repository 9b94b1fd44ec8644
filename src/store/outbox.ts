import type { Instant } from '../domain/date.ts'
import type { Db } from './open.ts'

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

/** Claims again what waits and is due; false when another process was quicker. */
export async function reclaim(db: Db, key: string, at: Instant): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'claimed', claimed_at: at, not_before: null })
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
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
    .where('key', '=', key)
    .execute()
}

/** It was certainly not said: it may be tried again from `notBefore` on. */
export async function postpone(db: Db, key: string, notBefore: Instant): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'waiting', not_before: notBefore })
    .where('key', '=', key)
    .execute()
}

/** Records as superseded what a later message stands for. */
export async function supersede(
  db: Db,
  keys: readonly string[],
  recipient: string,
  at: Instant,
): Promise<void> {
  for (const key of keys) {
    await db
      .insertInto('outbox')
      .values({ key, recipient, state: 'superseded', claimed_at: at, settled_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Every key ever claimed for a recipient: what the planner must not plan again. */
export async function claimedKeys(db: Db, recipient: string): Promise<Set<string>> {
  const rows = await db.selectFrom('outbox').select('key').where('recipient', '=', recipient).execute()
  return new Set(rows.map(({ key }) => key))
}

/** What waits and is due, and what was claimed before `claimedBefore` and never settled: its sender died, or Slack never answered. */
export async function listUnsettled(db: Db, now: Instant, claimedBefore: Instant): Promise<Unsettled[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['key', 'recipient', 'body', 'state', 'claimed_at'])
    .where(({ and, eb, or }) =>
      or([
        and([eb('state', '=', 'waiting'), eb('not_before', '<=', now)]),
        and([eb('state', '=', 'claimed'), eb('claimed_at', '<', claimedBefore)]),
      ]),
    )
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
