import type { CountryTerm, UnitTerm } from '../lexicon.ts'
import { isNumberWord, readNumber } from '../number-text.ts'
import { indexPhrases, makePhrases, matchAt, oncePer } from '../phrase.ts'
import type { Quantity } from '../quantity.ts'
import { type QuantityReading, readQuantity } from '../quantity-text.ts'
import type { Token } from '../text.ts'
import type { Deed } from './actions.ts'
import { countedUnit } from './events.ts'

/** A figure of a line: tokens `from` to `until`, exclusive, what it counts included. */
export interface Amount {
  from: number
  until: number
  /** Index of the token after the number itself: what stands between it and `until` tells what is counted. */
  numberEnd: number
  /** As read, or the likeliest reading; absent for a figure that counts nothing named, and for "several tons". */
  quantity?: Quantity
  /** The question, when the figure has several readings. */
  ask?: Extract<QuantityReading, { ask: string }>
  /** The deed counted: "142 arrests", "12 detenidos". */
  deed?: Deed
  /** Nothing is named that it counts: "arrested 12". */
  bare?: true
  /** An article and a noun, "a Cessna aircraft": one, when an action bears on it directly. */
  article?: true
}

/** No noun stands farther from its number: "16 clandestine methamphetamine production laboratories". */
const longestGap = 4
const joints = new Set(
  'the an of in on at by with from to and or were was is are for that which who whose de en con por y o que se fue fueron la el los las del al a than as into per has have had'.split(
    ' ',
  ),
)
const otherMeasures =
  /^(?:percent|per|cent|%|ciento|times|fold|years?|months?|weeks?|days?|hours?|minutes?|seconds?|anos?|mes(?:es)?|semanas?|dias?|horas?|minutos?|km|kms|kilometers?|kilometres?|kilometros?|miles?|millas?|meters?|metres?|metros?|feet|foot|nautical|degrees?|grados?|mm|cm|caliber|calibre|st|nd|rd|th|year-old|veces|puntos?)$/
