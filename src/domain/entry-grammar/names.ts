import { type Actor, type Kind, kinds } from '../entry.ts'
import { type KindRule, kindRules } from '../kinds.ts'
import type { AgencyTerm, CountryTerm, EntryLexicon, Lexicon, PlaceTerm } from '../lexicon.ts'
import { indexPhrases, type Match, makePhrases, matchAll, oncePer } from '../phrase.ts'
import { nearestWord, type Token, tokenise } from '../text.ts'
import {
  claim,
  findPhrases,
  freeWord,
  isJoining,
  isKeyword,
  type Line,
  phraseAt,
  rewrite,
  type Stop,
  textOf,
} from './line.ts'

export type Name = { place: PlaceTerm; agency?: never } | { agency: AgencyTerm; place?: never }

/**
 * The places and agencies of a line, the longer name winning ("Embassy Lima" is no place). A name may go over what was
 * read as a country: "Panama City".
 */
function matchNames(line: Line, lexicon: Lexicon): Match<Name>[] {
  return findPhrases(line, nameIndex(lexicon), (field) => field === undefined || field === 'country')
}

/** The same of a sentence, whose tokens nothing has claimed. */
export function findNames(tokens: readonly Token[], lexicon: Lexicon): Match<Name>[] {
  return matchAll(tokens, nameIndex(lexicon))
}

const nameIndex = oncePer(({ places, agencies }: Lexicon) =>
  indexPhrases<Name>([
    ...places.flatMap((place) => makePhrases<Name>([place.name, ...place.aliases], { place })),
    ...agencies.flatMap((agency) => makePhrases<Name>([agency.name, ...agency.aliases], { agency })),
  ]),
)

const kindIndex = indexPhrases(kinds.flatMap((kind) => makePhrases([kind, ...kindRules[kind].words], kind)))

/** Reads and claims the kind: of those the line names, the first; the longest name at its place. */
export function readKind(line: Line): Kind | Stop {
  const [named, ...others] = findPhrases(line, kindIndex)
  const other =
    named && isWho(line, named) ? others.find(({ meanings }) => meanings[0] !== named.meanings[0]) : undefined
  const first = other ?? named
  const kind = first?.meanings[0]
  if (first && kind) {
    claim(line, 'kind', first.from, first.until)
    return kind
  }
  const problem = `Say what happened: ${kinds.join(', ')}.`
  const names = kinds.flatMap((kind) => kindRules[kind].words.filter((word) => !word.includes(' ')))
  const start = line.tokens[0]
  const nearest = start && nearestWord(start.text, names)
  if (!start || !nearest) return { problem }
  return {
    problem: `No kind of event is called "${start.text}".`,
    nearest: nearest + line.text.slice(start.end),
  }
}

/** What may stand before the word for a kind. */
const beforeKind = /^(?:total|voluntary|forced|programmed|new|(?:delivered|presented)(?: (?:the|a|our))?)$/

/** True when a line opens as the typed form does: with a kind, or with a word or two that say how ("total", "voluntary"). */
export function opensWithKind(text: string): boolean {
  const tokens = tokenise(text.slice(0, 80)).slice(0, 6)
  const matches = matchAll(tokens, kindIndex)
  const [first] = matches
  if (!first || tokens[first.until]?.word === 'and') return false
  const [opening] = tokens
  const before = tokens.slice(0, first.from).map(({ word }) => word)
  if (before.length > 0) return beforeKind.test(before.join(' '))
  const isWho = opening?.word === 'police' && first.until === 1
  return !isWho || (matches.length > 1 && matches.every(({ meanings }) => meanings[0] === 'police'))
}

/** "Police seized 30 kilos", "manifest review unit stood up": the words say who did it, and another kind what. */
function isWho(line: Line, { from, until }: Match<Kind>): boolean {
  const isPolice = until - from === 1 && line.tokens[from]?.word === 'police'
  return isPolice || /^(?:units?|teams?)$/.test(freeWord(line, until))
}

/** The method, where the line names one: perhaps in the words for the kind or the amount ("seized assets", "2 prosecutions"). */
export function findMethod(line: Line, kind: Kind): Match<string> | undefined {
  const open = ['kind', 'quantity', undefined]
  const [match] = findPhrases(line, methodIndex(kindRules[kind]), (field) => open.includes(field))
  return match
}

