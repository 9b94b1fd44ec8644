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
  /** True for lookups: their private answers carry *Share*. */
  shareable?: true
  /** The lines of a lookup that record something: run once, as typed, and never shared. */
  records?: RegExp
  /** Lines that only list: like those of lookups, their long lists come a page at a time. */
  listing?: RegExp
  /** What `help`, `?` or nothing shows instead of the usage. */
  help?(): Reply
  /** What the bare command shows to fill in. */
  form?(call: Call, context: Context): Promise<Reply>
  run(call: Call, context: Context): Promise<Reply>
}