const labels =
  /^(?:km|kilometro|no|nº|n°|number|numero|para|paragraph|article|articulo|section|page|law|ley|decree|decreto|route|ruta|highway|flight|vuelo|channel|#|¶|type|operation|unit|region|brigade|chapter|figure|table|fy|cy|aged|mile|kilometer|seccion|articulos)$/

interface Vocabulary {
  units: readonly UnitTerm[]
  nations: readonly CountryTerm[]
}

/** All figures of a line, in order, dates left out (their tokens are blank). Each is read once, so the work is linear. */
export function findAmounts(
  tokens: readonly Token[],
  deeds: readonly Deed[],
  vocabulary: Vocabulary,
): Amount[] {
  const starts = new Map(deeds.map((deed) => [deed.from, deed]))
  const amounts: Amount[] = []
  for (let at = 0; at < tokens.length; at++) {
    const found = readAmount(tokens, at, starts, vocabulary)
    if (!found) continue
    if (!('skip' in found)) amounts.push(found)
    at = Math.max(at, ('skip' in found ? found.skip : found.until) - 1)
  }
  return amounts
}

const begins = /^[\d~≈<>≥≤$€£½¼¾-]|^(?:us\$|s\/\.?|usd|pen|eur|cop|bob)$/
const qualifying = new Set(
  'no not at more over upwards al por mas poco less fewer up under menos hasta approximately approx around roughly about circa some nearly almost close just an a un una unos unas aproximadamente cerca alrededor casi between entre only solo exactly half medio media several few many dozens hundreds thousands varios varias decenas cientos miles'.split(
    ' ',
  ),
)

function readAmount(
  tokens: readonly Token[],
  at: number,
  deeds: ReadonlyMap<number, Deed>,
  vocabulary: Vocabulary,
): Amount | { skip: number } | undefined {
  const word = tokens[at]?.word ?? ''
  if (word === '') return undefined
  const mayBegin = begins.test(word) || qualifying.has(word) || word.startsWith('multi') || isNumber(word)
  if (!mayBegin) return undefined
  const follows = tokens[at + 1]?.word ?? ''
  const one = oneOf(tokens, at, vocabulary.units)
  if (one) return one
  if (
    articles.test(word) &&
    word !== 'one' &&
    !isNumber(follows) &&
    !/^\d/.test(follows) &&
    !qualifying.has(follows)
  )
    return articled(tokens, at, deeds, vocabulary)
  const found = readQuantity(tokens, at, vocabulary.units)
  const isHas = found && tokens[found.next - 1]?.word === 'has' && deeds.has(found.next)
  if (found && !isHas) {
    const { reading, next } = found
    // "-5 kg" and "1e308 kg" are no figures, and neither is what is left of them.
    if (labels.test(tokens[at - 1]?.word ?? '') || 'problem' in reading) return { skip: next }
    if ('uncounted' in reading) return { from: at, until: next, numberEnd: next }
    const quantity = 'quantity' in reading ? reading.quantity : reading.likely
    if (!quantity) return undefined
    const amount = {
      from: at,
      until: next,
      numberEnd: next,
      quantity,
      ...('ask' in reading && { ask: reading }),
    }
    if (quantity.dimension !== 'piece') return amount
    return headOf(tokens, at, next - 1, deeds, vocabulary) ?? amount
  }
  const number = numberAt(tokens, at)
  if (!number) return articled(tokens, at, deeds, vocabulary)
  if (isOtherMeasure(tokens, at, number.next)) return { skip: number.next }
  return (
    headOf(tokens, at, number.next, deeds, vocabulary) ??
    (isBareNumber(word) ? { from: at, until: number.next, numberEnd: number.next, bare: true } : undefined)
  )
}

function isNumber(word: string): boolean {
  return isNumberWord(word) || (word.includes('-') && word.split('-').every(isNumberWord))
}

/** "Media", "half" and the articles count only with a unit; "once" is English too. */
function isBareNumber(word: string): boolean {
  return !/^(?:half|medio|media|once|uno|an?|una?)$/.test(word)
}

/** The number after the qualifiers that stand before it: "more than 142". */
function numberAt(tokens: readonly Token[], at: number): { from: number; next: number } | undefined {
  for (let from = at; from < at + 4; from++) {
    const number = readNumber(tokens, from)
    if (number) return { from, next: number.next }
    if (
      !qualifying.has(tokens[from]?.word ?? '') &&
      !/^(?:than|least|to|de|of|menos)$/.test(tokens[from]?.word ?? '')
    )
      return undefined
  }
  return undefined
}

function isOtherMeasure(tokens: readonly Token[], at: number, next: number): boolean {
  const after = tokens[next]?.text === '-' ? next + 1 : next
  const isClock = tokens[next]?.text === ':' && tokens[next]?.start === tokens[next - 1]?.end
  return otherMeasures.test(tokens[after]?.word ?? '') || isClock || labels.test(tokens[at - 1]?.word ?? '')
}

/**
 * What a number counts, past the words that describe it: "481 illegal landing strips", "393 MDMA (ecstasy) tablets", "142
 * drug-related arrests", "12 Hondurans". The last of several nouns in a row is the one counted: "28 police vehicles".
 */
function headOf(
  tokens: readonly Token[],
  from: number,
  numberEnd: number,
  deeds: ReadonlyMap<number, Deed>,
  { units, nations }: Vocabulary,
): Amount | undefined {
  let head: { unit: UnitTerm; until: number; at: number; deed?: Deed } | undefined
  for (let at = numberEnd, seen = 0; seen <= longestGap; seen++) {
    const token = tokens[at]
    if (!token) break
    if (token.word === '' || /^["']$/.test(token.text)) {
      // A name ("24 NCB officers"), or quotation marks.
      at += 1
      continue
    }
    const gloss = token.text === '(' ? glossEnd(tokens, at) : undefined
    if (gloss !== undefined && seen > 0) {
      at = gloss
      continue
    }
    const deed = deeds.get(at)
    const named = unitAt(tokens, at, units) ?? peopleOf(tokens, at, nations, units)
    if (named) head = { unit: named.unit, until: named.until, at, ...(deed && { deed }) }
    else if (deed?.noun && isCountable(tokens, numberEnd, deed)) {
      const unit = countedUnit(deed.action, units)
      if (unit) head = { unit, until: deed.until, at, deed }
    }
    const isEnd = deed && !deed.noun && !named && !(deed.action === 'other' && seen === 0)
    if (isEnd || joints.has(token.word) || /^[\p{P}]$/u.test(token.text)) break
    if (head && !named) break
    if (/^\d/.test(token.text) && seen > 0) break
    at = named?.until ?? at + 1
  }
  if (!head) return undefined
  const { unit, until, deed } = head
  const found = readQuantity(tokens.slice(from, numberEnd), 0, units, unit)
  const reading = found?.reading
  const quantity =
    reading && ('quantity' in reading ? reading.quantity : 'likely' in reading ? reading.likely : undefined)
  if (!quantity) return undefined
  return {
    from,
    until,
    numberEnd,
    quantity: { ...quantity, typed: typedText(tokens, from, until) },
    ...(deed && { deed }),
    ...(reading && 'ask' in reading && { ask: reading }),
  }
}

/** "142 drug-related arrests" are counted; "two countries signed an extradition treaty" is none. */
function isCountable(tokens: readonly Token[], numberEnd: number, { from, until }: Deed): boolean {
  const isPlural =
    tokens[until - 1]?.word.endsWith('s') || /^(?:1|one|una?)$/.test(tokens[numberEnd - 1]?.word ?? '')
  return isPlural && !tokens.slice(numberEnd, from).some(({ word }) => /^[a-z]+ed$/.test(word))
}

function glossEnd(tokens: readonly Token[], at: number): number | undefined {
  for (let close = at + 1; close <= at + 3; close++) if (tokens[close]?.text === ')') return close + 1
  return undefined
}

const pieceIndex = oncePer((units: readonly UnitTerm[]) =>
  indexPhrases(
    units
      .filter(({ dimension }) => dimension === 'piece')
      .flatMap((unit) => makePhrases([unit.symbol, ...unit.aliases], unit)),
  ),
)

function unitAt(tokens: readonly Token[], at: number, units: readonly UnitTerm[]) {
  const match = matchAt(tokens, at, pieceIndex(units))
  const unit = match?.meanings[0]
  return match && unit ? { unit, until: match.until } : undefined
}

const adjectiveIndex = oncePer((countries: readonly CountryTerm[]) =>
  indexPhrases(countries.flatMap((country) => makePhrases(country.adjectives, country))),
)

/** "Two Colombians", "12 Hondurans": a plural adjective of a country is its people. */
function peopleOf(
  tokens: readonly Token[],
  at: number,
  countries: readonly CountryTerm[],
  units: readonly UnitTerm[],
) {
  const word = tokens[at]?.word ?? ''
  if (!word.endsWith('s')) return undefined
  const isPeople =
    matchAt(tokens, at, adjectiveIndex(countries)) || /(?:ians|eans|urans|icans|ianos|anos|enos)$/.test(word)
  const unit = units.find(({ id }) => id === 'person')
  return isPeople && unit ? { unit, until: at + 1 } : undefined
}

/** "A Bolivian", "un colombiano": an adjective of a country with no noun after it is one of its people. */
function personOf(
  tokens: readonly Token[],
  at: number,
  nations: readonly CountryTerm[],
  units: readonly UnitTerm[],
) {
  const match = matchAt(tokens, at, adjectiveIndex(nations))
  const follows = tokens[match?.until ?? at]?.word ?? ''
  const isNoun = /^\p{L}/u.test(follows) && !joints.has(follows)
  const unit = units.find(({ id }) => id === 'person')
  return match && !isNoun && unit ? { unit, until: match.until } : undefined
}

const articles = /^(?:an?|una?|one)$/

const measureIndex = oncePer((units: readonly UnitTerm[]) =>
  indexPhrases(
    units
      .filter(({ dimension }) => dimension !== 'piece' && dimension !== 'money')
      .flatMap((unit) => makePhrases([unit.symbol, ...unit.aliases], unit)),
  ),
)

/** "More than a ton of marijuana", "un kilo de heroína": one of the unit, unless it says what each costs. */
function oneOf(tokens: readonly Token[], at: number, units: readonly UnitTerm[]): Amount | undefined {
  let article = at
  while (article < at + 3 && !articles.test(tokens[article]?.word ?? '')) article += 1
  if (!articles.test(tokens[article]?.word ?? '')) return undefined
  const unit = matchAt(tokens, article + 1, measureIndex(units))
  if (!unit || !/^(?:of|de)$/.test(tokens[unit.until]?.word ?? '')) return undefined
  const before = tokens[at - 1]
  if (before && (/\d/.test(before.word) || matchAt(tokens, at - 1, moneyIndex(units)))) return undefined
  const counted = tokens.slice(at, unit.until)
  const number = counted[article - at]
  if (number) counted[article - at] = { ...number, text: '1', word: '1' }
  const found = readQuantity(counted, 0, units)
  if (!found || found.next < counted.length || 'problem' in found.reading || 'uncounted' in found.reading)
    return undefined
  const { reading } = found
  const quantity = 'quantity' in reading ? reading.quantity : reading.likely
  return {
    from: at,
    until: unit.until,
    numberEnd: article + 1,
    ...(quantity && { quantity: { ...quantity, typed: typedText(tokens, at, unit.until) } }),
    ...('ask' in reading && { ask: reading }),
  }
}

const moneyIndex = oncePer((units: readonly UnitTerm[]) =>
  indexPhrases(
    units
      .filter(({ dimension }) => dimension === 'money')
      .flatMap((unit) => makePhrases([unit.symbol, ...unit.aliases], unit)),
  ),
)
/** What an article may count. */
const singles = new Set(['vehicle', 'vessel', 'aircraft', 'laboratory', 'property', 'airstrip', 'person'])

function articled(
  tokens: readonly Token[],
  at: number,
  deeds: ReadonlyMap<number, Deed>,
  { units, nations }: Vocabulary,
): Amount | undefined {
  if (!articles.test(tokens[at]?.word ?? '') || /^\d/.test(tokens[at + 1]?.text ?? '')) return undefined
  for (let next = at + 1; next <= at + longestGap; next++) {
    const token = tokens[next]
    if (!token || joints.has(token.word) || /^[\p{P}]$/u.test(token.text)) return undefined
    const deed = deeds.get(next)
    // "A coca processing lab": a gerund may say what it is for.
    if (deed && deed.form !== 'gerund') return undefined
    const named = unitAt(tokens, next, units) ?? personOf(tokens, next, nations, units)
    if (!named) continue
    if (!singles.has(named.unit.id)) return undefined
    const typed = typedText(tokens, at, named.until)
    const quantity: Quantity = { dimension: 'piece', low: 1, high: 1, typed, unit: named.unit.id }
    return { from: at, until: named.until, numberEnd: at + 1, quantity, article: true }
  }
  return undefined
}

/** The words of tokens, a blank between two: what stands in the quantity as typed. */
export function typedText(tokens: readonly Token[], from: number, until: number): string {
  return tokens
    .slice(from, until)
    .map(({ text }) => text)
    .join(' ')
}
