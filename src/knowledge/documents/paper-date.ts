import { addDays, type IsoDate } from '../../domain/date.ts'
import { parseDateText } from '../../domain/date-text.ts'
import type { Piece } from './piece.ts'

/** `Date: 10 February 2010`, `FECHA: Lima, 10 de febrero de 2010`, `Sent: Wednesday, February 10, 2010 9:02 AM`. */
const field = /^(?:date(?: and time)?|fecha(?: y hora)?|sent|enviado(?: el)?) ?: ?(.+?)\.?$/i
/** A place, a day of the week, and a time behind. */
const besideDay = [
  /^(?:\p{Lu}[\p{L}.'’ –-]{1,30}, ?)+/u,
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),? /i,
  /,?(?: -| at| a las)? \d{1,2}(?:[:.h]\d\d| ?[ap]\.?m\b).*$/i,
]
const endsInYear = /\b(?:19|20)\d\d(?:([-/])\d\d\1\d\d)?$/

/** The one day, with its year, that a line gives as that of what it stands in. */
export function dayOfLine(line: string): IsoDate | undefined {
  const words = besideDay.reduce((text, one) => text.replace(one, ''), field.exec(line)?.[1] ?? '')
  if (!endsInYear.test(words)) return undefined
  // Its year is given: no other day bears on what it says.
  const day = parseDateText(words, '2100-01-01')
  return day && 'from' in day && day.until === addDays(day.from, 1) ? day.from : undefined
}

/** Of words, and of no `Washington, D.C.` */
const sentenceEnd = /(?<!\b\p{Lu})[.!?]["'”’»)\]]*$/u

/** The day of a paper that a line of its head gives with its year: of what stands above the first number and the first sentence. */
export function dayOfPaper(pieces: readonly Piece[]): IsoDate | undefined {
  for (const { marker, lines } of pieces) {
    if (marker) return undefined
    const day = lines.map(dayOfLine).find((one) => one !== undefined)
    if (day !== undefined || sentenceEnd.test(lines.at(-1) ?? '')) return day
  }
  return undefined
}
