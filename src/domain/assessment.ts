import type { Instant } from './date.ts'
import type { EvidenceGrade } from './entry.ts'
import type { Finding, Level } from './finding.ts'

/** How far a person judges a benchmark to be met: beside the status, or, of what is only judged, what it rests on. */
export interface Assessment {
  finding: string
  level: Level
  reason: string
  source: string
  grade: EvidenceGrade
  by: string
  at: Instant
  reviewed: boolean
}

/** Of several judgements of one indicator the last: two can stand where one names the benchmark and one the indicator. */
export function assessmentOf(about: readonly Finding[]): Assessment | undefined {
  const [last] = about
    .flatMap((finding) =>
      finding.found.of === 'assessment' ? [{ ...finding, level: finding.found.level }] : [],
    )
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  return last && toAssessment(last)
}

/** A judgement as a card shows it. */
export function toAssessment(finding: Finding & { level: Level }): Assessment {
  const { id, level, reason, source, grade, recordedBy, recordedAt, state } = finding
  return {
    finding: id,
    level,
    reason,
    source: source?.text ?? 'no source given',
    grade,
    by: recordedBy,
    at: recordedAt,
    reviewed: state === 'accepted',
  }
}
