import type { Json } from './json.ts'

export const botUser = 'UBOT'
export const botId = 'BBOT'
export const team = 'TTEST'
export const appId = 'ATEST'

export interface Member {
  id: string
  name: string
  /** `is_restricted`: a guest of the workspace. */
  isGuest: boolean
  /** `is_stranger`, of another team: met in a shared channel. */
  isForeign: boolean
  /** `deleted`: the account was deactivated. */
  hasLeft: boolean
}

export interface Channel {
  id: string
  name: string
  members: Set<string>
  isArchived: boolean
  /** Shared with another organisation (`is_ext_shared`). */
  isShared: boolean
  isPrivate: boolean
  /** A direct message: of one person and the app, or of two people. */
  isIm: boolean
  /** A direct message of several people; the app may be one of them. */
  isMpim: boolean
}

/** A message as it stands; an edit makes a new value. */
export interface Message {
  readonly channel: string
  readonly ts: string
  readonly author: string
  readonly text: string
  readonly blocks: readonly Json[]
  readonly threadTs?: string
  readonly metadata?: Json
  /** The only member who sees it: an ephemeral message. */
  readonly onlyFor?: string
  readonly edited?: true
}

export interface View {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly member: string
  /** Changes with every version. */
  readonly hash: string
  /** As the app gave it. */
  readonly content: Json
}

/** Something a person could see happen. `by` names the interaction it certainly answers. */
export type Happening = { by?: string } & (
  | { what: 'posted' | 'updated' | 'deleted'; message: Message }
  | { what: 'view' | 'home'; view: View }
)

export interface WorldOptions {
  /** Maria, John and the guest Greta unless given. */
  members?: (Partial<Member> & { name: string })[]
  /** `lima-nas` with everybody and the app, unless given. `bot: false` leaves the app out; members are names. */
  channels?: (Partial<Omit<Channel, 'members'>> & {
    name: string
    members?: string[]
    bot?: boolean
  })[]
}

export type World = ReturnType<typeof makeWorld>

/**
 * The workspace: who is in it, what was said, what each person sees. Lookups take ids or names (`maria`, `@maria`,
 * `#lima-nas`) and throw when there is none: a test that names nobody is a wrong test.
 */
export function makeWorld(
  options: WorldOptions,
  now: () => number,
  happened: (happening: Happening) => void,
) {
  const members = new Map<string, Member>()
  const channels = new Map<string, Channel>()
  const messages = new Map<string, Message>()
  const views = new Map<string, View>()
  let lastTs = 0
  let lastId = 0

  const key = (channel: string, ts: string) => `${channel} ${ts}`
  const nextId = (prefix: string) => {
    lastId += 1
    return `${prefix}${lastId.toString().padStart(4, '0')}`
  }

  /** Microseconds, each given once. */
  function nextTs(): string {
    lastTs = Math.max(lastTs + 1, Math.floor(now()) * 1_000)
    return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`
  }

  function member(named: string): Member {
    const name = named.replace(/^@/, '')
    const found = members.get(name) ?? [...members.values()].find((each) => each.name === name)
    if (!found) throw new Error(`Nobody in the workspace is called ${named}`)
    return found
  }

  function channel(named: string): Channel {
    const name = named.replace(/^#/, '')
    const found = channels.get(name) ?? [...channels.values()].find((each) => each.name === name)
    if (!found) throw new Error(`No channel is called ${named}`)
    return found
  }

  function addMember(given: Partial<Member> & { name: string }): Member {
    const added = {
      isGuest: false,
      isForeign: false,
      hasLeft: false,
      id: `U${plainId(given.name)}`,
      ...given,
    }
    members.set(added.id, added)
    const id = directId(added.id)
    const flags = { isArchived: false, isShared: false, isPrivate: true, isIm: true, isMpim: false }
    channels.set(id, { id, name: 'directmessage', members: new Set([added.id, botUser]), ...flags })
    return added
  }

  function addChannel(given: NonNullable<WorldOptions['channels']>[number]): Channel {
    const { bot = true, members: names, isIm = false, isMpim = false, ...flags } = given
    const ids = names?.map((name) => member(name).id) ?? [...members.keys()]
    const added: Channel = {
      id: `${isIm ? 'D' : isMpim ? 'G' : 'C'}${plainId(given.name)}`,
      isArchived: false,
      isShared: false,
      isPrivate: isIm || isMpim,
      ...flags,
      isIm,
      isMpim,
      members: new Set(bot ? [...ids, botUser] : ids),
    }
    channels.set(added.id, added)
    return added
  }

  function post(given: Omit<Message, 'ts'>, by?: string): Message {
    const message = { ...given, ts: nextTs() }
    messages.set(key(message.channel, message.ts), message)
    happened({ what: 'posted', message, ...(by !== undefined && { by }) })
    return message
  }

  function update(old: Message, change: Partial<Message>, by?: string): Message {
    const message: Message = { ...old, ...change, edited: true }
    messages.set(key(message.channel, message.ts), message)
    happened({ what: 'updated', message, ...(by !== undefined && { by }) })
    return message
  }

  function remove(message: Message, by?: string): void {
    messages.delete(key(message.channel, message.ts))
    happened({ what: 'deleted', message, ...(by !== undefined && { by }) })
  }

  /** Opens a view, or puts a new version in the place of the one with `id`. */
  function show(
    given: { id?: string; type: View['type']; member: string; content: Json },
    by?: string,
  ): View {
    const view = { ...given, id: given.id ?? nextId('V'), hash: nextTs() }
    views.set(view.id, view)
    happened({ what: view.type === 'home' ? 'home' : 'view', view, ...(by !== undefined && { by }) })
    return view
  }

  for (const each of options.members ?? [
    { name: 'maria' },
    { name: 'john' },
    { name: 'greta', isGuest: true },
  ])
    addMember(each)
  for (const each of options.channels ?? [{ name: 'lima-nas' }]) addChannel(each)

  return {
    members,
    channels,
    views,
    member,
    channel,
    addMember,
    addChannel,
    post,
    update,
    remove,
    show,
    nextTs,
    nextId,
    message: (channel: string, ts: string) => messages.get(key(channel, ts)),
    /** Everything said, oldest first, ephemeral messages included. */
    said: () => [...messages.values()],
    closeView: (id: string) => views.delete(id),
    home: (memberId: string) =>
      [...views.values()].find(({ type, member }) => type === 'home' && member === memberId),
    directChannel: (memberId: string) => channel(directId(memberId)),
  }
}

function directId(memberId: string): string {
  return `D${memberId.slice(1)}`
}

function plainId(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
