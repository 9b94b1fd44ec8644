import { type Assessment, assessmentOf } from './assessment.ts'
import { type Benchmark, type Indicator, isJudged } from './benchmark.ts'
import { periodNamed } from './cycle.ts'
import { type IsoDate, printDate } from './date.ts'
import { type Entry, evidenceGrades } from './entry.ts'
import { isAbout } from './finding.ts'
import { type Adopted, type Baseline, type Group, gatherSeries, type Item } from './gather-series.ts'
import { type DataState, targetOf } from './goal.ts'
import { covers, elapsedDays, type Period } from './period.ts'
import {
  type Confidence,
  confidenceOf,
  type Evidence,
  evidenceOf,
  isWeak,
  type RollUp,
  supportsOf,
} from './roll-up.ts'
import { type Amount, addAmounts, type Series, scaleAmount } from './series.ts'
import { gravestVerdict, judge, judgeLevel, type Verdict } from './status.ts'
import { type Trend, trendOf } from './trend.ts'

/** A total beside the events of the same days and series: a cross-check, never added to them. */
interface CrossCheck {
  entry: string
  from: IsoDate
  until: IsoDate
  total: Amount
  /** Absent when no event of those days is logged. */
  events?: Amount
}

/** One line of figures. Amounts are in small units of the series' dimension; print them with `printAmount`. */
export interface SeriesProgress extends Verdict {
  series: Series
  /** The sum, the latest stock, the count, or a ratio's numerator. */
  actual?: Amount
  /** With every claim of merged events, where there are such; `actual` counts each event once. */
  gross?: { amount: Amount; claims: number }
  /** For the whole period; of a ratio, its denominator. */
  target?: Amount
  /** A rate before the period ends: the target × days elapsed ÷ days of the period, rounded once. */
  expected?: Amount
  baseline?: Baseline
  data: DataState
  /** Ids of the entries added, those of a ratio's denominator among them. */
  entries: string[]
  evidence: Evidence
  crossChecks: CrossCheck[]
  /** Totals that a person put in the place of the events of their days. */
  adopted: Adopted[]
  /** The sum of the same things in the cycle's other periods; absent `actual` where nothing is logged there. */
  beside: { period: string; actual?: Amount }[]
  trend?: Trend
  /** Entries that only their method keeps out, beside the sum: "voluntary, not forced", "method not stated, not forced". */
  notCounted: { entry: string; failed: string; amount: Amount }[]
}

export interface IndicatorProgress extends Verdict {
  id: string
  name: string
  basis: string
  measure: Indicator['measure']
  direction: Indicator['direction']
  period: Period
  /** Days of the period that have passed at the end of the day asked for, and its length. */
  elapsed: number
  length: number
  target?: Indicator['target']
  series: SeriesProgress[]
  data: DataState
  confidence: Confidence
  assessment?: Assessment
  /** Ids of the baselines, assessments and adoptions about it. */
  findings: string[]
  /** Ids of the entries that measure it; of a rubric or milestone, those that support its benchmark. */
  entries: string[]
  evidence: Evidence
}

/**
 * An indicator at the end of the day `asOf`, a pure function of its rule, the entries and the findings. By hand:
 * 1. Take the entries that count (submitted or accepted, their days over) and meet every clause of one alternative, merged claims
 *    once. Lay them out by series: substance, form and dimension; pieces and money by their unit too.
 * 2. The actual of a series: the sum of its events wholly inside the period, low and high apart; of a stock the latest; of a
 *    count pieces, or one an entry. A total adopted by a person stands for the events whose days it touches; others stand beside.
 * 3. The target: the figure stated; the baseline × its factor, rounded once, half to even; all of a ratio's denominator.
 * 4. A rate before its period ends is compared with target × days elapsed ÷ days of the period; all else with the target, once the
 *    period is over. 31 December belongs to its year, which is over on 1 January.
 * 5. Behind the actual, behind the baseline, and behind what a person judges, something better than press or word of mouth stands
 *    (evidence A or B), or it is not assessable.
 * 6. The indicator has the gravest verdict of its series that have a target. What people judge has the verdict of their level.
 */
