import { workingDayOnOrBefore } from '../../domain/calendar.ts'
import { printCitation } from '../../domain/citation.ts'
import { addDays, dateIn, type Instant, printDate, printDay } from '../../domain/date.ts'
import { type Deadline, notStated, type Occurrence } from '../../domain/deadline.ts'
import type { DeadlineBook, Evidence } from '../../domain/deadline-change.ts'
import { highestMarking } from '../../domain/marking.ts'
import type { DeadlineNudge, NudgeState } from '../../domain/nudge.ts'
import { capitalise } from '../../domain/text.ts'
import type { Context } from '../call.ts'
import {
  dayItself,
  printDaysLeft,
  printDue,
  printEvidence,
  printLastWorkingDay,
  printOwner,
  printPerson,
  printZone,
} from '../deadline/lines.ts'
import { isMissingValue } from '../deadline/missing-values.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import {
  type Button,
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
} from '../reply.ts'
import type { NudgeFacts } from './gather.ts'
import { printLate, validatorDay } from './post.ts'

/** Buttons of a message about several deadlines: each opens one. */
const mostOpened = 5

/** What describing needs to know of where and when the message is posted. */
export interface Posting {
  state: NudgeState
  book: DeadlineBook
  knowledge: Context['knowledge']
  now: Instant
  /** Who set the watch up. */
  setBy: string
  /** An address for a message said before, where the transport has them. */
  link?: ((recipient: string, posted: string) => string | undefined) | undefined
}

/** The message a channel, or one person, gets: one deadline whole, several a line each. */
export function describeNudges(
  nudges: readonly DeadlineNudge[],
  gathered: readonly NudgeFacts[],
  posting: Posting,
): Reply {
  const [only, ...others] = nudges
  const [about] = gathered
  const told = gathered.flatMap(({ occurrence, latest, shown, trustMarking }) => [
    occurrence.deadline,
    trustMarking,
    ...(latest ? [latest] : []),
    ...(shown ? [shown.entry] : []),
  ])
  const marking = highestMarking(told)
  const parts =
    only && about && others.length === 0
      ? describeSingle(only, about, posting)
      : describeSeveral(nudges, gathered, posting)
  return { to: 'channel', marking, parts }
}

/** What, owed to whom, when, what is missing, what was last logged, from where; short enough for a telephone. */
function describeSingle(nudge: DeadlineNudge, about: NudgeFacts, posting: Posting): Part[] {
  const { occurrence } = about
  const { state, book, knowledge, now, setBy } = posting
  const { deadline, id } = occurrence
  const { zone, calendars } = state.watch
  const last = printLastWorkingDay(occurrence, now, calendars)
  const evidence = printEvidence(book.evidence.get(id), deadline.validator)
  const told = validatorWords(nudge, deadline, state)
  return [
    heading(
      [
        `${deadline.title}: ${printDaysLeft(occurrence, now, calendars)}`,
        ...reasons(nudge, about, posting),
        ...(about.shown ? ['perhaps done'] : []),
      ].join(', '),
    ),
    paragraph(
      nudge.kind === 'overdue' ? 'Was due ' : 'Due ',
      { bold: printDue(occurrence) },
      `, "${deadline.asWritten}", in ${printZone(deadline.zone)}`,
      last === dayItself ? '.' : `; last working day ${last}.`,
    ),
    paragraph(...owed(deadline), 'Owner: ', ...printOwner(deadline), '.', ...unreachable(about)),
    paragraph(
      ...(evidence === undefined
        ? missing(about, posting)
        : ['Evidence is linked: ', ...[evidence].flat(), '. ']),
      ...lastLogged(about, knowledge),
    ),
    ...(nudge.late ? [note(printLate(nudge, zone))] : []),
    ...(told.length > 0 ? [note(...told)] : []),
    note(
      `${printCitation(deadline.cite)}${about.trust} · `,
      ...(nudge.steps.length > 0 ? [`${printSteps(nudge)} · `] : []),
      ...before(about, posting),
      'set up by ',
      { member: setBy },
      '.',
    ),
    buttons(...choices(about, nudge, posting)),
  ]
}

