import * as z from 'zod'
import { actors, evidenceGrades } from '../../domain/entry.ts'
import { markingSchema } from '../../domain/marking.ts'
import { statuses } from '../../domain/status.ts'
import { orders } from './by-view.ts'
import { entryColumns } from './export-sheets.ts'

const text = z.string()
const count = z.int().min(0)
const day = z.iso.date()
const entryId = z.string().regex(/^L-\d+$/)
const findingId = text.describe('A baseline, an assessment or an adopted total, by its id.')
const grade = z.enum(evidenceGrades).describe('A official record, B official statement, C press, D verbal.')

const cite = z
  .strictObject({
    source: text,
    paragraph: count.exactOptional(),
    printed: count.exactOptional().describe('As the source prints it, where it proves another number.'),
    probable: count.exactOptional().describe('What the printed number probably stands for.'),
    part: text.exactOptional(),
    place: text.exactOptional(),
  })
  .meta({ id: 'Citation', description: 'A source and its paragraph.' })

const amount = z.strictObject({ low: z.int(), high: z.int().exactOptional() }).meta({
  id: 'Amount',
  description: 'Small units: mg, mL, m2, cents or pieces. Without `high` only a lower bound is known.',
})

const period = z.strictObject({ name: text, from: day, until: day }).meta({
  id: 'Period',
  description:
    'Half-open days: `from` is inside, `until` is not. FY is the US fiscal year, CY the calendar year.',
})

const evidence = z
  .strictObject({
    grades: z.record(z.enum(evidenceGrades), count).describe('How many entries have each grade.'),
    unreviewed: count.describe('Entries that count and that nobody has accepted yet.'),
    actors: z
      .partialRecord(z.enum([...actors, 'not stated']), count)
      .describe('How many entries were done by whom.'),
  })
  .meta({ id: 'Evidence' })

const verdict = {
  status: z.enum(statuses),
  why: text.describe("The rule's sentence, or what is missing."),
}

const state = z
  .strictObject({
    actual: z.enum(['logged', 'zero', 'nil return', 'nothing logged']),
    target: z.enum([
      'stated',
      'baseline recorded',
      'baseline not recorded',
      'no target figure in the source',
      'not in the extract held',
      'no target',
      'judged by a person',
    ]),
  })
  .meta({ id: 'State', description: 'What is held of each side; five kinds of nothing are kept apart.' })

const assessment = z
  .strictObject({
    finding: findingId,
    level: z.enum(['none', 'started', 'partial', 'met']),
    reason: text,
    source: text,
    grade,
    by: text.describe('A member.'),
    at: z.iso.datetime(),
    reviewed: z.boolean(),
  })
  .meta({ id: 'Assessment' })

const series = z
  .strictObject({
    ...verdict,
    series: z.strictObject({
      key: text,
      name: text,
      dimension: z.enum(['mass', 'volume', 'area', 'piece', 'money']),
      unit: text.exactOptional().describe('Of pieces the unit, of money the currency.'),
    }),
    actual: amount.exactOptional().describe('Sum, latest stock, count, or the numerator of a ratio.'),
    gross: z
      .strictObject({ amount, claims: count })
      .exactOptional()
      .describe('With every claim of merged events; `actual` counts each event once.'),
    target: amount.exactOptional().describe('For the whole period; of a ratio its denominator.'),
    expected: amount
      .exactOptional()
      .describe('A rate under way: target x days elapsed / days of the period.'),
    baseline: z
      .strictObject({
        period: text,
        amount,
        cite,
        finding: findingId.exactOptional(),
        entry: entryId.exactOptional(),
        evidence: evidence.exactOptional(),
      })
      .exactOptional(),
    data: state,
    entries: z.array(entryId).describe('Those added, those of a denominator among them.'),
    evidence,
    crossChecks: z
      .array(
        z.strictObject({
          entry: entryId,
          from: day,
          until: day,
          total: amount,
          events: amount.exactOptional(),
        }),
      )
      .describe('Totals beside the sum of events of their days, never added.'),
    adopted: z
      .array(
        z.strictObject({
          entry: entryId,
          finding: findingId,
          total: amount,
          instead: z.array(entryId),
          events: amount.exactOptional(),
        }),
      )
      .describe('Totals that a person put in the place of the events `instead`.'),
    beside: z
      .array(z.strictObject({ period: text, actual: amount.exactOptional() }))
      .describe("The same in the cycle's other periods."),
    trend: z
      .strictObject({
        direction: z.enum(['rising', 'falling', 'level', 'not clear']),
        now: amount,
        before: amount,
      })
      .exactOptional()
      .describe('Of a flow, the last 90 days and the 90 before; of a stock, the last two.'),
    notCounted: z
      .array(z.strictObject({ entry: entryId, failed: text, amount }))
      .describe('Kept out by their method alone.'),
  })
  .meta({
    id: 'Series',
    description: 'One substance in one form and dimension; nothing is added up across series.',
  })

