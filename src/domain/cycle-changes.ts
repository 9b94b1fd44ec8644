import type { Benchmark, Cycle, Indicator } from './benchmark.ts'
import type { UnitTerm } from './lexicon.ts'
import { makeDecimal } from './number-text.ts'
import { isOfOneUnit } from './quantity.ts'
import { parseQuantity } from './quantity-text.ts'
import type { Series } from './series.ts'
import { foldText } from './text.ts'

/** What became of a benchmark that goes on. `target changed` is one whose two targets cannot be held against one another. */
export const judgements = [
  'tightened',
  'loosened',
  'target changed',
  'measure added',
  'measure dropped',
  'actor changed',
  'reworded',
] as const
export type Judgement = (typeof judgements)[number]

/** A judgement is a reading of ours, never the source's: `because` is its reason. */
interface Judged {
  judgement: Judgement
  because: string
}

/** A benchmark beside the one it continues; nothing judged means that nothing differs. */
export interface Continued {
  before: Benchmark
  after: Benchmark
  /** Why the one is read as going on in the other. */
  basis: string
  judged: Judged[]
}

/** What changed from one cycle's benchmarks to another's, in the order of their files. */
export interface CycleChanges {
  continued: Continued[]
  added: Benchmark[]
  dropped: Benchmark[]
}

/**
 * Holds two cycles of one country side by side by `continues:`, through the cycles in between where there are any. Only targets
 * decide what is tightened or loosened; a figure that is dropped loosens, one where none stood tightens.
 */
export function compareCycles(
  from: Cycle,
  to: Cycle,
  cycles: readonly Cycle[],
  units: readonly UnitTerm[],
): CycleChanges {
  const continued = to.benchmarks.flatMap((after): Continued[] => {
    const before = predecessorIn(from, after, cycles)
    if (!before) return []
    const basis = after.continuesBasis ?? 'our reading (no reason is given)'
    return [{ before, after, basis, judged: judgePair(before, after, units) }]
  })
  const [befores, afters] = [continued.map(({ before }) => before), continued.map(({ after }) => after)]
  return {
    continued,
    added: to.benchmarks.filter((benchmark) => !afters.includes(benchmark)),
    dropped: from.benchmarks.filter((benchmark) => !befores.includes(benchmark)),
  }
}

/** The benchmark of the earlier cycle that this one goes back to; a circle of `continues:` ends the search. */
function predecessorIn(
  from: Cycle,
  after: Benchmark,
  cycles: readonly Cycle[],
  seen: readonly Benchmark[] = [],
): Benchmark | undefined {
  if (after.continues === undefined || seen.includes(after)) return undefined
  const [name, id] = after.continues.split('/')
  const cycle = cycles.find((held) => held.country === from.country && held.cycle === name)
  const before = cycle?.benchmarks.find((benchmark) => benchmark.id === id)
  if (cycle === from) return before
  return before && predecessorIn(from, before, cycles, [...seen, after])
}

function judgePair(before: Benchmark, after: Benchmark, units: readonly UnitTerm[]): Judged[] {
  const pairs = pairIndicators(before.indicators, after.indicators)
  const judged: Judged[] = []
  if (before.actor !== after.actor)
    judged.push({ judgement: 'actor changed', because: `from ${before.actor} to ${after.actor}` })
  for (const { earlier, later } of pairs) judged.push(...judgeTargets(earlier, later, units))
  const [earlier, later] = [pairs.map((pair) => pair.earlier), pairs.map((pair) => pair.later)]
  for (const one of after.indicators.filter((indicator) => !later.includes(indicator)))
    judged.push({ judgement: 'measure added', because: `${one.id}, ${one.name.toLowerCase()}` })
  for (const one of before.indicators.filter((indicator) => !earlier.includes(indicator)))
    judged.push({ judgement: 'measure dropped', because: `${one.id}, ${one.name.toLowerCase()}` })
  if (foldText(before.statement) !== foldText(after.statement))
    judged.push({ judgement: 'reworded', because: 'what is asked is stated otherwise' })
  return judged
}

interface IndicatorPair {
  earlier: Indicator
  later: Indicator
}

/** By id, else by what they count; where each side has one, those two. */
function pairIndicators(before: readonly Indicator[], after: readonly Indicator[]): IndicatorPair[] {
  if (before.length === 1 && after.length === 1)
    return before.flatMap((earlier) => after.map((later) => ({ earlier, later })))
  const free = new Set(before)
  return after.flatMap((later) => {
    const like = [...free]
    const earlier = like.find(({ id }) => id === later.id) ?? like.find((one) => countAlike(one, later))
    if (!earlier) return []
    free.delete(earlier)
    return [{ earlier, later }]
  })
}

function countAlike(one: Indicator, other: Indicator): boolean {
  const share = <T>(these: readonly T[] | undefined, those: readonly T[] | undefined) =>
    these === undefined || those === undefined || these.some((value) => those.includes(value))
  return one.counts.some((a) =>
    other.counts.some(
      (b) => share(a.kind, b.kind) && share(a.method, b.method) && share(a.substance, b.substance),
    ),
  )
}

/** A target as far as it can be compared: how much of what, more being harder where higher is better. */
type Reach =
  | { of: 'figure'; dimension: Series['dimension']; unit: string; amount: bigint; scale: bigint }
  | { of: 'an earlier period'; amount: bigint; scale: bigint }
  | { of: 'all' }

function judgeTargets(earlier: Indicator, later: Indicator, units: readonly UnitTerm[]): Judged[] {
  const [was, is] = [reachOf(earlier, units), reachOf(later, units)]
  const about = `${later.id}: `
  if (!was && !is) return []
  if (!was) return [{ judgement: 'tightened', because: `${about}a target stands where none stood` }]
  if (!is) return [{ judgement: 'loosened', because: `${about}a target stood, and none is stated now` }]
  const order = earlier.direction === later.direction ? compareReach(was, is) : undefined
  if (order === 0) return []
  if (order === undefined) {
    const because = `${about}the two targets are of different kinds, so which is the harder is not known`
    return [{ judgement: 'target changed', because }]
  }
  const isHarder = later.direction === 'higher' ? order > 0 : order < 0
  const because = `${about}the target is ${order > 0 ? 'higher' : 'lower'}, and ${later.direction} is better`
  return [{ judgement: isHarder ? 'tightened' : 'loosened', because }]
}

function reachOf({ target }: Indicator, units: readonly UnitTerm[]): Reach | undefined {
  if (target === undefined) return undefined
  if ('all' in target) return { of: 'all' }
  if ('at' in target) {
    const reading = parseQuantity(target.at, units)
    if (!('quantity' in reading)) return undefined
    const { dimension, unit, low } = reading.quantity
    return { of: 'figure', dimension, unit, amount: BigInt(low), scale: 1n }
  }
  const { digits, scale } = makeDecimal('times' in target ? target.times : '1')
  return { of: 'an earlier period', amount: digits, scale: 10n ** BigInt(scale) }
}

/** Above 0 when the later asks for more; undefined where they are not of one kind. */
function compareReach(was: Reach, is: Reach): number | undefined {
  if (was.of === 'all' || is.of === 'all') return was.of === is.of ? 0 : undefined
  if (was.of !== is.of) return undefined
  if (was.of === 'figure' && is.of === 'figure') {
    if (was.dimension !== is.dimension) return undefined
    if (isOfOneUnit(was.dimension) && was.unit !== is.unit) return undefined
  }
  const [before, after] = [was.amount * is.scale, is.amount * was.scale]
  return after === before ? 0 : after > before ? 1 : -1
}
