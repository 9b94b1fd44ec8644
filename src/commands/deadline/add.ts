import { workingDayOnOrBefore } from '../../domain/calendar.ts'
import { printCitation } from '../../domain/citation.ts'
import type { Clauses } from '../../domain/clause.ts'
import { daysBetween, type IsoDate, printDate, printDay } from '../../domain/date.ts'
import { type Deadline, type Due, occurrencesOf } from '../../domain/deadline.ts'
import { parseSchedule, printSchedule, type ScheduleReading } from '../../domain/schedule.ts'
import { foldText, sentence } from '../../domain/text.ts'
import { firstRuleDays } from '../../knowledge/recurrence.ts'
import { addDeadlineChange, listDeadlineChanges } from '../../store/deadline-changes.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import {
  buttons,
  facts,
  heading,
  type Line,
  list,
  longestCall,
  note,
  paragraph,
  type Reply,
} from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { lineOfForm, showDeadlineForm } from './form.ts'
import { calendarIds, noSource, printOwner } from './lines.ts'
import { makeRecord, readClauses } from './record.ts'

const example = '/deadline add "Post monthly CN report" every month on the 5th'

/** A window longer than this was probably meant the other way round, in days. */
const longestWindow = 183
/** Dates echoed, for a person to check the reading by. */
const echoed = 3

/** `add "<title>" <when> [for <country>] [owner @x] … [src …]`: reads it, keeps it, and says how it was read. */
export async function addDeadline(typed: string, call: Call, context: Context): Promise<Reply> {
  if (typed === '' && !call.fields) return showDeadlineForm()
  const text = call.fields ? lineOfForm(call, context) : typed
  const claimed = assertWithin(text, context.channel.ceiling)
  const { title, when, schedule, clauses } = readLine(text, context.today)
  if ('problem' in schedule)
    throw new UserError(`${sentence(schedule.problem)} Nothing was added.`, { example })
  if ('ask' in schedule) return askWhen(schedule, text, when)
  const { due } = schedule
  const days = firstDays(due, context.today)
  const record = makeRecord({ title, when, due, clauses, claimed }, call, context)
  const { deadline, isNew } = await writing(context.db, async (db) => {
    const changes = await listDeadlineChanges(db)
    const taken = [
      ...context.knowledge.deadlines.map(({ id }) => id),
      ...changes.map((change) => change.deadline),
    ]
    const id = freeSlug(title, taken)
    const deadline = { ...record, id }
    const at = await recordingInstant(db, context.now)
    const change = { deadline: id, event: { kind: 'added' as const, record: deadline }, by: call.member, at }
    const added = await addDeadlineChange(db, change, call.key, deadline.marking)
    return { deadline: { ...deadline, id: added ?? id }, isNew: added === undefined }
  })
  return describeAdded(deadline, days, isNew ? schedule.notes : ['it was added already'], context)
}

function readLine(text: string, today: IsoDate) {
  const [, quoted, after = text] = /^"([^"]*)"\s*(.*)$/.exec(text) ?? []
  const { words, clauses } = readClauses(after)
  return quoted === undefined
    ? { ...splitTitle(words, today), clauses }
    : { title: quoted.trim(), when: words, schedule: parseSchedule(words, today), clauses }
}

/** Without quotation marks, the title ends where the longest ending that is a day or a rule begins. */
function splitTitle(
  words: string,
  today: IsoDate,
): { title: string; when: string; schedule: ScheduleReading } {
  const list = words.split(' ').filter((word) => word !== '')
  let refused: ScheduleReading | undefined
  for (let at = 1; at < list.length; at++) {
    const when = list.slice(at).join(' ')
    const schedule = parseSchedule(when, today)
    const title = list.slice(0, at).join(' ')
    if (!('problem' in schedule)) return { title, when, schedule }
    if (!schedule.problem.includes('was not understood')) refused ??= schedule
  }
  const schedule = refused ?? { problem: 'Say what is due, in quotation marks, then when.' }
  return { title: words, when: '', schedule }
}

function askWhen(
  { ask, readings }: Extract<ScheduleReading, { ask: string }>,
  text: string,
  when: string,
): Reply {
  const calls = readings.map((reading) => ({
    label: reading.label,
    call: `deadline add ${text.replace(when, reading.text)}`,
  }))
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(ask),
      paragraph('Nothing was added. Choose one:'),
      calls.every(({ call }) => call.length <= longestCall)
        ? buttons(...calls)
        : list(calls.map(({ label }) => label)),
    ],
  }
}

