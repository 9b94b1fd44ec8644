import type { Benchmark, Cycle } from '../domain/benchmark.ts'
import { countsToward, measuredPeriods } from '../domain/counts-toward.ts'
import { endOfDay, type IsoDate } from '../domain/date.ts'
import { counts, type Entry } from '../domain/entry.ts'
import { isWithin, withinCeiling } from '../domain/marking.ts'
import type { RollUpInput } from '../domain/roll-up.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { EntryFilter } from '../store/entries.ts'
import type { Db } from '../store/open.ts'
import { recallEntries } from '../store/recall-entries.ts'
import type { Context } from './call.ts'

/** The entries whose days touch what the cycle measures: nobody who asks about a cycle reads more of the store. */
export function listCycleEntries(
  db: Db,
  cycle: Cycle,
  filter: Pick<EntryFilter, 'asOf'> = {},
): Promise<readonly Entry[]> {
  const days = measuredPeriods(cycle)
    .flatMap(({ from, until }) => [from, until])
    .sort()
  const touching = { from: days.at(0) ?? '', until: days.at(-1) ?? '' }
  return recallEntries(db, { country: cycle.country, touching, ...filter })
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

/** What a cycle's figures are made from at the end of a day, within the channel's ceiling, and the entries above it. */
export async function gatherCycle(
  { db, knowledge, channel, asOf: shown }: Pick<Context, 'db' | 'knowledge' | 'channel' | 'asOf'>,
  cycle: Cycle,
  asOf: IsoDate,
): Promise<{ input: RollUpInput; above: Entry[] }> {
  const dayEnds = endOfDay(asOf, channel.zone)
  const all = await listCycleEntries(db, cycle, {
    asOf: shown !== undefined && shown < dayEnds ? shown : dayEnds,
  })
  const entries = withinCeiling(all, channel.ceiling).shown
  const input = { cycle, cycles: knowledge.cycles, entries, lexicon: knowledge, asOf }
  return { input, above: all.filter((entry) => !isWithin(entry.marking, channel.ceiling)) }
}

/** How many of these entries the benchmarks would rest on. */
export function countAbout(
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
