import type { Instant } from '../domain/date.ts'
import type { Db } from './open.ts'

/** What became of a claim: said, or superseded by a later step before it could be said. */
export type Outcome = 'sent' | 'superseded'

/** Claims a key before it is said; false when it was claimed before, by whichever process. */
export async function claim(db: Db, key: string, recipient: string, at: Instant): Promise<boolean> {
  const result = await db
    .insertInto('outbox')
    .values({ key, recipient, state: 'claimed', claimed_at: at, settled_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function settle(db: Db, key: string, outcome: Outcome, at: Instant): Promise<void> {
  await db.updateTable('outbox').set({ state: outcome, settled_at: at }).where('key', '=', key).execute()
}

/** Every key ever claimed for a recipient: what the planner must not plan again. */
export async function claimedKeys(db: Db, recipient: string): Promise<Set<string>> {
  const rows = await db.selectFrom('outbox').select('key').where('recipient', '=', recipient).execute()
  return new Set(rows.map(({ key }) => key))
}
