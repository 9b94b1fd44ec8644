import type { Calendar } from '../../domain/calendar.ts'
import { addDays, addMonths, dateIn } from '../../domain/date.ts'
import { type Deadline, isOccurrenceOf, type Occurrence, occurrencesOf } from '../../domain/deadline.ts'
import { type DeadlineBook, deadlineBook } from '../../domain/deadline-change.ts'
import { isWithin, type Marking, withinCeiling } from '../../domain/marking.ts'
import { followedSince } from '../../domain/nudge.ts'
import { foldText, nameSome, nearestWord } from '../../domain/text.ts'
import { fillRules } from '../../knowledge/recurrence.ts'
import { listDeadlineChanges } from '../../store/deadline-changes.ts'
import type { Db } from '../../store/open.ts'
import type { Context } from '../call.ts'
import { UserError } from '../user-error.ts'
import { calendarIds } from './lines.ts'
import { missingValueDeadlines } from './missing-values.ts'

/** Named where none is found; the others are counted. */
const mostNamed = 12

/** One that came and was never done is offered this long, in days; one that comes again, only as long as it is nudged. */
const daysBack = { once: 366, again: 60 }
const monthsAhead = 13

/** Every deadline as it stands, with the days of rules for a year back and thirteen months ahead of today. */
export async function readDeadlines({
  db,
  knowledge,
  today,
  asOf,
}: Pick<Context, 'knowledge' | 'today' | 'asOf'> & { db: Db }): Promise<DeadlineBook> {
  const values = await missingValueDeadlines({ db, knowledge, today, ...(asOf !== undefined && { asOf }) })
  const held = values.length > 0 ? [...knowledge.deadlines, ...values] : knowledge.deadlines
  const book = deadlineBook(held, await listDeadlineChanges(db, asOf))
  const deadlines = fillRules(book.deadlines, addDays(today, -daysBack.once), addMonths(today, monthsAhead))
  return { ...book, deadlines }
}

/** Of these countries and of every country, as far as a ceiling lets on. */
export function deadlinesOf(
  countries: readonly string[],
  { deadlines }: DeadlineBook,
  ceiling: Marking,
): { shown: Deadline[]; withheld: number } {
  const concerned = deadlines.filter(({ country }) => country === undefined || countries.includes(country))
  return withinCeiling(concerned, ceiling)
}

/** The calendars that a channel's deadlines are reckoned in, filled for the years of these occurrences. */
export function calendarsOf(
  occurrences: readonly Occurrence[],
  { calendars, channel, knowledge, today }: Context,
): Calendar[] {
  const days = occurrences.flatMap(({ opens, due }) => [opens, due]).sort()
  const ids = calendarIds(channel, knowledge.calendars)
  return calendars(ids, days.at(0) ?? today, days.at(-1) ?? today)
}

/**
 * The time it falls due that is open or comes next: the first whose evidence is not validated. Of one that comes again, what
 * was due before the channel began to follow, or before it was added, is nobody's to do any more.
 */
export function nextOccurrence(
  deadline: Deadline,
  book: DeadlineBook,
  { today, channel }: Pick<Context, 'today' | 'channel'>,
): Occurrence | undefined {
  const repeats = 'every' in deadline.due || 'rule' in deadline.due
  const begun = book.registered.get(deadline.id) ?? followedSince(channel, deadline.country)
  const first = begun === undefined ? today : dateIn(begun, channel.zone)
  const longestAgo = addDays(today, -daysBack.again)
  const from = repeats ? (longestAgo < first ? first : longestAgo) : addDays(today, -daysBack.once)
  return occurrencesOf(deadline, from, addMonths(today, monthsAhead), book.moves).find(
    ({ id }) => !book.evidence.get(id)?.validated,
  )
}

/**
 * The deadline that a slug, an occurrence's id or words of the title mean; throws a `UserError` for none or several, which names
 * those given: only ones that the channel may see.
 */
export function findDeadline(text: string, deadlines: readonly Deadline[]): Deadline {
  const wanted = slugOf(text)
  const exact = deadlines.find((deadline) => isCalled(deadline, wanted))
  if (exact) return exact
  const words = foldText(text).split(' ')
  const titled = deadlines.filter(({ title, id }) =>
    words.every((word) => foldText(`${title} ${id}`).includes(word)),
  )
  const [only, ...others] = titled
  if (only && others.length === 0) return only
  const names = deadlines.map(({ id }) => id)
  const fitting = titled.map(({ id }) => id)
  const nearest = nearestWord(wanted, names)
  throw new UserError(
    only
      ? `"${text}" fits ${titled.length} deadlines: ${nameSome(fitting, mostNamed)}. Name one.`
      : `There is no deadline "${text}". Held: ${nameSome(names, mostNamed)}.`,
    { example: '/deadline report-card', ...(nearest !== undefined && { nearest: `/deadline ${nearest}` }) },
  )
}

/** The same of all that are held, to be shown: undefined for one above the ceiling that is called by its very name. */
export function findShownDeadline(
  text: string,
  deadlines: readonly Deadline[],
  ceiling: Marking,
): Deadline | undefined {
  const called = deadlines.find((deadline) => isCalled(deadline, slugOf(text)))
  if (called && !isWithin(called.marking, ceiling)) return undefined
  return called ?? findDeadline(text, withinCeiling(deadlines, ceiling).shown)
}

function slugOf(text: string): string {
  return foldText(text).replaceAll(' ', '-')
}

function isCalled(deadline: Deadline, slug: string): boolean {
  return slug === deadline.id || isOccurrenceOf(slug, deadline)
}

/**
 * The occurrence that the first word of a change names: by its own id, or by its deadline's, then the one open or next. Throws
 * a `UserError` where there is none, or where the channel may not see it.
 */
export function findOccurrence(name: string, book: DeadlineBook, context: Context): Occurrence {
  const { today, channel } = context
  const visible = book.deadlines.filter(({ marking }) => isWithin(marking, channel.ceiling))
  const deadline = findDeadline(name, visible)
  const exact = isOccurrenceOf(name, deadline)
    ? occurrencesOf(deadline, addDays(today, -daysBack.once), addMonths(today, monthsAhead), book.moves).find(
        ({ id }) => id === name,
      )
    : undefined
  const done = exact && book.evidence.get(exact.id)
  const found = done?.validated ? undefined : (exact ?? nextOccurrence(deadline, book, context))
  if (found) return found
  throw new UserError(whyNone(deadline, exact?.id, book), {
    ...(done?.validated && {
      also: [
        `Evidence ${done.text}, by `,
        { member: done.by },
        '; validated by ',
        { member: done.validated.by },
        '.',
      ],
    }),
    example: `/deadline history ${deadline.id}`,
  })
}

function whyNone(deadline: Deadline, occurrence: string | undefined, { evidence }: DeadlineBook): string {
  const { id, due } = deadline
  if ('none' in due) return `${id} has no day (${due.none}), so there is nothing to change.`
  if (occurrence !== undefined) return `${occurrence} is done already. Nothing was changed.`
  const isDone = [...evidence].some(([one, { validated }]) => validated && isOccurrenceOf(one, deadline))
  return isDone
    ? `${id} is done already, and does not fall due again within a year.`
    : `${id} does not fall due within a year.`
}
