import { cleanLine } from './clean-line.ts'
import type { Line } from './line.ts'

/** `1. Introduction ..... 3`, where dots lead to a page. */
const dotted = /(?:[.…·]\s?){4}(?:\d{1,4}|[ivxl]{1,6})$/
/** The same with a tab, or as many spaces, in place of the dots; so is a row of figures printed. */
const tabbed = /(?:\t| {4})\s{0,80}(?:\d{1,4}|[ivxl]{1,6})\s*$/

/**
 * The rows of a list of contents: their numbers are those of headings further down. A row without dots is one where its words
 * stand again below, alone on a line.
 */
export function contentsRows(lines: readonly Line[]): ReadonlySet<Line> {
  const rows = new Set(lines.filter(({ text }) => dotted.test(text.trimEnd())))
  const begin = lines.findIndex(({ text }) => tabbed.test(text))
  const below = new Set<string>()
  for (let index = lines.length - 1; begin >= 0 && index >= begin; index -= 1) {
    const line = lines[index]
    if (!line) continue
    if (!tabbed.test(line.text)) below.add(wordsOf(line.text))
    else if (below.has(wordsOf(line.text.replace(tabbed, '')))) rows.add(line)
  }
  return rows
}

/** Words as they are compared: without the number before them, which the heading itself may not print. */
function wordsOf(text: string): string {
  return cleanLine(text)
    .replace(/^(?:#+ )?\(?(?:[\dA-Z]{1,5}[.)]){0,6}\d{0,3} /, '')
    .toLowerCase()
}
