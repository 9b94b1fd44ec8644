import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import bolt from '@slack/bolt'
import type { Call } from '../commands/call.ts'
import { type Desk, makeContext } from '../commands/context.ts'
import { handle } from '../commands/handle.ts'
import { describeHome } from '../commands/home.ts'
import { heading, paragraph, type Reply } from '../commands/reply.ts'
import type { SlackTransport } from '../config.ts'
import type { Instant } from '../domain/date.ts'
import { claim, type Outgoing, postpone, settle } from '../store/outbox.ts'
import { renderBlockKit } from './block-kit.ts'
import type { Voice } from './clock.ts'
import { buttonCall, commandCall, messageCall } from './slack-calls.ts'
import { clientOptions, type Identity, type SlackClient } from './slack-client.ts'
import { gate, leftOver } from './slack-gate.ts'
import { slackLogger } from './slack-logger.ts'

/** Slack waits three seconds for an acknowledgement; an answer that takes longer than this follows after it. */
const answerWithin = 1_500

/** A larger request is refused unread: Slack's own are far smaller. */
const bodyLimit = '1mb'

export interface SlackEdge {
  /** How the clock speaks in Slack. */
  voice: Voice
  /** Stops taking work; what was begun is finished by `drained`. */
  stop(): Promise<void>
  drained(): Promise<void>
}

export interface SlackEdgeOptions {
  config: SlackTransport
  desk: Desk
  client: SlackClient
  identity: Pick<Identity, 'botUser' | 'botId'>
  now(): Instant
  /** For `/healthz`: when the clock last ticked. */
  lastTick(): Instant | undefined
}

/** Serves Slack over the transport that the settings name; resolves when it is connected or listening. */
export async function serveSlack(options: SlackEdgeOptions): Promise<SlackEdge> {
  const { config, desk, client, identity, now } = options
  const { log } = desk
  const work = new Set<Promise<unknown>>()
  const begin = <T>(promise: Promise<T>): Promise<T> => {
    const held = promise.catch(() => undefined).finally(() => work.delete(held))
    work.add(held)
    return promise
  }

  let socket = 'none'
  const health = () => ({
    ok: config.transport === 'http' || socket === 'connected',
    transport: config.transport,
    socket,
    lastTick: options.lastTick() ?? null,
  })
  const { receiver, start, stop } = makeReceiver(options, health, (state) => {
    socket = state
  })
  const gated = gate(receiver, { db: desk.db, now, log, begin })
  const app = new bolt.App({
    token: config.botToken,
    receiver: gated,
    logger: slackLogger(log),
    clientOptions: clientOptions(config.apiUrl, log),
    tokenVerificationEnabled: false,
    // Without both, Bolt asks Slack for them again at every delivery.
    botUserId: identity.botUser,
    botId: identity.botId,
  })
  listen(app, options)
  const resume = await leftOver(app, { db: desk.db, now, log, begin })
  await start()
  await resume()

  return {
    voice: {
      render,
      say: (outgoing) => client.post(outgoing),
      find: (outgoing, since) => client.find(outgoing, since),
    },
    stop,
    drained: async () => {
      await Promise.all(work)
    },
  }
}

function listen(app: bolt.App, { desk, client, identity, now }: SlackEdgeOptions): void {
  const { botUser } = identity
  const answer = async (call: Call): Promise<Reply> => {
    try {
      return await handle(call, await makeContext(desk, call, now()))
    } catch (error) {
      return apology(error, call, desk)
    }
  }

  app.command(/.*/, async ({ body, ack, respond }) => {
    const answered = answer(commandCall(body)).then(renderBlockKit)
    const message = await within(answered, answerWithin)
    if (message) await ack(message as never).catch(() => respond(message as never))
    else {
      await ack()
      await respond((await answered) as never)
    }
  })

  app.action(/.*/, async ({ body, action, ack, respond }) => {
    await ack()
    if (body.type !== 'block_actions' || action.type !== 'button' || action.value === undefined) return
    const channel = body.channel?.id ?? body.user.id
    const call = buttonCall(action.value, { member: body.user.id, channel, key: `action/${body.trigger_id}` })
    const reply = await answer(call)
    const message = renderBlockKit(reply)
    if (!body.response_url) {
      await say(
        desk,
        client,
        { key: `answer/${call.key}`, recipient: body.user.id, body: render(reply) },
        now(),
      )
    } else if (reply.replaces && body.message && !reply.refused) {
      // The outcome takes the place of the buttons, under the words they stood with.
      const blocks = [...withoutButtons(body.message.blocks), ...message.blocks]
      await respond({
        text: `${body.message.text ?? ''}\n${message.text}`,
        blocks: blocks as never[],
        replace_original: true,
      })
    } else await respond({ ...message, replace_original: false } as never)
  })

  const converse = async (
    event: { text?: string; user?: string; channel: string; ts: string; thread_ts?: string },
    id: string,
    inThread: boolean,
  ) => {
    if (event.user === undefined || event.user === botUser) return
    const call = messageCall(event.text ?? '', botUser, {
      member: event.user,
      channel: event.channel,
      key: `event/${id}`,
    })
    const reply = await answer(call)
    const thread = event.thread_ts ?? (inThread ? event.ts : undefined)
    const body = render(reply, thread)
    await say(desk, client, { key: `answer/${id}`, recipient: event.channel, body }, now())
  }
  app.event('app_mention', async ({ event, body }) => converse(event as never, body.event_id, true))
  app.event('message', async ({ event, body }) => {
    const message = event as { channel_type?: string; subtype?: string; bot_id?: string }
    // A mention in a channel comes as app_mention too; edits, joins and other bots are nobody's question.
    if (message.channel_type !== 'im' || message.subtype !== undefined || message.bot_id !== undefined) return
    await converse(event as never, body.event_id, false)
  })

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    const call: Call = { command: 'home', text: '', member: event.user, channel: event.user }
    const home = await describeHome(call, await makeContext(desk, call, now()))
    await client.publishHome(event.user, renderBlockKit(home).blocks)
  })

  app.error(async (error) => {
    desk.log.error({ err: error }, 'a delivery failed')
  })
}

