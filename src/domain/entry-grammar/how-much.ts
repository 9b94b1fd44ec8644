import type { Kind } from '../entry.ts'
import { kindRules, quantityRule } from '../kinds.ts'
import type { UnitTerm } from '../lexicon.ts'
import { readNumber } from '../number-text.ts'
import { type Dimension, printQuantity, type Quantity } from '../quantity.ts'
import { type QuantityFound, readQuantity } from '../quantity-text.ts'
import { claim, type Line, openTokens, rewrite, type Stop, textOf } from './line.ts'

export interface HowMuch {
  quantity?: Quantity
  /** An amount without a figure, as typed: noted, never counted. */
  uncounted?: string
  notes: string[]
}

/** Reads and claims how much: what the kind, done by this method, must or may say. */
export function readHowMuch(
  line: Line,
  kind: Kind,
  method: string | undefined,
  units: readonly UnitTerm[],
): HowMuch | Stop {
  const { label, dimensions, example } = kindRules[kind]
  if (dimensions.length === 0) return { notes: [] }
  const { rule, unit } = quantityRule(kind, method)
  const counted = units.find(({ id }) => id === unit)
  const found =
    findQuantity(line, units) ?? findParted(line, units) ?? (counted && findQuantity(line, units, counted))
  if (!found) {
    if (rule === 'required')
      return { problem: `${bareNumber(line) ?? 'No quantity: say how much'}, e.g. ${example}.` }
    if (rule === 'optional' || !counted) return { notes: [] }
    const quantity: Quantity = {
      dimension: counted.dimension,
      low: 1,
      high: 1,
      typed: `1 ${counted.id}`,
      unit: counted.id,
    }
    return { quantity, notes: [`no number given: counted as ${printQuantity(quantity, units)}`] }
  }
  const { reading, from, until } = found
  if ('problem' in reading) return { problem: reading.problem }
  if ('ask' in reading) {
    return {
      ask: reading.ask,
      readings: reading.readings.map(({ label, text }) => ({
        label,
        text: rewrite(line, from, until, text),
      })),
    }
  }
  claim(line, 'quantity', from, until)
  if (found.parted) claim(line, 'quantity', found.parted.from, found.parted.until)
  const second = findQuantity(line, units)
  if (second) {
    return {
      problem: `Two amounts in one line: "${textOf(line, from, until)}" and "${textOf(line, second.from, second.until)}". Log one line for each.`,
      several: true,
    }
  }
  if ('uncounted' in reading) {
    return {
      uncounted: reading.uncounted,
      notes: [`"${reading.uncounted}" is noted, not counted: it gives no figure`],
    }
  }
  const { quantity } = reading
  if (!dimensions.includes(quantity.dimension)) {
    const measures = dimensions.map((dimension) => words[dimension]).join(' or ')
    return {
      problem: `${label} goes by ${measures}, not by ${words[quantity.dimension]}: ${quantity.typed}.`,
    }
  }
  const dollars = /\$/.test(quantity.typed) && !/us\$/i.test(quantity.typed)
  return { quantity, notes: dollars ? ['$ read as US dollars'] : [] }
}

const words: Record<Dimension, string> = {
  mass: 'weight',
  volume: 'volume',
  area: 'area',
  money: 'money',
  piece: 'count',
}

/** What is wrong with a number that stands without a unit; undefined when there is none. */
function bareNumber(line: Line): string | undefined {
  const open = openTokens(line)
  const at = open.findIndex((_, index) => readNumber(open, index) !== undefined)
  const next = readNumber(open, at)?.next
  return next === undefined ? undefined : `"${textOf(line, at, next)}" has no unit: say of what unit`
}

interface Found extends QuantityFound {
  from: number
  until: number
  /** Where the unit stands, when words part it from its number. */
  parted?: { from: number; until: number }
}

/** The first quantity among the unclaimed words; with `counted`, a number that stands alone will do. */
function findQuantity(line: Line, units: readonly UnitTerm[], counted?: UnitTerm): Found | undefined {
  const open = openTokens(line)
  for (let from = 0; from < open.length; from++) {
    const found = readQuantity(open, from, units, counted)
    if (found) return { ...found, from, until: found.next }
  }
  return undefined
}

/** `300 cannabis plants`, `5,000 ecstasy pills`: a count with at most three words before what is counted. */
function findParted(line: Line, units: readonly UnitTerm[]): Found | undefined {
  const open = openTokens(line)
  for (let from = 0; from < open.length; from++) {
    const until = readNumber(open, from)?.next
    if (until === undefined) continue
    for (let unit = until + 1; unit <= until + 3; unit++) {
      const joined = [...open.slice(from, until), ...open.slice(unit, unit + 2)]
      const found = readQuantity(joined, 0, units)
      const length = (found?.next ?? 0) - (until - from)
      if (found && length > 0 && isCount(found))
        return { ...found, from, until, parted: { from: unit, until: unit + length } }
    }
  }
  return undefined
}

function isCount({ reading }: QuantityFound): boolean {
  return 'quantity' in reading && reading.quantity.dimension === 'piece'
}
