import type { Kind } from './entry.ts'
import { readClauses } from './entry-grammar/clauses.ts'
import type { Draft } from './entry-grammar/draft.ts'
import { mostEvents, writeDrafts } from './entry-grammar/drafts.ts'
import { readForm } from './entry-grammar/form.ts'
import { isStop, type Line, makeLine, type Stop } from './entry-grammar/line.ts'
import { opensWithKind, readKind, readOpeningCountry } from './entry-grammar/names.ts'
import type { EntryOutcome, EntryReader, ParsedEntry } from './entry-grammar/outcome.ts'
import { findAll, type Told } from './entry-grammar/sentences.ts'
import { readUntold } from './entry-grammar/untold.ts'
import { findDates } from './entry-grammar/when.ts'
import { whyNone, whyUncounted } from './entry-grammar/why.ts'
import { kindRules } from './kinds.ts'
import type { Reading } from './quantity-text.ts'
import { cleanText } from './text.ts'

export type { EntryOutcome, EntryReader, ParsedEntry }

/** What came of reading a line as one entry: the entry, a question whose answers are whole lines, or what to mend. */
export type EntryReading =
  | ParsedEntry
  | { ask: string; readings: Reading[] }
  | { problem: string; example: string; nearest?: string }

/** The typed form is at most this long; longer text is read as sentences. */
const longestForm = 2_000

/**
 * Reads what people write of events: the typed form of `/log`, and ordinary sentences in English or Spanish with any number of
 * events. Steps, each in a file of `entry-grammar`: clean, clauses, dates, names, actions, figures, substances, cues,
 * sentences, who governs what, drafts. What the text leaves out is left out; what is doubtful is asked.
 */
export function readEntries(text: string, reader: EntryReader): EntryOutcome {
  const clean = cleanText(text).replace(/^\/?log /i, '')
  const typed = clean.length <= longestForm && opensWithKind(clean) ? readTyped(clean, reader) : undefined
  // Where no word is left over, none can say of a figure that it is a plan or a value.
  if (typed && 'parsed' in typed.reading && isWhole(typed)) return { action: 'log', entries: [typed.reading] }
  const told = readSentences(clean, reader)
  if (typed) return typedOutcome(typed, told)
  const outcome = told.outcome()
  if (outcome.action !== 'none' || clean.length > longestLoose) return outcome
  const form = readTyped(clean, told.isFigure ? reader : { ...reader, isTried: true })
  if ('parsed' in form.reading) {
    if (isWhole(form) && !told.hasCues) return { action: 'log', entries: [form.reading] }
    const perhaps = told.hasCues ? undefined : (outcome.perhaps ?? asKind(form.kind, clean))
    return perhaps ? { ...outcome, perhaps } : outcome
  }
  if (told.isFigure && outcome.perhaps)
    return { action: 'clarify', ...outcome.perhaps, entries: [], example: kindRules.seizure.example }
  const isSlip = told.hasAmount && 'nearest' in form.reading && form.kind === undefined
  return isSlip || told.isFigure ? outcomeOf(form.reading, form.kind) : outcome
}

/**
 * What a line in the typed form comes to. Its own problem is the answer, unless it is that the line tells of several: then the
 * sentences' reading is.
 */
function typedOutcome({ reading, kind }: Typed, told: ToldText): EntryOutcome {
  if ('parsed' in reading) {
    return told.hasCues && reading.parsed.quantity ? told.outcome() : { action: 'log', entries: [reading] }
  }
  const outcome = told.outcome()
  const entries = outcome.action === 'none' ? [] : outcome.entries
  const isSeveral = ('several' in reading && reading.several && entries.length > 0) || entries.length > 1
  const stopped = outcomeOf(reading, kind)
  return isSeveral || stopped.action !== 'clarify' ? outcome : { ...stopped, entries }
}

/** Reads a line as one entry, for whoever records one at a time: several events are a problem that says so. */
export function parseEntry(text: string, reader: EntryReader): EntryReading {
  const clean = cleanText(text)
  const { length } = clean
  if (length > longestForm) {
    return {
      problem: `The line has ${length.toLocaleString('en-US')} characters; keep it under 2,000 and cite the rest with src.`,
      example: kindRules.seizure.example,
    }
  }
  const form = readTyped(clean, reader)
  const isTyped = opensWithKind(clean)
  const told = readSentences(clean, reader)
  if ('parsed' in form.reading && (isTyped || (isWhole(form) && !told.hasCues))) return form.reading
  const outcome = told.outcome()
  const entries = outcome.action === 'none' ? [] : outcome.entries
  const [first, ...others] = entries
  if (first && others.length === 0 && !isTyped) {
    if (outcome.action === 'log') return first
    if (outcome.action === 'clarify' && outcome.readings.length > 0)
      return { ask: outcome.ask, readings: outcome.readings }
  }
  if ('parsed' in form.reading) return form.reading
  return 'ask' in form.reading
    ? form.reading
    : { ...form.reading, example: kindRules[form.kind ?? 'seizure'].example }
}

/** Tokens of a text that may be a figure whose kind was forgotten. */
const longestFigure = 8

