import { cleanLine, endsSentence, goesOn, isRule } from './clean-line.ts'
import { type Line, printRow } from './line.ts'
import { readPortion } from './marking/sensitive-forms.ts'
import { readMarker } from './numbering/marker.ts'

/**
 * The lines of a file, those that draw a table as Markdown and plain text do read as its rows: cells between bars or tabs, or above
 * one another with gaps between. A line that begins with a number or a mark is none.
 */
export function readDrawnRows(lines: readonly Line[]): readonly Line[] {
  const read = [...lines]
  for (let index = 0; index < lines.length; index += 1) {
    const rows = tableAt(lines, index)
    if (!rows) continue
    for (const [at, cells] of rows.entries()) {
      const line = lines[index + at]
      if (line) read[index + at] = { ...line, text: '', ...printRow(cells) }
    }
    index += rows.length - 1
  }
  return read
}

/** The cells of a row; none of a line that only parts rows. */
type Row = readonly string[]

/** What the first line of every table has; most lines of a text have none of it. */
const sign = /\S(?: {2}|\t)|\t\S|[|+]/

/** The rows of the table that begins at a line, one for each of its lines. */
function tableAt(lines: readonly Line[], from: number): Row[] | undefined {
  const { text = '', under } = lines[from] ?? {}
  return !under && sign.test(text)
    ? [barTable, tabTable, gapTable].map((read) => read(lines, from)).find((rows) => rows !== undefined)
    : undefined
}

/** `|---|---:|`, `+----+----+` or `--- | ---`, between rows. */
const border = /^(?=.*[-=])(?=.*[|+])[\s|:+=-]+$/

function barTable(lines: readonly Line[], from: number): Row[] | undefined {
  const isBorder = (index: number) => border.test(wordsOf(lines[index]))
  if (!/^\s*\|/.test(wordsOf(lines[from])) && !isBorder(from) && !isBorder(from + 1)) return undefined
  const rows: Row[] = []
  for (let index = from; index < lines.length; index += 1) {
    const words = wordsOf(lines[index]).trim()
    if (border.test(words) && rows.at(-1)?.length !== 0) rows.push([])
    else if (words.includes('|') && !lines[index]?.under)
      rows.push(words.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/))
    else break
  }
  return rows.filter((cells) => cells.length > 1).length > 1 ? rows : undefined
}

/** As a sheet is pasted: as many tabs in each row. */
function tabTable(lines: readonly Line[], from: number): Row[] | undefined {
  const rows: Row[] = []
  for (let index = from; mayBeRow(lines[index]); index += 1) {
    const cells = wordsOf(lines[index]).split('\t')
    const [first = cells] = rows
    if (cells.length < 2 || cells.length !== first.length) break
    if (index > from && !standsBelow(first, cells)) break
    rows.push(cells)
  }
  return rows.length > 1 ? rows : undefined
}

/**
 * Rows whose gaps stand above one another. Words in one column alone may stand between two of them; or an empty line, as programs
 * that save a page as text put between all.
 */
function gapTable(lines: readonly Line[], from: number): Row[] | undefined {
  let rivers: readonly Gap[] = []
  let to = from
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index]
    const isFirst = index === from
    const isApart = !isFirst && !hasWords(lines[index - 1])
    if (!isFirst && (partsRows(line) || !(isApart || hasWords(line)))) continue
    if (!mayBeRow(line)) break
    const gaps = gapsOf(line)
    if (isApart && !gaps.some(isInner)) break
    const common = isFirst ? gaps : meet(rivers, gaps)
    const isHeld = [...gaps, ...rivers].filter(isInner).every((gap) => common.some(isAbove(gap)))
    if (!isHeld || !(isFirst || standsBelow(cut(lines[from], common), cut(line, common)))) break
    rivers = common
    if (gaps.some(isInner)) to = index + 1
    else if (isFirst) break
  }
  if (isStretched(lines, from, to)) return undefined
  const rows = lines
    .slice(from, to)
    .map((line) => (partsRows(line) || !hasWords(line) ? [] : cut(line, rivers)))
  return rows.filter((cells) => cells.length > 0).length > 1 ? rows : undefined
}

/**
 * True of lines whose spaces are stretched to one edge: on each these are alike, most end in no figure, and a sentence runs on above
 * or below.
 */
