import { cleanLine, endsSentence, goesOn, isDebris, pageNumber } from '../clean-line.ts'
import type { Line } from '../line.ts'

/** A figure alone on its line. */
interface Figure {
  line: Line
  number: number
  /** What stands about it: `#/5`, `# of 5`, `p. #`. */
  about: string
}

/** One between two empty lines. */
interface Apart extends Figure {
  index: number
  /** Characters of the text above it. */
  above: number
}

/** Characters of a page of text; what stands nearer together, or further apart, counts something else. */
const page = { least: 800, most: 8_000 }

/** What else a page may say of its number at its edge: `Page | 3`, `p. 3`, `[3]`, `A-3`, `UNCLASSIFIED - 3`. */
const sign = String.raw`(?:(?:page|p[áa]g(?:ina|\.)?|p\.?|unclas(?:sified)?)(?!\p{L})|[a-z]-|[\s|[\]–—-])*`
const atEdge = new RegExp(`^${sign}(\\d{1,3})(?: ?(?:/|of|de) ?\\d{1,3})?${sign}$`, 'iu')

/**
 * The lines that hold nothing but the number of their page. Where form feeds part the pages, they are figures at the head or the foot of
 * these; else figures between empty lines, a page of text from one to the next. All else that is a figure alone on its line is text.
 */
export function pageNumbersOf(lines: readonly Line[]): Line[] {
  const [atEdges, between] = [outermostRow(lines), apartRow(lines)]
  return (between.length > atEdges.length ? between : atEdges).map(({ line }) => line)
}

/**
 * The longest row of figures at one edge that rise as the pages do: on half of the pages, or on the only one as its first, where no cell
 * of a table stands above it but a sentence.
 */
function outermostRow(lines: readonly Line[]): Figure[] {
  if (!lines.some(({ text }) => text.includes('\f'))) return []
  const pages = partPages(lines)
  const rows = new Map<string, Figure[]>()
  for (const [at, page] of pages.entries()) {
    for (const edge of [0, -1]) {
      const figure = readFigure(page.at(edge), atEdge)
      if (!figure || (pages.length === 1 && edge === -1 && !endsSentence(page.at(-2)?.text.trim() ?? '')))
        continue
      const row = [edge, figure.number - at, figure.about].join()
      rows.set(row, [...(rows.get(row) ?? []), figure])
    }
  }
  const found = longest([...rows.values()])
  const isOnly = pages.length === 1 && found[0]?.number === 1
  return isOnly || (found.length > 1 && found.length * 2 >= pages.length) ? found : []
}

/** The lines of each page that has any, without the banners above and below its text. */
function partPages(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [[]]
  for (const line of lines) {
    if (line.text.includes('\f')) pages.push([])
    const text = cleanLine(line.text)
    if (text !== '' && !isDebris(text)) pages.at(-1)?.push(line)
  }
  return pages.filter((page) => page.length > 0)
}

/**
 * The longest row of figures apart in which each is the next of the one a page above it. The last page may be short where the file ends with
 * its number, and the first one where a sentence is seen to run over one of them.
 */
function apartRow(lines: readonly Line[]): Figure[] {
  const texts = lines.map(({ text }) => text.trim())
  const end = texts.findLastIndex((text) => text !== '')
  const rows = new Map<string, Apart[]>()
  for (const here of readApart(lines, texts)) {
    const row = rows.get([here.number - 1, here.about].join()) ?? []
    const text = here.above - (row.at(-1)?.above ?? 0)
    const isPage = text <= page.most && (text >= page.least || (here.index === end && row.length > 1))
    const now = isPage ? [...row, here] : [here]
    const key = [here.number, here.about].join()
    if (now.length >= (rows.get(key)?.length ?? 0)) rows.set(key, now)
  }
  const found = longest([...rows.values()])
  const isFull = (found[0]?.above ?? 0) >= page.least
  return found.length > 1 && (isFull || found.some(({ index }) => isPassed(texts, index))) ? found : []
}

function readApart(lines: readonly Line[], texts: readonly string[]): Apart[] {
  let above = 0
  return lines.flatMap((line, index) => {
    const figure = isApart(lines, index) ? readFigure(line) : undefined
    if (figure) return [{ ...figure, index, above }]
    above += texts[index]?.length ?? 0
    return []
  })
}

/** True of a line between two that are empty, or where a page or the file begins or ends. */
function isApart(lines: readonly Line[], index: number): boolean {
  const isEmpty = (line: Line | undefined) => !line || line.text.trim() === '' || line.text.startsWith('\f')
  return [lines[index - 1], lines[index + 1]].every(isEmpty)
}

/** True of a line that a sentence is seen to run over. */
function isPassed(texts: readonly string[], index: number): boolean {
  const before = texts.slice(0, index).findLast((text) => text !== '')
  const next = texts.slice(index + 1).find((text) => text !== '')
  return before !== undefined && next !== undefined && goesOn(before, next)
}

function readFigure(line: Line | undefined, form = pageNumber): Figure | undefined {
  const [text = '', number] = form.exec(line?.text.trim() ?? '') ?? []
  return line && number !== undefined
    ? { line, number: Number(number), about: text.replace(number, '#') }
    : undefined
}

function longest<Any>(rows: readonly Any[][]): Any[] {
  return rows.toSorted((one, other) => other.length - one.length)[0] ?? []
}
