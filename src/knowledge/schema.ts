import * as z from 'zod'
import { citationSchema } from '../domain/citation.ts'
import { isDate, isZone } from '../domain/date.ts'
import { actors } from '../domain/entry.ts'
import { actions } from '../domain/entry-grammar/actions.ts'
import { cues } from '../domain/entry-grammar/cues.ts'
import { verbForms } from '../domain/lexicon.ts'
import { markingSchema } from '../domain/marking.ts'

const text = z.string().trim().min(1)
const words = z.array(text)
const date = z.string().refine(isDate, 'not a day of the calendar; write YYYY-MM-DD')
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'ids are lower-case words joined by hyphens')

/**
 * Every record of `data/` carries these four; a file's `defaults:` fill those a record leaves out. `cite` is a citation, or
 * `unverified` for general knowledge that no primary source held supports.
 */
const record = {
  marking: markingSchema,
  actor: z.enum(actors),
  cite: z.union([z.literal('unverified'), citationSchema]),
}

export const countrySchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}$/, 'the ISO 3166-1 code of two letters'),
  ...record,
  iso3: z.string().regex(/^[A-Z]{3}$/),
  name: text,
  /** Other names and spellings, then the words for what is of it. */
  aliases: words.default([]),
  adjectives: words,
  /** What its government is usually called in cables; shared by several countries, so never resolved alone. */
  acronyms: words.default([]),
  zone: z.string().refine(isZone, 'not an IANA time zone').optional(),
  /** Day it ratified, accepted or acceded to the 1988 Convention. */
  party: z.strictObject({ date, cite: citationSchema }).optional(),
})

export const substanceSchema = z.strictObject({
  id,
  ...record,
  name: text,
  /** drug · precursor · leaf · crop */
  class: z.enum(['drug', 'precursor', 'leaf', 'crop']),
  aliases: words.default([]),
  /** Kept apart in every sum: paste, base, hydrochloride. Keys are the form ids, values the words for them. */
  forms: z.record(id, words).default({}),
  /** Table of the 1988 Convention at the time of the 2009 cable, where it has one. */
  table: z.enum(['I', 'II']).optional(),
  note: text.optional(),
})

export const unitSchema = z.strictObject({
  id: text,
  ...record,
  dimension: z.enum(['mass', 'volume', 'area', 'money', 'piece']),
  /** The unit's name in the units library; absent for money and pieces, where one is one (money is kept in cents). */
  library: text.optional(),
  /** How amounts of it are printed: `kg`, `ha`, `plants`. */
  symbol: text,
  aliases: words,
  /** True for words with several meanings ("tons"): asked, never assumed. `readings` are the unit ids it may mean. */
  readings: words.default([]),
})

export const actionSchema = z.strictObject({
  id: z.enum(actions),
  ...record,
  /** Verbs in their dictionary form, when regular. */
  en: words.default([]),
  es: words.default([]),
  nouns: words.default([]),
  /** Words that name the action only where a typed line opens with them. */
  openings: words.default([]),
  forms: z.partialRecord(z.enum(verbForms), words).default({}),
})

export const cueSchema = z.strictObject({
  id: z.enum(cues),
  ...record,
  /** Where the figures stand that the words speak of, or `action`, or `part` of a whole. */
  reach: z.enum(['after', 'before', 'action', 'part']),
  words,
})

export const nationSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}$/, 'an ISO code of two letters'),
  ...record,
  name: text,
  aliases: words.default([]),
  adjectives: words.default([]),
  /** Its government goes by it. */
  capital: text.optional(),
  acronyms: words.default([]),
})

export const placeSchema = z.strictObject({
  id,
  ...record,
  country: z.string().length(2),
  name: text,
  aliases: words.default([]),
  /** coca production zone · port · airport · city · region … */
  class: text,
  /** `unverified` until a source says the class. */
  classCite: z.union([z.literal('unverified'), citationSchema]),
  /** Set when it lies east of the Andes, with what says so. */
  note: text.optional(),
})

export const agencySchema = z.strictObject({
  id,
  ...record,
  country: z.string().length(2).optional(),
  name: text,
  /** One body under several names and over time: DINANDRO, DIRANDRO, DIREJANDRO. */
  aliases: words,
  note: text.optional(),
})

export const acronymSchema = z.strictObject({
  id: text,
  ...record,
  /** One meaning a row; several rows of one acronym are told apart by country. */
  means: text,
  country: z.string().length(2).optional(),
  note: text.optional(),
})

