import bolt from '@slack/bolt'
import type { Call } from '../../commands/call.ts'
import { type Desk, makeContext } from '../../commands/context.ts'
import { suggestPrompts } from '../../commands/conversation/prompts.ts'
import { handle } from '../../commands/handle.ts'
import type { Reply } from '../../commands/reply.ts'
import type { SlackTransport } from '../../config.ts'
import type { Instant } from '../../domain/date.ts'
import { lowerShared, tellArchived } from '../channel-changes.ts'
import type { Voice } from '../voice.ts'
import {
  answerWithin,
  describeBug,
  describeUnknown,
  handOver,
  noteCall,
  renderMessage,
  renderOutgoing,
  respondOrTell,
  saidAgain,
  sayAnswer,
  within,
  withOutcome,
} from './answer.ts'
import { buttonCall, commandCall, fileCall, isLogging, messageCall } from './calls.ts'
import { captureFrom } from './capture.ts'
import type { Identity, SlackClient } from './client.ts'
import { clientOptions } from './client-options.ts'
import { answerInView, formIn, listenToForms, openForm } from './forms.ts'
import { makeGate } from './gate.ts'
import { type Homes, keepHomes } from './home.ts'
import { slackLogger } from './logger.ts'
import { makeReceiver, type Reach } from './receiver.ts'
import { readMetadata, renderAnswerView } from './views.ts'

export interface SlackEdge extends Reach {
  /** How the clock speaks in Slack. */
  voice: Voice
  /** Takes up what was acknowledged and never handled. */
  takeUp(): Promise<void>
  /** Stops taking work; what was begun is finished by `drained`. */
  stop(): Promise<void>
  drained(): Promise<void>
}

export interface SlackEdgeOptions {
  config: SlackTransport
  desk: Desk
  client: SlackClient
  /** Takes in which direct message is that of a member and the app. */
  tellDirect(member: string, channel: string): void
  /** Takes in that a channel became shared, or is no more. */
  tellShared(channel: string, isShared: boolean): void
  identity: Pick<Identity, 'botUser' | 'botId' | 'address'>
  now(): Instant
  /** The machine's own clock, in milliseconds since 1970, which `now` need not follow. */
  machineNow(): number
  /** For `/healthz`: when the clock last ticked. */
  lastTick(): Instant | undefined
}

/** Serves Slack over the transport that the settings name; resolves when the port is open. */
export async function serveSlack(options: SlackEdgeOptions): Promise<SlackEdge> {
  const { config, desk, client, identity, now } = options
  const { log } = desk
  const work = new Set<Promise<unknown>>()
  const begin = <T>(promise: Promise<T>): Promise<T> => {
    const held = promise.catch(() => undefined).finally(() => work.delete(held))
    work.add(held)
    return promise
  }

  const { lastTick, machineNow } = options
  const health = { lastTick, refused: client.refused }
  const receiving = makeReceiver(config, { log, health, machineNow })
  const { receiver, takeUp } = makeGate(receiving.receiver, { db: desk.db, now, log, begin })
  const app = new bolt.App({
    token: config.botToken,
    receiver,
    logger: slackLogger(log),
    clientOptions: clientOptions(config.apiUrl, log),
    tokenVerificationEnabled: false,
    // Nothing is remembered of a conversation: with a store, Bolt makes and throws an error at each delivery.
    convoStore: false,
    // Without both, Bolt asks Slack for them again at every delivery.
    botUserId: identity.botUser,
    botId: identity.botId,
  })
  const voice: Voice = {
    render: (reply) => renderOutgoing(reply, log),
    say: (outgoing) => client.post(outgoing),
    find: (outgoing, since) => client.find(outgoing, since),
    replace: (outgoing, posted) => client.replace(outgoing, posted),
    link: (recipient, posted) =>
      identity.address && `${identity.address}archives/${recipient}/p${posted.replace('.', '')}`,
  }
  const homes = keepHomes(options)
  listen(app, options, { homes, begin, mayBeLost: receiving.mayBeLost })
  listenToChannels(app, voice, options)
  const reach = await receiving.start()

  return {
    reached: reach.reached,
    kept: reach.kept,
    voice,
    takeUp: async () => {
      await takeUp()
      await homes.refresh()
    },
    stop: receiving.stop,
    drained: async () => {
      // What is finished may have begun more: a Home that shows it.
      while (work.size > 0) await Promise.all(work)
    },
  }
}

