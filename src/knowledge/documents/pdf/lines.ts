import { type FileText, type Line, type Refusal, refuse } from '../line.ts'
import { readNotes, readProperties } from './asides.ts'
import { countLetters, PdfBody } from './body.ts'
import { partColumns } from './columns.ts'
import { type PdfLine, readPdfPage } from './page.ts'
import { findRunningLines, isPrinted, type Paper } from './running-lines.ts'

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
    lines.filter((line) => !running.lines.has(line) && !isPrinted(line)),
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
