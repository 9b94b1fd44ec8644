import { type Benchmark, type Cycle, type Indicator, periodAgainst } from '../../domain/benchmark.ts'
import { isMeasured } from '../../domain/cycle.ts'
import { counts } from '../../domain/entry.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { listFindings } from '../../store/findings.ts'
import type { Db } from '../../store/open.ts'
import type { Context } from '../call.ts'
import { printPerson } from '../deadline/lines.ts'
import type { Span } from '../reply.ts'
import { peopleOf } from './people.ts'

/** A value without which an indicator cannot be assessed. */
export interface MissingBaseline {
  benchmark: Benchmark
  indicator: Indicator
  period: string
}

/** The indicators of a cycle that are measured against an earlier period of which no value is recorded, as far as the ceiling lets on. */
export async function baselinesMissing(
  cycle: Cycle,
  { db, ceiling }: { db: Db; ceiling: Marking },
): Promise<MissingBaseline[]> {
  const findings = withinCeiling(await listFindings(db, cycle.country), ceiling).shown.filter(
    (finding) => counts(finding) && finding.cycle === cycle.cycle,
  )
  const found = new Set(
    findings.flatMap(({ about, found }) =>
      found.of === 'baseline' || (found.of === 'adoption' && found.as === 'baseline') ? [about] : [],
    ),
  )
  return withinCeiling(cycle.benchmarks, ceiling).shown.flatMap((benchmark) =>
    benchmark.indicators.flatMap((indicator) => {
      const period = periodAgainst(indicator)
      if (period === undefined || indicator.baselines.length > 0 || found.has(indicator.id)) return []
      return [{ benchmark, indicator, period }]
    }),
  )
}

/** Values asked of one owner at a time. */
const mostAsked = 6

/**
 * Whom the weekly digest asks for which value: the owners of benchmarks, of cycles still running in the countries a channel
 * watches, that are measured against an earlier period of which nothing is recorded. Undefined when nobody is to be asked.
 */
export async function describeMissingBaselines(
  context: Context,
): Promise<{ says: Span[]; marking: Marking } | undefined> {
  const { knowledge, channel, today } = context
  const running = withinCeiling(knowledge.cycles, channel.ceiling).shown.filter(
    (cycle) => channel.watches.includes(cycle.country) && isMeasured(cycle, today),
  )
  const asked: { says: Span[]; marking: Marking }[] = []
  for (const cycle of running) {
    const people = await peopleOf(cycle, context)
    if (people.size === 0) continue
    for (const { benchmark, indicator, period } of await baselinesMissing(cycle, {
      db: context.db,
      ceiling: channel.ceiling,
    })) {
      const owner = people.get(benchmark.id)?.owner
      if (owner !== undefined)
        asked.push({
          says: [`${period} of ${indicator.id} (owner: `, printPerson(owner), ')'],
          marking: benchmark.marking,
        })
    }
  }
  if (asked.length === 0) return undefined
  const shown = asked.slice(0, mostAsked).flatMap(({ says }, index) => (index > 0 ? [', ', ...says] : says))
  const rest = asked.length > mostAsked ? ` and ${asked.length - mostAsked} more` : ''
  return {
    says: ['Values missing, without which nothing can be assessed: ', ...shown, `${rest}.`],
    marking: highestMarking(asked),
  }
}
