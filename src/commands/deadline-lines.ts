import type { Calendar } from '../domain/calendar.ts'
import { closedBecause } from '../domain/calendar.ts'
import { printCitation } from '../domain/citation.ts'
import { type Instant, printDay } from '../domain/date.ts'
import { type Occurrence, standingOf } from '../domain/deadline.ts'
import type { Line } from './reply.ts'

/** `Sat 25 Apr 2009`, or the window's two days. */
export function printDue({ opens, due }: Pick<Occurrence, 'opens' | 'due'>): string {
  return opens === due ? printDay(due) : `${printDay(opens)} to ${printDay(due)}`
}

/** `19 days left`, `due today`, `3 days overdue`, `opens in 56 days`, `open, 12 days left`. */
export function printDaysLeft(occurrence: Occurrence, now: Instant, calendars: readonly Calendar[]): string {
  const { daysLeft, opensIn, overdue } = standingOf(occurrence, now, calendars)
  if (overdue) return `${days(-daysLeft)} overdue`
  if (occurrence.opens !== occurrence.due) {
    return opensIn > 0
      ? `opens in ${days(opensIn)}`
      : daysLeft === 0
        ? 'open, closes today'
        : `open, ${days(daysLeft)} left`
  }
  return daysLeft === 0 ? 'due today' : `${days(daysLeft)} left`
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
): [string, Line][] {
  const { deadline } = occurrence
  return [
    ['Due', `${printDue(occurrence)} · ${printDaysLeft(occurrence, now, calendars)}`],
    [
      'As written',
      `"${deadline.asWritten}" (${deadline.basis}); the day ends in ${printZone(deadline.zone)}`,
    ],
    ['Last working day', printLastWorkingDay(occurrence, now, calendars)],
    ['Owed', `by ${deadline.owedBy} to ${deadline.owedTo} · ${deadline.strength}`],
    ['Owner', printOwner(deadline)],
    ['Source', printCitation(deadline.cite)],
  ]
}

export function printOwner(deadline: Occurrence['deadline']): string {
  if (deadline.owner === undefined) return 'nobody is named'
  const others = [
    deadline.alternate && `alternate ${deadline.alternate}`,
    deadline.validator && `validator ${deadline.validator}`,
  ].filter((name) => name !== undefined)
  return [deadline.owner, ...others].join(', ')
}

/** `Washington` for a zone that most readers would not place by its name; else the zone's city. */
function printZone(zone: string): string {
  if (zone === 'America/New_York') return 'Washington'
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The calendars that a channel's deadlines are reckoned in: its first watched country's, and the sending state's. */
export function calendarIds(watches: readonly string[], held: readonly { id: string }[]): string[] {
  const host = watches.find((country) => held.some(({ id }) => id === country))
  return [...new Set([...(host === undefined ? [] : [host]), sendingState])]
}

/** The state whose mission reports: its holidays close the mission. */
const sendingState = 'US'

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`
}
