import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import { countsToward } from '../../domain/counts-toward.ts'
import { isMeasured, measuredSpan } from '../../domain/cycle.ts'
import { addDays, dateIn, type IsoDate, printDate } from '../../domain/date.ts'
import { type Occurrence, occurrencesOf, soonestFirst } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { counts } from '../../domain/entry.ts'
import { nextReview } from '../../domain/held-document.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { nameSome, plural } from '../../domain/text.ts'
import { listEntries } from '../../store/entries.ts'
import { listKeepings } from '../../store/keepings.ts'
import { listNilReturns } from '../../store/nil-returns.ts'
import { listDoubtful } from '../../store/outbox.ts'
import { listRestatements } from '../../store/restatements.ts'
import { describeMissingBaselines } from '../benchmark/missing-baselines.ts'
import type { Context } from '../call.ts'
import { readDeadlines } from '../deadline/find-deadline.ts'
import { calendarIds, printDaysLeft, printDue, printOwner } from '../deadline/lines.ts'
import { heading, type Line, list, note, paragraph, type Reply } from '../reply.ts'

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
  const since = channel.since === undefined ? today : dateIn(channel.since, channel.zone)
  const { shown } = withinCeiling(book.deadlines.filter(concernsChannel(channel.watches)), channel.ceiling)
  const occurrences = shown
    .flatMap((deadline) =>
      occurrencesOf(deadline, addDays(today, -daysBack), addDays(today, daysAhead), book.moves),
    )
    // What was due before the channel began to follow is history, and what is done is done.
    .filter(({ id, due }) => since <= due && !book.evidence.get(id)?.validated)
    .sort(soonestFirst)
  const held = calendars(
    calendarIds(channel, knowledge.calendars),
    addDays(today, -daysBack),
    addDays(today, daysAhead + 60),
  )
  const due = occurrences
    .slice(0, mostListed)
    .map(
      (occurrence): Line => [
        { bold: printDaysLeft(occurrence, now, held) },
        ` · ${occurrence.deadline.title} · ${printDue(occurrence)} · owner: `,
        ...printOwner(occurrence.deadline),
        ` · ${printCitation(occurrence.deadline.cite)}`,
      ],
    )
  const silent = await silentBenchmarks(context, since)
  const sentences = [
    waitingEvidence(occurrences, book),
    silent?.sentence,
    await unreviewed(context),
    await recentRestatements(context),
    await sourcesToReview(context),
    await doubtfulPosts(context),
  ].filter((sentence) => sentence !== undefined)
  const missing = await describeMissingBaselines(context)
  const unlisted = occurrences.length - due.length
  const marking = highestMarking([
    ...occurrences.map(({ deadline }) => deadline.marking),
    ...(silent?.markings ?? []),
    ...(missing ? [missing.marking] : []),
  ])
  if (due.length === 0) {
    const quiet = 'A quiet week: nothing overdue, nothing due in the next 14 days.'
    return {
      to: 'channel',
      marking,
      parts: [paragraph([quiet, ...sentences].join(' '), ...(missing ? [' ', ...missing.says] : []))],
    }
  }
  return {
    to: 'channel',
    marking,
    parts: [
      heading('This week'),
      list(due),
      ...(unlisted > 0 ? [note(`${unlisted} more: `, { code: '/deadline' })] : []),
      ...sentences.map((sentence) => note(sentence)),
      ...(missing ? [note(...missing.says)] : []),
    ],
  }
}

function concernsChannel(watches: readonly string[]) {
  return ({ country, class: kind }: { country?: string | undefined; class: string }) =>
    kind !== 'listed' && (country === undefined || watches.includes(country))
}

function waitingEvidence(occurrences: readonly Occurrence[], book: DeadlineBook): string | undefined {
  const waiting = occurrences.flatMap(({ id }) => (book.evidence.has(id) ? [id] : []))
  return waiting.length === 0 ? undefined : `Evidence waits to be validated: ${nameSome(waiting, mostNamed)}.`
}

/** Benchmarks of cycles still running of which nothing, not even nil, was recorded since long. */
async function silentBenchmarks(
  context: Context,
  since: IsoDate,
): Promise<{ sentence: string; markings: Marking[] } | undefined> {
  const { knowledge, channel, today } = context
  const from = addDays(today, -silentAfter)
  if (from < since) return undefined
  const running = knowledge.cycles.filter(
    (cycle) => channel.watches.includes(cycle.country) && isMeasured(cycle, today),
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
  if (silent.length === 0) return undefined
  const names =
    silent.length === held
      ? `all ${held} benchmarks`
      : nameSome(
          silent.map(({ id }) => id),
          mostNamed,
        )
  return {
    sentence: `Nothing recorded in ${silentAfter} days: ${names} (nil, unknown, or not asked?).`,
    markings: silent.map(({ marking }) => marking),
  }
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
  for (const nil of await listNilReturns(db, cycle.country))
    if (nil.state === 'given' && nil.cycle === cycle.cycle && from <= dateIn(nil.changedAt, channel.zone))
      heard.add(nil.benchmark)
  return heard
}

async function unreviewed({ db, channel, today }: Context): Promise<string | undefined> {
  const entries = await Promise.all(
    channel.watches.map((country) =>
      listEntries(db, { country, touching: { from: addDays(today, -366), until: addDays(today, 1) } }),
    ),
  )
  const waiting = withinCeiling(entries.flat(), channel.ceiling).shown.filter(
    ({ state }) => state === 'submitted',
  )
  if (waiting.length === 0) return undefined
  return `${plural(waiting.length, 'entry', 'entries')} not yet reviewed.`
}

async function recentRestatements({ db, channel, today }: Context): Promise<string | undefined> {
  const lists = await Promise.all(channel.watches.map((country) => listRestatements(db, country)))
  const recent = withinCeiling(lists.flat(), channel.ceiling).shown.filter(
    ({ state, changedAt }) => state === 'waiting' || addDays(today, -7) <= dateIn(changedAt, channel.zone),
  )
  if (recent.length === 0) return undefined
  return `Restatements: ${nameSome(
    recent.map(({ id, period, state }) => `${id} of ${period}, ${state}`),
    mostNamed,
  )}.`
}

/** Sources that somebody undertook to look at again, due within the two weeks, each with who did. */
async function sourcesToReview({ db, channel, today }: Context): Promise<string | undefined> {
  const due = [...(await listKeepings(db)).values()].flatMap((keeping) => {
    const { source, state, reviewEvery, reviewed, changedAt, owner } = keeping
    if (state !== 'kept' || reviewEvery === undefined) return []
    const day = nextReview(reviewed ?? dateIn(changedAt, channel.zone), reviewEvery)
    return day <= addDays(today, daysAhead)
      ? [`${source} (${printDate(day)}, ${owner ?? 'nobody is named'})`]
      : []
  })
  return due.length === 0 ? undefined : `Sources due for review: ${nameSome(due, mostNamed)}.`
}

async function doubtfulPosts({ db, channel }: Context): Promise<string | undefined> {
  const doubtful = await listDoubtful(db, channel.id)
  return doubtful.length === 0
    ? undefined
    : `May not have been posted here, and is not posted again: ${doubtful.join(', ')}.`
}
