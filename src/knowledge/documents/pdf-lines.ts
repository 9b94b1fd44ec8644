import { bulletSigns, cleanLine, isDebris, joinLines } from './clean-line.ts'
import { type DocumentProblem, type FileText, type Line, printRow, type Refusal, refuse } from './line.ts'
import { readNotes, readProperties } from './pdf-asides.ts'
import { partColumns } from './pdf-columns.ts'
import { type PdfLine, readPdfPage } from './pdf-page.ts'
import { findRunningLines, type Paper } from './pdf-running-lines.ts'
import { readTables } from './pdf-table.ts'

/** Far more pages than any paper has; reading takes some milliseconds each. */
const mostPages = 3000

/** Empty pages named in the gap of a document. */
const mostEmptyNamed = 10

/** Each line is held against all others of its page. */
const mostOnPage = 2000

/** Characters of a page, tens of pages of them. */
const mostLetters = 100_000

const farMore = 'on this page, far more than a page has; save it as a PDF again'

/** Characters for each byte of a file: packed text takes a quarter of itself, and where it stands as much again. */
const mostRepeated = 10

const repeated =
  'shows the same text on page after page, far more than it holds; save the pages that matter as a PDF'

/** Lines of a PDF, each with its page; `at` counts pages. Refused where it is encrypted, or holds pictures of text only. */
export async function readPdfLines(bytes: Uint8Array): Promise<FileText | Refusal> {
  // Takes a tenth of a second to load; only asked for when there is a PDF.
  const { getDocumentProxy } = await import('unpdf')
  try {
    // A copy, since the library takes the bytes away from their owner, and takes no Buffer.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false })
    if (pdf.numPages > mostPages)
      return refuse(`has ${pdf.numPages} pages, and at most ${mostPages} are read; split it`)
    const pages: ReadPage[] = []
    const about: Line[] = (await readProperties(pdf)).map((text) => ({ text, at: 1 }))
    const notes: Line[] = []
    let characters = 0
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const lines = readPdfPage((await page.getTextContent()).items)
      for (const text of await readNotes(page)) notes.push({ text, at: number })
      page.cleanup()
      if (lines.length > mostOnPage) return refuse(`has ${lines.length} lines ${farMore}`, number)
      pages.push({ lines, view: page.view })
      const onPage = lines.reduce((sum, { text }) => sum + text.length, 0)
      if (onPage > mostLetters)
        return refuse(`has ${onPage.toLocaleString('en-US')} characters ${farMore}`, number)
      characters += onPage
      if (characters > bytes.length * mostRepeated + mostLetters) return refuse(repeated)
    }
    await pdf.destroy()
    const read = joinPages(pages)
    return 'refused' in read ? read : putAside(read, about, notes)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'PasswordException') return refuse('is encrypted; save it without a password')
    return refuse('is damaged; save it as a PDF again')
  }
}

/** What stands on no page, or over one: looked at for its markings, and not read. */
function putAside(read: FileText, about: readonly Line[], notes: readonly Line[]): FileText {
  const [first] = notes
  const problems = first ? [{ line: first.at, what: notesOver }] : []
  return {
    ...read,
    aside: [...read.aside, ...about, ...notes],
    problems: [...read.problems, ...problems],
  }
}

const notesOver =
  'notes, or what was filled into a form, are not read; print the file to a new PDF to have them in its text'

interface ReadPage {
  lines: readonly PdfLine[]
  /** The left, lower, right and upper edge of its paper. */
  view: readonly number[]
}

function joinPages(read: readonly ReadPage[]): FileText | Refusal {
  if (read.every(({ lines }) => lines.length === 0)) {
    return refuse('holds no text, only pictures of pages; have its text recognised (OCR) first')
  }
  const found: FileText = { lines: [], aside: [], problems: [] }
  const pages = read.map(({ lines, view }) => {
    const upright = uprightOf(lines)
    return { lines: partColumns(upright), paper: paperOf(view, upright[0]?.turn) }
  })
  const running = findRunningLines(pages)
  const left = running.words.length > 0 ? printRunning(running.words) : undefined
  if (left) found.problems.push({ line: 1, what: `taken for ${left}` })
  const printed = pages.map(({ lines }) =>
    lines.filter((line) => !running.lines.has(line) && !isDebris(line.text.trim())),
  )
  const body = new PdfBody(
    found,
    printed,
    Math.max(...pages.map(({ paper: { upper, lower } }) => upper - lower)),
  )
  for (const [index, { lines }] of pages.entries()) {
    const at = index + 1
    const all = read[index]?.lines ?? []
    if (all.length === 0) found.problems.push({ line: at, what: noText })
    for (const { text, turn } of all) if (turn !== lines[0]?.turn) found.aside.push({ text, at })
    const text: PdfLine[] = []
    for (const line of lines) {
      if (running.lines.has(line)) found.lines.push({ text: line.text, at, running: true })
      else text.push(line)
    }
    body.addPage(text, at)
  }
  body.end()
  const empty = read.flatMap(({ lines }, index) => (lines.length === 0 ? [index + 1] : []))
  found.gaps = [
    ...(empty.length > 0 ? [printEmptyPages(empty)] : []),
    ...(left ? [`Taken for ${left}.`] : []),
  ]
  if (found.aside.length > 0) {
    const at = found.aside[0]?.at ?? 1
    found.problems.push({ line: at, what: 'words that run across the page, such as stamps, are not read' })
  }
  return found
}

