import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { chatMethods } from './chat-methods.ts'
import { conversationMethods } from './conversation-methods.ts'
import type { FaultSource } from './faults.ts'
import { fileMethods } from './file-methods.ts'
import { type Json, readObject } from './json.ts'
import { type Args, Refusal, said } from './refusal.ts'
import { viewMethods } from './view-methods.ts'
import type { Workspace } from './workspace.ts'
import { appId, botId, botUser, team } from './world.ts'

/** One method of the Web API. `run` gives what stands beside `ok: true`, or throws a `Refusal`. */
export interface Method {
  /** `app` for the token of Socket Mode. */
  token?: 'app'
  /** The scope the token must hold; by the kind of conversation where Slack asks so. */
  scope?: string | ((args: Args, workspace: Workspace) => string | undefined)
  run(args: Args, workspace: Workspace): Json
}

export interface ApiCall {
  method: string
  /** Without the token. */
  args: Args
  token: 'bot' | 'app' | 'none' | 'wrong'
  /** Slack's clock, in milliseconds. */
  at: number
  /** `ok`, Slack's error, or the fault that was met. */
  outcome: string
}

export interface Tokens {
  bot: string
  app: string
  revoked: Set<string>
}

interface Door {
  workspace: Workspace
  tokens: Tokens
  faults: FaultSource
  calls: ApiCall[]
  openSocket(): string
  /** Posts within one second to one channel are refused when set. */
  limitsPosts: boolean
  happened(): void
}

/** Answers `POST /api/<method>` as Slack does, or as the fault that is due. */
export async function answerApi(
  door: Door,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const fault = door.faults.take(method)
  const { args, token } = await readCall(request)
  const kind = tokenKind(token, door.tokens)
  const log = (outcome: string) => {
    door.calls.push({ method, args, token: kind, at: door.workspace.now(), outcome })
    door.happened()
  }
  if (fault && (fault.fault === 'cut' || fault.fault === 'status' || fault.fault === 'rate-limited')) {
    log(fault.fault)
    if (fault.fault === 'cut') return request.socket.destroy()
    if (fault.fault === 'status') {
      if (fault.seconds !== undefined) response.setHeader('retry-after', fault.seconds)
      return response.writeHead(fault.status).end('upstream trouble')
    }
    return tooMany(response, fault.seconds)
  }
  const wait = door.limitsPosts && method === 'chat.postMessage' ? secondsToWait(door, args) : 0
  if (wait > 0) {
    log('rate-limited')
    return tooMany(response, wait)
  }
  if (fault?.fault === 'slow') await pause(fault.ms)
  const done = fault?.fault === 'refused' ? {} : perform(door, method, args, token)
  const answer: Json =
    fault && 'error' in fault
      ? { ok: false, error: fault.error, ...('messages' in fault && said(...(fault.messages ?? []))) }
      : done
  log(fault?.fault === 'response-lost' ? fault.fault : answer.ok === true ? 'ok' : String(answer.error))
  if (fault?.fault === 'response-lost') return request.socket.destroy()
  const scopes = [...door.workspace.scopes].join(',')
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(door.workspace.now()).toUTCString(),
    ...(kind === 'bot' && { 'x-oauth-scopes': scopes }),
  })
  return response.end(JSON.stringify(answer))
}

function perform(door: Door, name: string, args: Args, token: string | undefined): Json {
  const { workspace, tokens } = door
  try {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!method) throw new Refusal('unknown_method', { req_method: name })
    if (token === undefined) throw new Refusal('not_authed')
    if (tokens.revoked.has(token)) throw new Refusal('token_revoked')
    const kind = tokenKind(token, tokens)
    if (kind === 'wrong') throw new Refusal('invalid_auth')
    if (kind !== (method.token ?? 'bot')) throw new Refusal('not_allowed_token_type')
    const needed = typeof method.scope === 'function' ? method.scope(args, workspace) : method.scope
    if (needed !== undefined && !workspace.scopes.has(needed))
      throw new Refusal('missing_scope', { needed, provided: [...workspace.scopes].join(',') })
    if (name === 'apps.connections.open') return { ok: true, url: door.openSocket() }
    return { ok: true, ...method.run(args, workspace) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error, ...error.details }
    throw error
  }
}

const methods: Record<string, Method> = {
  'auth.test': {
    run: () => ({
      url: 'https://test.slack.com/',
      team: 'Test',
      user: 'attache',
      team_id: team,
      user_id: botUser,
      bot_id: botId,
      app_id: appId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': { token: 'app', run: () => ({}) },
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...viewMethods,
}

function tokenKind(token: string | undefined, tokens: Tokens): ApiCall['token'] {
  if (token === undefined) return 'none'
  if (token === tokens.bot) return 'bot'
  return token === tokens.app ? 'app' : 'wrong'
}

async function readCall(request: IncomingMessage): Promise<{ args: Args; token: string | undefined }> {
  const body = await readText(request)
  const isJson = request.headers['content-type']?.startsWith('application/json') === true
  const { token: inBody, ...args } = isJson
    ? (readObject(body) ?? {})
    : Object.fromEntries<unknown>(new URLSearchParams(body))
  const [, inHeader] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  return { args, token: inHeader ?? (typeof inBody === 'string' ? inBody : undefined) }
}

function tooMany(response: ServerResponse, seconds: number) {
  return response
    .writeHead(429, { 'retry-after': String(seconds), 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error: 'ratelimited' }))
}

/** One message a second in a channel. */
function secondsToWait({ calls, workspace }: Door, args: Args): number {
  const last = calls.findLast(
    (call) =>
      call.method === 'chat.postMessage' && call.outcome === 'ok' && call.args.channel === args.channel,
  )
  return last && workspace.now() - last.at < 1_000 ? 1 : 0
}
