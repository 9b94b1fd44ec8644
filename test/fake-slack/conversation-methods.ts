import { knownChannel, messageJson } from './chat-methods.ts'
import type { Json } from './json.ts'
import { type Args, flagArg, neededArg, Refusal, textArg } from './refusal.ts'
import type { Method } from './web-api.ts'
import type { Workspace } from './workspace.ts'
import { botUser, type Channel, type Message, team, type World } from './world.ts'

export const conversationMethods: Record<string, Method> = {
  'conversations.open': {
    scope: 'im:write',
    run: (args, { world }) => {
      const member = world.members.get(neededArg(args, 'users'))
      if (!member) throw new Refusal('user_not_found')
      if (member.hasLeft) throw new Refusal('user_disabled')
      return { channel: { id: world.directChannel(member.id).id } }
    },
  },
  'conversations.info': {
    scope: (args, workspace) => scopeFor('read', args, workspace),
    run: (args, { world }) => ({ channel: channelJson(knownChannel(args, world)) }),
  },
  'conversations.history': {
    scope: (args, workspace) => scopeFor('history', args, workspace),
    run: (args, { world }) => {
      const channel = readableChannel(args, world)
      const found = visible(world, channel).filter(({ threadTs }) => threadTs === undefined)
      return page(args, found.reverse(), world)
    },
  },
  'conversations.replies': {
    scope: (args, workspace) => scopeFor('history', args, workspace),
    run: (args, { world }) => {
      const channel = readableChannel(args, world)
      const parent = world.message(channel.id, neededArg(args, 'ts'))
      if (!parent || parent.onlyFor !== undefined) throw new Refusal('thread_not_found')
      const top = parent.threadTs ?? parent.ts
      return page(
        args,
        visible(world, channel).filter(({ ts, threadTs }) => ts === top || threadTs === top),
        world,
      )
    },
  },
  'users.info': {
    scope: 'users:read',
    run: (args, { world }) => {
      const id = neededArg(args, 'user', 'user_not_found')
      const member = world.members.get(id)
      if (!member && id !== botUser) throw new Refusal('user_not_found')
      const name = member?.name ?? 'attache'
      return {
        user: {
          id,
          team_id: member?.isForeign ? 'TOTHER' : team,
          name,
          real_name: name,
          profile: { display_name: name, real_name: name },
          tz: 'America/Lima',
          is_bot: id === botUser,
          is_restricted: member?.isGuest ?? false,
          is_ultra_restricted: false,
          ...(member?.isForeign && { is_stranger: true }),
          deleted: member?.hasLeft ?? false,
        },
      }
    },
  },
}

/** Slack asks another scope for each kind of conversation; for one it does not know, that of public channels. */
function scopeFor(what: 'read' | 'history', args: Args, { world }: Workspace): string {
  const channel = world.channels.get(textArg(args, 'channel') ?? '')
  if (channel?.isIm) return `im:${what}`
  if (channel?.isMpim && channel.members.has(botUser)) return `mpim:${what}`
  return `${channel?.isPrivate ? 'groups' : 'channels'}:${what}`
}

function readableChannel(args: Args, world: World): Channel {
  const channel = knownChannel(args, world)
  if (!channel.members.has(botUser)) throw new Refusal('not_in_channel')
  return channel
}

function visible(world: World, channel: Channel): Message[] {
  return world.said().filter((message) => message.channel === channel.id && message.onlyFor === undefined)
}

/** `oldest` and `latest` leave out their own instants unless `inclusive`. */
function page(args: Args, messages: readonly Message[], world: World): Json {
  const oldest = Number(textArg(args, 'oldest') ?? 0)
  const latest = Number(textArg(args, 'latest') ?? Number.POSITIVE_INFINITY)
  const inclusive = flagArg(args, 'inclusive')
  const inRange = messages.filter(({ ts }) =>
    inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest,
  )
  const start = Number(textArg(args, 'cursor') ?? 0)
  const limit = Number(textArg(args, 'limit') ?? 100)
  if (!Number.isInteger(start) || start > inRange.length) throw new Refusal('invalid_cursor')
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw new Refusal('invalid_limit')
  const next = start + limit
  const hasMore = next < inRange.length
  const shown = inRange.slice(start, next)
  const replies = countReplies(shown, world)
  return {
    messages: shown.map((message) => {
      const count = replies.get(threadKey(message.channel, message.ts)) ?? 0
      const thread = count > 0 && { thread_ts: message.ts, reply_count: count }
      return { ...messageJson(message, flagArg(args, 'include_all_metadata')), ...thread }
    }),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(next) : '' },
  }
}

/** Replies under each of some messages. */
function countReplies(messages: readonly Message[], world: World): Map<string, number> {
  const counts = new Map(messages.map(({ channel, ts }) => [threadKey(channel, ts), 0]))
  for (const { channel, threadTs } of world.said()) {
    const count = threadTs === undefined ? undefined : counts.get(threadKey(channel, threadTs))
    if (threadTs !== undefined && count !== undefined) counts.set(threadKey(channel, threadTs), count + 1)
  }
  return counts
}

const threadKey = (channel: string, ts: string) => `${channel} ${ts}`

function channelJson(channel: Channel): Json {
  const { id, name, isArchived, isShared, isPrivate, isIm, isMpim } = channel
  return {
    id,
    ...(isIm ? { user: [...channel.members].find((member) => member !== botUser) } : { name }),
    is_channel: !isPrivate && !isIm,
    is_group: isPrivate && !isIm,
    is_im: isIm,
    is_mpim: isMpim,
    is_private: isPrivate,
    is_archived: isArchived,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_member: channel.members.has(botUser),
    num_members: channel.members.size,
  }
}
