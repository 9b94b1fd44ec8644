import type { Benchmark, Cycle, Indicator } from './benchmark.ts'
import { type Clauses, type Failure, failedClauses, type Resolved, resolveEntry } from './clause.ts'
import { findBenchmark, isMeasured, measuredPeriods, periodNamed } from './cycle.ts'
import { daysBetween } from './date.ts'
import type { Happening } from './entry.ts'
import { covers, type Period, printSpan } from './period.ts'
import { contribution, type Series } from './series.ts'

type Span = Pick<Period, 'from' | 'until'>

/** What one entry counts toward, with every near miss. Each benchmark is named with its cycle: the key is `cycle/id`. */
export interface CountsToward {
  /** Indicators whose actual it adds to, within `period`. */
  measures: { cycle: string; indicator: string; period: string; series: Series }[]
  /** Benchmarks it is evidence for, adding nothing. */
  supports: { cycle: string; benchmark: string; byHand?: true }[]
  /** Same kind, but a clause fails; `failed` says which, as a phrase. `id` is an indicator's or a benchmark's. */
  nearMisses: { cycle: string; id: string; failed: string }[]
  /** It touches no period that a held cycle of its country measures. */
  outside?: true
  /** Ids given by hand that no held cycle of its country has, as given. */
  unknown: string[]
}

/**
 * Tells what an entry measures, supports and nearly misses in the cycles of its country that measure its days. An alternative
 * must hold whole; of several that fail, the one with the fewest failing clauses is told, the first listed among equals.
 * The same rules feed `measureProgress`, so what is said here is what a report card adds.
 */
export function countsToward(
  entry: Happening & { country: string },
  cycles: readonly Cycle[],
  lexicon: Resolved['lexicon'],
): CountsToward {
  const resolved = resolveEntry(entry, lexicon)
  const held = cycles.filter((cycle) => cycle.country === entry.country)
  const touched = held.filter((cycle) => isMeasured(cycle, entry.from, entry.until))
  const toward: CountsToward = { measures: [], supports: [], nearMisses: [], unknown: [] }
  if (touched.length === 0) toward.outside = true
  for (const cycle of touched) {
    for (const benchmark of cycle.benchmarks) countInBenchmark(resolved, cycle, benchmark, toward)
  }
  for (const given of entry.benchmarks) {
    const found = findBenchmark(given, held, entry.from, entry.until)
    if (found === undefined) toward.unknown.push(given)
    else supportByHand(entry, found, toward)
  }
  return toward
}

function countInBenchmark(
  resolved: Resolved,
  cycle: Cycle,
  benchmark: Benchmark,
  toward: CountsToward,
): void {
  const missed = new Map<string, Failure[]>()
  const counted = new Set<string>()
  const note = (id: string, failures: Failure[] | undefined): boolean => {
    if (failures === undefined) return false
    if (failures.length === 0) counted.add(id)
    const least = missed.get(id)
    if (least === undefined || failures.length < least.length) missed.set(id, failures)
    return failures.length === 0
  }
  for (const indicator of benchmark.indicators) {
    const { id, period } = indicator
    const numerator = note(id, measureFailures(resolved, indicator, 'counts'))
    const denominator = note(id, measureFailures(resolved, indicator, 'over'))
    const series = numerator || denominator ? contribution(resolved, indicator)?.series : undefined
    if (series) toward.measures.push({ cycle: cycle.cycle, indicator: id, period, series })
  }
  if (note(benchmark.id, supportFailures(resolved, benchmark, cycle))) {
    toward.supports.push({ cycle: cycle.cycle, benchmark: benchmark.id })
  }
  for (const [id, [first]] of missed) {
    if (first && !counted.has(id)) toward.nearMisses.push({ cycle: cycle.cycle, id, failed: first.phrase })
  }
}

