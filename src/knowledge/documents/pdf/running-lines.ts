import { endsClause, endsSentence, goesOn, isDebris, pageNumber } from '../clean-line.ts'
import type { PdfLine } from './page.ts'
import { numbered } from './table.ts'

export interface PdfPage {
  lines: readonly PdfLine[]
  paper: Paper
}

/** How high the edges of a paper stand, measured as its lines are. */
export interface Paper {
  lower: number
  upper: number
}

export interface RunningLines {
  lines: Set<PdfLine>
  /** What they say, save of banners that are known and of page numbers that more than one page shows to be such. */
  words: string[]
}

/** The part of the paper at its upper edge, and at its lower one, in which a running head or foot stands. */
const margin = 0.12

/** Pages that a head or foot stands on: a file of few may have only two left pages, or two right ones. */
const enough = (pages: number) => (pages < 7 ? 2 : 3)

/** Left and right pages may have heads of their own, and a page may have none. */
const furthest = 2

/** Points by which the places of one head may differ. */
const slack = 2

/**
 * So many times the size of its letters is left white between a head and the text; less where the text is seen to go on past it, and any
 * where it is a figure that counts the pages.
 */
const clear = { alone: 1.5, past: 0.5, counted: Number.NEGATIVE_INFINITY }

const pageWord = String.raw`\b(?:page|p|página|pagina|pág|pag)\b`

/** A page number behind its name, at the begin or at the end of a line, where it may say of how many. */
const pageNumbers = [
  new RegExp(`(?<=${pageWord}[. ]{0,2})\\d+`, 'i'),
  /(?<=^[^\p{L}\d]{0,4})\d+/u,
  /\d+(?=(?: ?(?:of|de|\/) ?\d+)?[^\p{L}\d]{0,4}$)/iu,
]

const numberAlone = /^\d{1,4}(?: ?\/ ?\d{1,4})?$/

/** Beside a page number, these say nothing else. */
const plain = new RegExp(`${pageWord}|\\b(?:of|de|UNCLASSIFIED|UNCLAS)\\b`, 'gi')

/** A line in a margin. */
interface MarginLine {
  line: PdfLine
  text: string
  /** The place of its page in the file. */
  at: number
  /** From the upper edge of the paper. */
  top: number
  /** From its lower edge. */
  foot: number
}

/**
 * The running heads and feet of a file: lines in the margin of the paper, apart from the text, that stand at one place of page after
 * page with the same words, and at most a page number that grows with the pages. All else stays: a head that is left in the text is
 * seen by who reads it, and words that are left out are not.
 */
export function findRunningLines(pages: readonly PdfPage[]): RunningLines {
  const all = readChains(pages)
  const repeated = all.filter((chain) => chain.length >= enough(pages.length) || isOwnNumber(chain))
  const alike = new Set(repeated.flat().map(({ line }) => line))
  const texts = pages.map(({ lines }) => lines.filter((line) => !alike.has(line) && !isPrinted(line)))
  const often = repeated.filter((chain) => hasOwnPlace(chain, texts, pages) && !countsOther(chain, texts))
  const seldom = all.filter((chain) => !repeated.includes(chain) && often.some((one) => goOn(chain, one)))
  const single = all.filter((chain) => isCutOut(chain, texts) && ![...repeated, ...seldom].includes(chain))
  const running = [...often, ...seldom, ...single]
  const past = [...often.filter((chain) => isPassed(chain, texts)), ...single]
  const apart = new Map([
    ...running.flatMap(linesOf).map((line) => [line, clear.alone] as const),
    ...past.flatMap(linesOf).map((line) => [line, clear.past] as const),
    ...often
      .filter(countsPages)
      .flatMap(linesOf)
      .map((line) => [line, clear.counted] as const),
  ])
  const lines = new Set(pages.flatMap((page) => outsideText(page.lines, apart)))
  return { lines, words: [...wordsOf(running, lines).filter(hasWords), ...wordsOf(single, lines)] }
}

/** True of the only page that bears its number: the place of the page in the file. */
function isOwnNumber([here, ...others]: readonly MarginLine[]): boolean {
  return here !== undefined && others.length === 0 && here.text === String(here.at + 1)
}

/** True of a figure alone that rises with the pages. */
function countsPages([first, second]: readonly MarginLine[]): boolean {
  return (
    first !== undefined && second !== undefined && first.text !== second.text && pageNumber.test(first.text)
  )
}

/** True of a figure alone on one page only that a sentence is seen to go on past, also over an end of the file. */
function isCutOut([here, ...others]: readonly MarginLine[], texts: readonly (readonly PdfLine[])[]): boolean {
  if (here === undefined || others.length > 0 || !pageNumber.test(here.text)) return false
  const next = isHead(here) ? here.at : here.at + 1
  const [before, after] = [texts[next - 1]?.at(-1)?.text.trim(), texts[next]?.[0]?.text.trim()]
  if (after === undefined) return before !== undefined && !endsSentence(before)
  return goesOn(before ?? '', after)
}

function linesOf(chain: readonly MarginLine[]): PdfLine[] {
  return chain.map(({ line }) => line)
}

