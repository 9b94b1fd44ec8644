import type { Indicator } from './benchmark.ts'
import type { Citation } from './citation.ts'
import { measureFailures } from './counts-toward.ts'
import { measuredPeriods, periodNamed } from './cycle.ts'
import type { Entry } from './entry.ts'
import type { Finding, Found } from './finding.ts'
import { covers, type Period } from './period.ts'
import type { Quantity } from './quantity.ts'
import { parseQuantity } from './quantity-text.ts'
import { type Evidence, evidenceOf, type RollUp } from './roll-up.ts'
import {
  type Amount,
  addAmounts,
  amountOf,
  contribution,
  countSeries,
  makeSeries,
  type Series,
} from './series.ts'

/** The value of the period a series is measured against; of the data folder, or found by a person. */
export interface Baseline {
  period: string
  amount: Amount
  cite: Citation
  /** The finding it was recorded by. */
  finding?: string
  /** The logged total that was adopted as it. */
  entry?: string
  /** What stands behind a value that somebody recorded; one of the data folder is as cabled. */
  evidence?: Evidence
}

/** A logged total that a person put in the place of the events of its days. */
export interface Adopted {
  entry: string
  finding: string
  total: Amount
  /** The events it stands for. */
  instead: string[]
  /** Their sum; absent when there are none. */
  events?: Amount
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
  adopted: Adopted[]
  /** What would count in another period of the cycle, by its name: fiscal and calendar year side by side. */
  beside: ReadonlyMap<string, Item[]>
  baseline?: Baseline
  /** The figure of an `at` target, where this is its dimension. */
  stated?: Amount
}

/** The series of an indicator in the order of their keys: those of its entries, its baselines and its stated figure. */
export function gatherSeries(indicator: Indicator, rollUp: RollUp): Group[] {
  const groups = new Map<string, Group>()
  const others = besidePeriods(indicator, rollUp)
  const groupOf = (series: Series): Group => {
    const group = groups.get(series.key) ?? {
      series,
      counts: [],
      over: [],
      claims: [],
      totals: [],
      notCounted: [],
      adopted: [],
      beside: new Map(others.map(({ name }) => [name, []])),
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
      if (side === 'counts' && second === undefined && (first?.clause ?? 'period') === 'period') {
        for (const other of others) {
          if (covers(other, item.entry)) groupOf(part.series).beside.get(other.name)?.push(item)
        }
      }
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
  for (const finding of rollUp.findings) {
    if (finding.about !== indicator.id) continue
    const { found } = finding
    const pooled = found.of === 'baseline' ? pooledClass(found, rollUp) : undefined
    if (found.of === 'baseline' && pooled) {
      const group = poolGroup(pooled, found.quantity, rollUp, [...groups.values()])
      group.baseline = foundBaseline(finding, found.period, amountOf(found.quantity))
      groups.set(group.series.key, group)
    } else if (found.of === 'baseline') {
      const series = seriesOfFigure(found.quantity, indicator, rollUp, found.substance, found.form)
      groupOf(series).baseline = foundBaseline(finding, found.period, amountOf(found.quantity))
    }
    if (found.of === 'adoption') adopt(finding, found, indicator, rollUp, groups, groupOf)
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

/** A figure of "drugs" or "precursors", none of them named, is of the whole class. */
function pooledClass({ substance }: Found & { of: 'baseline' }, { lexicon }: RollUp): string | undefined {
  if (!substance?.startsWith('unnamed-')) return undefined
  return lexicon.substances.find(({ id }) => id === substance)?.class
}

/**
 * Every substance of a class in one dimension, added up because the baseline it is compared with is of them all. The series of
 * its substances stand beside it, without a target of their own: forms and substances are pooled nowhere else.
 */
function poolGroup(
  kind: string,
  { dimension }: Quantity,
  { resolved }: RollUp,
  groups: readonly Group[],
): Group {
  const own = new Set(
    resolved.flatMap(({ entry, substance }) => (substance?.class === kind ? [entry.id] : [])),
  )
  const alike = groups.filter(
    ({ series }) => series.dimension === dimension && !series.key.startsWith('every '),
  )
  const ofClass = ({ entry }: Item) => own.has(entry.id)
  const beside = new Map<string, Item[]>()
  for (const group of alike)
    for (const [name, items] of group.beside)
      beside.set(name, [...(beside.get(name) ?? []), ...items.filter(ofClass)])
  return {
    series: { key: `every ${kind}, ${dimension}`, name: `every ${kind}`, dimension },
    counts: alike.flatMap(({ counts }) => counts.filter(ofClass)),
    over: [],
    claims: [],
    totals: [],
    notCounted: [],
    adopted: [],
    beside,
  }
}

/** The other periods of the cycle, for a flow or a count: a stock is of a day, and a ratio is compared with itself. */
function besidePeriods({ measure, period }: Indicator, { cycle }: RollUp): Period[] {
  if (measure !== 'sum' && measure !== 'count') return []
  return measuredPeriods(cycle).filter(({ name }) => name !== period)
}

/** Of an adopted total the entry is the evidence; it is reviewed when both it and its adoption are. */
function foundBaseline(finding: Finding, period: string, amount: Amount, entry?: Entry): Baseline {
  const { id, source, state } = finding
  const evidence = evidenceOf([
    entry ? { ...entry, state: state === 'accepted' ? entry.state : state } : finding,
  ])
  const cite = { source: source?.text ?? `entry ${entry?.id ?? 'not named'}` }
  return { period, amount, cite, finding: id, evidence, ...(entry && { entry: entry.id }) }
}

/** A total that is void, or beyond what may be shown, is adopted by nobody any more: the events stand again. */
function adopt(
  finding: Finding,
  { entry: id, as, period }: Found & { of: 'adoption' },
  indicator: Indicator,
  { resolved }: RollUp,
  groups: ReadonlyMap<string, Group>,
  groupOf: (series: Series) => Group,
): void {
  if (as === 'baseline') {
    const total = resolved.find(({ entry }) => entry.id === id)
    const part = total && contribution(total, indicator)
    if (!total || !part) return
    const { from, until } = periodNamed(period)
    if (total.entry.from !== from || total.entry.until !== until) return
    groupOf(part.series).baseline = foundBaseline(finding, period, part.amount, total.entry)
    return
  }
  for (const group of groups.values()) {
    const at = group.totals.findIndex(({ item }) => item.entry.id === id)
    const [total] = at < 0 ? [] : group.totals.splice(at, 1)
    if (!total) continue
    const { item, side } = total
    const touches = ({ entry }: Item) => entry.from < item.entry.until && item.entry.from < entry.until
    const replaced = group[side].filter(touches)
    group[side] = [...group[side].filter((event) => !touches(event)), item]
    group.adopted.push({
      entry: id,
      finding: finding.id,
      total: item.amount,
      instead: replaced.map(({ entry }) => entry.id),
      ...(replaced.length > 0 && { events: addAmounts(replaced.map(({ amount }) => amount)) }),
    })
  }
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
