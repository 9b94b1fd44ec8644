import { addDays, type IsoDate, printDate } from '../date.ts'
import type { Happening } from '../entry.ts'
import { printSpan } from '../period.ts'
import type { Ask, MarkSpan, Writing } from './draft.ts'
import type { Governed } from './govern.ts'
import { type Line, rewrite, textOf } from './line.ts'
import type { Told } from './sentences.ts'
import { dateStart, spanRead } from './when.ts'

const sums =
  /^(?:total|totals|totaled|totalled|totaling|totalling|cumulative|altogether|acumulado|acumulados)$/
const unsaid =
  /^(?:(?:this|that|the|same|these|those|ese|este|mismo|dicho) )+(?:[\p{L}\d-]+ )?(?:period|periods|time period|periodo|lapso)$/u

/** When it happened, and whether it is one event or a total: by its own date, else its sentence's, else an earlier one's. */
export function dateOf(
  { amount }: Governed,
  next: Governed | undefined,
  { line, told, reader, date: earlier }: Writing,
  notes: string[],
  ask: Ask,
  span: MarkSpan,
): { from: IsoDate; until: IsoDate; scope: Happening['scope'] } {
  const { today } = reader
  const today1 = { from: today, until: addDays(today, 1), scope: 'event' as const }
  const own = dateNear(told, amount.from, amount.until, next?.amount.from)
  const date = own ?? earlier
  if (own) span('date', own.from, own.until)
  else {
    const vague = vaguePeriod(line, told)
    if (vague) {
      ask({
        ask: `Which days does "${textOf(line, vague.from, vague.until)}" cover?`,
        readings: ['this year', 'last year', 'today'].map((text) => ({
          label: text,
          text: rewrite(line, vague.from, vague.until, text),
        })),
      })
      return { ...today1, scope: 'total' }
    }
  }
  if (!date) {
    notes.push(`no date given: today, ${printDate(today)}`)
    return today1
  }
  if (!own) notes.push(`date of an earlier sentence: ${date.text}`)
  if ('ask' in date.reading) {
    ask({
      ask: date.reading.ask,
      readings: date.reading.readings.map(({ label, text }) => ({
        label,
        text: rewrite(line, dateStart(line, date), date.until, text),
      })),
    })
    return today1
  }
  const total = hasSum(told)
  const read = spanRead({ ...date.reading, text: date.text }, today, total, false)
  if (!read) {
    const ahead = 'from' in date.reading ? printSpan(date.reading) : date.text
    const problem = `${ahead} is in the future: today is ${printDate(today)}.`
    ask({ ask: 'problem' in date.reading ? date.reading.problem : problem, readings: [] })
    return today1
  }
  notes.push(...read.notes)
  return read
}

function hasSum({ tokens, from, until }: Told): boolean {
  for (let at = from; at < until; at++) if (sums.test(tokens[at]?.word ?? '')) return true
  return false
}

/** The date right before a figure, else after it and before the next, else the last before, else the first. */
function dateNear(
  { dates, cues, amounts }: Told,
  from: number,
  until: number,
  nextFrom = Number.POSITIVE_INFINITY,
) {
  const told = dates.filter(
    (date) =>
      !cues.some((cue) => cue.id === 'comparison' && cue.until <= date.from && date.from - cue.until <= 8),
  )
  const right = told.find((date) => date.until <= from && from - date.until <= 2)
  const after = told.find((date) => date.from >= until && date.from < nextFrom && nextFrom - date.until > 2)
  // "20 kg on 3 March and 35 kg on 5 March": a date that trails one figure is not the next one's, which has its own.
  const trails = right && amounts.some((one) => one.until <= right.from && right.from - one.until <= 8)
  if (right && !(trails && after)) return right
  return after ?? told.findLast((date) => date.until <= from) ?? told[0]
}

function vaguePeriod(
  line: Line,
  { tokens, from, until, cues }: Told,
): { from: number; until: number } | undefined {
  for (let at = from; at < until; at++) {
    if (!/^(?:period|periods|periodo|lapso)$/.test(tokens[at]?.word ?? '')) continue
    for (let begin = Math.max(from, at - 4); begin < at; begin++) {
      const text = textOf(line, begin, at + 1).toLowerCase()
      const compared = cues.some(
        (cue) => cue.id === 'comparison' && cue.until <= begin && begin - cue.until <= 8,
      )
      const lead = /^(?:during|over|in|for|throughout|durante|en)$/.test(tokens[begin - 1]?.word ?? '')
        ? begin - 1
        : begin
      if (unsaid.test(text) && !compared) return { from: lead, until: at + 1 }
    }
  }
  return undefined
}
