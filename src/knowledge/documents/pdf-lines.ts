import type { DocumentProblem, FileText, Line, Refusal } from './line.ts'
import { refuse } from './line.ts'

/** Far more pages than any paper has; reading takes some milliseconds each. */
const mostPages = 3000

/** A line of a page: its words, and how far its foot stands from that of the page. */
interface PdfLine {
  text: string
  height: number
  size: number
}

/** Lines of a PDF, each with its page; `at` counts pages. Refused where it is encrypted, or holds pictures of text only. */
export async function readPdfLines(bytes: Uint8Array): Promise<FileText | Refusal> {
  // Takes a tenth of a second to load; only asked for when there is a PDF.
  const { getDocumentProxy } = await import('unpdf')
  try {
    // A copy, since the library takes the bytes away from their owner, and takes no Buffer.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false })
    if (pdf.numPages > mostPages)
      return refuse(`has ${pdf.numPages} pages, and at most ${mostPages} are read; split it`)
    const pages: PdfLine[][] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      pages.push(readPage((await page.getTextContent()).items))
      page.cleanup()
    }
    await pdf.destroy()
    return joinPages(pages)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'PasswordException') return refuse('is encrypted; save it without a password')
    return refuse('is damaged; save it as a PDF again')
  }
}

function readPage(items: readonly object[]): PdfLine[] {
  const lines: PdfLine[] = []
  let line: PdfLine | undefined
  for (const item of items) {
    if (!('str' in item && 'transform' in item) || typeof item.str !== 'string') continue
    const transform: unknown[] = Array.isArray(item.transform) ? item.transform : []
    const height = Number(transform[5]) || 0
    const size = Math.abs(Number(transform[3])) || Math.abs(Number(transform[1])) || 10
    if (!line || Math.abs(line.height - height) > size / 2) {
      if (item.str.trim() === '') continue
      line = { text: '', height, size }
      lines.push(line)
    }
    line.text += item.str
  }
  return lines
}

function joinPages(pages: readonly PdfLine[][]): FileText | Refusal {
  if (pages.every((page) => page.length === 0)) {
    return refuse('holds no text, only pictures of pages; have its text recognised (OCR) first')
  }
  const lines: Line[] = []
  const problems: DocumentProblem[] = []
  const running = runningLines(pages)
  for (const [index, page] of pages.entries()) {
    const at = index + 1
    if (page.length === 0) problems.push({ line: at, what: `page ${at} holds no text` })
    const usual = usualStep(page)
    for (const [number, line] of page.entries()) {
      const above = page[number - 1]
      const step = above ? above.height - line.height : undefined
      // A paragraph may run over a page; at its end only what ends a sentence ends the paragraph.
      const parted =
        step === undefined ? /[.:;!?)"'”’]\s*$/.test(lastText(lines)) : step < 0 || step > usual * 1.35
      if (parted) lines.push({ text: '', at })
      lines.push(
        running.has(frame(line.text, number, page))
          ? { text: line.text, at, running: true }
          : { text: line.text, at },
      )
    }
  }
  return { lines, aside: [], problems }
}

function lastText(lines: readonly Line[]): string {
  return lines.findLast((line) => !line.running && line.text !== '')?.text ?? ''
}

/** The step from line to line that most lines of a page have. */
function usualStep(page: readonly PdfLine[]): number {
  const steps = page
    .flatMap((line, index) => {
      const above = page[index - 1]
      return above && above.height > line.height ? [above.height - line.height] : []
    })
    .sort((a, b) => a - b)
  return Math.max(steps[Math.floor(steps.length / 3)] ?? 0, (page[0]?.size ?? 10) * 1.1)
}

/** What a line at the head or foot of a page looks like, its figures left out; '' for a line between. */
function frame(text: string, index: number, page: readonly PdfLine[]): string {
  return index < 2 || index >= page.length - 2 ? text.replace(/\d+/g, '#').trim() : ''
}

function runningLines(pages: readonly PdfLine[][]): Set<string> {
  const seen = new Map<string, number>()
  for (const page of pages) {
    const frames = new Set(page.map((line, index) => frame(line.text, index, page)))
    for (const text of frames) if (text !== '') seen.set(text, (seen.get(text) ?? 0) + 1)
  }
  const often = Math.max(2, pages.length / 2)
  return new Set([...seen].filter(([, times]) => times >= often).map(([text]) => text))
}
