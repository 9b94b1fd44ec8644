import { type Assessment, toAssessment } from './assessment.ts'
import type { Benchmark } from './benchmark.ts'
import type { Citation } from './citation.ts'
import { measuredPeriods } from './cycle.ts'
import { addDays, type IsoDate, printDate } from './date.ts'
import { type Actor, counts, type Entry } from './entry.ts'
import { highestMarking, type Marking } from './marking.ts'
import type { Period } from './period.ts'
import { type IndicatorProgress, measureProgress } from './progress.ts'
import {
  claimsBehind,
  type Evidence,
  evidenceOf,
  makeRollUp,
  nilsUnder,
  type RollUp,
  type RollUpInput,
  supportsOf,
} from './roll-up.ts'
import { isAdverse, type Status } from './status.ts'

/** A benchmark as a card shows it. */
export interface CardBenchmark {
  id: string
  statement: string
  actor: Actor
  marking: Marking
  cite: Citation
  indicators: IndicatorProgress[]
  /** Judgements of the benchmark as a whole where its indicators are measured: they stand beside, and decide nothing. */
  assessments: Assessment[]
  /** Entries that are evidence and add nothing; `byHand` where no clause holds and a person named the benchmark. */
  supports: { entry: string; byHand: boolean }[]
  /** The source's conditions, given only when an indicator is behind or not met. */
  conditions: { text: string; cite: Citation }[]
  open: string[]
}

type Verdicts = Partial<Record<Status, number>>

/** One actor's benchmarks under the cycle's headings; the actors are never added up together. */
export interface CardPart {
  actor: Actor
  verdicts: Verdicts
  headings: { heading: string; benchmarks: CardBenchmark[] }[]
}

/** A report card as a plain value: the same input gives the same value, whatever the order of the entries. */
export interface ReportCard {
  cycle: string
  country: string
  title: string
  cite: Citation
  /** The day at whose end it stands. */
  asOf: IsoDate
  /** The highest marking of all it is built from, entries among it. */
  marking: Marking
  measures: Period[]
  basis: string
  /** `closed after 31 Dec 2009`, once the last period measured is over. */
  closed?: string
  parts: CardPart[]
  /** Indicators that cannot be assessed, with what is missing. */
  missing: { id: string; why: string }[]
  /** Of every entry the card rests on, each counted once. */
  entries: string[]
  evidence: Evidence
  /** Ids of the baselines, assessments and adoptions it rests on, and of those that nobody has reviewed. */
  findings: string[]
  findingsUnreviewed: string[]
  /** Events told by several entries: the one that is counted, and the other claims. */
  merged?: { entry: string; claims: string[] }[]
  /** Periods locked, entries changed since by a restatement, and changes that wait. */
  locked?: readonly string[]
  restated?: { entry: string; restatement: string }[]
  waiting?: readonly string[]
  /** How many entries of its days an administrator has taken away. */
  removed?: number
  /** How many of its days were recorded, and do not count: void, or returned. */
  idle?: { void: number; returned: number }
}

/**
 * Rolls the entries up under a cycle's benchmarks. `entries` are the versions current at the end of `asOf`, above the ceiling
 * ones already taken out; void, returned and other countries' entries are passed over here.
 */
export function makeReportCard(input: RollUpInput): ReportCard {
  const rollUp = makeRollUp(input)
  const { cycle, asOf } = rollUp
  const benchmarks = cycle.benchmarks.map((benchmark) => ({
    heading: benchmark.heading,
    line: cardBenchmark(benchmark, rollUp),
  }))
  const lines = benchmarks.map(({ line }) => line)
  const indicators = lines.flatMap((line) => line.indicators)
  const used = new Set(lines.flatMap(entriesOf))
  const entries = rollUp.resolved.map(({ entry }) => entry).filter(({ id }) => used.has(id))
  const claims = claimsBehind(entries, rollUp)
  const found = new Set(lines.flatMap(findingsOf))
  const findings = rollUp.findings.filter(({ id }) => found.has(id))
  const nils = lines.flatMap((line) => nilsUnder(line, rollUp.nilReturns))
  const closed = closedNote(measuredPeriods(cycle), asOf)
  return {
    cycle: cycle.cycle,
    country: cycle.country,
    title: cycle.title,
    cite: cycle.cite,
    asOf,
    marking: highestMarking([
      ...[cycle, ...lines, ...entries, ...claims, ...findings, ...nils],
      ...[...(input.waiting ?? []), ...idleIn(input)],
    ]),
    measures: measuredPeriods(cycle),
    basis: cycle.basis,
    ...(closed && { closed }),
    parts: [...new Set(lines.map(({ actor }) => actor))].map((actor) => {
      const own = benchmarks.filter(({ line }) => line.actor === actor)
      return {
        actor,
        verdicts: countVerdicts(own.flatMap(({ line }) => line.indicators)),
        headings: cycle.headings
          .map((heading) => ({
            heading,
            benchmarks: own.filter((benchmark) => benchmark.heading === heading).map(({ line }) => line),
          }))
          .filter((heading) => heading.benchmarks.length > 0),
      }
    }),
    missing: indicators
      .filter(({ status }) => status === 'not assessable')
      .map(({ id, why }) => ({ id, why })),
    entries: entries.map(({ id }) => id),
    evidence: evidenceOf(entries),
    findings: findings.map(({ id }) => id),
    findingsUnreviewed: findings.filter(({ state }) => state === 'submitted').map(({ id }) => id),
    ...lifeOf(input, rollUp, entries),
  }
}

