import { cleanLine, endsClause } from './clean-line.ts'
import type { Line } from './line.ts'

/** `1. Introduction ..... 3`, where dots lead to a page. */
const dotted = /(?:[.…·]\s?){4}(?:\d{1,4}|[ivxl]{1,6})$/
/** The same with a tab, or as many spaces, in place of the dots; so is a row of figures printed. */
const tabbed = /(?:\t| {4})\s{0,80}(?:\d{1,4}|[ivxl]{1,6})\s*$/
/** The same behind a space. */
const page = /\s\d{1,4}\s*$/

/**
 * The rows of a list of contents, or of an agenda: their numbers are those of headings or paragraphs further down. A row with
 * a tab is one where its words stand again below, alone on a line.
 */
export function contentsRows(lines: readonly Line[]): ReadonlySet<Line> {
  const rows = new Set([...lines.filter(({ text }) => dotted.test(text.trimEnd())), ...firstList(lines)])
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

/**
 * The list that a text begins with, `1. Opening` and `2. Ports`, where its numbers are counted again below: right under a line
 * of words, or with each of its lines again below.
 */
function firstList(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(({ text }) => numberOf(text) === 1)
  if (first < 0) return []
  const { end, last } = listFrom(lines, first)
  const block = lines.slice(first, end)
  const list = block.filter((line) => !isEmpty(line))
  const rest = lines.slice(end)
  const again = rest.findIndex(({ text }) => numberOf(text) !== undefined)
  if (last < 2 || !countsUp(rest.slice(again), last)) return []
  const isBelowWords = first > 0 && !isEmpty(lines[first - 1]) && !block.slice(0, list.length).some(isEmpty)
  if (isBelowWords && isEmpty(lines[end + again - 1])) return list
  const words = new Set(rest.map(({ text }) => wordsOf(text)))
  const isAgain = ({ text }: Line) => words.has(wordsOf(text)) || words.has(wordsOf(text.replace(page, '')))
  return list.every(isAgain) ? list : []
}

/** Where the list ends that begins at this line, and its last number: it counts up, in lines that end no sentence. */
function listFrom(lines: readonly Line[], first: number): { end: number; last: number } {
  let [end, last] = [first, 0]
  for (; end < lines.length; end += 1) {
    const { text = '' } = lines[end] ?? {}
    const number = numberOf(text)
    const goesOn = number === undefined && !isEmpty(lines[end - 1])
    if (endsClause(text.trim()) || !(isEmpty(lines[end]) || number === last + 1 || goesOn)) break
    last = number ?? last
  }
  return { end, last }
}

/** True of lines that begin with 1 and go on to this number. */
function countsUp(lines: readonly Line[], to: number): boolean {
  let due = 1
  for (const { text } of lines) if (numberOf(text) === due) due += 1
  return lines[0] !== undefined && numberOf(lines[0].text) === 1 && due > to
}

function isEmpty(line: Line | undefined): boolean {
  return line?.text.trim() === ''
}

function numberOf(text: string): number | undefined {
  const found = /^\s{0,40}(?:#+ )?\(?(\d{1,3})[.)](?=\s)/.exec(text)
  return found ? Number(found[1]) : undefined
}

/** Words as they are compared: without the number before them, which the heading itself may not print. */
function wordsOf(text: string): string {
  return cleanLine(text)
    .replace(/^(?:#+ )?\(?(?:[\dA-Z]{1,5}[.)]){0,6}\d{0,3} /, '')
    .toLowerCase()
}
