import type { Indicator } from './benchmark.ts'
import type { Group } from './gather-series.ts'
import { makeDecimal } from './number-text.ts'
import type { RollUp } from './roll-up.ts'
import { type Amount, addAmounts, scaleAmount } from './series.ts'

/** What is held of each side of the comparison: five ways to have no figure are kept apart. */
export interface DataState {
  actual: 'logged' | 'zero' | 'nil return' | 'nothing logged'
  target:
    | 'stated'
    | 'baseline recorded'
    | 'baseline not recorded'
    | 'no target figure in the source'
    | 'not in the extract held'
    | 'no target'
    | 'judged by a person'
}

/** What the series is compared with, or why there is nothing. */
export interface Goal {
  amount?: Amount
  state: DataState['target']
  why?: string
}

export function targetOf(
  { over, baseline, stated }: Pick<Group, 'over' | 'baseline' | 'stated'>,
  indicator: Indicator,
  { cycle }: RollUp,
): Goal {
  const { target, targetGap } = indicator
  if (target === undefined) {
    if (targetGap !== undefined) return { state: 'no target', why: targetGap }
    if (cycle.extract)
      return { state: 'not in the extract held', why: 'no target figure in the extract held' }
    return { state: 'no target figure in the source', why: 'no target figure in the source' }
  }
  if ('all' in target) {
    if (over.length > 0) return { amount: addAmounts(over.map(({ amount }) => amount)), state: 'stated' }
    return { state: 'stated', why: `nothing logged as ${indicator.over[0]?.kind[0]}` }
  }
  if ('at' in target) {
    return stated
      ? { amount: stated, state: 'stated' }
      : { state: 'stated', why: `the target is ${target.at}` }
  }
  const earlier = 'rateOf' in target ? target.rateOf : target.of
  if (baseline === undefined) return { state: 'baseline not recorded', why: `${earlier} value missing` }
  if ('times' in target && baseline.amount.high === 0)
    return {
      state: 'baseline recorded',
      why: `the ${earlier} value is zero, and ${target.times} × zero sets no target`,
    }
  const { digits, scale } = makeDecimal('times' in target ? target.times : '1')
  return { amount: scaleAmount(baseline.amount, digits, 10n ** BigInt(scale)), state: 'baseline recorded' }
}
