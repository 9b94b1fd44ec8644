import { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { type Instant, toInstant } from '../../domain/date.ts'
import type { Outgoing } from '../../store/outbox.ts'
import type { Said } from '../voice.ts'
import { asTyped } from './calls.ts'
import { clientOptions, timeout } from './client-options.ts'
import { isNotThere, isPassing, mendingOf, outcomeOf, ResponseError, tokenRefusal } from './failure.ts'
import { messageRenderings, type Renderings, sendFullest, withinLimits } from './renderings.ts'
import { scopesLacking } from './scopes.ts'
import { briefTimeout, makeStandings, type SlackStandings } from './standings.ts'

/** The same of who the program is, thrice: when it starts somebody waits, ten seconds in all. */
const introductionTimeout = 3_000

/** The body of an outgoing message, as this edge keeps it. */
interface Message {
  text: string
  blocks: never[]
  thread_ts?: string
}

/** Milliseconds until what is to be said is looked at again, while Slack refuses the token. */
const refusedFor = 60_000

/** How far back of a claim its message may stand: clocks differ. */
const clockSkewSeconds = 300

/** Whom the bot token speaks for, and the scopes it was given. */
export interface Identity {
  botUser: string
  botId: string
  /** Of the workspace, with a slash at its end; messages are addressed below it. */
  address?: string
  scopes: readonly string[]
  /** Scopes that are missing, each with what fails without it; for the operator. */
  lacks: readonly string[]
}

/** What the program asks of Slack's Web API, and nothing more: the manifest's scopes are held against it. */
export interface SlackClient extends SlackStandings {
  /** Who the token is, and what it may do. Throws when Slack refuses the token or cannot be reached. */
  whoAmI(): Promise<Identity>
  /** While Slack refuses the token nothing is sent: it is said later. */
  post(outgoing: Outgoing): Promise<Said>
  /** Slack's word for why it takes nothing from the app any more; undefined while it does. */
  refused(): string | undefined
  /** Takes in that Slack said so: nothing is posted until `whoAmI` succeeds again. */
  refuse(why: string): void
  /** Puts another text in the place of a message of ours, which keeps its key. */
  replace(outgoing: Outgoing, ts: string): Promise<Said>
  /** As `Voice` asks; a body with `thread_ts` is looked for in its thread, a member's in the conversation with them. */
  find(outgoing: Outgoing, since: Instant): Promise<string | false | undefined>
  /** Gives an answer where Slack asked for it. Throws when the address takes none, its time or its message being over. */
  respond(address: string, message: { blocks?: readonly unknown[] | undefined }, key: string): Promise<void>
  publishHome(member: string, views: Renderings<object>): Promise<void>
  /** Offers lines to say under the latest message of a conversation; makes none without the scope. Never throws. */
  suggest(channel: string, make: () => Promise<{ title: string; message: string }[]>): Promise<void>
  /** Shows a modal for a trigger, which holds three seconds and once; false when it does no more, or Slack does not answer. */
  openView(trigger: string, views: Renderings<object>, key: string): Promise<boolean>
  /** Puts another view in the place of a modal; false when it was closed, or Slack does not take the view. */
  updateView(id: string, views: Renderings<object>, key: string): Promise<boolean>
  /**
   * Hands over a file: to a member in their conversation with the app, else in the channel. False without the scope, or when
   * Slack does not take it.
   */
  giveFile(to: string, file: { name: string; bytes: Uint8Array; comment: string }): Promise<boolean>
  /** The bytes of a file that somebody sent; undefined without the scope, or when Slack does not give it. */
  readFile(address: string, most: number): Promise<Uint8Array | undefined>
  /** What a message says now: undefined where it may not be read, `gone` when it was deleted. */
  readMessage(channel: string, ts: string): Promise<{ text: string } | 'gone' | undefined>
}

export interface SlackClientOptions {
  token: string
  apiUrl: string | undefined
  log: Logger
  /** The moment it is, for "not before". */
  now(): Instant
}

export function makeSlackClient({ token, apiUrl, log, now }: SlackClientOptions): SlackClient {
  const patient = new WebClient(token, clientOptions(apiUrl, log))
  // A message whose answer is lost may have been posted: posting is never retried blindly.
  const posting = new WebClient(token, {
    ...clientOptions(apiUrl, log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  const brief = new WebClient(token, {
    ...clientOptions(apiUrl, log),
    timeout: briefTimeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  // The address a file goes to is one that Slack names for it.
  const uploading = new WebClient(token, {
    ...clientOptions(apiUrl, log),
    retryConfig: { retries: 0 },
    allowAbsoluteUrls: true,
  })
  let scopes: readonly string[] = []
  let refusal: string | undefined
  let team: string | undefined

  /** A message to a member stands in the conversation with them, which has an id of its own. */
  async function openDirect(member: string): Promise<string> {
    const { channel } = await patient.conversations.open({ users: member })
    return channel?.id ?? member
  }

  function refuse(why: string): void {
    if (refusal === undefined)
      log.error(
        `Slack says that the app was taken out of the workspace (${why}): nothing is posted; install it again, copy its tokens into the settings, and start the program again`,
      )
    refusal ??= why
  }

  return {
    ...makeStandings({ brief, apiUrl, log, team: () => team }),

    async whoAmI() {
      const introducing = new WebClient(token, {
        ...clientOptions(apiUrl, log),
        timeout: introductionTimeout,
      })
      const identity = await introducing.auth.test()
      scopes = identity.response_metadata?.scopes ?? []
      refusal = undefined
      team = identity.team_id
      return {
        botUser: identity.user_id ?? '',
        botId: identity.bot_id ?? '',
        ...(identity.url !== undefined && { address: identity.url }),
        scopes,
        lacks: scopesLacking(scopes),
      }
    },

    refused: () => refusal,

    refuse,

    async post({ key, recipient, body }) {
      if (refusal !== undefined) return { later: toInstant(Date.parse(now()) + refusedFor) }
      const { blocks, ...words } = JSON.parse(body) as Message
      const plain = { channel: recipient, ...words, mrkdwn: false, unfurl_links: false, unfurl_media: false }
      const metadata = { event_type: 'attache', event_payload: { key } }
      try {
        const send = (content: object) => posting.chat.postMessage({ ...plain, ...content, metadata })
        const { ts } = await sendFullest(messageRenderings({ blocks }), send, { log, key })
        return { posted: ts ?? '' }
      } catch (error) {
        const mending = mendingOf(error)
        refusal ??= tokenRefusal(error)
        if (mending !== undefined) log.error({ key }, `${mending}; what is to be said waits`)
        return outcomeOf(error, now())
      }
    },

    async replace({ key, recipient, body }, ts) {
      const message = JSON.parse(body) as Message
      try {
        await sendFullest(
          messageRenderings(message),
          // Without a list, the old blocks would stay.
          ({ text, blocks = [] }) => patient.chat.update({ channel: recipient, ts, text, blocks }),
          { log, key },
        )
        return { posted: ts }
      } catch (error) {
        return outcomeOf(error, now())
      }
    },

    async find({ key, recipient, body }, since) {
      const isPublic = scopes.includes('channels:history')
      const isPrivate = scopes.includes('groups:history')
      const isMember = /^[UW]/.test(recipient)
      const isDirect = isMember || recipient.startsWith('D')
      if (isDirect ? !scopes.includes('im:history') : !(isPublic || isPrivate)) return undefined
      const thread = (JSON.parse(body) as Message).thread_ts
      const oldest = Date.parse(since) / 1000 - clockSkewSeconds
      let cursor: string | undefined
      try {
        const channel = isMember ? await openDirect(recipient) : recipient
        const where = { channel, limit: 200, include_all_metadata: true }
        do {
          const from = { ...where, ...(cursor && { cursor }) }
          const page =
            thread === undefined
              ? await patient.conversations.history(from)
              : await patient.conversations.replies({ ...from, ts: thread })
          const found = page.messages?.find((message) => keyOf(message.metadata) === key)
          if (found) return found.ts ?? ''
          // A channel's latest come first. Slack's own clock is asked for no limit: where ours ran ahead, it would hide the message.
          if (thread === undefined && Number(page.messages?.at(-1)?.ts ?? 0) < oldest) return false
          cursor = page.response_metadata?.next_cursor || undefined
        } while (cursor)
        return false
      } catch (error) {
        if (isPassing(error)) throw error
        log.warn({ err: error, recipient }, 'a channel may not be looked into')
        return undefined
      }
    },

    async respond(address, message, key) {
      const send = async (given: object) => {
        const response = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(given),
          signal: AbortSignal.timeout(timeout),
        })
        const told = await response.text()
        if (!response.ok) throw new ResponseError(response.status, told)
      }
      await sendFullest(messageRenderings(message), send, { log, key })
    },

    async publishHome(member, views) {
      const publish = (view: object) => patient.views.publish({ user_id: member, view: view as never })
      await sendFullest(withinLimits(views, log), publish, { log, key: `home/${member}` })
    },

    async suggest(channel, make) {
      if (!scopes.includes('assistant:write')) return
      try {
        const prompts = await make()
        // In the agent view a thread's name would make the call fail unseen.
        await brief.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts })
      } catch (error) {
        log.warn(
          { err: error },
          'the prompts that were there stand: others could not be made, or Slack did not take them',
        )
      }
    },

    async openView(trigger, views, key) {
      const open = (view: object) => brief.views.open({ trigger_id: trigger, view: view as never })
      try {
        await sendFullest(withinLimits(views, log), open, { log, key })
        return true
      } catch (error) {
        log.warn({ err: error, key }, 'a form could not be opened; a button that opens it is shown')
        return false
      }
    },

    async updateView(id, views, key) {
      const update = (view: object) => patient.views.update({ view_id: id, view: view as never })
      try {
        await sendFullest(withinLimits(views, log), update, { log, key })
        return true
      } catch (error) {
        log.warn(
          { err: error, key },
          'a form is closed, or does not take its answer; the person is told alone',
        )
        return false
      }
    },

    async giveFile(to, { name, bytes, comment }) {
      if (!scopes.includes('files:write')) return false
      try {
        await uploading.files.uploadV2({
          channel_id: /^[UW]/.test(to) ? await openDirect(to) : to,
          filename: name,
          file: Buffer.from(bytes),
          initial_comment: comment,
        })
        return true
      } catch (error) {
        log.warn({ err: error }, 'Slack did not take a file')
        return false
      }
    },

    async readFile(address, most) {
      // The token goes to Slack and to nobody else.
      const isSlack = /^https:\/\/files\.slack\.com\//.test(address)
      const isStandIn = apiUrl !== undefined && new URL(address).origin === new URL(apiUrl).origin
      if (!scopes.includes('files:read') || !(isSlack || isStandIn)) return undefined
      try {
        const response = await fetch(address, {
          headers: { authorization: `Bearer ${token}` },
          redirect: 'error',
          signal: AbortSignal.timeout(timeout),
        })
        if (!response.ok) throw new Error(`HTTP ${response.status}`)
        const chunks: Uint8Array[] = []
        let length = 0
        for await (const chunk of response.body ?? []) {
          length += chunk.length
          if (length > most) throw new Error('more bytes than were told')
          chunks.push(chunk)
        }
        return Buffer.concat(chunks)
      } catch (error) {
        log.warn({ err: error }, 'a file that was sent could not be read')
        return undefined
      }
    },

    async readMessage(channel, ts) {
      if (!scopes.some((scope) => /^(?:channels|groups):history$/.test(scope))) return undefined
      try {
        const { messages = [] } = await brief.conversations.replies({
          channel,
          ts,
          oldest: ts,
          latest: ts,
          inclusive: true,
          limit: 2,
        })
        const found = messages.find((message) => message.ts === ts)
        const isDeleted = (found as { subtype?: string } | undefined)?.subtype === 'tombstone'
        return found && !isDeleted ? { text: asTyped(found.text ?? '') } : 'gone'
      } catch (error) {
        if (isNotThere(error)) return 'gone'
        log.warn({ err: error }, 'a message could not be read again')
        return undefined
      }
    },
  }
}

function keyOf(metadata: { event_payload?: object } | undefined): unknown {
  return (metadata?.event_payload as { key?: unknown } | undefined)?.key
}
