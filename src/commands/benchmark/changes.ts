import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printCitation, printWithin } from '../../domain/citation.ts'
import { findCycle, yearOfCycle } from '../../domain/cycle.ts'
import { type Continued, type CycleChanges, compareCycles, judgements } from '../../domain/cycle-changes.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import type { Country } from '../../knowledge/schema.ts'
import type { Context } from '../call.ts'
import {
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { sourceTrust } from '../source-trust.ts'
import { UserError } from '../user-error.ts'
import { printTarget } from './progress-lines.ts'

/** `changes 2005 2010`: what became of each benchmark from one cycle to the other; without names, of the two latest held. */
export async function showChanges(names: string, country: Country, context: Context): Promise<Reply> {
  const { knowledge, channel } = context
  const held = knowledge.cycles.filter((cycle) => cycle.country === country.id).sort(earliestFirst)
  const { from, to } = readCycles(names, country, held)
  const all = compareCycles(from, to, held, knowledge.units)
  const above = [from, to].filter(({ marking }) => !isWithin(marking, channel.ceiling))
  if (above.length > 0) {
    const count = above.reduce((sum, { benchmarks }) => sum + benchmarks.length, 0)
    return withheldReply(count)
  }
  const { changes, withheld } = changesWithin(all, channel.ceiling)
  return {
    to: 'member',
    marking: highestMarking([from, to, ...benchmarksOf(changes)]),
    parts: [
      ...describeChanges(changes, { from, to, country }),
      ...(await sourceTrust(context)).notes([from.cite, to.cite]),
      ...withheldNote(withheld),
    ],
  }
}

function readCycles(names: string, country: Country, held: readonly Cycle[]): { from: Cycle; to: Cycle } {
  const words = names.split(' ').filter((word) => word !== '' && !/^(?:to|and|from|since)$/i.test(word))
  const known = held.map(({ cycle }) => cycle).join(', ')
  const name = country.name.toLowerCase()
  const [earlier, later] = held.slice(-2)
  if (!earlier || !later) {
    throw new UserError(
      `One cycle alone is held for ${country.name} (${known}): there is nothing to compare it with.`,
      {
        example: `/benchmark ${name}`,
      },
    )
  }
  const example = `/benchmark ${name} changes ${earlier.cycle} ${later.cycle}`
  if (words.length === 0) return { from: earlier, to: later }
  const cycles = words.map((word) => {
    const cycle = findCycle(word, held)
    if (!cycle)
      throw new UserError(`No cycle ${word} is held for ${country.name}. Held: ${known}.`, { example })
    return cycle
  })
  const [from, to] = cycles.sort(earliestFirst)
  if (!from || !to || cycles.length > 2 || from === to)
    throw new UserError(`Name two cycles that differ. Held for ${country.name}: ${known}.`, { example })
  return { from, to }
}

function earliestFirst(one: Cycle, other: Cycle): number {
  return yearOfCycle(one) - yearOfCycle(other)
}

/** One whose other side is above the ceiling is withheld whole: it would be told as new or dropped, which it is not. */
function changesWithin(all: CycleChanges, ceiling: Context['channel']['ceiling']) {
  const continued = all.continued.filter(
    ({ before, after }) => isWithin(before.marking, ceiling) && isWithin(after.marking, ceiling),
  )
  const [added, dropped] = [withinCeiling(all.added, ceiling), withinCeiling(all.dropped, ceiling)]
  return {
    changes: { continued, added: added.shown, dropped: dropped.shown },
    withheld: all.continued.length - continued.length + added.withheld + dropped.withheld,
  }
}

function benchmarksOf({ continued, added, dropped }: CycleChanges): Benchmark[] {
  return [...continued.flatMap(({ before, after }) => [before, after]), ...added, ...dropped]
}

interface Setting {
  from: Cycle
  to: Cycle
  country: Country
}

function describeChanges(
  { continued, added, dropped }: CycleChanges,
  { from, to, country }: Setting,
): Part[] {
  const lines = (benchmarks: readonly Benchmark[], cycle: Cycle): Part[] => [
    benchmarks.length === 0
      ? paragraph('None.')
      : list(benchmarks.map((one): Line => [{ bold: one.id }, ` ${describeSide(one, cycle)}`])),
  ]
  return [
    heading(`${country.name}: what changed from ${from.cycle} to ${to.cycle}`),
    paragraph(
      { bold: `${continued.length} go on, ${added.length} are new, ${dropped.length} are dropped` },
      `. Of those that go on: ${printCounts(continued)} (our reading).`,
    ),
    heading('Going on'),
    ...(continued.length === 0
      ? [paragraph(`No benchmark of ${to.cycle} is said to continue one of ${from.cycle}.`)]
      : continued.flatMap((one) => describePair(one, from, to))),
    heading(`New in ${to.cycle}`),
    ...lines(added, to),
    heading(`Dropped since ${from.cycle}`),
    ...lines(dropped, from),
    note(
      `Our reading: what goes on in what, and each judgement. Statements are in our own words, so "reworded" says that we state them otherwise; only targets tighten or loosen.`,
    ),
    note(`Sources: ${printCitation(from.cite)}; ${printCitation(to.cite)}; each ¶ is its own cycle's.`),
  ]
}

/** `1 tightened, 1 loosened, 5 reworded`: a benchmark may be several of these. */
function printCounts(continued: readonly Continued[]): string {
  const counts = judgements.flatMap((judgement) => {
    const count = continued.filter(({ judged }) => judged.some((one) => one.judgement === judgement)).length
    return count === 0 ? [] : [`${count} ${judgement}`]
  })
  return counts.join(', ') || 'nothing differs'
}

/** The two side by side, and under them why each thing is judged as it is. */
function describePair({ before, after, basis, judged }: Continued, from: Cycle, to: Cycle): Part[] {
  const said = [...new Set(judged.map(({ judgement }) => judgement))].join(', ')
  return [
    paragraph({ bold: `${before.id} → ${after.id}: ${said || 'unchanged'}` }),
    facts(
      [from.cycle, describeSide(before, from)],
      [to.cycle, describeSide(after, to)],
      [
        'Our reading',
        [
          `goes on, ${basis.replace(/^our reading \((.*)\)$/s, 'because $1')}`,
          ...judged.map(({ judgement, because }) => `${judgement}: ${because}`),
        ].join('; '),
      ],
    ),
  ]
}

/** `(SBU) Eradicate … · US mission · target at least 8,000 ha · ¶18 (probably 8)` */
function describeSide({ marking, statement, actor, indicators, cite }: Benchmark, cycle: Cycle): string {
  const targets = indicators.flatMap(({ id, target, direction }) =>
    target ? [`target ${indicators.length > 1 ? `of ${id} ` : ''}${printTarget({ target, direction })}`] : [],
  )
  const pieces = [actor, targets.join(', ') || 'no target figure', printWithin(cite, cycle.cite.source)]
  return `(${marking}) ${statement} · ${pieces.join(' · ')}`
}
