import { isJudged } from '../../domain/benchmark.ts'
import { printCitation } from '../../domain/citation.ts'
import { printDate } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import type { Finding } from '../../domain/finding.ts'
import { highestMarking } from '../../domain/marking.ts'
import { printPeriod } from '../../domain/period.ts'
import { type IndicatorProgress, type SeriesProgress, shareOf } from '../../domain/progress.ts'
import { type CardBenchmark, entriesOf } from '../../domain/report-card.ts'
import { confidenceRules } from '../../domain/roll-up.ts'
import type { Amount } from '../../domain/series.ts'
import { trendDays } from '../../domain/trend.ts'
import { trustAfter } from '../../knowledge/freshness.ts'
import { findingLine } from '../benchmark/finding-lines.ts'
import { printAmountOf, printEvidence, printTarget, statusSpans } from '../benchmark/progress-lines.ts'
import type { Context } from '../call.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import {
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from '../reply.ts'
import type { CardMade } from './card.ts'
import { claimsOf } from './card-lines.ts'
import { lineMarkings } from './line-markings.ts'

/** A figure of a card taken apart: its sum written out, what it is compared with and by what rule, each entry and its message. */
export function describeFigure(
  made: CardMade,
  {
    benchmark,
    indicator,
    withheld,
  }: { benchmark: CardBenchmark; indicator: IndicatorProgress; withheld: number },
  context: Context,
): Reply {
  const { card } = made
  const { id, name, status, why, period, basis, evidence, confidence, elapsed, length } = indicator
  const used = new Set([
    ...indicator.entries,
    ...entriesOf({ ...benchmark, indicators: [indicator], supports: [] }),
  ])
  const claims = claimsOf(card)
  const entries = made.entries.filter(({ id }) => used.has(id) || used.has(claims.get(id) ?? ''))
  const findings = made.findings.filter((finding) => indicator.findings.includes(finding.id))
  const mix = printEvidence(evidence)
  return {
    to: 'member',
    marking: highestMarking([lineMarkings(made)(benchmark, indicator), ...entries, ...findings]),
    parts: [
      heading(`${card.cycle}/${id} · ${name}`),
      paragraph(...statusSpans({ status, why }), '.'),
      list([
        `Measured: ${indicator.measure}, ${indicator.direction} is better, over ${printPeriod(period)}, ${elapsed} of ${length} days elapsed; target ${printTarget(indicator)}: ${basis}`,
        ...indicator.series.flatMap((line) => seriesLines(line, indicator, context)),
        ...(confidence === 'none'
          ? []
          : [`Confidence ${confidence}: ${confidenceRules[confidence]}${mix ? ` (${mix})` : ''}`]),
      ]),
      ...findingParts(findings, context),
      ...entryParts(entries, claims, indicator, context),
      note(
        `Source: ${printCitation(benchmark.cite)}${trustAfter(benchmark.cite.source, made.freshness, card.asOf)}. As of ${printDate(card.asOf)} · card ${made.print}`,
      ),
      ...withheldNote(withheld),
      buttons(
        {
          label: 'Whole Card',
          call: `reportcard ${made.country.name.toLowerCase()} ${card.cycle} as of ${card.asOf}`,
        },
        { label: 'Benchmark', call: `benchmark ${card.cycle}/${benchmark.id}` },
      ),
    ],
  }
}

function seriesLines(line: SeriesProgress, indicator: IndicatorProgress, { knowledge }: Context): Line[] {
  const { series, actual, gross, target, expected, baseline, adopted, beside, trend } = line
  const print = (amount: Amount) => printAmountOf(amount, series, knowledge.units)
  const share = shareOf(line)
  const lines = [
    actual && `${indicator.measure === 'latest' ? 'the latest' : 'the sum'} is ${print(actual)}`,
    gross && `gross ${print(gross.amount)} in ${gross.claims} claims, each event counted once in the net`,
    ...adopted.map(
      ({ entry, total, finding, events, instead }) =>
        `total ${print(total)} (${entry}) adopted by ${finding}${events ? ` in place of ${instead.join(', ')}, which come to ${print(events)}` : ''}`,
    ),
    baseline &&
      `the ${baseline.period} value is ${print(baseline.amount)} (${baseline.finding ?? printCitation(baseline.cite)})`,
    target && targetSum(line, indicator, print),
    expected &&
      target &&
      `expected by now ${print(target)} × ${indicator.elapsed} ÷ ${indicator.length} days = ${print(expected)}`,
    share &&
      `${print({ low: share.numerator, high: share.numerator })} ÷ ${print({ low: share.denominator, high: share.denominator })} = ${(share.tenths / 10).toFixed(1)} % of ${share.of === 'target' ? 'the target' : 'what is expected by now'}`,
    ...beside.flatMap(({ period, actual: other }) => (other ? [`in ${period} ${print(other)}`] : [])),
    trend &&
      (indicator.measure === 'latest'
        ? `${trend.direction}: ${print(trend.before)} before, then ${print(trend.now)}`
        : `${trend.direction}: ${print(trend.now)} in the last ${trendDays} days, ${print(trend.before)} in the ${trendDays} before`),
  ].filter((text) => text !== undefined)
  const rule = indicator.series.length > 1 ? [` · `, ...statusSpans(line)] : []
  return [[{ bold: series.name }, `: ${lines.join('; ') || line.data.actual}`, ...rule]]
}

function targetSum(
  { target, baseline }: SeriesProgress,
  { target: asked }: IndicatorProgress,
  print: (amount: Amount) => string,
): string | undefined {
  if (!target) return undefined
  if (asked && 'times' in asked && baseline)
    return `the target is ${print(baseline.amount)} × ${asked.times} = ${print(target)}`
  return `the target is ${print(target)}`
}

function findingParts(findings: readonly Finding[], context: Context): Part[] {
  return findings.length === 0 ? [] : [list(findings.map((finding): Line => findingLine(finding, context)))]
}

function entryParts(
  entries: readonly Entry[],
  claims: ReadonlyMap<string, string>,
  indicator: IndicatorProgress,
  { knowledge }: Context,
): Part[] {
  if (entries.length === 0) return [paragraph('No entry stands behind it.')]
  const counted = new Set(indicator.entries)
  const lines = entries.map((entry): Line => {
    const event = claims.get(entry.id)
    const own = isJudged(indicator) ? 'evidence' : counted.has(entry.id) ? 'added' : 'beside, not added'
    const role = event === undefined ? own : `claim of the same event as ${event}, counted once`
    const { id, marking, grade, state, recordedBy, evidence } = entry
    return [
      { bold: id },
      ` (${marking}) ${entryPhrase(entry, knowledge)} · ${role} · evidence ${grade} · ${state} · by `,
      { member: recordedBy },
      ...(evidence ? [' · ', { link: evidence.permalink, text: 'message' }] : []),
    ]
  })
  return [
    paragraph(
      { bold: entries.length === 1 ? 'Its entry' : `Its ${entries.length} entries` },
      `, ${entries.length === 1 ? '' : 'each '}in full with `,
      {
        code: `/log show ${entries[0]?.id ?? 'L-1'}`,
      },
    ),
    list(lines),
  ]
}
