import * as z from 'zod'
import { citationSchema } from './citation.ts'
import { clausesSchema } from './clause.ts'
import { isDate } from './date.ts'
import { actors } from './entry.ts'
import { markingSchema } from './marking.ts'

const text = z.string().trim().min(1)

/** `as cabled`, or `our reading (the reason)`. */
const basisSchema = z
  .string()
  .regex(/^(?:as cabled|our reading \(.+\))$/s, 'write "as cabled" or "our reading (the reason)"')

const periodName = z.string().regex(/^(?:FY|CY)\d{4}$/, 'write a period like FY2009 or CY2009')

/**
 * What is to be reached. `at`: an absolute figure. `times … of`: that many times the value of an earlier period.
 * `rateOf`: the same or better rate than in an earlier period, pro-rated by elapsed days. `all`: the whole denominator of a ratio.
 */
const targetSchema = z.union([
  z.strictObject({ at: text }),
  z.strictObject({ times: z.string().regex(/^\d+(?:\.\d+)?$/), of: periodName }),
  z.strictObject({ rateOf: periodName }),
  z.strictObject({ all: z.literal(true) }),
])

/** The value of an earlier period that a person found and sourced; substance, form and unit say which series it belongs to. */
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
  /** sum of a flow · latest of a stock · count of pieces, or of entries without any · ratio of two sums · rubric and milestone: judged by a person, not added. */
  measure: z.enum(['sum', 'latest', 'count', 'ratio', 'milestone', 'rubric']),
  direction: z.enum(['higher', 'lower']),
  period: periodName,
  target: targetSchema.optional(),
  /** The day a milestone is dated for, where the source gives one. */
  due: z.string().refine(isDate, 'write a day as YYYY-MM-DD').optional(),
  /** Why there is no target to compare with, where "no target figure in the source" would not be the truth. */
  targetGap: text.optional(),
  /** A level to be reached some day after the cycle: it may be met at the cycle's end, and is not missed there. */
  endState: z.boolean().default(false),
  baselines: z.array(baselineSchema).default([]),
  /** Alternatives: an entry measures the indicator when one of them holds whole. For a ratio, the numerator. */
  counts: z.array(clausesSchema).default([]),
  /** The denominator of a ratio. */
  over: z.array(clausesSchema).default([]),
})

const benchmarkSchema = z.strictObject({
  id: text,
  heading: text,
  statement: text,
  marking: markingSchema,
  actor: z.enum(actors),
  cite: citationSchema,
  /** The predecessor, `2005/PE-M-1`, where there is one. */
  continues: text.optional(),
  continuesBasis: basisSchema.optional(),
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

const cycleFields = z.strictObject({
  cycle: z.string().regex(/^(?:FY)?\d{4}$/),
  country: z.string().length(2),
  title: text,
  /** Set while no source of this cycle has confirmed what was carried over; printed with every answer. */
  unconfirmed: text.optional(),
  marking: markingSchema,
  actor: z.enum(actors),
  cite: citationSchema,
  /** The periods it measures, and those it measures them against. */
  measures: z.array(periodName).min(1),
  against: z.array(periodName).default([]),
  /** How the periods are known. */
  basis: basisSchema,
  headings: z.array(text).min(1),
  /** True when only an extract of its source is held: what it lacks is *not in the extract held*, which says nothing of the whole. */
  extract: z.boolean().default(false),
  notes: z.array(z.strictObject({ text, cite: citationSchema })).default([]),
  benchmarks: z.array(benchmarkSchema),
})

/** One cycle's file, checked in itself: ids stand once, and each indicator asks only for what its cycle and its measure can give. */
export const cycleSchema = cycleFields.superRefine((cycle, context) => {
  const seen = new Set<string>()
  for (const [at, benchmark] of cycle.benchmarks.entries()) {
    const problem = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path: ['benchmarks', at, ...path] })
    if (seen.has(benchmark.id)) problem('stands twice in this cycle; give one of them another id', 'id')
    seen.add(benchmark.id)
    for (const [index, indicator] of benchmark.indicators.entries()) {
      const wrong = (field: string, message: string) => problem(message, 'indicators', index, field)
      if (indicator.id !== benchmark.id && seen.has(indicator.id))
        wrong('id', 'stands twice in this cycle; give one of them another id')
      seen.add(indicator.id)
      for (const [field, message] of indicatorFaults(indicator, cycle)) wrong(field, message)
    }
  }
})

function indicatorFaults(
  { measure, target, counts, over, period, baselines, due }: Indicator,
  cycle: z.infer<typeof cycleFields>,
) {
  const faults: [field: string, message: string][] = []
  const judged = isJudged({ measure })
  if (!cycle.measures.includes(period))
    faults.push(['period', `must be one of the periods the cycle measures (${cycle.measures.join(', ')})`])
  if (due !== undefined && measure !== 'milestone')
    faults.push(['due', 'only a milestone is dated; another measure has its period'])
  if (judged && (counts.length > 0 || target))
    faults.push(['measure', 'is judged, not added: move its clauses to "supports", and drop the target'])
  if (!judged && counts.length === 0)
    faults.push(['measure', 'needs "counts": the clauses an entry must meet to be added'])
  if ((measure === 'ratio') !== over.length > 0)
    faults.push(['measure', 'a ratio, and nothing else, needs "over": the clauses of its denominator'])
  if (target && 'all' in target && measure !== 'ratio')
    faults.push(['measure', 'only a ratio can have "all" as its target'])
  const earlier = periodAgainst({ target })
  if (earlier && !cycle.against.includes(earlier))
    faults.push(['target', `${earlier} is none of the periods the cycle measures against`])
  for (const baseline of baselines) {
    if (baseline.period !== earlier)
      faults.push(['baselines', `${baseline.period} is not the period the target is measured against`])
  }
  return faults
}

/** Judged by a person: its entries are evidence, and add nothing. */
export function isJudged({ measure }: Pick<Indicator, 'measure'>): boolean {
  return measure === 'rubric' || measure === 'milestone'
}

/** The earlier period whose value a target is set against; undefined for one that stands alone, and for none. */
export function periodAgainst({ target }: Pick<Indicator, 'target'>): string | undefined {
  if (target === undefined) return undefined
  if ('of' in target) return target.of
  return 'rateOf' in target ? target.rateOf : undefined
}

export type Cycle = z.infer<typeof cycleSchema>
export type Benchmark = z.infer<typeof benchmarkSchema>
export type Indicator = z.infer<typeof indicatorSchema>
