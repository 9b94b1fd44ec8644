import type { Instant } from '../domain/date.ts'
import { recordAct } from './audit.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

/** A channel follows a country. `since` is when it last began to. */
export interface Watch {
  channel: string
  country: string
  since: Instant
  by: string
}

/** The watches that are on, by channel and country. */
export async function listWatches(db: Db, channel?: string): Promise<Watch[]> {
  const rows = await (channel === undefined ? allWatches(db, {}) : watchesOf(db, { channel }))
  return rows.map((row) => ({
    channel: row.channel,
    country: row.country,
    since: row.changed_at,
    by: row.changed_by,
  }))
}

const allWatches = prepared((db) => standingWatches(db))
const watchesOf = prepared((db, { channel }: { channel: string }) =>
  standingWatches(db).where('watch.channel', '=', channel),
)

function standingWatches(db: Db) {
  return db
    .selectFrom('watches as watch')
    .selectAll()
    .where('watch.state', '=', 'on')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('watches as later')
            .select('later.version')
            .whereRef('later.channel', '=', 'watch.channel')
            .whereRef('later.country', '=', 'watch.country')
            .whereRef('later.version', '>', 'watch.version'),
        ),
      ),
    )
    .orderBy('watch.channel')
    .orderBy('watch.country')
}

/** Turns a watch on or off as a new version; false when it already was so. */
export async function setWatch(db: Db, watch: Watch, state: 'on' | 'off'): Promise<boolean> {
  const latest = await db
    .selectFrom('watches')
    .select(['version', 'state'])
    .where('channel', '=', watch.channel)
    .where('country', '=', watch.country)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if ((latest?.state ?? 'off') === state) return false
  await db
    .insertInto('watches')
    .values({
      channel: watch.channel,
      country: watch.country,
      version: (latest?.version ?? 0) + 1,
      state,
      changed_by: watch.by,
      changed_at: watch.since,
    })
    .execute()
  await recordAct(db, {
    at: watch.since,
    member: watch.by,
    act: state === 'on' ? 'followed' : 'unfollowed',
    about: watch.country,
    channel: watch.channel,
    marking: 'U',
  })
  return true
}
