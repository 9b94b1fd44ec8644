import type { Cycle } from '../../domain/benchmark.ts'
import { isMeasured, measuredSpan } from '../../domain/cycle.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { isWithin, withinCeiling } from '../../domain/marking.ts'
import { type Moved, type Movement, movedBetween, stockKinds } from '../../domain/movement.ts'
import type { RollUpInput } from '../../domain/roll-up.ts'
import { mergedIds, type Pair } from '../../domain/same-event.ts'
import type { Amount } from '../../domain/series.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { findEntry, listEntries } from '../../store/entries.ts'
import { listFindings } from '../../store/findings.ts'
import { listPairs } from '../../store/pairs.ts'
import { printAmountOf } from '../benchmark/progress-lines.ts'
import type { Context } from '../call.ts'
import { type Line, list, note, type Part, paragraph } from '../reply.ts'

/** What was changed, with what stood before: entries by their versions, pairs as they were said to be. */
export interface Changed {
  before: readonly Entry[]
  after: readonly Entry[]
  /** What had been said of the pairs that were changed. Absent when none was. */
  pairsBefore?: readonly Pair[]
}

/**
 * What a change that has been written did to the figures, as a card of this channel shows them today. Cycles and benchmarks
 * above its ceiling are left out. Only what was changed is read and measured, however many entries the cycle holds.
 */
export async function describeMoved(changed: Changed, context: Context): Promise<Part[]> {
  const { db, knowledge, channel } = context
  const pairs = await listPairs(db)
  const beside = await claimsBeside(changed, pairs, context)
  const all = [...changed.before, ...changed.after, ...beside]
  const cycles = withinCeiling(knowledge.cycles, channel.ceiling).shown.filter((cycle) => touches(cycle, all))
  const lines: Line[] = []
  for (const cycle of cycles) {
    const days = measuredSpan(cycle)
    const visible = { ...cycle, benchmarks: withinCeiling(cycle.benchmarks, channel.ceiling).shown }
    const others = await stocksBeside(visible, all, context)
    const inputOf = (entries: readonly Entry[], said: readonly Pair[]): RollUpInput => ({
      cycle: visible,
      cycles: knowledge.cycles,
      lexicon: knowledge,
      asOf: context.today,
      entries: [...entries, ...beside, ...others].filter(
        ({ marking, from, until }) =>
          isWithin(marking, channel.ceiling) && from < days.until && days.from < until,
      ),
      pairs: said,
    })
    const before = inputOf(changed.before, changed.pairsBefore ?? pairs)
    const after = inputOf(changed.after, pairs)
    lines.push(...movedLines(movedBetween(before, after, all), namesOf(changed), knowledge))
  }
  const adopted = await describeAdopted(all, context)
  if (lines.length === 0) return adopted.length > 0 ? adopted : [paragraph('No indicator moved.')]
  return [paragraph({ bold: 'What moved' }), list(lines), ...adopted]
}

/** A total that somebody adopted stands for the events of its days only as long as it counts. */
async function describeAdopted(changed: readonly Entry[], { db, channel }: Context): Promise<Part[]> {
  const totals = new Map(
    changed.filter(({ scope }) => scope === 'total').map(({ id, country }) => [id, country]),
  )
  const lists = await Promise.all([...new Set(totals.values())].map((country) => listFindings(db, country)))
  const findings = withinCeiling(lists.flat(), channel.ceiling).shown.filter(
    (finding) => counts(finding) && finding.found.of === 'adoption' && totals.has(finding.found.entry),
  )
  return findings.map(({ id, cycle, about, found }) =>
    note(
      `${found.of === 'adoption' ? found.entry : id} is adopted for ${cycle}/${about} (${id}); its figures follow: `,
      { code: `/benchmark ${cycle}/${about}` },
    ),
  )
}

/** Claims merged with what was changed, before or now: another of them may speak for the event since. */
async function claimsBeside(
  { before, after, pairsBefore = [] }: Changed,
  pairs: readonly Pair[],
  { db }: Context,
): Promise<Entry[]> {
  const changed = new Set([...before, ...after].map(({ id }) => id))
  const beside = new Set(
    [...changed].flatMap((id) => [...mergedIds(id, pairs), ...mergedIds(id, pairsBefore)]),
  )
  const claims = await Promise.all(
    [...beside].filter((id) => !changed.has(id)).map((id) => findEntry(db, id)),
  )
  return claims.filter((claim) => claim !== undefined)
}

/** The other estimates of a cycle, where one of them was changed: which of them is the latest may have changed with it. */
async function stocksBeside(cycle: Cycle, changed: readonly Entry[], { db }: Context): Promise<Entry[]> {
  const kinds = stockKinds(cycle).filter((kind) => changed.some((entry) => entry.kind === kind))
  const touching = measuredSpan(cycle)
  const lists = await Promise.all(
    kinds.map((kind) => listEntries(db, { country: cycle.country, kind, touching })),
  )
  const ids = new Set(changed.map(({ id }) => id))
  return lists.flat().filter(({ id }) => !ids.has(id))
}

function touches(cycle: Cycle, entries: readonly Entry[]): boolean {
  return entries.some(
    ({ country, from, until }) => country === cycle.country && isMeasured(cycle, from, until),
  )
}

/** `L-1`, or `L-1 and L-2`. */
function namesOf({ before, after }: Changed): string {
  return [...new Set([...before, ...after].map(({ id }) => id))].join(' and ')
}

function movedLines({ figures, supports }: Moved, names: string, { units }: Knowledge): Line[] {
  return [
    ...figures.map((moved): Line => {
      const { cycle, indicator, series, figure, before, after } = moved
      const print = (amount: Amount | undefined, none: string) =>
        amount ? printAmountOf(amount, series, units) : none
      const name = { bold: `${cycle}/${indicator}` }
      if (figure === 'latest')
        return [
          name,
          `, ${series.name}, the latest: ${print(before, 'nothing logged')} → ${print(after, 'nothing logged')}`,
        ]
      const what = figure === 'of' ? `${series.name}, of all` : series.name
      const share = `${names}: ${print(before, 'nothing')} → ${print(after, 'nothing')}`
      return [name, `, ${what}: ${printDifference(moved, (amount) => print(amount, ''))} (${share})`]
    }),
    ...supports.map(({ cycle, benchmark, entry, now }): Line => {
      return [
        { bold: `${cycle}/${benchmark}` },
        `: ${entry} is ${now ? 'evidence for it' : 'evidence no longer'}`,
      ]
    }),
  ]
}

/** `−45 kg`; where the bounds move apart, each: `low +5 kg, high −45 kg`; where one has no upper bound, the lower alone. */
function printDifference(
  { before = { low: 0, high: 0 }, after = { low: 0, high: 0 } }: Movement,
  print: (amount: Amount) => string,
): string {
  const signed = (from: number, to: number) => {
    const size = Math.abs(to - from)
    return `${to < from ? '−' : '+'}${print({ low: size, high: size })}`
  }
  const low = signed(before.low, after.low)
  if (before.high === undefined || after.high === undefined) return `low ${low}`
  const high = signed(before.high, after.high)
  return low === high ? low : `low ${low}, high ${high}`
}
