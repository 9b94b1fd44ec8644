import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { printCitation, printWithin } from '../../domain/citation.ts'
import { findBenchmark } from '../../domain/cycle.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import { foldText, nearestWord } from '../../domain/text.ts'
import { trustAfter } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Call, Context } from '../call.ts'
import type { Command } from '../command.ts'
import { nearestLine, readCountryAndCycle } from '../country.ts'
import { gatherCycle } from '../cycle-entries.ts'
import {
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
import { assertWithin, UserError } from '../user-error.ts'
import { assignBenchmark } from './assign.ts'
import { showChanges } from './changes.ts'
import { showCrossWalk } from './cross-walk.ts'
import { hasForm, lineOfFindingForm, showFindingForm } from './finding-form.ts'
import { cycleLine, describeOne, headingName } from './one-benchmark.ts'
import { statusSpans } from './progress-lines.ts'
import { namedBy } from './read-finding.ts'
import { recordFinding } from './record-finding.ts'
import { decideFinding, listAllFindings, showFinding } from './review-finding.ts'

const recording = /^(?:\S+ (?:baseline|assess|adopt|assign)|accept|return|void)\b/i

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
    '/benchmark PE-IL-3b baseline <amount> [<substance>] <FY2008> [in <places>] src <source> [evidence <A|B|C|D>] because <reason>',
    '/benchmark PE-CC-1 assess <none|started|partial|met> src <source> [evidence <A|B|C|D>] because <reason>',
    '/benchmark PE-DP-1b adopt L-3 as <actual|baseline> because <reason>',
    '/benchmark PE-IL-3 assign @ana [as owner|alternate|validator]',
    '/benchmark findings',
    '/benchmark show F-1',
    '/benchmark accept F-1',
    '/benchmark return F-1 because <reason>',
    '/benchmark void F-1 because <reason>',
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
  needs({ text }) {
    if (/^(?:accept|return) F?-?\d/i.test(text)) return 'reviewer'
    return recording.test(text) ? 'reporter' : 'reader'
  },
  async run(call, context) {
    const { knowledge, channel, today } = context
    const acted = await act(call, context)
    if (acted) return acted
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
    if (!isWithin(cycle.marking, channel.ceiling)) return withheldReply(cycle.benchmarks.length)
    if (rest === '') return describeMany(cycle.benchmarks, cycle, context)
    const { shown, withheld } = withinCeiling(cycle.benchmarks, channel.ceiling)
    const chosen = choose(rest, { cycle, shown }, knowledge)
    const [only, ...others] = chosen
    if (!only && withheld > 0) return withheldReply(withheld)
    if (!only) throw nothingFits(rest, country.name, cycle, knowledge)
    return others.length === 0 ? describeOne(only, cycle, context) : describeMany(chosen, cycle, context)
  },
}

/** What else may follow: a finding about a benchmark, who looks after it, or what becomes of a finding. */
async function act(call: Call, context: Context): Promise<Reply | undefined> {
  const [word = '', ...rest] = call.text.split(' ')
  const after = rest.join(' ')
  if (/^findings$/i.test(word) && after === '') return listAllFindings(context)
  const verb = word.toLowerCase()
  const isReview = verb === 'accept' || verb === 'return' || verb === 'void'
  if (isReview || verb === 'show') {
    if (!/^F?-?\d/i.test(after) && after !== '') return undefined
    assertWithin(call.text, context.channel.ceiling)
    return isReview ? decideFinding(verb, after, call, context) : showFinding(after, context)
  }
  const [, id = '', deed = '', text = ''] =
    /^(\S+) (baseline|assess|adopt|assign)\b\s*(.*)$/i.exec(call.text) ?? []
  if (deed === '') return undefined
  assertWithin(call.text, context.channel.ceiling)
  const found = findBenchmark(id, context.knowledge.cycles, context.today)
  if (!found) throw noBenchmark(id, context)
  const { cycle, benchmark } = found
  if (/^assign$/i.test(deed)) return assignBenchmark(cycle, benchmark, text, call, context)
  const finding = deed.toLowerCase()
  const named = namedBy(id, cycle, benchmark)
  if (hasForm(finding) && text === '' && !call.fields) return showFindingForm(finding, named.about)
  if (!hasForm(finding) || !call.fields) return recordFinding(finding, named, text, call, context)
  const line = lineOfFindingForm(finding, call, context)
  // Kept, asked about and purged as the line it stands for.
  return recordFinding(finding, named, line, { ...call, text: `${id} ${finding} ${line}` }, context)
}

/**
 * By heading (its id, name or an alias), else every benchmark that holds all of the words. What is above the ceiling is not
 * searched: whether it holds a word would tell of it.
 */
function choose(
  text: string,
  { cycle, shown }: { cycle: Cycle; shown: readonly Benchmark[] },
  { headings }: Knowledge,
): Benchmark[] {
  const wanted = foldText(text)
  const heading = headings.find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((word) => foldText(word) === wanted),
  )
  const under = cycle.benchmarks.filter(
    (benchmark) => benchmark.heading === heading?.id || foldText(benchmark.heading) === wanted,
  )
  if (under.length > 0) return under
  const words = wanted.split(' ')
  return shown.filter((benchmark) => {
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

function nothingFits(text: string, country: string, cycle: Cycle, knowledge: Knowledge): UserError {
  const { headings } = knowledge
  const names = headings.filter(({ id }) => cycle.headings.includes(id)).map(({ name }) => name.toLowerCase())
  return new UserError(
    `"${text}" is no country that is held, and no benchmark of ${country} ${cycle.cycle} speaks of it. Headings: ${(names.length > 0 ? names : cycle.headings).join('; ')}.`,
    {
      example: `/benchmark ${country.toLowerCase()} ${names[0] ?? cycle.headings[0]}`,
      ...nearestLine(text, knowledge, 'benchmark'),
    },
  )
}

async function describeMany(
  benchmarks: readonly Benchmark[],
  cycle: Cycle,
  context: Context,
): Promise<Reply> {
  const { card, marking, countAbove, freshness } = await gatherCycle(context, cycle, context.today)
  const trust = trustAfter(cycle.cite.source, freshness, context.today)
  const visible = withinCeiling(benchmarks, context.channel.ceiling)
  const cards = visible.shown.map((one) => ({ heading: one.heading, card: card(one) }))
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
    note(
      `Owed by the ${cycle.actor}. Source: ${printCitation(cycle.cite)}${trust}; each ¶ above is its own.`,
    ),
  )
  parts.push(
    note('One in full: ', { code: `/benchmark ${visible.shown[0]?.id ?? 'PE-IL-3'}` }, ' · the roll-up: ', {
      code: '/reportcard',
    }),
  )
  return {
    to: 'member',
    marking: highestMarking([cycle, ...visible.shown.map(marking)]),
    parts: [
      ...(visible.shown.length > 0 ? parts : []),
      ...withheldNote(visible.withheld + countAbove(visible.shown)),
    ],
  }
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
