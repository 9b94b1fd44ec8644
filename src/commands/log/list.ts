import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { findCountry } from '../../domain/country.ts'
import { findBenchmark, findCycle, measuredSpan } from '../../domain/cycle.ts'
import { addDays, dateIn, isDate, weekday } from '../../domain/date.ts'
import { type Entry, type EntryState, entryStates, type Kind, kinds } from '../../domain/entry.ts'
import { kindRules } from '../../domain/kinds.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { type Period, parsePeriod } from '../../domain/period.ts'
import { indexPhrases, makePhrases, matchAll } from '../../domain/phrase.ts'
import { tokenise } from '../../domain/text.ts'
import { type EntryFilter, listEntries } from '../../store/entries.ts'
import { listNilReturns } from '../../store/nil-returns.ts'
import { listRestatements } from '../../store/restatements.ts'
import type { Call, Context } from '../call.ts'
import { unknownCountry } from '../country.ts'
import { isUnder } from '../cycle-entries.ts'
import {
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { changePhrase } from './change-lines.ts'
import { entryPhrase } from './entry-lines.ts'

/** Entries in one list, which is shown a page at a time: what is older is found by its country, cycle or days. */
const listed = 200

/** `/log mine`: what the caller recorded last. */
export async function listMine(call: Call, context: Context): Promise<Reply> {
  const entries = await listEntries(context.db, { recordedBy: call.member, latest: listed })
  return describeList('Your last entries', entries.reverse(), context, 'You have recorded nothing yet.')
}

/** `/log week`: what was recorded since Monday, by anyone, on the countries this channel watches. */
export async function listWeek(context: Context): Promise<Reply> {
  const { db, channel, today } = context
  const monday = addDays(today, 1 - weekday(today))
  const entries = await listEntries(db, { latest: listed })
  const recent = entries.filter(
    ({ recordedAt, country }) =>
      dateIn(recordedAt, channel.zone) >= monday &&
      (channel.watches.length === 0 || channel.watches.includes(country)),
  )
  return describeList('Recorded this week', recent.reverse(), context, 'Nothing is recorded this week.')
}

/** What the words after `/log list` narrow it to. */
interface Asked {
  country?: string
  cycle?: Cycle
  benchmark?: Benchmark
  state?: EntryState
  kind?: Kind
  days?: Pick<Period, 'from' | 'until'>
}

/**
 * `/log list [country] [cycle] [kind] [state] [benchmark] [2009-05 | since 2009-04-01]`: the last entries that fit all of it.
 * `list waiting` and `list nil` are changes that wait, and nil returns.
 */
export async function listRecorded(text: string, context: Context): Promise<Reply> {
  const words = text.split(' ').filter((word) => word !== '')
  const special = words.find((word) => /^(?:waiting|nil)$/i.test(word))?.toLowerCase()
  const asked = readAsked(
    words.filter((word) => word.toLowerCase() !== special),
    context,
  )
  if (special === 'waiting') return listWaiting(asked, context)
  if (special === 'nil') return listNil(asked, context)
  const { db, knowledge } = context
  const touching = asked.days ?? (asked.cycle && measuredSpan(asked.cycle))
  const filter: EntryFilter = {
    ...(asked.country !== undefined && { country: asked.country }),
    ...(asked.kind && { kind: asked.kind }),
    ...(asked.state && { state: asked.state }),
    ...(touching && { touching }),
  }
  const { benchmark, cycle } = asked
  const entries = await listEntries(db, { ...filter, ...(benchmark === undefined && { latest: listed }) })
  const fitting =
    benchmark && cycle ? entries.filter((entry) => isUnder(entry, benchmark.id, cycle, knowledge)) : entries
  const country = knowledge.countries.find(({ id }) => id === asked.country)?.name
  const title = asked.cycle
    ? `Entries in the days of ${asked.cycle.cycle}`
    : country === undefined
      ? 'The last entries'
      : `The last entries on ${country}`
  const none = words.length === 0 ? 'Nothing is recorded yet.' : 'Nothing recorded fits that.'
  return describeList(title, fitting.slice(-listed).reverse(), context, none)
}

function readAsked(words: readonly string[], context: Context): Asked {
  const { knowledge, channel, today } = context
  const asked: Asked = {}
  const others: string[] = []
  let cycleName: string | undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const period = /^FY/i.test(word) ? undefined : parsePeriod(word.toUpperCase())
    const state = entryStates.find((state) => state === word.toLowerCase())
    const next = words[at + 1] ?? ''
    const found = findBenchmark(word, knowledge.cycles, today)
    if (/^(?:fy)?(?:19|2\d)\d\d$/i.test(word)) cycleName = word
    else if (period) asked.days = period
    else if (/^since$/i.test(word) && isDate(next)) {
      asked.days = { from: next, until: addDays(today, 1) }
      at += 1
    } else if (state) asked.state = state
    else if (found) {
      asked.benchmark = found.benchmark
      asked.cycle = found.cycle
      asked.country = found.cycle.country
    } else others.push(word)
  }
  readKindAndCountry(others, asked, context)
  if (cycleName !== undefined) {
    const country = asked.country ?? channel.watches[0]
    if (country !== undefined) asked.country = country
    const held = knowledge.cycles.filter(({ country }) => country === asked.country)
    const cycle = findCycle(cycleName, held)
    if (!cycle) {
      const name = knowledge.countries.find(({ id }) => id === asked.country)?.name
      throw new UserError(`No cycle ${cycleName} is held${name ? ` for ${name}` : ''}.`, {
        example: '/log list peru FY2010',
      })
    }
    asked.cycle = cycle
  }
  return asked
}

