import type { Dimension } from './quantity.ts'

/** The vocabulary that entries are read with: plain values, taken from `data/lexicon` and `data/countries.yaml`. */
export interface Lexicon {
  substances: readonly SubstanceTerm[]
  units: readonly UnitTerm[]
  places: readonly PlaceTerm[]
  agencies: readonly AgencyTerm[]
  countries: readonly CountryTerm[]
}

/** The vocabulary of sentences beside it: what was done, and what keeps a figure from being an event. */
export interface EntryLexicon extends Lexicon {
  actions: readonly ActionTerm[]
  cues: readonly CueTerm[]
  /** Every country, those of `countries` among them: what is told of one that nobody follows here is not another's. */
  nations: readonly CountryTerm[]
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

/** What a word for an action is: `past` may be active or passive, `participle` passive only, `infinitive` Spanish only. */
export const verbForms = ['finite', 'past', 'participle', 'gerund', 'base', 'infinitive', 'noun'] as const
export type VerbForm = (typeof verbForms)[number]

/** What was done, in the words of two languages. */
export interface ActionTerm {
  /** One of the actions the grammar knows; `other` governs figures that are no event. */
  id: string
  /** Regular verbs by their dictionary form. */
  en: readonly string[]
  es: readonly string[]
  nouns: readonly string[]
  /** Words that name it only where a typed line opens with them: "precursor 5,000 gal kerosene". */
  openings: readonly string[]
  forms: Readonly<Partial<Record<VerbForm, readonly string[]>>>
}

/** Words that say what the figures near them are not; where those stand is their `reach`. */
export interface CueTerm {
  id: string
  reach: 'after' | 'before' | 'action' | 'part'
  words: readonly string[]
}
