import { isJudged } from '../../domain/benchmark.ts'
import { evidenceGrades } from '../../domain/entry.ts'
import type { UnitTerm } from '../../domain/lexicon.ts'
import type { IndicatorProgress, SeriesProgress } from '../../domain/progress.ts'
import { printAmount, roundReckoned } from '../../domain/quantity.ts'
import type { Evidence } from '../../domain/roll-up.ts'
import type { Amount, Series } from '../../domain/series.ts'
import { plural } from '../../domain/text.ts'
import type { Span } from '../reply.ts'

type Units = readonly UnitTerm[]

/** `250 kg`, `200 kg to 250 kg`, `at least 5,000 kg`. */
export function printAmountOf(
  amount: Amount,
  series: Pick<Series, 'dimension' | 'unit'>,
  units: Units,
): string {
  const unit = units.find(({ id }) => id === series.unit)
  const low = printAmount(series.dimension, amount.low, unit)
  if (amount.high === undefined) return `at least ${low}`
  return amount.high === amount.low ? low : `${low} to ${printAmount(series.dimension, amount.high, unit)}`
}

/** `about 1,315.1 ha expected by now`; the figure's own page has the arithmetic. */
export function printExpected(
  { low, high }: Amount,
  series: Pick<Series, 'dimension' | 'unit'>,
  units: Units,
): string {
  const round = (amount: number) => roundReckoned(series.dimension, amount)
  const [least, most] = [round(low), high === undefined ? undefined : round(high)]
  const about = least === low && most === high ? '' : 'about '
  const shown = { low: least, ...(most !== undefined && { high: most }) }
  return `${about}${printAmountOf(shown, series, units)} expected by now`
}

/** `at least 8,000 ha`, `1.10 × FY2008`, `the CY2008 rate or better`, `all of them`. */
export function printTarget({ target, direction }: Pick<IndicatorProgress, 'target' | 'direction'>): string {
  if (target === undefined) return 'none stated'
  if ('at' in target) return `${direction === 'higher' ? 'at least' : 'at most'} ${target.at}`
  if ('times' in target) return `${target.times} × ${target.of}`
  return 'rateOf' in target ? `the ${target.rateOf} rate or better` : 'all of them'
}

/** Ids named in one line; of more the number is said, and the figure opens to them. */
const mostNamed = 6

/** `L-1, L-2`, or `5,000 entries` where they are many. */
export function printIds(ids: readonly string[], noun = 'entries'): string {
  return ids.length <= mostNamed ? ids.join(', ') : plural(ids.length, noun, noun)
}

/** Totals and entries beside a figure that are told one by one; of more the number is said. */
const mostBeside = 3

function withRest(lines: readonly string[], noun: string): string[] {
  const rest = lines.length - mostBeside
  return rest <= 0 ? [...lines] : [...lines.slice(0, mostBeside), `; ${rest} more ${noun}`]
}

/** `not assessable: FY2008 value missing`, the status emphasised. */
export function statusSpans({ status, why }: Pick<IndicatorProgress, 'status' | 'why'>): Span[] {
  return [{ bold: status }, `: ${why}`]
}

/**
 * `cocaine 250 kg of 13,200 kg`, one a series: the figure a baseline or a ratio sets stands here, an absolute one beside the
 * target. Then what was not added, and why.
 */
function printSeriesLine(line: SeriesProgress, units: Units, isAbsolute: boolean): string {
  const { series, actual, gross, target, expected, baseline, crossChecks, notCounted, adopted } = line
  const figures = [
    actual ? printAmountOf(actual, series, units) : line.data.actual,
    gross && `net (gross ${printAmountOf(gross.amount, series, units)} in ${gross.claims} claims)`,
    target && !isAbsolute ? `of ${printAmountOf(target, series, units)}` : undefined,
    expected && `(${printExpected(expected, series, units)})`,
  ].filter((figure) => figure !== undefined)
  const checks = crossChecks.map(({ entry, total, events }) => {
    const beside = events
      ? `${printAmountOf(events, series, units)} logged as events`
      : 'no event of those days logged'
    return `; total ${printAmountOf(total, series, units)} (${entry}), not added: ${beside}`
  })
  const base = baseline
    ? `, baseline ${printAmountOf(baseline.amount, series, units)}${baseline.finding ? ` (${baseline.finding})` : ''}`
    : ''
  const instead = adopted.map(({ entry, finding, total, events }) => {
    const those = events ? `, in place of ${printAmountOf(events, series, units)} logged as events` : ''
    return `; total ${printAmountOf(total, series, units)} (${entry}) adopted (${finding})${those}`
  })
  const beside = notCounted.map(
    ({ entry, failed, amount }) =>
      `; ${printAmountOf(amount, series, units)} (${entry}) not counted: ${failed}`,
  )
  return [
    `${series.name} ${figures.join(' ')}${base}`,
    ...withRest(instead, 'adopted'),
    ...withRest(checks, 'totals beside'),
    ...withRest(beside, 'not counted'),
  ].join('')
}

