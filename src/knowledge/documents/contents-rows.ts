import { cleanLine, endsClause, endsSentence } from './clean-line.ts'
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

/** Words right above a list that say what it is. */
const agenda = /^\W*(?:agenda|orden del d[ií]a|temario)\b/i
/** Longer than any item of an agenda. */
const longestItem = 120

/**
 * The list that a text begins with, `1. Opening` and `2. Ports`, where its numbers begin anew below: short under the word
 * `Agenda`, right under a line of other words where no item ends a clause, or with each of its lines again below as a heading.
 */
function firstList(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(({ text }) => numberOf(text) === 1)
  if (first < 0) return []
  const { end, last } = listFrom(lines, first)
  const block = lines.slice(first, end)
  const list = block.filter((line) => !isEmpty(line))
  const rest = lines.slice(end)
  const again = rest.findIndex(({ text }) => numberOf(text) !== undefined)
  if (last < 2 || numberOf(rest[again]?.text ?? '') !== 1) return []
  const above = lines.slice(0, first).findLast((line) => !isEmpty(line))
  const isShort = list.every(({ text }) => text.trim().length <= longestItem)
  if (above && agenda.test(cleanLine(above.text)) && isShort) return list
  if (!countsUp(rest.slice(again), last)) return []
  const isBelowWords = first > 0 && !isEmpty(lines[first - 1]) && !block.slice(0, list.length).some(isEmpty)
  const isOfClauses = list.some(({ text }) => endsClause(text.trim()))
  if (isBelowWords && !isOfClauses && isEmpty(lines[end + again - 1])) return list
  const words = new Set(rest.map(({ text }) => wordsOf(text)))
  const isAgain = ({ text }: Line) =>
    words.has(wordsOf(text.replace(itemEnd, ''))) || words.has(wordsOf(text.replace(page, '')))
  return list.every(isAgain) ? list : []
}

/** What ends an item of a list, and no heading. */
const itemEnd = /(?:[;,] ?(?:and|y|e)?|\.)\s*$/

/** Where the list ends that begins at this line, and its last number: it counts up, and further lines of an item end no clause. */
function listFrom(lines: readonly Line[], first: number): { end: number; last: number } {
  let [end, last] = [first, 0]
  for (; end < lines.length; end += 1) {
    const [before = '', text = ''] = [lines[end - 1], lines[end]].map((line) => line?.text.trim())
    const number = numberOf(text)
    const goesOn = number === undefined && before !== '' && !endsSentence(before) && !endsClause(text)
    if (!(text === '' || number === last + 1 || goesOn)) break
    last = number ?? last
  }
  return { end, last }
}

/** True of lines that count from 1 to this number. */
function countsUp(lines: readonly Line[], to: number): boolean {
  let due = 1
  for (const { text } of lines) if (numberOf(text) === due) due += 1
  return due > to
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
