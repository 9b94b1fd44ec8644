import * as z from 'zod'

/** The only two markings there are here: unclassified, and sensitive but unclassified. */
export const markingSchema = z.enum(['U', 'SBU'])
export type Marking = z.infer<typeof markingSchema>

/** The marking of something built from all of these, markings or what bears one; U when built from nothing. */
export function highestMarking(built: Iterable<Marking | { marking: Marking }>): Marking {
  for (const one of built) if ((typeof one === 'string' ? one : one.marking) === 'SBU') return 'SBU'
  return 'U'
}

export function isWithin(marking: Marking, ceiling: Marking): boolean {
  return ceiling === 'SBU' || marking === 'U'
}

/** Splits what may be shown in a channel of this ceiling from what may only be counted. */
export function withinCeiling<T extends { marking: Marking }>(
  records: readonly T[],
  ceiling: Marking,
): { shown: T[]; withheld: number } {
  const shown = records.filter((record) => isWithin(record.marking, ceiling))
  return { shown, withheld: records.length - shown.length }
}

const bannerWords = /\b(?:TOP\s+SECRET|SECRET|CONFIDENTIAL|NOFORN|ORCON|TS\s*\/\/?\s*SCI)\b/
/** Cables space the letters of their classification line. */
const spacedWords = /\b(?:S E C R E T|C O N F I D E N T I A L)\b/
/** `(C)`, `[S]`, `( TS//NF )`. A sub-item is no portion mark: it stands right behind its number, `9(C)`, or another, `9(1)(C)`. */
const portionMarks =
  /(?<![\d)])[([]\s*(?:C|S|TS)(?:\s*\/\/?[A-Z/, ]+|\s?[-–—]\s?(?:NF|NOFORN)|\s*)(?:\)|\](?![a-z]))/
