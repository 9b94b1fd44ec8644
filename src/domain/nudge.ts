import { type Calendar, workingDayOnOrAfter, workingDayOnOrBefore } from './calendar.ts'
import { addDays, addMonths, dateIn, type Instant, type IsoDate, instantAt, weekday } from './date.ts'
import { type Deadline, type Moves, type Occurrence, occurrencesOf } from './deadline.ts'
import type { Snooze } from './deadline-change.ts'
import { ladderReach, overdueDays, type Step, stepDays } from './ladder.ts'
import { earliestOpening, type Hours, hoursOf, isOpen, type Opening } from './opening-hours.ts'

/** What was missed longer ago than this many days is not made good any more. */
const longestDowntime = 366

const endOfTime = '2999-12-31'

/** A channel that follows countries, each since its own moment. */
export interface Watch extends Opening {
  channel: string
  /** Countries by ISO code. */
  follows: readonly { country: string; since: Instant }[]
  /** True when the channel wants no weekly summary. */
  withoutDigest?: boolean
}

/** All that nudges follow from. */
export interface NudgeState {
  /** Those the channel may see; other countries' are left out here. */
  deadlines: readonly Deadline[]
  watch: Watch
  /** The day each occurrence was done, by occurrence id, as are the next two. */
  done: ReadonlyMap<string, IsoDate>
  moves?: Moves
  snoozes?: ReadonlyMap<string, readonly Snooze[]>
  /** When a deadline was registered, by its slug, where that may be later than the watch. */
  registered?: ReadonlyMap<string, Instant>
}

/** A post about one deadline. */
export interface DeadlineNudge {
  kind: 'notice' | 'step' | 'snoozed' | 'overdue'
  /**
   * `nudge/<occurrence>/<step>/<channel>`: the same post has the same key whenever it is planned. A rescheduled occurrence
   * has keys of its own, `reply~1`: the steps of the day it had are no longer planned, and those of its new day are not sent.
   */
  key: string
  at: Instant
  /** The id of the occurrence, and the slug of its deadline. */
  occurrence: string
  deadline: string
  opens: IsoDate
  due: IsoDate
  /** The steps that fall on its day, longest first, in days before; none for most notices, and for overdue. */
  steps: readonly number[]
  /** Posted on a later day than planned. */
  late?: true
  validatorToo?: true
}

/** The weekly summary; what it says is gathered when it is posted. */
export interface Digest {
  kind: 'digest'
  key: string
  at: Instant
  /** The Monday of its week; it is posted later in the week when that is closed. */
  monday: IsoDate
  late?: true
}

export type Nudge = DeadlineNudge | Digest

/**
 * Every post that the watch gets from one moment to another, both included, when no tick is missed; soonest first. Nothing
 * planned for a day after the one a deadline was done on is posted.
 */
export function planNudges(state: NudgeState & { from: Instant; until: Instant }): Nudge[] {
  return plan(state, () => false).sort(byMoment)
}

/** As `planNudges`, in no order, without the occurrences of which nothing more is to be said. */
function plan(
  state: NudgeState & { from: Instant; until: Instant },
  isOver: (occurrence: Occurrence) => boolean,
): Nudge[] {
  const { deadlines, watch, from, until } = state
  const begun = followedSince(watch)
  if (begun === undefined) return []
  const hours = hoursOf(watch)
  const span = { from: hours.dayOf(from), until: hours.dayOf(until) }
  // The first one tells of a week that the channel has seen begin.
  const planned: Nudge[] = digests(watch, span, hours).filter(({ at }) => begun < at)
  for (const deadline of deadlines) {
    const since = followedSince(watch, deadline.country)
    if (since === undefined || deadline.class === 'listed') continue
    for (const occurrence of occurrencesOf(
      deadline,
      addDays(span.from, -ladderReach.after),
      lastDue(deadline, span.until),
      state.moves,
    )) {
      if (!isOver(occurrence)) planned.push(...nudgesOf(occurrence, since, state, span, hours))
    }
  }
  return planned.filter(({ at }) => from <= at && at <= until)
}

/**
 * What must be posted at `now`, and the keys of what must not be posted any more. Of each deadline, and of the digest, only
 * the latest nudge that `sent` (all keys posted or skipped) lacks; those it supersedes are to be recorded as skipped.
 * Outside opening hours nothing. The calendars must be filled from a year before, or from when the watch began.
 */
