import type { PdfLine } from './pdf-page.ts'

/** Lines at each edge of a page that may be a running head or foot. */
const edge = 3

/** What a line at the head or foot of a page looks like, its figures left out; '' for a line between. */
export function frameOf(line: PdfLine, page: readonly PdfLine[]): string {
  const over = page.filter(({ height }) => height > line.height).length
  const under = page.filter(({ height }) => height < line.height).length
  return over < edge || under < edge ? line.text.replace(/\d+/g, '#').trim() : ''
}

/** The frames that stand on page after page: running heads and feet. */
export function runningLines(pages: readonly (readonly PdfLine[])[]): Set<string> {
  const seen = new Map<string, number>()
  for (const page of pages) {
    const frames = new Set(page.map((line) => frameOf(line, page)))
    for (const text of frames) if (text !== '') seen.set(text, (seen.get(text) ?? 0) + 1)
  }
  // Left and right pages may have heads of their own.
  const often = Math.max(2, Math.floor(pages.length / 2))
  return new Set([...seen].filter(([, times]) => times >= often).map(([text]) => text))
}
