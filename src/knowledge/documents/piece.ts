import type { Marking } from '../../domain/marking.ts'
import { type CableHead, opensCable, readCableHead } from './cable-head.ts'
import {
  cleanLine,
  endsClause,
  endsSentence,
  goesOn,
  isDebris,
  isRule,
  joinLines,
  leadsToNumber,
  sectionLine,
} from './clean-line.ts'
import { contentsRows } from './contents-rows.ts'
import { readDrawnRows } from './drawn-rows.ts'
import { looksLikeHeading, markHeadings } from './headings.ts'
import { keepHyphens } from './kept-hyphens.ts'
import type { Line } from './line.ts'
import { opensBlock, readPortion } from './marking/sensitive-forms.ts'
import { bulletSign, inOneRow, type Marker, readMarker } from './numbering/marker.ts'
import { OpenRows } from './numbering/open-rows.ts'
import type { PrintedNumber } from './numbering/paragraph-numbers.ts'

/** A number that counts no paragraph, as printed. */
interface PassedNumber {
  at: number
  label: string
  number: number
}

/** Lines that belong together: a heading, an item, or words between two empty lines. */
export interface Piece {
  /** The index of its first line. */
  index: number
  at: number
  /** How far its first line is set in, in spaces. */
  indent: number
  /** The marker as printed. */
  label: string
  marker?: Marker
  /** What its portion mark says. */
  portion?: Marking
  /** Its words, a text for each line. */
  lines: string[]
  heading: boolean
  /** Its first line is all in bold. */
  bold: boolean
  /** An empty line or a rule stands before it. */
  parted: boolean
  /** It belongs to the paragraph above, on a line of its own. */
  under: boolean
  /** Numbers at the head of its further lines, taken for words: "as reported in" and below it "¶3 of reftel". */
  passed: PassedNumber[]
}

export interface Pieces {
  pieces: Piece[]
  /** The sections whose heads, or lines between sections, stand in the text: `SECTION 02 OF 03`, `002 OF 003`. */
  sections: { number: number; of: number }[]
}

/** Parts the lines from `from` into pieces. Debris, rules and repeated heads end up in none. */
export function readPieces(lines: readonly Line[], from: number): Pieces {
  const found: Pieces = { pieces: [], sections: [] }
  const rows = new OpenRows()
  const contents = contentsRows(lines)
  const marked = lines.map((line): Line => (contents.has(line) ? { ...line, under: true } : line))
  const read = keepHyphens(readDrawnRows(marked))
  let parted = true
  for (let index = from; index < lines.length; index += 1) {
    const line = read[index]
    if (!line) break
    const text = cleanLine(line.text)
    const open = found.pieces.at(-1)
    const again = readSectionHead(text, lines, index)
    if (isRule(text)) {
      if (open && !parted && isUnderlined(open)) open.heading = true
      parted = true
    } else if (text === '') parted = true
    else if (sectionLine.test(text)) {
      const { number, of } = sectionLine.exec(text)?.groups ?? {}
      found.sections.push({ number: Number(number), of: Number(of) })
    } else if (again?.head.section || sectionHead.test(text)) {
      if (again?.head.section) found.sections.push(again.head.section)
      index += (again?.end ?? 1) - 1
    } else if (!line.running && !isDebris(text, parted ? '' : open?.lines.at(-1))) {
      const piece = readPiece(text, line, index, parted)
      if (marksBelow(text, piece, open)) takeForHeading(piece, text)
      if (open && standsOverNext(piece, open, read, rows)) piece.heading = true
      if (!open || begins(piece, open, line, rows) || opensRow(piece, open, read, rows)) {
        found.pieces.push(piece)
        if (piece.marker) rows.take({ marker: piece.marker, indent: piece.indent })
      } else {
        open.lines.push(text)
        const passed = printedNumber(piece)
        if (passed) open.passed.push({ at: line.at, label: piece.label, number: passed.number })
      }
      parted = false
    }
  }
  markHeadings(found.pieces)
  return found
}

/** True of what a rule right below makes a heading: one line, or two that end no sentence. */
function isUnderlined({ marker, under, lines }: Piece): boolean {
  const [first = '', last = first, ...others] = lines
  if (marker || under || others.length > 0) return false
  return lines.length === 1 || (/^\P{L}*\p{Lu}/u.test(first) && !endsClause(last))
}

/** The head of a later section, where one begins here: with its line of number, or above that with its date-time group. */
function readSectionHead(text: string, lines: readonly Line[], index: number): CableHead | undefined {
  if (!sectionHead.test(text) && !opensCable(text)) return undefined
  const below = lines.slice(index, index + longestHead)
  // Most such lines are no head, and reading one takes long.
  return below.some((line) => sectionHead.test(line.text)) ? readCableHead(below, 'again') : undefined
}

/** The width of the spaces before the words of a line, signs of quoting left out; a tab is four. */
function indentOf(raw: string): number {
  const spaces = /^(?:\s*>)*(\s*)/.exec(raw)?.[1] ?? ''
  return spaces.replaceAll('\t', '    ').length
}

/** The number that may count a piece among the paragraphs; undefined where it has none, or counts parts. */
export function printedNumber({ marker, indent }: Piece): PrintedNumber | undefined {
  if (!marker || !('number' in marker) || marker.form === 'part' || marker.form === 'listed') return undefined
  return { number: marker.number, form: marker.form, indent }
}

/** The two numbers of a part, `3.1`. */
export function printedPart({ marker }: Piece): { number: number; part: number } | undefined {
  return marker?.form === 'part' ? marker : undefined
}

/** The words of a piece, joined for reading. */
export function pieceText({ lines }: Piece): string {
  return joinLines(lines)
}

