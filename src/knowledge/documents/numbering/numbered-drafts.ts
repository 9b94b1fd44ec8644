import type { Marking } from '../../../domain/marking.ts'
import { goesOn, joinLines } from '../clean-line.ts'
import {
  addPiece,
  type Draft,
  endsBlockOf,
  isMarkedHeading,
  labelled,
  lastText,
  markDraft,
} from '../draft.ts'
import { looksLikeHeading } from '../headings.ts'
import { type Piece, pieceText, printedPart } from '../piece.ts'
import { shortHeading } from './item-place.ts'
import { isDeeper } from './open-rows.ts'
import type { ParagraphNumber } from './paragraph-numbers.ts'

/** Paragraphs by their numbers, and inside them by lettered parts, numbered items and bullets. The `title` is told elsewhere. */
export function draftNumbered(
  pieces: readonly Piece[],
  numbers: ReadonlyMap<Piece, ParagraphNumber>,
  title?: Piece,
): Draft[] {
  const body = new NumberedBody(title)
  for (const [index, piece] of pieces.entries()) {
    const number = numbers.get(piece)
    if (number) body.openParagraph(piece, number, firstPart(pieces, index, numbers))
    else if (piece.heading && piece.marker === undefined) {
      const below = pieces.slice(index + 1, index + 10).find((next) => !next.heading || next.marker)
      const isOver = below !== undefined && (numbers.has(below) || below.marker?.form === 'inserted')
      body.openHeading(piece, isOver)
    } else body.add(isName(pieces, index) ? asWords(piece) : piece)
  }
  body.close()
  return body.drafts
}

const longestClosing = 50

/** True of `A. Hart` below `Yours sincerely,`, with nothing counted after it: its letter is a first name. */
function isName(pieces: readonly Piece[], index: number): boolean {
  const { marker, label = '', parted } = pieces[index] ?? {}
  const above = pieces[index - 1]?.lines.at(-1) ?? ''
  if (marker?.form !== 'letter' || !/^[A-Z]\.$/.test(label) || !parted) return false
  if (!above.endsWith(',') || above.length > longestClosing) return false
  return pieces.slice(index + 1).every((piece) => piece.marker === undefined)
}

function asWords(piece: Piece): Piece {
  const { marker: _counted, ...words } = piece
  return words
}

/** Pieces between a part and the next at most. */
const mostBetween = 100

/** The part that a paragraph begins with, its letter as printed, and its words alone. */
interface FirstPart {
  part: string
  letter?: string
  piece: Piece
}

/** Part 1 of a paragraph that is counted by its parts; part A where it begins beside the number, `9. (A) …`, and part B follows: the letter as printed, and the words without it. */
function firstPart(
  pieces: readonly Piece[],
  index: number,
  numbers: ReadonlyMap<Piece, ParagraphNumber>,
): FirstPart | undefined {
  const piece = pieces[index]
  const part = piece && printedPart(piece)
  if (part) return { part: String(part.part), piece }
  const [line = '', ...lines] = piece?.lines ?? []
  const [mark, letter] = /^\(?([Aa])(?:\)|\.(?= ))\s*(?=\S)/.exec(line) ?? []
  if (!piece || mark === undefined || letter === undefined) return undefined
  const second = letter === 'A' ? 'B' : 'b'
  const ends = (one: Piece) =>
    numbers.has(one) || (one.marker?.form === 'letter' && one.marker.letter === second)
  const next = pieces.slice(index + 1, index + mostBetween).find(ends)
  if (!next || numbers.has(next)) return undefined
  return {
    part: letter.toUpperCase(),
    letter,
    piece: { ...piece, lines: [line.slice(mark.length), ...lines] },
  }
}

/** True of a heading of the file's own that bears a number, and is no sentence in larger letters. */
function isHeaded(piece: Piece): boolean {
  return piece.heading && looksLikeHeading(pieceText(piece))
}

