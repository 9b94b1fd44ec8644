import type { CountryTerm } from '../lexicon.ts'
import type { Ask, MarkSpan, Writing } from './draft.ts'
import type { Governed } from './govern.ts'
import { type Line, textOf } from './line.ts'
import { askCountry, inCountry } from './names.ts'
import type { Told } from './sentences.ts'
import { isMonth } from './when.ts'

/** The country named last before a token of a sentence, else the first it names. */
export function countryOfSentence(
  { countries }: Told,
  at: number,
): { country: CountryTerm; from: number; until: number } | undefined {
  return countries.findLast(({ until }) => until <= at) ?? countries[0]
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
const towards = new Set('in at near off outside around inside en cerca frente'.split(' '))

/** The place named nearest to a figure, or words after "in" or "at" with a capital, kept as typed. */
export function placeOf(
  { amount }: Governed,
  { line, told, reader }: Writing,
  country: string | undefined,
  ask: Ask,
): Placed | undefined {
  const distance = ({ from, until }: { from: number; until: number }) =>
    from >= amount.until ? from - amount.until : amount.from - until + 2
  const places = told.names
    .filter(({ meanings, from }) => meanings.some(({ place }) => place) && !isElsewhere(told, from))
    .toSorted((one, other) => distance(one) - distance(other))
  const [match] = places
  if (!match) return unknownPlace(line, told, amount.until)
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

/** Where something was bound for, or came from: "shipped from Callao", "con destino a Lima". */
function isElsewhere({ tokens, deeds }: Told, from: number): boolean {
  const lead = tokens[from - 1]?.word ?? ''
  if (bound.has(lead) || bound.has(tokens[from - 2]?.word ?? '')) return true
  const isOrigin = lead === 'from' || lead === 'desde' || tokens[from - 2]?.word === 'procedente'
  return (
    isOrigin && deeds.some(({ action, until }) => action === 'other' && until <= from && from - until <= 4)
  )
}

const inName = /^(?:de|del|la|las|los|el|of|the|coast|port|city|airport|province|region|department|district)$/

function unknownPlace(line: Line, { tokens, from, until, deeds }: Told, at: number): Placed | undefined {
  const isCapital = (index: number) => /^\p{Lu}[\p{Ll}\p{M}'-]/u.test(tokens[index]?.text ?? '')
  const starts = [at, from]
  for (const start of starts) {
    for (let index = start; index < until - 1; index++) {
      if (!towards.has(tokens[index]?.word ?? '')) continue
      let begin = index + 1
      while (inName.test(tokens[begin]?.text ?? '')) begin += 1
      if (
        !isCapital(begin) ||
        isMonth(tokens[begin]?.word ?? '') ||
        deeds.some((deed) => deed.from === begin)
      )
        continue
      let end = begin + 1
      while (end < until && (isCapital(end) || (inName.test(tokens[end]?.word ?? '') && isCapital(end + 1))))
        end += 1
      return { text: textOf(line, begin, end), from: begin, until: end }
    }
  }
  return undefined
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
