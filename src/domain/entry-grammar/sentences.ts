import type { CountryTerm, EntryLexicon } from '../lexicon.ts'
import { readNumber } from '../number-text.ts'
import { indexPhrases, type Match, makePhrases, matchAll, oncePer } from '../phrase.ts'
import type { Quantity } from '../quantity.ts'
import type { Token } from '../text.ts'
import { type Deed, findDeeds } from './actions.ts'
import { type Amount, findAmounts, typedText } from './amounts.ts'
import { type Cue, findCues, weighDeeds } from './cues.ts'
import type { Sentence } from './govern.ts'
import { blankToken, type Line, openTokens } from './line.ts'
import { findNames, type Name } from './names.ts'
import { findSubstances, type SubstanceMention } from './what.ts'
import type { DateMention } from './when.ts'

/** A sentence with the names, substances and dates in it, by the tokens they stand at. */
export interface Told extends Sentence {
  substances: readonly SubstanceMention[]
  names: readonly Match<Name>[]
  countries: readonly { country: CountryTerm; from: number; until: number }[]
  dates: readonly DateMention[]
  /** What was found in the sentence but only describes: "of seized cocaine". */
  described: readonly Deed[]
}

/** No sentence is read longer than this many tokens; what follows is read as a sentence of its own, so the work is linear. */
const longestSentence = 160

/** Initials ("J.", "U.S."), and the words that are written short. */
const shortened =
  /^(?:mr|mrs|ms|dr|st|gen|col|lt|sgt|no|vs|approx|etc|inc|dept|sr|sra|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)$/

function isAbbreviation({ text, word }: Token): boolean {
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(text) || shortened.test(word)
}