function isStretched(lines: readonly Line[], from: number, to: number): boolean {
  const table = lines.slice(from, to).filter(hasWords)
  const above = lines.slice(Math.max(0, from - 2), from).findLast(hasWords)
  const below = lines.slice(to, to + 2).find(hasWords)
  const read = table.map(spread)
  const figures = read.filter((words) => /\d\S*$/.test(words))
  return (
    read.every((words) => words.length === read[0]?.length && areAlike(spacesOf(words))) &&
    figures.length * 2 <= read.length &&
    (runsOn(above, table[0]) || runsOn(table.at(-1), below))
  )
}

function runsOn(above: Line | undefined, below: Line | undefined): boolean {
  return hasWords(above) && hasWords(below) && goesOn(wordsOf(above).trim(), wordsOf(below).trim())
}

/** How wide the spaces between the words of a line are; those behind a sentence may be wider. */
function spacesOf(words: string): number[] {
  const text = words.trim()
  const spaces = [...text.matchAll(/ +/g)].filter(({ index }) => !endsSentence(text.slice(0, index)))
  return spaces.map(([{ length }]) => length)
}

function areAlike(widths: readonly number[]): boolean {
  return Math.max(...widths) - Math.min(...widths) <= 1
}

/** The cells of a line between the gaps of its table. */
function cut(line: Line | undefined, rivers: readonly Gap[]): Row {
  const words = spread(line)
  const cuts = rivers.filter(isInner).map(({ from }) => from)
  return [0, ...cuts].map((start, index) => words.slice(start, cuts[index]))
}

/** `------ ----`, below the heads of columns. */
function partsRows(line: Line | undefined): boolean {
  return isRule(wordsOf(line).trim().replace(/\s+/g, ' '))
}

/** In three columns at least, or in two with a figure in the second: else the words of two columns may go on from line to line. */
function standsBelow(first: Row, cells: Row): boolean {
  const setIn = [first, cells].map((row) => row.findIndex((cell) => cell.trim() !== ''))
  const second = cells.at(-1) ?? ''
  const longest = /\d/.test(second) ? 3 : 0
  return (
    cells.length - Math.min(...setIn) > 2 ||
    (second.match(/\p{L}+/gu) ?? []).every(({ length }) => length <= longest)
  )
}

/** No row is longer: neither is a paper so wide, nor do the cells of words that go on for lines stand above one another. */
const longestRow = 250

function mayBeRow(line: Line | undefined): boolean {
  if (!line || line.under || line.heading || line.running || line.text.length > longestRow) return false
  const text = cleanLine(line.text)
  return text !== '' && !isRule(text) && !text.startsWith('#') && !readMarker(text) && !readPortion(text)
}

/** Columns in which nothing stands: two or more between words, and all before the first and behind the last. */
interface Gap {
  from: number
  to: number
  /** Two behind the end of a sentence: they may part its words from the next sentence alone. */
  isStop: boolean
}

function gapsOf(line: Line | undefined): Gap[] {
  const words = spread(line)
  const gaps = [...words.matchAll(/^ +| {2,}/g)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
    isStop: length === 2 && endsSentence(words.slice(0, index)),
  }))
  return [...gaps, { from: words.length, to: Number.POSITIVE_INFINITY, isStop: false }]
}

/** True of a gap that parts two cells. */
function isInner({ from, to, isStop }: Gap): boolean {
  return from > 0 && to < Number.POSITIVE_INFINITY && !isStop
}

function isAbove(one: Gap): (other: Gap) => boolean {
  return (other) => one.from < other.to && other.from < one.to
}

/** What is empty in both of two lines. */
function meet(ones: readonly Gap[], others: readonly Gap[]): Gap[] {
  return ones.flatMap((one) =>
    others.filter(isAbove(one)).map((other) => ({
      from: Math.max(one.from, other.from),
      to: Math.min(one.to, other.to),
      isStop: one.isStop && other.isStop,
    })),
  )
}

function hasWords(line: Line | undefined): boolean {
  return wordsOf(line).trim() !== ''
}

function wordsOf(line: Line | undefined): string {
  return (line?.text ?? '').replace(/^(?:\s*>)+ ?/, '')
}

/** The words of a line, each tab as the spaces up to the next eighth place. */
function spread(line: Line | undefined): string {
  let words = ''
  for (const [index, part] of wordsOf(line).trimEnd().split('\t').entries())
    words += index === 0 ? part : `${' '.repeat(8 - (words.length % 8))}${part}`
  return words
}
