import type { Dimension } from './quantity.ts'

/** The vocabulary that entries are read with: plain values, taken from `data/lexicon` and `data/countries.yaml`. */
export interface Lexicon {
  substances: readonly SubstanceTerm[]
  units: readonly UnitTerm[]
  places: readonly PlaceTerm[]
  agencies: readonly AgencyTerm[]
  countries: readonly CountryTerm[]
}

interface Term {
  id: string
  name: string
  /** Other words for it; matched longest first, without regard to case or accents. */
  aliases: readonly string[]
}

export interface SubstanceTerm extends Term {
  class: 'drug' | 'precursor' | 'leaf' | 'crop'
  /** Form id → the words for it. Forms are kept apart in every sum. */
  forms: Readonly<Record<string, readonly string[]>>
}

export interface UnitTerm {
  id: string
  dimension: Dimension
  /** The units library's name for it; absent where one is one (pieces, money). */
  library?: string | undefined
  symbol: string
  aliases: readonly string[]
  /** Unit ids that the word may mean ("tons"): never assumed, always asked. */
  readings: readonly string[]
}

export interface PlaceTerm extends Term {
  country: string
  /** `coca production zone`, `port`, `airport`, `city` …, or `unverified`. */
  class: string
}

export interface AgencyTerm extends Term {
  country?: string | undefined
  actor: 'host government' | 'US mission' | 'both' | 'none'
}

export interface CountryTerm extends Term {
  adjectives: readonly string[]
  acronyms: readonly string[]
}