/** The paragraph being read, and how far its parts, lists and bullets have been counted. */
class NumberedBody {
  readonly drafts: Draft[] = []
  readonly #title: Piece | undefined
  readonly #turns = new Map<number, number>()
  #number: ParagraphNumber | undefined
  #turn = 1
  #portion: Marking | undefined
  #part: string | undefined
  /** The letter of the part, as printed. */
  #letter: string | undefined
  /** Over numbered paragraphs; inside one. */
  #section: Piece | undefined
  #heading: Piece | undefined
  /** A heading with a number of its own, which is that of the paragraph or part. */
  #own: Piece | undefined
  /** The last heading, while nothing stands under it. */
  #bare: Piece | undefined
  #from: number | undefined
  /** A heading since then is marked SBU. */
  #marked = false
  /** The first kind of bullet under this heading; the other kind stands deeper. */
  #bullet: 'dash' | 'bullet' | undefined
  #bullets = 0
  #lists = 0
  #item: number | undefined
  #leafIndent: number | undefined
  #letterIndent = 0

  constructor(title?: Piece) {
    this.#title = title
  }

  openParagraph(piece: Piece, number: ParagraphNumber, first?: FirstPart): void {
    this.#number = number
    this.#turn = (this.#turns.get(number.number) ?? 0) + 1
    this.#turns.set(number.number, this.#turn)
    this.#portion = undefined
    this.#part = first?.part
    this.#letter = first?.letter
    this.#letterIndent = piece.indent
    this.#lists = 0
    if (!number.next && this.#from === undefined) this.#section = undefined
    this.#heading = undefined
    this.#own = isHeaded(piece) ? piece : undefined
    this.#restart()
    this.#portion = this.#open(first?.piece ?? piece).portion
  }

  openHeading(piece: Piece, overParagraphs: boolean): void {
    if (!this.#number && this.#bare && this.#bare !== this.#title) this.#addBare(this.#bare)
    this.#bare = piece
    if (overParagraphs) this.#section = piece
    else this.#heading = piece
    this.#from ??= piece.index
    this.#marked ||= isMarkedHeading(piece)
    this.#restart()
  }

  /** A heading over nothing stands with the words above it. */
  close(): void {
    const last = this.drafts.at(-1)
    if (last && this.#marked) last.portion = 'SBU'
  }

  add(piece: Piece): void {
    const { marker } = piece
    if (!this.#number || !marker || this.#isInner(piece)) this.#addText(piece)
    else if (marker.form === 'part' && marker.number === this.#number.number) {
      this.#openPart(piece, String(marker.part))
    } else if (marker.form === 'letter' && this.#isNextLetter(marker.letter)) {
      this.#letter = marker.letter
      this.#letterIndent = piece.indent
      this.#openPart(piece, marker.letter.toUpperCase())
    } else if (marker.form === 'inserted' && marker.behind === this.#number.number) {
      this.#openInserted(piece, marker.sign)
    } else if (marker.form === 'dash' || marker.form === 'bullet') this.#addBullet(piece, marker.form)
    else if ('number' in marker && marker.form !== 'part') this.#addItem(piece, marker.number)
    else this.#addText(piece)
  }

  /** Before the first number, a heading over another stands over no paragraph: it is words. */
  #addBare(heading: Piece): void {
    this.#section = undefined
    this.#heading = undefined
    this.#bare = undefined
    this.#addText(heading)
  }

  #openPart(piece: Piece, part: string | undefined): void {
    this.#part = part
    this.#heading = undefined
    if (isHeaded(piece)) this.#own = piece
    this.#lists = 0
    this.#restart()
    this.#open(piece)
  }

  /** `2A.` is cited as the part A of ¶2, as people ask for it; `2 bis.` as ¶2 bis. */
  #openInserted(piece: Piece, sign: string): void {
    const isLetter = sign.length === 1
    this.#letter = undefined
    this.#openPart(piece, isLetter ? sign : undefined)
    const draft = this.drafts.at(-1)
    if (draft && !isLetter) draft.place = sign
    this.#portion = draft?.portion
  }

  /** Set in deeper than the item or bullet that is open: part of its words. */
  #isInner({ indent, marker }: Piece): boolean {
    if (marker?.form === 'part') return false
    if (this.#leafIndent !== undefined && isDeeper(indent, this.#leafIndent)) return true
    return marker?.form === 'letter' && this.#letter !== undefined && isDeeper(indent, this.#letterIndent)
  }

  /** Small letters inside lettered parts count something else, and so do letters inside 2.1. */
  #isNextLetter(letter: string): boolean {
    if (this.#part !== undefined && this.#letter === undefined) return false
    if (this.#letter === undefined) return /^a$/i.test(letter)
    return letter === String.fromCharCode(this.#letter.charCodeAt(0) + 1)
  }

  #addItem(piece: Piece, number: number): void {
    const follows = this.#item !== undefined && number === this.#item + 1
    if (number !== 1 && !follows) {
      this.#addText(piece)
      return
    }
    const lead = this.drafts.at(-1)
    if (!follows) this.#lists += 1
    this.#item = number
    this.#leafIndent = piece.indent
    const item: NonNullable<Draft['item']> = {
      list: this.#lists,
      number,
      lead: lead ? joinLines(lead.texts.at(-1) ?? []) : '',
    }
    if (this.#heading) item.heading = shortHeading(pieceText(this.#heading))
    this.#open(piece).item = item
  }

  #addBullet(piece: Piece, form: 'dash' | 'bullet'): void {
    const nested = this.#bullet === undefined ? this.#item !== undefined : this.#bullet !== form
    if (nested) {
      this.#addText(piece)
      return
    }
    this.#bullet = form
    this.#leafIndent = piece.indent
    this.#bullets += 1
    const name = this.#heading ? shortHeading(pieceText(this.#heading)) : 'point'
    this.#open(piece).place = `${name} ${this.#bullets}`
  }

  /** Words that begin no part of their own go on with what is open, save under a heading of their own. Before the first number all is one. */
  #addText(piece: Piece): void {
    const open = this.drafts.at(-1)
    if (open && (this.#from === undefined || !this.#number)) {
      if (this.#bare) addPiece(open, this.#bare, false)
      this.#bare = undefined
      this.#from = undefined
      if (this.#marked) open.portion = 'SBU'
      this.#marked = false
      addPiece(open, piece, piece.label === '' && !piece.under && goesOn(lastText(open), labelled(piece)))
      return
    }
    const draft = this.#open(piece)
    draft.texts = [[labelled(piece)]]
    if (this.#heading && this.#number) draft.place = shortHeading(pieceText(this.#heading))
  }

  /** Nothing stands under `[Begin SBU]` behind the words that `[End SBU]` ends. */
  #closeBlock(): void {
    const last = this.drafts.at(-1)
    if (!last || this.#from !== undefined) return
    if (this.#heading && endsBlockOf(pieceText(this.#heading), last)) this.#heading = undefined
    if (this.#section && endsBlockOf(pieceText(this.#section), last)) this.#section = undefined
  }

  #restart(): void {
    this.#bullet = undefined
    this.#bullets = 0
    this.#item = undefined
    this.#leafIndent = undefined
  }

  #open(piece: Piece): Draft {
    this.#closeBlock()
    const draft: Draft = {
      from: this.#from ?? piece.index,
      at: piece.at,
      turn: this.#turn,
      texts: piece === this.#own ? [] : [[pieceText(piece)]],
      pieces: [piece],
    }
    if (this.#number) draft.number = this.#number
    if (this.#part !== undefined) draft.part = this.#part
    const heading = this.#heading ?? this.#own ?? this.#section
    markDraft(draft, this.drafts.at(-1), this.#portion)
    if (heading) draft.heading = pieceText(heading)
    if (this.#marked || (heading && isMarkedHeading(heading))) draft.portion = 'SBU'
    this.#marked = false
    this.#bare = undefined
    this.#from = undefined
    this.drafts.push(draft)
    return draft
  }
}