/** The methods of a kind, by their ids and words. */
export const methodIndex = oncePer(({ methods }: KindRule) =>
  indexPhrases(methods.flatMap(({ id, words }) => makePhrases([id, ...words], id))),
)

/**
 * Reads and claims the country named in so many words; `country atlantis` is a problem. An adjective counts only after
 * `country`: "12 Colombian nationals" arrested in Peru are Peru's entry.
 */
export function readCountryWord(
  line: Line,
  { countries, nations }: Pick<EntryLexicon, 'countries' | 'nations'>,
): CountryTerm | Stop | undefined {
  const { all } = countryIndex(nations)
  const at = line.tokens.findIndex((_, index) => freeWord(line, index) === 'country')
  if (at >= 0) {
    const named = phraseAt(line, at + 1, all)
    const typed = line.tokens[at + 1]
    if (!named && !typed) return undefined
    if (!named) {
      const nearest = nearestWord(
        typed?.text ?? '',
        countries.map(({ name }) => name),
      )
      return {
        problem: `No country is known as "${typed?.text}".`,
        ...(nearest &&
          typed && { nearest: line.text.slice(0, typed.start) + nearest + line.text.slice(typed.end) }),
      }
    }
    claim(line, 'country', at, named.until)
    return named.meanings[0]
  }
  const first = findPhrases(line, countryIndex(nations).names).find(
    ({ from, meanings }) =>
      !meanings.some(({ id }) => id === sendingState) && !isOtherEnd(freeWord(line, from - 1)),
  )
  if (first) claim(line, 'country', first.from, first.until)
  return first?.meanings[0]
}

/** Reads and claims a country that a text opens with, "country Peru …": the answer to whose it is. */
export function readOpeningCountry(line: Line, countries: readonly CountryTerm[]): string | undefined {
  const named = freeWord(line, 0) === 'country' ? phraseAt(line, 1, countryIndex(countries).all) : undefined
  if (named) claim(line, 'country', 0, named.until)
  return named?.meanings[0]?.id
}

const countryIndex = oncePer((countries: readonly CountryTerm[]) => {
  const names = countries.flatMap((term) => makePhrases([term.name, ...term.aliases], term))
  const adjectives = countries.flatMap((term) => makePhrases(term.adjectives, term))
  return { names: indexPhrases(names), all: indexPhrases([...names, ...adjectives]) }
})

/** "Extradited to Spain", "bound for Mexico", "from Bolivia": where it came from or went to is not where it was. */
function isOtherEnd(lead: string): boolean {
  return /^(?:to|for|from|toward|towards|with)$/.test(lead)
}

/** "Extradition to the United States" does not say whose benchmarks are meant: it is never the country reported on. */
const sendingState = 'US'

/** Of several terms with one name, those of the country; all of them when it has none or the country is not known. */
export function inCountry<T extends { country?: string | undefined }>(
  terms: readonly T[],
  country: string | undefined,
): readonly T[] {
  const own = terms.filter((term) => term.country === country)
  return country !== undefined && own.length > 0 ? own : terms
}

export function askCountry<T extends { name: string; country?: string | undefined }>(
  line: Line,
  typed: string,
  terms: readonly T[],
  countries: readonly CountryTerm[],
): Stop {
  const readings = terms.map(({ name, country }) => {
    const where = countries.find(({ id }) => id === country)?.name ?? country ?? ''
    return { label: name.includes(where) ? name : `${name}, ${where}`, text: withCountry(line, where) }
  })
  return { ask: `"${typed}" may be any of these. Which is meant?`, readings }
}

/** The line with its country said, or said again; before the note, which takes all that follows it. */
function withCountry(line: Line, country: string): string {
  const said = line.claims.indexOf('country')
  if (said >= 0) return rewrite(line, said, line.claims.lastIndexOf('country') + 1, `country ${country}`)
  const note = line.tokens[line.claims.indexOf('note')]?.start ?? line.text.length
  return `${line.text.slice(0, note).trimEnd()} country ${country} ${line.text.slice(note)}`.trimEnd()
}

