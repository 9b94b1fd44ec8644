import { makeLine, type PdfLine } from './page.ts'

/** Lines that must have words on both sides of a gutter, and letters of such a line on either. */
const least = { lines: 4, letters: 20 }

/**
 * The lines of a page whose two columns its file draws across, line for line: those of the left column, then those of the right.
 * Any other page stays as it is; a table is one whose words do not fill their columns.
 */
export function partColumns(lines: readonly PdfLine[]): readonly PdfLine[] {
  const gutter = findGutter(lines)
  if (gutter === undefined) return lines
  const parted: PdfLine[] = []
  let band: PdfLine[] = []
  for (const line of [...lines, undefined]) {
    const above = band.at(-1)
    const isBeside = line !== undefined && !crosses(line, gutter)
    if (isBeside && (!above || above.height > line.height)) {
      band.push(line)
      continue
    }
    parted.push(...partBand(band, gutter))
    band = isBeside ? [line] : []
    if (line && !isBeside) parted.push(line)
  }
  return parted
}

/** Where most right halves of lines begin: behind a gap, on one edge. */
function findGutter(lines: readonly PdfLine[]): number | undefined {
  const edges = new Map<number, number>()
  for (const { runs, size } of lines) {
    const words = runs.filter(({ text }) => text.trim() !== '')
    for (const [index, { left }] of words.entries()) {
      const before = words[index - 1]
      if (before && left - before.right > size * 0.8)
        edges.set(Math.round(left), (edges.get(Math.round(left)) ?? 0) + 1)
    }
  }
  const [most] = [...edges].sort((one, other) => other[1] - one[1])
  return most && most[1] >= least.lines ? most[0] - 2 : undefined
}

function crosses({ runs }: PdfLine, gutter: number): boolean {
  return runs.some(({ left, right, text }) => text.trim() !== '' && left < gutter && right > gutter)
}

function partBand(band: readonly PdfLine[], gutter: number): readonly PdfLine[] {
  const sides = band.map(({ runs }) => ({
    left: makeLine(runs.filter(({ left }) => left < gutter)),
    right: makeLine(runs.filter(({ left }) => left >= gutter)),
  }))
  const both = sides.filter(({ left, right }) => left && right)
  const lefts = sides.flatMap(({ left }) => left ?? [])
  const rights = sides.flatMap(({ right }) => right ?? [])
  return both.length >= least.lines && isText(lefts) && isText(rights) ? [...lefts, ...rights] : band
}

/** Most of its lines fill the column; a heading may be wider than it. */
function isText(column: readonly PdfLine[]): boolean {
  const widths = column.map(({ left, right }) => right - left).sort((one, other) => one - other)
  const usual = widths[Math.floor(widths.length * 0.8)] ?? 0
  const full = widths.filter((width) => width > usual * 0.75).length
  const letters = column.reduce((sum, { text }) => sum + text.trim().length, 0)
  return full * 2 > column.length && letters > column.length * least.letters
}
