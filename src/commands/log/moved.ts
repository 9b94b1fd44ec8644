import type { Cycle } from '../../domain/benchmark.ts'
import { measuredPeriods } from '../../domain/counts-toward.ts'
import type { Entry } from '../../domain/entry.ts'
import { isWithin, withinCeiling } from '../../domain/marking.ts'
import { type Moved, type Movement, movedBetween } from '../../domain/movement.ts'
import type { RollUpInput } from '../../domain/roll-up.ts'
import { mergedIds, type Pair } from '../../domain/same-event.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { findEntry } from '../../store/entries.ts'
import { listPairs } from '../../store/pairs.ts'
import { printAmountOf } from '../benchmark/progress-lines.ts'
import type { Context } from '../call.ts'
import { gatherCycle } from '../cycle-entries.ts'
import { type Line, list, type Part, paragraph } from '../reply.ts'

/** What was changed, with what stood before: entries by their versions, pairs as they were said to be. */
export interface Changed {
  before: readonly Entry[]
  after: readonly Entry[]
  /** What had been said of the pairs that were changed. Absent when none was. */
  pairsBefore?: readonly Pair[]
}

/**
 * What a change that has been written did to the figures, as a card of this channel shows them today. Cycles and benchmarks
 * above its ceiling are left out.
 */
export async function describeMoved(changed: Changed, context: Context): Promise<Part[]> {
  const { knowledge, channel } = context
  const all = [...changed.before, ...changed.after, ...(await claimsBeside(changed, context))]
  const cycles = withinCeiling(knowledge.cycles, channel.ceiling).shown.filter((cycle) => touches(cycle, all))
  const lines: Line[] = []
  for (const cycle of cycles) {
    const visible = { ...cycle, benchmarks: withinCeiling(cycle.benchmarks, channel.ceiling).shown }
    const after = (await gatherCycle(context, visible, context.today)).input
    lines.push(...movedLines(movedBetween(undo(after, changed, context), after, all), knowledge))
  }
  return lines.length === 0
    ? [paragraph('No indicator moved.')]
    : [paragraph({ bold: 'What moved' }), list(lines)]
}

/** Claims merged with what was changed, before or now: another of them may speak for the event since. */
async function claimsBeside({ before, after, pairsBefore = [] }: Changed, { db }: Context): Promise<Entry[]> {
  const pairs = await listPairs(db)
  const changed = new Set([...before, ...after].map(({ id }) => id))
  const beside = new Set(
    [...changed].flatMap((id) => [...mergedIds(id, pairs), ...mergedIds(id, pairsBefore)]),
  )
  const claims = await Promise.all(
    [...beside].filter((id) => !changed.has(id)).map((id) => findEntry(db, id)),
  )
  return claims.filter((claim) => claim !== undefined)
}

function touches(cycle: Cycle, entries: readonly Entry[]): boolean {
  return entries.some(
    (entry) =>
      entry.country === cycle.country &&
      measuredPeriods(cycle).some(({ from, until }) => entry.from < until && from < entry.until),
  )
}

/** The input as it would have been without the change. */
function undo(
  input: RollUpInput,
  { before, after, pairsBefore }: Changed,
  { channel }: Context,
): RollUpInput {
  const ids = new Set([...before, ...after].map(({ id }) => id))
  const others = input.entries.filter(({ id }) => !ids.has(id))
  const earlier = before.filter(({ marking }) => isWithin(marking, channel.ceiling))
  return { ...input, entries: [...others, ...earlier], ...(pairsBefore && { pairs: pairsBefore }) }
}

function movedLines({ figures, supports }: Moved, { units }: Knowledge): Line[] {
  const print = ({ series }: Movement, amount: Movement['before']) =>
    amount ? printAmountOf(amount, series, units) : 'nothing logged'
  return [
    ...figures.map((moved): Line => {
      const { cycle, indicator, series, figure, before, after } = moved
      const what = figure === 'of' ? `${series.name}, of all` : series.name
      return [
        { bold: `${cycle}/${indicator}` },
        `, ${what}: ${print(moved, before)} → ${print(moved, after)}`,
      ]
    }),
    ...supports.map(({ cycle, benchmark, entry, now }): Line => {
      return [
        { bold: `${cycle}/${benchmark}` },
        `: ${entry} is ${now ? 'evidence for it' : 'evidence no longer'}`,
      ]
    }),
  ]
}
