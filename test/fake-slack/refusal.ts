import { blockKitProblems } from '../../src/edges/slack/block-kit-limits.ts'
import { isObject, type Json, objects, readObject } from './json.ts'

/** What Slack answers instead of doing it: `{ ok: false, error, … }`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly error: string
  readonly details: Json

  constructor(error: string, details: Json = {}) {
    super(error)
    this.error = error
    this.details = details
  }
}

export type Args = Json

export function textArg(args: Args, name: string): string | undefined {
  const value = args[name]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function neededArg(args: Args, name: string, error = 'invalid_arguments'): string {
  const value = textArg(args, name)
  if (value === undefined) throw new Refusal(error, said(`missing required field: ${name}`))
  return value
}

export function flagArg(args: Args, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1'
}

/** An object or a list; a form carries it as JSON text. */
export function structureArg(args: Args, name: string): unknown {
  const value = args[name]
  if (typeof value !== 'string') return value
  return readObject(`{"it":${value}}`)?.it
}

/** The text and blocks of a message, or Slack's refusal of them. An empty list of blocks is none. */
export function checkedMessage(args: Args): { text: string; blocks: readonly Json[] } {
  const text = textArg(args, 'text')
  const given = structureArg(args, 'blocks')
  if (args.blocks !== undefined && !Array.isArray(given)) throw new Refusal('invalid_blocks_format')
  if (text === undefined) throw new Refusal('no_text')
  if (text.length > 4_000) throw new Refusal('msg_too_long')
  const problems = blockKitProblems({ text, ...(objects(given).length > 0 && { blocks: given }) })
  if (problems.length > 0) throw new Refusal('invalid_blocks', said(...problems))
  return { text, blocks: objects(given) }
}

/** A modal or Home, or Slack's refusal of it. */
export function checkedView(given: unknown, type: 'modal' | 'home'): Json {
  if (!isObject(given)) throw new Refusal('invalid_arguments', said('view: is no object'))
  const wrongType = given.type === type ? [] : [`type: must be ${type}`]
  const problems = [...wrongType, ...blockKitProblems({ type, ...given })]
  if (problems.length > 0) throw new Refusal('invalid_arguments', said(...problems))
  if (JSON.stringify(given).length > 250_000) throw new Refusal('view_too_large')
  return given
}

export function said(...messages: string[]): Json {
  return { errors: messages, response_metadata: { messages } }
}
