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
  return divideHalfEven(digits, 10n ** BigInt(scale))
}

/** The quotient as the nearest whole number, half to even. For numerators of zero or more. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator
  const twice = 2n * (numerator % denominator)
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n)
  return up ? whole + 1n : whole
}

export function isWhole({ digits, scale }: Decimal): boolean {
  return digits % 10n ** BigInt(scale) === 0n
}

const counted = (words: string, first: number, step: number): [string, number][] =>
  words.split(' ').map((word, index) => [word, first + index * step])

/** English and Spanish, folded. */
const small = new Map<string, number>([
  ...counted(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    0,
    1,
  ),
  ...counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  ...counted(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
    0,
    1,
  ),
  ...counted('dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres', 16, 1),
  ...counted('veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve', 24, 1),
  ...counted('treinta cuarenta cincuenta sesenta setenta ochenta noventa cien', 30, 10),
  ['ciento', 100],
  ...counted(
    'doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
    200,
    100,
  ),
  ...counted(
    'doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas',
    200,
    100,
  ),
])
const large = new Map([
  ['hundred', 100],
  ['dozen', 12],
  ['docena', 12],
  ['docenas', 12],
  ['thousand', 1_000],
  ['mil', 1_000],
  ['million', 1_000_000],
  ['millions', 1_000_000],
  ['mn', 1_000_000],
  ['millon', 1_000_000],
  ['millones', 1_000_000],
  ['billion', 1_000_000_000],
  ['bn', 1_000_000_000],
])
const articles = new Set(['a', 'an', 'un', 'una'])
const ands = new Set(['and', 'y'])

/** A number found in a line: its possible values (two for `1.500`), and the index of the token after it. */
export interface NumberFound {
  values: Decimal[]
  next: number
}

/**
 * The number that begins at a token, in English or Spanish: `1,500`, `10,143.5`, `1 500`, `14.1 million`, `4.5k`, `2½`, `3/4`,
 * `two hundred and fifty`, `109 mil 220`, `half a million`. English marks are plain; `1.500` and `1,2` have two values, the
 * English one first. An article alone is no number.
 */
export function readNumber(tokens: readonly Token[], at: number): NumberFound | undefined {
  return readFigures(tokens, at) ?? readHalf(tokens, at) ?? readNumberWords(tokens, at)
}

/** No figure has more groups of three: `1 234 567 890 123`. A line of nothing but groups is no figure. */
const mostGroups = 4

function readFigures(tokens: readonly Token[], at: number): NumberFound | undefined {
  const first = tokens[at]
  if (!first || !/^\d/.test(first.text)) return readFraction(tokens, at)
  if (!/^\d[\d.,]*$/.test(first.text)) return undefined
  const fraction = readFraction(tokens, at)
  if (fraction) return fraction
  let figures = first.text
  let next = at + 1
  if (/^\d{1,3}$/.test(figures)) {
    const groups: string[] = []
    for (let part = tokens[next]; part && /^\d{3}$/.test(part.text) && groups.length <= mostGroups; ) {
      groups.push(part.text)
      next += 1
      part = tokens[next]
    }
    if (groups.length > mostGroups) return undefined
    figures += groups.join('')
  }
  const values = valuesOf(figures)
  if (!values) return undefined
  const part = readFraction(tokens, next)
  if (part && isWhole(values[0] ?? zero)) {
    return { values: [add(values[0] ?? zero, part.values[0] ?? zero)], next: part.next }
  }
  return multiplied(tokens, values, next)
}

