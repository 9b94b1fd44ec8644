import { findCountry } from '../domain/country.ts'
import { dateIn, printDate, timeIn } from '../domain/date.ts'
import type { Entry } from '../domain/entry.ts'
import { highestMarking, isWithin, withinCeiling } from '../domain/marking.ts'
import { addEntryVersion, entryVersions, findEntry, listEntries, recordingInstant } from '../store/entries.ts'
import { writing } from '../store/open.ts'
import type { Call, Context } from './call.ts'
import { unknownCountry } from './country.ts'
import { listCycleEntries } from './cycle-entries.ts'
import { describeEntry, entryPhrase, towardWithin } from './entry-lines.ts'
import { findCycle } from './find-benchmark.ts'
import {
  buttons,
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from './reply.ts'
import { UserError } from './user-error.ts'

/** Entries in one list. */
const pageSize = 20

/** `/log show L-1`: every version, what it measures and supports, who recorded it and how. */
export async function showEntry(text: string, context: Context): Promise<Reply> {
  const id = readId(text, 'show L-1')
  const versions = await entryVersions(context.db, id)
  const entry = versions.at(-1)
  if (!entry) throw noEntry(id)
  const { shown, withheld } = withinCeiling(versions, context.channel.ceiling)
  if (!isWithin(entry.marking, context.channel.ceiling))
    return { to: 'member', marking: 'U', parts: withheldNote(1) }
  const { knowledge, channel } = context
  const counted = towardWithin(entry, knowledge, channel.ceiling)
  const history = shown.map(
    (version): Line => [
      `version ${version.version}: ${version.state}, by `,
      { member: version.changedBy },
      `, ${printInstant(version.changedAt, context)}${version.reason ? `, because ${version.reason}` : ''}`,
    ],
  )
  return {
    to: 'member',
    marking: highestMarking([counted, ...shown].map(({ marking }) => marking)),
    parts: [
      heading(`${entry.id}, version ${entry.version}`),
      ...describeEntry(entry, counted.toward, counted.known),
      facts(
        ['As typed', [{ code: entry.typed }]],
        ['Source', entry.source ? `${entry.source.text} (${entry.source.kind})` : 'none given'],
        ...(entry.note === undefined ? [] : [['Note', entry.note] as [string, Line]]),
        [
          'Agencies',
          entry.agencies
            .map((id) => knowledge.agencies.find((agency) => agency.id === id)?.name ?? id)
            .join(', ') || 'not stated',
        ],
        ['Actor', entry.actor ?? 'not stated'],
        ['Marking', entry.marking],
        [
          'Recorded',
          [
            `by `,
            { member: entry.recordedBy },
            ` in ${entry.channel}, ${printInstant(entry.recordedAt, context)}`,
          ],
        ],
      ),
      list(history),
      ...withheldNote(withheld + counted.withheld),
    ],
  }
}

/** `/log void L-1 because …`: a new version that no longer counts. The writer, a reviewer or an administrator may. */
export async function voidEntry(text: string, call: Call, context: Context): Promise<Reply> {
  const [, typedId = text, reason = ''] = /^(\S+)\s+because\s+(.+)$/i.exec(text) ?? []
  const id = readId(typedId.split(' ')[0] ?? '', 'void L-1 because duplicate of L-2')
  if (reason === '') {
    throw new UserError(`Say why: a void keeps its reason. Nothing was changed.`, {
      example: `/log void ${id} because recorded in error`,
    })
  }
  const outcome = await writing(context.db, async (db) => {
    const entry = await findEntry(db, id)
    if (!entry || entry.state === 'void' || !isWithin(entry.marking, context.channel.ceiling))
      return { entry, done: false }
    if (entry.recordedBy !== call.member && context.role === 'reporter') {
      throw new UserError(
        `${id} was recorded by ${entry.recordedBy}. Only they, a reviewer or an administrator can void it; nothing was changed.`,
        { example: `/log show ${id}` },
      )
    }
    const changedAt = await recordingInstant(db, context.now)
    const version: Entry = {
      ...entry,
      version: entry.version + 1,
      state: 'void',
      changedBy: call.member,
      changedAt,
      reason,
    }
    await addEntryVersion(db, version)
    return { entry: version, done: true }
  })
  const { entry, done } = outcome
  if (!entry) throw noEntry(id)
  if (!isWithin(entry.marking, context.channel.ceiling))
    return { to: 'member', marking: 'U', parts: [...withheldNote(1), note('Nothing was changed.')] }
  const phrase = entryPhrase(entry, context.knowledge)
  return {
    to: done ? 'channel' : 'member',
    marking: entry.marking,
    replaces: true,
    parts: [
      paragraph({ bold: done ? `Voided ${id}` : `${id} is void already` }, `: ${phrase}.`),
      paragraph(`By `, { member: entry.changedBy }, `, because ${entry.reason ?? 'no reason was kept'}.`),
      note('It no longer counts; its versions stay: ', { code: `/log show ${id}` }),
    ],
  }
}

/** `/log mine`: what the caller recorded last. */
export async function listMine(call: Call, context: Context): Promise<Reply> {
  const entries = await listEntries(context.db, { recordedBy: call.member, latest: pageSize })
  return describeList('Your last entries', entries.reverse(), context, 'You have recorded nothing yet.')
}

/** `/log list [country] [cycle]`: what was recorded last, or what a cycle rests on. */
export async function listRecorded(text: string, context: Context): Promise<Reply> {
  const { db, knowledge } = context
  const words = text.split(' ').filter((word) => word !== '')
  const last = words.at(-1) ?? ''
  const named = /^(?:fy)?(?:19|2\d)\d\d$/i.test(last) ? words.pop() : undefined
  const country = words.length === 0 ? undefined : findCountry(words.join(' '), knowledge.countries)
  if (words.length > 0 && !country) throw unknownCountry(words.join(' '), knowledge, 'log list')
  const id = country?.id ?? (named === undefined ? undefined : context.channel.watches[0])
  if (named === undefined) {
    const entries = await listEntries(db, { latest: pageSize, ...(id !== undefined && { country: id }) })
    return describeList(
      country ? `The last entries on ${country.name}` : 'The last entries',
      entries.toReversed(),
      context,
      'Nothing is recorded yet.',
    )
  }
  const cycle = findCycle(
    named,
    knowledge.cycles.filter((one) => one.country === id),
  )
  if (!cycle)
    throw new UserError(`No cycle ${named} is held${country ? ` for ${country.name}` : ''}.`, {
      example: '/log list peru FY2010',
    })
  const entries = await listCycleEntries(db, cycle)
  return describeList(
    `Entries in the days of ${cycle.cycle}`,
    entries.toReversed(),
    context,
    `Nothing is recorded in the days of ${cycle.cycle}.`,
  )
}

function describeList(title: string, entries: readonly Entry[], context: Context, none: string): Reply {
  const { shown, withheld } = withinCeiling(entries, context.channel.ceiling)
  const page = shown.slice(0, pageSize)
  const lines = page.map(
    (entry): Line => [
      { bold: entry.id },
      ` (${entry.marking}) ${entryPhrase(entry, context.knowledge)} · ${entry.state} · by `,
      { member: entry.recordedBy },
    ],
  )
  const parts: Part[] =
    lines.length === 0
      ? [paragraph(withheld === 0 ? none : 'Nothing that this channel may show.')]
      : [heading(title), list(lines)]
  return {
    to: 'member',
    marking: highestMarking(page.map(({ marking }) => marking)),
    parts: [
      ...parts,
      ...(shown.length > page.length ? [note(`${shown.length - page.length} more are not shown.`)] : []),
      ...(lines.length > 0 ? [buttons({ label: 'Show Latest', call: `log show ${page[0]?.id}` })] : []),
      ...withheldNote(withheld),
    ],
  }
}

function readId(text: string, form: string): string {
  const number = /^(?:L-?)?0*(\d{1,9})$/i.exec(text.trim())?.[1]
  if (number === undefined) {
    throw new UserError(
      text === '' ? 'Name an entry.' : `"${text}" is no entry; entries are called L-1, L-2 …`,
      { example: `/log ${form}` },
    )
  }
  return `L-${number}`
}

function noEntry(id: string): UserError {
  return new UserError(`There is no entry ${id}.`, { example: '/log list' })
}

function printInstant(instant: string, { channel }: Context): string {
  return `${printDate(dateIn(instant, channel.zone))} ${timeIn(instant, channel.zone)}`
}
