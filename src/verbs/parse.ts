import { addDays, dateIn } from '../domain/date.ts'
import { type EntryOutcome, type EntryReader, type ParsedEntry, readEntries } from '../domain/entry-text.ts'
import { figureTyped } from '../domain/figure-typed.ts'
import { needKnowledge, parseVerb, readNow, readSettings, realNow, UsageError } from './program.ts'

/** Longer lines are answered, not read. */
const longestLine = 10_000

/**
 * Sentences from standard input, one a line; for each a JSON line of what it would be recorded as. Nothing is recorded. Exit 0.
 */
export async function runVerb(args: string[]): Promise<number> {
  const { values, positionals } = parseVerb(args, { now: { type: 'string' }, country: { type: 'string' } })
  if (positionals.length > 0)
    throw new UsageError('parse reads sentences from standard input: attache parse < sentences.txt')
  const { data, timezone } = readSettings()
  const now = values.now === undefined ? realNow() : readNow(values.now, timezone)
  const lexicon = needKnowledge(data)
  const country = values.country?.toUpperCase()
  if (country !== undefined && !lexicon.countries.some(({ id }) => id === country))
    throw new UsageError(`"${values.country}" is no country held; write its ISO code, e.g. --country PE`)
  const reader: EntryReader = { lexicon, today: dateIn(now, timezone), ...(country && { country }) }
  for await (const line of linesOf(process.stdin.setEncoding('utf8'))) {
    if (line.trim() === '') continue
    process.stdout.write(`${JSON.stringify(describe(line, reader))}\n`)
  }
  return 0
}

/** The lines of a text that comes in pieces; the last may lack its end. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

function describe(line: string, reader: EntryReader): object {
  if (line.length > longestLine)
    return {
      action: 'none',
      records: [],
      reason: `longer than ${longestLine.toLocaleString('en-US')} characters`,
    }
  const outcome = readEntries(line, reader)
  return { action: outcome.action, records: recordsOf(outcome, reader), ...more(outcome, reader) }
}

function recordsOf(outcome: EntryOutcome, reader: EntryReader): object[] {
  return outcome.action === 'none' ? [] : outcome.entries.map((entry) => record(entry, reader))
}

/** The question with each of its answers read in turn, or the reason why it is no event. */
function more(outcome: EntryOutcome, reader: EntryReader): object {
  if (outcome.action === 'log') return {}
  if (outcome.action === 'none') return { reason: outcome.reason }
  const readings = outcome.readings.map(({ label, text }) => ({
    label,
    text,
    records: recordsOf(readEntries(text, reader), reader),
  }))
  return { ask: outcome.ask, readings, ...(outcome.nearest !== undefined && { nearest: outcome.nearest }) }
}

/** What the text does not say is left out; `date` is there only when it gives one, its last day included. */
function record({ parsed, countryWord, spans, notes }: ParsedEntry, { lexicon }: EntryReader): object {
  const { kind, method, scope, quantity, substance, form, place, placeText, agencies, from, until } = parsed
  const substanceClass = lexicon.substances.find(({ id }) => id === substance)?.class
  const isDated = spans.some(({ field }) => field === 'date')
  const country = lexicon.places.find(({ id }) => id === place)?.country ?? countryWord
  const countryText = spans.find(({ field }) => field === 'country')?.text
  // A country whose authorities acted is where it was, when nothing nearer is told.
  const where = placeText ?? countryText
  return {
    kind,
    ...(method && { method }),
    scope,
    ...(quantity && {
      quantity: figureTyped(quantity, lexicon.units),
      unit: lexicon.units.find(({ id }) => id === quantity.unit)?.symbol ?? quantity.unit,
      canonical: {
        dimension: quantity.dimension,
        unit: quantity.unit,
        low: quantity.low,
        ...(quantity.high !== undefined && { high: quantity.high }),
        ...(quantity.approximate && { approximate: true }),
      },
    }),
    ...(substance && { substance, substanceClass }),
    ...(form && { form }),
    ...(where && { place: where }),
    ...(place && { placeId: place }),
    ...(country && { country }),
    ...(isDated && { date: { from, to: addDays(until, -1) } }),
    ...(agencies.length > 0 && { agency: agencies }),
    spans,
    notes,
  }
}
