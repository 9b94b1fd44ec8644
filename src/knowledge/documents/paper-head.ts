import { addDays, type IsoDate } from '../../domain/date.ts'
import { parseDateText } from '../../domain/date-text.ts'
import type { Piece } from './piece.ts'

/** `Date: 10 February 2010`, `FECHA: Lima, 10 de febrero de 2010`, `Sent: Wednesday, February 10, 2010 9:02 AM`. */
const field = /^(?:date(?: and time)?|(?:lugar y )?fecha(?: y hora)?|sent|enviado(?: el)?) ?: ?(.+?)\.?$/i
/** A place, a day of the week, and a time behind. */
const besideDay = [
  /^(?:\p{Lu}[\p{L}.'’-]{1,20}(?:[ –-]{1,3}(?:del?|la|el|los|las|\p{Lu}[\p{L}.'’-]{0,20})){0,4}, ?)+/u,
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),? /i,
  /,?(?: -| at| a las)? \d{1,2}(?:[:.h]\d\d| ?[ap]\.?m\b).*$/i,
]
const endsInYear = /\b(?:19|20)\d\d(?:([-/])\d\d\1\d\d)?$/

/** The one day, with its year, that a line gives as that of what it stands in. */
export function dayOfLine(line: string): IsoDate | undefined {
  return dayAlone(field.exec(line)?.[1] ?? '')
}

/** A line with a day and its place, a weekday and a time is no longer. */
const longestDay = 80

/** The same of what a line says, where that is nothing else. */
function dayAlone(told: string): IsoDate | undefined {
  const day = dateAlone(told)
  return day && 'from' in day && day.until === addDays(day.from, 1) ? day.from : undefined
}

/** True of a line that is a day, a month or the like with its year, and nothing else but a place. */
export function isDate(line: string): boolean {
  return dateAlone(line) !== undefined
}

function dateAlone(told: string): ReturnType<typeof parseDateText> {
  if (told.length > longestDay || !/\d{4}/.test(told)) return undefined
  const words = besideDay.reduce((text, one) => text.replace(one, ''), told.replace(/\.$/, ''))
  // Its year is given: no other day bears on what it says.
  return endsInYear.test(words) ? parseDateText(words, '2100-01-01') : undefined
}

/** Of words, and of no `Washington, D.C.` */
const sentenceEnd = /(?<!\b\p{Lu})[.!?]["'”’»)\]]*$/u

/** `SUBJECT: Visit of the director`, `Asunto: Visita`, `Re: Visit` */
const subject = /^(?:subject|subj|re|asunto|tema) ?: ?(?:\| ?)?(\S.*)$/i

interface PaperHead {
  /** The day, with its year, that a line gives: as a field, or with nothing but a place. */
  date?: IsoDate
  subject?: string
}

/** What a paper says of itself above its first number and its first sentence. */
export function headOfPaper(pieces: readonly Piece[]): PaperHead {
  const lines = linesAbove(pieces)
  const [date = loneDay(lines, pieces)] = lines.flatMap(
    (line, at) => dayOfLine(dayField(lines, at) + line) ?? [],
  )
  const [about] = lines.flatMap((line, at) => {
    const [, words] = subject.exec(line) ?? []
    const next = lines[at + 1] ?? ''
    const goesOn = /^\p{Ll}/u.test(next) || openWord.test(words ?? '')
    return words === undefined ? [] : goesOn ? `${words} ${next}`.trim() : words
  })
  return { ...(date !== undefined && { date }), ...(about !== undefined && { subject: about }) }
}

/** No subject ends in one of these. */
const openWord = / (?:of|the|an?|for|in|on|and|to|with|by|del?|la|los|las|el|y|en|para|con|por)$/i

/** The name of the field that stands on the line above its day; papers of the United Nations write theirs so. */
function dayField(lines: readonly string[], at: number): string {
  return /^(?:date|fecha) ?:$|\bdistr\.: ?\w+$/i.test(lines[at - 1] ?? '') ? 'Date: ' : ''
}

/** Above such a day stands what is to be done until then. */
const until = /:$|\b(?:deadlines?|due|expir\w+|until|no later|plazos?|venc\w+|hasta)\b/i

/** The day that stands alone on a line of the head, if it is the only one in all the text: a chronology has several. */
function loneDay(lines: readonly string[], pieces: readonly Piece[]): IsoDate | undefined {
  const [day] = lines.flatMap((line, at) => (until.test(lines[at - 1] ?? '') ? [] : (dayAlone(line) ?? [])))
  const all =
    day === undefined ? [] : pieces.flatMap((piece) => piece.lines.flatMap((line) => dayAlone(line) ?? []))
  return all.every((one) => one === day) ? day : undefined
}

/** Lines in which a head may stand. */
const mostLines = 12

function linesAbove(pieces: readonly Piece[]): string[] {
  const end = pieces.findIndex(({ marker, lines }) => marker || sentenceEnd.test(lines.at(-1) ?? ''))
  const above = pieces.slice(0, end === -1 ? pieces.length : end).flatMap(({ lines }) => lines)
  const first = pieces[end]
  return (first && !first.marker ? [...above, ...first.lines] : above).slice(0, mostLines)
}
