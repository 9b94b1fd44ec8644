import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeBus } from './bus.ts'
import type { Ack, Delivery, Retry } from './delivery.ts'
import { makeFaults } from './faults.ts'
import { makeFiles } from './file-methods.ts'
import { httpBody, postSigned, retryHeaders } from './http-delivery.ts'
import { type Expecting, makePerformer, type Performer, type Seen } from './interactions.ts'
import type { Json } from './json.ts'
import { type Manifest, readManifest, type Transport } from './manifest.ts'
import { makePayloads } from './payloads.ts'
import { answerResponse, makeResponses } from './responses.ts'
import { type DisconnectReason, openSockets } from './sockets.ts'
import { plainMessage } from './text.ts'
import { type ApiCall, answerApi, type Tokens } from './web-api.ts'
import { makeTriggers, type Workspace } from './workspace.ts'
import { botUser, type Message, makeWorld, type View, type WorldOptions } from './world.ts'

export interface FakeSlackOptions extends WorldOptions {
  transport: Transport
  /** That of the transport, as it lies in `manifest/`. */
  manifest?: Manifest
  /** Optional scopes that the installer granted. */
  grant?: readonly string[]
  /** Scopes of the manifest that the installation lacks. */
  withhold?: readonly string[]
  /** Slack's clock, in milliseconds; the machine's unless given. */
  now?: () => number
  /** Refuse more than one post a second in a channel. */
  limitsPosts?: boolean
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>

/**
 * A stand-in for Slack on a loopback port, the strictest reader of what Slack allows. An app talks to it through `apiUrl`;
 * it talks to the app over the socket the app opened, or by signed HTTP to the address given to `deliverTo`. Members and
 * channels are given by id or name.
 */
export async function startFakeSlack(options: FakeSlackOptions) {
  const { transport, now = Date.now, limitsPosts = false } = options
  const manifest = options.manifest ?? readManifest(transport)
  const tokens: Tokens = { bot: 'xoxb-test-bot', app: 'xapp-test-app', revoked: new Set() }
  const signingSecret = 'test-signing-secret'
  const faults = makeFaults()
  const calls: ApiCall[] = []
  const complaints: string[] = []
  const working = new Set<Promise<unknown>>()
  const bus = makeBus(lately)
  let performer: Performer | undefined
  let appUrl: string | undefined

  const world = makeWorld(options, now, (happening) => performer?.happened(happening))
  const complain = (what: string) => {
    complaints.push(what)
    bus.changed()
  }
  const triggers = makeTriggers(now, world.nextId)
  const workspace: Workspace = {
    world,
    manifest,
    scopes: grantedScopes(manifest, options),
    now,
    complain,
    triggers,
    files: makeFiles(world.nextId, (what, id) => `${base}/${what}/${id}`),
  }
  const responses = makeResponses(workspace)

  const server = createServer((request, response) => {
    const work = answer(request, response).catch((error: unknown) => {
      complain(`the fake itself failed: ${String(error)}`)
      response.destroy()
    })
    working.add(work)
    void work.finally(() => working.delete(work))
  })
  const sockets = openSockets(server, () => base, bus.changed, complain)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const door = {
    workspace,
    tokens,
    faults,
    calls,
    limitsPosts,
    openSocket: sockets.ticket,
    happened: bus.changed,
  }
  const payloads = makePayloads(workspace, responses, (id) => `${base}/response/${id}`)
  performer = makePerformer(workspace, bus, send, () => Promise.allSettled([...working]))
  const { perform } = performer

  const log = (args: Json, outcome: string) => {
    calls.push({ method: 'response_url', args, token: 'none', at: now(), outcome })
    bus.changed()
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const [, kind, name = ''] = /^\/(api|response|upload|file)\/([^/?]+)$/.exec(request.url ?? '') ?? []
    if (request.method === 'POST' && kind === 'api') return answerApi(door, name, request, response)
    if (request.method === 'GET' && kind === 'file') {
      const isBot = request.headers.authorization === `Bearer ${tokens.bot}`
      const bytes = isBot && workspace.scopes.has('files:read') ? workspace.files.sent(name) : undefined
      calls.push({ method: 'file', args: { name }, token: isBot ? 'bot' : 'none', at: now(), outcome: 'ok' })
      return response.writeHead(bytes ? 200 : 403, { 'content-length': bytes?.length ?? 0 }).end(bytes)
    }
    if (request.method === 'POST' && kind === 'upload') {
      const taken = workspace.files.take(name, Buffer.concat(await request.toArray()).toString())
      return response.writeHead(taken ? 200 : 404).end(taken ? 'OK' : 'no such upload')
    }
    if (request.method === 'POST' && kind === 'response')
      return answerResponse({ responses, faults, log }, name, request, response)
    return response.writeHead(404).end()
  }

  /** Over the transport, with the fault that is due; of an event sent twice, the first ack. */
  async function send(delivery: Delivery, retry?: Retry): Promise<Ack> {
    const fault = faults.takeDelivery()
    const isSigning = fault?.fault === 'skewed' || fault?.fault === 'wrong-signature'
    if (isSigning && transport === 'socket') throw new Error('A socket signs nothing')
    const once = (again?: Retry) =>
      transport === 'socket'
        ? sockets.deliver(delivery, again, fault?.fault === 'ack-crossed')
        : post({ ...httpBody(delivery), headers: retryHeaders(again) }, fault)
    const first = once(retry)
    if (fault?.fault !== 'twice') return first
    const [ack] = await Promise.all([first, once({ num: 1, reason: 'http_timeout' })])
    return ack
  }

  async function post(sent: Parameters<typeof postSigned>[1], fault?: Parameters<typeof postSigned>[2]) {
    if (appUrl === undefined) throw new Error('Nobody said where the app listens: call deliverTo first')
    return postSigned({ url: `${appUrl}/slack/events`, secret: signingSecret }, sent, fault)
  }

  function lately(): string {
    const last = calls.slice(-8).map(({ method, outcome, args }) => {
      return `  ${method} → ${outcome} ${JSON.stringify(args).slice(0, 160)}`
    })
    return ['Last calls:', ...last, 'Complaints:', ...complaints.slice(-5).map((each) => `  ${each}`)].join(
      '\n',
    )
  }

  return {
    transport,
    apiUrl: `${base}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    botUser,
    world,
    faults,
    /** Every call of the Web API and of response_urls, oldest first. */
    calls,
    /** What Slack passes over in silence and an app should not do; empty after a good test. */
    complaints,
    until: bus.until,
    /** What Slack would send for a thing a person does, unsent: to change it, or to `perform` it. */
    payloads,
    perform,
    command: (member: string, channel: string, line: string, how: Expecting & { unlisted?: boolean } = {}) =>
      perform(payloads.command(member, channel, line, how), how),
    /** Presses the button with this label or action id, and confirms if asked. */
    press: (member: string, on: Message | View, what: string, how: Expecting & { stale?: boolean } = {}) =>
      perform(payloads.press(member, on, what, how), how),
    submit: (member: string, view: View, values: Record<string, string>, how?: Expecting) =>
      perform(payloads.submit(member, view, values), how),
    /** Chooses a shortcut by its name: on a message, or from anywhere. */
    shortcut: (member: string, name: string, on?: Message, how?: Expecting) =>
      perform(payloads.shortcut(member, name, on), how),
    /** Says `@attache text` in the channel, or in the thread of a message. */
    mention: (member: string, channel: string, text: string, how: Expecting & { thread?: string } = {}) =>
      perform(payloads.mention(member, channel, text, how), how),
    directMessage: (member: string, text: string, how: Expecting & { thread?: string } = {}) =>
      perform(payloads.directMessage(member, text, how), how),
    /** Sends the app a document, and those beside it in the same message. */
    sendFile: (
      member: string,
      name: string,
      content: string | Uint8Array,
      how: Expecting & { text?: string; beside?: Record<string, string> } = {},
    ) => perform(payloads.sendFile(member, name, content, how), how),
    openHome: (member: string, how: Expecting & { tab?: 'home' | 'messages' } = {}) =>
      perform(payloads.openHome(member, how), how),
    /** Any other event, such as `tokens_revoked`. */
    event: (event: Json & { type: string }, how: Expecting = { expect: 'ack' }) =>
      perform(payloads.event(event), how),
    deliverTo: (url: string) => {
      appUrl = url.replace(/\/$/, '')
    },
    /** Makes an event come again as Slack's retry: the same event_id, a new envelope. */
    redeliver: (seen: Seen, how: Expecting = { expect: 'ack' }, num = 1) =>
      perform(seen.interaction, how, { num, reason: 'http_timeout' }),
    /** Sends what no Slack sends, or sends it differently: a payload as given, or raw bytes (signed over HTTP). */
    deliver: (
      raw: Delivery | { body: string; contentType?: string; headers?: Record<string, string> },
    ): Promise<Ack> => {
      if ('payload' in raw) return send(raw)
      if (transport === 'http')
        return post({ contentType: 'application/json', ...raw }, faults.takeDelivery())
      sockets.sendRaw(raw.body)
      return Promise.resolve({ status: 'none', body: undefined, ms: 0, reason: 'a raw frame has no ack' })
    },
    revokeTokens: () => {
      for (const token of [tokens.bot, tokens.app]) tokens.revoked.add(token)
    },
    restoreTokens: () => tokens.revoked.clear(),
    connections: sockets.count,
    disconnect: (reason: DisconnectReason) => sockets.disconnect(reason),
    cutSockets: sockets.cut,
    removeBot: (channel: string) => world.channel(channel).members.delete(botUser),
    inviteBot: (channel: string) => world.channel(channel).members.add(botUser),
    /** A person edits their message. */
    editMessage: (message: Message, text: string) => world.update(message, { text }),
    /** A person or an administrator deletes a message. */
    deleteMessage: (message: Message) => world.remove(message),
    archive: (channel: string) => {
      world.channel(channel).isArchived = true
    },
    /** Another organisation joins a channel, or leaves it. */
    share: (channel: string, isShared = true) => {
      world.channel(channel).isShared = isShared
    },
    /** A channel keeps its id. */
    rename: (channel: string, name: string) => {
      world.channel(channel).name = name
    },
    /** A member's account is deactivated. */
    deactivate: (member: string) => {
      world.member(member).hasLeft = true
    },
    /** A person's message that mentions nobody: the app hears nothing of it. */
    say: (member: string, channel: string, text: string) =>
      world.post({ channel: world.channel(channel).id, author: world.member(member).id, text, blocks: [] }),
    /** What everybody in a channel sees at its top level, as it stands now. */
    channelMessages: (channel: string) =>
      saidIn(channel).filter(({ threadTs, onlyFor }) => threadTs === undefined && onlyFor === undefined),
    /** A thread, its parent first. */
    thread: (channel: string, ts: string) =>
      saidIn(channel).filter(
        (each) => each.onlyFor === undefined && (each.ts === ts || each.threadTs === ts),
      ),
    ephemeralsFor: (member: string) =>
      world.said().filter(({ onlyFor }) => onlyFor === world.member(member).id),
    /** The conversation of a member with the app. */
    directMessages: (member: string) => saidIn(world.directChannel(world.member(member).id).id),
    /** Files that were handed over in a conversation, oldest first. */
    filesIn: (channel: string) => workspace.files.sharedIn(world.channel(channel).id),
    home: (member: string): View | undefined => world.home(world.member(member).id),
    plain: plainMessage,
    /** A channel as everybody reads it: `maria: …`, oldest first, threads in their place in time. */
    transcript: (channel: string) =>
      saidIn(channel)
        .filter(({ onlyFor }) => onlyFor === undefined)
        .map((each) => `${world.members.get(each.author)?.name ?? 'attache'}: ${plainMessage(each)}`),
    /** Slack's addresses answer nobody: connections are refused. */
    goAway: async () => {
      sockets.cut()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    comeBack: () =>
      new Promise<void>((resolve) => server.listen(Number(new URL(base).port), '127.0.0.1', resolve)),
    close: async () => {
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  function saidIn(named: string): Message[] {
    const { id } = world.channel(named)
    return world.said().filter(({ channel }) => channel === id)
  }
}

function grantedScopes(
  manifest: Manifest,
  { grant = [], withhold = [] }: FakeSlackOptions,
): ReadonlySet<string> {
  const { bot, bot_optional } = manifest.oauth_config.scopes
  for (const scope of grant)
    if (!bot_optional.includes(scope)) throw new Error(`${scope} is no optional scope of the manifest`)
  for (const scope of withhold)
    if (!bot.includes(scope)) throw new Error(`${scope} is no scope of the manifest`)
  const leftOut = bot_optional.filter((scope) => !grant.includes(scope))
  return new Set(bot.filter((scope) => !withhold.includes(scope) && !leftOut.includes(scope)))
}