export function dueNudges(
  state: NudgeState,
  sent: ReadonlySet<string>,
  now: Instant,
): { post: Nudge[]; superseded: string[] } {
  const { watch, done } = state
  const today = dateIn(now, watch.zone)
  const begun = followedSince(watch)
  if (begun === undefined || !isOpen(now, watch)) return { post: [], superseded: [] }
  const post: Nudge[] = []
  const superseded: string[] = []
  const earliest = instantAt(addDays(today, -longestDowntime), earliestOpening, watch.zone)
  // Once the last of its nudges is settled, so are all before it; unless that was said by a clock that ran ahead.
  const isOver = (occurrence: Occurrence) => {
    if (today <= occurrence.due) return false
    const { day, key } = lastNudge(occurrence, watch)
    return day <= today && sent.has(key)
  }
  const planned = plan({ ...state, from: later(begun, earliest), until: now }, isOver)
  for (const [subject, unsorted] of groupBy(planned, subjectOf)) {
    const nudges = unsorted.sort(byMoment)
    // Whatever day its record bears: what is done by now was done by now.
    if (done.has(subject)) continue
    const latest = nudges.at(-1)
    const missed = nudges.slice(0, -1).filter(({ key }) => !sent.has(key))
    superseded.push(...missed.map(({ key }) => key))
    if (latest === undefined || sent.has(latest.key)) continue
    const late = dateIn(latest.at, watch.zone) < today
    // The validator is told once; a missed telling is made good by the nudge that replaces it.
    const validatorToo = missed.some((nudge) => nudge.kind === 'overdue' && nudge.validatorToo)
    post.push({ ...latest, ...(late && { late }), ...(validatorToo && { validatorToo }) })
  }
  return { post: post.sort(byUrgency), superseded }
}

/** Days, both included. */
interface Span {
  from: IsoDate
  until: IsoDate
}

/**
 * The last due day whose nudges can fall on `day` or before. A short fuse is noticed when it begins, be that a year before one
 * that falls due every year, or any time before one that does so once.
 */
function lastDue(deadline: Deadline, day: IsoDate): IsoDate {
  if (deadline.class !== 'short-fuse') return addDays(day, ladderReach.before)
  return 'every' in deadline.due ? addMonths(day, 12) : endOfTime
}

/** Since when the channel follows the country, or for a regime's deadline, of no country, any: the earliest. */
/** When a channel began to follow a country; without one, the first of its countries. Undefined where it follows none. */
export function followedSince({ follows }: Pick<Watch, 'follows'>, country?: string): Instant | undefined {
  return follows
    .filter((follow) => country === undefined || follow.country === country)
    .map(({ since }) => since)
    .sort()[0]
}

function nudgesOf(
  occurrence: Occurrence,
  since: Instant,
  state: NudgeState,
  span: Span,
  hours: Hours,
): DeadlineNudge[] {
  const { watch, done, registered } = state
  const { id, deadline, opens, due, moves = [] } = occurrence
  // Older than the watch: history, listed and never nudged.
  if (due < hours.dayOf(since)) return []
  const moved = moves.at(-1)
  const start = [since, registered?.get(deadline.id) ?? since, moved?.at ?? since].reduce(later)
  const subject = subjectKey(occurrence)
  const nudges: DeadlineNudge[] = []
  const add = (step: string, day: IsoDate, more: Pick<DeadlineNudge, 'kind'> & Partial<DeadlineNudge>) => {
    if (day < span.from || span.until < day || day > (done.get(id) ?? endOfTime)) return
    const key = nudgeKey(subject, step, watch.channel)
    nudges.push({
      key,
      at: hours.openingOn(day),
      occurrence: id,
      deadline: deadline.id,
      opens,
      due,
      steps: [],
      ...more,
    })
  }

  const days = stepDays(occurrence, watch.calendars)
  const snoozes = state.snoozes?.get(id) ?? []
  for (const [index, snooze] of snoozes.entries())
    moveSteps(days, snooze, index, occurrence, watch.calendars, hours)
  // What was moved was said when it was.
  if (deadline.class === 'short-fuse' && !moved) {
    const at = hours.firstOpenFrom(start)
    const day = hours.dayOf(at)
    // Of one that comes every year, the next is noticed; the others, and those by a rule, have their ladders.
    const isNext = !('rule' in deadline.due) && (!('every' in deadline.due) || due < addMonths(day, 12))
    if (day <= due && isNext) {
      // A step of the same day is said by the notice.
      add('notice', day, { kind: 'notice', at, steps: days.get(day)?.steps ?? [] })
      days.delete(day)
    }
  }
  for (const [day, { steps, snooze }] of days) {
    if (steps.length > 0) add(`${steps.at(-1)}`, day, { kind: 'step', steps })
    else add(`snooze-${snooze}`, day, { kind: 'snoozed' })
  }
  for (const [index, day] of overdueDays(due, watch.calendars).entries()) {
    add(`overdue-${index + 1}`, day, { kind: 'overdue', ...(index === 1 && { validatorToo: true }) })
  }
  return nudges.filter(({ at }) => start <= at)
}

