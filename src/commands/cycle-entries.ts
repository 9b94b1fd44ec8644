import type { Benchmark, Cycle } from '../domain/benchmark.ts'
import { countsToward } from '../domain/counts-toward.ts'
import { isMeasured, measuredSpan } from '../domain/cycle.ts'
import { endOfDay, type Instant, type IsoDate } from '../domain/date.ts'
import { counts, type Entry } from '../domain/entry.ts'
import type { Finding } from '../domain/finding.ts'
import { highestMarking, isWithin, type Marking, withinCeiling } from '../domain/marking.ts'
import { type CardBenchmark, cardBenchmark, entriesOf, findingsOf } from '../domain/report-card.ts'
import {
  claimsBehind,
  makeRollUp,
  type NilReturn,
  nilsUnder,
  type RollUp,
  type RollUpInput,
} from '../domain/roll-up.ts'
import type { FaultsOfCopy } from '../knowledge/differences.ts'
import { type Freshnesses, freshnessesWithin } from '../knowledge/freshness.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { type EntryFilter, findEntry, listEntries } from '../store/entries.ts'
import { listFindings } from '../store/findings.ts'
import { listNilReturns } from '../store/nil-returns.ts'
import type { Db } from '../store/open.ts'
import { listPairs } from '../store/pairs.ts'
import { listPeriodLocks } from '../store/period-locks.ts'
import { recall } from '../store/recall.ts'
import { listRestatements } from '../store/restatements.ts'
import { recallStandings } from '../store/standings.ts'
import type { Context } from './call.ts'
import { faultsOfCopy } from './faults-of-copy.ts'

/** The entries whose days touch what the cycle measures: nobody who asks about a cycle reads more of the store. */
function listCycleEntries(
  db: Db,
  cycle: Cycle,
  filter: Pick<EntryFilter, 'asOf'> = {},
): Promise<readonly Entry[]> {
  const touching = measuredSpan(cycle)
  return recall(db, ['entries', cycle, filter.asOf], () =>
    listEntries(db, { country: cycle.country, touching, ...filter }),
  )
}

/** The entries of several cycles, each once. */
export async function listEntriesOfCycles(
  db: Db,
  cycles: readonly Cycle[],
  filter: Pick<EntryFilter, 'asOf'> = {},
): Promise<Entry[]> {
  const entries = new Map<string, Entry>()
  for (const cycle of cycles) {
    for (const entry of await listCycleEntries(db, cycle, filter)) entries.set(entry.id, entry)
  }
  return [...entries.values()]
}

/** A cycle at the end of a day, as far as a channel may know. Shared between calls: nothing of it may be altered. */
interface Gathered {
  /** What its figures are made from, within the ceiling. */
  input: RollUpInput
  /** How many entries, findings and nil returns above the ceiling these benchmarks would rest on. */
  countAbove(benchmarks: readonly Benchmark[]): number
  /** One of its benchmarks as a card shows it, made when first asked for. */
  card(benchmark: Benchmark): CardBenchmark
  /** The marking of a benchmark so shown, of the cycle, and of every record its figures rest on. */
  marking(benchmark: Benchmark): Marking
  /** How fresh each source of the data folder is, by label, as far as may be told within the ceiling. */
  freshness: Freshnesses
  /** Which known faults the text held then does not have, of every marking. */
  ofCopy: FaultsOfCopy
}

/** A cycle at the end of a day, made once while the store stays as it is: people look at one benchmark after the other. */
export async function gatherCycle(
  { db, knowledge, channel, asOf: shown }: Pick<Context, 'db' | 'knowledge' | 'channel' | 'asOf'>,
  cycle: Cycle,
  asOf: IsoDate,
): Promise<Gathered> {
  const dayEnds = endOfDay(asOf, channel.zone)
  const instant = shown !== undefined && shown < dayEnds ? shown : dayEnds
  const { ceiling } = channel
  return recall(db, ['cycle', knowledge, cycle, ceiling, asOf, instant], async () => {
    const { input, above } = await readCycle(db, knowledge, cycle, { ceiling, asOf, instant })
    const standings = await recallStandings(db, instant)
    const freshness = freshnessesWithin(knowledge.sources, standings, ceiling)
    const ofCopy = await faultsOfCopy(knowledge.sources, { db, asOf: instant })
    let rollUp: RollUp | undefined
    const rolledUp = () => {
      rollUp ??= makeRollUp(input)
      return rollUp
    }
    const cards = new Map<Benchmark, CardBenchmark>()
    const card = (benchmark: Benchmark) => {
      const made = cards.get(benchmark) ?? cardBenchmark(benchmark, rolledUp())
      cards.set(benchmark, made)
      return made
    }
    const markings = new Map<Benchmark, Marking>()
    const marking = (benchmark: Benchmark) => {
      const found = markings.get(benchmark) ?? markingOf(benchmark, card(benchmark), rolledUp())
      markings.set(benchmark, found)
      return found
    }
    const countAbove = (benchmarks: readonly Benchmark[]) =>
      countAbout(above.entries, benchmarks, cycle, knowledge) +
      benchmarks.flatMap((one) => [...findingsUnder(one, above.findings), ...nilsUnder(one, above.nils)])
        .length
    return { input, countAbove, card, marking, freshness, ofCopy }
  })
}

