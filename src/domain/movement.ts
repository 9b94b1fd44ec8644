import type { Cycle, Indicator } from './benchmark.ts'
import { type CountsToward, countsToward } from './counts-toward.ts'
import type { Entry, Kind } from './entry.ts'
import { measureProgress, type SeriesProgress } from './progress.ts'
import { makeRollUp, type RollUpInput, supportsOf } from './roll-up.ts'
import type { Amount, Series } from './series.ts'

/**
 * How one figure of an indicator changed: what the changed entries add to it before and after, so that the figure itself moves
 * by their difference; of a stock, the figure itself. An amount is absent where nothing was, or is, added.
 */
export interface Movement {
  cycle: string
  indicator: string
  series: Series
  /** `of`: the denominator of a ratio. `latest`: a stock, of which only the latest counts. */
  figure: 'actual' | 'of' | 'latest'
  before?: Amount
  after?: Amount
}

/** What a change did to one cycle. `supports` are benchmarks that an entry began, or ceased, to be evidence for. */
export interface Moved {
  figures: Movement[]
  supports: { cycle: string; benchmark: string; entry: string; now: boolean }[]
}

/** The kinds of entry of which an indicator of the cycle takes only the latest: what was changed competes with them all. */
export function stockKinds({ benchmarks }: Cycle): Kind[] {
  const latest = benchmarks.flatMap(({ indicators }) =>
    indicators.filter(({ measure }) => measure === 'latest'),
  )
  return [...new Set(latest.flatMap(({ counts }) => counts.flatMap(({ kind }) => kind)))]
}

/**
 * Compares two roll-ups of one cycle by the rules of the report card, figure by figure. `changed` are the entries in which
 * the two differ, in their earlier and later versions, and the claims merged with them: only what one of them counts toward can
 * have moved. The inputs need hold no other entries, save those of `stockKinds`: sums and counts move by what was changed.
 */
export function movedBetween(before: RollUpInput, after: RollUpInput, changed: readonly Entry[]): Moved {
  const { cycle, lexicon } = after
  const toward = changed.map((entry) => countsToward(entry, [cycle], lexicon))
  const touched = namesIn(toward)
  const rollUps = { earlier: makeRollUp(before), later: makeRollUp(after) }
  const moved: Moved = { figures: [], supports: [] }
  for (const benchmark of cycle.benchmarks) {
    for (const indicator of benchmark.indicators) {
      if (!touched.has(indicator.id)) continue
      const was = measureProgress(indicator, benchmark, rollUps.earlier).series
      const is = measureProgress(indicator, benchmark, rollUps.later).series
      moved.figures.push(...movementsOf(cycle.cycle, indicator, was, is))
    }
    if (!touched.has(benchmark.id)) continue
    const had = new Set(supportsOf(benchmark, rollUps.earlier).map(({ entry }) => entry.id))
    const has = new Set(supportsOf(benchmark, rollUps.later).map(({ entry }) => entry.id))
    for (const entry of new Set([...had, ...has])) {
      if (had.has(entry) === has.has(entry)) continue
      moved.supports.push({ cycle: cycle.cycle, benchmark: benchmark.id, entry, now: has.has(entry) })
    }
  }
  return moved
}

function namesIn(toward: readonly CountsToward[]): Set<string> {
  return new Set(
    toward.flatMap(({ measures, supports }) => [
      ...measures.map(({ indicator }) => indicator),
      ...supports.map(({ benchmark }) => benchmark),
    ]),
  )
}

const figuresOf: Partial<Record<Indicator['measure'], Movement['figure'][]>> = {
  ratio: ['actual', 'of'],
  latest: ['latest'],
}

function movementsOf(
  cycle: string,
  { id, measure }: Indicator,
  was: readonly SeriesProgress[],
  is: readonly SeriesProgress[],
): Movement[] {
  const movements: Movement[] = []
  const all = new Map([...was, ...is].map(({ series }) => [series.key, series]))
  for (const series of all.values()) {
    const earlier = was.find((line) => line.series.key === series.key)
    const later = is.find((line) => line.series.key === series.key)
    for (const figure of figuresOf[measure] ?? (['actual'] as const)) {
      const [before, after] = [figureOf(earlier, figure), figureOf(later, figure)]
      if (before?.low === after?.low && before?.high === after?.high) continue
      movements.push({
        cycle,
        indicator: id,
        series,
        figure,
        ...(before && { before }),
        ...(after && { after }),
      })
    }
  }
  return movements
}

function figureOf(line: SeriesProgress | undefined, figure: Movement['figure']): Amount | undefined {
  return figure === 'of' ? line?.target : line?.actual
}
