import type { Cycle } from '../domain/benchmark.ts'
import { measuredPeriods } from '../domain/counts-toward.ts'
import { endOfDay, type IsoDate } from '../domain/date.ts'
import type { Entry } from '../domain/entry.ts'
import { withinCeiling } from '../domain/marking.ts'
import type { RollUpInput } from '../domain/roll-up.ts'
import { type EntryFilter, listEntries } from '../store/entries.ts'
import type { Db } from '../store/open.ts'
import type { Context } from './call.ts'

/** The entries whose days touch what the cycle measures: nobody who asks about a cycle reads more of the store. */
export function listCycleEntries(
  db: Db,
  cycle: Cycle,
  filter: Pick<EntryFilter, 'asOf'> = {},
): Promise<Entry[]> {
  const days = measuredPeriods(cycle)
    .flatMap(({ from, until }) => [from, until])
    .sort()
  const touching = { from: days.at(0) ?? '', until: days.at(-1) ?? '' }
  return listEntries(db, { country: cycle.country, touching, ...filter })
}

/** The entries of several cycles, each once. */
export async function listEntriesOfCycles(db: Db, cycles: readonly Cycle[]): Promise<Entry[]> {
  const entries = new Map<string, Entry>()
  for (const cycle of cycles) {
    for (const entry of await listCycleEntries(db, cycle)) entries.set(entry.id, entry)
  }
  return [...entries.values()]
}

/** What a cycle's figures are made from at the end of a day, within the channel's ceiling; `withheld` counts what that left out. */
export async function gatherCycle(
  { db, knowledge, channel }: Pick<Context, 'db' | 'knowledge' | 'channel'>,
  cycle: Cycle,
  asOf: IsoDate,
): Promise<{ input: RollUpInput; withheld: number }> {
  const entries = await listCycleEntries(db, cycle, { asOf: endOfDay(asOf, channel.zone) })
  const { shown, withheld } = withinCeiling(entries, channel.ceiling)
  return { input: { cycle, cycles: knowledge.cycles, entries: shown, lexicon: knowledge, asOf }, withheld }
}