/** Words and short phrases, English and Spanish, that a question may use for one another. */
export const termSchema = z.strictObject({ id, ...record, words })

/** Words `from` a question that lead to those of the data, and not back. */
export const leadSchema = z.strictObject({ id, ...record, to: words, from: words })

/** By the id of a record's passage: words it is asked for by, and does not hold. */
export const askedSchema = z.strictObject({ id: text, ...record, words: text })

export const sourceSchema = z.strictObject({
  /** The label citations begin with: `09 STATE 32018`, `74 FR 48369`. */
  id: text,
  ...record,
  title: text,
  kind: z.enum(['cable', 'treaty', 'statute', 'determination', 'report', 'web']),
  /** Absent when the document has none; `dateNote` then says what is known. */
  date: date.optional(),
  dateNote: text.optional(),
  /** Other ways people write the label. */
  aliases: words.default([]),
  /** Paragraphs whose printed number is not the one it stands for. `proven`: cite `paragraph`; else cite `printed`. */
  numbering: z
    .array(z.strictObject({ printed: z.int(), paragraph: z.int(), proven: z.boolean(), because: text }))
    .default([]),
  gaps: z.array(text).default([]),
  faults: z
    .array(
      z.strictObject({
        id: text,
        /** Where the fault stands, as a citation of this source. */
        at: citationSchema.optional(),
        /** The few faulty words, as printed. */
        printed: text.optional(),
        says: text,
        /** What shows that it is a fault. */
        shownBy: z.union([z.literal('unverified'), citationSchema, z.literal('the text itself')]),
      }),
    )
    .default([]),
  reviewEvery: text.optional(),
})

const paragraphSchema = z.strictObject({ ref: text, subject: text })

export const articleSchema = z.strictObject({
  number: z.int().min(1),
  ...record,
  title: text,
  subject: text,
  paragraphs: z.array(paragraphSchema).default([]),
})

export const categorySchema = z.strictObject({
  number: z.int().min(1),
  ...record,
  name: text,
  /** As the cable prints them: single references and ranges, `3.1(a)`, `12-14`. */
  articles: words,
  /** The proposed mapping, shown beside the cable's and never instead. */
  overlay: z.strictObject({ articles: words, because: text }),
})

/** A statement of fact in our own short words. */
export const factSchema = z.strictObject({
  id,
  ...record,
  /** ISO code, where it concerns one country alone. */
  country: z.string().length(2).optional(),
  title: text,
  text,
  aliases: words.default([]),
})

export const areaSchema = z.strictObject({
  id,
  ...record,
  number: z.int(),
  name: text,
  articles: words.default([]),
})
export const headingSchema = z.strictObject({ id, ...record, name: text, aliases: words.default([]) })

const overrideSchema = z.strictObject({
  date,
  ...record,
  name: text,
  /** closed: no work though the library says none is due. open: work though the library names a holiday. */
  is: z.enum(['closed', 'open']),
})

export const calendarSchema = z.strictObject({
  id: text,
  ...record,
  name: text,
  /** What date-holidays calls it; absent where it knows none: then only the weekend and the overrides are closed. */
  library: text.optional(),
  /** ISO weekdays without work: 6 is Saturday, 7 Sunday. */
  weekend: z.array(z.int().min(1).max(7)),
  overrides: z.array(overrideSchema).default([]),
})

/** A day that a decree closes or opens in one calendar, year by year: bridging days, days of mourning, holidays moved. */
export const decreeSchema = overrideSchema.extend({
  /** The id of the calendar. */
  calendar: text,
})

export type Country = z.infer<typeof countrySchema>
export type Nation = z.infer<typeof nationSchema>
export type Action = z.infer<typeof actionSchema>
export type Cue = z.infer<typeof cueSchema>
export type Substance = z.infer<typeof substanceSchema>
export type Unit = z.infer<typeof unitSchema>
export type Place = z.infer<typeof placeSchema>
export type Agency = z.infer<typeof agencySchema>
export type Acronym = z.infer<typeof acronymSchema>
export type Term = z.infer<typeof termSchema>
export type Lead = z.infer<typeof leadSchema>
export type AskedWords = z.infer<typeof askedSchema>
export type Source = z.infer<typeof sourceSchema>
export type Article = z.infer<typeof articleSchema>
export type Category = z.infer<typeof categorySchema>
export type Fact = z.infer<typeof factSchema>
export type Area = z.infer<typeof areaSchema>
export type Heading = z.infer<typeof headingSchema>
export type CalendarRecord = z.infer<typeof calendarSchema>
export type Decree = z.infer<typeof decreeSchema>