/** Why it comes, where that is not its ladder; and what whoever reads no further should know. */
function reasons(
  { kind, validatorToo }: DeadlineNudge,
  { occurrence }: NudgeFacts,
  { state, now }: Pick<Posting, 'state' | 'now'>,
): string[] {
  const { deadline, due } = occurrence
  const { zone, calendars } = state.watch
  const today = dateIn(now, zone)
  return [
    ...(kind === 'notice' ? ['notice'] : kind === 'snoozed' ? ['as snoozed'] : []),
    ...(today < due && workingDayOnOrBefore(due, calendars) === today
      ? ['today is the last working day']
      : []),
    ...(validatorToo && deadline.validator !== undefined ? ['validator told'] : []),
  ]
}

/** `step 14`, `steps 3 and 1`: of the ladder, in days before; on a closed day it comes earlier than that. */
function printSteps({ steps }: DeadlineNudge): string {
  return `${steps.length === 1 ? 'step' : 'steps'} ${steps.join(' and ')}`
}

/** What is missing; or, instead, what was logged that may be it; of a missing value, the line that records it. */
function missing({ shown, occurrence }: NudgeFacts, { knowledge }: Posting): Span[] {
  const { id, notes } = occurrence.deadline
  if (isMissingValue(id)) return [`${notes.join(' ')} `]
  if (!shown) return ['Missing: evidence that it is done. ']
  const { entry, since } = shown
  return [
    { bold: `${entry.id} may show it done` },
    `: ${entryPhrase(entry, knowledge)}, by `,
    { member: entry.recordedBy },
    ` (looked for from ${printDate(since)} on; our reading of what would show it). If so, `,
    { bold: 'Done' },
    ' links it as evidence; until then nudges go on. ',
  ]
}

function lastLogged({ latest, shown }: NudgeFacts, knowledge: Posting['knowledge']): Span[] {
  if (latest === undefined) return ['Nothing is logged yet.']
  return latest.id === shown?.entry.id
    ? []
    : [`Last logged: ${latest.id}, ${entryPhrase(latest, knowledge)}.`]
}

function owed({ owedBy, owedTo, strength }: Deadline): Span[] {
  return owedBy === notStated && owedTo === notStated
    ? []
    : [`Owed by ${owedBy} to ${owedTo}${strength === 'required' ? '' : `, ${strength}`}. `]
}

function unreachable({ unreachable: reason, occurrence }: NudgeFacts): Span[] {
  const { owner } = occurrence.deadline
  if (reason === undefined || owner === undefined) return []
  return reason === 'left'
    ? [' ', printPerson(owner), ' has left the workspace: who takes it over?']
    : [' ', printPerson(owner), ` could not be told directly (${reason}): is it still theirs?`]
}

function validatorWords(nudge: DeadlineNudge, { validator }: Deadline, state: NudgeState): Span[] {
  if (validator === undefined)
    return nudge.validatorToo ? ['Nobody is named to validate it, so nobody else is told.'] : []
  if (nudge.validatorToo) return ['The validator is told too: ', printPerson(validator), '.']
  const day = validatorDay(nudge, state)
  return day === undefined
    ? []
    : [`If it is not done, the validator is told on ${printDay(day)}: `, printPerson(validator), '.']
}

function before({ before: said }: NudgeFacts, { state, link }: Posting): Span[] {
  if (!said) return []
  const words = `nudged ${printDay(dateIn(said.at, state.watch.zone))}`
  const address = said.posted === undefined ? undefined : link?.(state.watch.channel, said.posted)
  return [address === undefined ? words : { link: address, text: words }, ' · ']
}

