import type { UnitTerm } from './lexicon.ts'
import { readNumber } from './number-text.ts'
import { type Quantity, toSmallUnit } from './quantity.ts'
import { tokenise } from './text.ts'

/**
 * The figure of a quantity in the unit it was typed with: 60 for "60 acres", 1,500,000 for "$1.5 million"; the lower of two,
 * the upper where only that is given. Read from what was typed, so that no rounding to small units shows.
 */
export function figureTyped(quantity: Quantity, units: readonly UnitTerm[]): number {
  const { typed, low, high = low } = quantity
  const amount = low > 0 ? low : high
  const unit = units.find(({ id }) => id === quantity.unit)
  const many = [1_000_000n, 1_000n].find((count) => unit && toSmallUnit({ digits: count, scale: 0 }, unit))
  const size = unit && many && toSmallUnit({ digits: many, scale: 0 }, unit)
  if (!size) return amount
  const counted = (Number(many) * amount) / size
  const tokens = tokenise(typed)
  for (let at = 0; at < tokens.length; at++) {
    const values = readNumber(tokens, at)?.values ?? []
    const figures = values.map(({ digits, scale }) => Number(digits) / 10 ** scale)
    const meant = figures.find((figure) => Math.abs(figure - counted) <= 1e-4 * counted)
    if (meant !== undefined) return meant
  }
  return Number(counted.toPrecision(9))
}
