import type { Logger } from 'pino'
import { dateIn, type Instant } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import { makeCalendars } from '../knowledge/calendars.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Db } from '../store/open.ts'
import { listWatches } from '../store/watches.ts'
import type { Call, Channel, Context, Role } from './call.ts'

/** What lives as long as the program: a context is made from it for each call. */
export interface Desk {
  db: Db
  knowledge: Knowledge
  /** Zone of the terminal, and of channels that have none of their own. */
  timezone: string
  /** The highest marking any channel may be raised to, and the terminal's own. */
  ceiling: Marking
  admins: readonly string[]
  reviewers: readonly string[]
  version: string
  log: Logger
}

/** The id of the terminal, which is a channel like any other. */
export const terminal = 'terminal'

/** Everything one call may use, as of one instant. */
export async function makeContext(
  desk: Desk,
  call: Pick<Call, 'member' | 'channel'>,
  now: Instant,
): Promise<Context> {
  const channel = await readChannel(desk, call.channel)
  return {
    db: desk.db,
    knowledge: desk.knowledge,
    calendars: (ids, from, until) => makeCalendars(desk.knowledge.calendars, ids, from, until),
    channel,
    role: roleOf(desk, call.member),
    now,
    today: dateIn(now, channel.zone),
    version: desk.version,
    log: desk.log,
  }
}

/** New channels show U only; the terminal and direct messages may show what the deployment allows. */
async function readChannel(desk: Desk, id: string): Promise<Channel> {
  const watches = await listWatches(desk.db, id)
  const isPrivate = id === terminal || isDirect(id)
  return {
    id,
    zone: desk.timezone,
    ceiling: isPrivate ? desk.ceiling : 'U',
    isPrivate,
    watches: watches.map(({ country }) => country),
  }
}

/** A direct message, or a member spoken to alone: Slack's ids begin with D, U and W. */
function isDirect(id: string): boolean {
  return /^[DUW]/.test(id)
}

function roleOf(desk: Desk, member: string): Role {
  if (desk.admins.includes(member)) return 'administrator'
  return desk.reviewers.includes(member) ? 'reviewer' : 'reporter'
}
