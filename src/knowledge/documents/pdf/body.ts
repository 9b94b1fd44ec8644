import { bulletSigns, cleanLine, goesOn, joinLines } from '../clean-line.ts'
import { type DocumentProblem, type FileText, type Line, printRow } from '../line.ts'
import type { PdfLine } from './page.ts'
import { isPrinted } from './running-lines.ts'
import { readTables } from './table.ts'

/** What most letters of these lines have. */
export function countLetters<T>(lines: readonly PdfLine[], of: (line: PdfLine) => T): T | undefined {
  const letters = new Map<T, number>()
  for (const line of lines) letters.set(of(line), (letters.get(of(line)) ?? 0) + line.text.length)
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0]
}

const sentenceEnd = /[.:;!?)"'”’\]]\s*$/
const longestHeading = 120

/** The lines of all pages as they come, with empty ones between paragraphs. */
export class PdfBody {
  readonly #lines: Line[]
  readonly #problems: DocumentProblem[]
  /** The size and font of most letters. */
  readonly #usual: number
  readonly #font: string | undefined
  readonly #step: number
  /** How high the foot of a full page is. */
  readonly #foot: number
  /** The last line of the page before. */
  #last: OnPage | undefined
  /** Notes at the foot of a page, until the paragraph that runs over its end is over. */
  #notes: Line[] = []

  constructor({ lines, problems }: FileText, pages: readonly (readonly PdfLine[])[], paper: number) {
    const all = pages.flat()
    this.#lines = lines
    this.#problems = problems
    this.#step = middle(pages.flatMap(stepsWithin))
    this.#foot = Math.min(paper / 4, ...all.map(({ height, size }) => height + size * 1.5))
    this.#usual = countLetters(all, ({ size }) => Math.round(size * 10) / 10) ?? 10
    this.#font = countLetters(all, ({ font }) => font)
  }

  addPage(page: readonly PdfLine[], at: number): void {
    const begin = this.#lines.length
    const foot = page.filter((line) => this.#isNote(line, page))
    const text = page.filter((line) => !foot.includes(line))
    const usual = usualStep(text, this.#step)
    const { rows, doubtful } = readTables(text)
    if (doubtful.size > 0) this.#problems.push({ line: at, what: printDoubtful(doubtful.size) })
    for (const [index, line] of text.entries()) {
      const cells = rows.get(line)
      const row = cells && printRow(cells)
      if (row) this.#lines.push({ ...row, at })
      if (cells) continue
      const above = text[index - 1]
      const step = above ? above.height - line.height : -1
      const before = above ? { line: above, page: text } : this.#last
      const open = this.#lines.at(-1)
      const isLarge = this.#isLarge(line)
      if (open && above && step > 0 && goesOnWith(line, above, isLarge && this.#isLarge(above))) {
        open.text += ` ${line.text}`
        continue
      }
      // A paragraph may run over a page or column; there only what ends a sentence ends it.
      const parted =
        step < 0
          ? sentenceEnd.test(this.#lastText()) && !this.#runsOn(before, { line, page: text })
          : step > Math.max(usual, line.size * 1.1) * 1.35 || isIndented(text, index, this.#lastText())
      const isHeading = isLarge || (parted && this.#isSetOff(line, text[index + 1]))
      if (parted || isHeading) this.#part(at)
      this.#lines.push(isHeading ? { text: line.text, at, heading: true } : { text: line.text, at })
    }
    const line = text.at(-1)
    this.#last = line && !rows.has(line) ? { line, page: text } : undefined
    this.#notes.push(...notesOf(foot, at).filter((note) => !this.#placeNote(note, begin)))
  }

  /** Puts a note under the paragraph that bears its sign, from a line on; false where that paragraph is not over. */
  #placeNote(note: Line, from: number): boolean {
    const [sign = note.text] = note.text.split(' ')
    const bears = this.#lines.findIndex(
      ({ text, running }, index) => index >= from && !running && text.includes(sign),
    )
    const end = this.#lines.findIndex(
      ({ text, heading }, index) => bears >= 0 && index > bears && (text === '' || heading),
    )
    if (end < 0) return false
    this.#lines.splice(end, 0, note)
    return true
  }

  /** Ends the paragraph that is open. */
  end(): void {
    this.#lines.push(...this.#notes)
    this.#notes = []
  }

  #part(at: number): void {
    this.end()
    this.#lines.push({ text: '', at })
  }

  #lastText(): string {
    return this.#lines.findLast((line) => !line.running && line.text !== '')?.text ?? ''
  }

  /**
   * True of a full line of words after a sentence that ended a page, or a column, at its foot and at its edge: there a paragraph
   * rarely ends.
   */
  #runsOn(before: OnPage | undefined, next: OnPage): boolean {
    if (!before || before.line.height > this.#foot || before.line.font !== next.line.font) return false
    const below = next.page[next.page.indexOf(next.line) + 1]
    return (
      /[.!?]["'”’]?\s*$/.test(this.#lastText()) &&
      /^\s*\p{Lu}\p{Ll}* \p{Ll}/u.test(next.line.text) &&
      isFull(before) &&
      isFull(next) &&
      !isSetIn(next.line, below)
    )
  }

  #isLarge({ text, size }: PdfLine): boolean {
    return size > this.#usual * 1.12 && text.length <= longestHeading && /\p{L}{2}/u.test(text)
  }

  /** Alone on its line in a font of its own, and no sentence: bold headings have the size of the text. */
  #isSetOff({ text, font }: PdfLine, below: PdfLine | undefined): boolean {
    if (font === '' || font === this.#font || below?.font === font) return false
    return text.length <= longestHeading && /\p{L}{3}/u.test(text) && !/[.:;,!?]\s*$/.test(text)
  }

  /** A note at the foot: smaller, with nothing but smaller lines below it in its column, the first of which bears a number. */
  #isNote(line: PdfLine, page: readonly PdfLine[]): boolean {
    const isSmall = ({ size }: PdfLine) => size < this.#usual * 0.95
    if (!isSmall(line)) return false
    const column = page.filter(({ left, right }) => left < line.right && right > line.left)
    const lowest = Math.min(
      ...column.filter((one) => !isSmall(one) && !isPrinted(one)).map(({ height }) => height),
    )
    const foot = column.filter((one) => one.height < lowest)
    const first = foot.findIndex(({ text }) => noteSign.test(text))
    return first >= 0 && foot.indexOf(line) >= first
  }
}

