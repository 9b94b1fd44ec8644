import { addDays, daysBetween, type IsoDate, printDate } from '../date.ts'
import { type DateReading, parseDateText } from '../date-text.ts'
import type { Happening } from '../entry.ts'
import { printSpan } from '../period.ts'
import type { Token } from '../text.ts'
import { claim, freeWord, isKeyword, type Line, openTokens, rewrite, type Stop } from './line.ts'

export interface When {
  from: IsoDate
  until: IsoDate
  scope: Happening['scope']
  notes: string[]
}

/** A date in a line: tokens `from` to `until`, exclusive, the word that leads to it included. */
export interface DateMention {
  from: number
  until: number
  reading: DateReading
  text: string
}

/** Words longer than any date: "in the first ten months of the fiscal year" is nine. */
const longestDate = 9
const months =
  'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december enero febrero marzo abril mayo junio julio agosto setiembre septiembre octubre noviembre diciembre'.split(
    ' ',
  )
const monthNames = new Set(months)
const anchors = new Set([
  ...months,
  ...'today yesterday hoy ayer week weeks month months year years day days quarter half semestre trimestre semana mes meses ano'.split(
    ' ',
  ),
  ...'monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo'.split(
    ' ',
  ),
])
const figures =
  /^(?:(?:19|20)\d\d(?:-\d\d)?(?:-\d\d)?|\d{4}-\d\d(?:-\d\d)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}-?[a-z]{3,9}-?\d{2,4})$/
const marked = /^(?:(?:fy|cy|q[1-4]).*|mid-[a-z]+)$/

/** A folded month name alone, English or Spanish. */
export function isMonth(word: string): boolean {
  return monthNames.has(word)
}

/** Every date holds one of these words, and is made of them and of the words that join them. */
function isAnchor(word: string): boolean {
  if (anchors.has(word)) return true
  if (/^\d/.test(word)) return figures.test(word)
  const [first = '', second] = word.split('-')
  return marked.test(word) || (second !== undefined && monthNames.has(first) && monthNames.has(second))
}

const filler =
  /^(?:\d{1,2}(?:st|nd|rd|th)?|\d{4}|of|the|in|to|and|through|thru|until|till|from|between|during|first|last|past|this|that|so|far|earlier|date|as|since|on|all|mid|-|,|'|\.|fiscal|calendar|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|el|la|los|las|de|del|al|a|y|en|entre|desde|durante|hasta|primer|primeros|primeras|lo|que|va|pasad[oa]|este|esta|presente|by|up|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)$/
const leading = new Set(
  'on in during for of dated over en el durante desde del de since through by until as hasta la al'.split(
    ' ',
  ),
)

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
  if (found.reading.from > today)
    return { problem: `${printSpan(found.reading)} is in the future: today is ${printDate(today)}.` }
  const read = spanRead({ ...found.reading, text: found.text }, today, wanted === 'total', stock)
  if (!read) throw new Error(`${found.text} is a span of days that was not read`)
  if (wanted === 'total' && daysBetween(read.from, read.until) === 1) {
    return { problem: 'A total covers a span of days, not one day, e.g. Jan-Oct 2008 or FY2008.' }
  }
  return wanted === 'event' ? { ...read, scope: 'event' } : read
}

/**
 * The days of a date read, ended today where they are not over, and whether they are one event's or a total's. Undefined
 * when they lie ahead. `stock`: a span says when it was measured, never a total.
 */
