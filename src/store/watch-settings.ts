import type { Instant } from '../domain/date.ts'
import type { DeadlineClass } from '../domain/deadline.ts'
import type { Marking } from '../domain/marking.ts'
import { recordAct } from './audit.ts'
import type { Db } from './open.ts'
import { one, prepared } from './prepared.ts'

/** How a channel wants to be told; what is absent is as usual. */
export interface WatchSettings {
  /** IANA name. */
  zone?: string
  /** Ids of the calendars whose closed days are kept. */
  calendars?: string[]
  /** `HH:MM`, when nudges and the digest come. */
  opensAt?: string
  digest?: 'off'
  /** Only these classes are nudged. */
  classes?: DeadlineClass[]
  /** Set by an administrator; never above what the deployment allows. */
  ceiling?: Marking
  /** Set by an administrator: members may record from this channel although it is shared with another organisation. */
  recording?: 'on'
}

/** The settings of a channel; empty when nobody has set any. */
export async function readWatchSettings(db: Db, channel: string): Promise<WatchSettings> {
  const [row] = await latest(db, { channel })
  return row ? (JSON.parse(row.settings) as WatchSettings) : {}
}

/** Who set the channel's settings last; undefined when nobody has set any. */
export async function whoSetLast(db: Db, channel: string): Promise<string | undefined> {
  return (await latest(db, { channel }))[0]?.changed_by
}

/** Keeps the settings of a channel as a new version. */
export async function keepWatchSettings(
  db: Db,
  channel: string,
  settings: WatchSettings,
  by: string,
  at: Instant,
): Promise<void> {
  const [before] = await latest(db, { channel })
  const version = (before?.version ?? 0) + 1
  await db
    .insertInto('watch_settings')
    .values({ channel, version, settings: JSON.stringify(settings), changed_by: by, changed_at: at })
    .execute()
  const held = before ? (JSON.parse(before.settings) as WatchSettings) : {}
  await recordAct(db, {
    at,
    member: by,
    act: 'set',
    about: channel,
    detail: printDifference(held, settings),
    channel,
    marking: 'U',
  })
}

/** `ceiling SBU, zone usual`: what is otherwise than before. */
function printDifference(before: WatchSettings, after: WatchSettings): string {
  const names = Object.keys({ ...before, ...after }) as (keyof WatchSettings)[]
  return names
    .filter((name) => String(before[name]) !== String(after[name]))
    .map((name) => `${name} ${after[name] ?? 'usual'}`)
    .join(', ')
}

const latest = prepared((db, { channel }: { channel: string }) =>
  db
    .selectFrom('watch_settings')
    .select(['version', 'settings', 'changed_by'])
    .where('channel', '=', channel)
    .orderBy('version', 'desc')
    .limit(one),
)
