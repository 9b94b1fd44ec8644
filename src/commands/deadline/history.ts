import { printCitation } from '../../domain/citation.ts'
import { addDays, addMonths, dateIn, type IsoDate, printDate, printDay } from '../../domain/date.ts'
import {
  type Deadline,
  isOccurrenceOf,
  type Occurrence,
  occurrencesOf,
  soonestFirst,
} from '../../domain/deadline.ts'
import { type DeadlineChange, deadlineBook } from '../../domain/deadline-change.ts'
import { highestMarking } from '../../domain/marking.ts'
import { printSchedule } from '../../domain/schedule.ts'
import { deadlinePassage } from '../../knowledge/benchmark-passages.ts'
import { listDeadlineChanges } from '../../store/deadline-changes.ts'
import { listSaid } from '../../store/outbox.ts'
import type { Call, Context } from '../call.ts'
import {
  heading,
  type Line,
  list,
  note,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { type SourceBeside, sourceBeside, sourcesBeside } from '../source-beside.ts'
import { sourceTrust } from '../source-trust.ts'
import { UserError } from '../user-error.ts'
import { deadlinesOf, findShownDeadline, readDeadlines } from './find-deadline.ts'
import { printDue, printOwed, printPerson } from './lines.ts'

/** How far an export looks back and ahead. */
const exportedDaysBack = 31
const exportedMonthsAhead = 12

/** `history reply`: all that was said of it, by whom, when and why, and what this channel was told. */
export async function showHistory(text: string, _call: Call, context: Context): Promise<Reply> {
  if (text === '') throw new UserError('Name a deadline.', { example: '/deadline history report-card' })
  const { db, channel, knowledge, asOf } = context
  const changes = await listDeadlineChanges(db, asOf)
  // One that was removed keeps its history.
  const everHeld = deadlineBook(
    knowledge.deadlines,
    changes.filter(({ event }) => event.kind !== 'removed'),
  )
  const deadline = findShownDeadline(text, everHeld.deadlines, channel.ceiling)
  if (!deadline) return withheldReply()
  const name = text.toLowerCase()
  const one = name !== deadline.id && isOccurrenceOf(name, deadline) ? name : undefined
  const own = changes.filter(
    ({ deadline: slug, event }) =>
      slug === deadline.id && (one === undefined || !('occurrence' in event) || event.occurrence === one),
  )
  const said = (await listSaid(db, channel.id, deadline.id)).filter(({ occurrence }) =>
    one === undefined ? isOccurrenceOf(occurrence, deadline) : occurrence === one,
  )
  const lines = [
    ...own.map((change) => ({ at: change.at, line: describeChange(change) })),
    ...said.map(({ key, at }) => ({ at, line: [`nudged here: ${printKey(key)}`] as Span[] })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  const source = await sourceBeside(deadlinePassage(deadline), context)
  return {
    to: 'member',
    marking: highestMarking([deadline, source]),
    parts: [
      heading(`History of ${one ?? deadline.id}`),
      paragraph(
        `${deadline.title}, as written: "${deadline.asWritten}" (${deadline.basis}), ${printSchedule(deadline.due)}; ${printCitation(deadline.cite)}.`,
      ),
      lines.length === 0
        ? paragraph('Nothing was said of it yet, and this channel was told nothing.')
        : list(
            lines.map(
              ({ at, line }): Line => [{ bold: printDate(dateIn(at, channel.zone)) }, ' · ', ...line],
            ),
          ),
      ...source.notes,
      ...withheldNote(source.withheld),
    ],
  }
}

function describeChange({ event, by, reason }: DeadlineChange): Span[] {
  const person: Span[] = [' by ', { member: by }, reason === undefined ? '' : `, because ${reason}`]
  switch (event.kind) {
    case 'added':
      return [`added: ${printSchedule(event.record.due)}`, ...person]
    case 'removed':
      return ['removed', ...person]
    case 'assigned':
      return [`${event.duty}: `, event.member === undefined ? 'nobody' : printPerson(event.member), ...person]
    case 'done':
      return [`${event.occurrence}: evidence ${event.evidence}`, ...person]
    case 'validated':
      return [`${event.occurrence}: validated`, ...person]
    case 'returned':
      return [`${event.occurrence}: evidence returned`, ...person]
    case 'snoozed':
      return [`${event.occurrence}: snoozed until ${printDay(event.until)}`, ...person]
    case 'moved':
      return [
        `${event.occurrence}: due ${printDue(event.to)}, no longer ${printDue(event.from)}`,
        ...person,
        event.source === undefined ? '' : ` (${event.source})`,
      ]
  }
}

/** `nudge/reply/14/C1` as `14 days before`; `notice` and `overdue-2` as they stand. */
function printKey(key: string): string {
  const step = key.split('/')[2] ?? ''
  return /^\d+$/.test(step) ? `step ${step}` : step.replace('-', ' ')
}

/** `export [days]`: what falls due from a month ago to a year ahead, as a file that calendar programs read. */
export async function exportDeadlines(text: string, _call: Call, context: Context): Promise<Reply> {
  if (text !== '')
    throw new UserError(`/deadline export takes nothing: it is of the countries this channel watches.`, {
      example: '/deadline export',
    })
  const { today, channel } = context
  const book = await readDeadlines(context)
  const { shown, withheld } = deadlinesOf(channel.watches, book, channel.ceiling)
  const [from, until] = [addDays(today, -exportedDaysBack), addMonths(today, exportedMonthsAhead)]
  const occurrences = shown
    .flatMap((deadline) => occurrencesOf(deadline, from, until, book.moves))
    .sort(soonestFirst)
  const listed = occurrences.map(({ deadline }) => deadline)
  const beside = await sourcesBeside(listed, context)
  const file = await makeCalendarFile(occurrences, beside, context)
  return {
    to: 'member',
    marking: highestMarking([...listed, ...listed.map((one) => beside(one).after)]),
    parts: [
      paragraph(
        `${occurrences.length} dates from ${printDate(from)} to ${printDate(until)}. A calendar program that reads the file again updates them; it adds none twice.`,
      ),
      { part: 'file', name: 'deadlines.ics', type: 'text/calendar', text: file },
      ...withheldNote(withheld),
      note('A file does not follow changes: export it again after a reschedule.'),
    ],
  }
}

/** Whole-day events, one an occurrence. The UID is the occurrence's id, so that a moved one stays the same event. */
async function makeCalendarFile(
  occurrences: readonly Occurrence[],
  beside: (deadline: Deadline) => SourceBeside,
  context: Context,
): Promise<string> {
  // Loaded when somebody asks: nothing else needs it.
  const { generateIcsCalendar } = await import('ts-ics')
  const trust = await sourceTrust(context)
  const day = (date: IsoDate) => ({ date: new Date(date), type: 'DATE' as const })
  return generateIcsCalendar({
    version: '2.0',
    prodId: '-//Attache//Deadlines//EN',
    method: 'PUBLISH',
    events: occurrences.map(({ id, deadline, opens, due, moves = [] }) => ({
      uid: `${id}@attache.deadlines`,
      summary: `(${deadline.marking}) ${deadline.title}`,
      description: [
        `As written: "${deadline.asWritten}" (${deadline.basis})`,
        `Owed ${printOwed(deadline)}`,
        `Owner: ${deadline.owner ?? 'nobody is named'}`,
        `Source: ${printCitation(deadline.cite)}${trust.after(deadline.cite)}`,
        ...beside(deadline).lines,
        ...deadline.notes,
      ].join('\n'),
      stamp: { date: new Date(context.now) },
      start: day(opens),
      // A day of an event is up to its end, which is not part of it.
      end: day(addDays(due, 1)),
      sequence: moves.length,
      timeTransparent: 'TRANSPARENT' as const,
    })),
  })
}
