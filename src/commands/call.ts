import type { Logger } from 'pino'
import type { Calendar } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/date.ts'
import type { CapturedMessage } from '../domain/entry.ts'
import type { Marking } from '../domain/marking.ts'
import type { Watch } from '../domain/nudge.ts'
import type { Role } from '../domain/role.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Library } from '../knowledge/library.ts'
import type { Db } from '../store/open.ts'
import type { WatchSettings } from '../store/watch-settings.ts'
import type { Check } from './check.ts'

/** A file that a person sent. Nothing of it is fetched before `read` is called. */
export interface SentFile {
  name: string
  /** How many bytes it is said to have. */
  size: number
  /** Undefined where the edge may not, or cannot, read it. */
  read(): Promise<Uint8Array | undefined>
}

/** What a person asked for, whichever edge it came through. */
export interface Call {
  /** `benchmark`, without the slash. */
  command: string
  /** What followed the command, as typed. */
  text: string
  member: string
  channel: string
  /**
   * Names the conversation it is part of: a thread, a direct message, the terminal. What was asked there is understood for a
   * day. Absent for slash commands and presses.
   */
  conversation?: string
  /** What a form held, by its inputs' names: of /log, the columns of `import-row.ts`. It stands in place of `text`. */
  fields?: Readonly<Record<string, string>>
  /** The message the call was made on: an entry keeps what it said. */
  evidence?: CapturedMessage
  /** A document that was sent with it, to be taken in as a source. */
  file?: SentFile
  /** The others of the same message, each with a call of its own: two of them may claim one label. */
  besideFile?: readonly SentFile[]
  /** The edge's own name for this delivery: a second call of the same key changes nothing and answers the same. */
  key?: string
}

/** Who is asking in the terminal, unless a name is given. */
export const terminalMember = 'you'

/** What is known of the channel a call came from. */
export interface Channel {
  id: string
  /** IANA zone: "today" is reckoned in it. */
  zone: string
  ceiling: Marking
  /** The highest ceiling that an administrator may give it. */
  ceilingAllowed: Marking
  /** What was set for it with /watch. */
  settings: WatchSettings
  /** The countries it watches, each since its own moment. */
  follows: Watch['follows']
  /** ISO codes of the countries it watches. */
  watches: string[]
  /** The terminal, or a direct message: two people's own looks the same, and `audience` tells it apart. */
  isPrivate: boolean
}

/**
 * Who reads a channel: this workspace's members alone; another organisation too, or Slack does not say that none does; or
 * nobody can tell, since the app is not in it. A direct message is read by its member alone where it is the app's own.
 */
export type Audience = 'members' | 'shared' | 'unseen'

/** Who has which role by the settings. */
export interface Appointed {
  administrator: readonly string[]
  reviewer: readonly string[]
  /** What a full member is whom nobody named. */
  member: 'reader' | 'reporter'
}

/** A member's role; an outsider is a guest, of another organisation, or somebody of whom Slack does not speak now. */
export interface Standing {
  role: Role
  isOutsider?: true
}

/** Everything a command may use; made anew for each call, so that one call sees one instant. */
export interface Context {
  db: Db
  knowledge: Knowledge
  /** The data folder and the documents held: read when it is first asked for, then kept while nothing changes. */
  library(): Promise<Library>
  /** The calendars of these ids, filled for every year from `from` to `until`. */
  calendars(ids: readonly string[], from: IsoDate, until: IsoDate): Calendar[]
  /** Whether a member's account was taken away, where that can be asked; false where nobody can tell. */
  hasLeft?(member: string): Promise<boolean>
  /** Whether the app is in a channel, where that can be asked; undefined where nobody can tell. */
  isIn?(channel: string): Promise<boolean | undefined>
  /** What a captured message says now, where that can be asked: undefined where it cannot, `gone` when it was deleted. */
  readMessage?(channel: string, ts: string): Promise<{ text: string } | 'gone' | undefined>
  channel: Channel
  /** The role that the call runs in: a reader's for whatever only reads, else the caller's, as the waist found it. */
  role: Role
  /** The caller's role by the settings, by what was given, and by what Slack says of them. Not to be asked inside `writing`. */
  standing(): Promise<Standing>
  /** Who reads the channel, as Slack tells it. */
  audience(): Promise<Audience>
  /** How the deployment stands, where the program can say. */
  inspect?(): Promise<Check[]>
  /** The roles that the settings give. */
  appointed: Appointed
  now: Instant
  /** Set when an answer shown earlier is made again: nothing recorded after this instant is read. */
  asOf?: Instant
  /** The day it is in the channel's zone. */
  today: IsoDate
  /** The program's version: part of every report card's fingerprint. */
  version: string
  log: Logger
}