const kindWords = indexPhrases(kinds.flatMap((kind) => makePhrases([kind, ...kindRules[kind].words], kind)))

/** The words that no other filter took: a kind, a country, or both. */
function readKindAndCountry(words: readonly string[], asked: Asked, { knowledge }: Context): void {
  const tokens = tokenise(words.join(' '))
  const [match] = matchAll(tokens, kindWords, () => true)
  const kind = match?.meanings[0]
  if (kind) asked.kind = kind
  const left = tokens
    .filter((_, at) => !match || at < match.from || at >= match.until)
    .map(({ text }) => text)
    .join(' ')
  if (left === '') return
  const country = findCountry(left, knowledge.countries)
  if (!country) throw unknownCountry(left, knowledge, 'log list')
  asked.country = country.id
}

async function listWaiting(asked: Asked, context: Context): Promise<Reply> {
  const { db, knowledge, channel } = context
  const countries = asked.country ? [asked.country] : knowledge.countries.map(({ id }) => id)
  const all = (await Promise.all(countries.map((country) => listRestatements(db, country)))).flat()
  const { shown, withheld } = withinCeiling(
    all.filter(({ state }) => state === 'waiting'),
    channel.ceiling,
  )
  const lines = shown.map(
    ({ id, period, change, proposedBy, reason }): Line => [
      { bold: id },
      ` ${changePhrase(change, knowledge)} · ${period} is locked · by `,
      { member: proposedBy },
      reason ? `, because ${reason}` : '',
    ],
  )
  return describeLines('Changes that wait for a second person', lines, shown, withheld, 'No change waits.')
}

async function listNil(asked: Asked, context: Context): Promise<Reply> {
  const { db, knowledge, channel } = context
  const countries = asked.country ? [asked.country] : knowledge.countries.map(({ id }) => id)
  const all = (await Promise.all(countries.map((country) => listNilReturns(db, country)))).flat()
  const { shown, withheld } = withinCeiling(all, channel.ceiling)
  const lines = shown.map(
    (nil): Line => [changePhrase({ of: 'nil return', nil }, knowledge), ' · by ', { member: nil.changedBy }],
  )
  return describeLines('Nil returns', lines, shown, withheld, 'No nil return is given.')
}

function describeLines(
  title: string,
  lines: Line[],
  shown: readonly { marking: Marking }[],
  withheld: number,
  none: string,
): Reply {
  const parts: Part[] =
    lines.length === 0 ? [paragraph(withheld === 0 ? none : nothingToShow)] : [heading(title), list(lines)]
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [...parts, ...withheldNote(withheld)],
  }
}

const nothingToShow = 'Nothing that this channel may show.'

function describeList(title: string, entries: readonly Entry[], context: Context, none: string): Reply {
  const { shown, withheld } = withinCeiling(entries, context.channel.ceiling)
  const lines = shown.map(
    (entry): Line =>
      entry.purgedAt
        ? [{ bold: entry.id }, ' removed']
        : [
            { bold: entry.id },
            ` (${entry.marking}) ${entryPhrase(entry, context.knowledge)} · ${entry.state} · by `,
            { member: entry.recordedBy },
          ],
  )
  const reply = describeLines(title, lines, shown, 0, withheld === 0 ? none : nothingToShow)
  return {
    ...reply,
    parts: [
      ...reply.parts,
      ...(entries.length >= listed
        ? [
            note(
              `Only the latest ${listed} are listed; look for an older one by its cycle or its id: `,
              { code: '/log list peru FY2010' },
              ', ',
              { code: '/log show L-1' },
            ),
          ]
        : []),
      ...(lines.length > 0 ? [buttons({ label: 'Show Latest', call: `log show ${shown[0]?.id}` })] : []),
      ...withheldNote(withheld),
    ],
  }
}
