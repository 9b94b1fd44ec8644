import type { Cycle } from '../../domain/benchmark.ts'
import type { Duty } from '../../domain/deadline-change.ts'
import { listBenchmarkDuties } from '../../store/benchmark-duties.ts'
import type { Context } from '../call.ts'

/** Who is named for a benchmark. */
export type People = Partial<Record<Duty, string>>

/** Who is named for each benchmark of a cycle, by its id. */
export async function peopleOf(cycle: Cycle, { db, asOf }: Context): Promise<ReadonlyMap<string, People>> {
  const people = new Map<string, People>()
  for (const { cycle: name, benchmark, duty, member } of await listBenchmarkDuties(db, cycle.country, asOf)) {
    if (name === cycle.cycle) people.set(benchmark, { ...people.get(benchmark), [duty]: member })
  }
  return people
}
