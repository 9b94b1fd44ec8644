import type { UnitTerm } from './lexicon.ts'
import {
  add,
  type Decimal,
  half,
  isNumberWord,
  isWhole,
  type NumberFound,
  readAndHalf,
  readNumber,
} from './number-text.ts'
import { indexPhrases, makePhrases, matchAt, oncePer } from './phrase.ts'
import { type Bound, readQualifiers } from './qualifiers.ts'
import { type Dimension, printLargest, type Quantity, toSmallUnit } from './quantity.ts'
import { type Token, tokenise } from './text.ts'

/** One way to read a doubtful text: what its button says, and the words to type in place of the doubtful ones. */
export interface Reading {
  label: string
  text: string
}

/**
 * `uncounted` is an amount without a figure, such as "multi-ton": noted, never counted. A question carries its likeliest
 * answer: metric for bare tons, the English decimal for `1.500`.
 */
export type QuantityReading =
  | { quantity: Quantity }
  | { uncounted: string }
  | { ask: string; readings: Reading[]; likely?: Quantity }
  | { problem: string }

/** A quantity found in a line: what it was read as, and the index of the token after it. */
export interface QuantityFound {
  reading: QuantityReading
  next: number
}

const countless =
  /^(?:multi(?:-\p{L}+)*-?(?:ton|tonne|kilo|kilogram|hectare)s?|several|few|many|dozens|hundreds|thousands|varios|varias|decenas|cientos|miles)$/u

/** Money letters that mean a multiplier only after a figure with its currency: `$14.1m`, `S/ 3.4 MM`. */
const moneyLetters = new Map([
  ['m', 1_000_000n],
  ['mm', 1_000_000n],
])

/** Reads a whole text as one quantity: `two hundred kg`, `~250 lb`, `200-250 kg`, `>= 5 t`, `US$14.1 million`. */
export function parseQuantity(text: string, units: readonly UnitTerm[]): QuantityReading {
  const tokens = tokenise(text)
  const found = readQuantity(tokens, 0, units)
  if (found && ('problem' in found.reading || found.next === tokens.length)) return found.reading
  const number = readNumber(tokens, 0)
  if (number?.next === tokens.length)
    return { problem: `${text}: of what unit? Write it with one, e.g. ${text} kg.` }
  return { problem: `"${text}" is not a quantity. Write a number and a unit, e.g. 250 kg.` }
}

/**
 * The quantity that begins at a token of a line, with its unit; `counted` is the unit of a number that stands without one.
 * Undefined when none begins there, or when a number has no unit and none is assumed.
 */
export function readQuantity(
  tokens: readonly Token[],
  at: number,
  units: readonly UnitTerm[],
  counted?: UnitTerm,
): QuantityFound | undefined {
  return (
    readCountless(tokens, at, units) ?? readNegative(tokens, at) ?? readMeasured(tokens, at, units, counted)
  )
}

function readCountless(
  tokens: readonly Token[],
  at: number,
  units: readonly UnitTerm[],
): QuantityFound | undefined {
  const first = tokens[at]?.word === 'a' && tokens[at + 1]?.word === 'few' ? at + 1 : at
  const token = tokens[first]
  if (!token || !countless.test(token.word)) return undefined
  let next = first + 1
  while (isNumberWord(tokens[next]?.word ?? '')) next += 1
  if (/^(?:of|de)$/.test(tokens[next]?.word ?? '') && findUnit(tokens, next + 1, units)) next += 1
  next = findUnit(tokens, next, units)?.next ?? next
  return { reading: { uncounted: typedText(tokens, at, next) }, next }
}

function readNegative(tokens: readonly Token[], at: number): QuantityFound | undefined {
  const [before, sign, figure] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (sign?.text !== '-' || figure?.start !== sign.end || before?.end === sign.start) return undefined
  const number = readNumber(tokens, at + 1)
  if (!number) return undefined
  const problem = `-${figure.text} is less than zero. Write the amount without the sign; to take an entry back, void it.`
  return { reading: { problem }, next: number.next }
}

