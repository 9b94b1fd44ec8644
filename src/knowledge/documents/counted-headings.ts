import { type Piece, printedNumber } from './piece.ts'

const longestHeading = 80

/**
 * Finds the headings that letters or numbers of their own count: `A. Concepts` or `2. Protocols`, alone between a paragraph that
 * leads to no list and the one numbered next, where it is the first of its row or the next.
 */
export function countedHeadings(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  const rows = { letter: 0, point: 0 }
  let last: number | undefined
  for (const [index, piece] of pieces.entries()) {
    const number = printedNumber(piece)?.number
    if (last === undefined || number === last + 1) last = number ?? last
    else {
      const count = countOf(piece)
      const [above, next] = [pieces[index - 1], pieces[index + 1]]
      if (!count || !above || !next || leadsOn(above)) continue
      const isNext = count.place === 1 || count.place === rows[count.row] + 1
      const over = countOf(next)?.place === 1 ? pieces[index + 2] : next
      if (!isNext || (!isNumbered(next, last + 1) && !(over && isNumbered(over, last + 1)))) continue
      rows[count.row] = count.place
      found.push(piece)
    }
  }
  return found
}

function isNumbered(piece: Piece, number: number): boolean {
  return piece.parted && printedNumber(piece)?.number === number
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
