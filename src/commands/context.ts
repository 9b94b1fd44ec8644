import type { Logger } from 'pino'
import { dateIn, type Instant } from '../domain/date.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import { makeCalendars } from '../knowledge/calendars.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Library } from '../knowledge/library.ts'
import type { Db } from '../store/open.ts'
import { readWatchSettings } from '../store/watch-settings.ts'
import { listWatches } from '../store/watches.ts'
import type { Call, Channel, Context, Role } from './call.ts'
import { type FindImage, libraryAtHand, libraryOf } from './library.ts'

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
  /** Whether a member is a guest or of another organisation, where an edge serves such people. */
  isGuest?(member: string): Promise<boolean>
  /** Where an image of what is held may be found; without one every text is read. */
  findImage?: FindImage
  /** True where nobody else is kept waiting while one call waits for what is held to be read. */
  isPatient?: boolean
  /** As `Context` has it. */
  readMessage?: Context['readMessage']
}

/** The id of the terminal, which is a channel like any other. */
export const terminal = 'terminal'

/** Everything one call may use, as of one instant. */
export async function makeContext(
  desk: Desk,
  call: Pick<Call, 'member' | 'channel'>,
  now: Instant,
): Promise<Context> {
  const channel = await readChannel(desk, call)
  return {
    db: desk.db,
    knowledge: desk.knowledge,
    library: () => openLibrary(desk),
    calendars: (ids, from, until) => makeCalendars(desk.knowledge.calendars, ids, from, until),
    ...(desk.readMessage && { readMessage: desk.readMessage }),
    channel,
    role: roleOf(desk, call.member),
    now,
    today: dateIn(now, channel.zone),
    version: desk.version,
    log: desk.log,
  }
}

async function openLibrary({ db, knowledge, findImage, isPatient }: Desk): Promise<Library> {
  if (!isPatient) return libraryAtHand(db, knowledge, { findImage })
  return (await libraryOf(db, knowledge, { findImage })).library
}

/** New and shared channels show U only; the terminal and direct messages may show what the deployment allows. */
async function readChannel(
  desk: Desk,
  { member, channel: id }: Pick<Call, 'member' | 'channel'>,
): Promise<Channel> {
  const watches = await listWatches(desk.db, id)
  const settings = await readWatchSettings(desk.db, id)
  const isPrivate = id === terminal || isDirect(id)
  const [since] = watches.map((watch) => watch.since).sort()
  const { zone = desk.timezone, ceiling: raised = 'U' } = settings
  return {
    id,
    zone,
    // What was raised under a higher ceiling of the deployment falls with it.
    ceiling: isPrivate
      ? await privateCeiling(desk, id, member)
      : isWithin(raised, desk.ceiling)
        ? raised
        : desk.ceiling,
    ceilingAllowed: desk.ceiling,
    isPrivate,
    ...(since !== undefined && { since }),
    watches: watches.map(({ country }) => country),
    settings,
  }
}

/** Guests are shown U wherever they ask; nobody is asked about while nothing above U may be shown. */
async function privateCeiling({ ceiling, isGuest }: Desk, id: string, member: string): Promise<Marking> {
  if (id === terminal || ceiling === 'U') return ceiling
  return (await isGuest?.(member)) ? 'U' : ceiling
}

/** A direct message, or a member spoken to alone: Slack's ids begin with D, U and W. */
function isDirect(id: string): boolean {
  return /^[DUW]/.test(id)
}

function roleOf(desk: Desk, member: string): Role {
  if (desk.admins.includes(member)) return 'administrator'
  return desk.reviewers.includes(member) ? 'reviewer' : 'reporter'
}
