import type { Instant } from '../domain/date.ts'
import type { Db } from './open.ts'
import { one, prepared } from './prepared.ts'

/** How a person wants to be told; what is absent is as usual. */
export interface MemberSettings {
  /** IANA name: "today" and hours in their direct messages and on their Home. */
  zone?: string
  /** Nothing is said to them alone of deadlines that they own or validate; channels are told all the same. */
  directMessages?: 'off'
}

/** Empty when they have set nothing. */
export async function readMemberSettings(db: Db, member: string): Promise<MemberSettings> {
  const [row] = await latest(db, { member })
  return row ? (JSON.parse(row.settings) as MemberSettings) : {}
}

/** Keeps them as a new version. Call it inside `writing`. */
export async function keepMemberSettings(
  db: Db,
  member: string,
  settings: MemberSettings,
  at: Instant,
): Promise<void> {
  const version = ((await latest(db, { member }))[0]?.version ?? 0) + 1
  await db
    .insertInto('member_settings')
    .values({ member, version, settings: JSON.stringify(settings), changed_at: at })
    .execute()
}

const latest = prepared((db, { member }: { member: string }) =>
  db
    .selectFrom('member_settings')
    .select(['version', 'settings'])
    .where('member', '=', member)
    .orderBy('version', 'desc')
    .limit(one),
)
