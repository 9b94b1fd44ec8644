import type { Citation } from './citation.ts'
import { type IsoDate, printDate } from './date.ts'
import type { Marking } from './marking.ts'

/** A source as it was read from a file: what its head says, and its paragraphs in the order they stand. None of it is ours. */
export interface Document {
  /** The label it is cited by: a cable's number (`09 STATE 32018`), else its file's name without the ending. */
  id: string
  kind: 'cable' | 'paper'
  title: string
  /** Absent when the document has none. */
  date?: IsoDate
  /** The highest of its classification line, captions and paragraphs. */
  marking: Marking
  head: DocumentHead
  paragraphs: Paragraph[]
  /** What the document itself shows to be missing: "partial extract", "section 1 of 3 only". Our own short words. */
  gaps: string[]
}

/** The head of a cable, as written; every field is empty or absent where the document has none. */
export interface DocumentHead {
  number?: string
  /** Date-time group: `021715Z APR 09`. */
  sent?: string
  precedence?: string
  from?: string
  to: string[]
  info: string[]
  classification?: string
  captions: string[]
  tags: string[]
  subject?: string
  references: string[]
  /** The name under the text. */
  signed?: string
  /** Section n of m. */
  section?: { number: number; of: number }
}

/** The smallest part of a document that is cited alone: a paragraph, or a sub-item of one. */
export interface Paragraph {
  cite: Citation
  /** The heading it stands under, as written. */
  heading?: string
  /** For reading: joined lines, conversion debris gone. The words are those of the document. */
  text: string
  /** As it stands in the file, debris included; absent where that is `text`. */
  written?: string
  marking: Marking
  /** The line of the file it begins on, from 1; the page in a PDF. */
  line: number
  /** Why it is cited by another number than the printed one, or that the printed one is doubtful. */
  numbering?: string
}

/** What stands in the place of a text that was taken away. */
export function tombstone(day: IsoDate, reason: string): string {
  return `[Removed on ${printDate(day)}, because ${reason}]`
}

/** True for a tombstone: words about a text, and none of its own. */
export function isTombstone(text: string): boolean {
  return /^\[Removed on \d{1,2} [A-Z][a-z]{2} \d{4}, because [\s\S]*\]$/.test(text)
}
