import { type Calendar, isWorkingDay, workingDayOnOrAfter } from './calendar.ts'
import { addDays, addMonths, dateIn, type Instant, type IsoDate, instantAt, timeIn, weekday } from './date.ts'
import { type Deadline, type Occurrence, occurrencesOf } from './deadline.ts'
import { ladderReach, overdueDays, stepDays } from './ladder.ts'

/** Nothing is posted before the first, or from the second on, by the clock of the watch's zone. */
const openingTime = '09:00'
const closingTime = '17:00'

/** What was missed longer ago than this many days is not made good any more. */
const longestDowntime = 366

const endOfTime = '2999-12-31'

/** A channel that follows countries, each since its own moment. */
export interface Watch {
  channel: string
  /** Countries by ISO code. */
  follows: readonly { country: string; since: Instant }[]
  /** IANA name: opening hours are reckoned in it. */
  zone: string
  /** Host and sending state, filled for the years asked about and a month either side. */
  calendars: readonly Calendar[]
}

/** All that nudges follow from. */
export interface NudgeState {
  /** Those the channel may see; other countries' are left out here. */
  deadlines: readonly Deadline[]
  watch: Watch
  /** The day each occurrence was done, by occurrence id. */
  done: ReadonlyMap<string, IsoDate>
  /** When a deadline was registered, by its slug, where that may be later than the watch. */
  registered?: ReadonlyMap<string, Instant>
}

/** A post about one deadline. */
export interface DeadlineNudge {
  kind: 'notice' | 'step' | 'overdue'
  /** `nudge/<occurrence>/<step>/<channel>`: the same post has the same key whenever it is planned. */
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
    )) {
      planned.push(...nudgesOf(occurrence, since, state, span, hours))
    }
  }
  return planned.filter(({ at }) => from <= at && at <= until).sort(byMoment)
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
  const earliest = instantAt(addDays(today, -longestDowntime), openingTime, watch.zone)
  const planned = planNudges({ ...state, from: later(begun, earliest), until: now })
  for (const [subject, nudges] of groupBy(planned, subjectOf)) {
    const doneOn = done.get(subject)
    if (doneOn !== undefined && doneOn <= today) continue
    const latest = nudges.at(-1)
    const missed = nudges.slice(0, -1).filter(({ key }) => !sent.has(key))
    superseded.push(...missed.map(({ key }) => key))
    if (latest === undefined || sent.has(latest.key)) continue
    const late = dateIn(latest.at, watch.zone) < today
    // The validator is told once; a missed telling is made good by the nudge that replaces it.
    const validatorToo = missed.some((nudge) => nudge.kind === 'overdue' && nudge.validatorToo)
    post.push({ ...latest, ...(late && { late }), ...(validatorToo && { validatorToo }) })
  }
  return { post: post.sort(byMoment), superseded }
}

/** Days, both included. */
interface Span {
  from: IsoDate
  until: IsoDate
}

interface Hours {
  dayOf(moment: Instant): IsoDate
  openingOn(day: IsoDate): Instant
  /** The moment itself when it is in opening hours, else the next opening. */
  firstOpenFrom(moment: Instant): Instant
}

/** Finding a zone's offset is slow, and ladders ask for the same days over and over: each is answered once. */
function hoursOf(watch: Watch): Hours {
  const dayOf = remember((moment) => dateIn(moment, watch.zone))
  const openingOn = remember((day) => instantAt(day, openingTime, watch.zone))
  const firstOpenFrom = remember((moment) => {
    if (isOpen(moment, watch)) return moment
    const day = dayOf(moment)
    const next = moment < openingOn(day) ? day : addDays(day, 1)
    return openingOn(workingDayOnOrAfter(next, watch.calendars))
  })
  return { dayOf, openingOn, firstOpenFrom }
}

function remember(answer: (question: string) => string): (question: string) => string {
  const known = new Map<string, string>()
  return (question) => {
    const found = known.get(question) ?? answer(question)
    known.set(question, found)
    return found
  }
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
function followedSince({ follows }: Watch, country?: string): Instant | undefined {
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
  const { id, deadline, opens, due } = occurrence
  // Older than the watch: history, listed and never nudged.
  if (due < hours.dayOf(since)) return []
  const start = later(since, registered?.get(deadline.id) ?? since)
  const nudges: DeadlineNudge[] = []
  const add = (step: string, day: IsoDate, more: Pick<DeadlineNudge, 'kind'> & Partial<DeadlineNudge>) => {
    if (day < span.from || span.until < day || day > (done.get(id) ?? endOfTime)) return
    const key = nudgeKey(id, step, watch.channel)
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
  if (deadline.class === 'short-fuse') {
    const at = hours.firstOpenFrom(start)
    const day = hours.dayOf(at)
    // Of one that comes every year, the next is noticed; the others have their ladders.
    if (day <= due && (!('every' in deadline.due) || due < addMonths(day, 12))) {
      // A step of the same day is said by the notice.
      add('notice', day, { kind: 'notice', at, steps: days.get(day) ?? [] })
      days.delete(day)
    }
  }
  for (const [day, steps] of days) add(`${steps.at(-1)}`, day, { kind: 'step', steps })
  for (const [index, day] of overdueDays(due, watch.calendars).entries()) {
    add(`overdue-${index + 1}`, day, { kind: 'overdue', ...(index === 1 && { validatorToo: true }) })
  }
  return nudges.filter(({ at }) => start <= at)
}

function digests(watch: Watch, span: Span, { openingOn }: Hours): Digest[] {
  const found: Digest[] = []
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

function isOpen(moment: Instant, { zone, calendars }: Watch): boolean {
  const time = timeIn(moment, zone)
  return openingTime <= time && time < closingTime && isWorkingDay(dateIn(moment, zone), calendars)
}

function later(a: Instant, b: Instant): Instant {
  return [a, b].sort()[1] ?? b
}

function nudgeKey(subject: string, step: string, channel: string): string {
  return `nudge/${subject}/${step}/${channel}`
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
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return urgency(a) < urgency(b) ? -1 : 1
}

function urgency(nudge: Nudge): string {
  return `${nudge.kind === 'digest' ? endOfTime : nudge.due} ${nudge.key}`
}
