import { isJudged, periodAgainst } from '../../domain/benchmark.ts'
import { printCitation, printWithin } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import type { Actor } from '../../domain/entry.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import { type CardBenchmark, indicatorsOf, type ReportCard } from '../../domain/report-card.ts'
import type { Evidence } from '../../domain/roll-up.ts'
import { plural } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { cycleLine } from '../benchmark/one-benchmark.ts'
import { indicatorLine, printEvidence, printIds } from '../benchmark/progress-lines.ts'
import {
  type Button,
  buttons,
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
import type { CardMade } from './card.ts'
import { chartOf, headingOf, lifeNotes, missingParts, verdictParts } from './card-lines.ts'
import { type SourceTrust, trustOfSources } from './card-sources.ts'
import { lineMarkings, type MarkOf } from './line-markings.ts'

/** A row of buttons holds no more. */
const mostButtons = 25

/** What a card's screen is told with, beside the card. */
export interface Telling {
  knowledge: Knowledge
  /** What the cycle measures, and whether it is over. */
  first: Span[]
  withheld: number
  print: string
  markOf: MarkOf
  /** What is known for or against the sources it cites. */
  sources: readonly SourceTrust[]
}

export function tellingOf(made: CardMade, knowledge: Knowledge): Telling {
  const { cycle, asOf, withheld, print } = made
  const first = cycleLine(cycle, asOf)
  const sources = trustOfSources(made, knowledge)
  return { knowledge, first, withheld, print, markOf: lineMarkings(made), sources }
}

/** A card on one screen: verdicts, chart, headings, what is missing, what it rests on, and its name. */
export function describeCard(card: ReportCard, telling: Telling): Reply {
  const { knowledge, first } = telling
  const parts: Part[] = [
    heading(`Report card: ${card.title}`),
    ...verdictParts(card),
    paragraph(...first),
    ...chartOf(card),
  ]
  for (const part of card.parts) {
    for (const { heading: id, benchmarks } of part.headings)
      parts.push(heading(headingOf(id, part, card, knowledge)), list(headingLines(benchmarks, card, telling)))
  }
  parts.push(...missingParts(card), ...wayOut(card), ...footOf(card, telling), ...figureButtons(card))
  return { to: 'member', marking: card.marking, parts }
}

/** What a card rests on, what became of it since, its sources and its name. */
export function footOf(card: ReportCard, { withheld, print, sources }: Telling): Part[] {
  const evidence = printEvidence(card.evidence)
  const count = card.entries.length
  const ids = printIds(card.entries, '')
  const named = count <= 6 ? `: ${ids}` : ''
  return [
    note(
      count === 0
        ? 'Nothing logged.'
        : `Rests on ${plural(count, 'entry', 'entries')}${named}${evidence ? ` · ${evidence}` : ''}${printActors(card.evidence)}.`,
    ),
    ...lifeNotes(card),
    note(
      `Source: ${printCitation(card.cite)}; each ¶ above is its own. As of ${printDate(card.asOf)} · fingerprint ${print}`,
    ),
    ...sources.map(({ says, example }) => note(`${says}: `, { code: example })),
    ...withheldNote(withheld),
  ]
}

/** Of a heading a line for each indicator that says anything, then the others in one; why is said once, under what is missing. */
function headingLines(benchmarks: readonly CardBenchmark[], card: ReportCard, telling: Telling): Line[] {
  const bare: string[] = []
  const lines = benchmarks.flatMap((benchmark) => {
    const { indicators, supports, assessments, marking, cite } = benchmark
    const told = indicators.filter((progress) => !isBare(progress))
    const silent = indicators.filter(isBare)
    const needsLine = told.length === 0 && (supports.length > 0 || assessments.length > 0)
    const shown = needsLine ? indicators : told
    if (!needsLine && silent.length > 0) {
      const ids = silent.map(({ id }) => id).join(', ')
      bare.push(`${ids} (${marking}) ${printWithin(cite, card.cite.source)}`)
    }
    return shown.map((progress, index) =>
      benchmarkLine(progress, benchmark, { isLast: index === shown.length - 1, card, telling }),
    )
  })
  return bare.length === 0 ? lines : [...lines, [{ bold: 'not assessable' }, `: ${bare.join('; ')}`]]
}

/** Nothing is logged, found or said of it: its line would be its reason alone. */
function isBare({ status, entries, findings, series, data }: IndicatorProgress): boolean {
  const isSilent = entries.length === 0 && findings.length === 0 && data.actual === 'nothing logged'
  const hasBeside = series.some(
    ({ crossChecks, notCounted, beside }) =>
      crossChecks.length > 0 || notCounted.length > 0 || beside.some(({ actual }) => actual),
  )
  return status === 'not assessable' && isSilent && !hasBeside
}

/** An indicator; what supports the benchmark and what the source makes conditional stand on the last of it. */
function benchmarkLine(
  progress: IndicatorProgress,
  benchmark: CardBenchmark,
  { isLast, card, telling }: { isLast: boolean; card: ReportCard; telling: Telling },
): Line {
  const { supports, conditions, assessments, cite } = benchmark
  const { knowledge, markOf } = telling
  const ids = supports.map(({ entry }) => entry)
  const tail = [
    isLast && !isJudged(progress) && ids.length > 0 ? `supported by ${printIds(ids)}` : undefined,
    ...(isLast ? assessments.map(({ level, finding }) => `as a whole assessed ${level} (${finding})`) : []),
    ...(isLast
      ? conditions.map(({ text, cite }) => `condition: ${text} (${printWithin(cite, card.cite.source)})`)
      : []),
    `(${markOf(benchmark, progress)}) ${printWithin(cite, card.cite.source)}`,
  ].filter((piece) => piece !== undefined)
  return [...indicatorLine(progress, knowledge.units), ` · ${tail.join(' · ')}`]
}

/** ` · done by host government 2, US mission 1`, where it was not the host government alone. */
function printActors({ actors }: Evidence): string {
  const told = Object.entries(actors) as [Actor | 'not stated', number][]
  if (!told.some(([actor]) => actor === 'US mission' || actor === 'both')) return ''
  return ` · done by ${told.map(([actor, count]) => `${actor} ${count}`).join(', ')}`
}

/** How what is missing comes to be recorded: a value, a judgement. */
function wayOut(card: ReportCard): Part[] {
  const all = indicatorsOf(card)
  const bare = all.find(({ data }) => data.target === 'baseline not recorded')
  const period = bare && periodAgainst(bare)
  const unjudged = all.find(({ data, assessment }) => data.target === 'judged by a person' && !assessment)
  const says: Span[] = [
    ...(bare && period
      ? [
          'To record a value: ',
          { code: `/benchmark ${bare.id} baseline <amount> ${period} … src … because …` },
        ]
      : []),
    ...(bare && period && unjudged ? [' · '] : []),
    ...(unjudged ? ['To judge: ', { code: `/benchmark ${unjudged.id} assess partial src … because …` }] : []),
  ]
  return says.length === 0 ? [] : [note(...says)]
}

/** Every figure opens to its entries, as of the same day. */
function figureButtons(card: ReportCard): Part[] {
  const opening = indicatorsOf(card)
    .filter(
      ({ entries, series }) => entries.length > 0 || series.some(({ crossChecks }) => crossChecks.length > 0),
    )
    .map(({ id }): Button => ({ label: id, call: figureCall(card, id) }))
  return opening.length === 0
    ? []
    : [note('Open a figure to its entries:'), buttons(...opening.slice(0, mostButtons))]
}

/** The line that opens a figure as a card shows it. */
function figureCall({ cycle, asOf }: Pick<ReportCard, 'cycle' | 'asOf'>, id: string): string {
  return `reportcard ${cycle}/${id} as of ${asOf}`
}
