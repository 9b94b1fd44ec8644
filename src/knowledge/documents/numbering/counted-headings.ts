import { type Piece, printedNumber } from '../piece.ts'

const longestHeading = 80

/**
 * Finds the headings that letters or numbers of their own count: `A. Concepts` or `2. Protocols`, alone between a paragraph that
 * leads to no list and the one numbered next, where it is the first of its row or the next. Two of a row with nothing between
 * them are items of a list. The first number of a text is that of a heading where the second heads a later paragraph.
 */
export function countedHeadings(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => printedNumber(piece) !== undefined)
  const [above, opening, next] = [pieces[first - 1], pieces[first], pieces[first + 1]]
  const letter = above && countOf(above)?.place === 1 ? 1 : 0
  if (opening && next && countOf(opening)?.place === 1 && printedNumber(next) && !isRow(opening, next)) {
    const found = headingsFrom(pieces, first + 1, { letter, point: 1 })
    const second = found.find(({ marker }) => marker?.form === 'point')
    if (second && isRow(opening, second)) return [opening, ...found]
  }
  return headingsFrom(pieces, first, { letter, point: 0 })
}

/** The same from the first paragraph on, with what is counted above it. */
function headingsFrom(
  pieces: readonly Piece[],
  first: number,
  rows: { letter: number; point: number },
): Piece[] {
  const found: Piece[] = []
  let last: number | undefined
  for (const [index, piece] of pieces.entries()) {
    if (index < first) continue
    const number = printedNumber(piece)?.number
    if (last === undefined || number === last + 1) last = number ?? last
    else {
      const count = countOf(piece)
      const [above, next] = [pieces[index - 1], pieces[index + 1]]
      if (!count || !above || !next || leadsOn(above) || isRow(above, piece)) continue
      const isNext = count.place === 1 || count.place === rows[count.row] + 1
      const isOver =
        standsOver(pieces, index, last + 1) ||
        (countOf(next)?.place === 1 && standsOver(pieces, index + 1, last + 1))
      if (!isNext || !isOver) continue
      rows[count.row] = count.place
      found.push(piece)
    }
  }
  return found
}

/** Right above the paragraph of this number, which is no item that follows one: as short, or with the number printed again below. */
function standsOver(pieces: readonly Piece[], index: number, number: number): boolean {
  const [piece, next] = pieces.slice(index, index + 2)
  if (!piece || !next?.parted || printedNumber(next)?.number !== number) return false
  const isAgain = (one: Piece) => printedNumber(one)?.number === number && !countOf(one)
  return !isRow(piece, next) || !(countOf(next) || pieces.slice(index + 2).some(isAgain))
}

/** `1.` and `2.`, `A.` and `B.` */
function isRow({ marker }: Piece, { marker: next }: Piece): boolean {
  if (marker?.form === 'letter' && next?.form === 'letter')
    return next.letter.charCodeAt(0) === marker.letter.charCodeAt(0) + 1
  return marker?.form === 'point' && next?.form === 'point' && next.number === marker.number + 1
}

/** Words that a list follows, or the rest of a sentence. */
function leadsOn({ heading, lines }: Piece): boolean {
  return !heading && /[:;,]["'”’»)\]]*$/.test(lines.at(-1) ?? '')
}

/** What counts a piece that looks like a heading: a short line of its own, begun with a capital, that ends no sentence. */
function countOf(piece: Piece): { row: 'letter' | 'point'; place: number } | undefined {
  const { marker, label, lines, parted, portion } = piece
  const [text = ''] = lines
  if (!parted || portion || lines.length > 1 || text.length > longestHeading) return undefined
  if (!/^\p{Lu}.*[\p{L}\d)]$/u.test(text)) return undefined
  if (marker?.form === 'letter' && /^[A-Z]\.$/.test(label))
    return { row: 'letter', place: marker.letter.charCodeAt(0) - 64 }
  return marker?.form === 'point' ? { row: 'point', place: marker.number } : undefined
}
