import { endsClause, goesOn, isDebris } from './clean-line.ts'
import type { PdfLine } from './pdf-page.ts'
import { numbered, readTables } from './pdf-table.ts'
import { piecesOf } from './pdf-table-columns.ts'

export interface PdfPage {
  lines: readonly PdfLine[]
  /** How high its paper is. */
  paper: number
}

export interface RunningLines {
  lines: Set<PdfLine>
  /** What they say, save of page numbers and banners. */
  words: string[]
}

/** Lines at each edge of a page that may be a running head or foot. */
const edge = 3

/** Pages that a head or foot stands on: a file of few may have only two left pages, or two right ones. */
const enough = (pages: number) => (pages < 7 ? 2 : 3)

/** Left and right pages may have heads of their own, and a page may have none. */
const furthest = 2

/** Points by which the places of one head may differ. */
const slack = 2

/** So many times the size of its letters parts a head from the text. */
const apart = 1.5

const pageWord = String.raw`\b(?:page|p|página|pagina|pág|pag)\b`

/** A page number behind its name, at the begin or at the end of a line, where it may say of how many. */
const pageNumbers = [
  new RegExp(`(?<=${pageWord}[. ]{0,2})\\d+`, 'i'),
  /(?<=^[^\p{L}\d]{0,4})\d+/u,
  /\d+(?=(?: ?(?:of|de|\/) ?\d+)?[^\p{L}\d]{0,4}$)/iu,
]

const plain = new RegExp(
  `${pageWord}|\\b(?:of|de|(?:SENSITIVE BUT )?UNCLASSIFIED|UNCLAS|SENSITIVE|SBU|FOUO|(?:FOR )?OFFICIAL USE ONLY)\\b`,
  'gi',
)

/** A line at the edge of a page. */
interface EdgeLine {
  line: PdfLine
  text: string
  /** The place of its page in the file. */
  at: number
  /** From the upper edge of the paper. */
  top: number
}

/**
 * The running heads and feet of a file: lines outside the text that stand at one place of page after page with the same words, and
 * at most a page number that grows with the pages. A numbered paragraph, a row of a table and `Annex 2` above what it heads are text.
 */
export function findRunningLines(pages: readonly PdfPage[]): RunningLines {
  const all = readChains(pages)
  const chains = all.filter((chain) => chain.length >= enough(pages.length))
  const alike = new Set(chains.flat().map(({ line }) => line))
  const often = chains.filter((chain) => !headsParts(chain, pages, alike))
  const seldom = all.filter((chain) => !chains.includes(chain) && often.some((one) => goOn(chain, one)))
  const running = [...often, ...seldom]
  const long = running.filter(({ length }) => length > 2).flat()
  const certain = new Set(long.flatMap(({ line, text }) => (endsClause(text) ? [] : [line])))
  const found = new Set(running.flat().map(({ line }) => line))
  const lines = new Set(pages.flatMap((one) => outsideText(one.lines, found, certain)))
  return { lines, words: wordsOf(running, lines) }
}

/** The lines at the edges of all pages, each with those that repeat it on the next ones. */
function readChains(pages: readonly PdfPage[]): EdgeLine[][] {
  const chains: EdgeLine[][] = []
  let open: EdgeLine[][] = []
  for (const [at, { lines, paper }] of pages.entries()) {
    open = open.filter((chain) => at - (chain.at(-1)?.at ?? 0) <= furthest)
    for (const line of lines.filter((one) => isAtEdge(one, lines))) {
      const text = line.text.trim().replace(/\s+/g, ' ')
      if (numbered.test(text)) continue
      const here = { line, text, at, top: paper - line.height }
      const chain = open.find((one) => repeats(here, one.at(-1)))
      if (chain) chain.push(here)
      else {
        chains.push([here])
        open.push(...chains.slice(-1))
      }
    }
  }
  return chains
}

function isAtEdge({ height }: PdfLine, lines: readonly PdfLine[]): boolean {
  const over = lines.filter((one) => one.height > height).length
  const under = lines.filter((one) => one.height < height).length
  return over < edge || under < edge
}

/** True of a line at the place of another, whose page number is greater by the pages between. */
function repeats(here: EdgeLine, before: EdgeLine | undefined): boolean {
  if (!before || before.at === here.at || !isInPlace(here, before)) return false
  return here.text === before.text || counts(here, before)
}

function isInPlace(one: EdgeLine, other: EdgeLine): boolean {
  return Math.abs(one.line.height - other.line.height) < slack || Math.abs(one.top - other.top) < slack
}