export function spanRead(
  reading: DateReading & { text?: string },
  today: IsoDate,
  isTotal: boolean,
  stock: boolean,
): When | undefined {
  if (!('from' in reading) || reading.from > today) return undefined
  const { from, until, assumed } = reading
  const tomorrow = addDays(today, 1)
  const isOver = until <= tomorrow
  const end = isOver ? until : tomorrow
  const length = daysBetween(from, end)
  const scope = (isTotal && length > 1) || (length > longestEvent && !stock) ? 'total' : 'event'
  const span = printSpan({ from, until: end })
  return {
    from,
    until: end,
    scope,
    notes: [
      ...(assumed ? [assumed] : []),
      ...(isOver ? [] : [`${reading.text ?? span} is not over: counted to today, ${printDate(today)}`]),
      ...(scope === 'total' && !isTotal
        ? [`read as a total over ${span}: it stands beside the events and is never added to them`]
        : []),
    ],
  }
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
function findDate(line: Line, today: IsoDate): DateMention | undefined {
  const [first] = findDates({ ...line, tokens: openTokens(line) }, today, 1)
  if (!first) return undefined
  claim(line, 'date', first.from, first.until)
  return { ...first, from: dateStart(line, first) }
}

/** The token at which a date itself begins, past the word that leads to it. */
export function dateStart(line: Pick<Line, 'text' | 'tokens'>, { from, until, text }: DateMention): number {
  return textBetween(line, from, until) === text ? from : from + 1
}

/** The dates of a line in order, at most `most`; looked for only around words that every date has one of. */
export function findDates(
  line: Pick<Line, 'text' | 'tokens'>,
  today: IsoDate,
  most = Number.POSITIVE_INFINITY,
): DateMention[] {
  const { tokens } = line
  const found: DateMention[] = []
  let begin = 0
  for (let at = 0; at < tokens.length && found.length < most; at++) {
    if (at < begin || !isAnchor(tokens[at]?.word ?? '')) continue
    let from = at
    while (from > begin && at - from < longestDate && isDateWord(tokens, from - 1)) from -= 1
    let until = at + 1
    while (until - at < longestDate && isDateWord(tokens, until) && !isSecondYear(tokens, until)) until += 1
    const date = dateWithin(line, from, until, at, today)
    if (date) found.push(date)
    // What failed around this word fails around the next one too, if it holds both.
    begin = date?.until ?? at + 1
  }
  const year = found.length === 0 ? bareYear(line, today) : undefined
  return year ? [year] : found
}

/** Longer texts name years by the way. */
const mostBareTokens = 24

/** "Estimate 56,100 ha coca 2008": a year that nothing leads to and that counts nothing, in a short line with its own figure. */
function bareYear({ tokens }: Pick<Line, 'tokens'>, today: IsoDate): DateMention | undefined {
  const at =
    tokens.length > mostBareTokens ? -1 : tokens.findLastIndex(({ word }) => /^(?:19|20)\d\d$/.test(word))
  const [token, next] = [tokens[at], tokens[at + 1]]
  const hasFigure = tokens.some(({ word }, other) => other !== at && /^\d/.test(word))
  const countsNothing =
    next === undefined || next.word === '' || /^(?:\p{P}|\p{Lu}{2,})/u.test(next.text) || isKeyword(next.word)
  const reading = token && hasFigure && countsNothing ? yearNamed(token.text, today) : undefined
  return token && reading && { from: at, until: at + 1, reading, text: token.text }
}

/** Two years side by side are no date. */
function isSecondYear(tokens: readonly Token[], at: number): boolean {
  const isYear = (index: number) => /^(?:19|20)\d\d$/.test(tokens[index]?.word ?? '')
  return isYear(at) && isYear(at - 1)
}

function isDateWord(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  return isAnchor(word) || filler.test(word)
}

/** Words that lead to a date or join its parts; none begins one. */
const joining = /^(?:on|in|during|of|to|and|en|durante|de|del|el|la|los|las|al|a|y|[,.'-])$/

/** Words no date ends with. */
const unfinished =
  /^(?:on|in|during|of|the|to|and|en|durante|de|del|el|la|los|las|al|a|y|first|last|this|that|from|between|through|since|as|by|until|desde|entre|hasta|[,.'-])$/

/** "In 2000" is a year; "of 2000 kg" and "in 2000 hectares" are not. */
const yearLeading = /^(?:in|during|for|since|through|en|durante|desde)$/
const measured =
  /^(?:kgs?|kilo\p{L}*|grams?|g|t|mt|tm|tons?|tonn\p{L}*|tonelada\p{L}*|ha|hect\p{L}*|lbs?|pounds?|l|liters?|litros?|plants?|pills?|acres?|metric)$/u

/** The longest date between two tokens that holds the anchor, the earliest first. */
function dateWithin(
  line: Pick<Line, 'text' | 'tokens'>,
  begin: number,
  end: number,
  anchorAt: number,
  today: IsoDate,
): DateMention | undefined {
  for (let from = begin; from <= anchorAt; from++) {
    if (joining.test(line.tokens[from]?.word ?? '')) continue
    for (let until = Math.min(end, from + longestDate); until > anchorAt; until--) {
      if (unfinished.test(line.tokens[until - 1]?.word ?? '')) continue
      // "On 3 March and 35 kg": the number is of what follows.
      const isCount =
        /^\d{1,2}$/.test(line.tokens[until - 1]?.word ?? '') && measured.test(line.tokens[until]?.word ?? '')
      if (isCount && until - 1 > anchorAt) continue
      const lead = line.tokens[from - 1]?.word ?? ''
      const led = leading.has(lead)
      const isYear = led && until - from === 1 && /^(?:19|20)\d\d$/.test(line.tokens[from]?.text ?? '')
      if (isYear && (!yearLeading.test(lead) || measured.test(line.tokens[until]?.word ?? ''))) continue
      const text = textBetween(line, from, until)
      const reading = readAt(text, until - from, led, today)
      if (reading) return { from: led ? from - 1 : from, until, reading, text }
    }
  }
  return undefined
}

function textBetween({ text, tokens }: Pick<Line, 'text' | 'tokens'>, from: number, until: number): string {
  return text.slice(tokens[from]?.start ?? 0, tokens[until - 1]?.end ?? 0)
}

function readAt(text: string, length: number, led: boolean, today: IsoDate): DateReading | undefined {
  if (length === 1 && isMonth(text.toLowerCase()) && !led) return undefined
  if (led && /^(?:19|20)\d\d$/.test(text)) return yearNamed(text, today)
  const year = /^(?:(?:in|during|of|en|durante|all of) )?(?:all of |todo )?((?:19|20)\d\d)$/i.exec(text)?.[1]
  return year !== undefined && length > 1 ? yearNamed(year, today) : parseDateText(text, today)
}

function yearNamed(year: string, today: IsoDate): DateReading | undefined {
  const reading = parseDateText(`CY${year}`, today)
  return reading && 'from' in reading ? { ...reading, assumed: `${year} read as the calendar year` } : reading
}
