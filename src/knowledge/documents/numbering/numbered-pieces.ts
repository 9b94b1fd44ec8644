import type { Marking } from '../../../domain/marking.ts'
import type { Source } from '../../schema.ts'
import { isListed } from '../headings.ts'
import { type Piece, pieceText, printedNumber, printedPart } from '../piece.ts'
import { type ParagraphNumber, readParagraphNumbers, readPartNumbers } from './paragraph-numbers.ts'

/** What the paragraphs of a body share: where they are from, and the marking of what bears no mark of its own. */
export interface BodyContext {
  source: string
  marking: Marking
  numbering: Source['numbering']
  /** A cable is numbered from its first number on; any other paper where it begins with one, or numbers count most of it. */
  kind: 'cable' | 'paper'
}

/** The pieces that begin a numbered paragraph; none where the paper counts nothing but a list somewhere inside. */
export function numberPieces(pieces: readonly Piece[], context: BodyContext): Map<Piece, ParagraphNumber> {
  const parts = new Set(
    pieces.flatMap((piece) => {
      const { number, part } = printedPart(piece) ?? {}
      return number === undefined ? [] : [`${number}.${part}`]
    }),
  )
  const first = pieces.find((piece) => printedNumber(piece) ?? opensParts(piece, parts))
  if (!first || isListAlone(pieces, pieces.indexOf(first))) return new Map()
  const numbers = printedPart(first)
    ? numberBy(pieces, printedPart, readPartNumbers)
    : numberBy(pieces, printedNumber, (printed) => readParagraphNumbers(printed, context.numbering))
  const before = pieces.slice(0, pieces.indexOf(first)).filter((piece, index) => {
    const above = pieces[index - 1]
    return !piece.heading && !piece.under && !(above && isListed(piece, above))
  })
  return context.kind === 'cable' || before.length <= mostBefore || countsMost(pieces, numbers)
    ? numbers
    : new Map()
}

/** So few words before the first number are a title, a date, names: nothing that speaks against the numbers. */
const mostBefore = 3

/**
 * True of two numbers or more, and at least as many as there are paragraphs without and points above the first: a letterhead and a
 * preamble, whose lines end no sentence, may stand before them, but a list in a paper of plain paragraphs does not count these.
 */
function countsMost(pieces: readonly Piece[], numbers: ReadonlyMap<Piece, ParagraphNumber>): boolean {
  const counted = new Set([...numbers.values()].map(({ number }) => number)).size
  const isPlain = ({ marker, heading, under, lines }: Piece) =>
    !marker && !heading && !under && /[.!?]["'”’»)\]]*$/.test(lines.at(-1) ?? '')
  const above = pieces.slice(
    0,
    pieces.findIndex((piece) => numbers.has(piece)),
  )
  return counted > 1 && counted >= pieces.filter(isPlain).length + countPoints(above)
}

/**
 * What the points above the first number count for. Under the heading that it stands under, a list counts as one, for key messages
 * and aims stand above a text; under headings of their own, points are text and count each. The names of those present are none.
 */
function countPoints(above: readonly Piece[]): number {
  const heading = above.findLastIndex((piece) => piece.heading)
  const lists: { points: Piece[]; apart: boolean }[] = []
  for (const [index, piece] of above.entries()) {
    const before = above[index - 1]
    if (!isPoint(piece)) continue
    if (before && isPoint(before)) lists.at(-1)?.points.push(piece)
    else lists.push({ points: [piece], apart: index < heading })
  }
  return lists
    .filter(({ points }) => !areNames(points))
    .reduce((sum, { points, apart }) => sum + (apart ? points.length : 1), 0)
}

function isPoint({ marker }: Piece): boolean {
  return marker?.form === 'dash' || marker?.form === 'bullet'
}

/** True of `Jane Sample, head of the section`: where most words before what is said of each begin with a capital. */
function areNames(points: readonly Piece[]): boolean {
  const named = points.map((point) => pieceText(point).split(/, (?=\p{L})| [(–—-]/u)[0] ?? '')
  const words = named.flatMap((name) => name.match(/\p{L}+/gu) ?? [])
  return words.filter((word) => /^\p{Lu}/u.test(word)).length * 2 >= words.length
}

const longestItem = 200

/**
 * True where the only numbers are those of a short list: words lead to it, its items stand line under line or begin with small
 * letters, none bears a mark, and the text goes on below without a number.
 */
export function isListAlone(pieces: readonly Piece[], first: number): boolean {
  const counted = pieces.filter((piece) => printedNumber(piece) !== undefined)
  const [opening] = counted
  const last = counted.at(-1)
  if (!opening || !last || !leadsToList(pieces[first - 1], opening)) return false
  const isRow = counted.every(
    (piece, index) =>
      printedNumber(piece)?.number === index + 1 && !piece.portion && pieceText(piece).length < longestItem,
  )
  const isClose = counted.every((piece) => piece === opening || !piece.parted)
  const isSmall = counted.every(({ lines }) => /^\p{Ll}/u.test(lines[0] ?? ''))
  const goesOn = pieces.slice(pieces.indexOf(last) + 1).some((piece) => piece.parted && !piece.marker)
  return isRow && (isSmall || isClose) && goesOn
}

/** True of a first number behind "three points:", which may count a list and no paragraphs. */
export function leadsToList(before: Piece | undefined, opening: Piece): boolean {
  const number = printedNumber(opening)
  const leads = before !== undefined && !before.heading && /:["'”’»)]*$/.test(before.lines.at(-1) ?? '')
  return leads && number?.number === 1 && number.form !== 'pilcrow' && !opening.portion
}

/** True of 1.1 where 1.2 or 2.1 stands elsewhere: alone, it is a figure. */
function opensParts(piece: Piece, parts: ReadonlySet<string>): boolean {
  const { number, part } = printedPart(piece) ?? {}
  return number !== undefined && part === 1 && (parts.has(`${number}.2`) || parts.has(`${number + 1}.1`))
}

function numberBy<Printed extends object>(
  pieces: readonly Piece[],
  printed: (piece: Piece) => Printed | undefined,
  read: (printed: Printed[]) => (ParagraphNumber | undefined)[],
): Map<Piece, ParagraphNumber> {
  const counted = pieces.filter((piece) => printed(piece) !== undefined)
  const numbers = read(counted.flatMap((piece) => printed(piece) ?? []))
  return new Map(
    counted.flatMap((piece, index) => {
      const number = numbers[index]
      return number ? [[piece, number] as const] : []
    }),
  )
}
