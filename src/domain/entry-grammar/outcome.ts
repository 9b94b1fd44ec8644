import type { IsoDate } from '../date.ts'
import type { Happening } from '../entry.ts'
import type { EntryLexicon } from '../lexicon.ts'
import type { Marking } from '../marking.ts'
import type { Reading } from '../quantity-text.ts'
import type { Field, Unknown } from './line.ts'

/** A stretch of the cleaned line (`end` exclusive) and what it was read as. */
export interface EntrySpan {
  field: Field
  text: string
  start: number
  end: number
}

/** An entry read whole. `notes` say, one by one, what was assumed, what is odd and what was not understood. */
export interface ParsedEntry {
  parsed: Happening
  /** Given with `mark`; else the channel's ceiling is the entry's marking. */
  mark?: Marking
  /** ISO code of the country named in so many words, where one is. */
  countryWord?: string
  notes: string[]
  spans: EntrySpan[]
}

/**
 * What a text comes to. `log`: its events, in the order told. `clarify`: a question, with answers that are whole lines where
 * there are any; `entries` are the likeliest readings, not to be recorded before it is answered. `none`: no event, and why;
 * `perhaps` is what it may be where the writer meant to record one.
 */
export type EntryOutcome =
  | { action: 'log'; entries: ParsedEntry[] }
  | {
      action: 'clarify'
      ask: string
      readings: Reading[]
      entries: ParsedEntry[]
      example: string
      nearest?: string
      /** Words that should name a substance: whoever knows them can say what they mean. */
      unknown?: Unknown
    }
  | { action: 'none'; reason: string; perhaps?: { ask: string; readings: Reading[] } }

export interface EntryReader {
  lexicon: EntryLexicon
  /** The day it is for the writer: "yesterday", and the date of a line without one. */
  today: IsoDate
  /** ISO code of the country the call is about, where known: it tells places and agencies of one name apart. */
  country?: string
  /** The typed form is only tried: whether the line is whole decides, and no near name is looked for. */
  isTried?: true
}