const sectionHead = /^\W*UNCLAS.* SECTION \d+ OF \d+/
const longestHead = 60

function readPiece(text: string, line: Line, index: number, parted: boolean): Piece {
  const marked = /^#{1,6} +/.exec(text)?.[0]
  let words = marked ? text.slice(marked.length).replace(/ +#+$/, '') : text
  const piece: Piece = {
    index,
    at: line.at,
    indent: indentOf(line.text),
    label: '',
    lines: [],
    heading: line.heading === true || marked !== undefined,
    bold: line.bold === true,
    parted,
    under: line.under === true,
    passed: [],
  }
  if (piece.under) return { ...piece, lines: [text], heading: false }
  const takePortion = () => {
    const mark = readPortion(words)
    if (!mark) return
    piece.portion = mark.portion
    words = words.slice(mark.length)
  }
  takePortion()
  const found = readMarker(words)
  if (found) {
    piece.marker = found.marker
    piece.label = words.slice(0, found.length).trim()
    words = words.slice(found.length)
    takePortion()
  }
  piece.lines.push(words)
  return piece
}

/** False for a line that only goes on with the piece before it, though it may look like an item: a wrapped "12. Then". */
function begins(piece: Piece, before: Piece, line: Line, rows: OpenRows): boolean {
  if (line.begins || piece.parted || piece.heading || before.heading || piece.under || before.under)
    return true
  const { marker } = piece
  if (!marker) return false
  if (piece.portion) return true
  const above = before.lines.at(-1) ?? ''
  if (bulletSign.test(piece.label) && marker.form === 'bullet') return true
  if (piece.label === 'o') return above === '' || endsSentence(above) || before.label === 'o'
  const isAwaited = () => follows(piece, before) || rows.awaits({ marker, indent: piece.indent })
  if (marker.form === 'pilcrow') return beginsByPilcrow(piece, above, isAwaited)
  if ('number' in marker && marker.number > 1 && leadsToNumber(above)) return false
  if (/^\s/.test(line.text)) return true
  if (marker.form === 'part')
    return (endsClause(above) || /^\p{Lu}/u.test(piece.lines[0] ?? '')) && isAwaited()
  return above === '' || endsClause(above) || isAwaited()
}

/** True of a 1 or a 1.1 right below a heading or other words, where the next of its form begins a later line and is not due already. */
function opensRow(
  { marker, index, indent, lines: [words = ''] }: Piece,
  before: Piece,
  lines: readonly Line[],
  rows: OpenRows,
): boolean {
  if (!marker || !('number' in marker) || marker.number !== 1) return false
  if (marker.form === 'part' && (marker.part !== 1 || !/^\p{Lu}/u.test(words))) return false
  const second: Marker = marker.form === 'part' ? { ...marker, part: 2 } : { ...marker, number: 2 }
  if (leadsToNumber(before.lines.at(-1) ?? '') || rows.awaits({ marker: second, indent })) return false
  const first = new OpenRows()
  first.take({ marker, indent })
  for (let below = index + 1; below < lines.length; below += 1) {
    const next = readMarker(cleanLine(lines[below]?.text ?? ''))?.marker
    if (next?.form !== marker.form || !('number' in next) || next.number > 2) continue
    return first.awaits({ marker: next, indent })
  }
  return false
}

/** True of `[Begin SBU.]` or `If raised (SBU):`, on a line that no sentence of the one above goes on in. */
function marksBelow(text: string, { marker, under }: Piece, before: Piece | undefined): boolean {
  return !marker && !under && opensBlock(text) && !(before && goesOn(before.lines.at(-1) ?? '.', text))
}

/** Makes a heading of a line as it stands: what looks like a portion mark is all it says. */
function takeForHeading(piece: Piece, text: string): void {
  delete piece.portion
  piece.lines = [text]
  piece.heading = true
}

/** Lines above in which small letters are looked for: of a piece without end, not all. */
const linesAbove = 20

/** True of `COMMENT` right below the end of a sentence, where the next line that is not empty begins with the number due. */
function standsOverNext(piece: Piece, before: Piece, lines: readonly Line[], rows: OpenRows): boolean {
  const [text = ''] = piece.lines
  const isCounted = piece.marker && !/^[IVX]\.$/.test(piece.label)
  if (piece.parted || isCounted || piece.portion || piece.under) return false
  if (!/\p{Lu}{3}/u.test(text) || !looksLikeHeading(text) || /\p{Ll}/u.test(text)) return false
  const isWords = before.lines.slice(-linesAbove).some((one) => /\p{Ll}/u.test(one))
  if (!isWords || !/[.!?]["'”’»)\]]*$/.test(before.lines.at(-1) ?? '')) return false
  const next = lines.slice(piece.index + 1, piece.index + 3).find((one) => one.text.trim() !== '')
  if (!next) return false
  const marker = readMarker(cleanLine(next.text))?.marker
  return marker !== undefined && 'number' in marker && rows.awaits({ marker, indent: indentOf(next.text) })
}

/** `¶9` may as well be named in the midst of a sentence that a line ends in, "as reported in" or "ref B,". */
function beginsByPilcrow({ label }: Piece, above: string, isAwaited: () => boolean): boolean {
  if (above === '' || endsSentence(above)) return true
  return !leadsToNumber(above) && !endsClause(above) && (/[.):]$/.test(label) || isAwaited())
}

/** Of the form of the one before it, and the next where it is a number. */
function follows({ marker }: Piece, { marker: before }: Piece): boolean {
  if (!marker || !before || !inOneRow(marker.form, before.form)) return false
  return !('number' in marker && 'number' in before) || marker.number === before.number + 1
}
