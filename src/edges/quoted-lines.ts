import type { Line, Span } from '../commands/reply.ts'
import { spans } from './plain-text.ts'

/** The lines of what is quoted, as they stand: rows of a table and items of a list keep their own. */
export function quotedLines(line: Line): Span[][] {
  const lines: Span[][] = [[]]
  for (const span of spans(line)) {
    const words = typeof span === 'string' ? span : 'bold' in span ? span.bold : undefined
    for (const [index, text] of (words ?? '').split(/\r?\n/).entries()) {
      if (index > 0) lines.push([])
      if (words === undefined) lines.at(-1)?.push(span)
      else if (text !== '') lines.at(-1)?.push(typeof span === 'string' ? text : { bold: text })
    }
  }
  return lines.filter((one) => one.length > 0)
}
