import { joinLines } from '../clean-line.ts'
import type { PdfLine } from './page.ts'
import {
  type Cell,
  cellsOf,
  columnsOf,
  isFigure,
  overlap,
  partCell,
  piecesOf,
  type Span,
  slack,
} from './table-columns.ts'

type Column = ReturnType<typeof columnsOf>[number]

/** Words of one line in one cell. */
interface Fragment extends Cell {
  line: PdfLine
  column: number
  /** A figure of which nobody can say for certain that it stands in this column. */
  isDoubtful: boolean
}

export interface PageTables {
  /** The cells of each row, by the line that begins it; a line that only goes on with a row has none. */
  rows: Map<PdfLine, string[]>
  /** Lines with figures of which nobody can say for certain what column they stand in. */
  doubtful: Set<PdfLine>
}

/** Lines of a table; no page has more. */
const mostLines = 200

/** A number before words: a paragraph, and no cell. */
export const numbered = /^\s*(?:¶ ?)?\(?(?<number>\d{1,3})[.)]\s+\S/

/**
 * The tables of a page. A table is two or more rows of three or more columns, or three or more of two of which the second holds
 * figures or all stand apart as in a grid. It begins with a line of several cells, and goes on while all words stand under one of them; a cell may have several
 * lines, drawn across the row or one below another before the next cell. A list of fields such as `TO:` is none.
 */
export function readTables(page: readonly PdfLine[]): PageTables {
  const tables: PageTables = { rows: new Map(), doubtful: new Set() }
  for (const [index, begins] of page.entries()) {
    if (tables.rows.has(begins)) continue
    for (const row of readRows(page.slice(index, index + mostLines))) {
      const cells: string[][] = []
      for (const { line, column, text, isDoubtful } of row) {
        tables.rows.set(line, [])
        cells[column] = [...(cells[column] ?? []), text.trim()]
        if (isDoubtful) tables.doubtful.add(line)
      }
      if (row[0])
        tables.rows.set(
          row[0].line,
          Array.from(cells, (lines = []) => joinLines(lines)),
        )
    }
    const isBelowTable = page.slice(Math.max(0, index - 2), index).some((line) => tables.rows.has(line))
    if (!tables.rows.has(begins) && figuresApart(begins) > (isBelowTable ? 0 : 1)) tables.doubtful.add(begins)
  }
  for (const line of spacedRows(page.filter((one) => !tables.rows.has(one)))) {
    tables.rows.set(line, [line.text])
    tables.doubtful.add(line)
  }
  return tables
}

/** Lines that make a table of figures with but a space between its columns; a sentence seldom ends three lines so. */
const leastSpaced = 3

/** Lines below one another that each end in figures side by side, with no gap to tell their columns by. */
function spacedRows(lines: readonly PdfLine[]): PdfLine[] {
  const found: PdfLine[] = []
  let open: PdfLine[] = []
  for (const line of [...lines, undefined]) {
    const above = open.at(-1)
    const isRow = line !== undefined && endsInFigures(line)
    if (isRow && (!above || isBelow(line, above))) open.push(line)
    else {
      if (open.length >= leastSpaced) found.push(...open)
      open = isRow ? [line] : []
    }
  }
  return found
}

function isBelow(line: PdfLine, above: PdfLine): boolean {
  const step = above.height - line.height
  return step > 0 && step < line.size * 3
}

function endsInFigures({ text }: PdfLine): boolean {
  if (numbered.test(text)) return false
  const words = text.trim().split(/\s+/)
  const behind = words.slice(words.findLastIndex((word) => /\p{L}/u.test(word)) + 1)
  return behind.filter(isFigure).length > 1
}

/** Figures behind gaps, and so under something; none where most of the line are words, with the gaps that fill a line of text. */
function figuresApart(line: PdfLine): number {
  const [, ...behind] = piecesOf(line)
  const figures = behind.filter(({ runs }) => isFigure(runs.map(({ text }) => text).join(' '))).length
  return figures * 2 > behind.length ? figures : 0
}

/** The rows of the table that begins with the first of these lines; none where no table does. */
function readRows(lines: readonly PdfLine[]): Fragment[][] {
  let near = nearLines(lines)
  while (near.length > 1) {
    const { rows, end, columns } = rowsOf(near)
    if (end === near.length) return isTable(rows, columns) && !isJustified(near) ? rows : []
    near = near.slice(0, end)
  }
  return []
}

