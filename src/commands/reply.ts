import type { IsoDate } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import { plural } from '../domain/text.ts'

/** A stretch of text. User text is a span like any other: each renderer escapes, and only there. */
export type Span =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; text: string }
  | { member: string }
  | { channel: string }
  | { date: IsoDate }

/** One or several spans read as one line. */
export type Line = string | Span[]

/** Characters of a button's call: a longer line is shown to be typed. */
export const longestCall = 300

/** A button is a call: pressing it runs `call`, of `longestCall` characters at most, as if its text had been typed. */
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
  /** What may be chosen, where it is not written freely. */
  choices?: readonly string[]
  /** A person is asked for: written `@ana`, or chosen where an edge shows who there is. */
  isMember?: true
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
  /** A file with its media type. Where nobody can be handed one, what it says is shown. */
  | FilePart

/** `marking` is its own, where it is lower than the answer's. What a file says: text as it stands, or a table or paper that the edge writes in the format of its media type. */
export type FilePart = { part: 'file'; name: string; type: string; marking?: Marking } & (
  | { text: string }
  | { sheet: Sheet }
  | { paper: Paper }
)

/** Rows of cells as people and programs read them; whoever writes a format keeps a cell from being obeyed as a formula. */
export interface Sheet {
  columns: string[]
  rows: string[][]
}

/** A paper as it leaves the room: its marking stands on every page, `foot` beside the page number. */
export interface Paper {
  title: string
  marking: Marking
  /** The day it stands for: never the moment it was made, so that the same paper is the same bytes. */
  day: IsoDate
  foot: string
  sections: PaperSection[]
}

export interface PaperSection {
  heading?: string
  /** 1 for a part of the paper, 2 for what stands under it. */
  level?: 1 | 2
  /** Begins on a page of its own. */
  isApart?: true
  parts: Part[]
}

/** The media types that a paper or a sheet may be asked for in. */
export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
} as const

/** Why a call was refused, for the operator: never in a person's own words. */
export type Refusal =
  | 'above the ceiling'
  | 'app not in the channel'
  | 'lacks the role'
  | 'not understood'
  | 'outsider'
  | 'shared channel'
  | 'too long'
  | 'unknown command'

/** An answer as data; it names no transport. `to` says who sees it: the asker alone, or the channel. */
export interface Reply {
  to: 'member' | 'channel'
  /** The highest marking of what it is built from. */
  marking: Marking
  parts: Part[]
  /** Set on an answer that says what was wrong with the call; nothing was done. */
  refused?: true
  /** Why it was refused, where that is not the line itself. */
  why?: Refusal
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

/** A form as the whole answer; `instead` is the line to type where none can be shown. */
export function formReply(form: Form, instead: string): Reply {
  return { to: 'member', marking: 'U', parts: [{ part: 'form', form, instead }] }
}

/** The whole answer where nothing of what is asked for may be shown; `said` is what became of the call. */
export function withheldReply(count = 1, said?: string): Reply {
  const parts = withheldNote(Math.max(count, 1))
  return { to: 'member', marking: 'U', parts: said === undefined ? parts : [...parts, note(said)] }
}

/** "2 items withheld (SBU)": all that a channel below the marking may know of them. Nothing when nothing was withheld. */
export function withheldNote(count: number): Part[] {
  return count === 0 ? [] : [note(`${plural(count, 'item')} withheld (SBU)`)]
}