function printDoubtful(lines: number): string {
  const [counted, hold] = lines === 1 ? ['1 line', 'holds'] : [`${lines} lines`, 'hold']
  return `${counted} of a table ${hold} figures that stand under no column for certain; compare them with the page`
}

/** A large heading of several lines; a bullet on a line of its own. */
function goesOnWith(line: PdfLine, above: PdfLine, areLarge: boolean): boolean {
  const step = above.height - line.height
  return (
    step < line.size * 1.8 && (areLarge ? line.size === above.size : bulletAlone.test(cleanLine(above.text)))
  )
}

const bulletAlone = new RegExp(`^[${bulletSigns}]$`)

/** The notes that these lines at the foot of a page hold, each with its sign in brackets. */
function notesOf(foot: readonly PdfLine[], at: number): Line[] {
  const notes: Line[] = []
  for (const { text } of foot) {
    const open = notes.at(-1)
    if (open && !noteSign.test(text)) open.text = joinLines([open.text, text])
    else notes.push({ text: text.replace(noteSign, '[$1] '), at, under: true })
  }
  return notes
}

const noteSign = /^\s*\[?(\d{1,3})\]?\s+(?=\S)/

interface OnPage {
  line: PdfLine
  page: readonly PdfLine[]
}

/** It ends where the longest line of its column does, or a word before. */
function isFull({ line, page }: OnPage): boolean {
  const column = page.filter(({ left, right }) => left < line.right && right > line.left)
  return line.right > Math.max(...column.map(({ right }) => right)) - line.size * 3
}

/** A first line that is set in: the one before ended a sentence, and the one after begins further left. */
function isIndented(page: readonly PdfLine[], index: number, before: string): boolean {
  const [above, line] = [page[index - 1], page[index]]
  if (!above || !line || !sentenceEnd.test(before)) return false
  // It goes on with words that stand apart on the line above, such as the value of a field.
  if (above.cells.some(({ left }) => Math.abs(left - line.left) < 1)) return false
  return line.left - above.left > line.size * 0.8 && isSetIn(line, page[index + 1])
}

function isSetIn(line: PdfLine, below: PdfLine | undefined): boolean {
  return below !== undefined && below.height < line.height && line.left - below.left > line.size * 0.8
}

/** Steps of a page that tell its own from that of the whole file. */
const enoughSteps = 3

/** The step from line to line within a paragraph: of this page where it has enough, else of all. */
function usualStep(page: readonly PdfLine[], ofAll: number): number {
  const steps = stepsWithin(page)
  return steps.length < enoughSteps ? ofAll : middle(steps)
}

/** The steps within sentences that run on from line to line; on a page of short paragraphs most others are larger. */
function stepsWithin(page: readonly PdfLine[]): number[] {
  return page.flatMap((line, index) => {
    const above = page[index - 1]
    const runsOn = above && above.height > line.height && isAsLong(above, line)
    return runsOn && goesOn(above.text.trim(), line.text.trim()) ? [above.height - line.height] : []
  })
}

/** A heading above small letters is shorter than the lines below it. */
function isAsLong(above: PdfLine, line: PdfLine): boolean {
  return above.right - above.left > (line.right - line.left) / 2
}

/** That a third of them are smaller than. */
function middle(steps: readonly number[]): number {
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 3)] ?? 0
}
