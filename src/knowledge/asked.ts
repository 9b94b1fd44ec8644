/** Words that ask for a figure, and among them those that ask for a day. */
const figureWords =
  /\b(?:how (?:many|much|long|large|big|often|far|high)|what (?:figure|number|share|rate|percentage)|number of|target|percent|cu[aá]nt[oa]s?)\b/i
const countWords = /\b(?:how (?:many|much)|number of|cu[aá]nt[oa]s?)\b/i
const dayWords = /\b(?:when|what (?:day|date|year)|date of|by when|deadline|due|cu[aá]ndo|fecha|plazo)\b/i

/** Digits that are no part of an id, a paragraph, an article or the name of a period. */
const anyFigure = /(?<![\p{L}\d¶.(-]|\b(?:articles?|category|section|art\.|s\.) )\d/u
const year = /(?:19|20)\d\d(?!\d)/g

/** The citation that ends a line of its own. */
const citationAtEnd = / \([^()]*¶.*\)$/

const unknownFigure =
  /\bno (?:figure|number|sum|base|count|value)\b|\b(?:baseline|rate|value|figure|number|base)\b[^.;]*\bnot (?:stated|recorded|given|known|named)\b/i

/** What a question asks for: a day, a number of something, another figure, or none of these. */
export type Asked = 'day' | 'count' | 'figure' | 'words'

export function askedFor(question: string): Asked {
  if (countWords.test(question)) return 'count'
  if (dayWords.test(question)) return 'day'
  return figureWords.test(question) ? 'figure' : 'words'
}

/** True when a line holds a figure. Numbers of ids, articles and paragraphs are none; a year is one only where a day is asked for. */
export function holdsFigure(text: string, asked: Asked): boolean {
  const told = text.replace(citationAtEnd, '')
  return anyFigure.test(asked === 'day' ? told : told.replace(year, ''))
}

/** True when a line can answer "how many": it holds a figure, or says that none is known. */
export function tellsCount(text: string): boolean {
  return holdsFigure(text, 'count') || saysUnknown(text)
}

/** True when a line of our own records says that a figure is not known. */
export function saysUnknown(text: string): boolean {
  return unknownFigure.test(text)
}