const indicator = z
  .strictObject({
    ...verdict,
    id: text,
    name: text,
    basis: text.describe('`as cabled`, or `our reading (the reason)`.'),
    measure: z.enum(['sum', 'latest', 'count', 'ratio', 'milestone', 'rubric']),
    direction: z.enum(['higher', 'lower']).describe('Which is better.'),
    period,
    elapsed: count.describe('Days of the period over at the end of `asOf`.'),
    length: count.describe('Days of the period.'),
    target: z
      .union([
        z.strictObject({ at: text }),
        z.strictObject({ times: text, of: text }),
        z.strictObject({ rateOf: text }),
        z.strictObject({ all: z.literal(true) }),
      ])
      .optional()
      .describe('As the source asks it: a figure, a multiple of a period, at least its rate, or all.'),
    series: z.array(series),
    data: state,
    confidence: text.describe('high, medium, low or none, by the evidence.'),
    assessment: assessment.exactOptional(),
    findings: z.array(findingId),
    entries: z
      .array(entryId)
      .describe('Those that measure it; of what a person judges, those that support it.'),
    evidence,
  })
  .meta({ id: 'Indicator' })

const benchmark = z
  .strictObject({
    id: text,
    statement: text,
    actor: z.enum(actors),
    marking: markingSchema,
    cite,
    indicators: z.array(indicator),
    assessments: z.array(assessment).describe('Of the benchmark as a whole; they decide nothing.'),
    supports: z
      .array(z.strictObject({ entry: entryId, byHand: z.boolean() }))
      .describe('Evidence that adds nothing; `byHand` where a person named the benchmark.'),
    conditions: z
      .array(z.strictObject({ text, cite }))
      .describe('What the source makes conditional, given beside an adverse status.'),
    open: z.array(text).describe('What the source leaves open.'),
  })
  .meta({ id: 'Benchmark' })

const card = z.strictObject({
  cycle: text,
  country: text.describe('ISO 3166-1 alpha-2.'),
  title: text,
  cite,
  asOf: day.describe('The day at whose end it stands.'),
  marking: markingSchema,
  measures: z.array(period),
  basis: text,
  closed: text.exactOptional(),
  parts: z
    .array(
      z.strictObject({
        actor: z.enum(actors),
        verdicts: z.partialRecord(z.enum(statuses), count),
        headings: z.array(z.strictObject({ heading: text, benchmarks: z.array(benchmark) })),
      }),
    )
    .describe('One an actor; actors are never added up together.'),
  missing: z.array(z.strictObject({ id: text, why: text })),
  entries: z.array(entryId),
  evidence,
  findings: z.array(findingId),
  findingsUnreviewed: z.array(findingId),
  merged: z.array(z.strictObject({ entry: entryId, claims: z.array(entryId) })).exactOptional(),
  locked: z.array(text).readonly().exactOptional().describe('Periods that are locked.'),
  restated: z.array(z.strictObject({ entry: entryId, restatement: text })).exactOptional(),
  waiting: z.array(text).readonly().exactOptional().describe('Changes that wait for a second person.'),
  removed: count.exactOptional().describe('Entries that an administrator has taken away.'),
  idle: z.strictObject({ void: count, returned: count }).exactOptional(),
})

/**
 * What `export json` writes. `docs/report-card.schema.json` is made from it. A field added keeps the version; one taken away or
 * given another meaning makes the next.
 */
export const cardFileSchema = z.strictObject({
  format: z.literal('attache report card'),
  version: z.literal(1),
  marking: markingSchema.describe('The highest marking of all that the file holds.'),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('The same entries, data folder, decisions about its sources and program give the same.'),
  withheld: count.describe("Items above the channel's ceiling, which are not in the file."),
  about: z.strictObject({ schema: text, amounts: text, days: text, entries: text }),
  card,
  by: z.enum(orders).exactOptional().describe('Given where the card was asked for in that order.'),
  groups: z
    .array(
      z.strictObject({
        key: text,
        name: text,
        benchmarks: z.array(z.strictObject({ id: text, basis: text.exactOptional() })),
      }),
    )
    .exactOptional()
    .describe('A benchmark stands under each group it serves: they are not to be added up.'),
  sources: z
    .array(
      z.strictObject({
        id: text,
        title: text,
        marking: markingSchema,
        date: day.exactOptional(),
        reviewed: day.exactOptional().describe('Somebody last found that it still stands.'),
        reviewDue: day.exactOptional().describe('It is to be looked at again, or was.'),
        retired: z.literal(true).exactOptional().describe('No longer searched.'),
        faults: z
          .array(text)
          .describe(
            'Known faults of the places that the card cites of it; one that the text held does not have says so first.',
          ),
      }),
    )
    .describe('Those the card cites, as the data folder knows them and people decided.'),
  entries: z
    .array(z.record(z.enum(entryColumns), text))
    .describe('The rows of the CSV of entries, by its columns; a cell that says nothing is empty.'),
})

export type CardFile = z.infer<typeof cardFileSchema>
