import { type Line, mostColumns, mostRepeated, printRow } from '../line.ts'
import type { HtmlNote } from './notes.ts'

/** The words of a note behind its sign, as notes of other formats are printed. */
function printNote({ sign, repeatsSign }: HtmlNote, lines: readonly Line[]): string {
  const words = lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ')
    .replace(/^[\^↑]\s+/, '')
  const [first = '', ...others] = words.split(' ')
  const isSign = repeatsSign && first.replace(/[[\]^().:]/g, '') === sign
  return `[${sign}] ${isSign ? others.join(' ') : words}`
}

/** The lines written so far, and the one being written. */
export class Page {
  at = 1
  /** How many elements are open in which white space stands as it is. */
  kept = 0
  heading = false
  /** How many elements are open whose words are in bold. */
  bold = 0
  /** Some words of the line being written are not. */
  #isPlain = false
  readonly #lines: Line[] = []
  #text: string[] = []
  #begun: number | undefined
  #label = ''
  #cells: string[] | undefined
  /** The cells that reach down into the rows below, by their columns. */
  #spans: ({ text: string; rows: number } | undefined)[] = []
  #repeated = 0
  /** The notes whose signs stand in the line being written, and in those that are. */
  #signed: HtmlNote[] = []
  readonly #notes = new Map<Line, HtmlNote[]>()
  readonly #borne = new Set<HtmlNote>()
  /** The note being written, and the words of those that are. */
  #note: { open: HtmlNote; from: number } | undefined
  readonly #words = new Map<HtmlNote, Line>()

  write(text: string, at: number): void {
    if (this.kept === 0) {
      const before = /^\s*/.exec(text)?.[0] ?? ''
      this.#append(text.replace(/[ \n\r\f]+/g, ' '), at + before.split('\n').length - 1)
      return
    }
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.breakLine()
      this.#append(line, at + index)
    }
  }

  get inRow(): boolean {
    return this.#cells !== undefined
  }

  beginRow(): void {
    this.endLine()
    this.#cells = []
  }

  endCell({ rows, columns }: { rows: number; columns: number }): void {
    this.#takeSpans()
    const text = this.#text.join('')
    this.#text = []
    const cells = this.#cells ?? []
    for (const shown of [text, ...Array<string>(Math.min(columns, mostColumns) - 1).fill('')]) {
      if (rows > 1) this.#spans[cells.length] = { text: shown, rows: rows - 1 }
      cells.push(shown)
      this.#repeated += 1
    }
  }

  /** How many cells reach down into the row that comes. */
  get spanned(): number {
    return this.#spans.filter((span) => span && span.text.trim() !== '').length
  }

  endSpans(): void {
    this.#spans = []
  }

  /** Says again, in the columns that come next, what reaches down into them: the page shows it beside each row. */
  #takeSpans(): void {
    const cells = this.#cells ?? []
    if (this.#repeated > mostRepeated) this.endSpans()
    for (let span = this.#spans[cells.length]; span; span = this.#spans[cells.length]) {
      span.rows -= 1
      if (span.rows < 1) this.#spans[cells.length] = undefined
      this.#repeated += span.text.length + 1
      cells.push(span.text)
    }
  }

  endRow(): void {
    this.#takeSpans()
    const row = printRow(this.#cells ?? [])
    if (row) this.#push({ ...row, at: this.#begun ?? this.at })
    this.#cells = undefined
    this.#begun = undefined
    this.#isPlain = false
  }

  /** What stands before the first words of an item: its number or bullet. */
  label(text: string): void {
    this.endLine()
    const isOfNote = this.#note?.from === this.#lines.length
    if (!isOfNote) this.#label = `${text} `
  }

  /** The sign of a note stands in the line that is being written; one within a note does not count. */
  sign(note: HtmlNote): void {
    if (!this.#note) this.#signed.push(note)
  }

  #push(line: Line): void {
    this.#lines.push(line)
    if (this.#signed.length > 0) this.#notes.set(line, this.#signed)
    for (const note of this.#signed) this.#borne.add(note)
    this.#signed = []
  }

  /** Where no line bears its sign, a note is read where it stands. */
  beginNote(note: HtmlNote): void {
    if (this.inRow || this.#note) return
    this.endLine()
    if (this.#borne.has(note)) this.#note = { open: note, from: this.#lines.length }
  }

  endNote(note: HtmlNote): void {
    if (this.#note?.open !== note) return
    this.endLine()
    const lines = this.#lines.splice(this.#note.from)
    const at = lines[0]?.at ?? this.at
    this.#words.set(note, { text: printNote(note, lines), at, under: true })
    this.#note = undefined
  }

  /** All lines, each note under the paragraph that bears its sign. */
  end(): Line[] {
    this.endLine()
    const lines: Line[] = []
    let due: Line[] = []
    for (const line of this.#lines) {
      if (line.text === '' || line.heading || line.begins || line.under) {
        lines.push(...due)
        due = []
      }
      lines.push(line)
      due.push(...(this.#notes.get(line) ?? []).flatMap((note) => this.#words.get(note) ?? []))
    }
    return [...lines, ...due]
  }

  #append(text: string, at: number): void {
    this.at = at
    if (text.trim() !== '') {
      this.#begun ??= at
      this.#isPlain ||= this.bold === 0
    }
    this.#text.push(text)
  }

  endLine(): void {
    if (this.#begun !== undefined) {
      const line: Line = { text: this.#label + this.#text.join('').trim(), at: this.#begun }
      if (this.heading) line.heading = true
      if (!this.#isPlain) line.bold = true
      if (this.#label !== '') line.begins = true
      this.#push(line)
      this.#label = ''
    }
    this.#text = []
    this.#begun = undefined
    this.#isPlain = false
  }

  /** A line break; the second in a row leaves an empty line. */
  breakLine(): void {
    if (this.inRow) this.#text.push(' ')
    else if (this.#begun === undefined) this.endBlock()
    else this.endLine()
  }

  endBlock(): void {
    this.endLine()
    const last = this.#lines.at(-1)
    if (last && last.text !== '') this.#lines.push({ text: '', at: this.at })
  }
}
