import { type Whose, whoseCountry } from '../domain/country.ts'
import { measuredPeriods } from '../domain/counts-toward.ts'
import type { Entry, Happening } from '../domain/entry.ts'
import { type EntryReading, type ParsedEntry, parseEntry } from '../domain/entry-text.ts'
import { claimedMarking, highestMarking, isWithin } from '../domain/marking.ts'
import { covers } from '../domain/period.ts'
import { nearestWord } from '../domain/text.ts'
import { addEntryVersion, findEntryOfCall, nextEntryNumber, recordingInstant } from '../store/entries.ts'
import { writing } from '../store/open.ts'
import type { Call, Context } from './call.ts'
import type { Command } from './command.ts'
import { describeEntry, towardWithin } from './entry-lines.ts'
import { findBenchmark } from './find-benchmark.ts'
import { listMine, listRecorded, showEntry, voidEntry } from './log-records.ts'
import { buttons, heading, list, note, type Part, paragraph, type Reply, withheldNote } from './reply.ts'
import { aboveCeiling, UserError } from './user-error.ts'

/** A button's call holds no more; a longer reading is shown to be typed. */
const longestCall = 300

/** What may follow `/log` besides an event. */
const words = ['show', 'void', 'mine', 'list']

/** Lines about an entry, which must never be read as another event. */
const changes = /^(?:fix|accept|return|edit|change|delete|restore) L-\d|^nil \S+-/i

const example = '/log seizure 250 kg cocaine at Callao'

export const log: Command = {
  name: 'log',
  summary: 'Records what happened, in one line; says what it measures, what it supports, and each near miss.',
  usage: [
    '/log <kind> [method] <quantity> <unit> <what> [form] [at <place>] [on <date>] [by <agency>] [src <url|cable|"words">] [bm <id>] [mark <U|SBU>] [note <text>]',
    '/log total <kind> … from <date> to <date>',
    '/log show L-1',
    '/log void L-1 because <reason>',
    '/log mine',
    '/log list [peru] [FY2010]',
  ],
  examples: [
    example,
    '/log eradication forced 120 ha coca at Monzon on 24 Mar 2009 by CORAH src 09 LIMA 412',
    '/log mine',
    '/log list peru',
  ],
  async run(call, context) {
    if (changes.test(call.text)) {
      throw new UserError(
        'An entry can be voided, and changed in no other way. Nothing was recorded; void it and log it anew.',
        { example: '/log void L-1 because recorded in error' },
      )
    }
    const [word = '', ...rest] = call.text.split(' ')
    const after = rest.join(' ')
    const meant =
      /^L-?\d/i.test(after) && !words.includes(word.toLowerCase()) ? nearestWord(word, words) : undefined
    if (meant)
      throw new UserError(`/log has no "${word}".`, {
        nearest: `/log ${meant} ${after}`,
        example: '/log show L-1',
      })
    switch (word.toLowerCase()) {
      case 'show':
        return showEntry(after, context)
      case 'void':
        return voidEntry(after, call, context)
      case 'mine':
        return listMine(call, context)
      case 'list':
        return listRecorded(after, context)
      default:
        return record(call, context)
    }
  },
}

async function record(call: Call, context: Context): Promise<Reply> {
  const { knowledge, channel, today } = context
  const claimed = claimedMarking(call.text)
  if (claimed === 'above' || !isWithin(claimed, channel.ceiling)) throw aboveCeiling(claimed, channel.ceiling)
  const [only, ...others] = channel.watches
  const reading = parseEntry(call.text, {
    lexicon: knowledge,
    today,
    ...(only !== undefined && others.length === 0 && { country: only }),
  })
  if (!('parsed' in reading)) return unread(reading)
  const { parsed } = reading
  const marking = highestMarking([reading.mark ?? channel.ceiling, claimed])
  if (!isWithin(marking, channel.ceiling)) throw aboveCeiling(marking, channel.ceiling)
  const whose = whoseEntry(reading, context)
  if (!whose) return askWhose(call, context)

  const entry = await writing(context.db, async (db) => {
    const earlier = call.key === undefined ? undefined : await findEntryOfCall(db, call.key)
    if (earlier) return earlier
    const at = await recordingInstant(db, context.now)
    const entry: Entry = {
      ...parsed,
      id: `L-${await nextEntryNumber(db)}`,
      version: 1,
      country: whose.country,
      marking,
      state: 'submitted',
      typed: call.text,
      channel: call.channel,
      recordedBy: call.member,
      recordedAt: at,
      changedBy: call.member,
      changedAt: at,
    }
    await addEntryVersion(db, entry, call.key)
    return entry
  })
  return describeRecorded(entry, reading, whose, context)
}

