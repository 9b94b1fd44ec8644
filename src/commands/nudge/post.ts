import { workingDaysAfter } from '../../domain/calendar.ts'
import {
  addDays,
  addMonths,
  dateIn,
  type Instant,
  type IsoDate,
  printDate,
  printDay,
} from '../../domain/date.ts'
import { type Occurrence, occurrencesOf } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { withinCeiling } from '../../domain/marking.ts'
import type { DeadlineNudge, Nudge, NudgeState } from '../../domain/nudge.ts'
import { makeCalendars } from '../../knowledge/calendars.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { fillRules } from '../../knowledge/recurrence.ts'
import type { Watch } from '../../store/watches.ts'
import type { Channel } from '../call.ts'
import { calendarIds } from '../deadline/lines.ts'

/** What a channel's nudges follow from, for planning between two moments. Undefined when it watches nothing. */
export function nudgeState(
  knowledge: Pick<Knowledge, 'calendars'>,
  book: DeadlineBook,
  channel: Pick<Channel, 'id' | 'zone' | 'ceiling' | 'settings'>,
  watches: readonly Watch[],
  from: Instant,
  until: Instant,
): NudgeState | undefined {
  const follows = watches.filter((watch) => watch.channel === channel.id)
  if (follows.length === 0) return undefined
  const { settings, zone } = channel
  const countries = follows.map(({ country }) => country)
  const ids = calendarIds({ watches: countries, settings }, knowledge.calendars)
  const begun = follows.map(({ since }) => since).reduce((a, b) => (a < b ? a : b))
  const first = dateIn(begun < from ? begun : from, zone)
  const last = dateIn(until, zone)
  const { classes } = settings
  const seen = withinCeiling(book.deadlines, channel.ceiling).shown.filter(
    ({ class: kind }) => classes === undefined || classes.includes(kind),
  )
  return {
    deadlines: fillRules(seen, addDays(first, -92), addMonths(last, 13)),
    watch: {
      channel: channel.id,
      follows: follows.map(({ country, since }) => ({ country, since })),
      zone,
      ...(settings.opensAt !== undefined && { opensAt: settings.opensAt }),
      ...(settings.digest === 'off' && { withoutDigest: true }),
      calendars: makeCalendars(knowledge.calendars, ids, addDays(first, -31), addDays(last, 150)),
    },
    done: doneDays(book, zone),
    registered: book.registered,
    moves: book.moves,
    snoozes: book.snoozes,
  }
}

/** The day each occurrence was done: when its evidence was linked and, since, validated. */
function doneDays({ evidence }: DeadlineBook, zone: string): Map<string, IsoDate> {
  const days = new Map<string, IsoDate>()
  for (const [id, { validated }] of evidence) if (validated) days.set(id, dateIn(validated.at, zone))
  return days
}

/** Calendar days before the due day at which its owner is told directly. */
const toldDirectly = 3

/**
 * What one person is told directly of the deadlines they own, as a channel of their own whose keys end in their id: from
 * three days before on. Who validates is told of the second overdue day.
 */
export function personalState(state: NudgeState, member: string): NudgeState {
  const isTheirs = (name: string | undefined) => name === `@${member}`
  return {
    ...state,
    deadlines: state.deadlines.filter(({ owner, validator }) => isTheirs(owner) || isTheirs(validator)),
    watch: { ...state.watch, channel: member, withoutDigest: true },
  }
}

/** Of what is due, what the member is told of directly. */
export function concerning(
  post: readonly Nudge[],
  { deadlines, watch }: NudgeState,
  now: Instant,
): DeadlineNudge[] {
  const owned = new Set(deadlines.filter(({ owner }) => owner === `@${watch.channel}`).map(({ id }) => id))
  const latest = addDays(dateIn(now, watch.zone), toldDirectly)
  return post.filter((nudge): nudge is DeadlineNudge => {
    if (nudge.kind === 'digest') return false
    return owned.has(nudge.deadline) ? nudge.due <= latest : nudge.validatorToo === true
  })
}

/** Members who own or validate a deadline that the channel may see: those who may be told directly. */
export function peopleOf({ deadlines }: NudgeState): string[] {
  const names = deadlines.flatMap(({ owner, validator }) => [owner, validator])
  return [...new Set(names.flatMap((name) => (name?.startsWith('@') ? [name.slice(1)] : [])))]
}

/** `reply: 14 days before`, `notice`, `overdue`: a nudge in one short phrase. */
export function printNudge(nudge: Nudge): string {
  if (nudge.kind === 'digest') return `digest of the week of ${printDay(nudge.monday)}`
  return `${nudge.deadline}: ${printStep(nudge)}`
}

/** `3 and 1 days before`, `notice`, `overdue, validator too`; a window's steps count from its start. */
export function printStep({ kind, steps, opens, due, validatorToo }: DeadlineNudge): string {
  if (kind === 'overdue') return `overdue${validatorToo ? ', validator too' : ''}`
  if (kind === 'snoozed') return 'as snoozed'
  if (kind === 'notice') return 'notice'
  const window = opens === due ? '' : ' its window opens'
  if (steps.length === 1 && steps[0] === 0) return `on the day${window}`
  const word = steps.length === 1 && steps[0] === 1 ? 'day' : 'days'
  return `${steps.join(' and ')} ${word} before${window}`
}

/** The occurrence a nudge is about, as it stands. */
export function occurrenceOf(nudge: DeadlineNudge, { deadlines, moves }: NudgeState): Occurrence {
  const deadline = deadlines.find(({ id }) => id === nudge.deadline)
  const found =
    deadline &&
    occurrencesOf(deadline, nudge.opens, nudge.due, moves).find(({ id }) => id === nudge.occurrence)
  if (!found) throw new Error(`a nudge was planned for ${nudge.occurrence}, which is not held`)
  return found
}

/** The day on which the validator is told, where that is still to come: said beforehand, so that nobody is surprised. */
export function validatorDay(nudge: DeadlineNudge, { watch }: NudgeState): IsoDate | undefined {
  const isNear = nudge.kind === 'overdue' || nudge.steps.includes(0) || nudge.steps.includes(1)
  const day = workingDaysAfter(nudge.due, 2, watch.calendars)
  return isNear && !nudge.validatorToo && dateIn(nudge.at, watch.zone) < day ? day : undefined
}

/** Said of when a late nudge was planned. */
export function printLate(nudge: DeadlineNudge, zone: string): string {
  return `Late: planned for ${printDate(dateIn(nudge.at, zone))}.`
}
