import { isMonth } from '../../domain/entry-grammar/when.ts'
import { foldText } from '../../domain/text.ts'
import { endsClause, goesOn, joinLines } from './clean-line.ts'
import { lastBlockEdge } from './marking/sensitive-forms.ts'
import { countedHeadings } from './numbering/counted-headings.ts'
import { dayOfLine } from './paper-head.ts'
import { type Piece, printedNumber } from './piece.ts'

const longestHeading = 80

/** Short, begun with a capital, and no end of a sentence, nor a row of a table. */
export function looksLikeHeading(text: string): boolean {
  const isTitle = text.length <= longestHeading && !endsClause(text) && /^\P{L}*\p{Lu}/u.test(text)
  return isTitle && !isDateField(text) && !twoFigures.test(text)
}

/** `Total 770 610`; but `June 20 2009` is a day. */
const twoFigures = / \$?\d[\d.,]*%? (?!(?:19|20)\d\d$)\$?\d[\d.,]*%?$/

/** `Period: January 1 - March 31, 2010` */
function isDateField(text: string): boolean {
  const [, value = ''] = /^[\p{L} ]{2,30}: (.*\d.*)$/u.exec(text) ?? []
  const words = foldText(value).match(/[a-z]+/g) ?? []
  const isDate = words.some(isMonth) && words.every((word) => isMonth(word) || betweenDates.has(word))
  return isDate || dayOfLine(text) !== undefined
}

const betweenDates = new Set('to through until and of de del al a y hasta'.split(' '))

/** Finds the headings among pieces, those with numbers of their own too, and makes one of those that belong together. */
export function markHeadings(pieces: Piece[]): void {
  markShortLines(pieces)
  for (const piece of countedHeadings(pieces)) {
    unmark(piece)
    piece.heading = true
  }
  joinPartNames(pieces)
}

/** Finds the headings that no sign marks: a short line alone, that ends no sentence, in capitals, in bold above what is not, or above an item or long text. */
function markShortLines(pieces: readonly Piece[]): void {
  const letters = new Set<string>()
  for (const [index, piece] of pieces.entries()) {
    const [before, next] = [pieces[index - 1], pieces[index + 1]]
    const [text = ''] = piece.lines
    if (piece.marker?.form === 'letter') letters.add(piece.marker.letter)
    const isRoman = readsRoman(piece, letters)
    if (isRoman && piece.heading) unmark(piece)
    if (
      piece.heading ||
      piece.under ||
      (piece.marker && !isRoman && !isBoldPoint(piece, before, next)) ||
      piece.portion ||
      !piece.parted ||
      piece.lines.length > 1 ||
      !next
    )
      continue
    if (!looksLikeHeading(text) || lastBlockEdge(text) === 'end') continue
    if (before && !before.heading && goesOn(before.lines.at(-1) ?? '', text)) continue
    if (before && index > 1 && endsList(piece, before, next)) continue
    const stands = !/\p{Ll}/u.test(text) || (piece.bold && !next.bold)
    const short = text.split(' ').length <= 10 && !goesOn(text, '')
    piece.heading =
      stands || (short && (next.marker !== undefined || joinLines(next.lines).length > longestHeading))
    if (isRoman && piece.heading) unmark(piece)
  }
}

/** A name, of a person or a place, and what parts it from an office. */
const named =
  /^(?:\p{Lu}[\p{L}.'’-]*)(?: (?:(?:del?|la|las|los|da|dos|van|von|y) )*\p{Lu}[\p{L}.'’-]*)+ ?(?<sign>,|\(|\/| [-–—] )/u
const field = /^[^:]+(?<sign>:) /

/** True of a line below another of its form, names with their offices or fields with their values. */
export function isListed(piece: Piece, above: Piece): boolean {
  const isShort = ({ heading, marker, under, lines: [text = '', ...others] }: Piece) =>
    !heading && !marker && !under && others.length === 0 && text.length <= longestHeading && !endsClause(text)
  return isShort(piece) && isShort(above) && [named, field].some((form) => areOf(form, piece, above))
}

function areOf(form: RegExp, piece: Piece, above: Piece): boolean {
  const [sign, signAbove] = [piece, above].map(({ lines: [text = ''] }) => form.exec(text)?.groups?.sign)
  return sign !== undefined && sign === signAbove
}

/** True of the last of a list, which heads nothing. Bold below what is not ends none, nor does `Day 1: Ports` above long text. */
function endsList(piece: Piece, above: Piece, next: Piece): boolean {
  if (!isListed(piece, above) || (piece.bold && !above.bold)) return false
  return (
    areOf(named, piece, above) || next.marker !== undefined || joinLines(next.lines).length <= longestHeading
  )
}

/** `1. Opening` in bold, above what is not: no item of a list, whose row goes on right above or below it. */
function isBoldPoint({ marker, bold }: Piece, before: Piece | undefined, next: Piece | undefined): boolean {
  if (marker?.form !== 'point' || !bold || !next || next.bold) return false
  const numberOf = (piece: Piece | undefined) => piece && printedNumber(piece)?.number
  return numberOf(next) !== marker.number + 1 && numberOf(before) !== marker.number - 1
}

/** `Article 4`, on a line of its own above the heading that says what it is on. */
const partName =
  /^(?:Article|Art[íi]culo|Chapter|Cap[íi]tulo|Part|Section|Secci[óo]n|Title|T[íi]tulo|Annex|Anexo) [\dIVXLA-C]{1,6}$/i

/** Makes one heading of `Article 4` and the heading right below it. */
function joinPartNames(pieces: Piece[]): void {
  for (let index = pieces.length - 2; index >= 0; index -= 1) {
    const [piece, below] = [pieces[index], pieces[index + 1]]
    const [name = '', ...others] = piece?.lines ?? []
    if (
      !piece ||
      !below?.heading ||
      below.marker ||
      others.length > 0 ||
      !piece.parted ||
      !partName.test(name)
    )
      continue
    piece.heading = true
    piece.lines.push(...below.lines)
    pieces.splice(index + 1, 1)
  }
}

const beforeRoman: Record<string, string> = { I: 'H', V: 'U', X: 'W' }

/** True of `I. Background`, which is no ninth part where no part H stands before it. */
function readsRoman({ marker, label }: Piece, letters: ReadonlySet<string>): boolean {
  const before = marker?.form === 'letter' && label.endsWith('.') ? beforeRoman[marker.letter] : undefined
  return before !== undefined && !letters.has(before)
}

/** Takes what stands before the words of a piece for words. */
function unmark(piece: Piece): void {
  piece.lines[0] = `${piece.label} ${piece.lines[0] ?? ''}`.trim()
  piece.label = ''
  delete piece.marker
}
