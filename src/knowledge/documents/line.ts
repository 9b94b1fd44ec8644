/** A line as a file shows it. `at` is its number from 1, or its page in a PDF. */
export interface Line {
  text: string
  at: number
  /** The file itself says that it is a heading. */
  heading?: true
  /** The file itself says that a paragraph or an item begins here. */
  begins?: true
  /** It stands on page after page: a running head or foot. */
  running?: true
}

/** Something about a file that its reader should know; no reason to refuse it. */
export interface DocumentProblem {
  line: number
  what: string
}

/** Why a file is not read, and what to do; never a word of its text. */
export interface Refusal {
  refused: { line?: number; what: string }
}

/** What a file holds, whatever its format. An empty line parts two paragraphs. */
export interface FileText {
  lines: Line[]
  /** Text that is no part of what is read, such as comments and deletions; looked at for its markings only. */
  aside: Line[]
  title?: string
  problems: DocumentProblem[]
}

/** More lines than a book has; each takes far more memory than its letters. */
export const mostLines = 250_000

export const tooManyLines: Refusal = refuse(
  `has more than ${mostLines.toLocaleString('en-US')} lines, far more than a document has; split it`,
)

export function refuse(what: string, line?: number): Refusal {
  return { refused: line === undefined ? { what } : { line, what } }
}
