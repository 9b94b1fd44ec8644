import type { Benchmark, Cycle, Indicator } from '../../domain/benchmark.ts'
import { counts } from '../../domain/entry.ts'
import { withinCeiling } from '../../domain/marking.ts'
import { listFindings } from '../../store/findings.ts'
import type { Context } from '../call.ts'

/** A value without which an indicator cannot be assessed. */
export interface MissingBaseline {
  benchmark: Benchmark
  indicator: Indicator
  period: string
}

/** The indicators of a cycle that are measured against an earlier period of which no value is recorded, as far as the ceiling lets on. */
export async function baselinesMissing(cycle: Cycle, { db, channel }: Context): Promise<MissingBaseline[]> {
  const findings = (await listFindings(db, cycle.country)).filter(
    (finding) => counts(finding) && finding.cycle === cycle.cycle,
  )
  const found = new Set(
    findings.flatMap(({ about, found }) =>
      found.of === 'baseline' || (found.of === 'adoption' && found.as === 'baseline') ? [about] : [],
    ),
  )
  return withinCeiling(cycle.benchmarks, channel.ceiling).shown.flatMap((benchmark) =>
    benchmark.indicators.flatMap((indicator) => {
      const { target, baselines, id } = indicator
      const period = target && ('of' in target ? target.of : 'rateOf' in target ? target.rateOf : undefined)
      if (period === undefined || baselines.length > 0 || found.has(id)) return []
      return [{ benchmark, indicator, period }]
    }),
  )
}
