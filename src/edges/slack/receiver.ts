import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import bolt from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import type { SlackTransport } from '../../config.ts'
import type { Instant } from '../../domain/date.ts'
import { clientOptions } from './client-options.ts'
import { slackLogger } from './logger.ts'
import { type KeptSocket, keepOpen } from './socket.ts'
import { type ClockWatch, watchClock } from './watch-clock.ts'

/** A larger request is refused unread: Slack's own are far smaller. */
const bodyLimit = '1mb'

/** What `/healthz` tells besides the socket. */
interface Health {
  /** When the clock last ticked. */
  lastTick(): Instant | undefined
  /** Slack's word for why it takes nothing from the app any more. */
  refused(): string | undefined
}

/** An acknowledgement has reached Slack within this long, or has met the end of its connection on the way. */
const onItsWay = 1_000

/** How Slack's deliveries come in, and where `/healthz` answers. */
interface Receiving {
  receiver: bolt.Receiver
  /** Asked as soon as an acknowledgement is sent: true when its connection ends before Slack has surely read it. */
  mayBeLost(): Promise<boolean>
  /** Resolves when the port is open; how Slack comes in by then, or later. */
  start(): Promise<Reach>
  stop(): Promise<void>
}

/** How it goes with Slack reaching the program. */
export interface Reach {
  /** Slack can reach it: at once over HTTP, and over the socket as soon as it is open. */
  reached: Promise<void>
  /** Rejects with a `ConfigError` when Slack cannot reach it until an operator has mended something. */
  kept: Promise<void>
}

interface ReceiverOptions {
  log: Logger
  /** What is told at `/healthz`. */
  health: Health
  /** The machine's own clock, in milliseconds since 1970, whatever day the program is told it is. */
  machineNow(): number
}

/** Signed HTTP with `/healthz` on the same port; or a socket, with a small server for `/healthz` beside it. */
export function makeReceiver(config: SlackTransport, options: ReceiverOptions): Receiving {
  return config.transport === 'http' ? overHttp(config, options) : overSocket(config, options)
}

function overHttp(
  config: SlackTransport & { transport: 'http' },
  { log, health, machineNow }: ReceiverOptions,
): Receiving {
  const clock = watchClock(machineNow, log)
  const receiver = new bolt.HTTPReceiver({
    signingSecret: config.signingSecret,
    logger: explaining(log, clock),
    bodyLimit,
    // Read of requests that are signed rightly, and of no others.
    customPropertiesExtractor: ({ headers }) => {
      clock.taken(Number(headers['x-slack-request-timestamp']))
      return {}
    },
    customRoutes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request, response) => tellHealth(response, 'http', 'none', health),
      },
    ],
  })
  return {
    receiver,
    // An answer that does not get through fails where it is written.
    mayBeLost: async () => false,
    start: async () => {
      await receiver.start({ port: config.port, host: config.host })
      return { reached: Promise.resolve(), kept: new Promise(() => undefined) }
    },
    stop: () => receiver.stop(),
  }
}

