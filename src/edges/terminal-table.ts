import stringWidth from 'string-width'

/** Between two columns. */
const gap = 2

/** A number, alone or with a sign, a percentage, or a short unit. */
const figure = /^[<>≤≥~±+-]?\s?\d[\d.,]*(?:\s?(?:%|[a-z²³]{1,3}))?$/i

interface TableFit {
  widths: number[]
  /** True for columns of figures, which end at the right edge. */
  right: boolean[]
}

/**
 * Widths for the columns of a table (`rows[0]` is its head) that together fit `width`: the widest column gives way first,
 * and none becomes narrower than its longest word, so that cells wrap between words and a figure is never cut.
 * Undefined when even that is too wide.
 */
export function fitTable(rows: readonly (readonly string[])[], width: number): TableFit | undefined {
  const columns = Array.from({ length: Math.max(...rows.map((row) => row.length), 0) }, (_, index) =>
    rows.map((row) => row[index] ?? ''),
  )
  const least = columns.map((cells) => Math.max(...cells.map(longestWord), 1))
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => stringWidth(cell)), 1))
  let excess = widths.reduce((sum, column) => sum + column + gap, -gap) - width
  while (excess > 0) {
    const widest = widths.reduce(
      (best, column, index) => (column > (least[index] ?? 0) && column > (widths[best] ?? 0) ? index : best),
      -1,
    )
    if (widest === -1) return undefined
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return {
    widths,
    right: columns.map(
      ([, ...cells]) =>
        cells.some((cell) => cell !== '') && cells.every((cell) => cell === '' || figure.test(cell)),
    ),
  }
}

/** A figure and its unit stay together. */
function longestWord(cell: string): number {
  const words = figure.test(cell) ? [cell] : cell.split(' ')
  return Math.max(...words.map((word) => stringWidth(word)))
}
