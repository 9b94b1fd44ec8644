import { addDays, type Instant, type IsoDate, printDate, printDay, weekday } from '../../domain/date.ts'
import { type DeadlineBook, type DeadlineEvent, duties } from '../../domain/deadline-change.ts'
import { isWithin, withinCeiling } from '../../domain/marking.ts'
import { parseSchedule } from '../../domain/schedule.ts'
import { firstWithReason, snoozeUntil } from '../../domain/snooze.ts'
import { addDeadlineChange } from '../../store/deadline-changes.ts'
import { recordingInstant } from '../../store/entries.ts'
import { type Db, writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { assertDuty } from '../duty.ts'
import { type Part, paragraph, type Reply, type Span } from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { findDeadline, findOccurrence, readDeadlines } from './find-deadline.ts'
import { lineOfAssignForm, showAssignForm } from './form.ts'
import { calendarIds, noSource, printDue, printPerson } from './lines.ts'
import { readMember, readSource } from './record.ts'

/** What a change decided: what to keep, and how to say it. `parts` follow the line that says what was done. */
interface Decision {
  event: DeadlineEvent
  reason?: string
  says: Span[]
  parts?: Part[]
}

type Decide = (db: Db, book: DeadlineBook) => Promise<Decision> | Decision

/** Reads, decides and keeps one change in one transaction, and answers in the channel. A call made twice changes once. */
export async function changeDeadline(
  call: Call,
  context: Context,
  slug: string,
  decide: Decide,
): Promise<Reply> {
  return writing(context.db, async (db) => {
    const held = await readDeadlines({ ...context, db })
    const book = {
      ...held,
      deadlines: held.deadlines.filter(({ marking }) => isWithin(marking, context.channel.ceiling)),
    }
    assertHeld(slug, book, context)
    const deadline = findDeadline(slug, book.deadlines)
    const said = [call.text, ...Object.values(call.fields ?? {})].join(' ')
    assertReasonWithin(said, deadline.marking, `/deadline ${deadline.id}`)
    const decision = await decide(db, book)
    const { event, reason, says, parts = [] } = decision
    const at: Instant = await recordingInstant(db, context.now)
    await addDeadlineChange(
      db,
      { deadline: deadline.id, event, by: call.member, at, ...(reason !== undefined && { reason }) },
      call.key,
      deadline.marking,
    )
    return {
      to: 'channel',
      marking: deadline.marking,
      replaces: true,
      parts: [paragraph(...says), ...parts],
    }
  })
}

/** `snooze reply 3 days [because …]`: its nudges until then come on that day. */
export function snooze(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, after] = splitName(text, 'snooze reply 3 days')
  const [, words = after, reason] = /^(.*?)(?: because (.+))?$/i.exec(after) ?? []
  const wanted = readSnooze(words, context.today)
  return changeDeadline(call, context, slug, (_db, book) => {
    const occurrence = findOccurrence(slug, book, context)
    const { deadline, due } = occurrence
    const number = (book.snoozes.get(occurrence.id) ?? []).length + 1
    if (number >= firstWithReason && reason === undefined)
      throw new UserError(`It was snoozed ${number - 1} times; from here on say why. Nothing was changed.`, {
        example: `/deadline snooze ${occurrence.id} ${words} because the minister travels`,
      })
    const ids = calendarIds(context.channel, context.knowledge.calendars)
    const decided = snoozeUntil(wanted, due, context.today, context.calendars(ids, context.today, due))
    if ('latest' in decided)
      throw new UserError(
        `It is due ${printDue(occurrence)}, and no snooze passes the last working day before. Nothing was changed.`,
        decided.latest === undefined
          ? {
              example: `/deadline reschedule ${occurrence.id} to ${printDate(addDays(due, 7))} because … src …`,
            }
          : { example: `/deadline snooze ${occurrence.id} ${printDate(decided.latest)}` },
      )
    return {
      event: { kind: 'snoozed', occurrence: occurrence.id, until: decided.until },
      ...(reason !== undefined && { reason }),
      says: [
        { bold: deadline.title },
        `: snoozed by `,
        { member: call.member },
        ` until ${printDay(decided.until)}${reason === undefined ? '' : `, because ${reason}`}. It stays due ${printDue(occurrence)}.`,
      ],
    }
  })
}

function readSnooze(words: string, today: IsoDate): IsoDate {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/^(?:for|until|till|to) /, '')
  const days = /^(?:(\d{1,3})|a|one|two|three) days?$/.exec(text)
  if (days) return addDays(today, Number(days[1] ?? { two: 2, three: 3 }[text.split(' ')[0] ?? ''] ?? 1))
  if (text === 'monday') return addDays(today, 8 - weekday(today))
  const reading = parseSchedule(text, today)
  if ('due' in reading && 'on' in reading.due && reading.due.on > today) return reading.due.on
  throw new UserError(
    text === '' ? 'Until when? Nothing was changed.' : `"${words}" is no day to come. Nothing was changed.`,
    { example: '/deadline snooze report-card 3 days' },
  )
}

