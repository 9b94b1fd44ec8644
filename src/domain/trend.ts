import type { Indicator } from './benchmark.ts'
import { addDays, daysBetween, type IsoDate } from './date.ts'
import type { Item } from './gather-series.ts'
import type { Period } from './period.ts'
import { type Amount, addAmounts } from './series.ts'

/** The days that are compared with as many before them. */
export const trendDays = 90

/** Where a figure is going. `now` and `before`: of a flow, the sums of the last 90 days and of the 90 before; of a stock, the last two. */
export interface Trend {
  direction: 'rising' | 'falling' | 'level' | 'not clear'
  now: Amount
  before: Amount
}

/**
 * Of a flow or count: what ended in the last 90 days against the 90 days before them, all inside the period; none before 180
 * days of it are over, or where one of the two has no entry: nothing logged is no zero. Of a stock: the latest against the one before. Ranges that overlap are not clear. A ratio has none.
 */
export function trendOf(
  items: readonly Item[],
  measure: Indicator['measure'],
  period: Period,
  asOf: IsoDate,
): Trend | undefined {
  const pair = measure === 'latest' ? lastTwo(items) : lastDays(items, measure, period, asOf)
  return pair && { direction: directionOf(pair), ...pair }
}

function lastTwo(items: readonly Item[]): Omit<Trend, 'direction'> | undefined {
  const days = [...new Set(items.map(({ entry }) => entry.until))].sort()
  const at = (day: IsoDate | undefined) => items.filter(({ entry }) => entry.until === day).at(-1)?.amount
  const [before, now] = [at(days.at(-2)), at(days.at(-1))]
  return before && now && days.length > 1 ? { now, before } : undefined
}

function lastDays(
  items: readonly Item[],
  measure: Indicator['measure'],
  period: Period,
  asOf: IsoDate,
): Omit<Trend, 'direction'> | undefined {
  const end = asOf < period.until ? addDays(asOf, 1) : period.until
  const isFlow = measure === 'sum' || measure === 'count'
  if (!isFlow || items.length === 0 || daysBetween(period.from, end) < 2 * trendDays) return undefined
  const middle = addDays(end, -trendDays)
  const amountsIn = (from: IsoDate, until: IsoDate) =>
    items.filter(({ entry }) => from < entry.until && entry.until <= until).map(({ amount }) => amount)
  const [now, before] = [amountsIn(middle, end), amountsIn(addDays(middle, -trendDays), middle)]
  if (now.length === 0 || before.length === 0) return undefined
  return { now: addAmounts(now), before: addAmounts(before) }
}

function directionOf({ now, before }: Omit<Trend, 'direction'>): Trend['direction'] {
  const top = (amount: Amount) => amount.high ?? Number.POSITIVE_INFINITY
  if (now.low === before.low && now.high === before.high) return 'level'
  if (now.low > top(before)) return 'rising'
  return top(now) < before.low ? 'falling' : 'not clear'
}
