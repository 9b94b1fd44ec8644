import type { FileText, Line } from '../line.ts'
import { countOn } from './counted-on.ts'
import { pageNumbersOf } from './page-numbers.ts'

/** Lines of plain text or Markdown, whatever ends them, also where several ways are mixed. */
export function readTextLines(text: string, format: 'text' | 'markdown' = 'text'): FileText {
  const lines: Line[] = text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, at: index + 1 }))
  for (const line of shownAsIs(lines)) line.under = true
  if (format === 'markdown') countOn(lines)
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

function printLeftOut(numbers: readonly Line[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)].map((line) => line?.text.trim())
  return numbers.length > 1
    ? `"${first}" to "${last}", alone on their lines, are read as page numbers and left out`
    : `"${first}", alone on its line, is read as a page number and left out`
}
