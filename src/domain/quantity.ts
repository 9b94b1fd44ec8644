import { convert } from 'convert'
import type { UnitTerm } from './lexicon.ts'
import { type Decimal, makeDecimal, multiply, roundHalfEven } from './number-text.ts'
import { oncePer } from './phrase.ts'
import { printWhole } from './text.ts'

/** What can be added up. Amounts are whole numbers of the small unit: mg, mL, m², cent, piece. */
export type Dimension = 'mass' | 'volume' | 'area' | 'money' | 'piece'

/** Pieces and money are added up only within their unit; masses, volumes and areas across all of theirs. */
export function isOfOneUnit(dimension: Dimension): boolean {
  return dimension === 'piece' || dimension === 'money'
}

/**
 * An amount as typed and as counted. `low` and `high` are equal unless a range or bound was given (`200-250 kg`, `>= 5 t`:
 * then `high` is absent). Both are safe integers of the dimension's small unit, rounded once, half to even.
 */
export interface Quantity {
  dimension: Dimension
  low: number
  high?: number
  /** As typed, e.g. `two hundred kg`. */
  typed: string
  /** The id of the unit typed (`kilogram`, `acre`, `plant`, `USD`); counts and money of different units are never added. */
  unit: string
  /** `~250 kg`, "about". */
  approximate?: boolean
}

/** No amount may be larger, in small units: 100,000 t, 10 billion ha. Keeps sums of many entries safe integers. */
const largest = 10n ** 14n

const smallUnits = { mass: 'mg', volume: 'mL', area: 'm2' } as const

/** How much of the small unit one of the unit is, exactly: 453592.37 mg in a pound, 100 cents in a dollar. */
const sizeOf = oncePer((unit: UnitTerm): Decimal => {
  if (unit.dimension === 'money') return makeDecimal('100')
  if (unit.dimension === 'piece') return makeDecimal('1')
  if (unit.library === undefined)
    throw new Error(`unit ${unit.id} needs the name the units library has for it`)
  // The library works in floats: its factors have at most 15 figures that mean anything, and those are exact.
  // The name comes from data/, so only the library can tell whether it is one of its own; it throws when it is not.
  const factor = convert(1, unit.library as 'kg').to(smallUnits[unit.dimension] as 'mg')
  const figures = factor.toPrecision(15)
  return makeDecimal(figures.includes('e') ? factor.toFixed(20) : figures)
})

/** The amount in the small unit, rounded once, half to even; undefined when it is larger than any amount may be. */
export function toSmallUnit(value: Decimal, unit: UnitTerm): number | undefined {
  const amount = roundHalfEven(multiply(value, sizeOf(unit)))
  return amount > largest ? undefined : Number(amount)
}

/** What a person is told no amount may exceed: `100,000 t`. */
export function printLargest(unit: UnitTerm): string {
  if (unit.dimension === 'mass') return '100,000 t'
  return printAmount(unit.dimension, Number(largest), unit)
}

interface Scale {
  factor: number
  symbol: string
}
const scales: Record<'mass' | 'volume' | 'area', readonly Scale[]> = {
  mass: [
    { factor: 1_000_000, symbol: 'kg' },
    { factor: 1_000, symbol: 'g' },
    { factor: 1, symbol: 'mg' },
  ],
  volume: [
    { factor: 1_000, symbol: 'L' },
    { factor: 1, symbol: 'mL' },
  ],
  area: [
    { factor: 10_000, symbol: 'ha' },
    { factor: 1, symbol: 'm²' },
  ],
}

function printFigure(amount: number, factor: number): string {
  const places = String(factor).length - 1
  const whole = Math.floor(amount / factor)
  const fraction = String(amount % factor)
    .padStart(places, '0')
    .replace(/0+$/, '')
  return printWhole(whole) + (places > 0 && fraction ? `.${fraction}` : '')
}

/** `1.234` could be a thousand and more: such a figure is printed in the next smaller unit instead. */
function isClear(amount: number, { factor }: Scale): boolean {
  const [whole, rest] = [Math.floor(amount / factor), amount % factor]
  const hasThreePlaces = rest % (factor / 1_000) === 0 && rest % (factor / 100) !== 0
  return whole < 1 || whole > 999 || !hasThreePlaces
}

/**
 * The largest unit in which every amount is clear, and one of them at least one. Where there is none (1 lb is 453.592 g),
 * the first that is clear, `0.453592 kg`.
 */
function scaleFor(dimension: 'mass' | 'volume' | 'area', amounts: readonly number[]): Scale {
  const most = Math.max(...amounts)
  const clear = scales[dimension].filter((scale) => amounts.every((amount) => isClear(amount, scale)))
  const whole = clear.filter(({ factor }) => most >= factor)
  const fine = ({ symbol }: Scale) => symbol === 'mg' && most >= 1_000
  const scale = whole.find((scale) => !fine(scale)) ?? clear[0]
  if (scale === undefined) throw new Error(`no clear unit for ${dimension} ${amounts.join(', ')}`)
  return scale
}

function printIn(
  dimension: Dimension,
  amounts: readonly number[],
  unit: Pick<UnitTerm, 'id' | 'symbol'> | undefined,
) {
  if (dimension === 'money') {
    const figures = amounts.map((cents) =>
      cents % 100 === 0
        ? printFigure(cents, 100)
        : `${printFigure(cents - (cents % 100), 100)}.${String(cents % 100).padStart(2, '0')}`,
    )
    return { figures, symbol: unit?.symbol ?? '' }
  }
  if (dimension === 'piece') {
    const one = amounts.every((amount) => amount === 1)
    const symbol = (one ? unit?.id.replaceAll('-', ' ') : unit?.symbol) ?? ''
    return { figures: amounts.map((amount) => printFigure(amount, 1)), symbol }
  }
  const scale = scaleFor(dimension, amounts)
  return { figures: amounts.map((amount) => printFigure(amount, scale.factor)), symbol: scale.symbol }
}

/**
 * An amount in small units as people read it, without loss: `113.398092 kg`, `8,000 ha`, `1,234 g`, `12.50 USD`,
 * `1 plant`. `unit` names what is counted; masses, volumes and areas need none.
 */
export function printAmount(
  dimension: Dimension,
  amount: number,
  unit?: Pick<UnitTerm, 'id' | 'symbol'>,
): string {
  const { figures, symbol } = printIn(dimension, [amount], unit)
  return `${figures[0]} ${symbol}`.trim()
}

/** An amount to a tenth of the largest unit it holds ten of, or to the whole where it is counted: what is reckoned is no finer. */
export function roundReckoned(dimension: Dimension, amount: number): number {
  const step =
    dimension === 'piece'
      ? 1
      : dimension === 'money'
        ? 100
        : (scales[dimension].find(({ factor }) => amount >= 10 * factor)?.factor ?? 10) / 10
  return Math.round(amount / step) * step
}

/** `250 kg`, `about 200-250 kg`, `at least 5,000 kg`, `up to 3,000 ha`: read back, it gives the same amounts. */
export function printQuantity(quantity: Quantity, units: readonly UnitTerm[]): string {
  const { dimension, low, high } = quantity
  const unit = units.find(({ id }) => id === quantity.unit)
  const about = quantity.approximate ? 'about ' : ''
  if (high === undefined) return `${about}at least ${printAmount(dimension, low, unit)}`
  if (low === high) return about + printAmount(dimension, low, unit)
  if (low === 0) return `${about}up to ${printAmount(dimension, high, unit)}`
  const { figures, symbol } = printIn(dimension, [low, high], unit)
  return `${about}${figures.join('-')} ${symbol}`.trim()
}
