import type { Logger } from 'pino'
import type { Calendar } from '../domain/calendar.ts'
import type { Instant, IsoDate } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Db } from '../store/open.ts'

/** What a person asked for, whichever edge it came through. */
export interface Call {
  /** `benchmark`, without the slash. */
  command: string
  /** What followed the command, as typed. */
  text: string
  member: string
  channel: string
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
  /** ISO codes of the countries it watches. */
  watches: string[]
  /** Nobody but the asker reads it: the terminal, a direct message. */
  isPrivate: boolean
}

export type Role = 'reporter' | 'reviewer' | 'administrator'

/** Everything a command may use; made anew for each call, so that one call sees one instant. */
export interface Context {
  db: Db
  knowledge: Knowledge
  /** The calendars of these ids, filled for every year from `from` to `until`. */
  calendars(ids: readonly string[], from: IsoDate, until: IsoDate): Calendar[]
  channel: Channel
  role: Role
  now: Instant
  /** Set when an answer shown earlier is made again: nothing recorded after this instant is read. */
  asOf?: Instant
  /** The day it is in the channel's zone. */
  today: IsoDate
  /** The program's version: part of every report card's fingerprint. */
  version: string
  log: Logger
}
