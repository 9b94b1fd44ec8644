import type { Indicator } from './benchmark.ts'
import type { Citation } from './citation.ts'
import { measureFailures } from './counts-toward.ts'
import type { Entry } from './entry.ts'
import type { Quantity } from './quantity.ts'
import { parseQuantity } from './quantity-text.ts'
import type { RollUp } from './roll-up.ts'
import { type Amount, amountOf, contribution, countSeries, makeSeries, type Series } from './series.ts'

export interface Baseline {
  period: string
  amount: Amount
  cite: Citation
}

export interface Item {
  entry: Entry
  amount: Amount
}

/** A series with all that belongs to it, before anything is judged. */
export interface Group {
  series: Series
  counts: Item[]
  over: Item[]
  /** Further claims of the events added: gross is all of them, net is one an event. */
  claims: Item[]
  totals: { item: Item; side: 'counts' | 'over' }[]
  /** Held back by the method alone, with why: voluntary beside forced. */
  notCounted: { item: Item; failed: string }[]
  baseline?: Baseline
  /** The figure of an `at` target, where this is its dimension. */
  stated?: Amount
}

/** The series of an indicator in the order of their keys: those of its entries, its baselines and its stated figure. */
export function gatherSeries(indicator: Indicator, rollUp: RollUp): Group[] {
  const groups = new Map<string, Group>()
  const groupOf = (series: Series): Group => {
    const group = groups.get(series.key) ?? {
      series,
      counts: [],
      over: [],
      claims: [],
      totals: [],
      notCounted: [],
    }
    groups.set(series.key, group)
    return group
  }
  for (const resolved of rollUp.resolved) {
    for (const side of ['counts', 'over'] as const) {
      const failures = measureFailures(resolved, indicator, side)
      const part = failures && contribution(resolved, indicator)
      if (failures === undefined || part === undefined) continue
      const item = { entry: resolved.entry, amount: part.amount }
      const [first, second] = failures
      if (first === undefined) groupOf(part.series)[side].push(item)
      if (first === undefined || second !== undefined) continue
      if (first.clause === 'scope') groupOf(part.series).totals.push({ item, side })
      // A count pools whatever its kind counts: there another method is another thing, not an amount held back.
      if (first.clause === 'method' && indicator.measure !== 'count') {
        groupOf(part.series).notCounted.push({ item, failed: first.phrase })
      }
    }
  }
  for (const claim of [...rollUp.claims.values()].flat()) {
    const part = contribution(claim, indicator)
    if (part && measureFailures(claim, indicator, 'counts')?.length === 0)
      groups.get(part.series.key)?.claims.push({ entry: claim.entry, amount: part.amount })
  }
  for (const { period, quantity, substance, form, cite } of indicator.baselines) {
    const figure = readFigure(quantity, rollUp)
    const series = seriesOfFigure(figure, indicator, rollUp, substance, form)
    groupOf(series).baseline = { period, amount: amountOf(figure), cite }
  }
  if (indicator.target && 'at' in indicator.target) {
    const figure = readFigure(indicator.target.at, rollUp)
    const own = seriesOfFigure(figure, indicator, rollUp)
    const alike = [...groups.values()].filter(({ series }) => {
      return series.dimension === own.dimension && series.unit === own.unit
    })
    for (const group of alike.length > 0 ? alike : [groupOf(own)]) group.stated = amountOf(figure)
  }
  return [...groups.values()].sort((a, b) => (a.series.key < b.series.key ? -1 : 1))
}

/** A figure of the data folder, in small units. Throws when it is not a quantity, which is a fault of that file. */
function readFigure(text: string, { lexicon }: RollUp): Quantity {
  const reading = parseQuantity(text, lexicon.units)
  if ('quantity' in reading) return reading.quantity
  throw new Error(`"${text}" in a cycle's file is not one plain quantity; write it like "8,000 ha"`)
}

/** The series a figure is a value of; where it names no substance, the only one that the indicator counts. */
function seriesOfFigure(
  { dimension, unit }: Quantity,
  indicator: Indicator,
  { lexicon }: RollUp,
  substance?: string,
  form?: string,
): Series {
  if (indicator.measure === 'count') return countSeries(indicator)
  const [first] = indicator.counts
  const only = first?.substance?.length === 1 ? first.substance[0] : undefined
  const subject = substance ?? only ?? first?.kind[0] ?? indicator.id
  const name = lexicon.substances.find(({ id }) => id === subject)?.name ?? subject
  return makeSeries({ subject, name, form, dimension, unit })
}
