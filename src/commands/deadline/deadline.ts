import { printCitation } from '../../domain/citation.ts'
import { findCountry } from '../../domain/country.ts'
import { dateIn, printDate, printDay } from '../../domain/date.ts'
import {
  type Deadline,
  isOccurrenceOf,
  notStated,
  type Occurrence,
  soonestFirst,
} from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import { printSchedule } from '../../domain/schedule.ts'
import { nameSome, nearestWord } from '../../domain/text.ts'
import { deadlinePassage } from '../../knowledge/benchmark-passages.ts'
import { printFault } from '../../knowledge/passage.ts'
import type { Call, Context } from '../call.ts'
import type { Command } from '../command.ts'
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
  withheldReply,
} from '../reply.ts'
import { sourceBeside, sourcesBeside } from '../source-beside.ts'
import { sourceTrust } from '../source-trust.ts'
import { UserError } from '../user-error.ts'
import { addDeadline } from './add.ts'
import { assign, removeDeadline, reschedule, snooze } from './change.ts'
import { markDone, returnDone, validateDone } from './evidence.ts'
import {
  calendarsOf,
  deadlinesOf,
  findOccurrence,
  findShownDeadline,
  nextOccurrence,
  readDeadlines,
} from './find-deadline.ts'
import { exportDeadlines, showHistory } from './history.ts'
import {
  dayItself,
  deadlineFacts,
  printDaysLeft,
  printDue,
  printEvidence,
  printLastWorkingDay,
  printOwed,
  printOwner,
} from './lines.ts'

const verbs: Readonly<Record<string, (text: string, call: Call, context: Context) => Promise<Reply>>> = {
  add: addDeadline,
  done: markDone,
  validate: validateDone,
  return: returnDone,
  snooze,
  reschedule,
  assign,
  remove: removeDeadline,
  history: showHistory,
  export: exportDeadlines,
}

/** Named in one note; the others are counted. */
const mostNamed = 8

const recording = /^(?:add|done|validate|return|snooze|reschedule|assign|remove)\b/i

export const deadline: Command = {
  name: 'deadline',
  summary: 'What is due, soonest first; who owes it; done with evidence, snoozed, moved, exported.',
  usage: [
    '/deadline',
    '/deadline peru',
    '/deadline <name>',
    '/deadline add',
    '/deadline add "<title>" <when> [for <country>] [owner @ana] [validator @rui] [shown by <engagement reply>] [src <cable|url>]',
    '/deadline done <name> <L-1|url|cable>',
    '/deadline validate <name>',
    '/deadline snooze <name> <1 day|3 days|Monday> [because …]',
    '/deadline reschedule <name> to <date> because … [src …]',
    '/deadline assign <name> @ana [as owner|alternate|validator]',
    '/deadline history <name>',
    '/deadline export',
  ],
  examples: [
    '/deadline',
    '/deadline report-card',
    '/deadline add "Post monthly CN report" every month on the 5th for peru',
    '/deadline history report-card',
  ],
  bare: true,
  shareable: true,
  needs: ({ text }) => (recording.test(text) ? 'reporter' : 'reader'),
  async run(call, context) {
    const [word = '', ...rest] = call.text.split(' ')
    const verb = Object.hasOwn(verbs, word.toLowerCase()) ? verbs[word.toLowerCase()] : undefined
    if (verb) return verb(rest.join(' '), call, context)
    const book = await readDeadlines(context)
    if (call.text === '') return describeList(gather(book, context, context.channel.watches), context)
    const country = findCountry(call.text, context.knowledge.countries)
    if (country) {
      const own = book.deadlines.some((deadline) => deadline.country === country.id)
      return describeList(gather(book, context, [country.id]), context, own ? undefined : country.name)
    }
    const named = book.deadlines.find(({ id }) => id === rest[0]?.toLowerCase())
    const isNamed = named && isWithin(named.marking, context.channel.ceiling)
    const meant = isNamed ? nearestWord(word, Object.keys(verbs)) : undefined
    if (meant !== undefined)
      throw new UserError(`/deadline has no "${word}".`, {
        nearest: `/deadline ${meant} ${rest.join(' ')}`,
        example: '/deadline help',
      })
    return describeOne(call.text, book, context)
  },
}

