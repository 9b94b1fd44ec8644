import type { Indicator } from './benchmark.ts'
import type { Resolved } from './clause.ts'
import { divideHalfEven } from './number-text.ts'
import { type Dimension, isOfOneUnit } from './quantity.ts'

/**
 * What may be added up together: one substance in one form, in one dimension. Mass, volume and area are pooled over their
 * units (amounts are mg, mL, m²); pieces and money are not, so there `unit` is the unit's id.
 */
export interface Series {
  key: string
  /** `cocaine base`, `opium poppy`, or the kind of the entries where no substance applies. */
  name: string
  dimension: Dimension
  unit?: string
}

/** An amount of a series, in the small unit of its dimension. `high` is absent where only a lower bound is known. */
export interface Amount {
  low: number
  high?: number
}

/** What a series is made of, before its entries or figures are looked at. */
export interface SeriesParts {
  /** Substance id, or what the figure counts where there is none. */
  subject: string
  name: string
  form?: string | undefined
  dimension: Dimension
  unit: string
}

export function makeSeries({ subject, name, form, dimension, unit }: SeriesParts): Series {
  const own = isOfOneUnit(dimension) ? unit : undefined
  const what = form === undefined ? subject : `${subject} ${form}`
  return {
    key: [what, dimension, own].filter((piece) => piece !== undefined).join(', '),
    name: form === undefined ? name : `${name} ${form}`,
    dimension,
    ...(own !== undefined && { unit: own }),
  }
}

/**
 * The series of an indicator that an entry adds to, and what it adds there; undefined when it states no quantity. An
 * indicator that counts has one series for all its entries: their pieces, or one for an entry that states none.
 */
export function contribution(
  { entry, substance }: Resolved,
  indicator: Pick<Indicator, 'measure' | 'name'>,
): { series: Series; amount: Amount } | undefined {
  const { quantity } = entry
  if (indicator.measure === 'count') {
    const amount = quantity?.dimension === 'piece' ? amountOf(quantity) : { low: 1, high: 1 }
    return { series: countSeries(indicator), amount }
  }
  if (quantity === undefined) return undefined
  const subject = substance?.id ?? entry.substance ?? entry.kind
  const { dimension, unit } = quantity
  const series = makeSeries({ subject, name: substance?.name ?? subject, form: entry.form, dimension, unit })
  return { series, amount: amountOf(quantity) }
}

export function countSeries(indicator: Pick<Indicator, 'name'>): Series {
  return { key: 'count', name: indicator.name, dimension: 'piece' }
}

export function amountOf({ low, high }: Amount): Amount {
  return high === undefined ? { low } : { low, high }
}

/** The sum; its upper bound is open as soon as one of them is. */
export function addAmounts(amounts: readonly Amount[]): Amount {
  let low = 0
  let high: number | undefined = 0
  for (const amount of amounts) {
    low += amount.low
    high = high === undefined || amount.high === undefined ? undefined : high + amount.high
  }
  return high === undefined ? { low } : { low, high }
}

/** `amount × numerator ÷ denominator`, exact, rounded once, half to even. */
export function scaleAmount(amount: Amount, numerator: bigint, denominator: bigint): Amount {
  const scale = (value: number) => Number(divideHalfEven(BigInt(value) * numerator, denominator))
  return amount.high === undefined
    ? { low: scale(amount.low) }
    : { low: scale(amount.low), high: scale(amount.high) }
}
