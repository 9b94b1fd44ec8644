import type { Token } from './text.ts'

/** A decimal number without loss: `digits` over ten to the power of `scale`. */
export interface Decimal {
  digits: bigint
  scale: number
}

/** Reads `10143.5`, digits with at most one point; throws on anything else, which is a bug of the caller. */
export function makeDecimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

/** The nearest whole number, half to even. For amounts of zero or more. */
export function roundHalfEven({ digits, scale }: Decimal): bigint {
  const unit = 10n ** BigInt(scale)
  const whole = digits / unit
  const twice = 2n * (digits % unit)
  const up = twice > unit || (twice === unit && whole % 2n === 1n)
  return up ? whole + 1n : whole
}

export function isWhole({ digits, scale }: Decimal): boolean {
  return digits % 10n ** BigInt(scale) === 0n
}

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const small = new Map<string, number>([
  ...ones.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, 20 + 10 * index]),
])
const large = new Map([
  ['hundred', 100],
  ['dozen', 12],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['millions', 1_000_000],
  ['mn', 1_000_000],
  ['billion', 1_000_000_000],
  ['bn', 1_000_000_000],
])

/** A number found in a line: its possible values (two for `1.500`), and the index of the token after it. */
export interface NumberFound {
  values: Decimal[]
  next: number
}

/**
 * The number that begins at a token: `1,500`, `10,143.5`, `1 500`, `14.1 million`, `two hundred and fifty`, `a hundred`.
 * English marks are plain; `1.500` and `1,2` have two values, the English one first.
 */
export function readNumber(tokens: readonly Token[], at: number): NumberFound | undefined {
  return readFigures(tokens, at) ?? readNumberWords(tokens, at)
}

function readFigures(tokens: readonly Token[], at: number): NumberFound | undefined {
  const first = tokens[at]
  if (!first || !/^\d[\d.,]*$/.test(first.text)) return undefined
  let figures = first.text
  let next = at + 1
  if (/^\d{1,3}$/.test(figures)) {
    for (let part = tokens[next]; part && /^\d{3}$/.test(part.text); part = tokens[next]) {
      figures += part.text
      next += 1
    }
  }
  const values = valuesOf(figures)
  if (!values) return undefined
  const multiplier = large.get(tokens[next]?.word ?? '')
  if (multiplier === undefined) return { values, next }
  const factor = makeDecimal(String(multiplier))
  return { values: values.map((value) => multiply(value, factor)), next: next + 1 }
}

function valuesOf(figures: string): Decimal[] | undefined {
  const plain = (text: string) => makeDecimal(text.replaceAll(',', ''))
  if (/^\d+(?:\.\d+)?$/.test(figures)) {
    return /^[1-9]\d{0,2}\.\d{3}$/.test(figures)
      ? [plain(figures), plain(figures.replace('.', ''))]
      : [plain(figures)]
  }
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(figures)) return [plain(figures)]
  if (/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$/.test(figures)) {
    return [plain(figures.replaceAll('.', '').replace(',', '.'))]
  }
  if (/^0,\d+$/.test(figures)) return [plain(figures.replace(',', '.'))]
  if (/^\d+,\d+$/.test(figures)) return [plain(figures.replace(',', '.')), plain(figures)]
  return undefined
}

function readNumberWords(tokens: readonly Token[], at: number): NumberFound | undefined {
  let total = 0
  let group = 0
  let next = at
  let any = false
  const take = (word: string): boolean => {
    const value = small.get(word)
    const multiplier = large.get(word)
    if (value !== undefined) {
      const fits = group % 100 === 0 || (value > 0 && value < 10 && group % 100 >= 20 && group % 10 === 0)
      if (!fits) return false
      group += value
    } else if (multiplier === undefined) return false
    else if (multiplier <= 100) {
      if (group >= 100) return false
      group = Math.max(group, 1) * multiplier
    } else {
      total += Math.max(group, 1) * multiplier
      group = 0
    }
    return true
  }
  if ((tokens[at]?.word === 'a' || tokens[at]?.word === 'an') && large.has(tokens[at + 1]?.word ?? ''))
    next += 1
  for (let token = tokens[next]; token; token = tokens[next]) {
    const parts = token.word.split('-')
    const joins: boolean = token.word === 'and' && any && isNumberWord(tokens[next + 1]?.word ?? '')
    if (!joins && !(parts.every(isNumberWord) && parts.every(take))) break
    any ||= !joins
    next += 1
  }
  const broken = isNumberWord(tokens[next]?.word ?? '')
  return any && !broken ? { values: [makeDecimal(String(total + group))], next } : undefined
}

/** True for a folded word that says a number or multiplies one: `twenty`, `hundred`, `twenty-five` part by part. */
export function isNumberWord(word: string): boolean {
  return small.has(word) || large.has(word)
}