interface Held {
  occurrences: Occurrence[]
  undated: Deadline[]
  /** Evidence was linked to these, and nobody has validated it. */
  unvalidated: Occurrence[]
  withheld: number
}

/** The deadlines of these countries and of every country: of those that come again, the next time they fall due. */
function gather(book: DeadlineBook, context: Context, countries: readonly string[]): Held {
  const { shown, withheld } = deadlinesOf(countries, book, context.channel.ceiling)
  const occurrences = shown
    .flatMap((deadline) => nextOccurrence(deadline, book, context) ?? [])
    .sort(soonestFirst)
  return {
    occurrences,
    undated: shown.filter(({ due }) => 'none' in due),
    unvalidated: occurrences.filter(({ id }) => book.evidence.has(id)),
    withheld,
  }
}

/** One deadline: the time it falls due that is open or next, or the one whose id was typed. */
async function describeOne(text: string, book: DeadlineBook, context: Context): Promise<Reply> {
  const deadline = findShownDeadline(text, book.deadlines, context.channel.ceiling)
  if (!deadline) return withheldReply()
  const id = text.toLowerCase()
  const isNamed = id !== deadline.id && isOccurrenceOf(id, deadline)
  const isDone = isNamed && book.evidence.get(id)?.validated !== undefined
  const next = () => (isNamed ? findOccurrence(id, book, context) : nextOccurrence(deadline, book, context))
  const occurrence = isDone ? undefined : next()
  const trust = await sourceTrust(context)
  const parts: Part[] = [heading(deadline.title)]
  if (occurrence) {
    parts.push(facts(...deadlineFacts(occurrence, context.now, calendarsOf([occurrence], context), trust)))
    parts.push(...standingNotes(occurrence, book, context))
  } else {
    const [done] = [...book.evidence]
      .filter(([known]) => (isNamed ? known === id : isOccurrenceOf(known, deadline)))
      .reverse()
    const evidence = done && printEvidence(done[1])
    const moved = done && book.moves.get(done[0])?.at(-1)
    parts.push(
      facts(
        ['Due', moved ? printDue(moved) : printSchedule(deadline.due)],
        ['As written', `"${deadline.asWritten}" (${deadline.basis})`],
        ...(evidence === undefined ? [] : [['Done', evidence] as [string, Line]]),
        ['Owed', printOwed(deadline)],
        ['Owner', printOwner(deadline)],
        ['Source', `${printCitation(deadline.cite)}${trust.after(deadline.cite)}`],
      ),
    )
  }
  if (deadline.class === 'listed') parts.push(note('Listed only: no nudge is sent for it.'))
  parts.push(...deadline.notes.map((text) => note(text)))
  const source = await sourceBeside(deadlinePassage(deadline), context)
  parts.push(...source.faults.map((text) => note(printFault(text))), ...source.notes)
  if (occurrence && deadline.class !== 'listed') parts.push(choices(occurrence, book))
  parts.push(...withheldNote(source.withheld))
  return { to: 'member', marking: highestMarking([deadline, source]), parts }
}

/** How evidence, snoozes and moves stand. */
function standingNotes(
  { id, deadline, moves = [] }: Occurrence,
  book: DeadlineBook,
  context: Context,
): Part[] {
  const evidence = printEvidence(book.evidence.get(id), deadline.validator)
  const until = book.snoozes.get(id)?.at(-1)?.until
  const moved = moves.at(-1)
  return [
    ...(evidence === undefined ? [] : [paragraph('Evidence: ', ...[evidence].flat())]),
    ...(until !== undefined && until >= context.today ? [note(`Snoozed until ${printDay(until)}.`)] : []),
    ...(moved
      ? [
          note(
            `Moved ${moves.length === 1 ? 'once' : `${moves.length} times`}, last on ${printDate(dateIn(moved.at, context.channel.zone))}; from when, and why: `,
            { code: `/deadline history ${id}` },
          ),
        ]
      : []),
  ]
}

