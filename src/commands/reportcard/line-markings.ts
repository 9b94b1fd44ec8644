import { highestMarking, type Marking } from '../../domain/marking.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import { nilsUnder } from '../../domain/roll-up.ts'
import type { CardMade } from './card.ts'

/** The marking of a card's line about an indicator. */
export type MarkOf = (benchmark: CardBenchmark, indicator: IndicatorProgress) => Marking

/** The highest marking of a line's benchmark, and of every entry, claim, finding and nil return that its figures rest on or name. */
export function lineMarkings({
  card,
  entries,
  findings,
  nilReturns,
}: Pick<CardMade, 'card' | 'entries' | 'findings' | 'nilReturns'>): MarkOf {
  const claims = new Map((card.merged ?? []).map((event) => [event.entry, event.claims]))
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
    const rested = ids.flatMap((id) => [id, ...(claims.get(id) ?? [])])
    return highestMarking([marking, ...nils, ...rested.flatMap((id) => markings.get(id) ?? [])])
  }
}
