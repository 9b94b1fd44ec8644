import { setImmediate } from 'node:timers/promises'
import { printCitation } from '../../domain/citation.ts'
import { countsToward } from '../../domain/counts-toward.ts'
import { addDays } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import type { IndicatorProgress, SeriesProgress } from '../../domain/progress.ts'
import type { Dimension } from '../../domain/quantity.ts'
import type { CardBenchmark } from '../../domain/report-card.ts'
import type { Amount } from '../../domain/series.ts'
import { listFault } from '../../knowledge/differences.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { faultsAt } from '../../knowledge/passage.ts'
import { headingName } from '../benchmark/one-benchmark.ts'
import { printTarget } from '../benchmark/progress-lines.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import type { Sheet } from '../reply.ts'
import { groupCard, type Order } from './by-view.ts'
import type { CardMade } from './card.ts'
import { decidedOf } from './card-sources.ts'
import { lineMarkings, type MarkOf } from './line-markings.ts'

/** How figures stand in a table: kg, L, ha, whole pieces, and money as people write it. */
const shown: Record<Dimension, { places: number; symbol?: string }> = {
  mass: { places: 6, symbol: 'kg' },
  volume: { places: 3, symbol: 'L' },
  area: { places: 4, symbol: 'ha' },
  money: { places: 2 },
  piece: { places: 0 },
}

/** An amount of small units as a plain decimal, exact, without separators: `1234.5`. */
function printDecimal(amount: number | undefined, dimension: Dimension): string {
  if (amount === undefined) return ''
  const { places } = shown[dimension]
  const digits = String(amount).padStart(places + 1, '0')
  const [whole, fraction] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)]
  const rest = fraction.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

const figureColumns = [
  'cycle',
  'actor',
  'heading',
  'benchmark',
  'indicator',
  'name',
  'marking',
  'status',
  'why',
  'series',
  'unit',
  'actual_low',
  'actual_high',
  'expected_by_now',
  'target_low',
  'target_high',
  'target_asked',
  'baseline',
  'actual_state',
  'target_state',
  'measure',
  'better',
  'period',
  'first_day',
  'last_day',
  'days_elapsed',
  'days',
  'entries',
  'grade_a',
  'grade_b',
  'grade_c',
  'grade_d',
  'not_reviewed',
  'supports',
  'source',
  'as_of',
  'fingerprint',
  'group',
  'basis',
  'source_date',
  'source_faults',
  'source_reviewed',
  'source_review_due',
  'source_retired',
] as const

/**
 * The roll-up, a row a series; an indicator without any has one row. By `order` a benchmark has its rows once in each group that it
 * serves, with the basis of the link. Columns keep their names and order.
 */
export function figureSheet(made: CardMade, order: Order | undefined, knowledge: Knowledge): Sheet {
  const { card, cycle } = made
  const markOf = lineMarkings(made)
  const rows = card.parts.flatMap((part) =>
    part.headings.flatMap(({ heading, benchmarks }) =>
      benchmarks.flatMap((benchmark) => {
        const name = headingName(heading, knowledge)
        return benchmarkRows(benchmark, { actor: part.actor, heading: name }, { made, markOf, knowledge })
      }),
    ),
  )
  const cellsOf = (row: FigureRow, more: Partial<FigureRow> = {}) =>
    figureColumns.map((column) => more[column] ?? row[column])
  const grouped = order && groupCard(order, card, cycle, knowledge)
  return {
    columns: [...figureColumns],
    rows: grouped
      ? grouped.flatMap(({ name, benchmarks }) =>
          benchmarks.flatMap(({ shown, basis = '' }) =>
            rows
              .filter(({ benchmark }) => benchmark === shown.id)
              .map((row) => cellsOf(row, { group: name, basis })),
          ),
        )
      : rows.map((row) => cellsOf(row)),
  }
}

type FigureRow = Record<(typeof figureColumns)[number], string>

function benchmarkRows(
  benchmark: CardBenchmark,
  place: Pick<FigureRow, 'actor' | 'heading'>,
  { made, markOf, knowledge }: { made: CardMade; markOf: MarkOf; knowledge: Knowledge },
): FigureRow[] {
  const { card, print } = made
  return benchmark.indicators.flatMap((indicator) => {
    const lines: (SeriesProgress | undefined)[] = indicator.series.length > 0 ? indicator.series : [undefined]
    return lines.map((series) => ({
      cycle: card.cycle,
      ...place,
      ...aboutIndicator(benchmark, indicator),
      ...aboutSource(benchmark, made, knowledge),
      ...aboutSeries(indicator, series, knowledge),
      marking: markOf(benchmark, indicator),
      as_of: card.asOf,
      fingerprint: print,
      group: '',
      basis: '',
    }))
  })
}

function aboutIndicator(benchmark: CardBenchmark, indicator: IndicatorProgress) {
  const { id, name, measure, direction, period, elapsed, length, target } = indicator
  return {
    benchmark: benchmark.id,
    indicator: id,
    name,
    measure,
    better: direction,
    period: period.name,
    first_day: period.from,
    last_day: addDays(period.until, -1),
    days_elapsed: `${elapsed}`,
    days: `${length}`,
    target_asked: printTarget({ target, direction }),
    supports: benchmark.supports.map(({ entry }) => entry).join(' '),
    source: printCitation(benchmark.cite),
  }
}