export function measureProgress(
  indicator: Indicator,
  benchmark: Benchmark,
  rollUp: RollUp,
): IndicatorProgress {
  const { id, name, basis, measure, direction, target, due } = indicator
  const period = periodNamed(indicator.period)
  const days = elapsedDays(period, rollUp.asOf)
  const about = rollUp.findings.filter((finding) => isAbout(finding, indicator, benchmark.id))
  const assessment = assessmentOf(about)
  const common = {
    ...{ id, name, basis, measure, direction, period, ...days, ...(target && { target }) },
    ...(assessment && { assessment }),
    findings: about.map((finding) => finding.id),
  }
  const nil = rollUp.nilReturns.some(
    (nil) => [id, benchmark.id].includes(nil.benchmark) && covers(period, nil),
  )
  const rested = (entries: readonly Entry[]) => ({
    entries: entries.map((entry) => entry.id),
    evidence: evidenceOf(entries),
  })
  if (isJudged(indicator)) {
    const supporting = supportsOf(benchmark, rollUp).map(({ entry }) => entry)
    const ended = rollUp.asOf >= period.until
    const behind = evidenceOf([...supporting, ...about])
    const judged: Verdict = !assessment
      ? { status: 'not assessable', why: 'no assessment recorded' }
      : isWeak(behind)
        ? { status: 'not assessable', why: `assessed ${assessment.level}, on evidence C/D only` }
        : judgeLevel({
            level: assessment.level,
            period: { name: period.name, ...days, ended },
            due,
            asOf: rollUp.asOf,
          })
    return {
      ...common,
      ...notBegun(period, days.elapsed, judged),
      series: [],
      data: { actual: dataOf(supporting.length > 0, undefined, nil), target: 'judged by a person' },
      ...rested(supporting),
      confidence: confidenceOf(behind),
    }
  }
  const gathered = gatherSeries(indicator, rollUp)
  const series = gathered.map((group) => progressOfSeries(group, { indicator, rollUp, period, nil, ...days }))
  const bare = targetOf({ over: [] }, indicator, rollUp)
  const own = series.filter((_, index) => !isBesideOnly(gathered[index]))
  const compared = own.filter((line) => line.target !== undefined)
  const actual = foremost.find((state) => own.some(({ data }) => data.actual === state))
  const addedIds = new Set(
    gathered.flatMap(({ counts, over }) => [...counts, ...over]).map(({ entry }) => entry.id),
  )
  const added = rollUp.resolved.map(({ entry }) => entry).filter((entry) => addedIds.has(entry.id))
  return {
    ...common,
    ...notBegun(
      period,
      days.elapsed,
      verdictOf(own, compared) ?? {
        status: 'not assessable',
        why: [bare.why, noActual(indicator, nil)].join('; '),
      },
    ),
    series,
    data: {
      actual: actual ?? dataOf(false, undefined, nil),
      target: (compared[0] ?? own[0])?.data.target ?? bare.state,
    },
    ...rested(added),
    confidence: confidenceOf(evidenceOf(added), addEvidence(compared)),
  }
}

function addEvidence(series: readonly SeriesProgress[]): Evidence {
  const sum = evidenceOf([])
  for (const { baseline } of series) {
    for (const grade of evidenceGrades) sum.grades[grade] += baseline?.evidence?.grades[grade] ?? 0
    sum.unreviewed += baseline?.evidence?.unreviewed ?? 0
  }
  return sum
}

/** Nothing of it falls in the indicator's own period, nor is it compared there. */
function isBesideOnly(group: Group | undefined): boolean {
  if (!group || group.baseline || group.stated) return false
  const { counts, over, totals, notCounted } = group
  return [counts, over, totals, notCounted].every((items) => items.length === 0)
}

/** What is said of an indicator when its series differ. */
const foremost: readonly DataState['actual'][] = ['logged', 'zero', 'nil return', 'nothing logged']

/** Series without a target do not decide, unless there is none with one: met means every series with a baseline is met. */
function verdictOf(
  series: readonly SeriesProgress[],
  compared: readonly SeriesProgress[],
): Verdict | undefined {
  const gravest = gravestVerdict(compared.length > 0 ? compared : series)
  if (gravest === undefined) return undefined
  const { status, why } = gravest
  return { status, why: series.every((line) => line.why === why) ? why : `${gravest.series.name}: ${why}` }
}

interface Setting {
  indicator: Indicator
  rollUp: RollUp
  period: Period
  elapsed: number
  length: number
  nil: boolean
}

