import { findCountry } from './country.ts'
import { addDays, daysBetween, printDate } from './date.ts'
import { actors, type Entry, evidenceGrades } from './entry.ts'
import { type EntryReader, parseEntry } from './entry-text.ts'
import type { Lexicon } from './lexicon.ts'
import { badMark, levelNamed } from './marking.ts'
import { printQuantity } from './quantity.ts'
import { nearestWord } from './text.ts'

/** What a fix may change together: one word of the line, and all that it says. */
export const fixFields = [
  'qty',
  'kind',
  'method',
  'what',
  'form',
  'place',
  'date',
  'scope',
  'by',
  'actor',
  'src',
  'evidence',
  'bm',
  'note',
  'mark',
  'country',
] as const
export type FixField = (typeof fixFields)[number]

const synonyms: Readonly<Record<string, FixField>> = {
  quantity: 'qty',
  amount: 'qty',
  weight: 'qty',
  area: 'qty',
  substance: 'what',
  at: 'place',
  where: 'place',
  on: 'date',
  when: 'date',
  dates: 'date',
  agency: 'by',
  agencies: 'by',
  source: 'src',
  grade: 'evidence',
  benchmark: 'bm',
  marking: 'mark',
}

const keysOf: Readonly<Record<FixField, readonly (keyof Entry)[]>> = {
  qty: ['quantity'],
  kind: ['kind', 'method', 'quantity', 'substance', 'form', 'what'],
  method: ['method'],
  what: ['substance', 'form', 'what'],
  form: ['form'],
  place: ['place', 'placeText'],
  date: ['from', 'until', 'scope'],
  scope: ['scope'],
  by: ['agencies', 'actor'],
  actor: ['actor'],
  src: ['source', 'grade'],
  evidence: ['grade'],
  bm: ['benchmarks'],
  note: ['note'],
  mark: ['marking'],
  country: ['country'],
}

/** What came of reading a fix: the entry as it would stand, a question whose answers are values, or what to mend. */
export type FixReading =
  | { fixed: Entry; notes: string[] }
  | { ask: string; readings: { label: string; value: string }[] }
  | { problem: string }

/** The field that a word names, and the nearest one for a word that names none. */
export function readFixField(word: string): { field: FixField } | { nearest: FixField | undefined } {
  const lower = word.toLowerCase()
  const field = fixFields.find((name) => name === lower) ?? synonyms[lower]
  if (field) return { field }
  const near = nearestWord(lower, [...fixFields, ...Object.keys(synonyms)]) ?? ''
  return { nearest: fixFields.find((name) => name === near) ?? synonyms[near] }
}

/**
 * Reads a new value for one field of an entry as that field's words in a line would be read, `none` for nothing. A value
 * that says more than its field (`place Callao on 3 May`) is refused, so that nothing else changes unseen.
 */
export function readFix(entry: Entry, field: FixField, value: string, reader: EntryReader): FixReading {
  const named = readNamed(entry, field, value, reader.lexicon)
  if (named) return named
  const { before, after } = lineAround(entry, field, value, reader.lexicon)
  const as: EntryReader = { ...reader, country: entry.country }
  const read = parseEntry(isNone(value) ? before + after : before + value + after, as)
  if ('problem' in read) return { problem: read.problem }
  if ('ask' in read) {
    const readings = read.readings.flatMap(({ label, text }) =>
      text.startsWith(before) && text.endsWith(after)
        ? [{ label, value: text.slice(before.length, text.length - after.length) }]
        : [],
    )
    return readings.length > 0 ? { ask: read.ask, readings } : { problem: `${read.ask} Write it in full.` }
  }
  const keys = keysOf[field]
  const plain = lineAround(entry, undefined, '', reader.lexicon)
  const unfixed = parseEntry(plain.before, as)
  const strayed =
    'parsed' in unfixed &&
    (Object.keys({ ...unfixed.parsed, ...read.parsed }) as (keyof typeof read.parsed)[]).some(
      (key) =>
        !keys.includes(key) &&
        !['source', 'grade', 'benchmarks', 'note'].includes(key) &&
        JSON.stringify(unfixed.parsed[key]) !== JSON.stringify(read.parsed[key]),
    )
  if (strayed) return { problem: `"${value}" says more than ${field}; fix one field at a time.` }
  const missing = read.notes.find((note) => note.startsWith('not understood'))
  if (missing) return { problem: `"${value}" is not understood as ${field}.` }
  const notes = read.notes.filter((note) => !/^no (?:date|source) given/.test(note))
  return {
    fixed: replaceKeys(entry, keys, read.parsed),
    notes: 'parsed' in unfixed ? notes.filter((note) => !unfixed.notes.includes(note)) : notes,
  }
}