/** The first line, if words stand apart on it, and those after it that may be of one table with it. */
function nearLines(lines: readonly PdfLine[]): readonly PdfLine[] {
  const [first] = lines
  if (!first || piecesOf(first).length < 2) return []
  const heads = piecesOf(first)
  let lowest = first.height
  const end = lines.findIndex((line, index) => {
    const isAcross = piecesOf(line).length === 1 && heads.filter((head) => overlap(head, line)).length > 1
    const isFar = lowest - line.height > line.size * 3
    lowest = Math.min(lowest, line.height)
    return (
      (isAcross && !isSubhead(lines, index)) ||
      isCaption(line) ||
      isFar ||
      line.height > first.height + line.size / 2
    )
  })
  return end < 0 ? lines : lines.slice(0, end)
}

/** `Source: CORAH` below a table, or `Table 2. Boats` above the next. */
function isCaption(line: PdfLine): boolean {
  return piecesOf(line).length === 1 && caption.test(line.text)
}

const caption =
  /^\s*(?:table|figure|chart|source|cuadro|tabla|figura|gr[áa]fico|fuente)s?(?: \d{1,3})?\s?[.:–-]/i

/** Words over the columns of the rows below them, such as the part of a country that these are of; no sentence. */
function isSubhead(lines: readonly PdfLine[], index: number): boolean {
  const [line, below] = [lines[index], lines[index + 1]]
  if (!line || !below || numbered.test(line.text) || /[.:;,!?]\s*$/.test(line.text)) return false
  const step = line.height - below.height
  return step > 0 && step < line.size * 3 && figuresApart(below) > 0
}

/** The rows of these lines, up to the first line that is none of theirs. */
function rowsOf(lines: readonly PdfLine[]): { rows: Fragment[][]; end: number; columns: number } {
  const cells = cellsOf(lines)
  const columns = (cells[0]?.length ?? 0) > 1 ? columnsOf(cells) : []
  const rows: Fragment[][] = []
  let end = 0
  for (const [index, line] of lines.entries()) {
    const fragments = fragmentsOf(line, cells[index] ?? [], columns, isSubhead(lines, index))
    const [first] = fragments
    const row = rows.at(-1)
    if (!first || (row && !isNear(first, row))) break
    if (!row || beginsRow(first, row) || repeatsFigure(fragments, row)) rows.push(fragments)
    else row.push(...fragments)
    end += 1
  }
  const paragraph = rows.find((_row, index) => isParagraph(rows, index))?.[0]
  if (paragraph) {
    end = lines.indexOf(paragraph.line)
    rows.splice(rows.findIndex((row) => row[0] === paragraph))
  }
  // Words at the margin alone are those after the table.
  while (rows.at(-1)?.every(({ column }) => column === 0)) rows.pop()
  return { rows, end, columns: columns.length }
}

/** True of a number before words that have nothing beside them; or nothing in a column, and by which no other row is counted. */
function isParagraph(rows: readonly Fragment[][], index: number): boolean {
  const [above, number, below] = [index - 1, index, index + 1].map((at) => numberOf(rows[at]))
  const row = rows[index] ?? []
  if (number === undefined) return false
  if (row.every(({ column }) => column === 0)) return true
  const others = rows.toSpliced(index, 1).flat()
  const isRow = row.some((cell) => cell.line === row[0]?.line && isInColumn(cell, others))
  return !isRow && above !== number - 1 && below !== number + 1
}

/** True of a cell with others above or below it that begin at its edge, or are figures as it is. */
function isInColumn(cell: Fragment, others: readonly Fragment[]): boolean {
  return others.some(
    ({ column, left, text }) =>
      column > 0 &&
      column === cell.column &&
      (Math.abs(left - cell.left) < slack || (isFigure(text) && isFigure(cell.text))),
  )
}

function numberOf(row: readonly Fragment[] = []): number | undefined {
  const [first] = row
  const number = first?.column === 0 ? numbered.exec(first.line.text)?.groups?.number : undefined
  return number === undefined ? undefined : Number(number)
}

/** The words of a line by the columns they stand in; none where they stand in no column, or as text does across them. */
function fragmentsOf(
  line: PdfLine,
  cells: readonly Cell[],
  columns: readonly Column[],
  isSubhead: boolean,
): Fragment[] {
  const fragments: Fragment[] = []
  for (const cell of cells.flatMap((one) => partAtColumns(one, line, columns))) {
    const over = columns.flatMap((column, index) => (overlap(cell, column) ? [index] : []))
    const column = over[0] ?? columns.findLastIndex(({ left }) => left <= cell.left)
    // Words over several columns are a heading of these, but alone on their line they are text.
    if (column < 0 || (over.length > 1 && cells.length < 2 && !isSubhead)) return []
    const beside = fragments.at(-1)
    const isCrowded = beside?.column === column && /\d/.test(beside.text) && /\d/.test(cell.text)
    const isDoubtful = isCrowded || isUncertain(cell.text, over, columns)
    fragments.push({ ...cell, line, column, isDoubtful })
  }
  return fragments
}

