import type { Benchmark, Cycle } from './benchmark.ts'
import { type Resolved, resolveEntry } from './clause.ts'
import { supportOf } from './counts-toward.ts'
import { addDays, type IsoDate } from './date.ts'
import { type Actor, counts, type Entry, type EvidenceGrade, evidenceGrades } from './entry.ts'
import type { Finding } from './finding.ts'
import type { Lexicon } from './lexicon.ts'
import type { Marking } from './marking.ts'
import { eventsOf, type Pair } from './same-event.ts'

/** Somebody's word that nothing happened under a benchmark in these days (half-open): not the same as nothing logged. */
export interface NilReturn {
  benchmark: string
  from: IsoDate
  until: IsoDate
  marking: Marking
}

/** Those given of a benchmark, or of one of its indicators. */
export function nilsUnder(
  { id, indicators }: { id: string; indicators: readonly { id: string }[] },
  nils: readonly NilReturn[],
): NilReturn[] {
  return nils.filter((nil) => nil.benchmark === id || indicators.some((one) => one.id === nil.benchmark))
}

/** What a roll-up is made from. `entries` are the versions current at the end of `asOf`, in any order and state. */
export interface RollUpInput {
  cycle: Cycle
  /** All cycles held: a short id given by hand may name a benchmark of another one. */
  cycles: readonly Cycle[]
  entries: readonly Entry[]
  lexicon: Lexicon
  asOf: IsoDate
  nilReturns?: readonly NilReturn[]
  /** Baselines, assessments and adoptions current at the end of `asOf`, in any state; an entry adopted is among `entries`. */
  findings?: readonly Finding[]
  /** What was last said of each pair of entries that may be one event. */
  pairs?: readonly Pair[]
  /** Names of the periods it touches that are locked. */
  locked?: readonly string[]
  /** The changes to them that wait for a second person. */
  waiting?: readonly { id: string; marking: Marking }[]
}

/** The same, its entries narrowed to those that may count, in the order of their ids, each looked up in the lexicon. */
export interface RollUp extends Omit<RollUpInput, 'entries' | 'nilReturns' | 'pairs' | 'findings'> {
  /** One an event, net of merges: the claim that speaks for it. */
  resolved: Resolved<Entry>[]
  /** By the id of the claim that speaks for it, the other claims of an event. */
  claims: ReadonlyMap<string, Resolved<Entry>[]>
  nilReturns: readonly NilReturn[]
  /** Those of this cycle that count, in the order of their ids. */
  findings: readonly Finding[]
}

const byNumber = new Intl.Collator('en', { numeric: true })

/** Leaves out other countries' entries, void and returned ones, and those whose days are not over by the end of `asOf`. */
export function makeRollUp({
  entries,
  nilReturns = [],
  pairs = [],
  findings = [],
  ...rest
}: RollUpInput): RollUp {
  const { cycle, asOf, lexicon } = rest
  const tomorrow = addDays(asOf, 1)
  const counting = entries.filter(
    (entry) => entry.country === cycle.country && counts(entry) && entry.until <= tomorrow,
  )
  const events = eventsOf(counting, pairs).sort((a, b) => byNumber.compare(a.entry.id, b.entry.id))
  const resolve = (entry: Entry) => resolveEntry(entry, lexicon)
  const merged = events.filter(({ others }) => others.length > 0)
  return {
    ...rest,
    resolved: events.map(({ entry }) => resolve(entry)),
    claims: new Map(merged.map(({ entry, others }) => [entry.id, others.map(resolve)])),
    nilReturns,
    findings: findings
      .filter((one) => one.cycle === cycle.cycle && one.country === cycle.country && counts(one))
      .sort((a, b) => byNumber.compare(a.id, b.id)),
  }
}

/** The further claims of the events that entries speak for: a gross is of them too. */
export function claimsBehind(entries: readonly Entry[], { claims }: Pick<RollUp, 'claims'>): Entry[] {
  return entries.flatMap(({ id }) => (claims.get(id) ?? []).map(({ entry }) => entry))
}

export interface Support {
  entry: Entry
  /** Named with `bm`, where no clause of the benchmark holds. */
  byHand: boolean
}

/** The entries that are evidence for a benchmark and add nothing. */
export function supportsOf(benchmark: Benchmark, { cycle, cycles, resolved }: RollUp): Support[] {
  return resolved.flatMap((candidate) => {
    const support = supportOf(candidate, { cycle, benchmark }, cycles)
    return support ? [{ entry: candidate.entry, byHand: support === 'by hand' }] : []
  })
}

/** What a figure rests on: its entries by evidence grade and by who acted, and how many of them nobody has reviewed. */
export interface Evidence {
  grades: Record<EvidenceGrade, number>
  actors: Partial<Record<Actor | 'not stated', number>>
  unreviewed: number
}

/** What is known of a record as evidence. */
export type Graded = Pick<Entry, 'grade' | 'state' | 'actor'>

export function evidenceOf(entries: readonly Graded[]): Evidence {
  const grades = { A: 0, B: 0, C: 0, D: 0 }
  const actors: Evidence['actors'] = {}
  for (const { grade, actor = 'not stated' } of entries) {
    grades[grade] += 1
    actors[actor] = (actors[actor] ?? 0) + 1
  }
  return { grades, actors, unreviewed: entries.filter(({ state }) => state === 'submitted').length }
}

/** True when there is evidence, and none of it better than press (C) or word of mouth (D). */
export function isWeak({ grades }: Evidence): boolean {
  return grades.A + grades.B === 0 && evidenceGrades.some((grade) => grades[grade] > 0)
}

export type Confidence = 'high' | 'medium' | 'low' | 'none'

/** The rule of each, as it is printed. A figure and the value it is compared with are looked at apart. */
export const confidenceRules: Readonly<Record<Confidence, string>> = {
  high: 'official records and statements alone, all reviewed',
  medium: 'some of it press or word of mouth, or not yet reviewed',
  low: 'nothing better than press or word of mouth behind it, or behind the value it is compared with',
  none: 'nothing stands behind it',
}

/** How far a figure can be leaned on, by `confidenceRules`; `compared` is behind the baselines it is held against. */
export function confidenceOf(evidence: Evidence, compared: Evidence = evidenceOf([])): Confidence {
  if (evidenceGrades.every((grade) => evidence.grades[grade] === 0)) return 'none'
  if (isWeak(evidence) || isWeak(compared)) return 'low'
  const isFirm = ({ grades, unreviewed }: Evidence) => grades.C + grades.D === 0 && unreviewed === 0
  return isFirm(evidence) && isFirm(compared) ? 'high' : 'medium'
}
