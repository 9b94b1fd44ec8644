import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { FaultSource } from './faults.ts'
import { type Json, readObject } from './json.ts'
import { type Args, checkedMessage, Refusal, textArg } from './refusal.ts'
import type { Workspace } from './workspace.ts'
import { botUser, type Message } from './world.ts'

const usesAllowed = 5
const life = 30 * 60 * 1_000

interface ResponseUrl {
  id: string
  interaction: string
  member: string
  channel: string
  /** The message that was pressed; none after a slash command. */
  original: Message | undefined
  at: number
  uses: number
}

export interface Responses {
  issue(given: Pick<ResponseUrl, 'interaction' | 'member' | 'channel' | 'original'>): string
  /** Does what a POST to the address asks; throws a `Refusal`. */
  use(id: string, body: Json | undefined): void
  /** How often the address was used; undefined when there is none. */
  uses(id: string): number | undefined
}

/** Addresses that take five answers within half an hour, even in channels that the app is not in. */
export function makeResponses(workspace: Workspace): Responses {
  const { world, now, complain } = workspace
  const urls = new Map<string, ResponseUrl>()

  function answer(url: ResponseUrl, body: Json): void {
    const { interaction, original } = url
    for (const name of ['replace_original', 'delete_original'])
      if (body[name] !== undefined && typeof body[name] !== 'boolean') throw new Refusal('invalid_payload')
    if (body.delete_original === true) {
      world.remove(standing(original), interaction)
    } else if (body.replace_original === true && original) {
      world.update(standing(original), checkedMessage(body), interaction)
    } else {
      if (body.replace_original === true) complain('replace_original after a slash command replaces nothing')
      show(workspace, url, body)
    }
  }

  function standing(message: Message | undefined): Message {
    const found = message && world.message(message.channel, message.ts)
    if (!found) throw new Refusal('message_not_found')
    return found
  }

  return {
    issue: (given) => {
      const id = world.nextId('R')
      urls.set(id, { ...given, id, at: now(), uses: 0 })
      return id
    },
    use: (id, body) => {
      const url = urls.get(id)
      if (!url) throw new Refusal('invalid_url')
      if (now() - url.at > life) throw new Refusal('expired_url')
      if (url.uses >= usesAllowed) throw new Refusal('used_url')
      url.uses += 1
      if (!body) throw new Refusal('invalid_payload')
      answer(url, body)
    },
    uses: (id) => urls.get(id)?.uses,
  }
}

/** Shows an answer where the interaction was: to the person alone unless `response_type` is `in_channel`. */
export function show(
  { world }: Workspace,
  { interaction, member, channel }: Pick<ResponseUrl, 'interaction' | 'member' | 'channel'>,
  body: Args,
): void {
  if (body.response_type !== undefined && !['ephemeral', 'in_channel'].includes(String(body.response_type)))
    throw new Refusal('invalid_response_type')
  const threadTs = textArg(body, 'thread_ts')
  world.post(
    {
      channel,
      author: botUser,
      ...checkedMessage(body),
      ...(threadTs !== undefined && { threadTs }),
      ...(body.response_type !== 'in_channel' && { onlyFor: member }),
    },
    interaction,
  )
}

/** Answers `POST /response/<id>` as Slack does, or as the fault that is due. */
export async function answerResponse(
  door: { responses: Responses; faults: FaultSource; log: (body: Json, outcome: string) => void },
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const fault = door.faults.take('response_url')
  const body = readObject(await readText(request))
  const log = (outcome: string) => door.log(body ?? {}, outcome)
  if (fault && (fault.fault === 'cut' || fault.fault === 'status' || fault.fault === 'rate-limited')) {
    log(fault.fault)
    if (fault.fault === 'cut') return request.socket.destroy()
    if (fault.fault === 'rate-limited') response.setHeader('retry-after', fault.seconds)
    return response.writeHead(fault.fault === 'status' ? fault.status : 429).end(fault.fault)
  }
  if (fault?.fault === 'slow') await pause(fault.ms)
  const refusal = fault?.fault === 'refused' ? fault.error : refusalOf(() => door.responses.use(id, body))
  const error = fault?.fault === 'failed-after' ? fault.error : refusal
  log(fault?.fault === 'response-lost' ? fault.fault : (error ?? 'ok'))
  if (fault?.fault === 'response-lost') return request.socket.destroy()
  if (error === undefined) return response.end('ok')
  const status = gone.includes(error) ? 404 : fault?.fault === 'failed-after' ? 500 : 400
  return response.writeHead(status).end(JSON.stringify({ ok: false, error }))
}

const gone = ['used_url', 'expired_url', 'invalid_url', 'message_not_found']

function refusalOf(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.error
    throw error
  }
}