/** A question with its readings on buttons, or what to mend. Nothing is recorded. */
function unread(reading: Exclude<EntryReading, ParsedEntry>): Reply {
  if ('problem' in reading) {
    throw new UserError(reading.problem, {
      example: slashed(reading.example),
      ...(reading.nearest !== undefined && { nearest: slashed(reading.nearest) }),
    })
  }
  return question(reading.ask, reading.readings)
}

function question(ask: string, readings: readonly { label: string; text: string }[]): Reply {
  const calls = readings.map(({ label, text }) => ({ label, call: `log ${text.replace(/^\/?log /, '')}` }))
  const parts: Part[] = [paragraph(ask), paragraph('Nothing is recorded yet. Choose one:')]
  if (calls.every(({ call }) => call.length <= longestCall)) parts.push(buttons(...calls))
  else
    parts.push(
      list(calls.map(({ label }) => label)),
      note('The line is too long for buttons: send it again with your choice typed out.'),
    )
  return { to: 'member', marking: 'U', parts }
}

function slashed(line: string): string {
  return /^\/?log /.test(line) ? `/${line.replace(/^\//, '')}` : `/log ${line}`
}

function whoseEntry(
  { parsed, countryWord }: { parsed: Happening; countryWord?: string },
  { knowledge, channel, today }: Context,
): Whose | undefined {
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
    channel.watches,
  )
}

function askWhose(call: Call, { knowledge, channel }: Context): Reply {
  const held = knowledge.cycles.map(({ country }) => country)
  const ids = channel.watches.length > 0 ? channel.watches : [...new Set(held)]
  const names = ids.map((id) => knowledge.countries.find((country) => country.id === id)?.name ?? id)
  return question(
    'Whose is it? Neither place, agency nor benchmark says, and this channel does not watch exactly one country. Choose, or write country and its name.',
    names.map((name) => ({ label: name, text: `country ${name} ${call.text}` })),
  )
}

/** An entry falls in its event's period, and says so when that was over before anyone reported it. */
function lateNote(entry: Entry, { knowledge, today }: Context): Part[] {
  const over = knowledge.cycles
    .filter(({ country }) => country === entry.country)
    .flatMap(measuredPeriods)
    .filter((period) => covers(period, entry) && period.until <= today)
  const names = [...new Set(over.map(({ name }) => name))]
  return names.length === 0
    ? []
    : [note(`Late: ${names.join(' and ')} was over when this was recorded; it counts there all the same.`)]
}

function describeRecorded(entry: Entry, reading: ParsedEntry, whose: Whose, context: Context): Reply {
  const { knowledge } = context
  const country = knowledge.countries.find(({ id }) => id === whose.country)?.name ?? whose.country
  const { toward, known, withheld, marking } = towardWithin(entry, knowledge, context.channel.ceiling)
  return {
    to: 'channel',
    marking,
    parts: [
      heading(`Recorded ${entry.id}`),
      ...describeEntry(entry, toward, known),
      ...withheldNote(withheld),
      note(`Country: ${country}, because ${whose.because}.`),
      ...lateNote(entry, { ...context, knowledge: known }),
      ...reading.notes.map((text) => note(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`)),
      buttons(
        { label: 'Void', call: `log void ${entry.id} because recorded in error`, style: 'danger' },
        { label: 'Show', call: `log show ${entry.id}` },
      ),
    ],
  }
}
