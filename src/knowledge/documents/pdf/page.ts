/** A line of a page as it is printed. Lengths are in points; `right` and `height` grow to the right and upwards, as it reads. */
export interface PdfLine {
  text: string
  /** Its words where wide gaps part them, as columns are. */
  cells: { text: string; left: number; right: number }[]
  /** What it was put together from. */
  runs: Run[]
  left: number
  right: number
  /** Of its foot. */
  height: number
  /** Of most of its letters. */
  size: number
  /** By the name the file gives it; '' where its letters are of several. */
  font: string
  /** Which way it runs, in quarter turns from the left: 0 for upright pages. */
  turn: number
}

/** One run of letters of a page. */
export type Run = Omit<PdfLine, 'cells' | 'runs'>

/** A raised figure behind these is a power, and no note. */
const beforePower = /(?:\b(?:10|mm|cm|km|m|ha)|\^)$/

/** So many times the size of the letters is a gap between columns, and no space. */
const columnGap = 2

/**
 * The lines of a page in the order the file has them. A gap between two runs is a space; raised figures stand in brackets, for
 * `250` and a note's `1` are not 2501.
 */
export function readPdfPage(items: readonly object[]): PdfLine[] {
  const lines: LineInMaking[] = []
  for (const item of items) {
    const run = readRun(item)
    if (!run) continue
    const open = lines.at(-1)
    if (open?.holds(run)) open.add(run)
    else if (run.text.trim() !== '') lines.push(new LineInMaking(run))
  }
  return lines.map(({ line }) => line)
}

/** A line of these runs, which stand on one; undefined for none. */
export function makeLine([first, ...others]: readonly Run[]): PdfLine | undefined {
  if (!first) return undefined
  const made = new LineInMaking(first)
  for (const run of others) made.add(run)
  return made.line
}

class LineInMaking {
  readonly line: PdfLine
  readonly #letters = new Map<number, number>()

  constructor(run: Run) {
    this.line = { ...run, text: '', cells: [], runs: [] }
    this.add(run)
  }

  holds({ turn, size, height, left }: Run): boolean {
    const { line } = this
    const largest = Math.max(size, line.size)
    return (
      turn === line.turn && Math.abs(line.height - height) <= largest / 2 && left > line.right - largest * 2
    )
  }

  add(run: Run): void {
    const { line } = this
    const cell = line.cells.at(-1)
    line.runs.push(run)
    if (run.text.trim() === '') {
      if (cell && !line.text.endsWith(' ')) line.text += ' '
      if (cell && !cell.text.endsWith(' ')) cell.text += ' '
      return
    }
    const gap = cell ? run.left - cell.right : 0
    const figure = run.text.trim()
    const raised = run.height - line.height > line.size * 0.2 && run.size <= line.size * 0.85
    let words = run.text
    if (raised && /^\d{1,3}$/.test(figure)) {
      if (gap < line.size * 0.3) line.text = line.text.trimEnd()
      words = beforePower.test(line.text) ? `^${figure}` : `[${figure}]`
    } else {
      if (gap > line.size * 0.2 && !line.text.endsWith(' ') && !words.startsWith(' ')) words = ` ${words}`
      this.#letters.set(run.size, (this.#letters.get(run.size) ?? 0) + figure.length)
      const [most] = [...this.#letters].sort((one, other) => other[1] - one[1])
      // A line that begins with a raised figure stands where its words do.
      if (most && most[0] !== line.size) Object.assign(line, { size: most[0], height: run.height })
    }
    if (run.font !== line.font && figure.length > 1) line.font = ''
    line.text += words
    if (!cell || gap > line.size * columnGap)
      line.cells.push({ text: words, left: run.left, right: run.right })
    else {
      cell.text += words
      cell.right = Math.max(cell.right, run.right)
    }
    line.right = Math.max(line.right, run.right)
  }
}

/** Undefined for what is no text. The place is measured along the way the letters run, so that a turned page reads like any other. */
function readRun(item: object): Run | undefined {
  if (!('str' in item && 'transform' in item) || typeof item.str !== 'string') return undefined
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = (
    Array.isArray(item.transform) ? item.transform : []
  ).map((value) => Number(value) || 0)
  const along = Math.hypot(a, b)
  const [right, up] = along === 0 ? [1, 0] : [a / along, b / along]
  const left = x * right + y * up
  const width = 'width' in item ? Number(item.width) || 0 : 0
  return {
    text: item.str,
    left,
    right: left + width,
    height: y * right - x * up,
    size: Math.hypot(c, d) || along || 10,
    font: 'fontName' in item ? String(item.fontName) : '',
    turn: Math.round((Math.atan2(up, right) / Math.PI) * 2 * 100) / 100,
  }
}
