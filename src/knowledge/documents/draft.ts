import type { Marking } from '../../domain/marking.ts'
import type { ParagraphNumber } from './paragraph-numbers.ts'
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
  /** Its words, line for line; each line in the pieces it was joined from. */
  texts: string[][]
  portion?: Marking
}

/** The words of a piece behind its marker, as printed. */
export function labelled(piece: Piece): string {
  return `${piece.label} ${pieceText(piece)}`.trim()
}

/** Adds a piece on a new line, or on the last one where a sentence goes on in it. */
export function addPiece(draft: Draft, piece: Piece, onLast: boolean): void {
  const text = labelled(piece)
  if (piece.portion === 'SBU') draft.portion = 'SBU'
  const last = draft.texts.at(-1)
  if (onLast && last) last.push(text)
  else draft.texts.push([text])
}

/** The last words of a draft so far. */
export function lastText(draft: Draft): string {
  return draft.texts.at(-1)?.at(-1) ?? ''
}