/** `reschedule reply to 2 May 2009 because … src …`: the deadline moves; the day it had stays on record. */
export function reschedule(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, after] = splitName(text, 'reschedule reply to 2 May 2009 because … src …')
  const { before, reason: told } = because(after, 'reschedule', slug)
  const [, reason = told, source] = /^(.*?) (?:src|source) (.+)$/i.exec(told) ?? []
  const schedule = parseSchedule(before.replace(/^to /i, ''), context.today)
  if ('problem' in schedule)
    throw new UserError(`The new day was not read: ${schedule.problem} Nothing was changed.`, {
      example: `/deadline reschedule ${slug} to 2 May 2009 because … src …`,
    })
  if ('ask' in schedule || !('on' in schedule.due || 'from' in schedule.due))
    throw new UserError('A reschedule takes one day or one window, with its year. Nothing was changed.', {
      example: `/deadline reschedule ${slug} to 2 May 2009 because … src …`,
    })
  const to =
    'on' in schedule.due
      ? { opens: schedule.due.on, due: schedule.due.on }
      : { opens: schedule.due.from, due: schedule.due.until }
  if (to.due < context.today)
    throw new UserError(`${printDate(to.due)} has passed. Nothing was changed.`, {
      example: `/deadline reschedule ${slug} to 2 May 2009 because … src …`,
    })
  return changeDeadline(call, context, slug, (_db, book) => {
    const occurrence = findOccurrence(slug, book, context)
    const { deadline, opens, due } = occurrence
    if (deadline.cite.source !== noSource.source && source === undefined)
      throw new UserError(
        `${occurrence.id} was set from outside: it moves only with a source for the new day. Nothing was changed.`,
        {
          example: `/deadline reschedule ${occurrence.id} to ${printDate(to.due)} because ${reason} src 09 STATE 40000`,
        },
      )
    if (to.opens === opens && to.due === due)
      throw new UserError(`It is due ${printDue(occurrence)} already.`, {
        example: `/deadline ${deadline.id}`,
      })
    return {
      event: {
        kind: 'moved',
        occurrence: occurrence.id,
        from: { opens, due },
        to,
        ...(source !== undefined && { source: readSource(source).source }),
      },
      reason,
      says: [
        { bold: deadline.title },
        `: due ${printDue(to)}, no longer ${printDue(occurrence)}; moved by `,
        { member: call.member },
        `, because ${reason}${source === undefined ? '' : ` (${source})`}. The old day stays on record.`,
      ],
    }
  })
}

/** `assign reply @ana [as validator]`, or `nobody`: who is told, stands in, or validates. Without a name, a form asks. */
export async function assign(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, typed] = splitName(text, 'assign reply @ana')
  if (typed === '' && !call.fields) {
    const { deadlines } = await readDeadlines(context)
    return showAssignForm(findDeadline(slug, withinCeiling(deadlines, context.channel.ceiling).shown))
  }
  const after = call.fields ? lineOfAssignForm(call, context) : typed
  const [, who = '', as = 'owner'] = /^(?:to )?(\S*)(?: as (\S+))?$/.exec(after) ?? []
  const duty = duties.find((name) => name === as.toLowerCase())
  if (!duty)
    throw new UserError(`"${as}" is none of ${duties.join(', ')}. Nothing was changed.`, {
      example: `/deadline assign ${slug} @ana as validator`,
    })
  const member = /^nobody$/i.test(who) ? undefined : readMember(who, call)
  return changeDeadline(call, context, slug, (_db, book) => {
    const deadline = findDeadline(slug, book.deadlines)
    assertDuty({ duty, member, held: deadline, example: `/deadline ${slug}` }, call, context)
    return {
      event: { kind: 'assigned', duty, ...(member !== undefined && { member }) },
      says: [
        { bold: deadline.title },
        `: ${duty} is now `,
        member === undefined ? 'nobody' : printPerson(member),
        ', said by ',
        { member: call.member },
        duty === 'owner' && member !== undefined ? '. Told directly at three days or less.' : '.',
      ],
    }
  })
}

/** `remove <name> because …`: one that a person added by mistake; those of the data folder are kept there. */
export function removeDeadline(text: string, call: Call, context: Context): Promise<Reply> {
  const [slug, after] = splitName(text, 'remove <name> because added in error')
  const { reason } = because(after, 'remove', slug)
  return changeDeadline(call, context, slug, (_db, book) => {
    const deadline = findDeadline(slug, book.deadlines)
    if (!book.registered.has(deadline.id))
      throw new UserError(
        `${deadline.id} is of the data folder, and is taken out there. Nothing was changed.`,
        {
          example: `/deadline ${deadline.id}`,
        },
      )
    return {
      event: { kind: 'removed' },
      reason,
      says: [
        { bold: `Removed ${deadline.id}` },
        `: ${deadline.title}, by `,
        { member: call.member },
        `, because ${reason}. Its nudges stop; its history stays.`,
      ],
    }
  })
}

/** Throws for one that somebody removed, and says who. */
function assertHeld(slug: string, { removed }: DeadlineBook, { channel }: Context): void {
  const gone = removed.get(slug)
  if (!gone || !isWithin(gone.deadline.marking, channel.ceiling)) return
  throw new UserError(`${slug} was removed. Nothing was changed.`, {
    also: ['By ', { member: gone.by }, `, because ${gone.reason ?? 'no reason was kept'}.`],
    example: `/deadline history ${slug}`,
  })
}

/** The first word, which names a deadline, and the rest. Throws a `UserError` when there is none. */
export function splitName(text: string, form: string): [slug: string, after: string] {
  const [slug = '', ...after] = text.split(' ')
  if (slug === '')
    throw new UserError('Name a deadline; see them with /deadline.', { example: `/deadline ${form}` })
  return [slug, after.join(' ').trim()]
}

/** What stands before and after *because*. Throws a `UserError` when no reason is given. */
export function because(text: string, verb: string, slug: string): { before: string; reason: string } {
  const [, before = '', reason] = /^(.*?)\s*\bbecause (.+)$/i.exec(text) ?? []
  if (reason !== undefined) return { before: before.trim(), reason: reason.trim() }
  throw new UserError('Say why: the reason stays on record. Nothing was changed.', {
    example: `/deadline ${verb} ${slug} ${verb === 'reschedule' ? 'to 2 May 2009 ' : ''}because …`,
  })
}
