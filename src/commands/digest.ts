import { printCitation } from '../domain/citation.ts'
import { addDays } from '../domain/date.ts'
import { occurrencesOf, soonestFirst } from '../domain/deadline.ts'
import { highestMarking, withinCeiling } from '../domain/marking.ts'
import { listEntries } from '../store/entries.ts'
import { listDoubtful } from '../store/outbox.ts'
import type { Context } from './call.ts'
import { calendarIds, printDaysLeft, printDue } from './deadline-lines.ts'
import { heading, type Line, list, note, paragraph, type Reply } from './reply.ts'

/** How far ahead the week's summary looks, and how far back for what is overdue. */
const daysAhead = 14
const daysBack = 60

/** The Monday summary of a channel: overdue, due in two weeks, entries to review, posts in doubt. A quiet week is one line. */
export async function describeDigest({
  db,
  knowledge,
  channel,
  calendars,
  today,
  now,
}: Context): Promise<Reply> {
  const concerned = knowledge.deadlines.filter(
    ({ country, class: kind }) =>
      kind !== 'listed' && (country === undefined || channel.watches.includes(country)),
  )
  const occurrences = withinCeiling(concerned, channel.ceiling)
    .shown.flatMap((deadline) =>
      occurrencesOf(deadline, addDays(today, -daysBack), addDays(today, daysAhead)),
    )
    .sort(soonestFirst)
  const held = calendars(
    calendarIds(channel.watches, knowledge.calendars),
    addDays(today, -daysBack),
    addDays(today, daysAhead + daysBack),
  )
  const due = occurrences.map(
    (occurrence): Line => [
      { bold: printDaysLeft(occurrence, now, held) },
      ` · ${occurrence.deadline.title} · ${printDue(occurrence)} · ${printCitation(occurrence.deadline.cite)}`,
    ],
  )
  const entries = await Promise.all(
    channel.watches.map((country) =>
      listEntries(db, { country, touching: { from: addDays(today, -366), until: addDays(today, 1) } }),
    ),
  )
  const unreviewed = withinCeiling(entries.flat(), channel.ceiling).shown.filter(
    ({ state }) => state === 'submitted',
  )
  const doubtful = await listDoubtful(db, channel.id)
  const marking = highestMarking(occurrences.map(({ deadline }) => deadline.marking))
  const notes = [
    ...(unreviewed.length > 0
      ? [note(`${unreviewed.length} ${unreviewed.length === 1 ? 'entry' : 'entries'} not yet reviewed.`)]
      : []),
    ...(doubtful.length > 0
      ? [note(`May not have been posted here, and is not posted again: ${doubtful.join(', ')}.`)]
      : []),
  ]
  if (due.length === 0) {
    return {
      to: 'channel',
      marking,
      parts: [paragraph('A quiet week: nothing overdue, nothing due in the next 14 days.'), ...notes],
    }
  }
  return { to: 'channel', marking, parts: [heading('This week'), list(due), ...notes] }
}