function aboutSource(
  { cite, marking }: CardBenchmark,
  { freshness, ofCopy }: CardMade,
  { sources }: Knowledge,
) {
  const { reviewed = '', reviewDue = '', retired } = decidedOf(freshness.get(cite.source) ?? {})
  const faults = faultsAt(cite, sources, marking)
  return {
    source_date: sources.find(({ id }) => id === cite.source)?.date ?? '',
    source_faults: faults.map((fault) => listFault(fault, ofCopy, marking)).join(' '),
    source_reviewed: reviewed,
    source_review_due: reviewDue,
    source_retired: retired ? 'yes' : '',
  }
}

function aboutSeries(indicator: IndicatorProgress, line: SeriesProgress | undefined, { units }: Knowledge) {
  const { status, why, data, entries, evidence } = line ?? indicator
  const print = (amount: Amount | undefined, end: 'low' | 'high') =>
    line && amount ? printDecimal(amount[end], line.series.dimension) : ''
  const counted = units.find(({ id }) => id === line?.series.unit)?.symbol ?? line?.series.unit
  return {
    status,
    why,
    series: line?.series.name ?? '',
    unit: line ? (shown[line.series.dimension].symbol ?? counted ?? '') : '',
    actual_low: print(line?.actual, 'low'),
    actual_high: print(line?.actual, 'high'),
    expected_by_now: print(line?.expected, 'low'),
    target_low: print(line?.target, 'low'),
    target_high: print(line?.target, 'high'),
    baseline: print(line?.baseline?.amount, 'low'),
    actual_state: data.actual,
    target_state: data.target,
    entries: entries.join(' '),
    grade_a: `${evidence.grades.A}`,
    grade_b: `${evidence.grades.B}`,
    grade_c: `${evidence.grades.C}`,
    grade_d: `${evidence.grades.D}`,
    not_reviewed: `${evidence.unreviewed}`,
  } satisfies Partial<Record<(typeof figureColumns)[number], string>>
}

/** The entries a card rests on, in the order of its list, each followed by the other claims of its event. */
export function entriesOfCard({ card, entries }: CardMade): Entry[] {
  const held = new Map(entries.map((entry) => [entry.id, entry]))
  const claims = new Map((card.merged ?? []).map((one) => [one.entry, one.claims]))
  const ids = card.entries.flatMap((id) => [id, ...(claims.get(id) ?? [])])
  return [...new Set(ids)].flatMap((id) => held.get(id) ?? [])
}

/** Of the sheet of entries, in its order. */
export const entryColumns = [
  'id',
  'version',
  'marking',
  'state',
  'kind',
  'method',
  'scope',
  'quantity_typed',
  'low',
  'high',
  'unit',
  'substance',
  'form',
  'what',
  'place',
  'first_day',
  'last_day',
  'agencies',
  'actor',
  'grade',
  'source',
  'note',
  'benchmarks_by_hand',
  'measures',
  'supports',
  'recorded_by',
  'recorded_at',
  'restatement',
  'message',
  'phrase',
  'fingerprint',
] as const

/** Rows made in one go: a few milliseconds. */
const rowsAtOnce = 250

/**
 * Those entries, a row each; `low` and `high` in `unit`, `high` empty where only a lower bound is known. Made in steps: of thousands
 * of rows, nobody else's answer waits for all.
 */
export async function entrySheet(made: CardMade, knowledge: Knowledge): Promise<Sheet> {
  const rows: string[][] = []
  for (const entry of entriesOfCard(made)) {
    const cells = entryCells(entry, made, knowledge)
    rows.push(entryColumns.map((column) => cells[column] ?? ''))
    if (rows.length % rowsAtOnce === 0) await setImmediate()
  }
  return { columns: [...entryColumns], rows }
}

type EntryCells = Partial<Record<(typeof entryColumns)[number], string | undefined>>

function entryCells(entry: Entry, { cycle, print }: CardMade, knowledge: Knowledge): EntryCells {
  const { quantity } = entry
  const { measures, supports } = countsToward(entry, [cycle], knowledge)
  const unit = knowledge.units.find(({ id }) => id === quantity?.unit)
  return {
    id: entry.id,
    version: `${entry.version}`,
    marking: entry.marking,
    state: entry.state,
    kind: entry.kind,
    method: entry.method,
    scope: entry.scope,
    quantity_typed: quantity?.typed,
    low: quantity && printDecimal(quantity.low, quantity.dimension),
    high: quantity && printDecimal(quantity.high, quantity.dimension),
    unit: quantity && (shown[quantity.dimension].symbol ?? unit?.symbol ?? quantity.unit),
    substance: knowledge.substances.find(({ id }) => id === entry.substance)?.name ?? entry.substance,
    form: entry.form,
    what: entry.what,
    place: knowledge.places.find(({ id }) => id === entry.place)?.name ?? entry.placeText,
    first_day: entry.from,
    last_day: addDays(entry.until, -1),
    agencies: entry.agencies
      .map((agency) => knowledge.agencies.find(({ id }) => id === agency)?.name ?? agency)
      .join('; '),
    actor: entry.actor ?? 'not stated',
    grade: entry.grade,
    source: entry.source?.text,
    note: entry.note,
    benchmarks_by_hand: entry.benchmarks.join(' '),
    measures: measures.map(({ indicator }) => indicator).join(' '),
    supports: supports.map(({ benchmark }) => benchmark).join(' '),
    recorded_by: entry.recordedBy,
    recorded_at: entry.recordedAt,
    restatement: entry.restatement,
    message: entry.evidence?.permalink,
    phrase: entryPhrase(entry, knowledge),
    fingerprint: print,
  }
}