/** Claims, says and settles an answer; one that was claimed before a crash is left to the clock. */
async function say(desk: Desk, client: SlackClient, outgoing: Outgoing, now: Instant): Promise<void> {
  if (!(await claim(desk.db, outgoing, now))) return
  const said = await client.post(outgoing)
  if ('posted' in said) await settle(desk.db, outgoing.key, { state: 'sent', posted: said.posted }, now)
  else if ('later' in said) await postpone(desk.db, outgoing.key, said.later)
  else if ('refused' in said) {
    desk.log.warn({ key: outgoing.key, reason: said.refused }, 'an answer was refused')
    await settle(desk.db, outgoing.key, { state: 'refused', reason: said.refused }, now)
  }
}

/** A message of our own accord as the outbox keeps it, with the thread it belongs in. */
function render(reply: Reply, thread?: string): string {
  const { text, blocks } = renderBlockKit(reply)
  return JSON.stringify({ text, blocks, thread_ts: thread })
}

/** A bug: the person and the log get the same reference. */
function apology(error: unknown, call: Call, { log }: Desk): Reply {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: error, reference, command: call.command }, 'unexpected')
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Something went wrong on our side'),
      paragraph(
        'Nothing half was kept. Try again; if it stays so, tell an administrator the reference ',
        { code: reference },
        '.',
      ),
    ],
    refused: true,
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function withoutButtons(blocks: unknown): object[] {
  return Array.isArray(blocks) ? blocks.filter((block: { type?: string }) => block.type !== 'actions') : []
}

interface Receiving {
  receiver: bolt.Receiver
  start(): Promise<void>
  stop(): Promise<void>
}

/** Signed HTTP with `/healthz` on the same port; or a socket, with a small server for `/healthz` beside it. */
function makeReceiver(
  { config, desk }: SlackEdgeOptions,
  health: () => { ok: boolean },
  onSocket: (state: string) => void,
): Receiving {
  const logger = slackLogger(desk.log)
  if (config.transport === 'http') {
    const receiver = new bolt.HTTPReceiver({
      signingSecret: config.signingSecret,
      logger,
      bodyLimit,
      customRoutes: [
        {
          path: '/healthz',
          method: 'GET',
          handler: (_request, response) => {
            const state = health()
            response
              .writeHead(state.ok ? 200 : 503, { 'content-type': 'application/json' })
              .end(JSON.stringify(state))
          },
        },
      ],
    })
    return {
      receiver,
      start: async () => {
        await receiver.start({ port: config.port, host: config.host })
      },
      stop: () => receiver.stop(),
    }
  }
  const receiver = new bolt.SocketModeReceiver({
    appToken: config.appToken,
    logger,
    installerOptions: {
      clientOptions: {
        ...clientOptions(config.apiUrl, desk.log),
        // It must come back however long Slack is away.
        retryConfig: {
          forever: true,
          retries: 5,
          factor: 1.3,
          minTimeout: 500,
          maxTimeout: 30_000,
          randomize: true,
        },
      },
    },
  })
  for (const state of [
    'connecting',
    'connected',
    'reconnecting',
    'disconnecting',
    'disconnected',
    'close',
  ] as const) {
    receiver.client.on(state, () => onSocket(state === 'close' ? 'closed' : state))
  }
  // A frame that the client cannot make sense of would end in an unhandled rejection, and end the program.
  const hear = receiver.client.listeners('ws_message')
  receiver.client.removeAllListeners('ws_message')
  receiver.client.on('ws_message', (...frame: unknown[]) => {
    for (const listener of hear) {
      Promise.resolve(listener(...frame)).catch((error: unknown) =>
        desk.log.warn({ err: error }, 'a frame of the socket was passed over'),
      )
    }
  })
  const healthServer: Server = createServer((request, response) => {
    const state = health()
    if (request.url !== '/healthz') response.writeHead(404).end()
    else
      response
        .writeHead(state.ok ? 200 : 503, { 'content-type': 'application/json' })
        .end(JSON.stringify(state))
  })
  return {
    receiver,
    start: async () => {
      await new Promise<void>((resolve, reject) => {
        healthServer.once('error', reject).listen(config.port, config.host, resolve)
      })
      await receiver.start()
    },
    stop: async () => {
      healthServer.close()
      await receiver.stop()
    },
  }
}