/** `(C - Entire text)`, and `(s/nf)` in small letters, as nothing but a mark is written. */
const wordyMarks =
  /[([] ?(?:c|s|ts) ?(?:[-–—:,/]{0,2} ?entire text\b|\/\/? ?(?:nf|noforn|rel to|orcon|fgi)\b)/i
const bracketingMarks = /[([] ?(?:BEGIN|END|[Bb]egin|[Ee]nd) (?:C|S|TS)\b[^()[\]]{0,30}[)\]]/
/** `S//NF`, `C-NF:`; whose nationals may not see it says enough, whatever stands before. */
const caveats = /\b(?:TS|S|C)\/\/[A-Z]{2}|\b(?:TS|S|C|SBU|U) ?[-–—/]{1,2} ?NF\b/
/** In small letters a text speaks of it, save in brackets. */
const sensitiveMarks = [
  /\bSBU\b/,
  /\b(?:SENSITIVE[\s-]+BUT[\s-]+UNCLASSIFIED|Sensitive[\s-]+[Bb]ut[\s-]+[Uu]nclassified)\b/,
  /[([]\s*(?:sbu|sensitive[\s-]+but[\s-]+unclassified)\s*(?:[-–—:,/][^()[\]]{0,60})?[)\]]/i,
]
/** Every mark has two capitals together, or one apart from the next by a space, or begins in a bracket; most texts have none of these. */
const anyMark =
  /[A-Z]{2}|[A-Z] [A-Z]|Sensitive|[([]\s*(?:[CST]|[cst]s? ?[-–—:,/e]|sbu|s(?=ensitive)|[BbEe]\w{2,4} [CST])/
const aboveMarks = [bannerWords, spacedWords, portionMarks, wordyMarks, bracketingMarks, caveats]

/** Letters of Cyrillic and Greek that look as those of a mark do. */
const alike = { from: 'АВСЕНІКМОРЅТХасеорѕіΑΒΕΗΙΚΜΝΟΡΤΥΧ', to: 'ABCEHIKMOPSTXaceopsiABEHIKMNOPTYX' }

/** A text with such letters as the Latin ones they look like: what is marked to the eye is marked. */
export function asLatin(text: string): string {
  if (!/[\u0370-\u045f]/.test(text)) return text
  return text.replace(/[\u0370-\u045f]/g, (letter) => alike.to[alike.from.indexOf(letter)] ?? letter)
}

/**
 * The marking that a text bears in print: `above` for a caveat, banner or portion mark of classified text, `SBU` where
 * it says so. A help to the writer, not a control: a text that carries no mark is not thereby unclassified.
 */
export function printedMarking(written: string): Marking | 'above' {
  const text = asLatin(written)
  if (!anyMark.test(text)) return 'U'
  if (aboveMarks.some((mark) => mark.test(text))) return 'above'
  return sensitiveMarks.some((mark) => mark.test(text)) ? 'SBU' : 'U'
}

/** What a person's own words claim: a mark as one is printed, or `mark confidential` and the like. */
export function claimedMarking(typed: string): Marking | 'above' {
  const claims = [printedMarking(typed), ...markClauses(typed).map(({ level }) => level)]
  return claims.includes('above') ? 'above' : claims.includes('SBU') ? 'SBU' : 'U'
}

/** The level that the word after `mark` names, in whatever case; undefined where it names none. */
export function levelNamed(word: string): Marking | 'above' | undefined {
  if (/^u$/i.test(word)) return 'U'
  const printed = printedMarking(`(${word.toUpperCase()})`)
  return printed === 'U' ? undefined : printed
}

export const badMark = 'mark takes U or SBU, e.g. mark SBU.'

/** Behind an article it is the mark on a thing. */
const markClause =
  /(?<!\b(?:the|an?) )\bmark:? ((?:top )?[^\s"]+?)(?=[.,;]?\s*(?:$|"| (?:src|source|bm|note|because|evidence|owner|for|at|on|by)\b))/gi

/** `mark <word>`, and where it begins and ends. */
interface MarkClause {
  at: number
  end: number
  level: Marking | 'above' | undefined
}

/** Each `mark <word>` of a typed line, at its end or before its next clause. */
export function markClauses(text: string): MarkClause[] {
  return [...text.matchAll(markClause)].flatMap(({ index, 0: words, 1: word = '' }) => {
    const [level, end] = [levelNamed(word), index + words.length]
    const isMark = level === undefined ? isMeantAsMark(text, index, end) : !isNameU(text, index, level)
    return isMark ? [{ at: index, end, level }] : []
  })
}

/** Amid a sentence it is likely a person, who must not lower what the line is marked: `talk with Mark U`. */
function isNameU(text: string, at: number, level: Marking | 'above' | undefined): boolean {
  return level === 'U' && /\p{Ll},? Mark /u.test(text.slice(Math.max(0, at - 3), at + 5))
}

/** Not so in `told by Mark Smith`, in `brand mark found at Callao`, or in quotation marks. */
function isMeantAsMark(text: string, at: number, end: number): boolean {
  const isName = /^Mark \p{Lu}/u.test(text.slice(at))
  const isQuoted = text.slice(0, at).split('"').length % 2 === 0
  return !isName && !isQuoted && !/^ (?:for|at|on|by)\b/i.test(text.slice(end))
}

/** Takes `mark SBU` off the end of a typed line. */
export function takeMark(text: string): { rest: string; mark?: Marking } | { problem: string } {
  const last = markClauses(text).find(({ end }) => /^[.,;]?\s*$/.test(text.slice(end)))
  if (!last) return { rest: text }
  if (last.level === undefined || last.level === 'above') return { problem: badMark }
  return { rest: text.slice(0, last.at).trimEnd(), mark: last.level }
}

/** Whether a text marks itself above a ceiling: such a text is neither kept nor shown again. */
export function isMarkedAbove(text: string, ceiling: Marking): boolean {
  const claimed = claimedMarking(text)
  return claimed === 'above' || !isWithin(claimed, ceiling)
}
