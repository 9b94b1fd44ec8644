import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycleSchema } from '../../src/domain/benchmark.ts'
import type { IsoDate } from '../../src/domain/date.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { kindRules } from '../../src/domain/kinds.ts'
import { makeReportCard } from '../../src/domain/report-card.ts'
import { cycles, entry, fy2010, lexicon, mission2005 } from './peru.ts'

const card = (entries: Entry[], asOf: IsoDate = '2009-06-30', cycle = fy2010) => {
  return makeReportCard({ cycle, cycles, entries, lexicon, asOf })
}
const benchmarkOn = (id: string, ...given: Parameters<typeof card>) => {
  return card(...given)
    .parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
    .find((benchmark) => benchmark.id === id)
}

const seizure = (told: Parameters<typeof entry>[0]) => entry({ substance: 'cocaine', qty: '250 kg', ...told })

describe('the card', () => {
  test('goes by the cycle’s headings, in the cable’s order', () => {
    expect(
      card([]).parts[0]?.headings.map(({ heading, benchmarks }) => [heading, benchmarks.map(({ id }) => id)]),
    ).toEqual([
      ['drug-production', ['PE-DP-1', 'PE-DP-2']],
      ['chemical-control', ['PE-CC-1', 'PE-CC-2']],
      ['money-laundering', ['PE-ML-1', 'PE-ML-2', 'PE-ML-3']],
      ['interdiction', ['PE-IL-1', 'PE-IL-2', 'PE-IL-3', 'PE-IL-4']],
      ['development', ['PE-DI-1', 'PE-DI-2']],
      ['demand-reduction', ['PE-DR-1']],
      ['summary', ['PE-SU-1', 'PE-SU-2']],
    ])
  })

  test('keeps the actors apart', () => {
    expect(card([]).parts.map(({ actor }) => actor)).toEqual(['host government'])
    expect(card([], '2006-01-01', mission2005).parts.map(({ actor }) => actor)).toEqual(['US mission'])
  })

  test('counts verdicts, and says of each that cannot be assessed what is missing', () => {
    const { parts, missing } = card([])
    expect(parts[0]?.verdicts).toEqual({ 'not assessable': 18 })
    expect(missing).toContainEqual({ id: 'PE-IL-3b', why: 'FY2008 value missing; nothing logged' })
    expect(missing).toContainEqual({ id: 'PE-IL-4', why: 'no assessment recorded' })
    expect(missing).toHaveLength(18)
  })

  test('names the entries that support, and which by hand', () => {
    const entries = [
      seizure({ id: 'L-1', place: 'callao' }),
      seizure({ id: 'L-2', place: 'vrae', benchmarks: ['PE-IL-4'] }),
    ]
    expect(benchmarkOn('PE-IL-4', entries)?.supports).toEqual([
      { entry: 'L-1', byHand: false },
      { entry: 'L-2', byHand: true },
    ])
  })

  test('prints conditions only beside an adverse status', () => {
    const cite = { source: 'a test' }
    const baselines = [{ period: 'CY2008', quantity: '10000 ha', substance: 'coca', cite }]
    const cycle = {
      ...fy2010,
      benchmarks: fy2010.benchmarks.map((benchmark) => ({
        ...benchmark,
        indicators: benchmark.indicators.map((one) => (one.id === 'PE-DP-1b' ? { ...one, baselines } : one)),
      })),
    }
    const eradicated = (qty: string) => [
      entry({ kind: 'eradication', method: 'forced', substance: 'coca', qty, on: '2009-01-10' }),
    ]
    const conditions = (qty: string) =>
      benchmarkOn('PE-DP-1', eradicated(qty), '2009-06-30', cycle)?.conditions
    expect(conditions('9000 ha')).toEqual([])
    expect(conditions('10 ha')).toMatchObject([{ text: expect.stringContaining('US assistance') }])
  })

  test.each<[asOf: IsoDate, closed: string | undefined]>([
    ['2009-09-30', undefined],
    ['2009-12-31', undefined],
    ['2010-01-01', 'closed after 31 Dec 2009'],
  ])('at the end of %s: %s', (asOf, closed) => {
    expect(card([], asOf).closed).toBe(closed)
  })

  test('carries the highest marking of what it is built from, and of nothing else', () => {
    expect(card([]).marking).toBe('U')
    expect(card([seizure({ place: 'vrae', marking: 'SBU' })]).marking).toBe('SBU')
    // Told of: "1 void".
    expect(card([seizure({ place: 'vrae', marking: 'SBU', state: 'void' })]).marking).toBe('SBU')
    expect(card([entry({ kind: 'arrest', marking: 'SBU' })]).marking).toBe('U')
    expect(card([], '2006-01-01', mission2005).marking).toBe('SBU')
  })

  test('counts each entry once, however often it is used, and those nobody has reviewed', () => {
    const entries = [
      entry({ id: 'L-1', substance: 'acetone', qty: '5 L', place: 'vrae', state: 'submitted', grade: 'B' }),
      seizure({ id: 'L-2', place: 'callao' }),
      entry({ id: 'L-3', kind: 'arrest' }),
    ]
    const { entries: used, evidence } = card(entries)
    expect(used).toEqual(['L-1', 'L-2'])
    expect(evidence).toMatchObject({ grades: { A: 1, B: 1, C: 0, D: 0 }, unreviewed: 1 })
  })

  test('the same bytes, whatever the order of the entries', () => {
    const told = fc.record({
      kind: fc.constantFrom(
        'seizure',
        'eradication',
        'estimate',
        'poppy located',
        'poppy eradicated',
        'police',
      ),
      method: fc.constantFrom('forced', 'graduated', 'canine'),
      substance: fc.constantFrom('cocaine', 'coca', 'acetone'),
      scope: fc.constantFrom('event', 'total'),
      place: fc.constantFrom('vrae', 'callao'),
      on: fc.constantFrom('2008-11-01', '2009-04-06', '2009-05-01'),
      qty: fc.constantFrom('1 kg', '2-3 kg', '>= 4 ha', '6 people'),
      grade: fc.constantFrom('A', 'B', 'C', 'D'),
      state: fc.constantFrom('submitted', 'accepted', 'void'),
    } as const)
    const shuffled = fc
      .array(told, { maxLength: 20 })
      .map((lines) => lines.map((line) => entry(line)))
      .chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      )
    fc.assert(
      fc.property(shuffled, ([entries, others]) => {
        expect(JSON.stringify(card(others))).toBe(JSON.stringify(card(entries)))
      }),
      { seed: 1988, numRuns: 100 },
    )
  })
})