/** What became of the entries since they were recorded; what did not happen is left out. */
function lifeOf(
  input: RollUpInput,
  { cycle, claims }: RollUp,
  entries: readonly Entry[],
): Pick<ReportCard, 'merged' | 'locked' | 'restated' | 'waiting' | 'removed' | 'idle'> {
  const merged = entries.flatMap(({ id }) => {
    const others = claims.get(id)?.map(({ entry }) => entry.id) ?? []
    return others.length > 0 ? [{ entry: id, claims: others }] : []
  })
  const restated = entries.flatMap(({ id, restatement }) =>
    restatement === undefined ? [] : [{ entry: id, restatement }],
  )
  const { locked = [], waiting = [] } = input
  const removed = input.entries.filter(
    ({ country, purgedAt }) => country === cycle.country && purgedAt !== undefined,
  ).length
  const idle = idleIn(input)
  const voided = idle.filter(({ state }) => state === 'void').length
  return {
    ...(merged.length > 0 && { merged }),
    ...(locked.length > 0 && { locked }),
    ...(restated.length > 0 && { restated }),
    ...(waiting.length > 0 && { waiting: waiting.map(({ id }) => id) }),
    ...(removed > 0 && { removed }),
    ...(idle.length > 0 && { idle: { void: voided, returned: idle.length - voided } }),
  }
}

/** The entries of the cycle's days that do not count, those that a purge emptied left out. */
function idleIn({ entries, cycle }: RollUpInput): Entry[] {
  return entries.filter(
    (entry) => entry.country === cycle.country && entry.purgedAt === undefined && !counts(entry),
  )
}

/** One benchmark with its indicators and evidence, as it stands in the roll-up; `/benchmark` shows the same. */
export function cardBenchmark(benchmark: Benchmark, rollUp: RollUp): CardBenchmark {
  const { id, statement, actor, marking, cite, conditions, open } = benchmark
  const indicators = benchmark.indicators.map((indicator) => measureProgress(indicator, benchmark, rollUp))
  return {
    id,
    statement,
    actor,
    marking,
    cite,
    indicators,
    assessments: wholeAssessments(benchmark, indicators, rollUp),
    supports: supportsOf(benchmark, rollUp).map(({ entry, byHand }) => ({ entry: entry.id, byHand })),
    conditions: indicators.some(({ status }) => isAdverse(status)) ? conditions : [],
    open,
  }
}

function wholeAssessments(
  { id }: Benchmark,
  indicators: readonly IndicatorProgress[],
  { findings }: RollUp,
): Assessment[] {
  const taken = new Set(indicators.flatMap((indicator) => indicator.findings))
  return findings.flatMap((finding) => {
    if (finding.about !== id || finding.found.of !== 'assessment' || taken.has(finding.id)) return []
    return [toAssessment({ ...finding, level: finding.found.level })]
  })
}

/** Every benchmark of a card, whoever it is asked of. */
export function benchmarksOf({ parts }: Pick<ReportCard, 'parts'>): CardBenchmark[] {
  return parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
}

/** Every indicator of a card. */
export function indicatorsOf(card: Pick<ReportCard, 'parts'>): IndicatorProgress[] {
  return benchmarksOf(card).flatMap(({ indicators }) => indicators)
}

/** Ids of every finding a benchmark's lines rest on. */
export function findingsOf({ indicators, assessments }: CardBenchmark): string[] {
  return [...indicators.flatMap(({ findings }) => findings), ...assessments.map(({ finding }) => finding)]
}

/** `closed after 31 Dec 2009` from the day after the last period measured; before that, nothing. */
export function closedNote(measures: readonly Period[], asOf: IsoDate): string | undefined {
  const end = measures
    .map(({ until }) => until)
    .sort()
    .at(-1)
  return end !== undefined && asOf >= end ? `closed after ${printDate(addDays(end, -1))}` : undefined
}

/** Ids of every entry a benchmark's lines rest on or name, some more than once. */
export function entriesOf({ indicators, supports }: CardBenchmark): string[] {
  const beside = indicators.flatMap(({ series }) =>
    series.flatMap((line) => [...line.crossChecks, ...line.notCounted]),
  )
  const lines = indicators.flatMap(({ series }) => series)
  return [
    ...indicators.flatMap(({ entries }) => entries),
    ...lines.flatMap(({ adopted }) => adopted.flatMap(({ instead }) => instead)),
    ...lines.flatMap(({ baseline }) => baseline?.entry ?? []),
    ...[...supports, ...beside].map(({ entry }) => entry),
  ]
}

function countVerdicts(indicators: readonly IndicatorProgress[]): Verdicts {
  const verdicts: Verdicts = {}
  for (const { status } of indicators) verdicts[status] = (verdicts[status] ?? 0) + 1
  return verdicts
}