/** The lines in the margins of all pages, each with those that repeat it on the next ones. */
function readChains(pages: readonly PdfPage[]): MarginLine[][] {
  const chains: MarginLine[][] = []
  let open: MarginLine[][] = []
  for (const [at, page] of pages.entries()) {
    open = open.filter((chain) => at - (chain.at(-1)?.at ?? 0) <= furthest)
    for (const here of readMargins(page, at)) {
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

function readMargins({ lines, paper }: PdfPage, at: number): MarginLine[] {
  const width = (paper.upper - paper.lower) * margin
  return lines.flatMap((line) => {
    const [top, foot] = [paper.upper - line.height, line.height - paper.lower]
    const text = line.text.trim().replace(/\s+/g, ' ')
    return Math.min(top, foot) > width || numbered.test(text) ? [] : [{ line, text, at, top, foot }]
  })
}

/** True of a line at the place of another, whose page number is greater by the pages between. */
function repeats(here: MarginLine, before: MarginLine | undefined): boolean {
  if (!before || before.at === here.at || !isInPlace(here, before)) return false
  return here.text === before.text || counts(here, before)
}

function isInPlace(one: MarginLine, other: MarginLine): boolean {
  return Math.abs(one.foot - other.foot) < slack || Math.abs(one.top - other.top) < slack
}

/** True of the head of a short chapter: other words in the place of a running head, with the page number that goes on with its own. */
function goOn([here]: readonly MarginLine[], head: readonly MarginLine[]): boolean {
  const [first, last] = [head[0], head.at(-1)]
  if (!here || !first || !last || !isInPlace(here, first)) return false
  const [ofFirst, ofLast] = [offsetsOf(first), offsetsOf(last)]
  return offsetsOf(here).some((offset) => ofFirst.includes(offset) && ofLast.includes(offset))
}

/** By how much the figures that may be its page number differ from the place of its page. */
function offsetsOf({ text, at }: MarginLine): number[] {
  return pageNumbers.flatMap((form) => {
    const number = form.exec(text)?.[0]
    return number === undefined ? [] : [Number(number) - at]
  })
}

function counts(here: MarginLine, before: MarginLine): boolean {
  const next = (number: string) =>
    String(Number(number) + here.at - before.at).padStart(number.startsWith('0') ? number.length : 0, '0')
  return pageNumbers.some((form) => before.text.replace(form, next) === here.text)
}

/** True of a line in whose place, or further out, few other pages have text: no text is set there. */
function hasOwnPlace(
  chain: readonly MarginLine[],
  texts: readonly (readonly PdfLine[])[],
  pages: readonly PdfPage[],
): boolean {
  const [first] = chain
  if (!first) return false
  const reaches = (line: PdfLine, { lower, upper }: Paper) =>
    isHead(first) ? upper - line.height <= first.top + slack : line.height - lower <= first.foot + slack
  const own = new Set(chain.map(({ at }) => at))
  const others = pages.filter(
    ({ paper }, at) => !own.has(at) && texts[at]?.some((line) => reaches(line, paper)),
  )
  return others.length * 2 < chain.length
}

function isHead({ top, foot }: MarginLine): boolean {
  return top < foot
}

/** True of a note, and of `Annex 1`, `Police: 11` on pages that no sentence runs over: what is counted may be other than pages. */
function countsOther(chain: readonly MarginLine[], texts: readonly (readonly PdfLine[])[]): boolean {
  const [first, second] = chain
  if (!first || first.text === second?.text) return false
  if (pageNumbers[0]?.test(first.text) || !hasWords(first.text)) return false
  return endsClause(first.text) || !isPassed(chain, texts)
}

/** True of a head or foot that a sentence is seen to go on past, from one page to the next. */
function isPassed(chain: readonly MarginLine[], texts: readonly (readonly PdfLine[])[]): boolean {
  return chain.some((one) => {
    const next = isHead(one) ? one.at : one.at + 1
    const [before, after] = [texts[next - 1]?.at(-1), texts[next]?.[0]]
    return before !== undefined && after !== undefined && goesOn(before.text.trim(), after.text.trim())
  })
}

/** Banners and the like, which are known by their form, and what may be a page number. */
export function isPrinted({ text }: PdfLine): boolean {
  return isDebris(text.trim()) || numberAlone.test(text.trim())
}

/** Those of the lines found that stand above or below the text of their page, and apart from it. */
function outsideText(lines: readonly PdfLine[], apart: ReadonlyMap<PdfLine, number>): PdfLine[] {
  const downwards = lines.toSorted((one, other) => other.height - one.height)
  return [downwards, downwards.toReversed()].flatMap((inwards) => {
    // On a page without text nothing shows what stands outside of it.
    const end = inwards.findIndex((line) => !apart.has(line) && !isPrinted(line))
    const outer = inwards.slice(0, Math.max(end, 0))
    const last = outer.findLastIndex((line, index) => {
      const white = whiteBetween(line, inwards[index + 1])
      return white > line.size * (apart.get(line) ?? clear.alone)
    })
    return outer.slice(0, last + 1).filter((line) => apart.has(line))
  })
}

/** The height left white between two lines. */
function whiteBetween(one: PdfLine, other: PdfLine | undefined): number {
  if (!other) return 0
  const [upper, lower] = one.height > other.height ? [one, other] : [other, one]
  return upper.height - lower.height - lower.size
}

/** What each of these says, once. */
function wordsOf(chains: readonly (readonly MarginLine[])[], lines: ReadonlySet<PdfLine>): string[] {
  const kept = chains.flatMap((chain) => chain.find(({ line }) => lines.has(line)) ?? [])
  return [...new Set(kept.map(({ text }) => text))]
}

/** True of what says more than a page number, and is no banner that is known. */
function hasWords(text: string): boolean {
  return !isDebris(text) && /\p{L}/u.test(text.replace(plain, ''))
}
