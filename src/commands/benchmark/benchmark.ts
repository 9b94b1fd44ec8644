import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printCitation, printWithin } from '../../domain/citation.ts'
import { measuredPeriods } from '../../domain/counts-toward.ts'
import type { IsoDate } from '../../domain/date.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { printPeriod } from '../../domain/period.ts'
import { type CardBenchmark, cardBenchmark, closedNote, entriesOf } from '../../domain/report-card.ts'
import { makeRollUp, type RollUp } from '../../domain/roll-up.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { faultsAt } from '../../knowledge/passage.ts'
import type { Context } from '../call.ts'
import type { Command } from '../command.ts'
import { countAbout, gatherCycle } from '../cycle-entries.ts'
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
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { showChanges } from './changes.ts'
import { showCrossWalk } from './cross-walk.ts'
import { findBenchmark, readCountryAndCycle } from './find-benchmark.ts'
import { indicatorLine, printTarget, statusSpans } from './progress-lines.ts'

export const benchmark: Command = {
  name: 'benchmark',
  summary: "A country's benchmarks by heading with status and citation, or one of them in full.",
  usage: [
    '/benchmark peru',
    '/benchmark peru 2005',
    '/benchmark peru interdiction',
    '/benchmark PE-IL-3',
    '/benchmark FY2010/PE-CC-1',
    '/benchmark peru changes 2005 2010',
    '/benchmark peru crosswalk',
    '/benchmark peru crosswalk area article',
  ],
  examples: [
    '/benchmark peru',
    '/benchmark PE-IL-3',
    '/benchmark peru chemical control',
    '/benchmark peru 2005',
    '/benchmark peru changes 2005 2010',
    '/benchmark peru crosswalk',
  ],
  shareable: true,
  async run(call, context) {
    const { knowledge, channel, today } = context
    const later = /\b(baseline|assess)\b/i.exec(call.text)?.[1]
    if (later)
      throw new UserError(`"${later}" cannot be done in this version; lookups can.`, {
        example: '/benchmark PE-IL-3',
      })
    if (/^\S+-\S+-?\S*$/.test(call.text) || call.text.includes('/')) {
      const found = findBenchmark(call.text, knowledge.cycles, today)
      if (found) return describeOne(found.benchmark, found.cycle, context)
      if (/^(?:\w+\/)?[a-z]{2}-[a-z]+-\d+[a-z]?$/i.test(call.text)) throw noBenchmark(call.text, context)
    }
    const { country, cycle, rest } = readCountryAndCycle(call.text, 'benchmark', {
      knowledge,
      watches: channel.watches,
      today,
    })
    const changes = /^changes?\b(.*)$/i.exec(rest)
    if (changes) return showChanges(changes[1] ?? '', country, context)
    const walk = /^cross-?walk\b(.*)$/i.exec(rest)
    if (walk) return showCrossWalk(walk[1] ?? '', { country, cycle }, context)
    const chosen = rest === '' ? cycle.benchmarks : choose(rest, cycle, knowledge)
    if (chosen.length === 0) throw nothingFits(rest, country.name, cycle, knowledge)
    const [only, ...others] = chosen
    if (only && others.length === 0 && rest !== '') return describeOne(only, cycle, context)
    return describeMany(chosen, cycle, context)
  },
}

