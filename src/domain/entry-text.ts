import type { IsoDate } from './date.ts'
import type { Happening, Kind } from './entry.ts'
import { readClauses } from './entry-grammar/clauses.ts'
import { readHowMuch } from './entry-grammar/how-much.ts'
import {
  claim,
  type Field,
  findPhrases,
  type Line,
  makeLine,
  type Stop,
  textOf,
  unreadRuns,
} from './entry-grammar/line.ts'
import {
  actorOf,
  findMethod,
  readAgencies,
  readCountryWord,
  readKind,
  readPlace,
  readUnknownPlace,
} from './entry-grammar/names.ts'
import { missingSubstance, readSubstance } from './entry-grammar/what.ts'
import { readWhen } from './entry-grammar/when.ts'
import { type KindRule, kindRules } from './kinds.ts'
import type { CountryTerm, Lexicon, PlaceTerm } from './lexicon.ts'
import type { Marking } from './marking.ts'
import { indexPhrases, makePhrases } from './phrase.ts'
import type { Reading } from './quantity-text.ts'
import { sizeWarning } from './size-warning.ts'
import { cleanText } from './text.ts'

/** A stretch of the cleaned line (`end` exclusive) and what it was read as. */
interface EntrySpan {
  field: Field
  text: string
  start: number
  end: number
}

/** A line read whole. `notes` say, one by one, what was assumed, what is odd and what was not understood. */
export interface ParsedEntry {
  parsed: Happening
  /** Given with `mark`; else the channel's ceiling is the entry's marking. */
  mark?: Marking
  /** ISO code of the country named in so many words, where one is. */
  countryWord?: string
  notes: string[]
  spans: EntrySpan[]
}

/** What came of reading a line: the entry, a question whose answers are whole lines, or what to mend with one example. */
export type EntryReading =
  | ParsedEntry
  | { ask: string; readings: Reading[] }
  | { problem: string; example: string; nearest?: string }

export interface EntryReader {
  lexicon: Lexicon
  /** The day it is for the writer: "yesterday", and the date of a line without one. */
  today: IsoDate
  /** ISO code of the country the call is about, where known: it tells places and agencies of one name apart. */
  country?: string
}

const longestLine = 2_000

/**
 * Reads what follows `/log`, as a Slack client sends it: `<kind> [method] <quantity> <unit> <what> [form] [at <place>]
 * [on <date>] [by <agency>[+<agency>]] [src …] [bm <id>] [mark <U|SBU>] [note …]` in any order, a total with its span.
 * No word is dropped unseen: what is not understood is kept in `what` or named in `notes`.
 */
export function parseEntry(text: string, reader: EntryReader): EntryReading {
  const line = makeLine(cleanText(text))
  if (line.text.length > longestLine) {
    const problem = `The line has ${line.text.length.toLocaleString('en-US')} characters; keep it under 2,000 and cite the rest with src.`
    return { problem, example: kindRules.seizure.example }
  }
  const clauses = readClauses(line)
  const kind = readKind(line)
  const example = kindRules[typeof kind === 'string' ? kind : 'seizure'].example
  if (typeof kind !== 'string') return stopped(kind, example)
  if (isStop(clauses)) return stopped(clauses, example)
  const country = countryOf(clauses.benchmarks) ?? reader.country
  const happening = readHappening(line, kind, { ...reader, ...(country && { country }) })
  if (isStop(happening)) return stopped(happening, example)
  const { mark, ...rest } = clauses
  const { parsed, countryWord, notes } = happening
  return {
    parsed: { ...parsed, ...rest },
    ...(mark && { mark }),
    ...(countryWord && { countryWord }),
    notes: rest.source ? notes : [...notes, 'no source given: evidence D'],
    spans: spansOf(line),
  }
}

function isStop(value: object): value is Stop {
  return 'problem' in value || 'ask' in value
}

function stopped(stop: Stop, example: string): EntryReading {
  return 'ask' in stop ? stop : { ...stop, example }
}