function overSocket(
  config: SlackTransport & { transport: 'socket' },
  { log, health, machineNow }: ReceiverOptions,
): Receiving {
  const clock = watchClock(machineNow, log)
  const logger = explaining(log, clock)
  const attempt: WebClientOptions = {
    ...clientOptions(config.apiUrl, log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  }
  const receiver = new bolt.SocketModeReceiver({
    appToken: config.appToken,
    logger,
    autoReconnectEnabled: false,
    // Only events say when they happened.
    customPropertiesExtractor: ({ body }: { body?: { event_time?: unknown } }) => {
      if (typeof body?.event_time === 'number') clock.taken(body.event_time)
      return {}
    },
    installerOptions: { clientOptions: attempt },
  })
  let socket: KeptSocket | undefined
  passOverStrayFrames(receiver, log)
  const healthServer = createServer((request: IncomingMessage, response) => {
    if (request.url === '/healthz') tellHealth(response, 'socket', socket?.state() ?? 'none', health)
    else response.writeHead(404).end()
  })
  return {
    receiver,
    mayBeLost: watchLeaving(receiver),
    start: async () => {
      await new Promise<void>((resolve, reject) => {
        healthServer.once('error', reject).listen(config.port, config.host, resolve)
      })
      socket = keepOpen(receiver, log)
      return socket
    },
    stop: async () => {
      healthServer.close()
      await socket?.stop()
    },
  }
}

/** 200 when Slack can reach the program and takes what it says, else 503; over HTTP that it answers at all proves the first. */
function tellHealth(
  response: ServerResponse,
  transport: SlackTransport['transport'],
  socket: string,
  { lastTick, refused }: Health,
): void {
  const slack = refused() ?? 'ok'
  const ok = slack === 'ok' && (transport === 'http' || socket === 'connected')
  response
    .writeHead(ok ? 200 : 503, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok, transport, socket, slack, lastTick: lastTick() ?? null }))
}

/**
 * Slack reads nothing more on a connection that it has told to leave, and what was sent to it before that was heard is lost
 * unseen. Our own leaving loses nothing: it is said after whatever was acknowledged.
 */
function watchLeaving({ client }: bolt.SocketModeReceiver): Receiving['mayBeLost'] {
  const underWay = new Set<(isLost: boolean) => void>()
  const settle = (isLost: boolean) => {
    for (const each of underWay) each(isLost)
  }
  client.on('ws_message', (frame: unknown) => {
    if (isGoodbye(frame)) settle(true)
  })
  client.on('close', () => settle(true))
  client.on('disconnecting', () => settle(false))
  return () =>
    new Promise((resolve) => {
      const done = (isLost: boolean) => {
        clearTimeout(timer)
        underWay.delete(done)
        resolve(isLost)
      }
      const timer = setTimeout(done, onItsWay, false)
      underWay.add(done)
    })
}

function isGoodbye(frame: unknown): boolean {
  if (typeof frame !== 'string' || !frame.includes('"disconnect"')) return false
  try {
    return (JSON.parse(frame) as { type?: unknown } | null)?.type === 'disconnect'
  } catch {
    return false
  }
}

/** A frame that the client cannot make sense of would end in an unhandled rejection, and end the program. */
function passOverStrayFrames({ client }: bolt.SocketModeReceiver, log: Logger): void {
  const hear = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (...frame: unknown[]) => {
    for (const listener of hear) {
      Promise.resolve(listener(...frame)).catch((error: unknown) =>
        log.warn({ err: error }, 'a frame of the socket was passed over'),
      )
    }
  })
}

/** What Slack's packages tell only their logger, and what the operator is to do about it. */
const explanations: readonly [says: RegExp, told: string][] = [
  [
    /signature mismatch/,
    'a request was refused: it is not signed with SLACK_SIGNING_SECRET; if Slack sent it, copy the Signing Secret again from "Basic Information"',
  ],
  // They say it with a piece of the body.
  [/^Malformed request body/, 'a request was refused: it is signed, and its body is none that can be read'],
]

const tooOld = /x-slack-request-timestamp must differ/

/** Of each attempt to open the socket; the operator is told once of them all. */
const ofAttempts = /^(?:Failed to retrieve a new WSS URL|WebSocket error|http request failed)/

function explaining(log: Logger, clock: ClockWatch): ReturnType<typeof slackLogger> {
  const logger = slackLogger(log)
  const say =
    (level: 'warn' | 'error') =>
    (...words: unknown[]) => {
      const said = words.map(String).join(' ')
      if (tooOld.test(said)) return clock.refused()
      const told = explanations.find(([says]) => says.test(said))?.[1]
      if (told !== undefined) return log[level](told)
      logger[ofAttempts.test(said) ? 'info' : level](...words)
    }
  return { ...logger, warn: say('warn'), error: say('error') }
}
