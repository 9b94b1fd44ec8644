import * as z from 'zod'
import { citationSchema } from './citation.ts'
import { clausesSchema } from './clause.ts'
import { isDate } from './date.ts'
import { actors } from './entry.ts'
import { markingSchema } from './marking.ts'

const text = z.string().trim().min(1)
const date = z.string().refine(isDate, 'not a day of the calendar; write YYYY-MM-DD')

/** `as cabled`, or `our reading (the reason)`. */
const basisSchema = z.string().regex(/^(?:as cabled|our reading \(.+\))$/s, 'write "as cabled" or "our reading (the reason)"')

const periodName = z.string().regex(/^(?:FY|CY)\d{4}$/, 'write a period like FY2009 or CY2009')

/**
 * What is to be reached. `at`: an absolute figure. `times … of`: that many times the value of an earlier period.
 * `rate of`: the same or better rate than an earlier period, pro-rated by elapsed days. `all`: every one found.
 */
const targetSchema = z.union([
  z.strictObject({ at: text }),
  z.strictObject({ times: z.string().regex(/^\d+(?:\.\d+)?$/), of: periodName }),
  z.strictObject({ rateOf: periodName }),
  z.strictObject({ all: z.literal(true) }),
])

/** A baseline that a person found and sourced. `series` names what it is a value of, as the card prints it: `cocaine, kg`. */
const baselineSchema = z.strictObject({
  period: periodName,
  quantity: text,
  substance: text.optional(),
  form: text.optional(),
  cite: citationSchema,
})

const indicatorSchema = z.strictObject({
  id: text,
  name: text,
  basis: basisSchema,
  /** sum of a flow · latest of a stock · count of entries · ratio of two sums · rubric and milestone: judged, not added. */
  measure: z.enum(['sum', 'latest', 'count', 'ratio', 'milestone', 'rubric']),
  direction: z.enum(['higher', 'lower']),
  period: periodName,
  target: targetSchema.optional(),
  baselines: z.array(baselineSchema).default([]),
  /** Alternatives: an entry measures the indicator when one of them holds whole. For a ratio, the numerator. */
  counts: z.array(clausesSchema).default([]),
  /** The denominator of a ratio. */
  over: z.array(clausesSchema).default([]),
  /** Dated steps of a milestone indicator, where the source gives any. */
  milestones: z.array(z.strictObject({ name: text, due: date.optional() })).default([]),
})

export const benchmarkSchema = z.strictObject({
  id: text,
  heading: text,
  statement: text,
  marking: markingSchema,
  actor: z.enum(actors),
  cite: citationSchema,
  /** The predecessor, `2005/PE-M-1`, where there is one. */
  continues: text.optional(),
  /** How long the source gives it: "next 12 months", "CY2005". */
  horizon: text.optional(),
  articles: z.array(z.strictObject({ ref: text, basis: basisSchema })).default([]),
  categories: z.array(z.strictObject({ number: z.int().min(1).max(8), basis: basisSchema })).default([]),
  areas: z.array(z.strictObject({ id: text, basis: basisSchema })).default([]),
  /** Said by the source beside the benchmark, and printed beside any adverse status. */
  conditions: z.array(z.strictObject({ text, cite: citationSchema })).default([]),
  /** What the source leaves open. */
  open: z.array(text).default([]),
  indicators: z.array(indicatorSchema).min(1),
  /** Alternatives: an entry supports the benchmark (evidence, adds 0) when one of them holds whole. */
  supports: z.array(clausesSchema).default([]),
})

export const cycleSchema = z.strictObject({
  cycle: z.string().regex(/^(?:FY)?\d{4}$/),
  country: z.string().length(2),
  title: text,
  marking: markingSchema,
  actor: z.enum(actors),
  cite: citationSchema,
  /** The periods it measures, and those it measures them against. */
  measures: z.array(periodName).min(1),
  against: z.array(periodName).default([]),
  /** How the periods are known. */
  basis: basisSchema,
  headings: z.array(text).min(1),
  notes: z.array(z.strictObject({ text, cite: citationSchema })).default([]),
  benchmarks: z.array(benchmarkSchema),
})

export type Cycle = z.infer<typeof cycleSchema>
export type Benchmark = z.infer<typeof benchmarkSchema>
export type Indicator = z.infer<typeof indicatorSchema>
export type Target = z.infer<typeof targetSchema>
