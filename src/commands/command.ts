import type { Role } from '../domain/role.ts'
import type { Call, Context } from './call.ts'
import type { Reply } from './reply.ts'

/** One command: what it is called, what help says of it, and what it does. Examples work as they stand on the data shipped. */
export interface Command {
  name: string
  summary: string
  usage: string[]
  examples: string[]
  /** True when the bare command answers; otherwise nothing typed shows the usage. */
  bare?: true
  /** True for lookups: their private answers carry *Share*, where a reader may ask for them. */
  shareable?: true
  /**
   * The role that a call takes; without it, a reader's. What takes more than a reader records something: it runs once, as
   * typed, is never shared, and finds the caller's role in its context.
   */
  needs?(call: Call): Role
  /** Lines that only list: like those of lookups, their long lists come a page at a time. */
  listing?: RegExp
  /** What `help`, `?` or nothing shows instead of the usage. */
  help?(): Reply
  /** What the bare command shows to fill in. */
  form?(call: Call, context: Context): Promise<Reply>
  run(call: Call, context: Context): Promise<Reply>
}

/** The role that a call takes; its text is cleaned. */
export function roleNeeded(command: Command, call: Call): Role {
  return command.needs?.(call) ?? 'reader'
}
