import type { FileText } from './line.ts'

/** Lines of plain text or Markdown, whatever ends them, also where several ways are mixed. */
export function readTextLines(text: string): FileText {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, at: index + 1 }))
  return { lines, aside: [], problems: [] }
}
