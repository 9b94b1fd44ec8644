import type { FileText, Line } from './line.ts'

/** Lines of plain text or Markdown, whatever ends them, also where several ways are mixed. */
export function readTextLines(text: string): FileText {
  const lines: Line[] = text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, at: index + 1 }))
  for (const line of shownAsIs(lines)) line.under = true
  const numbers = pageNumbersOf(lines)
  for (const line of numbers) line.running = true
  const [first] = numbers
  const problems = first ? [{ line: first.at, what: printLeftOut(numbers) }] : []
  return { lines, aside: [], problems }
}

const fence = /^ {0,3}(?:`{3,}|~{3,}) ?[\w-]*\s*$/
const numbered = /^\s*(?:¶ ?)?\d{1,3}[.)](?:\s|$)/

/** The lines between two fences of Markdown, where paragraphs are counted above: their numbers are none of these. */
function shownAsIs(lines: readonly Line[]): Line[] {
  const fences = lines.flatMap(({ text }, index) => (fence.test(text) ? [index] : []))
  const isCounted = lines.slice(0, fences[0]).some(({ text }) => numbered.test(text))
  if (!isCounted) return []
  return fences.flatMap((from, index) =>
    index % 2 === 0 && fences[index + 1] !== undefined ? lines.slice(from + 1, fences[index + 1]) : [],
  )
}

/** Characters of a page of text; what stands nearer together, or further apart, counts something else. */
const page = { least: 800, most: 8_000 }

/**
 * The lines that hold nothing but a page number: each apart from the text, the next of the one before it, and a page below that.
 * All else that is a figure alone on its line is text.
 */
function pageNumbersOf(lines: readonly Line[]): Line[] {
  const found: Line[] = []
  let above = 0
  for (const [index, line] of lines.entries()) {
    const before = found.at(-1)
    if (!/^\s*\d{1,3}\s*$/.test(line.text) || !isApart(lines, index)) above += line.text.trim().length
    else if (
      above < page.least ||
      above > page.most ||
      (before && Number(line.text) !== Number(before.text) + 1)
    )
      return []
    else {
      found.push(line)
      above = 0
    }
  }
  return found.length > 1 ? found : []
}

/** True of a line between two that are empty, or where a page or the file begins or ends. */
function isApart(lines: readonly Line[], index: number): boolean {
  const isEmpty = (line: Line | undefined) => !line || line.text.trim() === '' || line.text.startsWith('\f')
  return [lines[index - 1], lines[index + 1]].every(isEmpty)
}

function printLeftOut(numbers: readonly Line[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)].map((line) => line?.text.trim())
  return `"${first}" to "${last}", alone on their lines, are read as page numbers and left out`
}
