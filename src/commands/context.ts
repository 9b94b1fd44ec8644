import type { Logger } from 'pino'
import { dateIn, type Instant } from '../domain/date.ts'
import { isWithin, type Marking } from '../domain/marking.ts'
import { appointedRole, type Role } from '../domain/role.ts'
import { makeCalendars } from '../knowledge/calendars.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Library } from '../knowledge/library.ts'
import { readMemberSettings } from '../store/member-settings.ts'
import type { Db } from '../store/open.ts'
import { findRole } from '../store/roles.ts'
import { readWatchSettings, type WatchSettings } from '../store/watch-settings.ts'
import { listWatches } from '../store/watches.ts'
import type { Appointed, Audience, Call, Channel, Context, Standing } from './call.ts'
import { type FindImage, libraryAtHand, libraryOf } from './library.ts'

/** What lives as long as the program: a context is made from it for each call. */
export interface Desk {
  db: Db
  knowledge: Knowledge
  /** Zone of the terminal, and of channels that have none of their own. */
  timezone: string
  /** The highest marking any channel may be raised to, and the terminal's own. */
  ceiling: Marking
  appointed: Appointed
  version: string
  log: Logger
  /** Whether a member is a guest or of another organisation, where an edge serves such people. */
  isGuest?(member: string): Promise<boolean>
  /** Who reads a channel, or the direct message a member is in, where an edge has such that others read. */
  audience?(channel: string, member: string): Promise<Audience>
  /** Where an image of what is held may be found; without one every text is read. */
  findImage?: FindImage
  /** True where nobody else is kept waiting while one call waits for what is held to be read. */
  isPatient?: boolean
  /** Whether Slack said within the hour that a channel is shared. */
  knownShared?(channel: string): boolean
  /** As `Context` has them. */
  inspect?: Context['inspect']
  isIn?: Context['isIn']
  hasLeft?: Context['hasLeft']
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
    ...(desk.hasLeft && { hasLeft: desk.hasLeft }),
    ...(desk.isIn && { isIn: desk.isIn }),
    ...(desk.inspect && { inspect: desk.inspect }),
    ...(desk.readMessage && { readMessage: desk.readMessage }),
    channel,
    role: 'reader',
    standing: () => standingOf(desk, call.member),
    audience: () => audienceOf(desk, channel.id, call.member),
    appointed: desk.appointed,
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
  const own = isPrivate(id) && id !== terminal ? (await readMemberSettings(desk.db, member)).zone : undefined
  return {
    id,
    zone: settings.zone ?? own ?? desk.timezone,
    ceiling: await ceilingOf(desk, id, member, settings),
    ceilingAllowed: desk.ceiling,
    isPrivate: isPrivate(id),
    follows: watches.map(({ country, since }) => ({ country, since })),
    watches: watches.map(({ country }) => country),
    settings,
  }
}

/** Guests, and whoever asks in a shared channel, are shown U; nobody is asked about while nothing above U may be shown. */
async function ceilingOf(
  desk: Desk,
  id: string,
  member: string,
  { ceiling: raised = 'U' }: WatchSettings,
): Promise<Marking> {
  // What was raised under a higher ceiling of the deployment falls with it.
  const ceiling = isPrivate(id) || !isWithin(raised, desk.ceiling) ? desk.ceiling : raised
  if (id === terminal || ceiling === 'U') return ceiling
  // What is said in a channel of our own accord, nobody asked for.
  const isGuest = member === '' ? false : desk.isGuest?.(member)
  const [isOutsider, audience] = await Promise.all([isGuest, audienceOf(desk, id, member)])
  return isOutsider || audience !== 'members' ? 'U' : ceiling
}

/** A member spoken to alone is no channel that Slack could be asked about. */
async function audienceOf({ audience }: Desk, id: string, member: string): Promise<Audience> {
  return id === terminal || /^[UW]/.test(id) ? 'members' : ((await audience?.(id, member)) ?? 'members')
}

/** The terminal, a direct message, or a member spoken to alone: Slack's ids begin with D, U and W. */
function isPrivate(id: string): boolean {
  return id === terminal || /^[DUW]/.test(id)
}

/** Guests read, unless they were given more. */
async function standingOf(desk: Desk, member: string): Promise<Standing> {
  const { appointed, isGuest } = desk
  const role = await ownRole(desk, member)
  if (role) return { role }
  return (await isGuest?.(member)) ? { role: 'reader', isOutsider: true } : { role: appointed.member }
}

/** The role that the settings or an administrator gave a member; undefined for everybody else, of whom Slack is asked. */
export async function ownRole(
  { db, appointed }: Pick<Desk, 'db' | 'appointed'>,
  member: string,
): Promise<Role | undefined> {
  return appointedRole(roleBySettings(appointed, member), await findRole(db, member))
}

export function roleBySettings({ administrator, reviewer }: Appointed, member: string): Role | undefined {
  if (administrator.includes(member)) return 'administrator'
  return reviewer.includes(member) ? 'reviewer' : undefined
}
