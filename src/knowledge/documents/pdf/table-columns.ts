import { makeLine, type PdfLine, type Run } from './page.ts'

/** Where words stand across a page. */
export interface Span {
  left: number
  right: number
}

export interface Cell extends Span {
  text: string
}

/** So many times the size of the letters is more than any space, which a typewriter's font has widest: three fifths. */
const narrowGap = 0.65

/** Points by which edges that are meant to be one may differ. */
export const slack = 1

/** `1,200`, `$40`, `12 %`: a number without a word. */
export function isFigure(text: string): boolean {
  return /\d/.test(text) && !/\p{L}/u.test(text)
}

/** `1,000 1,250`; but `2 140` is one, in groups of three. */
const severalFigures = /\d\s+(?!\d{3}(?!\d))\D{0,2}\d|\d{4}\s+\d|[.,]\d+\s+\d/

export function overlap(one: Span, other: Span): boolean {
  return one.left < other.right - slack / 2 && one.right > other.left + slack / 2
}

/** The words of a line between its gaps, those between columns and narrower ones. */
export function piecesOf({ runs, size }: Pick<PdfLine, 'runs' | 'size'>): Piece[] {
  const pieces: Piece[] = []
  for (const run of runs) {
    if (run.text.trim() === '') continue
    const open = pieces.at(-1)
    if (open && run.left - open.right <= size * narrowGap) {
      open.runs.push(run)
      open.right = Math.max(open.right, run.right)
    } else pieces.push({ runs: [run], left: run.left, right: run.right })
  }
  return pieces
}

interface Piece extends Span {
  runs: Run[]
}

/** The words of a cell as several cells, parted before each run of which that is told. */
export function partCell(cell: Cell, { runs }: PdfLine, isParted: (run: Run) => boolean): Cell[] {
  const parts: Run[][] = []
  for (const run of runs) {
    if (run.left < cell.left || run.left >= cell.right) continue
    const open = parts.at(-1)
    if (open && !isParted(run)) open.push(run)
    else parts.push([run])
  }
  return parts.length < 2 ? [cell] : parts.flatMap((part) => makeLine(part) ?? [])
}

/**
 * The cells of each line: wide gaps part them, and narrow ones before an edge, left or right, that most lines keep to and most
 * words at which are figures.
 */
export function cellsOf(lines: readonly PdfLine[]): Cell[][] {
  const pieces = lines.map(piecesOf)
  const edges = new Edges(pieces)
  return lines.map((line, row) => {
    const parted = new Set<Run>()
    for (const [index, piece] of (pieces[row] ?? []).entries()) {
      const before = pieces[row]?.[index - 1]
      if (before && piece.runs[0] && edges.part(before, piece)) parted.add(piece.runs[0])
    }
    return line.cells.flatMap((cell) => partCell(cell, line, (run) => parted.has(run)))
  })
}

/** The edges of all words of some lines. */
class Edges {
  readonly #at = { left: new Map<number, Edge[]>(), right: new Map<number, Edge[]>() }
  readonly #pieces: readonly (readonly Piece[])[]

  constructor(pieces: readonly (readonly Piece[])[]) {
    this.#pieces = pieces
    for (const [row, line] of pieces.entries())
      for (const piece of line)
        for (const side of sides) {
          const at = Math.round(piece[side])
          const edge = { row, isFigure: isFigure(piece.runs.map(({ text }) => text).join(' ')) }
          this.#at[side].set(at, [...(this.#at[side].get(at) ?? []), edge])
        }
  }

  /** True where a column of figures begins with the second of these, though the gap between them is narrow. */
  part(before: Span, piece: Span): boolean {
    return sides.some((side) => {
      const same = [-slack, 0, slack].flatMap((by) => this.#at[side].get(Math.round(piece[side]) + by) ?? [])
      const rows = new Set(same.map(({ row }) => row)).size
      const figures = same.filter((edge) => edge.isFigure).length
      return rows > 1 && figures * 2 > same.length && rows > this.#crossings(before.right, piece.left)
    })
  }

  /** Lines with words all across this gap; a line without any gap is no row. */
  #crossings(from: number, to: number): number {
    const rows = this.#pieces.filter((line) => line.length > 1)
    return rows.filter((line) => line.some(({ left, right }) => left < from && right > to)).length
  }
}

interface Edge {
  row: number
  isFigure: boolean
}

const sides = ['left', 'right'] as const

/** A column, with the lines that have a cell in it. */
interface Column extends Span {
  rows: Set<number>
  /** Nobody can say which head its figures belong to: several stand side by side, or under none. */
  isDoubtful: boolean
}

/**
 * The columns that the cells of some lines make: those above one another are of one. A cell above two cells of another line is a
 * heading over several columns, and makes none; nor does one with nothing above or below it, save in the first line.
 */
export function columnsOf(lines: readonly (readonly Cell[])[]): Column[] {
  const columns: Column[] = []
  const cells = lines.flatMap((line, row) =>
    line.filter((cell) => !isOverSeveral(cell, lines)).map((cell) => ({ ...cell, row })),
  )
  for (const { text, left, right, row } of cells.toSorted((one, other) => one.left - other.left)) {
    const isDoubtful = isFigure(text) && severalFigures.test(text)
    const open = columns.at(-1)
    if (open && overlap(open, { left, right })) {
      open.right = Math.max(open.right, right)
      open.rows.add(row)
      open.isDoubtful ||= isDoubtful
    } else columns.push({ left, right, rows: new Set([row]), isDoubtful })
  }
  return joinHeads(columns).filter(({ rows }) => rows.size > 1 || rows.has(0))
}

function isOverSeveral(cell: Span, lines: readonly (readonly Cell[])[]): boolean {
  return lines.some((line) => line.filter((other) => overlap(other, cell)).length > 1)
}

/** A head at the left of a wide column, and figures at its right: one column, where every such head has figures beside it. */
function joinHeads(columns: readonly Column[]): Column[] {
  const isHead = (column: Column | undefined) => column?.rows.size === 1 && column.rows.has(0)
  const heads = columns.filter(isHead)
  if (heads.length === 0) return [...columns]
  const headless = columns.filter(({ rows }) => !rows.has(0))
  const arePaired =
    heads.length === headless.length &&
    headless.every((column) => isHead(columns[columns.indexOf(column) - 1]))
  if (!arePaired)
    return columns.map((column) => ({
      ...column,
      isDoubtful: column.isDoubtful || headless.includes(column),
    }))
  return columns.flatMap((column, index) => {
    if (headless.includes(column)) return []
    const figures = columns[index + 1]
    if (!isHead(column) || !figures) return [column]
    return [{ ...column, right: figures.right, rows: new Set([...column.rows, ...figures.rows]) }]
  })
}
