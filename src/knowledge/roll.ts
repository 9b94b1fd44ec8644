import { isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap } from 'yaml'

/** What `rollCycle` is told: the text of the cycle's file to carry over, and the two cycles' names (`FY2010`, `FY2027`). */
export interface Roll {
  text: string
  from: string
  to: string
}

/**
 * The text of a new cycle's file: statements, clauses and targets carried over, every period moved by the years between the
 * two cycles, `continues:` set, baselines empty, deadlines left out, and a comment at whatever a person must fill in.
 * Every basis becomes our reading, for no source of the new cycle has said it yet.
 */
export function rollCycle({ text, from, to }: Roll): string {
  const years = yearOf(to) - yearOf(from)
  const document = parseDocument(text)
  const cycle: unknown = document.contents
  if (!isMap(cycle)) throw new Error(`the file of ${from} is not a map`)
  const carried = `our reading (carried over from ${from}; no source of ${to} is held)`
  cycle.set('cycle', to)
  cycle.set('unconfirmed', `Carried over from ${from}; no source of ${to} is held yet.`)
  cycle.set('basis', carried)
  movePeriods(cycle, 'measures', years)
  movePeriods(cycle, 'against', years)
  fill(cycle, 'title', `FILL IN the title; it was that of ${from}`)
  fill(cycle, 'cite', `FILL IN the source of ${to}, once data/sources describes it`)
  cycle.delete('deadlines')
  cycle.delete('notes')
  cycle.delete('extract')
  const benchmarks = cycle.get('benchmarks', true)
  for (const benchmark of isSeq(benchmarks) ? benchmarks.items : []) {
    if (isMap(benchmark)) rollBenchmark(benchmark, { from, years, carried })
  }
  document.commentBefore = ` ${to}, carried over from ${from}. Every comment "FILL IN" names something a person must look up in the new
 cycle's own source. Then take "unconfirmed" out, and run "attache validate".
 FILL IN deadlines: add a "deadlines:" list like that of ${from}; their dates do not carry over.`
  return document.toString({ lineWidth: 120 })
}

function rollBenchmark(
  benchmark: YAMLMap,
  { from, years, carried }: { from: string; years: number; carried: string },
): void {
  benchmark.set('continues', `${from}/${benchmark.get('id')}`)
  benchmark.set('continuesBasis', carried)
  benchmark.delete('horizon')
  fill(benchmark, 'statement', 'FILL IN what the new source asks; keep, tighten or drop')
  fill(benchmark, 'cite', 'FILL IN the paragraph of the new source')
  const indicators = benchmark.get('indicators', true)
  for (const indicator of isSeq(indicators) ? indicators.items : []) {
    if (!isMap(indicator)) continue
    indicator.set('basis', carried)
    movePeriods(indicator, 'period', years)
    indicator.set('baselines', [])
    const target = indicator.get('target', true)
    if (isMap(target)) {
      for (const field of ['of', 'rateOf']) movePeriods(target, field, years)
      fill(indicator, 'target', 'FILL IN the new figure, or confirm this one')
      if (target.has('of') || target.has('rateOf'))
        fill(
          indicator,
          'baselines',
          `FILL IN the value of ${target.get('of') ?? target.get('rateOf')}, with its source`,
        )
    }
  }
}

function yearOf(cycle: string): number {
  return Number(cycle.slice(-4))
}

/** Moves `FY2009` or a list of such by whole years. */
function movePeriods(map: YAMLMap, field: string, years: number): void {
  const node = map.get(field, true)
  for (const scalar of isSeq(node) ? node.items : [node]) {
    if (isScalar(scalar) && typeof scalar.value === 'string') {
      scalar.value = scalar.value.replace(/\d{4}$/, (year) => String(Number(year) + years))
    }
  }
}

/** Leaves a comment above a field, where the eye falls before the value. */
function fill(map: YAMLMap, field: string, comment: string): void {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === field)
  if (!pair) return
  const key = pair.key instanceof Scalar ? pair.key : new Scalar(field)
  key.commentBefore = ` ${comment}`
  pair.key = key
}
