import type { CountryTerm } from '../lexicon.ts'
import type { Match } from '../phrase.ts'
import type { Ask, MarkSpan, Writing } from './draft.ts'
import type { Governed } from './govern.ts'
import { type Line, textOf } from './line.ts'
import { askCountry, inCountry, type Name } from './names.ts'
import type { Told } from './sentences.ts'
import { isMonth } from './when.ts'

/** The country named last before a token of a sentence, else the first it names; not where something came from or went to. */
export function countryOfSentence(
  told: Told,
  at: number,
): { country: CountryTerm; from: number; until: number } | undefined {
  const own = told.countries.filter(({ from }) => !isElsewhere(told, from) && !isPartner(told, from))
  return own.findLast(({ until }) => until <= at) ?? own[0]
}

/** "On the border with Bolivia", "cooperation with Spain": the other side. */
function isPartner({ tokens }: Told, from: number): boolean {
  return /^(?:with|con|against|contra|between|entre)$/.test(tokens[from - 1]?.word ?? '')
}

/** Where, by the tokens that say it; `place` and `country` where the lexicon knows one place of the name. */
export interface Placed {
  place?: string
  country?: string
  text: string
  from: number
  until: number
}

const bound = new Set('to toward towards for bound destined hacia destino rumbo'.split(' '))
const towards = new Set('in at near off outside around inside along vic vicinity en cerca frente'.split(' '))

/** The place named nearest to a figure, or words after "in" or "at" with a capital, kept as typed. */
export function placeOf(
  { amount }: Governed,
  { line, told, reader }: Writing,
  country: string | undefined,
  ask: Ask,
  notes: string[],
): Placed | undefined {
  const { amounts, cues } = told
  // What stands behind another figure is rather that one's; behind "including", only a part's.
  const behind = (from: number) =>
    amounts.filter((other) => other.from >= amount.until && other.until <= from).length
  const distance = ({ from, until }: { from: number; until: number }) =>
    from >= amount.until ? from - amount.until + 4 * behind(from) : amount.from - until + 2
  const isOfPart = (from: number) =>
    cues.some(({ id, ...cue }) => id === 'included' && cue.from >= amount.until && cue.until <= from) &&
    behind(from) > 0
  const places = told.names
    .filter(
      ({ meanings, from }) =>
        meanings.some(({ place }) => place) && !isElsewhere(told, from) && !isOfPart(from),
    )
    .toSorted((one, other) => distance(one) - distance(other))
  const [nearest] = places
  if (!nearest) return unknownPlace(line, told, amount.until)
  const listed = placesBeside(told, nearest)
  const [match = nearest] = listed
  if (listed.length > 1)
    notes.push(
      `several places are told, and the first is kept: ${listed.map(({ from, until }) => textOf(line, from, until)).join(', ')}`,
    )
  const text = textOf(line, match.from, match.until)
  const [place, ...others] = inCountry(
    match.meanings.flatMap(({ place }) => place ?? []),
    country,
  )
  if (place && others.length > 0) {
    ask(askCountry(line, text, [place, ...others], reader.lexicon.countries))
    return { text, from: match.from, until: match.until }
  }
  return {
    ...(place && { place: place.id, country: place.country }),
    text,
    from: match.from,
    until: match.until,
  }
}

/** The places of a list that one of them stands in, in order: "in Junín, Pasco and Huánuco". */
function placesBeside({ names, tokens }: Told, one: Match<Name>): Match<Name>[] {
  const all = names.filter(({ meanings }) => meanings.some(({ place }) => place))
  const isJoined = (left: Match<Name>, right: Match<Name>) =>
    right.from - left.until <= 3 &&
    tokens
      .slice(left.until, right.from)
      .every(({ word }) => /^(?:,|and|y|e|the|in|en|of|port|region)$/.test(word)) &&
    right.from > left.until
  const at = all.indexOf(one)
  let [first, last] = [at, at]
  while (first > 0 && joins(all[first - 1], all[first])) first -= 1
  while (joins(all[last], all[last + 1])) last += 1
  return all.slice(first, last + 1)

  function joins(left: Match<Name> | undefined, right: Match<Name> | undefined): boolean {
    return left !== undefined && right !== undefined && isJoined(left, right)
  }
}

/** Where something was bound for, or came from: "shipped from Callao", "con destino a Lima". */
function isElsewhere({ tokens, deeds }: Told, from: number): boolean {
  const lead = tokens[from - 1]?.word ?? ''
  // "According to Albanian police" is who says it.
  if (lead === 'to' && /^(?:according|due|thanks)$/.test(tokens[from - 2]?.word ?? '')) return false
  if (bound.has(lead) || bound.has(tokens[from - 2]?.word ?? '')) return true
  const isOrigin = lead === 'from' || lead === 'desde' || tokens[from - 2]?.word === 'procedente'
  return (
    isOrigin && deeds.some(({ action, until }) => action === 'other' && until <= from && from - until <= 4)
  )
}

