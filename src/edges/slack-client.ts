import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import type { Logger } from 'pino'
import { type Instant, toInstant } from '../domain/date.ts'
import type { Outgoing } from '../store/outbox.ts'
import type { Said } from './clock.ts'
import { slackLogger } from './slack-logger.ts'

const timeout = 10_000

/** Slack's word for "not now, and it was not done". */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'internal_error',
  'fatal_error',
])

/** The body of an outgoing message, as this edge keeps it. */
interface Message {
  text: string
  blocks: never[]
  thread_ts?: string
}

/** How far back of a claim its message may stand: clocks differ. */
const clockSkewSeconds = 300

/** Whom the bot token speaks for, and the scopes it was given. */
export interface Identity {
  botUser: string
  botId: string
  scopes: readonly string[]
}

/** What the program asks of Slack's Web API, and nothing more: the manifest's scopes are held against it. */
export interface SlackClient {
  /** Who the token is, and what it may do. Throws when Slack refuses the token or cannot be reached. */
  whoAmI(): Promise<Identity>
  post(outgoing: Outgoing): Promise<Said>
  /** As `Voice` asks; a body with `thread_ts` is looked for in its thread. */
  find(outgoing: Outgoing, since: Instant): Promise<string | false | undefined>
  publishHome(member: string, blocks: unknown): Promise<void>
}

export interface SlackClientOptions {
  token: string
  apiUrl: string | undefined
  log: Logger
  /** The moment it is, for "not before". */
  now(): Instant
}

/** Settings of every Web API client: never the package's hundred retries without a timeout. */
export function clientOptions(apiUrl: string | undefined, log: Logger): WebClientOptions {
  return {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 1_000 },
    logger: slackLogger(log),
    allowAbsoluteUrls: false,
  }
}

export function makeSlackClient({ token, apiUrl, log, now }: SlackClientOptions): SlackClient {
  const patient = new WebClient(token, clientOptions(apiUrl, log))
  // A message whose answer is lost may have been posted: posting is never retried blindly.
  const posting = new WebClient(token, {
    ...clientOptions(apiUrl, log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  let scopes: readonly string[] = []

  return {
    async whoAmI() {
      const identity = await patient.auth.test()
      scopes = identity.response_metadata?.scopes ?? []
      return { botUser: identity.user_id ?? '', botId: identity.bot_id ?? '', scopes }
    },

    async post({ key, recipient, body }) {
      const { blocks, ...words } = JSON.parse(body) as Message
      const plain = { channel: recipient, ...words, mrkdwn: false, unfurl_links: false, unfurl_media: false }
      const metadata = { event_type: 'attache', event_payload: { key } }
      const send = async (content: object): Promise<Said> => {
        const { ts } = await posting.chat.postMessage({ ...plain, ...content, metadata })
        return { posted: ts ?? '' }
      }
      try {
        return await send({ blocks })
      } catch (error) {
        if (!isInvalidBlocks(error)) return outcomeOf(error, now())
        // The words carry the message alone.
        log.error({ key }, 'Slack refused the blocks of a message; its words are sent without them')
        return send({}).catch((again: unknown) => outcomeOf(again, now()))
      }
    },

    async find({ key, recipient, body }, since) {
      const isPublic = scopes.includes('channels:history')
      const isPrivate = scopes.includes('groups:history')
      if (recipient.startsWith('D') ? !scopes.includes('im:history') : !(isPublic || isPrivate))
        return undefined
      const thread = (JSON.parse(body) as Message).thread_ts
      const oldest = String(Date.parse(since) / 1000 - clockSkewSeconds)
      const where = { channel: recipient, oldest, limit: 200, include_all_metadata: true }
      let cursor: string | undefined
      try {
        do {
          const from = { ...where, ...(cursor && { cursor }) }
          const page =
            thread === undefined
              ? await patient.conversations.history(from)
              : await patient.conversations.replies({ ...from, ts: thread })
          const found = page.messages?.find((message) => keyOf(message.metadata) === key)
          if (found) return found.ts ?? ''
          cursor = page.response_metadata?.next_cursor || undefined
        } while (cursor)
        return false
      } catch (error) {
        if (!(error instanceof WebAPIPlatformError) || passing.has(error.data.error)) throw error
        log.warn({ err: error, recipient }, 'a channel may not be looked into')
        return undefined
      }
    },

    async publishHome(member, blocks) {
      await patient.views.publish({ user_id: member, view: { type: 'home', blocks: blocks as never[] } })
    },
  }
}

/** What a failed call means for its message. */
function outcomeOf(error: unknown, now: Instant): Said {
  const later = (seconds: number): Said => ({ later: toInstant(Date.parse(now) + seconds * 1000) })
  if (error instanceof WebAPIRateLimitedError) return later(error.retryAfter)
  if (error instanceof WebAPIPlatformError) {
    return passing.has(error.data.error) ? later(30) : { refused: error.data.error }
  }
  // A gateway may answer 5xx after Slack did the work.
  if (error instanceof WebAPIHTTPError) return { unknown: `HTTP ${error.statusCode}` }
  return { unknown: error instanceof Error ? error.message : String(error) }
}

function isInvalidBlocks(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && /^invalid_blocks|^msg_blocks_too_long/.test(error.data.error)
}

function keyOf(metadata: { event_payload?: object } | undefined): unknown {
  return (metadata?.event_payload as { key?: unknown } | undefined)?.key
}