function readMeasured(
  tokens: readonly Token[],
  start: number,
  units: readonly UnitTerm[],
  counted: UnitTerm | undefined,
): QuantityFound | undefined {
  const { meaning, next: at } = readQualifiers(tokens, start)
  const prefix = findCurrency(tokens, at, units)
  const first = prefix?.next ?? at
  if (/^\d[\d.]*e/.test(tokens[first]?.word ?? '')) {
    const problem = `${tokens[first]?.text}: write the number in full, e.g. 1,500.`
    return { reading: { problem }, next: findUnit(tokens, first + 1, units)?.next ?? first + 1 }
  }
  const low = readNumber(tokens, first)
  if (!low) return undefined
  const between = tokens.slice(start, at).some(({ word }) => word === 'between' || word === 'entre')
  const high = readUpper(tokens, low.next, units, between)
  const numberEnd = high?.next ?? low.next
  const letter = tokens[numberEnd]
  const joined = letter?.start === tokens[numberEnd - 1]?.end || letter?.word === 'mm'
  const factor = prefix && joined ? moneyLetters.get(letter?.word ?? '') : undefined
  const after = factor === undefined ? numberEnd : numberEnd + 1
  // "3 millones de dólares"
  const of = tokens[after]?.word === 'de' && numberEnd - first > 1 ? after + 1 : after
  const unit = prefix ?? findUnit(tokens, of, units) ?? (counted && { units: [counted], next: after })
  if (!unit) return undefined
  const halfEnd = prefix ? undefined : readAndHalf(tokens, unit.next)
  const next = prefix ? after : (halfEnd ?? unit.next)
  const grown = (found: NumberFound | undefined) =>
    found?.values
      .map(({ digits, scale }) => ({ digits: digits * (factor ?? 1n), scale }))
      .map((value) => (halfEnd === undefined ? value : add(value, half))) ?? []
  const typed = typedText(tokens, start, next)
  const replaceNumber = (index: number, text: string) => {
    const token = tokens[index]
    const origin = tokens[start]?.start ?? 0
    return token ? typed.slice(0, token.start - origin) + text + typed.slice(token.end - origin) : typed
  }
  const pieces = unit.units.every(({ dimension }) => dimension === 'piece')
  const meant = (values: Decimal[]) => (pieces ? wholeReadings(values) : values)
  const given = [
    { values: meant(grown(low)), index: first },
    { values: meant(grown(high)), index: high?.at ?? 0 },
  ]
  const [lowValue, highValue] = given.map(({ values }) => values[0])
  const [likeliest, ...others] = unit.units
  if (lowValue === undefined || likeliest === undefined) return undefined
  const reading = measure({ low: lowValue, high: highValue, unit: likeliest, typed, ...meaning })
  const likely = 'quantity' in reading ? { likely: reading.quantity } : {}
  const doubtful = given.find(({ values }) => values.length > 1)
  if (doubtful) {
    const readings = doubtful.values.map((_, index) => clearFigure(tokens[doubtful.index]?.text ?? '', index))
    return {
      reading: {
        ask: `"${tokens[doubtful.index]?.text}" can be read in two ways. Which is meant?`,
        readings: readings.map((figure) => {
          const text = replaceNumber(doubtful.index, figure)
          return { label: text, text }
        }),
        ...likely,
      },
      next,
    }
  }
  if (others.length > 0) {
    const word = typedText(tokens, prefix ? at : after, prefix ? first : next)
    const figures = typedText(tokens, start, after)
    return {
      reading: {
        ask: `"${word}" can mean several units. Which is meant?`,
        readings: unit.units.map((unit) => ({
          label: `${figures} ${unit.aliases[0]}`,
          text: `${figures} ${unit.aliases[0]}`,
        })),
        ...likely,
      },
      next,
    }
  }
  return { reading, next }
}

