import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import { countsToward } from '../../domain/counts-toward.ts'
import { isMeasured, measuredSpan } from '../../domain/cycle.ts'
import { addDays, dateIn, type IsoDate, printDate } from '../../domain/date.ts'
import { isOccurrenceOf, type Occurrence, occurrencesOf, soonestFirst } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { counts } from '../../domain/entry.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { followedSince } from '../../domain/nudge.ts'
import { nameSome, plural } from '../../domain/text.ts'
import { reviewDueOf } from '../../knowledge/freshness.ts'
import { listEntries } from '../../store/entries.ts'
import { listNilReturns } from '../../store/nil-returns.ts'
import { listDoubtful } from '../../store/outbox.ts'
import { listRestatements } from '../../store/restatements.ts'
import { describeMissingBaselines } from '../benchmark/missing-baselines.ts'
import type { Context } from '../call.ts'
import { deadlinesOf, readDeadlines } from '../deadline/find-deadline.ts'
import { calendarIds, printDaysLeft, printDue, printOwner } from '../deadline/lines.ts'
import { heading, type Line, list, note, paragraph, type Reply, type Span } from '../reply.ts'
import { knownSources } from '../source/known-sources.ts'
import { sourcesBeside } from '../source-beside.ts'

/** How far ahead the week's summary looks, and how far back for what is overdue. */
const daysAhead = 14
const daysBack = 366

/** A benchmark of which nothing was recorded for this many days is silent: nil, unknown, or not asked? */
const silentAfter = 45

/** Deadlines listed; the others are counted. */
const mostListed = 20

/** Ids named in one line; the others are counted. */
const mostNamed = 8

/**
 * The weekly summary of a channel: overdue, due in two weeks, then what waits or has gone silent, a sentence each. A week in
 * which nothing is due is one line.
 */
export async function describeDigest(context: Context): Promise<Reply> {
  const { knowledge, channel, calendars, today, now } = context
  const book = await readDeadlines(context)
  const nudged = deadlinesOf(channel.watches, book, channel.ceiling).shown.filter(
    (deadline) => deadline.class !== 'listed',
  )
  const occurrences = nudged
    .flatMap((deadline) =>
      occurrencesOf(deadline, addDays(today, -daysBack), addDays(today, daysAhead), book.moves),
    )
    // What was due before the channel began to follow is history, and what is done is done.
    .filter(
      ({ id, due, deadline }) =>
        followedOn(context, deadline.country) <= due && !book.evidence.get(id)?.validated,
    )
    .sort(soonestFirst)
  const held = calendars(
    calendarIds(channel, knowledge.calendars),
    addDays(today, -daysBack),
    addDays(today, daysAhead + 60),
  )
  const listed = occurrences.slice(0, mostListed)
  const beside = await sourcesBeside(
    listed.map(({ deadline }) => deadline),
    context,
  )
  const due = listed.map(
    (occurrence): Line => [
      { bold: printDaysLeft(occurrence, now, held) },
      ` · ${occurrence.deadline.title} · ${printDue(occurrence)} · owner: `,
      ...printOwner(occurrence.deadline),
      ` · ${printCitation(occurrence.deadline.cite)}${beside(occurrence.deadline).after.says}`,
    ],
  )
  const sentences = [
    waitingEvidence(occurrences, book),
    await silentBenchmarks(context),
    await unreviewed(context),
    await recentRestatements(context),
    await sourcesToReview(context),
    await doubtfulPosts(context, book),
    await describeMissingBaselines(context),
  ].filter((sentence) => sentence !== undefined)
  const unlisted = occurrences.length - due.length
  const marking = highestMarking([
    ...occurrences.flatMap(({ deadline }) => [deadline, beside(deadline).after]),
    ...sentences,
  ])
  if (due.length === 0) {
    const quiet = `A quiet week: nothing overdue, nothing due in the next ${daysAhead} days.`
    return {
      to: 'channel',
      marking,
      parts: [paragraph(quiet, ...sentences.flatMap(({ says }) => [' ', ...says]))],
    }
  }
  return {
    to: 'channel',
    marking,
    parts: [
      heading('This week'),
      list(due),
      ...(unlisted > 0 ? [note(`${unlisted} more: `, { code: '/deadline' })] : []),
      ...sentences.map(({ says }) => note(...says)),
    ],
  }
}

/** The day on which the channel began to follow a country; today where it does not. */
function followedOn({ channel, today }: Pick<Context, 'channel' | 'today'>, country?: string): IsoDate {
  const since = followedSince(channel, country)
  return since === undefined ? today : dateIn(since, channel.zone)
}

/** What waits or has gone silent, with the marking of what it is told from. */
interface Sentence {
  says: Span[]
  marking: Marking
}

/** Nothing is said where nothing is to be told of. */
function sentenceOf(
  records: readonly (Marking | { marking: Marking })[],
  say: () => string,
): Sentence | undefined {
  return records.length === 0 ? undefined : { says: [say()], marking: highestMarking(records) }
}

function waitingEvidence(occurrences: readonly Occurrence[], book: DeadlineBook): Sentence | undefined {
  const waiting = occurrences.filter(({ id }) => book.evidence.has(id))
  const names = waiting.map(({ id }) => id)
  return sentenceOf(
    waiting.map(({ deadline }) => deadline),
    () => `Evidence waits to be validated: ${nameSome(names, mostNamed)}.`,
  )
}

