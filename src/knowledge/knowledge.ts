import type { Cycle } from '../domain/benchmark.ts'
import type { Deadline } from '../domain/deadline.ts'
import type {
  Acronym,
  Agency,
  Area,
  Article,
  CalendarRecord,
  Category,
  Country,
  Fact,
  Heading,
  Place,
  Source,
  Substance,
  Unit,
} from './schema.ts'

/** All of `data/`, validated: plain values, the same for every call. Its `countries` … `agencies` serve as a `Lexicon`. */
export interface Knowledge {
  /** SHA-256 of the data folder's files, in hexadecimal: part of every report card's fingerprint. */
  hash: string
  countries: Country[]
  substances: Substance[]
  units: Unit[]
  places: Place[]
  agencies: Agency[]
  acronyms: Acronym[]
  sources: Source[]
  articles: Article[]
  categories: Category[]
  areas: Area[]
  statutoryAreas: Area[]
  criteria: Fact[]
  headings: Heading[]
  facts: Fact[]
  calendars: CalendarRecord[]
  cycles: Cycle[]
  deadlines: Deadline[]
}