function choices(
  { occurrence: { id, deadline, due }, unreachable: reason, shown }: NudgeFacts,
  nudge: DeadlineNudge,
  { state, book }: Posting,
): Button[] {
  const done: Button = book.evidence.has(id)
    ? { label: 'Validate', call: `deadline validate ${id}`, style: 'primary' }
    : { label: 'Done', call: `deadline done ${id}${shown ? ` ${shown.entry.id}` : ''}`, style: 'primary' }
  // No snooze passes the last working day before: near it, and after it, none is offered.
  const isFar = nudge.kind !== 'overdue' && dateIn(nudge.at, state.watch.zone) < addDays(due, -2)
  const snoozes: Button[] = [
    { label: 'Snooze a Day', call: `deadline snooze ${id} 1 day` },
    { label: '3 Days', call: `deadline snooze ${id} 3 days` },
    { label: 'Until Monday', call: `deadline snooze ${id} Monday` },
  ]
  return [
    done,
    ...(isFar ? snoozes : []),
    ...(deadline.owner === undefined || reason !== undefined
      ? [{ label: 'I Own It', call: `deadline assign ${deadline.id} me` }]
      : []),
    { label: 'Assign', call: `deadline assign ${deadline.id}` },
    { label: 'Open', call: `deadline ${id}` },
  ]
}

/** Several at one moment are one message; each has its line, and opens from there. */
function describeSeveral(
  nudges: readonly DeadlineNudge[],
  gathered: readonly NudgeFacts[],
  posting: Posting,
): Part[] {
  const { state, book, now, setBy } = posting
  const { calendars, zone } = state.watch
  const lines = nudges.flatMap((nudge, index): Line[] => {
    const about = gathered[index]
    if (!about) return []
    const { occurrence } = about
    const { deadline, id } = occurrence
    const shown = about.shown ? ` · ${about.shown.entry.id} may show it done` : ''
    const evidence = book.evidence.has(id) ? ' · evidence waits to be validated' : shown
    const told = validatorWords(nudge, deadline, state)
    return [
      [
        {
          bold: capitalise(
            [printDaysLeft(occurrence, now, calendars), ...reasons(nudge, about, posting)].join(', '),
          ),
        },
        ` · ${deadline.title} · ${printDue(occurrence)} · owner: `,
        ...printOwner(deadline),
        about.unreachable === undefined
          ? ''
          : about.unreachable === 'left'
            ? ' (has left)'
            : ' (not reached)',
        `${evidence} · ${printCitation(deadline.cite)}${about.trust}${nudge.late ? ` · ${printLate(nudge, zone)}` : ''}`,
        ...(told.length > 0 ? [' · ', ...told] : []),
      ],
    ]
  })
  return [
    heading(`${nudges.length} deadlines`),
    list(lines),
    ...(nudges.length > lines.length
      ? [note(`${nudges.length - lines.length} more: `, { code: '/deadline' })]
      : []),
    note('Set up by ', { member: setBy }, '.'),
    buttons(...gathered.slice(0, mostOpened).map(openButton)),
  ]
}

/** What a message said of, as it stands since. */
export interface Outcome {
  occurrence: Occurrence
  evidence: Evidence | undefined
}

/** Takes the place of a nudge: what is done has its outcome, what is not keeps its line, and opens from there. */
export function describeOutcome(outcomes: readonly Outcome[]): Reply {
  const open = outcomes.filter(({ evidence }) => !evidence?.validated)
  const lines = outcomes.map(({ occurrence, evidence }): Line => {
    const { deadline } = occurrence
    const isDone = evidence?.validated !== undefined
    const how = printEvidence(evidence, deadline.validator)
    return [
      { bold: `${isDone ? 'Done' : 'Open'}: ${deadline.title}` },
      `, due ${printDue(occurrence)}`,
      ...(how === undefined ? [] : [isDone ? '. Evidence: ' : '. Evidence is linked: ', ...[how].flat()]),
      `. ${printCitation(deadline.cite)}`,
    ]
  })
  return {
    to: 'channel',
    marking: highestMarking(outcomes.map(({ occurrence }) => occurrence.deadline.marking)),
    parts: [
      ...(lines.length === 1
        ? lines.map((line): Part => ({ part: 'paragraph', text: line }))
        : [list(lines)]),
      ...(open.length === 0 ? [] : [buttons(...open.slice(0, mostOpened).map(openButton))]),
    ],
  }
}

function openButton({ occurrence }: Pick<Outcome, 'occurrence'>): Button {
  return { label: `Open ${occurrence.deadline.id}`.slice(0, 75), call: `deadline ${occurrence.id}` }
}
