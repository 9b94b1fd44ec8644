import { addDays, daysBetween, type IsoDate, printDate } from '../date.ts'
import { type DateReading, parseDateText } from '../date-text.ts'
import type { Happening } from '../entry.ts'
import { printSpan } from '../period.ts'
import { claim, freeWord, type Line, rewrite, type Stop, textOf } from './line.ts'

export interface When {
  from: IsoDate
  until: IsoDate
  scope: Happening['scope']
  notes: string[]
}

/** Words longer than any date: "in the first ten months of the fiscal year" is nine. */
const longestDate = 9
const begins =
  /\d|^(?:from|between|during|the|in|first|last|this|today|yesterday|q[1-4]|fy|cy|fiscal|calendar|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/
const bareMonth = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*$/u
const leading = new Set(['on', 'in', 'during', 'for', 'of', 'dated', 'over'])

/** More days than this, and a flow is a total: nobody sees an event that long. */
const longestEvent = 31

/**
 * Reads and claims when it happened, and whether the line tells one event or a total over a span. Without a date it is
 * today; what lies ahead is refused, and a span that has begun ends today. `stock`: a span says when, never a total.
 */
export function readWhen(line: Line, today: IsoDate, stock: boolean): When | Stop {
  const wanted = readScopeWord(line)
  const found = findDate(line, today)
  if (found && 'ask' in found.reading) {
    const { from, until, reading } = found
    return {
      ask: reading.ask,
      readings: reading.readings.map(({ label, text }) => ({
        label,
        text: rewrite(line, from, until, text),
      })),
    }
  }
  if (found && 'problem' in found.reading) return { problem: found.reading.problem }
  if (!found || !('from' in found.reading)) {
    if (wanted === 'total')
      return { problem: 'A total needs the days it covers, e.g. Jan-Oct 2008 or FY2008.' }
    const notes = [`no date given: today, ${printDate(today)}`]
    return { from: today, until: addDays(today, 1), scope: 'event', notes }
  }
  const { from, until, assumed } = found.reading
  if (from > today)
    return { problem: `${printSpan(found.reading)} is in the future: today is ${printDate(today)}.` }
  const tomorrow = addDays(today, 1)
  const isOver = until <= tomorrow
  const end = isOver ? until : tomorrow
  const notes = [
    ...(assumed ? [assumed] : []),
    ...(isOver ? [] : [`${found.text} is not over: counted to today, ${printDate(today)}`]),
  ]
  const length = daysBetween(from, end)
  if (wanted === 'total' && length === 1) {
    return { problem: 'A total covers a span of days, not one day, e.g. Jan-Oct 2008 or FY2008.' }
  }
  const scope = wanted ?? (length > longestEvent && !stock ? 'total' : 'event')
  if (scope === 'total' && wanted === undefined) {
    notes.push(
      `read as a total over ${printSpan({ from, until: end })}: it stands beside the events and is never added to them`,
    )
  }
  return { from, until: end, scope, notes }
}

function readScopeWord(line: Line): Happening['scope'] | undefined {
  const totals = ['total', 'totals', 'cumulative', 'altogether']
  let scope: Happening['scope'] | undefined
  line.tokens.forEach((_, index) => {
    const word = freeWord(line, index)
    if (totals.includes(word)) scope = 'total'
    else if (word === 'event') scope ??= 'event'
    else return
    claim(line, 'scope', index, index + 1)
  })
  return scope
}

/** The first date of the line, claimed with the word that leads to it. */
function findDate(
  line: Line,
  today: IsoDate,
): { reading: DateReading; from: number; until: number; text: string } | undefined {
  for (let from = 0; from < line.tokens.length; from++) {
    if (!begins.test(freeWord(line, from))) continue
    for (let length = longestDate; length > 0; length--) {
      const until = from + length
      if (until > line.tokens.length || line.claims.slice(from, until).some((field) => field !== undefined))
        continue
      const led = leading.has(freeWord(line, from - 1))
      const reading = readAt(line, from, until, led, today)
      if (!reading) continue
      claim(line, 'date', led ? from - 1 : from, until)
      return { reading, from, until, text: textOf(line, from, until) }
    }
  }
  return undefined
}

function readAt(
  line: Line,
  from: number,
  until: number,
  led: boolean,
  today: IsoDate,
): DateReading | undefined {
  const text = textOf(line, from, until)
  if (until - from === 1 && bareMonth.test(text.toLowerCase()) && !led) return undefined
  if (led && /^(?:19|20)\d\d$/.test(text)) {
    const reading = parseDateText(`CY${text}`, today)
    return reading && 'from' in reading
      ? { ...reading, assumed: `${text} read as the calendar year` }
      : reading
  }
  return parseDateText(text, today)
}