/** Token ranges of the sentences of a line: a full stop ends one, save after an abbreviation. */
export function segment(tokens: readonly Token[]): { from: number; until: number }[] {
  const ranges: { from: number; until: number }[] = []
  let from = 0
  tokens.forEach(({ text }, at) => {
    const before = tokens[at - 1]
    const isStop = /^[.!?]$/.test(text) && before !== undefined && !isAbbreviation(before)
    const next = tokens[at + 1]?.text
    const begins = next === undefined || /^[\p{Lu}\d"'($¿¡@]/u.test(next)
    if ((isStop && begins) || at - from >= longestSentence) {
      ranges.push({ from, until: at + 1 })
      from = at + 1
    }
  })
  if (from < tokens.length) ranges.push({ from, until: tokens.length })
  return ranges
}

/**
 * All that a line says, found in one pass each: dates, names, actions, figures, substances and cues, then cut into sentences.
 * A token is read once: what a date or a name holds is nothing else ("the 2017-2018 season", "Drug Enforcement Administration").
 */
export function findAll(line: Line, lexicon: EntryLexicon, dates: readonly DateMention[]): Told[] {
  const plain = openTokens(line).map(bare)
  const undated = blankOut(plain, dates)
  const names = findNames(undated, lexicon)
  const countries = findCountries(undated, lexicon.nations)
  const open = blankOut(undated, names)
  const cues = findCues(open, lexicon.cues).filter((cue) => !isOff(undated, names, cue))
  const deeds = weighDeeds(open, findDeeds(open, lexicon.actions), cues)
  const told = deeds.filter(({ adjective }) => !adjective)
  const amounts = compound(open, findAmounts(open, told, lexicon))
  const substances = findSubstances(open, lexicon.substances)
  const within = <T extends { from: number; until: number }>(all: readonly T[]) => cut(all)
  const [d, n, c, a, s, q, t, x] = [
    within(dates),
    within(names),
    within(countries),
    within(amounts),
    within(substances),
    within(cues),
    within(told),
    within(deeds.filter(({ adjective }) => adjective)),
  ]
  return segment(line.tokens).map((range) => ({
    tokens: open,
    ...range,
    dates: d(range),
    names: n(range),
    countries: c(range),
    amounts: a(range),
    substances: s(range),
    cues: q(range),
    deeds: t(range),
    described: x(range),
  }))
}

/** "Frente a Talara", "frente a las costas" is off it; "frente a 2008" compares. */
function isOff(tokens: readonly Token[], names: readonly Match<Name>[], { from, until }: Cue): boolean {
  if (tokens[from]?.word !== 'frente') return false
  const at = /^(?:la|las|el|los)$/.test(tokens[until]?.word ?? '') ? until + 1 : until
  const shore = /^(?:costas?|litoral|playas?|islas?|puerto|bahia|caleta)$/
  return shore.test(tokens[at]?.word ?? '') || names.some((name) => name.from === at)
}

/** Takes, range by range in order, the mentions that begin in each. */
function cut<T extends { from: number }>(all: readonly T[]): (range: { from: number; until: number }) => T[] {
  let next = 0
  return ({ until }) => {
    const begin = next
    while (next < all.length && (all[next]?.from ?? until) < until) next += 1
    return all.slice(begin, next)
  }
}

/** A possessive names what it is of: "Lima's" is Lima. */
function bare(token: Token): Token {
  return token.word.endsWith("'s") ? { ...token, word: token.word.slice(0, -2) } : token
}

function blankOut(tokens: readonly Token[], taken: readonly { from: number; until: number }[]): Token[] {
  const open = [...tokens]
  for (const { from, until } of taken)
    for (let at = from; at < until; at++)
      open[at] = blankToken(tokens[at] ?? { text: '', word: '', start: 0, end: 0 })
  return open
}

/** What a state has: "Colombian police", "Italian seaports", "Algerian media" say where. */
const ofStates =
  /^(?:authorities|police|government|navy|customs|officials?|law|security|forces?|military|agency|agencies|army|coast|coasts?|prosecutors?|national|federal|anti-drug|anti-narcotics|antinarcotics|counternarcotics|counter-narcotics|narcotics|air|armed|ministry|interior|justice|state|border|maritime|judicial|public|special|elite|gendarmerie|gendarmes|coastguard|troops|soldiers|marines|investigators|agents|ports?|seaports?|airports?|waters|shores?|territory|soil|capital|city|port|media|press|newspapers?|province|region)$/
const statesBefore =
  /^(?:policias?|autoridades|gobierno|armada|ejercito|fuerzas?|fuerza|guardia|fiscalia|fiscales|aduanas?|marina|militares|agentes|justicia|antidrogas|nacional|puertos?|aguas|territorio|amazonia|costa|selva|capital|prensa|medios|frontera)$/

const countryIndex = oncePer((countries: readonly CountryTerm[]) =>
  indexPhrases(
    countries.flatMap((country) => [
      ...makePhrases([country.name, ...country.aliases], { country, isAdjective: false }),
      ...makePhrases(country.adjectives, { country, isAdjective: true }),
    ]),
  ),
)

/** Countries named, and those whose authorities are ("Colombian police"); "12 Colombians" are people, not a country. */
function findCountries(tokens: readonly Token[], countries: readonly CountryTerm[]): Told['countries'] {
  return matchAll(tokens, countryIndex(countries)).flatMap(({ from, until, meanings }) => {
    const named = meanings.find(({ isAdjective }) => !isAdjective) ?? meanings[0]
    if (!named || named.country.id === 'US') return []
    if (named.isAdjective && !isOfState(tokens, from, until)) return []
    return [{ country: named.country, from, until }]
  })
}

/** "Drug" and "criminal" are of states only before what enforces: "Peruvian drug police", not "Colombian drug traffickers". */
function isOfState(tokens: readonly Token[], from: number, until: number): boolean {
  const [next, second] = [tokens[until]?.word ?? '', tokens[until + 1]?.word ?? '']
  if (/^(?:drug|criminal)$/.test(next))
    return /^(?:enforcement|police|control|squad|agency|agents|investigators|prosecutors?)$/.test(second)
  return ofStates.test(next) || statesBefore.test(tokens[from - 1]?.word ?? '')
}

/** "127 hectáreas con 40 áreas", "una tonelada y 250 kilos", "2 kg 300 g": one amount in two units of one dimension. */
function compound(tokens: readonly Token[], amounts: readonly Amount[]): Amount[] {
  const joined: Amount[] = []
  for (const amount of amounts.map((each) => withAres(tokens, each))) {
    const last = joined.at(-1)
    const sum = last && (sumOf(tokens, last, amount) ?? restatedBy(tokens, last, amount))
    if (sum) joined[joined.length - 1] = sum
    else if (!last || amount.from >= last.until) joined.push(amount)
  }
  return joined
}

function sumOf(tokens: readonly Token[], one: Amount, other: Amount): Amount | undefined {
  const [large, small] = [one.quantity, other.quantity]
  if (!large || !small || large.dimension !== small.dimension || one.ask || other.ask) return undefined
  if (large.dimension === 'piece' || large.dimension === 'money' || large.unit === small.unit)
    return undefined
  const gap = other.from - one.until
  const joint = gap === 1 ? tokens[one.until]?.word : ''
  if (gap > 1 || !/^(?:|con|y|and|,)$/.test(joint ?? 'x')) return undefined
  if (large.high !== large.low || small.high !== small.low || small.low >= large.low) return undefined
  const low = large.low + small.low
  return {
    ...one,
    until: other.until,
    quantity: { ...large, low, high: low, typed: typedText(tokens, one.from, other.until) },
  }
}

/** `880 lb (399 kg)`, `250 kg or 551 lb`: one amount in two units, read as the first. */
function restatedBy(
  tokens: readonly Token[],
  before: Amount,
  { from, until, quantity }: Amount,
): Amount | undefined {
  if (!quantity || before.quantity?.dimension !== quantity.dimension || quantity.dimension === 'piece')
    return undefined
  const joint = tokens[from - 1]?.word ?? ''
  if (from - before.until > 5 || !/^(?:\(|\/|or|o|about)$/.test(joint)) return undefined
  const [one, other] = [before.quantity.low || 1, quantity.low || 1]
  if (Math.abs(one - other) > 0.05 * Math.max(one, other)) return undefined
  const end = tokens[until]?.text === ')' ? until + 1 : until
  return { ...before, until: end }
}

/** An are is a hundredth of a hectare; the word alone is too common to be a unit: "in 40 areas". */
function withAres(tokens: readonly Token[], amount: Amount): Amount {
  const { quantity, until } = amount
  if (quantity?.unit !== 'hectare' || quantity.high !== quantity.low) return amount
  const at = /^(?:con|y|and)$/.test(tokens[until]?.word ?? '') ? until + 1 : until
  const number = readNumber(tokens, at)
  const [value] = number?.values ?? []
  if (!number || !value || value.scale > 0 || !/^areas?$/.test(tokens[number.next]?.word ?? '')) return amount
  const low = quantity.low + Number(value.digits) * 100
  const whole: Quantity = {
    ...quantity,
    low,
    high: low,
    typed: typedText(tokens, amount.from, number.next + 1),
  }
  return { ...amount, until: number.next + 1, quantity: whole }
}

/** True for a sentence in Spanish, by its small words. */
export function isSpanish({ tokens, from, until }: Sentence): boolean {
  let spanish = 0
  let english = 0
  for (let at = from; at < until; at++) {
    const word = tokens[at]?.word ?? ''
    if (/^(?:de|del|la|el|los|las|en|y|se|que|con|por|un|una|al|fue|fueron)$/.test(word)) spanish += 1
    if (/^(?:the|of|and|in|was|were|with|at|by|to|on|from)$/.test(word)) english += 1
  }
  return spanish > english
}
