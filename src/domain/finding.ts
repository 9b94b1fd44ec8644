import { type Indicator, isJudged } from './benchmark.ts'
import type { Instant } from './date.ts'
import type { EntryState, EvidenceGrade, Happening } from './entry.ts'
import type { Marking } from './marking.ts'
import { isOfOneUnit, type Quantity } from './quantity.ts'

/** How far a person judges a benchmark to be met. They stand beside the status, and are none of its list. */
export const levels = ['none', 'started', 'partial', 'met'] as const
export type Level = (typeof levels)[number]

/**
 * What somebody found out, beside the entries: the value of an earlier period, how far a benchmark is met, or that a logged
 * total is to be taken as the actual (instead of the events of its days) or as the baseline.
 */
export type Found =
  | {
      of: 'baseline'
      period: string
      /** What the figure covers, in words: it must be what the indicator counts. */
      scope: string
      quantity: Quantity
      substance?: string
      form?: string
    }
  | { of: 'assessment'; level: Level }
  | { of: 'adoption'; entry: string; as: 'actual' | 'baseline'; period: string }

/** One version of a finding. Versions are only ever added; `about` is the id of an indicator or benchmark of the cycle. */
export interface Finding {
  id: string
  version: number
  country: string
  cycle: string
  about: string
  found: Found
  source?: NonNullable<Happening['source']>
  grade: EvidenceGrade
  reason: string
  marking: Marking
  state: EntryState
  typed: string
  channel: string
  recordedBy: string
  recordedAt: Instant
  changedBy: string
  changedAt: Instant
  restatement?: string
}

/** What a later finding of the same key corrects: one value a series and period, one judgement, one word on a total. */
export function findingKey({ country, cycle, about, found }: Finding): string {
  return [country, cycle, about, found.of, ...partsOf(found)].join(' ')
}

function partsOf(found: Found): string[] {
  if (found.of === 'assessment') return []
  if (found.of === 'adoption') return [found.entry, found.as]
  const { period, substance = '', form = '', quantity } = found
  const unit = isOfOneUnit(quantity.dimension) ? quantity.unit : ''
  return [period, substance, form, quantity.dimension, unit]
}

/** Whether a finding speaks of an indicator: by its id, or by that of its benchmark when it alone is judged. */
export function isAbout({ about }: Pick<Finding, 'about'>, indicator: Indicator, benchmark: string): boolean {
  return about === indicator.id || (isJudged(indicator) && about === benchmark)
}
