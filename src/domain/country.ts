import type { AgencyTerm, CountryTerm, PlaceTerm } from './lexicon.ts'
import { foldText } from './text.ts'

/** The country that a name, alias, adjective or ISO code means; acronyms such as GOP mean several, and so none. */
export function findCountry<T extends CountryTerm & { iso3?: string }>(
  word: string,
  countries: readonly T[],
): T | undefined {
  const folded = foldText(word)
  if (folded === '') return undefined
  return countries.find((country) =>
    [country.id, country.iso3 ?? country.id, country.name, ...country.aliases, ...country.adjectives].some(
      (name) => foldText(name) === folded,
    ),
  )
}

/** The country of a channel that watches one alone; undefined where it watches none or several. */
export function onlyWatched([only, ...others]: readonly string[]): string | undefined {
  return others.length === 0 ? only : undefined
}

/** Whose country a call is about, and what said so. */
export interface Whose {
  country: string
  because: string
}

/** What a call gives to tell its country by; each is absent when the call does not say. */
export interface CountryClues {
  /** Country of the benchmark named with `bm`. */
  benchmark?: { id: string; country: string } | undefined
  place?: PlaceTerm | undefined
  agencies?: readonly AgencyTerm[]
  /** A country named in so many words. */
  word?: CountryTerm | undefined
}

/**
 * The benchmark's country, else the place's, else the agency's, else the one named, else the channel's only watched one;
 * undefined when nothing says, and the person must be asked.
 */
export function whoseCountry(clues: CountryClues, watched: readonly string[]): Whose | undefined {
  if (clues.benchmark)
    return { country: clues.benchmark.country, because: `${clues.benchmark.id} is its benchmark` }
  if (clues.place) return { country: clues.place.country, because: `${clues.place.name} is there` }
  const agency = clues.agencies?.find((candidate) => candidate.country !== undefined)
  if (agency?.country !== undefined)
    return { country: agency.country, because: `${agency.name} is its agency` }
  if (clues.word) return { country: clues.word.id, because: 'it is named' }
  const only = onlyWatched(watched)
  return only === undefined
    ? undefined
    : { country: only, because: 'it is the only country this channel watches' }
}