/** People and plants have no fractions, so `1.500` of them is a thousand and a half; `1,2` stays what it seems, a mistake. */
function wholeReadings(values: Decimal[]): Decimal[] {
  const [english, ...others] = values
  return english?.scale === 3 && others.length > 0 ? others : values.slice(0, 1)
}

function measure(
  read: { low: Decimal; high: Decimal | undefined; unit: UnitTerm; typed: string } & Bound,
): QuantityReading {
  const { unit, typed } = read
  const given = read.high ? [read.low, read.high] : [read.low]
  if (unit.dimension === 'piece' && !given.every(isWhole)) {
    return { problem: `${typed}: ${unit.symbol} are counted in whole numbers.` }
  }
  const [first, second = first] = given.map((value) => toSmallUnit(value, unit))
  if (first === undefined || second === undefined) {
    return { problem: `${typed} is larger than ${printLargest(unit)}: is the unit right?` }
  }
  if (second < first) return { problem: `${typed}: the range ends below where it begins.` }
  const low = read.bound === 'most' ? 0 : first
  return {
    quantity: {
      dimension: unit.dimension,
      low,
      ...(read.bound !== 'least' && { high: second }),
      typed,
      unit: unit.id,
      ...(read.approximate && { approximate: true }),
    },
  }
}

/** The second number of a range: `200-250`, `200 to 250`, `200 kg to 250 kg`, `between 200 and 250`, `200 a 250`. */
function readUpper(tokens: readonly Token[], after: number, units: readonly UnitTerm[], between: boolean) {
  const joint = [after, findUnit(tokens, after, units)?.next ?? after].find((index) => {
    const word = tokens[index]?.word ?? ''
    return word === '-' || word === 'to' || word === 'a' || ((word === 'and' || word === 'y') && between)
  })
  if (joint === undefined) return undefined
  const number = readNumber(tokens, joint + 1)
  return number && { ...number, at: joint + 1 }
}

/** `1.500` as `1.5` then `1,500`; `1,2` as `1.2` then `12`: figures that can be read in one way only. */
function clearFigure(figures: string, reading: number): string {
  const decimal = figures.replace(',', '.').replace(/0+$/, '').replace(/\.$/, '')
  if (reading === 0) return /\.\d{3}$/.test(decimal) ? `${decimal}0` : decimal
  return Number(figures.replace(/[.,]/, '')).toLocaleString('en-US')
}

interface UnitFound {
  units: UnitTerm[]
  next: number
}

/** The unit named at a token by its longest alias; several when the word may mean several. */
function findUnit(
  tokens: readonly Token[],
  at: number,
  units: readonly UnitTerm[],
  dimension?: Dimension,
): UnitFound | undefined {
  const found = matchAt(tokens, at, unitIndex(units))
  const unit = found?.meanings.find((each) => dimension === undefined || each.dimension === dimension)
  if (!found || !unit) return undefined
  const readings = unit.readings.flatMap((reading) => units.filter(({ id }) => id === reading))
  return { units: unit.readings.length > 0 ? readings : [unit], next: found.until }
}

const unitIndex = oncePer((units: readonly UnitTerm[]) =>
  indexPhrases(units.flatMap((unit) => makePhrases(unit.aliases, unit))),
)

/** A currency before its figure: `US$ 3,000`, `USD 3,000`, `S/ 500`. */
function findCurrency(
  tokens: readonly Token[],
  at: number,
  units: readonly UnitTerm[],
): UnitFound | undefined {
  const found = findUnit(tokens, at, units, 'money')
  return found && readNumber(tokens, found.next) ? found : undefined
}

/** Tokens `from` to `until` (exclusive) as they stood in the line, white space between them made one space. */
function typedText(tokens: readonly Token[], from: number, until: number): string {
  return tokens
    .slice(from, until)
    .map((token, index, all) => {
      const before = all[index - 1]
      return before && before.end < token.start ? ` ${token.text}` : token.text
    })
    .join('')
}
