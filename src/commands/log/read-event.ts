import { onlyWatched, type Whose, whoseCountry } from '../../domain/country.ts'
import { findBenchmark } from '../../domain/cycle.ts'
import type { Entry } from '../../domain/entry.ts'
import type { Unknown } from '../../domain/entry-grammar/line.ts'
import { type EntryOutcome, type ParsedEntry, readEntries } from '../../domain/entry-text.ts'
import { claimedMarking, highestMarking, isWithin } from '../../domain/marking.ts'
import type { Call, Context } from '../call.ts'
import { aboveCeiling, UserError } from '../user-error.ts'

const example = '/log seizure 250 kg cocaine at Callao'

/** One event of a line, ready to be recorded. */
export interface Told {
  reading: ParsedEntry
  whose: Whose
  /** But for its number and instant. */
  entry: Entry
}

/** What a line tells, or a question whose answers are whole lines after `/log`. */
export type LineReading = { told: Told[] } | { ask: string; choices: { label: string; text: string }[] }

/** Reads what follows `/log`. Throws a `UserError` for what the person must mend. */
export function readEventLine(call: Call, context: Context): LineReading {
  const country = onlyWatched(context.channel.watches)
  const outcome = readEntries(call.text, {
    lexicon: context.knowledge,
    today: context.today,
    ...(country !== undefined && { country }),
  })
  if (outcome.action === 'none' && outcome.perhaps)
    return { ask: outcome.perhaps.ask, choices: outcome.perhaps.readings }
  if (outcome.action === 'none')
    throw new UserError(`That tells no event: ${outcome.reason}. Nothing was recorded.`, { example })
  if (outcome.action === 'clarify') {
    if (outcome.unknown) return askUnknown(call, outcome, outcome.unknown)
    if (outcome.readings.length > 0) return { ask: outcome.ask, choices: outcome.readings }
    throw new UserError(outcome.ask, {
      example: slashed(outcome.example),
      ...(outcome.nearest !== undefined && { nearest: slashed(outcome.nearest) }),
    })
  }
  const { entries } = outcome
  const told: Told[] = []
  for (const one of entries) {
    const whose = whoseEntry(one, context)
    if (!whose) return askWhose(call, context, nationOf(one.countryWord, context))
    told.push({ reading: one, whose, entry: entryOf(one, whose, call, context) })
  }
  return { told }
}

function entryOf({ parsed, mark }: ParsedEntry, whose: Whose, call: Call, { channel, now }: Context): Entry {
  const marking = highestMarking([
    mark ?? channel.ceiling,
    claimed(`${call.text} ${call.evidence?.text ?? ''}`),
  ])
  if (!isWithin(marking, channel.ceiling)) throw aboveCeiling(marking, channel.ceiling)
  return {
    ...parsed,
    id: 'L-0',
    version: 1,
    country: whose.country,
    marking,
    state: 'submitted',
    typed: call.text,
    channel: call.channel,
    recordedBy: call.member,
    recordedAt: now,
    changedBy: call.member,
    changedAt: now,
    ...(call.evidence && { evidence: call.evidence }),
  }
}

/** What is above any ceiling never comes this far. */
function claimed(text: string) {
  const marking = claimedMarking(text)
  return marking === 'above' ? 'SBU' : marking
}

function slashed(line: string): string {
  return /^\/?log /.test(line) ? `/${line.replace(/^\//, '')}` : `/log ${line}`
}

function whoseEntry({ parsed, countryWord }: ParsedEntry, context: Context): Whose | undefined {
  const { knowledge, channel, today } = context
  const [id] = parsed.benchmarks
  const found = id === undefined ? undefined : findBenchmark(id, knowledge.cycles, today)
  if (id !== undefined && !found) {
    throw new UserError(
      `There is no benchmark ${id}; nothing was recorded. See what is held with /benchmark peru.`,
      { example: `${example} bm PE-IL-4` },
    )
  }
  return whoseCountry(
    {
      benchmark: id !== undefined && found ? { id, country: found.cycle.country } : undefined,
      place: knowledge.places.find((place) => place.id === parsed.place),
      agencies: knowledge.agencies.filter((agency) => parsed.agencies.includes(agency.id)),
      word: knowledge.countries.find((country) => country.id === countryWord),
    },
    // What is told of another country is not the watched one's.
    nationOf(countryWord, context) === undefined ? channel.watches : [],
  )
}

/** The line waits as a draft: for the name that was meant, or for a reviewer who says what the words mean here. */
function askUnknown(
  { text }: Call,
  { ask, readings, nearest }: Extract<EntryOutcome, { action: 'clarify' }>,
  unknown: Unknown,
): LineReading {
  const meant = nearest !== undefined ? [{ label: `It Is ${unknown.nearest}`, text: nearest }] : readings
  return {
    ask: `${ask} A reviewer can say what it means here: /log alias "${unknown.words}" = cocaine paste because …; then try again.`,
    choices: [...meant, { label: 'Try Again', text }],
  }
}

/** The name of a country that an entry tells of, where nobody here follows it. */
function nationOf(countryWord: string | undefined, { knowledge }: Context): string | undefined {
  if (countryWord === undefined || knowledge.countries.some(({ id }) => id === countryWord)) return undefined
  return knowledge.nations.find(({ id }) => id === countryWord)?.name
}

function askWhose(call: Call, { knowledge, channel }: Context, nation?: string): LineReading {
  const held = knowledge.cycles.map(({ country }) => country)
  const ids = channel.watches.length > 0 ? channel.watches : [...new Set(held)]
  const names = ids.map((id) => knowledge.countries.find((country) => country.id === id)?.name ?? id)
  const why =
    nation === undefined
      ? 'Neither place, agency nor benchmark says, and this channel does not watch exactly one country.'
      : `It tells of ${nation}, and no country of that name is followed here.`
  return {
    ask: `Whose is it? ${why} Choose, or write country and its name.`,
    choices: names.map((name) => ({ label: name, text: `country ${name} ${call.text}` })),
  }
}