/** Lines of other openings ("400 police graduated") are read as the typed form only when this short. */
const longestLoose = 80

interface Typed {
  reading: Stop | ParsedEntry
  kind: Kind | undefined
  /** Stretches of words that were not understood. */
  unread: number
}

function readTyped(clean: string, reader: EntryReader): Typed {
  const line = makeLine(clean)
  const clauses = readClauses(line)
  const kind = readKind(line)
  if (typeof kind !== 'string') return { reading: kind, kind: undefined, unread: 0 }
  if (isStop(clauses)) return { reading: clauses, kind, unread: 0 }
  const read = readForm(line, kind, clauses, reader)
  if (isStop(read)) return { reading: read, kind, unread: 0 }
  const { unread, ...reading } = read
  return { reading, kind, unread }
}

/** True when every word was understood; a stock is offered, never taken from a sentence. */
function isWhole({ reading, kind, unread }: Typed): boolean {
  if (!('parsed' in reading) || unread > 0 || !kind || kindRules[kind].stock) return false
  return reading.parsed.place !== undefined || reading.parsed.placeText === undefined
}

/** What a text that only names a kind may be: "Embassy delivered the demarche to the Foreign Ministry". */
function asKind(kind: Kind | undefined, text: string): { ask: string; readings: Reading[] } | undefined {
  if (!kind || text.includes('?')) return undefined
  return {
    ask: `Not every word of the line was understood. Record it as ${kind}?`,
    readings: [{ label: 'Record It', text: `${kind} ${text}` }],
  }
}

interface ToldText {
  /** Written only when asked for: most typed lines need no more than what follows. */
  outcome(): EntryOutcome
  /** A word of the text says of a figure that it is a plan, a value or the like, or an action was not done. */
  hasCues: boolean
  /** A short text that begins with a figure and names no action: "400", "5 kg cocaine". */
  isFigure: boolean
  hasAmount: boolean
}

function readSentences(clean: string, reader: EntryReader): ToldText {
  const line = makeLine(clean)
  const country = readOpeningCountry(line, reader.lexicon.nations)
  const read = readClauses(line, true)
  const clauses = isStop(read) || country === undefined ? read : { ...read, country }
  if (isStop(clauses))
    return {
      outcome: () => outcomeOf(clauses, undefined),
      hasCues: false,
      isFigure: false,
      hasAmount: false,
    }
  const dates = findDates(unclaimed(line), reader.today)
  const sentences = findAll(line, reader.lexicon, dates)
  const hasCues = sentences.some(
    ({ cues, deeds }) =>
      cues.some(({ reach, id }) => reach === 'before' || (reach === 'after' && id !== 'comparison')) ||
      deeds.some(({ unreal }) => unreal),
  )
  const [sentence, ...others] = sentences
  const isShort = others.length === 0 && line.tokens.length <= longestFigure
  const hasAmount = sentences.some(({ amounts }) => amounts.some(({ quantity }) => quantity !== undefined))
  const isFigure = isShort && sentence?.deeds.length === 0 && sentence.amounts[0]?.from === 0
  return {
    outcome: () => decide(writeDrafts(line, sentences, clauses, reader), sentences, line),
    hasCues,
    isFigure,
    hasAmount,
  }
}

function decide(drafts: Draft[] | number, sentences: readonly Told[], line: Line): EntryOutcome {
  if (typeof drafts === 'number') {
    const ask = `The text tells ${drafts} events; at most ${mostEvents} are recorded at once. Nothing was recorded: send it in parts.`
    return { action: 'clarify', ask, readings: [], entries: [], example: kindRules.seizure.example }
  }
  const example = kindRules[drafts[0]?.parsed.kind ?? 'seizure'].example
  const entries = drafts.map(({ asks: _asks, ...entry }) => entry)
  const [first] = drafts.flatMap(({ asks }) => asks)
  if (first) return { action: 'clarify', ...first, entries, example }
  if (entries.length > 0) return { action: 'log', entries }
  const uncounted = whyUncounted(sentences)
  if (uncounted) return { action: 'clarify', ask: uncounted, readings: [], entries: [], example }
  const perhaps = readUntold(line, sentences)
  return { action: 'none', reason: whyNone(sentences), ...(perhaps && { perhaps }) }
}

function outcomeOf(reading: Stop | ParsedEntry, kind: Kind | undefined): EntryOutcome {
  const example = kindRules[kind ?? 'seizure'].example
  if ('parsed' in reading) return { action: 'log', entries: [reading] }
  if ('ask' in reading) return { action: 'clarify', ...reading, entries: [], example }
  const { problem, nearest, unknown } = reading
  return {
    action: 'clarify',
    ask: problem,
    readings: [],
    entries: [],
    example,
    ...(nearest && { nearest }),
    ...(unknown && { unknown }),
  }
}

function unclaimed(line: Line): Pick<Line, 'text' | 'tokens'> {
  return {
    text: line.text,
    tokens: line.tokens.map((token, at) =>
      line.claims[at] === undefined ? token : { ...token, text: '', word: '' },
    ),
  }
}
