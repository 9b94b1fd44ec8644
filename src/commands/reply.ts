import type { IsoDate } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'

/** A stretch of text. User text is a span like any other: each renderer escapes, and only there. */
export type Span =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; text: string }
  | { member: string }
  | { date: IsoDate }

/** One or several spans read as one line. */
export type Line = string | Span[]

/** A button is a call: pressing it runs `call` as if its text had been typed. At most 300 characters. */
export interface Button {
  label: string
  call: string
  style?: 'primary' | 'danger'
  /** Set when the call shows what a place with little room had to leave out. */
  rest?: true
}

/** One thing a form asks for. */
export interface FormField {
  /** The name it has among a call's `fields`. */
  name: string
  label: string
  /** What may be written there, by examples. */
  hint: string
  /** Characters it takes. */
  limit: number
  isNeeded?: true
  isLong?: true
  /** What is known of it already. */
  initial?: string
}

/** What is asked all at once; what is filled in goes to `call` as its `fields`, and `call` alone asks again. */
export interface Form {
  title: string
  /** The verb that sends it. */
  submit: string
  call: string
  fields: FormField[]
}

/** What an answer is made of, in the order it is read. */
export type Part =
  | { part: 'heading'; text: string }
  | { part: 'paragraph'; text: Line }
  | { part: 'facts'; facts: [label: string, value: Line][] }
  | { part: 'list'; items: Line[] }
  | { part: 'table'; caption: string; columns: string[]; rows: string[][] }
  /** A picture of figures that the words beside it say too: it may be left out. `values` are in `unit`. */
  | { part: 'chart'; title: string; unit: string; bars: { label: string; value: number }[] }
  | { part: 'quote'; text: Line; citation: string }
  /** Small print: sources, freshness, what was withheld. */
  | { part: 'note'; text: Line }
  | { part: 'buttons'; buttons: Button[] }
  /** Shown to fill in where an edge can; elsewhere as the line to type instead. */
  | { part: 'form'; form: Form; instead: string }
  /** A file of text, with its media type. Where nobody can be handed a file, its text is shown. */
  | { part: 'file'; name: string; type: string; text: string }

/** An answer as data; it names no transport. `to` says who sees it: the asker alone, or the channel. */
export interface Reply {
  to: 'member' | 'channel'
  /** The highest marking of what it is built from. */
  marking: Marking
  parts: Part[]
  /** Set on an answer that says what was wrong with the call; nothing was done. */
  refused?: true
  /** Set when a form is refused: what is wrong, by its fields. */
  errors?: Readonly<Record<string, string>>
  /** Set on an outcome that takes the place of the buttons it was chosen with. */
  replaces?: true
}

export const heading = (text: string): Part => ({ part: 'heading', text })
export const paragraph = (...text: Span[]): Part => ({ part: 'paragraph', text })
export const facts = (...facts: [label: string, value: Line][]): Part => ({ part: 'facts', facts })
export const list = (items: Line[]): Part => ({ part: 'list', items })
export const note = (...text: Span[]): Part => ({ part: 'note', text })
export const buttons = (...buttons: Button[]): Part => ({ part: 'buttons', buttons })

/** "2 items withheld (SBU)": all that a channel below the marking may know of them. Nothing when nothing was withheld. */
export function withheldNote(count: number): Part[] {
  return count === 0 ? [] : [note(`${count} ${count === 1 ? 'item' : 'items'} withheld (SBU)`)]
}