/** By heading (its id, name or an alias), else every benchmark that holds all of the words. */
function choose(text: string, cycle: Cycle, { headings }: Knowledge): Benchmark[] {
  const wanted = foldText(text)
  const heading = headings.find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((word) => foldText(word) === wanted),
  )
  const under = cycle.benchmarks.filter(
    (benchmark) => benchmark.heading === heading?.id || foldText(benchmark.heading) === wanted,
  )
  if (under.length > 0) return under
  const words = wanted.split(' ')
  return cycle.benchmarks.filter((benchmark) => {
    const text = foldText(
      [benchmark.id, benchmark.statement, ...benchmark.indicators.map(({ name }) => name)].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}

function noBenchmark(text: string, { knowledge, channel }: Context): UserError {
  const held = knowledge.cycles.flatMap(({ benchmarks }) => benchmarks)
  const nearest = nearestWord(
    text,
    withinCeiling(held, channel.ceiling).shown.map(({ id }) => id),
  )
  return new UserError(`There is no benchmark ${text}.`, {
    example: '/benchmark peru',
    ...(nearest !== undefined && { nearest: `/benchmark ${nearest}` }),
  })
}

function nothingFits(
  text: string,
  country: string,
  cycle: Cycle,
  { headings, countries }: Knowledge,
): UserError {
  const names = headings.filter(({ id }) => cycle.headings.includes(id)).map(({ name }) => name.toLowerCase())
  const nearest = nearestWord(
    text,
    countries.flatMap(({ name, aliases }) => [name, ...aliases]),
  )
  return new UserError(
    `"${text}" is no country that is held, and no benchmark of ${country} ${cycle.cycle} speaks of it. Headings: ${(names.length > 0 ? names : cycle.headings).join('; ')}.`,
    {
      example: `/benchmark ${country.toLowerCase()} ${names[0] ?? cycle.headings[0]}`,
      ...(nearest !== undefined && { nearest: `/benchmark ${nearest.toLowerCase()}` }),
    },
  )
}

async function describeMany(
  benchmarks: readonly Benchmark[],
  cycle: Cycle,
  context: Context,
): Promise<Reply> {
  const { input, above } = await gatherCycle(context, cycle, context.today)
  const rollUp = makeRollUp(input)
  const visible = withinCeiling(benchmarks, context.channel.ceiling)
  const cards = visible.shown.map((one) => ({ heading: one.heading, card: cardBenchmark(one, rollUp) }))
  const parts: Part[] = [heading(`${cycle.title}`), paragraph(...cycleLine(cycle, context.today))]
  for (const id of cycle.headings) {
    const under = cards.filter((one) => one.heading === id)
    if (under.length === 0) continue
    parts.push(
      heading(headingName(id, context.knowledge)),
      list(under.map(({ card }) => benchmarkLine(card, cycle))),
    )
  }
  if (benchmarks.length === cycle.benchmarks.length && cycle.notes.length > 0) {
    const notes = cycle.notes.map(({ text, cite }) => `${text} (${printWithin(cite, cycle.cite.source)})`)
    parts.push(heading('Notes'), list(notes))
  }
  parts.push(
    note(`Owed by the ${cycle.actor}. Source: ${printCitation(cycle.cite)}; each ¶ above is its own.`),
  )
  parts.push(
    note('One in full: ', { code: `/benchmark ${visible.shown[0]?.id ?? 'PE-IL-3'}` }, ' · the roll-up: ', {
      code: '/reportcard',
    }),
  )
  return {
    to: 'member',
    marking: markingOf(
      visible.shown,
      cards.map(({ card }) => card),
      rollUp,
    ),
    parts: [
      ...(visible.shown.length > 0 ? parts : []),
      ...withheldNote(visible.withheld + countAbout(above, visible.shown, cycle, context.knowledge)),
    ],
  }
}

/** The marking of the benchmarks shown and of every entry their figures rest on. */
function markingOf(benchmarks: readonly Benchmark[], cards: readonly CardBenchmark[], { resolved }: RollUp) {
  const used = new Set(cards.flatMap(entriesOf))
  const entries = resolved.map(({ entry }) => entry).filter(({ id }) => used.has(id))
  return highestMarking([...benchmarks, ...entries].map(({ marking }) => marking))
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
  return (
    headings.find((one) => one.id === id)?.name ??
    `${id.slice(0, 1).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`
  )
}

function benchmarkLine(
  { id, marking, statement, indicators, cite, actor }: CardBenchmark,
  cycle: Cycle,
): Line {
  const statuses = indicators.flatMap((indicator, index) => [
    index > 0 ? '; ' : ' ',
    ...(indicators.length > 1 ? [`${indicator.id.slice(id.length)}) `] : []),
    ...statusSpans(indicator),
  ])
  const owed = actor === cycle.actor ? '' : ` · ${actor}`
  return [
    { bold: id },
    ` (${marking}) ${statement} ·`,
    ...statuses,
    `${owed} · ${printWithin(cite, cycle.cite.source)}`,
  ]
}

async function describeOne(one: Benchmark, cycle: Cycle, context: Context): Promise<Reply> {
  if (!isWithin(one.marking, context.channel.ceiling))
    return { to: 'member', marking: 'U', parts: withheldNote(1) }
  const { input, above } = await gatherCycle(context, cycle, context.today)
  const rollUp = makeRollUp(input)
  const card = cardBenchmark(one, rollUp)
  const { knowledge, channel, today } = context
  const before =
    one.continues === undefined ? undefined : findBenchmark(one.continues, knowledge.cycles, today)
  const continued =
    before && isWithin(before.benchmark.marking, channel.ceiling) ? before.benchmark : undefined
  return {
    to: 'member',
    marking: markingOf(continued ? [one, continued] : [one], [card], rollUp),
    parts: [
      heading(`${cycle.cycle}/${one.id} · ${headingName(one.heading, knowledge)}`),
      paragraph(one.statement),
      paragraph(...cycleLine(cycle, context.today)),
      list(card.indicators.map((progress): Line => indicatorLine(progress, knowledge.units))),
      facts(
        ...one.indicators.map((indicator): [string, Line] => [
          indicator.id,
          `${indicator.measure}, ${indicator.direction} is better, ${indicator.period}, target ${printTarget({ target: indicator.target, direction: indicator.direction })}: ${indicator.basis}`,
        ]),
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
        ['Source', `(${one.marking}) ${printCitation(one.cite)}`],
        ...labelled('Known faults', faultsAt(one.cite, knowledge.sources, context.channel.ceiling)),
      ),
      ...(one.open.length > 0 ? [paragraph({ bold: 'Left open' }), list(one.open)] : []),
      ...withheldNote(countAbout(above, [one], cycle, knowledge) + (before && !continued ? 1 : 0)),
    ],
  }
}

function labelled(label: string, values: readonly string[]): [string, Line][] {
  return values.length === 0 ? [] : [[label, values.join('; ')]]
}
