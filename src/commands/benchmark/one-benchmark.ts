import { type Benchmark, type Cycle, periodAgainst } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import { findBenchmark, measuredPeriods } from '../../domain/cycle.ts'
import type { IsoDate } from '../../domain/date.ts'
import { duties } from '../../domain/deadline-change.ts'
import type { Finding } from '../../domain/finding.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import { printPeriod } from '../../domain/period.ts'
import { type CardBenchmark, closedNote } from '../../domain/report-card.ts'
import { capitalise } from '../../domain/text.ts'
import { benchmarkPassage } from '../../knowledge/benchmark-passages.ts'
import { trustAfter } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Context } from '../call.ts'
import { findingsUnder, gatherCycle } from '../cycle-entries.ts'
import { printPerson } from '../deadline/lines.ts'
import {
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { sourceBeside } from '../source-beside.ts'
import { findingLine } from './finding-lines.ts'
import { type People, peopleOf } from './people.ts'
import { indicatorLine, printTarget } from './progress-lines.ts'

/** One benchmark in full: its indicators with their figures, what was found of it, who looks after it, what it rests on. */
export async function describeOne(one: Benchmark, cycle: Cycle, context: Context): Promise<Reply> {
  if (!isWithin(highestMarking([cycle, one]), context.channel.ceiling)) return withheldReply()
  const gathered = await gatherCycle(context, cycle, context.today)
  const card = gathered.card(one)
  const findings = findingsUnder(one, gathered.input.findings ?? [])
  const people = (await peopleOf(cycle, context)).get(one.id) ?? {}
  const { knowledge, channel, today } = context
  const before =
    one.continues === undefined ? undefined : findBenchmark(one.continues, knowledge.cycles, today)
  const continued =
    before && isWithin(before.benchmark.marking, channel.ceiling) ? before.benchmark : undefined
  const source = await sourceBeside(benchmarkPassage(one, cycle, context.knowledge), context)
  return {
    to: 'member',
    marking: highestMarking([gathered.marking(one), ...(continued ? [continued] : []), ...findings, source]),
    parts: [
      heading(`${cycle.cycle}/${one.id} · ${headingName(one.heading, knowledge)}`),
      paragraph(one.statement),
      paragraph(...cycleLine(cycle, context.today)),
      list(card.indicators.map((progress): Line => indicatorLine(progress, knowledge.units))),
      ...(findings.length > 0
        ? [
            list(
              findings.map(
                (finding): Line => [...findingLine(finding, context), ...notInForce(finding, card)],
              ),
            ),
          ]
        : []),
      ...wayOut(card),
      facts(
        ...one.indicators.map((indicator): [string, Line] => [
          indicator.id,
          `${indicator.measure}, ${indicator.direction} is better, ${indicator.period}, target ${printTarget({ target: indicator.target, direction: indicator.direction })}: ${indicator.basis}`,
        ]),
        ...peopleFacts(people),
        ['Owed by', one.horizon === undefined ? one.actor : `${one.actor}, ${one.horizon}`],
        [
          'Supporting entries',
          card.supports.map(({ entry, byHand }) => (byHand ? `${entry} (by hand)` : entry)).join(', ') ||
            'nothing logged',
        ],
        ...labelled(
          'Articles',
          one.articles.map(({ ref, basis }) => `${ref}: ${basis}`),
        ),
        ...labelled(
          'Categories',
          one.categories.map(({ number, basis }) => `${number}: ${basis}`),
        ),
        ...labelled(
          'Areas',
          one.areas.map(
            ({ id, basis }) => `${knowledge.areas.find((area) => area.id === id)?.name ?? id}: ${basis}`,
          ),
        ),
        ...labelled(
          'Conditions',
          one.conditions.map(({ text, cite }) => `${text} (${printCitation(cite)})`),
        ),
        ...labelled(
          'Continues',
          continued === undefined
            ? []
            : [`${one.continues}${one.continuesBasis ? `: ${one.continuesBasis}` : ''}`],
        ),
        [
          'Source',
          `(${one.marking}) ${printCitation(one.cite)}${trustAfter(one.cite.source, gathered.freshness, today)}`,
        ],
        ...labelled('Known faults', source.faults),
      ),
      ...source.notes,
      ...(one.open.length > 0 ? [paragraph({ bold: 'Left open' }), list(one.open)] : []),
      ...withheldNote(gathered.countAbove([one]) + (before && !continued ? 1 : 0) + source.withheld),
    ],
  }
}

function labelled(label: string, values: readonly string[]): [string, Line][] {
  return values.length === 0 ? [] : [[label, values.join('; ')]]
}

/** Said of a total that was adopted and does not count any more. */
function notInForce({ id, found }: Finding, { indicators }: CardBenchmark): Span[] {
  if (found.of !== 'adoption') return []
  const used = indicators.flatMap(({ series }) =>
    series.flatMap(({ adopted, baseline }) => [...adopted.map((one) => one.finding), baseline?.finding]),
  )
  return used.includes(id) ? [] : [` · not in force: ${found.entry} does not count, or not as it did`]
}

/** How what is missing comes to be recorded. */
function wayOut({ id, indicators }: CardBenchmark): Part[] {
  const bare = indicators.find(({ data }) => data.target === 'baseline not recorded')
  if (bare) {
    const period = periodAgainst(bare)
    return [
      note(`No ${period} value is recorded. To record it: `, {
        code: `/benchmark ${bare.id} baseline <amount> ${period} … src … because …`,
      }),
    ]
  }
  const judged = indicators.find(
    ({ data, assessment }) => data.target === 'judged by a person' && !assessment,
  )
  if (!judged) return []
  return [note('To judge it: ', { code: `/benchmark ${id} assess partial src … because …` })]
}

function peopleFacts(people: People): [string, Line][] {
  return duties.flatMap((duty): [string, Line][] => {
    const member = people[duty]
    if (member === undefined) return []
    return [[capitalise(duty), [printPerson(member)]]]
  })
}

/** What the cycle measures, whether it is closed, and whether anyone has confirmed it. */
export function cycleLine(cycle: Cycle, today: IsoDate): Line & object {
  const periods = measuredPeriods(cycle)
  const closed = closedNote(periods, today)
  return [
    ...(closed ? [{ bold: `Cycle ${closed}. ` }] : []),
    ...(cycle.unconfirmed ? [{ bold: `${cycle.unconfirmed} ` }] : []),
    `Cycle ${cycle.cycle} measures ${periods.map(printPeriod).join(' and ')}${cycle.against.length > 0 ? `, against ${cycle.against.join(' and ')}` : ''}: ${cycle.basis}.`,
  ]
}

export function headingName(id: string, { headings }: Knowledge): string {
  return headings.find((one) => one.id === id)?.name ?? capitalise(id.replaceAll('-', ' '))
}
