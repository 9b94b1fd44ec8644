import type { Instant } from '../domain/date.ts'
import type { Db } from './open.ts'

/** Keeps a delivery before it is acknowledged; false when it came before, and must not be handled again. */
export async function receive(db: Db, key: string, body: string, at: Instant): Promise<boolean> {
  const result = await db
    .insertInto('inbox')
    .values({ key, body, received_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** It was handled: its text is kept no longer, its key stays against redelivery. */
export async function finish(db: Db, key: string, at: Instant): Promise<void> {
  await db.updateTable('inbox').set({ done_at: at, body: '' }).where('key', '=', key).execute()
}

/** What was acknowledged and never handled, since an instant: a process died in between. */
export async function listUndone(db: Db, since: Instant): Promise<{ key: string; body: string }[]> {
  return db
    .selectFrom('inbox')
    .select(['key', 'body'])
    .where('done_at', 'is', null)
    .where('received_at', '>=', since)
    .orderBy('received_at')
    .execute()
}

/** Forgets what was handled before an instant: nobody delivers that late. */
export async function forget(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('inbox').where('done_at', '<', before).execute()
}
