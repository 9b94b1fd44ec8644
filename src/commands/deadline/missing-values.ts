import { measuredPeriods } from '../../domain/cycle.ts'
import { printDate } from '../../domain/date.ts'
import { type Deadline, notStated } from '../../domain/deadline.ts'
import { listBenchmarkDuties } from '../../store/benchmark-duties.ts'
import type { Db } from '../../store/open.ts'
import { baselinesMissing } from '../benchmark/missing-baselines.ts'
import type { Context } from '../call.ts'

const prefix = 'value-'

/** Whether a deadline stands for a value that is missing: it is met by recording that, never by evidence. */
export function isMissingValue(id: string): boolean {
  return id.startsWith(prefix)
}

/**
 * A deadline for each value that a benchmark with an owner is measured against and nobody recorded: it is due when the window opens
 * in which the cycle's own source wants the card, as an internal one, so that its owner is nudged three times at most before. It
 * is gone once the value is recorded. Cycles that are over, or whose source sets no window, have none: the digest asks for theirs.
 */
export async function missingValueDeadlines({
  db,
  knowledge,
  today,
  asOf,
}: Pick<Context, 'knowledge' | 'today' | 'asOf'> & { db: Db }): Promise<Deadline[]> {
  const found: Deadline[] = []
  for (const cycle of knowledge.cycles) {
    const card = knowledge.deadlines.find(
      (one) =>
        one.class === 'window' && one.country === cycle.country && one.cite.source === cycle.cite.source,
    )
    if (!card || !('from' in card.due) || measuredPeriods(cycle).every(({ until }) => until <= today))
      continue
    const { from } = card.due
    const duties = await listBenchmarkDuties(db, cycle.country, asOf)
    const owners = new Map(
      duties
        .filter((one) => one.cycle === cycle.cycle && one.duty === 'owner')
        .map(({ benchmark, member }) => [benchmark, member]),
    )
    if (owners.size === 0) continue
    // Whoever shows a deadline keeps to the ceiling of where it is shown.
    for (const { benchmark, indicator, period } of await baselinesMissing(cycle, { db, ceiling: 'SBU' })) {
      const owner = owners.get(benchmark.id)
      if (owner === undefined) continue
      found.push({
        id: `${prefix}${cycle.cycle}-${indicator.id}`.toLowerCase(),
        title: `Record the ${period} value of ${indicator.id}`,
        country: cycle.country,
        owedBy: notStated,
        owedTo: notStated,
        actor: 'US mission',
        strength: 'expected',
        class: 'internal',
        due: { on: from },
        asWritten: `before ${card.title}`,
        basis: `our reading (without it nothing can be said of ${indicator.id} in the card, whose window opens on ${printDate(from)})`,
        zone: card.zone,
        owner,
        marking: benchmark.marking,
        cite: benchmark.cite,
        notes: [`To record it: /benchmark ${indicator.id} baseline <amount> ${period} … src … because …`],
      })
    }
  }
  return found
}