const noText = 'holds no text: it is blank, or a picture whose text must be recognised (OCR) first'

/** `Pages 2, 5 hold no text: blank, or pictures.` */
function printEmptyPages(numbers: readonly number[]): string {
  const shown = `${numbers.slice(0, mostEmptyNamed).join(', ')}${numbers.length > mostEmptyNamed ? ` and ${numbers.length - mostEmptyNamed} more` : ''}`
  return numbers.length === 1
    ? `Page ${shown} of the file holds no text: blank, or a picture.`
    : `Pages ${shown} of the file hold no text: blank, or pictures.`
}

/** Running heads named. */
const mostRunningNamed = 10

/** Of a running head that is named. */
const longestNamed = 60

function printRunning(words: readonly string[]): string {
  const shorten = (text: string) => (text.length > longestNamed ? `${text.slice(0, longestNamed)}…` : text)
  const named = words.slice(0, mostRunningNamed).map((one) => `“${shorten(one)}”`)
  const more = words.length - named.length
  return `running heads or feet, and left out of the text: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function printDoubtful(lines: number): string {
  const [counted, hold] = lines === 1 ? ['1 line', 'holds'] : [`${lines} lines`, 'hold']
  return `${counted} of a table ${hold} figures that stand under no column for certain; compare them with the page`
}

/** The lines that run as most of the page does; what runs across them is a stamp or a label of a picture. */
function uprightOf(page: readonly PdfLine[]): PdfLine[] {
  const letters = countLetters(page, ({ turn }) => turn)
  return page.filter(({ turn }) => turn === letters)
}

/** The edges of a paper above and below lines that run this way. */
function paperOf([left = 0, lower = 0, right = 0, upper = 0]: readonly number[], turn = 0): Paper {
  const angle = (turn * Math.PI) / 2
  const heights = [left, right].flatMap((x) =>
    [lower, upper].map((y) => y * Math.cos(angle) - x * Math.sin(angle)),
  )
  return { lower: Math.min(...heights), upper: Math.max(...heights) }
}

/** What most letters of these lines have. */
function countLetters<T>(lines: readonly PdfLine[], of: (line: PdfLine) => T): T | undefined {
  const letters = new Map<T, number>()
  for (const line of lines) letters.set(of(line), (letters.get(of(line)) ?? 0) + line.text.length)
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0]
}

const sentenceEnd = /[.:;!?)"'”’\]]\s*$/
const longestHeading = 120

/** The lines of all pages as they come, with empty ones between paragraphs. */
class PdfBody {
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
    this.#step = middle(pages.flatMap(stepsOf))
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
          : step > usual * 1.35 || isIndented(text, index, this.#lastText())
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
      ...column.filter((one) => !isSmall(one) && !isDebris(one.text.trim())).map(({ height }) => height),
    )
    const foot = column.filter((one) => one.height < lowest)
    const first = foot.findIndex(({ text }) => noteSign.test(text))
    return first >= 0 && foot.indexOf(line) >= first
  }
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
  return line.left - above.left > line.size * 0.8 && isSetIn(line, page[index + 1])
}

function isSetIn(line: PdfLine, below: PdfLine | undefined): boolean {
  return below !== undefined && below.height < line.height && line.left - below.left > line.size * 0.8
}

/** Steps of a page that tell its own from that of the whole file. */
const enoughSteps = 6

/** The step from line to line that most lines have: of this page where it has enough, else of all. */
function usualStep(page: readonly PdfLine[], ofAll: number): number {
  const steps = stepsOf(page)
  return Math.max(steps.length < enoughSteps ? ofAll : middle(steps), (page[0]?.size ?? 10) * 1.1)
}

function stepsOf(page: readonly PdfLine[]): number[] {
  return page.flatMap((line, index) => {
    const above = page[index - 1]
    return above && above.height > line.height ? [above.height - line.height] : []
  })
}

/** That a third of them are smaller than. */
function middle(steps: readonly number[]): number {
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 3)] ?? 0
}