function readHappening(
  line: Line,
  typedKind: Kind,
  { lexicon, today, country }: EntryReader,
): Stop | { parsed: Omit<Happening, 'grade' | 'benchmarks'>; countryWord?: string; notes: string[] } {
  const rule = kindRules[typedKind]
  const when = readWhen(line, today, rule.stock === true)
  if (isStop(when)) return when
  const done = findMethod(line, typedKind)
  const method = done?.meanings[0]
  const howMuch = readHowMuch(line, typedKind, method, lexicon.units)
  if (isStop(howMuch)) return howMuch
  if (done) claimUnread(line, 'method', done.from, done.until)
  const { quantity } = howMuch
  const what = readSubstance(line, typedKind, quantity, lexicon.substances)
  if (isStop(what)) return what
  const kind =
    typedKind === 'eradication' && what.substance?.id === 'opium-poppy' ? 'poppy eradicated' : typedKind

  const countryTerm = readCountryWord(line, lexicon.countries)
  if (countryTerm && isStop(countryTerm)) return countryTerm
  const placed = readPlace(line, lexicon, countryTerm?.id ?? country)
  if (placed && isStop(placed)) return placed
  const agencies = readAgencies(line, lexicon, countryTerm?.id ?? placed?.place?.country ?? country)
  if (isStop(agencies)) return agencies
  const where = placed ?? readUnknownPlace(line, lexicon.places)
  const missing = what.substance ? undefined : missingSubstance(line, typedKind, lexicon.substances)
  if (missing) return missing

  const keepsWords = rule.substance === 'none' || rule.substance === 'optional'
  if (!keepsWords) claimRepeats(line, rule)
  const unread = unreadRuns(line, keepsWords).map(({ from, until }) => textOf(line, from, until))
  const object = [...(howMuch.uncounted ? [howMuch.uncounted] : []), ...(keepsWords ? unread : [])].join(' ')
  const actor = actorOf(agencies.agencies)
  const warning =
    quantity && when.scope === 'event' ? sizeWarning(kind, quantity, what.substance?.class) : undefined
  const { from, until, scope } = when
  return {
    parsed: {
      kind,
      ...(method && { method }),
      scope,
      ...(quantity && { quantity }),
      ...(what.substance && { substance: what.substance.id }),
      ...(what.form && { form: what.form }),
      ...(object && { what: object }),
      ...(where?.place && { place: where.place.id }),
      ...(where && { placeText: where.text }),
      from,
      until,
      agencies: agencies.agencies.map(({ id }) => id),
      ...(actor && { actor }),
    },
    ...(countryTerm && { countryWord: countryTerm.id }),
    notes: [
      ...when.notes,
      ...howMuch.notes,
      ...what.notes,
      ...(where?.notes ?? []),
      ...countryConflict(countryTerm, placed?.place),
      ...agencies.notes,
      ...(rule.asksMethod && !method
        ? [`method not stated: ${rule.methods.map(({ id }) => id).join(', ')}`]
        : []),
      ...(kind === typedKind ? [] : [`recorded as ${kind}`]),
      ...(warning ? [warning] : []),
      ...(!keepsWords && unread.length > 0 ? [`not understood: ${unread.join(', ')}`] : []),
    ],
  }
}

function countryConflict(said: CountryTerm | undefined, place: PlaceTerm | undefined): string[] {
  if (!said || !place || place.country === said.id) return []
  return [`the line says ${said.name}, but ${place.name} is elsewhere: the place decides`]
}

/** `FY2010/PE-IL-4` is of PE. */
function countryOf(benchmarks: readonly string[]): string | undefined {
  return /(?:^|\/)([A-Z]{2})-/.exec(benchmarks[0] ?? '')?.[1]
}

function claimUnread(line: Line, field: Field, from: number, until: number): void {
  for (let index = from; index < until; index++) line.claims[index] ??= field
}

/** "seizure: 250 kg cocaine seized at Callao" says its kind twice. */
function claimRepeats(line: Line, { words }: KindRule): void {
  for (const { from, until } of findPhrases(line, indexPhrases(makePhrases(words, 'kind'))))
    claim(line, 'kind', from, until)
}

function spansOf(line: Line): EntrySpan[] {
  const spans: EntrySpan[] = []
  let last: Field | undefined
  line.tokens.forEach(({ start, end }, index) => {
    const field = line.claims[index]
    const open = spans.at(-1)
    if (field && field === last && open) {
      open.end = end
      open.text = line.text.slice(open.start, end)
    } else if (field) spans.push({ field, text: line.text.slice(start, end), start, end })
    last = field
  })
  return spans
}