/**
 * Takes out the steps that come after the snooze and before its day, and has a nudge on that day; on the working day before it
 * where it was closed since. One that would pass the day before the due day is no snooze, nor one that ends before the ladder
 * begins: there is nothing to move.
 */
function moveSteps(
  days: Map<IsoDate, Step>,
  { at, until }: Snooze,
  index: number,
  { due }: Occurrence,
  calendars: readonly Calendar[],
  { openingOn }: Hours,
): void {
  if (until >= due) return
  const landing = workingDayOnOrBefore(until, calendars)
  if ([...days.keys()].every((day) => landing < day)) return
  for (const day of [...days.keys()]) if (day < landing && at < openingOn(day)) days.delete(day)
  if (!days.has(landing)) days.set(landing, { steps: [], snooze: index + 1 })
}

function digests(watch: Watch, span: Span, { openingOn }: Hours): Digest[] {
  const found: Digest[] = []
  if (watch.withoutDigest) return found
  for (
    let monday = addDays(span.from, 1 - weekday(span.from));
    monday <= span.until;
    monday = addDays(monday, 7)
  ) {
    const day = workingDayOnOrAfter(monday, watch.calendars)
    // A week without a working day has none.
    if (day >= addDays(monday, 7)) continue
    found.push({ kind: 'digest', key: nudgeKey('digest', monday, watch.channel), at: openingOn(day), monday })
  }
  return found
}

function later(a: Instant, b: Instant): Instant {
  return a < b ? b : a
}

function nudgeKey(subject: string, step: string, channel: string): string {
  return `nudge/${subject}/${step}/${channel}`
}

/**
 * The messages that posts are said in: those about deadlines that are posted at one moment are one message, a digest is one of
 * its own. The first of each names the message.
 */
export function messagesOf(post: readonly Nudge[]): (Digest[] | DeadlineNudge[])[] {
  const nudges = post.filter((nudge) => nudge.kind !== 'digest')
  const digests = post.filter((nudge) => nudge.kind === 'digest')
  return [...(nudges.length > 0 ? [nudges] : []), ...digests.map((digest) => [digest])]
}

function subjectKey({ id, moves = [] }: Occurrence): string {
  return moves.length > 0 ? `${id}~${moves.length}` : id
}

/** The last nudge of an occurrence that nobody does: its day and key. */
function lastNudge(occurrence: Occurrence, { calendars, channel }: Watch): { day: IsoDate; key: string } {
  const days = overdueDays(occurrence.due, calendars)
  return {
    day: days.at(-1) ?? occurrence.due,
    key: nudgeKey(subjectKey(occurrence), `overdue-${days.length}`, channel),
  }
}

/** What nudges supersede one another about. No slug has a space. */
function subjectOf(nudge: Nudge): string {
  return nudge.kind === 'digest' ? 'the digest' : nudge.occurrence
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** At one moment the most urgent first, the digest last. */
function byMoment(a: Nudge, b: Nudge): number {
  return a.at === b.at ? byUrgency(a, b) : a.at < b.at ? -1 : 1
}

function byUrgency(a: Nudge, b: Nudge): number {
  const [left, right] = [a, b].map((nudge) => (nudge.kind === 'digest' ? endOfTime : nudge.due))
  if (left !== undefined && right !== undefined && left !== right) return left < right ? -1 : 1
  return a.key < b.key ? -1 : 1
}