const inName =
  /^(?:de|del|la|las|los|el|of|the|coast|port|city|airport|province|region|department|district|valley|distrito|provincia|region|departamento|puerto|aeropuerto|ciudad|valle|caserio|localidad|sector|comunidad|poblado|centro|zona|frontera|cuenca|costa|costas|penal|carretera|peaje|garita|isla|rio|selva)$/

/** Whose name follows "de": "en una vivienda de San Borja". */
const ofPlace =
  /^(?:vivienda|inmueble|casa|departamento|local|almacen|deposito|terminal|muelle|puerto|aeropuerto|garita|peaje|control|zona|distrito|provincia|region|ciudad|localidad|caserio|valle|quebrada|altura|inmediaciones|afueras|alrededores)$/

/** Words that follow "in" or "at" in text all in capitals and name no place. */
const noPlace =
  /^(?:cash|total|all|custody|prison|jail|court|connection|addition|recent|least|sea|large|operations?|operation|raids?|exchange|bulk|several|separate|joint|two|three|four|five|which|frozen|containers?|trucks?|vehicles?|homes?|houses?|efectivo|total|operativo|poder)$/

/** Words after "in" or "at" with a capital, kept as typed; a country is no place by itself. */
function unknownPlace(line: Line, told: Told, at: number): Placed | undefined {
  const { tokens, from, until, deeds, countries } = told
  const inCapitals = isInCapitals(told)
  const isCapital = (index: number) => {
    const { text, word } = tokens[index] ?? { text: '', word: '' }
    if (countries.some((country) => index >= country.from && index < country.until)) return false
    return inCapitals
      ? /^\p{Lu}{3,}$/u.test(text) && !noPlace.test(word) && !towards.has(word) && !sayers.test(word)
      : /^\p{Lu}[\p{Ll}\p{M}'-]/u.test(text)
  }
  const starts = [at, from]
  for (const start of starts) {
    for (let index = start; index < until - 1; index++) {
      if (!towards.has(tokens[index]?.word ?? '')) continue
      let begin = index + 1
      while (begin - index <= 5 && isLeading(tokens, begin)) begin += 1
      if (
        !isCapital(begin) ||
        isMonth(tokens[begin]?.word ?? '') ||
        deeds.some((deed) => deed.from === begin)
      )
        continue
      let end = begin + 1
      const mayGoOn = inCapitals ? begin + 2 : until
      while (
        end < mayGoOn &&
        end < until &&
        (isCapital(end) || (!inCapitals && inName.test(tokens[end]?.word ?? '') && isCapital(end + 1)))
      )
        end += 1
      return { text: textOf(line, begin, end), from: begin, until: end }
    }
  }
  return undefined
}

/** The words between "in" and a name: "in the port of", "en una vivienda del distrito de". */
function isLeading(tokens: Told['tokens'], at: number): boolean {
  const { text, word } = tokens[at] ?? { text: '', word: '' }
  return (
    inName.test(text) ||
    (/^(?:un|una|a|an)$/.test(text) && ofPlace.test(tokens[at + 1]?.word ?? '')) ||
    ofPlace.test(word)
  )
}

const sayers = /^(?:officials?|police|said|says|and|after|on|from|with|by|the|de|y|con|por|el|la)$/

/** Wire text: hardly a letter in it is small. */
function isInCapitals({ tokens, from, until }: Told): boolean {
  let [large, small] = [0, 0]
  for (let at = from; at < until; at++) {
    const text = tokens[at]?.text ?? ''
    if (/^\p{Lu}{2,}$/u.test(text)) large += 1
    else if (/\p{Ll}/u.test(text)) small += 1
  }
  return large >= 4 && small * 4 < large
}

/** The bodies named before an action, or after "by"; one acronym of several bodies is told by country, else asked. */
export function agenciesOf(
  { deed }: Governed,
  { line, told, reader }: Writing,
  country: string | undefined,
  ask: Ask,
  span: MarkSpan,
) {
  const named = told.names.filter(({ meanings }) => meanings.some(({ agency }) => agency))
  const before = named.filter(({ until }) => until <= deed.from)
  const last = before.at(-1)
  const group = before.filter(({ until }, index) => {
    const next = before[index + 1]
    return last !== undefined && (next === undefined || next.from - until <= 3)
  })
  const after = named.filter(
    ({ from }) => from >= deed.until && /^(?:by|por)$/.test(told.tokens[from - 1]?.word ?? ''),
  )
  return (group.length > 0 ? group : after).flatMap((match) => {
    const [agency, ...others] = inCountry(
      match.meanings.flatMap(({ agency }) => agency ?? []),
      country,
    )
    if (!agency) return []
    span('agency', match.from, match.until)
    if (others.length === 0) return [agency]
    ask(
      askCountry(line, textOf(line, match.from, match.until), [agency, ...others], reader.lexicon.countries),
    )
    return []
  })
}