function markingOf(benchmark: Benchmark, card: CardBenchmark, rollUp: RollUp): Marking {
  const { cycle, resolved, findings, nilReturns } = rollUp
  const used = new Set(entriesOf(card))
  const entries = resolved.map(({ entry }) => entry).filter(({ id }) => used.has(id))
  const found = new Set(findingsOf(card))
  const rested = findings.filter(({ id }) => found.has(id))
  return highestMarking([
    ...[cycle, benchmark, ...entries, ...claimsBehind(entries, rollUp)],
    ...[...rested, ...nilsUnder(card, nilReturns)],
  ])
}

async function readCycle(
  db: Db,
  knowledge: Knowledge,
  cycle: Cycle,
  { ceiling, asOf, instant }: { ceiling: Marking; asOf: IsoDate; instant: Instant },
): Promise<{ input: RollUpInput; above: Above }> {
  const all = await listCycleEntries(db, cycle, { asOf: instant })
  const found = await listFindings(db, cycle.country, instant)
  const own = found.filter((one) => one.cycle === cycle.cycle)
  const findings = withinCeiling(own, ceiling).shown
  const adopted = await listAdopted(db, findings, all, instant)
  const entries = withinCeiling([...all, ...adopted], ceiling).shown
  const given = await listNilReturns(db, cycle.country, instant)
  const nils = given.filter((nil) => nil.cycle === cycle.cycle && nil.state === 'given')
  const input: RollUpInput = {
    cycle,
    cycles: knowledge.cycles,
    entries,
    lexicon: knowledge,
    asOf,
    findings,
    nilReturns: withinCeiling(nils, ceiling).shown,
    pairs: await listPairs(db, instant),
    ...(await lockedDays(db, cycle, ceiling, instant)),
  }
  const isAbove = ({ marking }: { marking: Marking }) => !isWithin(marking, ceiling)
  return {
    input,
    above: { entries: all.filter(isAbove), findings: own.filter(isAbove), nils: nils.filter(isAbove) },
  }
}

/** What the ceiling keeps out of a cycle. */
interface Above {
  entries: readonly Entry[]
  findings: readonly Finding[]
  nils: readonly NilReturn[]
}

/** Totals adopted as baselines, whose days no cycle's entries touch. */
async function listAdopted(
  db: Db,
  findings: readonly Finding[],
  held: readonly Entry[],
  instant: Instant,
): Promise<Entry[]> {
  const ids = findings.flatMap(({ found }) =>
    found.of === 'adoption' && !held.some((entry) => entry.id === found.entry) ? [found.entry] : [],
  )
  const entries = await Promise.all([...new Set(ids)].map((id) => findEntry(db, id, instant)))
  return entries.filter((entry) => entry !== undefined)
}

/** The periods locked among what a cycle measures, and the changes to them that wait, as far as the ceiling lets on. */
async function lockedDays(
  db: Db,
  cycle: Cycle,
  ceiling: Marking,
  instant: Instant,
): Promise<Pick<RollUpInput, 'locked' | 'waiting'>> {
  const locks = (await listPeriodLocks(db, instant)).filter(
    ({ country, from, until }) => country === cycle.country && isMeasured(cycle, from, until),
  )
  if (locks.length === 0) return {}
  const restatements = await listRestatements(db, cycle.country, instant)
  const waiting = restatements.filter(
    ({ state, period }) => state === 'waiting' && locks.some((lock) => lock.period === period),
  )
  return {
    locked: locks.filter(({ state }) => state === 'locked').map(({ period }) => period),
    waiting: withinCeiling(waiting, ceiling).shown,
  }
}

/** How many of these entries the benchmarks would rest on. */
function countAbout(
  entries: readonly Entry[],
  benchmarks: readonly Benchmark[],
  cycle: Cycle,
  knowledge: Knowledge,
): number {
  const ids = new Set(benchmarks.flatMap(({ id, indicators }) => [id, ...indicators.map((one) => one.id)]))
  return entries.filter((entry) => {
    const { measures, supports } = countsToward(entry, [cycle], knowledge)
    return (
      counts(entry) &&
      (measures.some((one) => ids.has(one.indicator)) || supports.some((one) => ids.has(one.benchmark)))
    )
  }).length
}

/** What was found of a benchmark or one of its indicators, void and returned ones left out. */
export function findingsUnder({ id, indicators }: Benchmark, findings: readonly Finding[]): Finding[] {
  const ids = [id, ...indicators.map((indicator) => indicator.id)]
  return findings.filter((finding) => counts(finding) && ids.includes(finding.about))
}

/** Whether an entry measures or supports a benchmark of the cycle, or, where `id` is an indicator's, measures that one. */
export function isUnder(entry: Entry, id: string, cycle: Cycle, knowledge: Knowledge): boolean {
  const { measures, supports } = countsToward(entry, [cycle], knowledge)
  const benchmark = cycle.benchmarks.find((one) => one.id === id)
  const ids = [id, ...(benchmark?.indicators ?? []).map((indicator) => indicator.id)]
  return [...measures.map(({ indicator }) => indicator), ...supports.map((one) => one.benchmark)].some(
    (named) => ids.includes(named),
  )
}
