/** A line as a file shows it. `at` is its number from 1, or its page in a PDF. */
export interface Line {
  text: string
  at: number
  /** The file itself says that it is a heading. */
  heading?: true
  /** All its words are bold. */
  bold?: true
  /** The file itself says that a paragraph or an item begins here. */
  begins?: true
  /** It stands on page after page: a running head or foot. */
  running?: true
  /** It belongs to the paragraph above, on a line of its own: a row of a table, a note at the foot. */
  under?: true
}

/** A number alone in the first cell: the paragraph that stands beside it bears it. */
const numberAlone = /^(?:¶ ?)?\(?\d{1,3}[.)]$/
/** The name of a field, `TO:`, and its value beside it are a line of a head. */
const fieldName = /^[\p{L}./ ]{2,30}:$/u

/**
 * A row of a table as one line, its cells parted by bars so that figures stay with what they count; a numbered paragraph laid out
 * as a row is one. Undefined for a row without words.
 */
export function printRow(cells: readonly string[]): Omit<Line, 'at'> | undefined {
  const words = cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
  const [first, second, ...others] = words.filter((cell) => cell !== '')
  if (first === undefined) return undefined
  if (second !== undefined && others.length === 0) {
    if (fieldName.test(first) || (numberAlone.test(first) && /\p{L}/u.test(second)))
      return { text: `${first} ${second}`, begins: true }
  }
  return { text: words.join(' | ').replaceAll('|  |', '| |'), under: true }
}

/** What stands before raised figures, so that `10` and a raised `6` do not become 106: `10^6`. */
export function beforeRaised(text: string): '^' | '' {
  return /^\s*[-–−+]?\d{1,3}(?:[,–-] ?\d{1,3})*\s*$/.test(text) ? '^' : ''
}

/** Something about a file that its reader should know; no reason to refuse it. */
export interface DocumentProblem {
  line: number
  what: string
}

/** Why a file is not read, and what to do; never a word of its text. `isAbove` where its marking is the reason. */
export interface Refusal {
  refused: { line?: number; what: string; isAbove?: true }
}

/** What a file holds, whatever its format. An empty line parts two paragraphs. */
export interface FileText {
  lines: Line[]
  /** Text that is no part of what is read, such as comments and deletions; looked at for its markings only. */
  aside: Line[]
  title?: string
  problems: DocumentProblem[]
  /** What of the file could not be read, and so is not held. */
  gaps?: string[]
}

/** More lines than a book has; each takes far more memory than its letters. */
export const mostLines = 250_000

/** Characters of all lines together: as many as the largest file of plain text may have, since packed files may hold far more. */
export const mostCharacters = 16 * 1024 * 1024

/** Columns that one cell of a table may reach over. */
export const mostColumns = 100

/** Characters that cells over many rows or columns may add to a document; a few could otherwise fill the memory. */
export const mostRepeated = 1_000_000

/** Characters of a paragraph, forty pages of them: what is longer has lost its paragraphs, and no answer could show it. */
const longestParagraph = 100_000

export const tooManyLines: Refusal = refuse(
  `has more than ${mostLines.toLocaleString('en-US')} lines, far more than a document has; split it`,
)

export const tooManyCharacters: Refusal = refuse(
  `holds more than ${mostCharacters / 1024 / 1024} MB of text, far more than a document has; split it`,
)

/** The refusal of more text than a document has, or of a line longer than any paragraph; undefined of any other. */
export function refuseTooMuch(lines: readonly Line[]): Refusal | undefined {
  if (lines.length > mostLines) return tooManyLines
  let characters = 0
  for (const { text, at } of lines) {
    const tooLong = refuseTooLong(text, at)
    if (tooLong) return tooLong
    characters += text.length
  }
  return characters > mostCharacters ? tooManyCharacters : undefined
}

/** The refusal of a text that is too long to be one paragraph. */
export function refuseTooLong(text: string, line: number): Refusal | undefined {
  if (text.length <= longestParagraph) return undefined
  return refuse(
    `has ${text.length.toLocaleString('en-US')} characters without the end of a paragraph; part its paragraphs by empty lines`,
    line,
  )
}

export function refuse(what: string, line?: number): Refusal {
  return { refused: line === undefined ? { what } : { line, what } }
}
