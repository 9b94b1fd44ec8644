import { joinLines } from './clean-line.ts'
import { makeLine, type PdfLine } from './pdf-page.ts'

interface Column {
  left: number
  right: number
}

/** Words of one line in one cell. */
interface Fragment extends Column {
  line: PdfLine
  column: number
  text: string
}

/** A number before words: a paragraph, and no cell. */
const numbered = /^\s*(?:¶ ?)?\(?\d{1,3}[.)]\s+\S/

/**
 * The cells of each row of a table on a page, by the line that begins it; a line that only goes on with a row has none. A table is
 * two or more rows of three or more columns, or three or more of two of which the second holds figures. It begins with a line of
 * several cells, and goes on while all words stand under one of them; a cell may have several lines, drawn across the row or one
 * below another before the next cell. A list of fields such as `TO:` is none.
 */
export function tableRows(page: readonly PdfLine[]): Map<PdfLine, string[]> {
  const table = new Map<PdfLine, string[]>()
  for (const [index, begins] of page.entries()) {
    if (table.has(begins)) continue
    for (const row of readRows(page.slice(index))) {
      const cells: string[][] = []
      for (const { line, column, text } of row) {
        table.set(line, [])
        cells[column] = [...(cells[column] ?? []), text.trim()]
      }
      if (row[0])
        table.set(
          row[0].line,
          Array.from(cells, (lines = []) => joinLines(lines)),
        )
    }
  }
  return table
}

/** The rows of the table that begins with the first of these lines; none where no table does. */
function readRows(lines: readonly PdfLine[]): Fragment[][] {
  const columns = lines[0]?.cells.map(({ left, right }) => ({ left, right })) ?? []
  if (columns.length < 2) return []
  const rows: Fragment[][] = []
  for (const line of lines) {
    const fragments = fragmentsOf(line, columns)
    const [first, second] = fragments
    const last = rows.at(-1)?.at(-1)
    if (!first || (last && !isNear(first, last))) break
    if (last && !second && first.column === 0 && numbered.test(line.text)) break
    if (!last || beginsRow(first, last) || repeatsFigure(fragments, rows.at(-1) ?? [])) rows.push(fragments)
    else rows.at(-1)?.push(...fragments)
    for (const { column, left, right } of fragments) {
      const under = columns[column]
      if (!under) continue
      under.left = Math.min(left, under.left)
      under.right = Math.max(right, under.right)
    }
  }
  // Words at the margin alone are those after the table.
  while (rows.at(-1)?.every(({ column }) => column === 0)) rows.pop()
  return isTable(rows, columns.length) ? rows : []
}

/** The words of a line by the columns they stand in; none where some stand in no column, or in two. */
function fragmentsOf(line: PdfLine, columns: readonly Column[]): Fragment[] {
  const fragments: Fragment[] = []
  for (const cell of line.cells.flatMap((one) =>
    columnOf(one, columns) < 0 ? splitCell(one, line, columns) : one,
  )) {
    const column = columnOf(cell, columns)
    if (column < 0) return []
    fragments.push({ line, column, text: cell.text, left: cell.left, right: cell.right })
  }
  return fragments
}

/** The column that words overlap, or stand behind the edge of; -1 for two, and for words outside. */
function columnOf({ left, right }: Column, columns: readonly Column[]): number {
  const over = columns.flatMap((column, index) => (left < column.right && right > column.left ? [index] : []))
  if (over.length > 0) return over.length === 1 ? (over[0] ?? -1) : -1
  return columns.findLastIndex((column) => column.left <= left)
}

/** Words that nearly touch those of the next column, parted where its edge is. */
function splitCell(cell: Column, { runs }: PdfLine, columns: readonly Column[]): PdfLine['cells'] {
  const parts: (typeof runs)[] = []
  for (const run of runs) {
    if (run.left < cell.left || run.left >= cell.right) continue
    const isEdge = columns.some(({ left }) => Math.abs(left - run.left) < 2)
    const open = parts.at(-1)
    if (open && !isEdge) open.push(run)
    else parts.push([run])
  }
  return parts.flatMap((part) => makeLine(part) ?? [])
}

/** The next line of the cell or of the row, or the first one of a cell beside. */
function isNear({ line, column }: Fragment, last: Fragment): boolean {
  const step = last.line.height - line.height
  return step > 0 ? step < line.size * 3 : column > last.column
}

/** At the first column again; or, further down than lines of a cell are, at any. */
function beginsRow({ line, column }: Fragment, last: Fragment): boolean {
  if (column > last.column) return false
  const isSet = last.line.height - line.height > line.size * 1.6
  return isSet || (column === 0 && last.column > 0)
}

/** A figure under the figure of its column: a cell of figures has one line, and so the first cell of a row is empty here. */
function repeatsFigure(fragments: readonly Fragment[], row: readonly Fragment[]): boolean {
  if (fragments[0]?.column === 0) return false
  const figures = new Set(row.flatMap(({ column, text }) => (isFigure(text) ? [column] : [])))
  return fragments.some(({ column, text }) => figures.has(column) && isFigure(text))
}

/** `1,200`, `$40`, `12 %`: a number without a word. */
function isFigure(text: string): boolean {
  return /\d/.test(text) && !/\p{L}/u.test(text)
}

function isTable(rows: readonly Fragment[][], columns: number): boolean {
  const filled = rows.filter((row) => new Set(row.map(({ column }) => column)).size > 1)
  if (columns > 2) return filled.length > 1
  const figures = filled.filter((row) => /\d\S*$/.test(row.at(-1)?.text.trim() ?? ''))
  return filled.length > 2 && figures.length * 2 > filled.length
}
