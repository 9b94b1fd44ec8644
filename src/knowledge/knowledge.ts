import type { Cycle } from '../domain/benchmark.ts'
import type { Deadline } from '../domain/deadline.ts'
import type {
  Acronym,
  Action,
  Agency,
  Area,
  Article,
  AskedWords,
  CalendarRecord,
  Category,
  Country,
  Cue,
  Decree,
  Fact,
  Heading,
  Lead,
  Nation,
  Place,
  Source,
  Substance,
  Term,
  Unit,
} from './schema.ts'

/** All of `data/`, validated: plain values, the same for every call. Its `countries` … `agencies` serve as a `Lexicon`. */
export interface Knowledge {
  /** SHA-256 of the data folder's files, in hexadecimal: part of every report card's fingerprint. */
  hash: string
  countries: Country[]
  substances: Substance[]
  units: Unit[]
  actions: Action[]
  cues: Cue[]
  nations: Nation[]
  places: Place[]
  agencies: Agency[]
  acronyms: Acronym[]
  /** Words that ask for the same thing, for looking up alone. */
  terms: Term[]
  /** Words that lead to something near, and not back; for looking up alone. */
  leads: Lead[]
  /** Everyday words by which a record is found, for looking up alone. */
  asked: AskedWords[]
  sources: Source[]
  articles: Article[]
  categories: Category[]
  areas: Area[]
  statutoryAreas: Area[]
  criteria: Fact[]
  headings: Heading[]
  facts: Fact[]
  /** With the decrees in them. */
  calendars: CalendarRecord[]
  decrees: Decree[]
  cycles: Cycle[]
  deadlines: Deadline[]
}