/** The figures of an indicator, a series each: `cocaine 250 kg of 13,200 kg`; undefined when there is none to tell. */
export function printFigures({ series, target: asked }: IndicatorProgress, units: Units): string | undefined {
  const isAbsolute = asked !== undefined && 'at' in asked
  const told = series.filter(({ actual, crossChecks, notCounted, target, baseline }) => {
    return actual || crossChecks.length > 0 || notCounted.length > 0 || baseline || (target && !isAbsolute)
  })
  return told.length === 0
    ? undefined
    : told.map((line) => printSeriesLine(line, units, isAbsolute)).join(' | ')
}

/** An indicator in one line: name, status, figures, what is held, evidence, entries. What the status says is not said twice. */
export function indicatorLine(progress: IndicatorProgress, units: Units): Span[] {
  const { id, name, data, entries, confidence, evidence, why, target, assessment } = progress
  const judged = isJudged(progress)
  const figures = printFigures(progress, units)
  const pieces = [
    figures && `actual: ${figures}`,
    figures === undefined && entries.length === 0 && !why.includes(data.actual) ? data.actual : undefined,
    judged || target === undefined ? undefined : `target ${printTarget(progress)}`,
    data.target === 'baseline not recorded' ? data.target : undefined,
    assessment && !judged ? `assessed ${assessment.level} (${assessment.finding})` : undefined,
    printBeside(progress, units),
    printTrend(progress),
    entries.length > 0 ? `${entries.length > mostNamed ? '' : 'entries '}${printIds(entries)}` : undefined,
    printEvidence(evidence),
    confidence === 'none' ? undefined : `confidence ${confidence}`,
  ].filter((piece) => piece !== undefined)
  return [{ bold: id }, ` ${name} · `, ...statusSpans(progress), ...pieces.map((piece) => ` · ${piece}`)]
}

/** `CY2009: acetone 50 L | cocaine 300 kg`: the same things in the cycle's other period, where anything is logged there. */
function printBeside({ series }: IndicatorProgress, units: Units): string | undefined {
  const periods = new Map<string, string[]>()
  for (const line of series)
    for (const { period, actual } of line.beside)
      if (actual) {
        const told = `${line.series.name} ${printAmountOf(actual, line.series, units)}`
        periods.set(period, [...(periods.get(period) ?? []), told])
      }
  const told = [...periods].map(([period, figures]) => `${period}: ${figures.join(' | ')}`)
  return told.length === 0 ? undefined : told.join(' · ')
}

/** `rising` where one series says so; several are told apart. */
function printTrend({ series }: IndicatorProgress): string | undefined {
  const trends = series.flatMap(({ series: { name }, trend }) => (trend ? [{ name, trend }] : []))
  if (trends.length === 0) return undefined
  return trends
    .map(({ name, trend }) => (series.length > 1 ? `${name} ${trend.direction}` : trend.direction))
    .join(', ')
}

/** `evidence A 1, C 2; 3 not yet reviewed`, or undefined when there is none. */
export function printEvidence({ grades, unreviewed }: Evidence): string | undefined {
  const mix = evidenceGrades.filter((grade) => grades[grade] > 0).map((grade) => `${grade} ${grades[grade]}`)
  if (mix.length === 0) return undefined
  return `evidence ${mix.join(', ')}${unreviewed > 0 ? `; ${unreviewed} not yet reviewed` : ''}`
}