/** Benchmarks of cycles still running of which nothing, not even nil, was recorded since long. */
async function silentBenchmarks(context: Context): Promise<Sentence | undefined> {
  const { knowledge, channel, today } = context
  const from = addDays(today, -silentAfter)
  const running = knowledge.cycles.filter(
    (cycle) => followedOn(context, cycle.country) <= from && isMeasured(cycle, today),
  )
  const silent: Benchmark[] = []
  let held = 0
  for (const cycle of withinCeiling(running, channel.ceiling).shown) {
    const heard = await heardOf(cycle, from, context)
    const benchmarks = withinCeiling(cycle.benchmarks, channel.ceiling).shown
    held += benchmarks.length
    for (const benchmark of benchmarks) {
      const { id, indicators } = benchmark
      const ids = [id, ...indicators.map((indicator) => indicator.id)]
      if (!ids.some((one) => heard.has(one))) silent.push(benchmark)
    }
  }
  const ids = silent.map(({ id }) => id)
  const names = silent.length === held ? `all ${held} benchmarks` : nameSome(ids, mostNamed)
  return sentenceOf(
    silent,
    () => `Nothing recorded in ${silentAfter} days: ${names} (nil, unknown, or not asked?).`,
  )
}

/** The benchmarks and indicators of a cycle that something recorded since a day counts toward, or said nil of. */
async function heardOf(
  cycle: Cycle,
  from: IsoDate,
  { db, knowledge, channel }: Context,
): Promise<Set<string>> {
  const entries = await listEntries(db, { country: cycle.country, touching: measuredSpan(cycle) })
  const recent = withinCeiling(entries, channel.ceiling).shown.filter(
    (entry) => counts(entry) && from <= dateIn(entry.recordedAt, channel.zone),
  )
  const heard = new Set<string>()
  for (const entry of recent) {
    const { measures, supports } = countsToward(entry, [cycle], knowledge)
    for (const { indicator } of measures) heard.add(indicator)
    for (const { benchmark } of supports) heard.add(benchmark)
  }
  for (const nil of withinCeiling(await listNilReturns(db, cycle.country), channel.ceiling).shown)
    if (nil.state === 'given' && nil.cycle === cycle.cycle && from <= dateIn(nil.changedAt, channel.zone))
      heard.add(nil.benchmark)
  return heard
}

async function unreviewed({ db, channel, today }: Context): Promise<Sentence | undefined> {
  const entries = await Promise.all(
    channel.watches.map((country) =>
      listEntries(db, { country, touching: { from: addDays(today, -daysBack), until: addDays(today, 1) } }),
    ),
  )
  const waiting = withinCeiling(entries.flat(), channel.ceiling).shown.filter(
    ({ state }) => state === 'submitted',
  )
  return sentenceOf(waiting, () => `${plural(waiting.length, 'entry', 'entries')} not yet reviewed.`)
}

async function recentRestatements({ db, channel, today }: Context): Promise<Sentence | undefined> {
  const lists = await Promise.all(channel.watches.map((country) => listRestatements(db, country)))
  const recent = withinCeiling(lists.flat(), channel.ceiling).shown.filter(
    ({ state, changedAt }) => state === 'waiting' || addDays(today, -7) <= dateIn(changedAt, channel.zone),
  )
  const names = recent.map(({ id, period, state }) => `${id} of ${period}, ${state}`)
  return sentenceOf(recent, () => `Restatements: ${nameSome(names, mostNamed)}.`)
}

/** Sources that somebody undertook to look at again, due within the two weeks, each with who did. */
async function sourcesToReview(context: Context): Promise<Sentence | undefined> {
  const { channel, today } = context
  const last = addDays(today, daysAhead)
  const due = withinCeiling(await knownSources(context), channel.ceiling).shown.flatMap(
    ({ id, keeping, freshness, owner = 'nobody is named', marking }) => {
      const reviewDue = reviewDueOf(freshness)
      return keeping?.state === 'kept' && keeping.reviewEvery !== undefined && reviewDue && reviewDue <= last
        ? [{ name: `${id} (${printDate(reviewDue)}, ${owner})`, marking }]
        : []
    },
  )
  const names = due.map(({ name }) => name)
  return sentenceOf(due, () => `Sources due for review: ${nameSome(names, mostNamed)}.`)
}

/** Those about a deadline above the ceiling, which may have been lowered since, are left out. */
async function doubtfulPosts(
  { db, channel }: Context,
  { deadlines }: DeadlineBook,
): Promise<Sentence | undefined> {
  const doubtful = (await listDoubtful(db, channel.id)).map((key) => {
    const [kind, occurrence = ''] = key.split(/[/~]/)
    const marking = deadlines.find((one) => isOccurrenceOf(occurrence, one))?.marking ?? ('U' as const)
    return { what: kind === 'nudge' ? occurrence : 'an answer', marking }
  })
  const { shown } = withinCeiling(doubtful, channel.ceiling)
  const told = [...new Set(shown.map(({ what }) => what))]
  return sentenceOf(
    shown,
    () => `May not have been posted here, and is not posted again: ${nameSome(told, mostNamed)}.`,
  )
}