/** Fields whose values are of a short list, which no line states. */
function readNamed(entry: Entry, field: FixField, value: string, lexicon: Lexicon): FixReading | undefined {
  const done = (changed: Partial<Entry>): FixReading => ({ fixed: { ...entry, ...changed }, notes: [] })
  switch (field) {
    case 'evidence': {
      const grade = evidenceGrades.find((one) => one === value.toUpperCase())
      return grade
        ? done({ grade })
        : { problem: 'evidence takes A (official record), B (official statement), C (press) or D (verbal).' }
    }
    case 'mark': {
      const marking = levelNamed(value)
      return marking === 'U' || marking === 'SBU' ? done({ marking }) : { problem: badMark }
    }
    case 'actor': {
      const actor = actors.find((one) => one.toLowerCase() === value.toLowerCase())
      return actor ? done({ actor }) : { problem: `actor takes ${actors.slice(0, 3).join(', ')}.` }
    }
    case 'scope':
      return value === 'total' || value === 'event'
        ? done({ scope: value })
        : { problem: 'scope takes event or total.' }
    case 'country': {
      const country = findCountry(value, lexicon.countries)
      return country
        ? done({ country: country.id })
        : { problem: `"${value}" names no country that is held.` }
    }
    default:
      return undefined
  }
}

/** The entry as a line of the typed form, with room for a field's new value between the two halves. */
function lineAround(
  entry: Entry,
  field: FixField | undefined,
  value: string,
  { units, substances, places, agencies }: Lexicon,
): { before: string; after: string } {
  const { kind, method, quantity, form, what, from, until } = entry
  const last = addDays(until, -1)
  const days = daysBetween(from, until)
  const leads = /^(?:on|from|between|in|during|for)\b/i.test(value) ? '' : 'on '
  const substance = substances.find(({ id }) => id === entry.substance)?.name
  const place = places.find(({ id }) => id === entry.place)?.name ?? entry.placeText
  const names = entry.agencies.map((id) => agencies.find((agency) => agency.id === id)?.name ?? id)
  const pieces: [field: FixField, text: string | undefined, lead?: string][] = [
    ['scope', entry.scope === 'total' ? 'total' : days > 31 ? 'event' : undefined],
    ['kind', kind],
    ['method', field === 'kind' ? undefined : method],
    ['qty', quantity && printQuantity(quantity, units)],
    ['what', [substance, field === 'form' ? undefined : form, what].filter(Boolean).join(' ') || undefined],
    ['form', undefined],
    ['place', place && `at ${place}`, 'at '],
    ['date', days === 1 ? `on ${printDate(from)}` : `from ${printDate(from)} to ${printDate(last)}`, leads],
    ['by', names.length > 0 ? `by ${names.join(' + ')}` : undefined, 'by '],
    ['src', undefined, 'src '],
    ['bm', undefined, 'bm '],
    ['note', undefined, 'note '],
  ]
  const at = field === undefined ? pieces.length : pieces.findIndex(([name]) => name === field)
  const join = (some: typeof pieces) => some.flatMap(([, text]) => text ?? []).join(' ')
  const lead = isNone(value) ? '' : (pieces[at]?.[2] ?? '')
  const [head, tail] = [join(pieces.slice(0, at)), join(pieces.slice(at + 1))]
  return { before: `${head} ${lead}`.trimStart(), after: tail === '' ? '' : ` ${tail}` }
}

function isNone(value: string): boolean {
  return value.toLowerCase() === 'none'
}

function replaceKeys(entry: Entry, keys: readonly (keyof Entry)[], from: Partial<Entry>): Entry {
  const kept = Object.entries(entry).filter(([key]) => !keys.includes(key as keyof Entry))
  const taken = Object.entries(from).filter(([key]) => keys.includes(key as keyof Entry))
  return Object.fromEntries([...kept, ...taken]) as unknown as Entry
}
