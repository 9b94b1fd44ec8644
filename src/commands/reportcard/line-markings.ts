import { highestMarking, type Marking } from '../../domain/marking.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import { nilsUnder } from '../../domain/roll-up.ts'
import type { CardMade } from './card.ts'

/** The marking of a card's line about an indicator. */
export type MarkOf = (benchmark: CardBenchmark, indicator: IndicatorProgress) => Marking

/** The highest marking of a line's benchmark, and of every entry, finding and nil return that its figures rest on or name. */
export function lineMarkings({
  entries,
  findings,
  nilReturns,
}: Pick<CardMade, 'entries' | 'findings' | 'nilReturns'>): MarkOf {
  const markings = new Map([...entries, ...findings].map(({ id, marking }) => [id, marking]))
  return (benchmark, indicator) => {
    const { marking, supports, assessments } = benchmark
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
    const nils = nilsUnder(benchmark, nilReturns)
    return highestMarking([marking, ...nils, ...ids.flatMap((id) => markings.get(id) ?? [])])
  }
}
