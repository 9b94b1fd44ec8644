import { highestMarking, type Marking } from '../../domain/marking.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import type { CardMade } from './card.ts'

/** The marking of a card's line about an indicator. */
export type MarkOf = (benchmark: CardBenchmark, indicator: IndicatorProgress) => Marking

/** The highest marking of a line's benchmark and of every entry and finding that its figures rest on or name. */
export function lineMarkings({ entries, findings }: Pick<CardMade, 'entries' | 'findings'>): MarkOf {
  const markings = new Map([...entries, ...findings].map(({ id, marking }) => [id, marking]))
  return ({ marking, supports, assessments }, indicator) => {
    const beside = indicator.series.flatMap(({ crossChecks, notCounted, adopted }) => [
      ...crossChecks,
      ...notCounted,
      ...adopted,
    ])
    const ids = [
      ...indicator.entries,
      ...indicator.findings,
      ...[...supports, ...beside].map(({ entry }) => entry),
      ...assessments.map(({ finding }) => finding),
    ]
    return highestMarking([marking, ...ids.flatMap((id) => markings.get(id) ?? [])])
  }
}
