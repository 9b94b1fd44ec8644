import type { Benchmark, Cycle } from './benchmark.ts'
import { addDays, type IsoDate } from './date.ts'
import { type Period, parsePeriod } from './period.ts'

/** Half-open days. */
type Span = Pick<Period, 'from' | 'until'>

/** The periods a cycle measures, with their days. */
export function measuredPeriods(cycle: Pick<Cycle, 'measures'>): Period[] {
  return cycle.measures.map(periodNamed)
}

/** A period of a cycle's file, whose schema lets only years pass. Throws for anything else. */
export function periodNamed(name: string): Period {
  const known = periods.get(name)
  if (known) return known
  const period = parsePeriod(name)
  if (period === undefined) throw new Error(`no period is named "${name}"`)
  periods.set(name, period)
  return period
}

/** Every entry is held against the same few years: those that cycles and findings name. */
const periods = new Map<string, Period>()

/** From the first day a cycle measures to the day after the last: of no other days does its card see an entry. */
export function measuredSpan(cycle: Pick<Cycle, 'measures'>): Span {
  const days = measuredPeriods(cycle)
    .flatMap(({ from, until }) => [from, until])
    .sort()
  return { from: days.at(0) ?? '', until: days.at(-1) ?? '' }
}

/** Whether one of the periods a cycle measures has a day in common with the span; without `until`, whether `from` is in one. */
export function isMeasured(cycle: Pick<Cycle, 'measures'>, from: IsoDate, until?: IsoDate): boolean {
  const end = until ?? addDays(from, 1)
  return measuredPeriods(cycle).some((period) => from < period.until && period.from < end)
}

/** `FY2010` is of 2010, `2005` of 2005. */
export function yearOfCycle({ cycle }: Pick<Cycle, 'cycle'>): number {
  return Number(cycle.replace(/\D/g, ''))
}

/** The cycle of a country that a name means: `2010` is `FY2010`; `2005` is itself. */
export function findCycle(name: string, cycles: readonly Cycle[]): Cycle | undefined {
  return cycles.find((cycle) => isCalled(cycle, name))
}

function isCalled({ cycle }: Cycle, name: string): boolean {
  const year = (text: string) => text.toUpperCase().replace(/^FY/, '')
  return year(cycle) === year(name)
}

/** The cycle that measures a day, or any day of a span, the latest of several; else the latest held. Undefined when none is held. */
export function cycleFor(cycles: readonly Cycle[], from: IsoDate, until?: IsoDate): Cycle | undefined {
  const end = (cycle: Cycle) => measuredSpan(cycle).until
  const latestFirst = cycles.toSorted((a, b) => end(b).localeCompare(end(a)))
  return latestFirst.find((cycle) => isMeasured(cycle, from, until)) ?? latestFirst[0]
}

/**
 * The benchmark that a person names by its key (`FY2010/PE-CC-1`), its id or an indicator's, in whatever case. The short form means
 * the cycle that measures the day, or any day of the span, else the latest held that has it.
 */
export function findBenchmark(
  text: string,
  cycles: readonly Cycle[],
  from: IsoDate,
  until?: IsoDate,
): { cycle: Cycle; benchmark: Benchmark } | undefined {
  const [id = '', name] = text.toUpperCase().split('/').reverse()
  const having = cycles.filter(
    (cycle) => (name === undefined || isCalled(cycle, name)) && benchmarkIn(cycle, id) !== undefined,
  )
  const cycle = cycleFor(having, from, until)
  const benchmark = cycle && benchmarkIn(cycle, id)
  return cycle && benchmark && { cycle, benchmark }
}

function benchmarkIn(cycle: Cycle, id: string): Benchmark | undefined {
  return cycle.benchmarks.find((benchmark) =>
    [benchmark, ...benchmark.indicators].some((named) => named.id.toUpperCase() === id),
  )
}