/** `109 mil 220`, `1 millón 200 mil`: what stands after a Spanish multiplier is added while it is smaller. */
function multiplied(tokens: readonly Token[], values: Decimal[], after: number): NumberFound {
  const figure = tokens[after - 1]
  const letter = tokens[after]
  const isThousands = letter?.word === 'k' && figure?.end === letter.start
  const multiplier = isThousands ? 1_000 : large.get(letter?.word ?? '')
  if (multiplier === undefined) return { values, next: after }
  let next = after + 1
  // "5 mil millones"
  const second = letter?.word === 'mil' ? large.get(tokens[next]?.word ?? '') : undefined
  const factor = second === undefined ? multiplier : multiplier * second
  if (second !== undefined) next += 1
  const product = values.map((value) => multiply(value, makeDecimal(String(factor))))
  if (!/^mil/.test(letter?.word ?? '') || second !== undefined) return { values: product, next }
  const rest = /^\d{1,3}$/.test(tokens[next]?.text ?? '') ? readFigures(tokens, next) : undefined
  const [more, ...others] = rest?.values ?? []
  if (!rest || !more || others.length > 0 || compare(more, makeDecimal(String(multiplier))) >= 0)
    return { values: product, next }
  return { values: product.map((value) => add(value, more)), next: rest.next }
}

const vulgar = new Map([
  ['½', '0.5'],
  ['¼', '0.25'],
  ['¾', '0.75'],
  ['1/2', '0.5'],
  ['1/4', '0.25'],
  ['3/4', '0.75'],
])

function readFraction(tokens: readonly Token[], at: number): NumberFound | undefined {
  const [first, slash, last] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  const sign = vulgar.get(first?.text ?? '')
  if (sign !== undefined) return { values: [makeDecimal(sign)], next: at + 1 }
  if (slash?.text !== '/' || slash.start !== first?.end || last?.start !== slash.end) return undefined
  const value = vulgar.get(`${first.text}/${last.text}`)
  return value === undefined ? undefined : { values: [makeDecimal(value)], next: at + 3 }
}

/** `half a`, `medio`, `media`, `half a million`: half of what follows. */
function readHalf(tokens: readonly Token[], at: number): NumberFound | undefined {
  const word = tokens[at]?.word
  if (word !== 'half' && word !== 'medio' && word !== 'media') return undefined
  const next = word === 'half' && articles.has(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1
  const multiplier = large.get(tokens[next]?.word ?? '')
  if (multiplier === undefined) return { values: [half], next }
  return { values: [multiply(half, makeDecimal(String(multiplier)))], next: next + 1 }
}

/** `and a half`, `y media`: the half that may stand after a number or its unit, and the index of the token after it. */
export function readAndHalf(tokens: readonly Token[], at: number): number | undefined {
  if (!ands.has(tokens[at]?.word ?? '')) return undefined
  const begin = articles.has(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1
  return ['half', 'medio', 'media'].includes(tokens[begin]?.word ?? '') ? begin + 1 : undefined
}

const zero: Decimal = { digits: 0n, scale: 0 }
export const half: Decimal = { digits: 5n, scale: 1 }

/** The sum, without loss. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: raise(a, scale) + raise(b, scale), scale }
}

function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  return Number(raise(a, scale) - raise(b, scale))
}

function raise({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale)
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
      const fits =
        value >= 100
          ? group === 0
          : group % 100 === 0 || (value > 0 && value < 10 && group % 100 >= 20 && group % 10 === 0)
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
  if (articles.has(tokens[at]?.word ?? '') && large.has(tokens[at + 1]?.word ?? '')) next += 1
  for (let token = tokens[next]; token; token = tokens[next]) {
    const parts = token.word.split('-')
    const joins: boolean = ands.has(token.word) && any && isNumberWord(tokens[next + 1]?.word ?? '')
    if (!joins && !(parts.every(isNumberWord) && parts.every(take))) break
    any ||= !joins
    next += 1
  }
  if (!any || isNumberWord(tokens[next]?.word ?? '')) return undefined
  const value = makeDecimal(String(total + group))
  const after = readAndHalf(tokens, next)
  return after === undefined ? { values: [value], next } : { values: [add(value, half)], next: after }
}

/** True for a folded word that says a number or multiplies one: `twenty`, `hundred`, `mil`, `twenty-five` part by part. */
export function isNumberWord(word: string): boolean {
  return small.has(word) || large.has(word)
}