function progressOfSeries(group: Group, setting: Setting): SeriesProgress {
  const { indicator, rollUp, period, elapsed, length, nil } = setting
  const { series, baseline } = group
  const used = indicator.measure === 'latest' ? latestOf(group.counts) : group.counts
  const actual = used.length > 0 ? addAmounts(used.map(({ amount }) => amount)) : undefined
  const goal = targetOf(group, indicator, rollUp)
  const rated = indicator.target && 'rateOf' in indicator.target ? indicator.target.rateOf : undefined
  const ended = rollUp.asOf >= period.until
  const expected =
    rated && goal.amount && !ended ? scaleAmount(goal.amount, BigInt(elapsed), BigInt(length)) : undefined
  const evidence = evidenceOf([...used, ...group.over].map(({ entry }) => entry))
  const trend = trendOf(group.counts, indicator.measure, period, rollUp.asOf)
  return {
    ...verdict(),
    series,
    ...(actual && { actual }),
    ...(actual &&
      group.claims.length > 0 &&
      indicator.measure !== 'latest' && { gross: grossOf(used, group.claims) }),
    ...(goal.amount && { target: goal.amount }),
    ...(expected && { expected }),
    ...(baseline && { baseline }),
    data: { actual: dataOf(used.length > 0, actual, nil), target: goal.state },
    entries: [...group.counts, ...group.over].map(({ entry }) => entry.id),
    evidence,
    crossChecks: group.totals.map(({ item, side }) => crossCheck(item, group[side])),
    adopted: group.adopted,
    beside: [...group.beside].map(([name, items]) => ({
      period: name,
      ...(items.length > 0 && { actual: addAmounts(items.map(({ amount }) => amount)) }),
    })),
    ...(trend && { trend }),
    notCounted: group.notCounted.map(({ item: { entry, amount }, failed }) => ({
      entry: entry.id,
      failed,
      amount,
    })),
  }

  function verdict(): Verdict {
    if (indicator.measure === 'ratio' && goal.amount?.high === 0 && !actual?.low) {
      return { status: 'not applicable', why: `${indicator.over[0]?.kind[0]}: zero` }
    }
    const hasWeakBase =
      goal.state === 'baseline recorded' && !!baseline?.evidence && isWeak(baseline.evidence)
    const missing = [
      goal.why,
      actual ? undefined : noActual(indicator, nil),
      isWeak(evidence) ? 'evidence C/D only' : undefined,
      hasWeakBase ? `the ${baseline?.period} value rests on evidence C/D only` : undefined,
    ]
    if (actual === undefined || goal.amount === undefined || isWeak(evidence) || hasWeakBase) {
      return { status: 'not assessable', why: missing.filter((reason) => reason !== undefined).join('; ') }
    }
    return judge({
      direction: indicator.direction,
      period: { name: period.name, elapsed, length, ended },
      actual,
      target: goal.amount,
      rate: rated && expected ? { of: rated, expected } : undefined,
      endState: indicator.endState,
    })
  }
}

function grossOf(net: readonly Item[], further: readonly Item[]): SeriesProgress['gross'] & object {
  const all = [...net, ...further]
  return { amount: addAmounts(all.map(({ amount }) => amount)), claims: all.length }
}

function noActual({ measure, counts }: Indicator, nil: boolean): string {
  const what = measure === 'ratio' ? `nothing logged as ${counts[0]?.kind[0]}` : 'nothing logged'
  return nil ? `${what} but a nil return` : what
}

function dataOf(logged: boolean, actual: Amount | undefined, nil: boolean): DataState['actual'] {
  if (logged) return actual?.high === 0 ? 'zero' : 'logged'
  return nil ? 'nil return' : 'nothing logged'
}

function notBegun(period: Period, elapsed: number, verdict: Verdict): Verdict {
  if (elapsed > 0) return verdict
  return { status: 'not applicable', why: `${period.name} begins on ${printDate(period.from)}` }
}

/** The stock whose days end last; of two, the one recorded later, then the higher id. */
function latestOf(items: readonly Item[]): Item[] {
  const order = ({ entry }: Item) => `${entry.until} ${entry.recordedAt} ${entry.id.padStart(12)}`
  return [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(-1)
}

function crossCheck({ entry, amount }: Item, events: readonly Item[]): CrossCheck {
  const inside = events.filter(({ entry: event }) => entry.from <= event.from && event.until <= entry.until)
  const { id, from, until } = entry
  const sum = inside.length > 0 ? { events: addAmounts(inside.map((item) => item.amount)) } : {}
  return { entry: id, from, until, total: amount, ...sum }
}

/** A figure with what it is compared with, in small units, and its share in tenths of a per cent, rounded down. */
export interface Share {
  numerator: number
  denominator: number
  tenths: number
  of: 'expected' | 'target'
}

/**
 * Of what is expected by now, where a rate is pro-rated and nothing else is asked for, else of the target. Undefined without a
 * denominator above zero, or where one of the two is a range.
 */
export function shareOf(
  { actual, target, expected }: SeriesProgress,
  of: Share['of'] = expected ? 'expected' : 'target',
): Share | undefined {
  const goal = of === 'expected' ? expected : target
  if (!actual || !goal?.low || actual.low !== actual.high || goal.low !== goal.high) return undefined
  const tenths = Number((BigInt(actual.low) * 1000n) / BigInt(goal.low))
  return { numerator: actual.low, denominator: goal.low, tenths, of }
}