/** The first days it is due, at most three; throws a `UserError` for one that has passed, or never comes. */
function firstDays(due: Due, today: IsoDate): { opens: IsoDate; due: IsoDate }[] {
  const oneDay = (day: IsoDate) => ({ opens: day, due: day })
  if ('on' in due) {
    if (due.on < today)
      throw new UserError(`${printDate(due.on)} has passed. Nothing was added.`, { example })
    return [oneDay(due.on)]
  }
  if ('from' in due) {
    if (due.until < today)
      throw new UserError(`That window ended on ${printDate(due.until)}. Nothing was added.`, { example })
    if (daysBetween(due.from, due.until) > longestWindow)
      throw new UserError(
        `That window is from ${printDate(due.from)} to ${printDate(due.until)}, longer than half a year; a window cannot end before it starts. Nothing was added; write both years.`,
        { example: '/deadline add "Report card" from 1 Jun 2009 to 30 Jun 2009' },
      )
    return [{ opens: due.from, due: due.until }]
  }
  if ('every' in due) {
    const years = [0, 1, 2].map((later) => due.since + later)
    const asIs = { id: 'x', due } as Deadline
    return years.flatMap((year) =>
      occurrencesOf(asIs, `${year}-01-01`, `${year}-12-31`).map(({ due: day }) => oneDay(day)),
    )
  }
  if ('none' in due) return []
  return daysOfRule(due.rule, due.since).map(oneDay)
}

function daysOfRule(rule: string, since: IsoDate): IsoDate[] {
  const days = firstRuleDays(rule, since, echoed)
  if (days.length === 0)
    throw new UserError('By that rule it would never fall due. Nothing was added.', { example })
  return days
}

const fillers = ['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'the', 'to', 'with']

/** The title's telling words, and a number where another deadline has or had them. */
function freeSlug(title: string, taken: readonly string[]): string {
  const words = foldText(title)
    .replace(/'/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !fillers.includes(word))
    .slice(0, 5)
  const stem = words
    .join('-')
    .replace(/^[^a-z]+/, '')
    .replace(/(?:-\d+)+$/, '')
  const slug = stem.length >= 3 ? stem : `deadline-${stem}`.replace(/-$/, '')
  let id = slug
  for (let number = 2; taken.includes(id); number++) id = `${slug}-${number}`
  return id
}

/** `engagement (reply)`: the kind, and how it is done where that is said. */
function printClauses({ kind, method = [] }: Clauses): string {
  return `${kind.join(' or ')}${method.length > 0 ? ` (${method.join(' or ')})` : ''}`
}

function describeAdded(
  deadline: Deadline,
  days: readonly { opens: IsoDate; due: IsoDate }[],
  notes: readonly string[],
  context: Context,
): Reply {
  const { channel, knowledge } = context
  const last = days.at(-1)?.due ?? context.today
  const calendars = context.calendars(calendarIds(channel, knowledge.calendars), context.today, last)
  const dates = days.map(({ opens, due }): Line => {
    const working = workingDayOnOrBefore(due, calendars)
    const when = opens === due ? printDay(due) : `${printDay(opens)} to ${printDay(due)}`
    return working === due ? when : `${when} · last working day ${printDay(working)}`
  })
  const country = knowledge.countries.find(({ id }) => id === deadline.country)?.name ?? 'every country'
  const owner = deadline.owner
  return {
    to: 'channel',
    marking: deadline.marking,
    parts: [
      heading(`Added ${deadline.id}`),
      facts(
        ['Title', deadline.title],
        ['Read as', `${printSchedule(deadline.due)} · ${deadline.class} · ${country}`],
        ['Owner', printOwner(deadline)],
        ...(deadline.shownBy
          ? [
              ['Shown by', `an entry of ${deadline.shownBy.map(printClauses).join(', or ')}`] as [
                string,
                Line,
              ],
            ]
          : []),
        ['Source', deadline.cite.source === noSource.source ? noSource.source : printCitation(deadline.cite)],
      ),
      paragraph(days.length > 1 ? 'The next dates:' : 'Due:'),
      list(dates),
      ...notes.map((text) => note(sentence(text))),
      buttons(
        ...(owner === undefined ? [{ label: 'I Own It', call: `deadline assign ${deadline.id} me` }] : []),
        { label: 'Open', call: `deadline ${deadline.id}` },
        { label: 'Remove', call: `deadline remove ${deadline.id} because added in error`, style: 'danger' },
      ),
    ],
  }
}
