import { isObject, type Json } from './json.ts'
import { type Args, checkedMessage, neededArg, Refusal, structureArg, textArg } from './refusal.ts'
import type { Method } from './web-api.ts'
import type { Workspace } from './workspace.ts'
import { appId, botId, botUser, type Channel, type Message, type World } from './world.ts'

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    scope: 'chat:write',
    run: (args, { world }) => {
      const channel = writableChannel(args, world)
      const message = world.post({
        channel: channel.id,
        author: botUser,
        ...checkedMessage(args),
        ...threadOf(args, channel, world),
        ...metadataOf(args),
      })
      return { channel: channel.id, ts: message.ts, message: messageJson(message, true) }
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run: (args, { world }) => {
      const channel = writableChannel(args, world)
      const onlyFor = neededArg(args, 'user')
      if (!channel.members.has(onlyFor)) throw new Refusal('user_not_in_channel')
      const words = checkedMessage(args)
      const thread = threadOf(args, channel, world)
      const message = world.post({ channel: channel.id, author: botUser, onlyFor, ...words, ...thread })
      return { message_ts: message.ts }
    },
  },
  /** Without `blocks` or `metadata` the old ones stay; an empty list or object takes them away. */
  'chat.update': {
    scope: 'chat:write',
    run: (args, { world }) => {
      const channel = knownChannel(args, world)
      if (channel.isArchived) throw new Refusal('is_inactive')
      const message = world.message(channel.id, neededArg(args, 'ts'))
      if (!message || message.onlyFor !== undefined) throw new Refusal('message_not_found')
      if (message.author !== botUser) throw new Refusal('cant_update_message')
      const { text, blocks } = checkedMessage(args)
      const change = { text, ...(args.blocks !== undefined && { blocks }), ...metadataOf(args) }
      const updated = world.update(message, change)
      return { channel: channel.id, ts: updated.ts, text: updated.text, message: messageJson(updated, true) }
    },
  },
  'chat.getPermalink': {
    run: (args, { world }) => {
      const channel = knownChannel(args, world)
      const message = world.message(channel.id, neededArg(args, 'message_ts'))
      if (!message || message.onlyFor !== undefined) throw new Refusal('message_not_found')
      const permalink = `https://test.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
      return { channel: channel.id, permalink }
    },
  },
  'assistant.threads.setSuggestedPrompts': {
    scope: 'assistant:write',
    run: (args, workspace) => setPrompts(args, workspace),
  },
}

/** A conversation the app can see: a private one that it is not in does not exist for it. */
export function knownChannel(args: Args, world: World): Channel {
  const channel = world.channels.get(neededArg(args, 'channel', 'channel_not_found'))
  if (!channel || (channel.isPrivate && !channel.members.has(botUser))) throw new Refusal('channel_not_found')
  return channel
}

/** A message as the Web API gives it. */
export function messageJson(message: Message, withMetadata: boolean): Json {
  const { ts, author, text, blocks, threadTs, metadata, edited } = message
  return {
    type: 'message',
    user: author,
    ...(author === botUser && { bot_id: botId, app_id: appId }),
    ts,
    text,
    ...(blocks.length > 0 && { blocks }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(edited && { edited: { user: author, ts } }),
    ...(withMetadata && metadata && { metadata }),
  }
}

/** `channel` may be a person: the message goes to the conversation with the app. */
function writableChannel(args: Args, world: World): Channel {
  const named = neededArg(args, 'channel', 'channel_not_found')
  if (world.members.get(named)?.hasLeft) throw new Refusal('channel_not_found')
  const channel = world.members.has(named) ? world.directChannel(named) : knownChannel(args, world)
  if (channel.isArchived) throw new Refusal('is_archived')
  if (!channel.members.has(botUser)) throw new Refusal('not_in_channel')
  return channel
}

function threadOf(args: Args, channel: Channel, world: World): { threadTs?: string } {
  const ts = textArg(args, 'thread_ts')
  if (ts === undefined) return {}
  const parent = world.message(channel.id, ts)
  if (!parent || parent.onlyFor !== undefined) throw new Refusal('thread_not_found')
  return { threadTs: parent.threadTs ?? parent.ts }
}

function metadataOf(args: Args): { metadata?: Json } {
  if (args.metadata === undefined) return {}
  const metadata = structureArg(args, 'metadata')
  if (!isObject(metadata)) throw new Refusal('invalid_metadata_format')
  const isEmpty = Object.keys(metadata).length === 0
  if (!isEmpty && (typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)))
    throw new Refusal('invalid_metadata_format')
  return { metadata }
}

function setPrompts(args: Args, { world, complain }: Workspace): Json {
  const channel = world.channels.get(neededArg(args, 'channel_id'))
  if (!channel?.isIm) throw new Refusal('channel_not_found')
  const prompts = structureArg(args, 'prompts')
  if (!Array.isArray(prompts) || prompts.length < 1 || prompts.length > 4)
    throw new Refusal('invalid_arguments')
  if (textArg(args, 'thread_ts') !== undefined)
    complain('assistant.threads.setSuggestedPrompts with thread_ts does nothing for an agent')
  return {}
}