/** What somebody said to the bot. */
interface Spoken {
  text?: string
  user?: string
  channel: string
  ts: string
  thread_ts?: string
}

/** A message with files, in a direct message. */
interface FilesSent {
  text?: string
  user: string
  channel: string
  thread_ts?: string
  files?: { name: string; size: number; url_private_download?: string }[]
}

/** What is kept beside the listeners. */
interface Beside {
  homes: Homes
  /** Notes work that a shutdown waits for. */
  begin<T>(promise: Promise<T>): Promise<T>
  /** True when the acknowledgement just sent may never be read. */
  mayBeLost(): Promise<boolean>
}

function listen(
  app: bolt.App,
  { desk, client, identity, now, tellDirect }: SlackEdgeOptions,
  { homes, begin, mayBeLost }: Beside,
): void {
  const { botUser } = identity
  const { log } = desk
  const speaker = { desk, client, now }
  const answer = async (call: Call): Promise<Reply> => {
    try {
      const reply = await handle(call, await makeContext(desk, call, now()))
      noteCall(call, reply, desk)
      // Not waited for: the answer goes first.
      void begin(homes.follow(call))
      return await handOver(reply, call, client)
    } catch (error) {
      return describeBug(error, call, desk)
    }
  }

  app.command(/.*/, async ({ body, ack }) => {
    const call = commandCall(body)
    const key = `command/${body.trigger_id}`
    const answered = answer(call)
    const reply = await within(answered, answerWithin)
    // A form is opened once the command is acknowledged: Slack waits for both no longer than three seconds.
    const message = reply && !formIn(reply) ? renderMessage(reply, log) : undefined
    try {
      await ack(message as never)
      if (reply && message) {
        if (await mayBeLost()) {
          const again = saidAgain(reply)
          const told = { key, reply: again, member: call.member }
          await respondOrTell(speaker, body.response_url, renderMessage(again, log), told)
        }
        return
      }
    } catch (error) {
      log.warn({ err: error, key }, 'an acknowledgement was lost; the answer follows it')
    }
    const late = await answered
    const told = { key, reply: late, member: call.member }
    if (await openForm(client, body.trigger_id, told, { channel: call.channel })) return
    await respondOrTell(speaker, body.response_url, renderMessage(late, log), told)
  })

  app.action(/.*/, async ({ body, action, ack }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const key = `action/${body.trigger_id}`
    const member = body.user.id
    const form = readMetadata(body.view?.private_metadata ?? '')
    const channel = form?.channel ?? body.channel?.id ?? member
    const isCall = action.type === 'button' && action.value !== undefined
    const from = { member, channel, key }
    const reply = isCall
      ? await answer(buttonCall(action.value ?? '', from))
      : describeUnknown('control', from, desk)
    const told = { key, reply, member }
    if (form && body.view) return answerInView(speaker, body.view.id, form, told)
    const thread = (body.message as { thread_ts?: string } | undefined)?.thread_ts
    if (await openForm(client, body.trigger_id, told, { channel, ...(thread && { thread }) })) return
    const inThread = thread && { thread_ts: thread }
    const { response_url: address } = body
    if (!address) {
      // Pressed on Home: the answer opens over it, else it is said in the direct message.
      const answered = renderAnswerView(reply, { channel: member })
      if (!formIn(reply) && (await client.openView(body.trigger_id, answered, key))) return
      return sayAnswer(speaker, { ...told, channel: member })
    }
    const message = renderMessage(reply, log)
    if (!reply.replaces || !body.message || reply.refused)
      return respondOrTell(speaker, address, { ...message, ...inThread, replace_original: false }, told)
    await respondOrTell(
      speaker,
      address,
      { ...withOutcome(body.message, message), replace_original: true },
      told,
    )
  })

  const converse = async (event: Spoken, id: string, inThread: boolean) => {
    const { user: member, channel } = event
    if (member === undefined || member === botUser) return
    const thread = event.thread_ts ?? (inThread ? event.ts : undefined)
    const conversation = thread === undefined ? channel : `${channel}/${thread}`
    const from = { member, channel, conversation, key: `event/${id}` }
    const call = messageCall(event.text ?? '', botUser, from)
    const evidence = inThread && isLogging(call) ? await captureFrom(client, identity, event) : undefined
    const reply = await answer({ ...call, ...(evidence && { evidence }) })
    await sayAnswer(speaker, { key: id, reply, channel, thread, member })
  }

  const takeFiles = async (
    { text = '', user: member, channel, thread_ts: thread, files = [] }: FilesSent,
    id: string,
  ) => {
    if (member === botUser) return
    const sent = files.map(({ name, size, url_private_download: address }) => ({
      name,
      size,
      read: async () => (address ? client.readFile(address, size) : undefined),
    }))
    for (const [index, file] of sent.entries()) {
      const key = `${id}/${index}`
      const reply = await answer(fileCall(text, file, sent, { member, channel, key: `event/${key}` }))
      await sayAnswer(speaker, { key, reply, channel, thread, member })
    }
  }

  app.event('app_mention', async ({ event, body }) => converse(event as never, body.event_id, true))
  app.event('message', async ({ event, body }) => {
    const message = event as { channel_type?: string; subtype?: string; bot_id?: string }
    if (message.channel_type !== 'im' || message.bot_id !== undefined) return
    const { user: member, thread_ts: thread, channel } = event as Spoken
    // Slack tells the app of its own direct messages, and of nobody else's.
    if (member !== undefined) tellDirect(member, channel)
    if (message.subtype === 'file_share') return takeFiles(event as never, body.event_id)
    // A mention in a channel comes as app_mention too; edits and joins are nobody's question.
    if (message.subtype !== undefined) return
    await converse(event as never, body.event_id, false)
    if (member !== undefined && member !== botUser && thread === undefined)
      void begin(suggest(member, channel))
  })

  /** Whoever opens the conversation, or was answered in it, is offered what is worth asking now. */
  const suggest = (member: string, channel: string) =>
    client.suggest(channel, async () => {
      const context = await makeContext(desk, { member, channel }, now())
      const prompts = await suggestPrompts({ member, conversation: channel }, context)
      return prompts.map(({ title }) => ({ title, message: title }))
    })

  app.event('app_home_opened', async ({ event }) => {
    tellDirect(event.user, event.channel)
    if (event.tab === 'messages') return suggest(event.user, event.channel)
    await homes.open(event.user)
  })

  listenToForms(app, { speaker, identity, answer })

  app.event('app_uninstalled', async () => client.refuse('app_uninstalled'))
  app.event('tokens_revoked', async ({ event }) => {
    if (event.tokens.bot?.length) client.refuse('tokens_revoked')
  })

  // The gate logs it, and has it taken up again.
  app.error(async (error) => {
    throw error
  })
}

/** What Slack tells of channels that are watched: who else reads them now, and whether anything can be posted there. */
function listenToChannels(app: bolt.App, voice: Voice, { desk, tellShared, now }: SlackEdgeOptions): void {
  app.event('channel_shared', async ({ event }) => {
    tellShared(event.channel, true)
    await lowerShared(desk, voice, event.channel, now())
  })
  app.event('channel_unshared', async ({ event }) => {
    // It may still be shared with others.
    if (!event.is_ext_shared) tellShared(event.channel, false)
  })
  const archived = async ({ event }: { event: { channel: string } }) =>
    tellArchived(desk, voice, event.channel, now())
  app.event('channel_archive', archived)
  app.event('group_archive', archived)
}