/** True of the head of a short chapter: other words in the place of a running head, with the page number that goes on with its own. */
function goOn([here]: readonly EdgeLine[], head: readonly EdgeLine[]): boolean {
  const [first, last] = [head[0], head.at(-1)]
  if (!here || !first || !last || !isInPlace(here, first)) return false
  const [ofFirst, ofLast] = [offsetsOf(first), offsetsOf(last)]
  return offsetsOf(here).some((offset) => ofFirst.includes(offset) && ofLast.includes(offset))
}

/** By how much the figures that may be its page number differ from the place of its page. */
function offsetsOf({ text, at }: EdgeLine): number[] {
  return pageNumbers.flatMap((form) => {
    const number = form.exec(text)?.[0]
    return number === undefined ? [] : [Number(number) - at]
  })
}

function counts(here: EdgeLine, before: EdgeLine): boolean {
  const next = (number: string) =>
    String(Number(number) + here.at - before.at).padStart(number.startsWith('0') ? number.length : 0, '0')
  return pageNumbers.some((form) => before.text.replace(form, next) === here.text)
}

/** True of `Annex 1`, `Annex 2` at the heads of pages, where no sentence runs on from page to page: what is counted are no pages. */
function headsParts(
  chain: readonly EdgeLine[],
  pages: readonly PdfPage[],
  alike: ReadonlySet<PdfLine>,
): boolean {
  const [first, second] = chain
  if (!first || first.text === second?.text || first.top > first.line.height) return false
  if (!/^\p{L}+(?: \p{L}+)? \d+$/u.test(first.text) || pageNumbers[0]?.test(first.text)) return false
  if (piecesOf(first.line).length > 1) return false
  const textOf = (at: number) => pages[at]?.lines.filter((line) => !alike.has(line) && !isPrinted(line)) ?? []
  return !chain.some(({ at }) =>
    goesOn(
      textOf(at - 1)
        .at(-1)
        ?.text.trim() ?? '.',
      textOf(at)[0]?.text ?? '',
    ),
  )
}

/** Page numbers, banners and the like, which are known by their form. */
function isPrinted({ text }: PdfLine): boolean {
  return isDebris(text.trim())
}

/** Those of the lines found that stand above or below the text of their page, and apart from it where any is not certain. */
function outsideText(
  lines: readonly PdfLine[],
  found: ReadonlySet<PdfLine>,
  certain: ReadonlySet<PdfLine>,
): PdfLine[] {
  const alike = [...withoutRows(lines, found)]
  const text = lines.filter((line) => !alike.includes(line) && !isPrinted(line))
  const [lower, upper] = spanOf(text)
  const head = alike.filter(({ height }) => height >= upper - slack)
  const foot = alike.filter(({ height }) => height <= lower + slack)
  const gaps: [PdfLine[], number][] = [
    [head, spanOf(head)[0] - upper],
    [foot, lower - spanOf(foot)[1]],
  ]
  // On a page without text nothing shows what stands outside of it.
  const isApart = (gap: number, size: number) =>
    Number.isFinite(gap) && (gap > size * apart || Math.abs(gap) < slack)
  return gaps.flatMap(([block, gap]) =>
    block.every((line) => certain.has(line) || isApart(gap, line.size)) ? block : [],
  )
}

/** The heights of the lowest of these lines and of the uppermost. */
function spanOf(lines: readonly PdfLine[]): [number, number] {
  const heights = lines.map(({ height }) => height)
  return [Math.min(...heights), Math.max(...heights)]
}

/** The lines found, without the rows of a table that other rows belong to. */
function withoutRows(lines: readonly PdfLine[], found: ReadonlySet<PdfLine>): Set<PdfLine> {
  const alike = lines.filter((line) => found.has(line))
  if (alike.every((line) => piecesOf(line).length < 2)) return new Set(alike)
  const { rows } = readTables(lines)
  const hasRows = (line: PdfLine, way: 1 | -1) => {
    for (let index = lines.indexOf(line) + way; ; index += way) {
      const [beside, before] = [lines[index], lines[index - way]]
      if (!beside || !before || !rows.has(beside)) return false
      if (Math.abs(beside.height - before.height) > beside.size * 3) return false
      if (!found.has(beside)) return true
    }
  }
  const isRow = (line: PdfLine) =>
    rows.has(line) && piecesOf(line).length > 1 && (hasRows(line, 1) || hasRows(line, -1))
  return new Set(alike.filter((line) => !isRow(line)))
}

/** What each of these says, once. */
function wordsOf(chains: readonly (readonly EdgeLine[])[], lines: ReadonlySet<PdfLine>): string[] {
  const kept = chains.flatMap((chain) => chain.find(({ line }) => lines.has(line)) ?? [])
  const words = kept.filter(({ text }) => !isDebris(text) && /\p{L}/u.test(text.replace(plain, '')))
  return [...new Set(words.map(({ text }) => text))]
}