describe('the cycles’ files', () => {
  test('fourteen benchmarks and two expectations; twelve objectives of the mission', () => {
    expect(fy2010.benchmarks.filter(({ heading }) => heading !== 'summary')).toHaveLength(14)
    expect(fy2010.benchmarks.filter(({ heading }) => heading === 'summary')).toHaveLength(2)
    expect(mission2005.benchmarks.map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, index) => `PE-M-${index + 1}`),
    )
  })

  test('hold no baseline that nobody has sourced', () => {
    const indicators = cycles.flatMap(({ benchmarks }) =>
      benchmarks.flatMap((benchmark) => benchmark.indicators),
    )
    expect(indicators.flatMap(({ baselines }) => baselines)).toEqual([])
  })

  test('ask only for methods that one of their kinds has', () => {
    for (const { id, supports, indicators } of cycles.flatMap(({ benchmarks }) => benchmarks)) {
      for (const clauses of [
        ...supports,
        ...indicators.flatMap(({ counts, over }) => [...counts, ...over]),
      ]) {
        const known = clauses.kind.flatMap((kind) => kindRules[kind].methods.map((method) => method.id))
        expect([id, ...(clauses.method ?? []).filter((method) => !known.includes(method))]).toEqual([id])
      }
    }
  })

  test('a predecessor is one that is held', () => {
    const held = mission2005.benchmarks.map(({ id }) => `2005/${id}`)
    const named = fy2010.benchmarks.map(({ continues }) => continues).filter((key) => key !== undefined)
    expect(named.filter((key) => !held.includes(key))).toEqual([])
    expect(named).toHaveLength(5)
  })

  test.each<[what: string, change: Record<string, unknown>, message: RegExp]>([
    ['a period the cycle does not measure', { period: 'FY2011' }, /must be one of the periods/],
    ['a rubric that adds', { measure: 'rubric' }, /is judged, not added/],
    ['a sum of nothing', { counts: [] }, /needs "counts"/],
    ['a ratio of one side', { measure: 'ratio' }, /needs "over"/],
    ['all of a sum', { target: { all: true } }, /only a ratio/],
    [
      'a rate of a year that is not measured against',
      { target: { rateOf: 'CY2007' } },
      /none of the periods/,
    ],
    [
      'a baseline of another year',
      { baselines: [{ period: 'CY2007', quantity: '1 ha', cite: 'a test' }] },
      /not the period/,
    ],
  ])('refuse %s', (_what, change, message) => {
    const [first, ...rest] = fy2010.benchmarks
    const indicators = first?.indicators.map((one) => (one.id === 'PE-DP-1b' ? { ...one, ...change } : one))
    const plain = JSON.parse(
      JSON.stringify({ ...fy2010, benchmarks: [{ ...first, indicators }, ...rest] }),
      (key, value) => {
        return key === 'cite' && typeof value === 'object' ? 'a test' : value
      },
    )
    const issues = cycleSchema.safeParse(plain).error?.issues ?? []
    expect(issues.map((issue) => issue.message).join()).toMatch(message)
  })
})