/** Names the benchmark without regard to clauses, though not to periods: what happened outside them is none of the cycle's. */
function supportByHand(entry: Happening, { cycle, benchmark }: Given, toward: CountsToward): void {
  const key = { cycle: cycle.cycle, benchmark: benchmark.id }
  if (toward.supports.some((support) => support.cycle === key.cycle && support.benchmark === key.benchmark))
    return
  const others = toward.nearMisses.filter((miss) => miss.cycle !== key.cycle || miss.id !== key.benchmark)
  const [failed] = periodFailure(entry, measuredPeriods(cycle))
  if (failed) toward.nearMisses = [...others, { cycle: key.cycle, id: key.benchmark, failed: failed.phrase }]
  else {
    toward.supports.push({ ...key, byHand: true })
    toward.nearMisses = others
  }
}

/**
 * What keeps an entry from being added to an indicator, on the side of a ratio asked for; empty when it is added, undefined
 * when no alternative is of its kind. Unless a clause says otherwise only events are added, never totals.
 */
export function measureFailures(
  resolved: Resolved,
  indicator: Indicator,
  side: 'counts' | 'over',
): Failure[] | undefined {
  return fewestFailures(indicator[side], resolved, ['event'], () => {
    const failures: Failure[] = []
    if (contribution(resolved, indicator) === undefined)
      failures.push({ clause: 'quantity', phrase: 'no quantity' })
    return [...failures, ...periodFailure(resolved.entry, [periodNamed(indicator.period)])]
  })
}

/** What keeps an entry from supporting a benchmark; it may be a total, and fall in any period the cycle measures. */
function supportFailures(resolved: Resolved, benchmark: Benchmark, cycle: Cycle): Failure[] | undefined {
  return fewestFailures(benchmark.supports, resolved, ['event', 'total'], () =>
    periodFailure(resolved.entry, measuredPeriods(cycle)),
  )
}

interface Given {
  cycle: Cycle
  benchmark: Benchmark
}

/** Whether an entry is evidence for a benchmark: by a clause, else because `bm` named it; undefined when neither. */
export function supportOf(
  resolved: Resolved<Happening & { country: string }>,
  { cycle, benchmark }: Given,
  cycles: readonly Cycle[],
): 'by clause' | 'by hand' | undefined {
  const { entry } = resolved
  if (supportFailures(resolved, benchmark, cycle)?.length === 0) return 'by clause'
  const own = cycles.filter(({ country }) => country === entry.country)
  const named = entry.benchmarks.some(
    (id) => findBenchmark(id, own, entry.from, entry.until)?.benchmark === benchmark,
  )
  return named && periodFailure(entry, measuredPeriods(cycle)).length === 0 ? 'by hand' : undefined
}

function fewestFailures(
  alternatives: readonly Clauses[],
  resolved: Resolved,
  scope: ('event' | 'total')[],
  more: () => Failure[],
): Failure[] | undefined {
  let fewest: Failure[] | undefined
  for (const clauses of alternatives) {
    const failed = failedClauses(clauses, resolved, scope)
    if (failed === undefined) continue
    const failures = [...failed, ...more()]
    if (fewest === undefined || failures.length < fewest.length) fewest = failures
  }
  return fewest
}

function periodFailure(span: Span, periods: readonly Period[]): Failure[] {
  if (periods.some((period) => covers(period, span))) return []
  const names = periods.map(({ name }) => name).join(' or ')
  const days = printSpan(span)
  const when = daysBetween(span.from, span.until) > 1 ? days : `on ${days}`
  return [{ clause: 'period', phrase: `${when}, ${relation(span, periods)} ${names}` }]
}

function relation(span: Span, periods: readonly Period[]): string {
  if (periods.some((period) => overlaps(period, span))) return 'not wholly inside'
  if (periods.every((period) => period.until <= span.from)) return 'after'
  return periods.every((period) => span.until <= period.from) ? 'before' : 'outside'
}

function overlaps(period: Period, span: Span): boolean {
  return span.from < period.until && period.from < span.until
}