/** True of figures that stand under no column, under several, or under one in doubt. */
function isUncertain(text: string, over: readonly number[], columns: readonly Column[]): boolean {
  if (!isFigure(text)) return over.length > 1 && /\d/.test(text)
  return over.length !== 1 || columns[over[0] ?? 0]?.isDoubtful === true
}

/** Words that stand in two columns, parted where a gap lies between these or an edge is. */
function partAtColumns(cell: Cell, line: PdfLine, columns: readonly Column[]): Cell[] {
  if (columns.filter((column) => overlap(cell, column)).length < 2) return [cell]
  const starts = new Set(piecesOf(line).flatMap(({ runs }) => runs.slice(0, 1)))
  const parts = partCell(
    cell,
    line,
    (run) => starts.has(run) || columns.some(({ left }) => Math.abs(left - run.left) < 2),
  )
  const fit = (part: Span) => columns.filter((column) => overlap(part, column)).length < 2
  return parts.every(fit) ? parts : [cell]
}

/** The next line of the cell or of the row, or the first one of a cell beside. */
function isNear({ line, column }: Fragment, row: readonly Fragment[]): boolean {
  const step = stepTo(line, row)
  return step > 0 ? step < line.size * 3 : column > columnOf(row)
}

/** At the first column again; or, further down than lines of a cell are, at any. */
function beginsRow({ line, column }: Fragment, row: readonly Fragment[]): boolean {
  const last = columnOf(row)
  if (column > last) return false
  return stepTo(line, row) > line.size * 1.6 || (column === 0 && last > 0)
}

/** How far below a row a line stands; within it, below the line drawn last, since a cell may be drawn beside a longer one. */
function stepTo(line: PdfLine, row: readonly Fragment[]): number {
  const heights = row.map((fragment) => fragment.line.height)
  const lowest = Math.min(...heights)
  return (line.height < lowest ? lowest : (heights.at(-1) ?? lowest)) - line.height
}

/** Of the words drawn last. */
function columnOf(row: readonly Fragment[]): number {
  return row.at(-1)?.column ?? 0
}

/** A figure under the figure of its column: a cell of figures has one line, and so the first cell of a row is empty here. */
function repeatsFigure(fragments: readonly Fragment[], row: readonly Fragment[]): boolean {
  if (fragments[0]?.column === 0) return false
  const figures = new Set(row.flatMap(({ column, text }) => (isFigure(text) ? [column] : [])))
  return fragments.some(({ column, text }) => figures.has(column) && isFigure(text))
}

function isTable(rows: readonly Fragment[][], columns: number): boolean {
  const filled = rows.filter((row) => new Set(row.map(({ column }) => column)).size > 1)
  if (columns > 2) return filled.length > 1
  const figures = filled.filter((row) => /\d\S*$/.test(row.at(-1)?.text.trim() ?? ''))
  return filled.length > 2 && (figures.length * 2 > filled.length || isGrid(rows))
}

/** True of words beside words, one line a row, which stand further apart than lines of text do, and on the same edges; no fields. */
function isGrid(rows: readonly Fragment[][]): boolean {
  return rows.every(([first, second, ...others], index) => {
    const [left, right] = rows[0] ?? []
    const above = rows[index - 1]
    if (!first || !second || others.length > 0 || first.line !== second.line) return false
    const isOnEdges =
      Math.abs(first.left - (left?.left ?? 0)) < slack && Math.abs(second.left - (right?.left ?? 0)) < slack
    const isApart = !above || stepTo(first.line, above) > first.line.size * 1.6
    return isOnEdges && isApart && /\p{L}{2}[^:]*$/u.test(first.text.trim())
  })
}

/** True of lines of text that spaces stretch to one edge, save short ones: on each these are alike, and most words are no figures. */
function isJustified(lines: readonly PdfLine[]): boolean {
  const stretched = lines.filter((line) => piecesOf(line).length > 1)
  const gaps = stretched.map(gapsOf).filter(({ length }) => length > 1)
  const [edge] = stretched.map(({ right }) => right)
  return (
    edge !== undefined &&
    gaps.length > 0 &&
    gaps.every((ofLine) => Math.max(...ofLine) - Math.min(...ofLine) < slack) &&
    stretched.every(({ right }) => Math.abs(right - edge) < slack) &&
    lines.every((line) => figuresApart(line) === 0)
  )
}

/** How wide the spaces between the words of a line are. */
function gapsOf({ runs, size }: PdfLine): number[] {
  const words = runs.filter(({ text }) => text.trim() !== '')
  const gaps = words.slice(1).map(({ left }, index) => left - (words[index]?.right ?? left))
  return gaps.filter((gap) => gap > size * 0.2)
}
