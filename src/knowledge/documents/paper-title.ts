import { endsSentence } from './clean-line.ts'
import { isListed, looksLikeHeading } from './headings.ts'
import { isDate } from './paper-head.ts'
import { type Piece, pieceText } from './piece.ts'

const longestTitle = 120

/** The first line where it looks like a title, else a heading near it, else that line where it is short; none of a text that begins at once. */
export function titleOf(pieces: readonly Piece[]): string | undefined {
  const [first] = pieces
  if (!first || (pieceText(first).length > longestTitle && endsSentence(pieceText(first)))) return undefined
  const heading = pieces.slice(0, 3).find((piece) => piece.heading && !isDate(pieceText(piece)))
  const text = pieceText(heading && !isTitled(pieces, heading) ? heading : first)
  return text.length <= longestTitle ? text : undefined
}

/** True where the first line is the title rather than this heading below it: of two in one type, or above the name of a first part. */
function isTitled([first, second]: readonly Piece[], heading: Piece): boolean {
  if (!first || first.lines.length > 1 || !looksLikeTitle(first)) return false
  if (second && isListed(second, first)) return false
  return isPartName(heading) || !((heading.bold && !first.bold) || isLetterhead(pieceText(first)))
}

/** True of what looks like a heading, and is neither a date nor a quotation. */
function looksLikeTitle(piece: Piece): boolean {
  const text = pieceText(piece)
  return !piece.marker && looksLikeHeading(text) && !isDate(text) && !/^["“«]/.test(text)
}

/** True of `Background` and of what bears a number. */
function isPartName(piece: Piece): boolean {
  return piece.marker !== undefined || partName.test(pieceText(piece))
}

const partName =
  /^(?:[IVX\d]{1,4}[.)] .*|(?:(?:executive )?summary|overview|background|context|introduction|purpose|scope|objectives?|issues?|agenda|participants|attendees|present|discussion|findings|key points|actions?|next steps|conclusions?|recommendations?|comments?|resumen(?: ejecutivo)?|antecedentes|contexto|introducci[óo]n|finalidad|alcance|objetivos?|participantes|asistentes|presentes|an[áa]lisis|acuerdos|conclusi[óo]n(?:es)?|recomendaci[óo]n(?:es)?|comentarios?)(?:(?: and| y|,) \p{L}+|[:(].*)?)$/iu

/** True of what papers are headed by: the whole name of an office, a kind of paper, whom it is for. */
function isLetterhead(text: string): boolean {
  return (office.test(text) && !smallWord.test(text)) || headed.test(text)
}

const office =
  /^(?:the )?(?:(?:american )?embassy|consulate|ministry|department|office|bureau|government|republic|united (?:states|nations)|u\.?s\.? (?:embassy|department)|embajada|consulado|ministerio|gobierno|rep[úu]blica|presidencia|comisi[óo]n|direcci[óo]n|polic[íi]a)\b/i
/** Of no name: `Government drug strategy`. */
const smallWord = / (?!(?:of|the|for|on|in|and|del?|la|las|los|el|en|para|por|sin|y|e)\b)\p{Ll}/u
const headed =
  /^(?:(?:fact sheet|press release|nota de prensa|draft|borrador|(?:attachment|annex|anexo)(?: [\dA-Z]{1,3})?)$|(?:dear|estimad[oa]s?) |(?:to|for|from|via|ref|para|de|a) ?: )/i
