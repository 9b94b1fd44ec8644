import { type Instant, toInstant } from '../domain/date.ts'
import type { Db } from './open.ts'

const remembered = 24 * 60 * 60_000

/** Conversations remembered at a time; the one that was silent longest goes first. */
const mostRemembered = 2_000

/** What was kept of a conversation within the last day; undefined when nothing was. */
export async function recallConversation(db: Db, name: string, now: Instant): Promise<unknown> {
  const row = await db
    .selectFrom('conversations')
    .select('asked')
    .where('name', '=', name)
    .where('said_at', '>', dayBefore(now))
    .executeTakeFirst()
  return row && JSON.parse(row.asked)
}

/** Keeps what a conversation is about, and forgets all that were silent for a day. Call it inside `writing`. */
export async function keepConversation(db: Db, name: string, asked: object, now: Instant): Promise<void> {
  const value = { asked: JSON.stringify(asked), said_at: now }
  await db.deleteFrom('conversations').where('said_at', '<=', dayBefore(now)).execute()
  await db
    .insertInto('conversations')
    .values({ name, ...value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(value))
    .execute()
  const oldest = await db
    .selectFrom('conversations')
    .select('said_at')
    .orderBy('said_at', 'desc')
    .offset(mostRemembered)
    .limit(1)
    .executeTakeFirst()
  if (oldest) await db.deleteFrom('conversations').where('said_at', '<=', oldest.said_at).execute()
}

function dayBefore(now: Instant): Instant {
  return toInstant(Date.parse(now) - remembered)
}