/** What can be done about an occurrence, as buttons. */
function choices({ id, deadline }: Occurrence, book: DeadlineBook): Part {
  const waiting = book.evidence.has(id)
  return buttons(
    waiting
      ? { label: 'Validate', call: `deadline validate ${id}`, style: 'primary' }
      : { label: 'Done', call: `deadline done ${id}`, style: 'primary' },
    { label: 'Snooze a Day', call: `deadline snooze ${id} 1 day` },
    ...(deadline.owner === undefined
      ? [{ label: 'I Own It', call: `deadline assign ${deadline.id} me` }]
      : []),
    { label: 'History', call: `deadline history ${id}` },
  )
}

function owed({ owedBy, owedTo }: Deadline): string {
  return owedBy === notStated && owedTo === notStated ? '' : ` · ${owedBy} to ${owedTo}`
}

/** `without` names a country of whose own deadlines none is held. */
async function describeList(
  { occurrences, undated, unvalidated, withheld }: Held,
  context: Context,
  without?: string,
): Promise<Reply> {
  const calendars = calendarsOf(occurrences, context)
  const lastWorkingDay = (occurrence: Occurrence) => {
    const day = printLastWorkingDay(occurrence, context.now, calendars)
    return day === dayItself ? '' : ` · last working day ${day}`
  }
  const listed = [...occurrences.map(({ deadline }) => deadline), ...undated]
  const beside = await sourcesBeside(listed, context)
  const lines = occurrences.map((occurrence): Line => {
    const { deadline } = occurrence
    return [
      { bold: printDaysLeft(occurrence, context.now, calendars) },
      ` · (${deadline.marking}) ${deadline.title} · ${printDue(occurrence)}${lastWorkingDay(occurrence)}${owed(deadline)} · owner: `,
      ...printOwner(deadline),
      ` · ${printCitation(deadline.cite)}${beside(deadline).after.says} · `,
      { code: `/deadline ${deadline.id}` },
    ]
  })
  const overdue = occurrences.filter(({ due }) => due < context.today)
  const ahead = occurrences.filter(({ due }) => due >= context.today)
  const next = ahead.find(({ deadline }) => deadline.class !== 'listed') ?? ahead[0]
  const nameAll = (names: readonly string[]) => nameSome(names, mostNamed, '; ')
  const verdict = [
    ...(overdue.length > 0 ? [{ bold: `${overdue.length} overdue` }, '. '] : []),
    ...(next
      ? [
          'Next: ',
          { bold: next.deadline.title },
          `, ${printDue(next)}, ${printDaysLeft(next, context.now, calendars)}.`,
        ]
      : ['Nothing dated is held for the next twelve months.']),
  ]
  const trust = await sourceTrust(context)
  return {
    to: 'member',
    marking: highestMarking([...listed, ...listed.map((one) => beside(one).after)]),
    parts: [
      heading(`Due from ${printDay(context.today)}`),
      paragraph(...verdict),
      ...(without === undefined
        ? []
        : [note(`No deadline of ${without}'s own is held; these are every country's.`)]),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(undated.length > 0
        ? [
            note(
              `Without a day: ${nameAll(undated.map(({ title, due, cite, id }) => `${title} (${'none' in due ? due.none : ''}; ${printCitation(cite)}; /deadline ${id})`))}.`,
            ),
          ]
        : []),
      ...(unvalidated.length > 0
        ? [note(`Evidence waits to be validated: ${nameAll(unvalidated.map(({ id }) => id))}.`)]
        : []),
      ...(context.channel.watches.length === 0
        ? [
            note("This channel watches no country, so only every country's deadlines show. Try ", {
              code: '/watch peru',
            }),
          ]
        : []),
      ...trust.notes(listed.map(({ cite }) => cite)),
      ...withheldNote(withheld),
    ],
  }
}
