import type { Marking } from '../../domain/marking.ts'
import { lineMarking } from './marking/line-marking.ts'
import { lastBlockEdge } from './marking/sensitive-forms.ts'
import type { ParagraphNumber } from './numbering/paragraph-numbers.ts'
import { type Piece, pieceText } from './piece.ts'

/** A paragraph in the making. `from` is the index of the first line that belongs to it, headings included. */
export interface Draft {
  from: number
  at: number
  number?: ParagraphNumber
  /** The second of its number is 2. */
  turn: number
  part?: string
  /** Its place under its paragraph, where that is told at once. */
  place?: string
  /** Its place in a numbered list, named when it is known how many lists the paragraph has. */
  item?: { list: number; number: number; lead: string; heading?: string }
  heading?: string
  /** Its words, line for line, each in the pieces it was joined from; none of a heading that stands over nothing. */
  texts: string[][]
  /** What it was made of, headings left out. */
  pieces: Piece[]
  portion?: Marking
  /** It bears no mark, and is SBU as what stands before it. */
  markedBefore?: true
}

/**
 * Marks a draft as the piece it begins with, else as the draft before it where that is SBU, else as what it is part of. So no number
 * misread for that of a paragraph tears words off an SBU paragraph and leaves them U.
 */
export function markDraft(draft: Draft, before: Draft | undefined, whole?: Marking): void {
  const [begun] = draft.pieces
  const own = begun?.portion
  const held = own === undefined && before !== undefined && isSensitive(before, begun?.parted !== false)
  const portion = held ? 'SBU' : (own ?? whole)
  if (portion) draft.portion = portion
  if (held && whole !== 'SBU') draft.markedBefore = true
}

/** True of a heading that is marked SBU: nothing under it is shown below that. */
export function isMarkedHeading(heading: Piece): boolean {
  return heading.portion === 'SBU' || lineMarking(pieceText(heading)) === 'SBU'
}

/**
 * What an SBU block in the words of a draft leaves open goes on. A mark in the midst of its words counts for a line right below,
 * which may be the rest of them.
 */
function isSensitive(before: Draft, parted: boolean): boolean {
  const text = before.texts.flat().join(' ')
  const edge = lastBlockEdge(text)
  if (edge === 'begin' || before.pieces.some(({ portion }) => portion === 'SBU')) return true
  return edge !== 'end' && (before.portion === 'SBU' || (!parted && lineMarking(text) === 'SBU'))
}

/** True where the words of a draft end the block that the heading above it opened: `[Begin SBU]`, and `[End SBU]` behind them. */
export function endsBlockOf(heading: string | undefined, { texts }: Draft): boolean {
  return (
    heading !== undefined &&
    lastBlockEdge(heading) === 'begin' &&
    lastBlockEdge(texts.flat().join(' ')) === 'end'
  )
}

/** The words of a piece behind its marker, as printed. */
export function labelled(piece: Piece): string {
  return `${piece.label} ${pieceText(piece)}`.trim()
}

/** Adds a piece on a new line, or on the last one where a sentence goes on in it. */
export function addPiece(draft: Draft, piece: Piece, onLast: boolean): void {
  const text = labelled(piece)
  draft.pieces.push(piece)
  if (piece.portion === 'SBU') draft.portion = 'SBU'
  const last = draft.texts.at(-1)
  if (onLast && last) last.push(text)
  else draft.texts.push([text])
}

/** The last words of a draft so far. */
export function lastText(draft: Draft): string {
  return draft.texts.at(-1)?.at(-1) ?? ''
}
