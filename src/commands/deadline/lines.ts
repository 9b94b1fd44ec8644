import type { Calendar } from '../../domain/calendar.ts'
import { closedBecause } from '../../domain/calendar.ts'
import { type Citation, printCitation } from '../../domain/citation.ts'
import { type Instant, printDay } from '../../domain/date.ts'
import { type Deadline, notStated, type Occurrence, standingOf } from '../../domain/deadline.ts'
import { duties, type Evidence } from '../../domain/deadline-change.ts'
import { plural } from '../../domain/text.ts'
import type { Channel } from '../call.ts'
import type { Line, Span } from '../reply.ts'
import type { SourceTrust } from '../source-trust.ts'

/** What stands for the source of a deadline that a person added without one: an internal matter, moved with a reason alone. */
export const noSource: Citation = { source: 'added here, no source given' }

/** `Sat 25 Apr 2009`, or the window's two days. */
export function printDue({ opens, due }: Pick<Occurrence, 'opens' | 'due'>): string {
  return opens === due ? printDay(due) : `${printDay(opens)} to ${printDay(due)}`
}

/** `19 days left`, `due today`, `3 days overdue`, `opens in 56 days`, `open, 12 days left`. */
export function printDaysLeft(occurrence: Occurrence, now: Instant, calendars: readonly Calendar[]): string {
  const { daysLeft, opensIn, overdue } = standingOf(occurrence, now, calendars)
  if (overdue) return `${plural(-daysLeft, 'day')} overdue`
  if (occurrence.opens !== occurrence.due) {
    return opensIn > 0
      ? `opens in ${plural(opensIn, 'day')}`
      : daysLeft === 0
        ? 'open, closes today'
        : `open, ${plural(daysLeft, 'day')} left`
  }
  return daysLeft === 0 ? 'due today' : `${plural(daysLeft, 'day')} left`
}

/** `Fri 24 Apr 2009 (Saturday is closed)`, or that it is the day itself. */
export function printLastWorkingDay(
  occurrence: Occurrence,
  now: Instant,
  calendars: readonly Calendar[],
): string {
  const { lastWorkingDay } = standingOf(occurrence, now, calendars)
  const reason = closedBecause(occurrence.due, calendars)
  return reason === undefined ? dayItself : `${printDay(lastWorkingDay)} (closed on the day: ${reason})`
}

/** Said of a last working day that is the due day. */
export const dayItself = 'the day itself'

/** Everything a deadline says of itself, as label and value. */
export function deadlineFacts(
  occurrence: Occurrence,
  now: Instant,
  calendars: readonly Calendar[],
  trust: SourceTrust,
): [string, Line][] {
  const { deadline } = occurrence
  return [
    ['Due', `${printDue(occurrence)} · ${printDaysLeft(occurrence, now, calendars)}`],
    [
      'As written',
      `"${deadline.asWritten}" (${deadline.basis}); the day ends in ${printZone(deadline.zone)}`,
    ],
    ['Last working day', printLastWorkingDay(occurrence, now, calendars)],
    ['Owed', printOwed(deadline)],
    ['Owner', printOwner(deadline)],
    ['Source', `${printCitation(deadline.cite)}${trust.after(deadline.cite)}`],
  ]
}

/** `by Embassy Lima to Department of State · required` */
export function printOwed({ owedBy, owedTo, strength }: Deadline): string {
  return owedBy === notStated && owedTo === notStated
    ? `${notStated} · ${strength}`
    : `by ${owedBy} to ${owedTo} · ${strength}`
}

/** The owner, then who stands in and who accepts the evidence. */
export function printOwner(deadline: Deadline): Span[] {
  const named = duties.flatMap((duty): Span[] => {
    const name = deadline[duty]
    if (name === undefined) return []
    return duty === 'owner' ? [printPerson(name)] : [`, ${duty} `, printPerson(name)]
  })
  return deadline.owner === undefined ? ['nobody is named', ...named] : named
}

/** A member where it is one, `@ana`; what the data folder says of an office as it stands. */
export function printPerson(name: string): Span {
  return name.startsWith('@') ? { member: name.slice(1) } : name
}

/** How the evidence stands, in one line; nothing where none is linked. */
export function printEvidence(evidence: Evidence | undefined, validator?: string): Line | undefined {
  if (!evidence) return undefined
  const linked: Span[] = [`${evidence.text}, by `, { member: evidence.by }]
  return evidence.validated
    ? [...linked, ', validated by ', { member: evidence.validated.by }]
    : [
        ...linked,
        '; waits to be validated by ',
        validator === undefined ? 'somebody else' : printPerson(validator),
      ]
}

/** `Washington` for a zone that most readers would not place by its name; else the zone's city. */
export function printZone(zone: string): string {
  if (zone === 'America/New_York') return 'Washington'
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The calendars that a channel's deadlines are reckoned in: those set for it, else its first watched country's and the sending state's. */
export function calendarIds(
  { watches, settings }: Pick<Channel, 'watches' | 'settings'>,
  held: readonly { id: string }[],
): string[] {
  if (settings.calendars) return settings.calendars.filter((id) => held.some((known) => known.id === id))
  const host = watches.find((country) => held.some(({ id }) => id === country))
  return [...new Set([...(host === undefined ? [] : [host]), sendingState])]
}

/** The state whose mission reports: its holidays close the mission. */
const sendingState = 'US'
