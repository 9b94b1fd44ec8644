import { printCitation, printWithin } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import type { CardBenchmark, CardPart, ReportCard } from '../../domain/report-card.ts'
import { statuses } from '../../domain/status.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { cycleLine, headingName } from '../benchmark/one-benchmark.ts'
import { indicatorLine, printEvidence } from '../benchmark/progress-lines.ts'
import type { Command } from '../command.ts'
import {
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { makeCard, readCardAsked } from './card.ts'

/** A chart holds no more. */
const mostBars = 20

export const reportcard: Command = {
  name: 'reportcard',
  summary:
    "The roll-up of a country's benchmarks by heading: status, actual, target, evidence, what is missing.",
  usage: ['/reportcard peru', '/reportcard peru 2005', '/reportcard peru as of 2009-06-01'],
  examples: ['/reportcard peru', '/reportcard peru 2005'],
  shareable: true,
  async run(call, context) {
    const asked = readCardAsked(call.text, context)
    if (asked.rest !== '') {
      throw new UserError(`"${asked.rest}" is not understood after a country and cycle.`, {
        example: `/reportcard ${asked.country.name.toLowerCase()} as of ${asked.asOf}`,
      })
    }
    const made = await makeCard(asked, context)
    if ('answer' in made) return made.answer
    const { card, cycle, asOf, withheld, print } = made
    const { knowledge } = context
    return describeCard(card, { knowledge, first: cycleLine(cycle, asOf), withheld, print })
  },
}

interface Setting {
  knowledge: Knowledge
  first: Span[]
  withheld: number
  print: string
}

function describeCard(card: ReportCard, { knowledge, first, withheld, print }: Setting): Reply {
  const parts: Part[] = [heading(`Report card: ${card.title}`)]
  for (const part of card.parts)
    parts.push(paragraph({ bold: `${actorName(part)}: ${printVerdicts(part)}` }, '.'))
  parts.push(paragraph(...first), ...chartOf(card))
  for (const part of card.parts) {
    for (const { heading: id, benchmarks } of part.headings) {
      const name = headingName(id, knowledge)
      parts.push(heading(card.parts.length > 1 ? `${name} (${part.actor})` : name))
      parts.push(list(benchmarks.flatMap((one) => benchmarkLines(one, card, knowledge))))
    }
  }
  const evidence = printEvidence(card.evidence)
  const count = card.entries.length
  parts.push(
    ...missingParts(card),
    note(
      count === 0
        ? 'Nothing logged.'
        : `Rests on ${count} ${count === 1 ? 'entry' : 'entries'}: ${card.entries.join(', ')}${evidence ? ` · ${evidence}` : ''}.`,
    ),
    ...lifeNotes(card),
    note(
      `Source: ${printCitation(card.cite)}; each ¶ above is its own. As of ${printDate(card.asOf)} · fingerprint ${print}`,
    ),
    ...withheldNote(withheld),
  )
  return { to: 'member', marking: card.marking, parts }
}

/** What is measurable, as a share of its target: only figures with a target, of which each has a line below. */
function chartOf(card: ReportCard): Part[] {
  const bars = card.parts
    .flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
    .flatMap(({ indicators }) => indicators)
    .flatMap(({ id, series, direction }) =>
      series.flatMap(({ actual, target, series: { name } }) => {
        if (!actual || !target?.low || actual.low !== actual.high || target.low !== target.high) return []
        const label = series.length > 1 ? `${id} ${name}` : id
        const ask = direction === 'lower' ? ', at most' : ''
        return [{ label: `${label}${ask}`, value: Math.round((actual.low / target.low) * 1000) / 10 }]
      }),
    )
  return bars.length === 0
    ? []
    : [{ part: 'chart', title: 'Actual as a share of the target', unit: '%', bars: bars.slice(0, mostBars) }]
}

function actorName({ actor }: CardPart): string {
  return actor === 'US mission' ? 'US mission' : `${actor.slice(0, 1).toUpperCase()}${actor.slice(1)}`
}

/** `of 18 indicators 2 in progress, 16 not assessable`: counted by the one list. */
function printVerdicts({ verdicts }: CardPart): string {
  const counted = statuses
    .flatMap((status) => ({ status, count: verdicts[status] ?? 0 }))
    .filter(({ count }) => count > 0)
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  return `of ${all} indicators ${counted.map(({ status, count }) => `${count} ${status}`).join(', ')}`
}

/** A line an indicator; what supports the benchmark and what the source makes conditional stand on its last. */
function benchmarkLines(
  { marking, indicators, supports, conditions, cite }: CardBenchmark,
  card: ReportCard,
  { units }: Knowledge,
): Line[] {
  return indicators.map((progress, index): Line => {
    const last = index === indicators.length - 1
    const judged = progress.measure === 'rubric' || progress.measure === 'milestone'
    const tail = [
      last && !judged && supports.length > 0
        ? `supported by ${supports.map(({ entry }) => entry).join(', ')}`
        : undefined,
      ...(last
        ? conditions.map(({ text, cite }) => `condition: ${text} (${printWithin(cite, card.cite.source)})`)
        : []),
      `(${marking}) ${printWithin(cite, card.cite.source)}`,
    ].filter((piece) => piece !== undefined)
    return [...indicatorLine(progress, units), ` · ${tail.join(' · ')}`]
  })
}

/** What became of the entries since they were recorded, where anything did. */
function lifeNotes({
  merged = [],
  locked = [],
  restated = [],
  waiting = [],
  removed = 0,
}: ReportCard): Part[] {
  const said = (label: string, items: readonly string[]): Part[] =>
    items.length === 0 ? [] : [note(`${label}: ${items.join(', ')}.`)]
  return [
    ...said(
      'Counted once, net of further claims',
      merged.map(({ entry, claims }) => `${entry} (${claims.join(', ')})`),
    ),
    ...said('Locked', locked),
    ...said(
      'Restated since the lock',
      restated.map(({ entry, restatement }) => `${entry} (${restatement})`),
    ),
    ...said('Waiting for a second person', waiting),
    ...(removed === 0 ? [] : [note(removed === 1 ? 'One entry removed.' : `${removed} entries removed.`)]),
  ]
}

/** What is missing, each reason once with the indicators it keeps from being assessed. */
function missingParts({ missing }: ReportCard): Part[] {
  const byReason = new Map<string, string[]>()
  for (const { id, why } of missing) byReason.set(why, [...(byReason.get(why) ?? []), id])
  if (byReason.size === 0) return []
  return [heading('Missing'), list([...byReason].map(([why, ids]) => `${why}: ${ids.join(', ')}`))]
}
