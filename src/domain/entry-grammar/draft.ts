import type { Reading } from '../quantity-text.ts'
import type { Clauses } from './clauses.ts'
import type { Field, Line, Stop, Unknown } from './line.ts'
import type { EntryReader, ParsedEntry } from './outcome.ts'
import type { Told } from './sentences.ts'
import type { DateMention } from './when.ts'

/** A draft of one event, and the questions that must be answered before it can be recorded. */
export interface Draft extends ParsedEntry {
  asks: { ask: string; readings: Reading[]; unknown?: Unknown }[]
}

/** What a draft is written from. */
export interface Writing {
  line: Line
  told: Told
  clauses: Clauses
  reader: EntryReader
  /** The date of a sentence before, for one that has none. */
  date: DateMention | undefined
}

/** Notes a question of a draft; a problem is none. */
export type Ask = (stop: Stop) => void

/** Notes that the tokens `from` to `until` (exclusive) were read as a field. */
export type MarkSpan = (field: Field, from: number, until: number) => void