const towards = new Set(['at', 'in', 'near', 'off', 'outside', 'from'])

export interface PlaceFound {
  place?: PlaceTerm
  text: string
  notes: string[]
}

/** Reads and claims where: the place after `at` or `in`, else the first the lexicon knows. */
export function readPlace(
  line: Line,
  lexicon: Lexicon,
  country: string | undefined,
): PlaceFound | Stop | undefined {
  const matches = matchNames(line, lexicon).filter(({ meanings }) => meanings.some(({ place }) => place))
  const led = ({ from }: Match<Name>) => ['at', 'in'].includes(freeWord(line, from - 1))
  const match = matches.find(led) ?? matches[0]
  if (!match) return undefined
  const text = textOf(line, match.from, match.until)
  const places = match.meanings.flatMap(({ place }) => place ?? [])
  const [place, ...others] = inCountry(places, country)
  if (place && others.length > 0) return askCountry(line, text, [place, ...others], lexicon.countries)
  claim(line, 'place', towards.has(freeWord(line, match.from - 1)) ? match.from - 1 : match.from, match.until)
  return { ...(place && { place }), text, notes: [] }
}

/** The words after a left-over `at` or `near` (or `in` and a capital): a place no lexicon holds, kept as typed. */
export function readUnknownPlace(line: Line, places: readonly PlaceTerm[]): PlaceFound | undefined {
  for (let at = 0; at < line.tokens.length; at++) {
    const word = freeWord(line, at)
    const begin = freeWord(line, at + 1) === 'the' ? at + 2 : at + 1
    const next = line.tokens[begin]
    if (!next || !(word === 'at' || word === 'near' || (word === 'in' && /^\p{Lu}/u.test(next.text))))
      continue
    let end = begin
    while (freeWord(line, end) !== '' && !isKeyword(freeWord(line, end)) && !isSign(freeWord(line, end)))
      end += 1
    if (end === begin) continue
    const text = textOf(line, begin, end)
    claim(line, 'place', at, end)
    const nearest = nearestWord(
      text,
      places.map(({ name }) => name),
    )
    const hint = nearest ? ` (${nearest}?)` : ''
    return {
      text,
      notes: [`place not in the lexicon, kept as typed: ${text}${hint}; its class is not known`],
    }
  }
  return undefined
}

function isSign(word: string): boolean {
  return /^[\p{P}+]$/u.test(word)
}

/** Reads and claims the agencies, in the order typed, and an unknown name after `by`. */
export function readAgencies(
  line: Line,
  lexicon: Lexicon,
  country: string | undefined,
): { agencies: AgencyTerm[]; notes: string[] } | Stop {
  const agencies: AgencyTerm[] = []
  const notes: string[] = []
  for (const match of matchNames(line, lexicon)) {
    const [agency, ...others] = inCountry(
      match.meanings.flatMap(({ agency }) => agency ?? []),
      country,
    )
    if (!agency) continue
    if (others.length > 0) {
      return askCountry(line, textOf(line, match.from, match.until), [agency, ...others], lexicon.countries)
    }
    if (!agencies.includes(agency)) agencies.push(agency)
    claim(line, 'agency', freeWord(line, match.from - 1) === 'by' ? match.from - 1 : match.from, match.until)
  }
  const by = line.tokens.findIndex(
    (_, index) => freeWord(line, index) === 'by' && freeWord(line, index + 1) !== '',
  )
  if (by >= 0 && !isKeyword(freeWord(line, by + 1))) {
    let end = by + 1
    while (freeWord(line, end) !== '' && !isKeyword(freeWord(line, end)) && !isJoining(freeWord(line, end)))
      end += 1
    if (end > by + 1) {
      notes.push(
        `agency not in the lexicon: ${textOf(line, by + 1, end)}; kept in the line, not counted as who did it`,
      )
      claim(line, 'agency', by, end)
    }
  }
  return { agencies, notes }
}

/** Host government and US mission together are `both`; bodies that are neither say nothing. */
export function actorOf(agencies: readonly AgencyTerm[]): Actor | undefined {
  const actors = new Set(agencies.map(({ actor }) => actor).filter((actor) => actor !== 'none'))
  if (actors.size > 1) return 'both'
  const [only] = actors
  return only
}
