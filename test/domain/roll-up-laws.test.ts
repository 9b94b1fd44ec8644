import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cycle, Indicator } from '../../src/domain/benchmark.ts'
import { addDays, type IsoDate } from '../../src/domain/date.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Finding, Found } from '../../src/domain/finding.ts'
import { elapsedDays, parsePeriod } from '../../src/domain/period.ts'
import type { SeriesProgress } from '../../src/domain/progress.ts'
import { makeReportCard } from '../../src/domain/report-card.ts'
import { type Pair, pairOf } from '../../src/domain/same-event.ts'
import { cycles, entry, fy2010, lexicon } from './peru.ts'

const settings = { seed: 1988, numRuns: 60 }

interface Given {
  entries?: readonly Entry[]
  findings?: readonly Finding[]
  pairs?: readonly Pair[]
  asOf?: IsoDate
  cycle?: Cycle
}

const card = ({ entries = [], findings = [], pairs = [], asOf = '2010-02-01', cycle = fy2010 }: Given) =>
  makeReportCard({ cycle, cycles, entries, findings, pairs, lexicon, asOf })

const indicators = (given: Given) =>
  card(given).parts.flatMap(({ headings }) =>
    headings.flatMap(({ benchmarks }) => benchmarks.flatMap((one) => one.indicators)),
  )
const indicatorOf = (id: string, given: Given) => {
  const found = indicators(given).find((one) => one.id === id)
  if (!found) throw new Error(`no indicator ${id}`)
  return found
}
const seriesOf = (given: Given): SeriesProgress[] => indicators(given).flatMap(({ series }) => series)

const day = fc.integer({ min: 0, max: 480 }).map((days) => addDays('2008-09-20', days))
const told = fc.record({
  kind: fc.constantFrom('seizure', 'eradication', 'poppy located', 'poppy eradicated', 'estimate', 'police'),
  method: fc.constantFrom('forced', 'voluntary', 'graduated'),
  scope: fc.constantFrom('event', 'event', 'event', 'total'),
  substance: fc.constantFrom('cocaine', 'coca', 'coca-leaf', 'acetone'),
  place: fc.constantFrom('vrae', 'callao', 'huanuco'),
  on: day,
  qty: fc.constantFrom('1 kg', '2-3 kg', '>= 4 ha', '5 L', '6 people', '900 ha'),
  state: fc.constantFrom('submitted', 'accepted', 'void', 'returned'),
  grade: fc.constantFrom('A', 'B', 'C'),
} as const)
const someEntries = fc.array(told, { maxLength: 25 }).map((all) => all.map((one) => entry(one)))

let number = 0
function finding(about: string, found: Found, told: Partial<Finding> = {}): Finding {
  number += 1
  return {
    id: `F-${number}`,
    version: 1,
    country: 'PE',
    cycle: 'FY2010',
    about,
    found,
    source: { kind: 'cable', text: '09 LIMA 1' },
    grade: 'A',
    reason: 'a test',
    marking: 'U',
    state: 'accepted',
    typed: '',
    channel: 'C1',
    recordedBy: 'U1',
    recordedAt: '2009-04-06T14:00:00.000Z',
    changedBy: 'U1',
    changedAt: '2009-04-06T14:00:00.000Z',
    ...told,
  }
}
const kg = 1_000_000
const ha = 10_000
const cocaine = (kilograms: number): Found => ({
  of: 'baseline',
  period: 'FY2008',
  scope: 'coca production zones',
  substance: 'cocaine',
  quantity: { dimension: 'mass', low: kilograms * kg, high: kilograms * kg, unit: 'kilogram', typed: '' },
})
const coca = (hectares: number): Found => ({
  of: 'baseline',
  period: 'CY2008',
  scope: 'the whole country',
  substance: 'coca',
  quantity: { dimension: 'area', low: hectares * ha, high: hectares * ha, unit: 'hectare', typed: '' },
})
const inVrae = (qty: string, more = {}) => entry({ substance: 'cocaine', place: 'vrae', qty, ...more })
const forced = (qty: string, more = {}) =>
  entry({ kind: 'eradication', method: 'forced', substance: 'coca', qty, ...more })

describe('laws of the roll-up', () => {
  test('the order of entries and findings does not matter', () => {
    const findings = [finding('PE-IL-3b', cocaine(3)), finding('PE-DP-1b', coca(7))]
    fc.assert(
      fc.property(
        someEntries.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([one, other]) => {
          const same = JSON.stringify(card({ entries: one, findings }))
          expect(JSON.stringify(card({ entries: other, findings: findings.toReversed() }))).toBe(same)
        },
      ),
      settings,
    )
  })

  test('one quantity logged in two parts adds up to the same, status and all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 4999 }),
        day,
        (whole, part, on) => {
          const cut = 1 + (part % (whole - 1))
          const figures = (entries: Entry[]) =>
            seriesOf({ entries, findings: [finding('PE-IL-3b', cocaine(1000), { id: 'F-1' })] }).map(
              ({ series, actual, target, status, why, beside }) => [
                series.key,
                actual,
                target,
                status,
                why,
                beside,
              ],
            )
          const split = [inVrae(`${cut} kg`, { on }), inVrae(`${whole - cut} kg`, { on })]
          expect(figures(split)).toEqual(figures([inVrae(`${whole} kg`, { on })]))
        },
      ),
      settings,
    )
  })

  test('merging and taking it back leaves the card as it was', () => {
    fc.assert(
      fc.property(
        someEntries.filter((all) => all.length > 1),
        (entries) => {
          const [one, other] = entries
          const pair = (state: Pair['state']): Pair => ({
            ...pairOf(one?.id ?? '', other?.id ?? ''),
            version: 2,
            state,
            changedBy: 'U1',
            changedAt: '2009-05-01T00:00:00.000Z',
          })
          const plain = JSON.stringify(card({ entries }))
          expect(JSON.stringify(card({ entries, pairs: [pair('unmerged')] }))).toBe(plain)
          expect(JSON.stringify(card({ entries, pairs: [pair('both')] }))).toBe(plain)
        },
      ),
      settings,
    )
  })

  test('a merged event counts once, and its gross is all of its claims', () => {
    const [one, other] = [inVrae('250 kg'), inVrae('240 kg', { grade: 'C' })]
    const pair: Pair = {
      ...pairOf(one.id, other.id),
      version: 1,
      state: 'merged',
      changedBy: 'U1',
      changedAt: '2009-05-01T00:00:00.000Z',
    }
    const [line] = indicatorOf('PE-IL-3b', { entries: [one, other], pairs: [pair] }).series
    expect(line?.actual?.low).toBe(250 * kg)
    expect(line?.gross).toEqual({ amount: { low: 490 * kg, high: 490 * kg }, claims: 2 })
  })

  test('low is never above high, and no figure is below zero', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const findings = [finding('PE-IL-3b', cocaine(3)), finding('PE-DP-1b', coca(7))]
        for (const line of seriesOf({ entries, findings }))
          for (const amount of [line.actual, line.target, line.expected, line.gross?.amount])
            if (amount) {
              expect(amount.low).toBeGreaterThanOrEqual(0)
              expect(amount.high ?? Number.MAX_SAFE_INTEGER).toBeGreaterThanOrEqual(amount.low)
            }
      }),
      settings,
    )
  })

  test('what is expected of a rate is its target × days elapsed ÷ days of the year, rounded half to even', () => {
    const year = parsePeriod('CY2009')
    if (!year) throw new Error('no year')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 0, max: 364 }), (hectares, days) => {
        const asOf = addDays('2009-01-01', days)
        const { elapsed, length } = elapsedDays(year, asOf)
        expect([elapsed, length]).toEqual([days + 1, 365])
        const findings = [finding('PE-DP-1b', coca(hectares))]
        const [line] = indicatorOf('PE-DP-1b', { asOf, findings }).series
        const product = BigInt(hectares * ha) * BigInt(elapsed)
        const [whole, rest] = [product / 365n, product % 365n]
        expect(line?.expected?.low).toBe(Number(rest * 2n > 365n ? whole + 1n : whole))
        expect(line?.target?.low).toBe(hectares * ha)
      }),
      settings,
    )
  })

  test('no baseline, nor anything dated in its period, makes a status but by a finding', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), (all) => {
        const entries = all.map((one) => entry({ ...one, on: '2008-03-03', scope: 'total', qty: '10 kg' }))
        expect(indicatorOf('PE-IL-3b', { entries }).data.target).toBe('baseline not recorded')
        expect(indicatorOf('PE-DP-1b', { entries }).data.target).toBe('baseline not recorded')
      }),
      settings,
    )
  })
})

describe('baselines', () => {
  const said = (id: string, given: Given) => {
    const { status, why } = indicatorOf(id, given)
    return `${status}: ${why}`
  }
  test.each<[name: string, kilograms: number, base: number, expected: string]>([
    ['a tenth more', 1100, 1000, 'met: FY2009 is over, the actual is at or above the target'],
    ['a kilogram short', 1099, 1000, 'not met: FY2009 is over, the actual is below the target'],
    ['a base of zero', 5, 0, 'not assessable: the FY2008 value is zero, and 1.10 × zero sets no target'],
  ])('%s', (_name, kilograms, base, expected) => {
    const given = { entries: [inVrae(`${kilograms} kg`)], findings: [finding('PE-IL-3b', cocaine(base))] }
    expect(said('PE-IL-3b', given)).toBe(expected)
  })

  test('a rate of zero is reached by anything logged', () => {
    const given = { entries: [forced('1 ha')], findings: [finding('PE-DP-1b', coca(0))] }
    expect(said('PE-DP-1b', given)).toBe('met: CY2009 is over, the actual is at or above the target')
  })

  test('a target equal to the baseline is met by the baseline’s own figure', () => {
    const with1: Cycle = {
      ...fy2010,
      benchmarks: fy2010.benchmarks.map((benchmark) => ({
        ...benchmark,
        indicators: benchmark.indicators.map(
          (one): Indicator =>
            one.id === 'PE-IL-3b' ? { ...one, target: { times: '1', of: 'FY2008' } } : one,
        ),
      })),
    }
    const findings = [finding('PE-IL-3b', cocaine(1000))]
    const at = (qty: string) => said('PE-IL-3b', { cycle: with1, findings, entries: [inVrae(qty)] })
    expect(at('1000 kg')).toMatch(/^met/)
    expect(at('999 kg')).toMatch(/^not met/)
  })

  test('one of a whole class is compared with all of the class in its unit, and with nothing else', () => {
    const every = finding('PE-IL-3b', {
      ...cocaine(1000),
      substance: 'unnamed-drug',
    } as Found)
    const substances = [
      ...lexicon.substances,
      { id: 'unnamed-drug', name: 'drugs', class: 'drug', aliases: [], forms: {} },
      { id: 'heroin', name: 'heroin', class: 'drug', aliases: [], forms: {} },
    ] as const
    const entries = [
      inVrae('600 kg'),
      inVrae('500 kg', { substance: 'heroin' }),
      inVrae('900 kg', { substance: 'acetone' }),
      inVrae('900 L', { substance: 'acetone' }),
    ]
    const given = { cycle: fy2010, cycles, entries, findings: [every], asOf: '2010-02-01' }
    const line = makeReportCard({ ...given, lexicon: { ...lexicon, substances } })
      .parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
      .flatMap((one) => one.indicators)
      .find(({ id }) => id === 'PE-IL-3b')
    const pooled = line?.series.find(({ series }) => series.key === 'every drug, mass')
    expect(pooled?.actual?.low).toBe(1100 * kg)
    expect(line?.status).toBe('met')
    expect(line?.series.filter(({ target }) => target)).toHaveLength(1)
    expect(line?.entries).toHaveLength(4)
  })

  test('returned and void ones, and those of another cycle or country, set nothing', () => {
    for (const told of [
      { state: 'void' },
      { state: 'returned' },
      { cycle: '2005' },
      { country: 'BO' },
    ] as const)
      expect(
        indicatorOf('PE-IL-3b', { findings: [finding('PE-IL-3b', cocaine(10), told)] }).data.target,
      ).toBe('baseline not recorded')
  })

  test('one about a benchmark that has left the data folder is passed over', () => {
    expect(() => card({ findings: [finding('PE-XX-9', cocaine(10))] })).not.toThrow()
    expect(card({ findings: [finding('PE-XX-9', cocaine(10), { marking: 'SBU' })] }).marking).toBe('U')
  })

  test('the marking of one it rests on is the card’s', () => {
    expect(card({ findings: [finding('PE-IL-3b', cocaine(10), { marking: 'SBU' })] }).marking).toBe('SBU')
  })
})

describe('totals adopted', () => {
  const events = [forced('100 ha', { on: '2009-02-01' }), forced('50 ha', { on: '2009-11-20' })]
  const total = forced('7000 ha', { scope: 'total', from: '2009-01-01', until: '2009-11-01' })
  const adopted = finding('PE-DP-1b', { of: 'adoption', entry: total.id, as: 'actual', period: 'CY2009' })
  const actual = (given: Given) => indicatorOf('PE-DP-1b', given).series[0]

  test('stand for the events of their days; those of other days are added', () => {
    const line = actual({ entries: [...events, total], findings: [adopted] })
    expect(line?.actual).toEqual({ low: 7050 * ha, high: 7050 * ha })
    expect(line?.adopted).toMatchObject([
      { entry: total.id, instead: [events[0]?.id], events: { low: 100 * ha } },
    ])
    expect(line?.crossChecks).toEqual([])
  })

  test('void, they stand for nothing', () => {
    const line = actual({ entries: [...events, { ...total, state: 'void' }], findings: [adopted] })
    expect(line?.actual).toEqual({ low: 150 * ha, high: 150 * ha })
  })

  test('as a baseline only when they are of the whole period', () => {
    const year = forced('9000 ha', { scope: 'total', from: '2008-01-01', until: '2009-01-01' })
    const part = forced('9000 ha', { scope: 'total', from: '2008-01-01', until: '2008-11-01' })
    for (const [base, period] of [
      [year, 'CY2008'],
      [part, 'CY2008'],
    ] as const) {
      const found: Found = { of: 'adoption', entry: base.id, as: 'baseline', period }
      const line = actual({ entries: [...events, base], findings: [finding('PE-DP-1b', found)] })
      expect(line?.baseline?.amount.low).toBe(base === year ? 9000 * ha : undefined)
    }
  })
})

describe('assessments', () => {
  const assess = (level: 'none' | 'started' | 'partial' | 'met', told: Partial<Finding> = {}) =>
    finding('PE-CC-1', { of: 'assessment', level }, told)
  const dated: Cycle = {
    ...fy2010,
    benchmarks: fy2010.benchmarks.map((benchmark) => ({
      ...benchmark,
      indicators: benchmark.indicators.map(
        (one): Indicator => (one.id === 'PE-CC-1' ? { ...one, due: '2009-06-30' } : one),
      ),
    })),
  }
  test.each<[cycle: Cycle, asOf: IsoDate, level: 'none' | 'started' | 'partial' | 'met', expected: RegExp]>([
    [fy2010, '2009-04-06', 'partial', /^in progress: assessed partial, 188 of 365 days of FY2009 elapsed$/],
    [fy2010, '2009-04-06', 'met', /^met: assessed met$/],
    [fy2010, '2009-10-01', 'partial', /^not met: FY2009 is over, assessed partial$/],
    [fy2010, '2009-10-01', 'met', /^met/],
    [dated, '2009-06-30', 'started', /^on track: due on 30 Jun 2009, assessed started$/],
    [dated, '2009-06-30', 'none', /^in progress: assessed none/],
    [dated, '2009-07-01', 'partial', /^behind: due on 30 Jun 2009, assessed partial$/],
    [dated, '2009-07-01', 'met', /^met/],
    [dated, '2009-10-01', 'partial', /^not met/],
  ])('%#: at the end of %s, %s', (cycle, asOf, level, expected) => {
    const { status, why } = indicatorOf('PE-CC-1', { cycle, asOf, findings: [assess(level)] })
    expect(`${status}: ${why}`).toMatch(expected)
  })

  test('of a benchmark that is measured stand beside, and decide nothing', () => {
    const whole = finding('PE-IL-3', { of: 'assessment', level: 'met' })
    const found = card({ findings: [whole] })
      .parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
      .find(({ id }) => id === 'PE-IL-3')
    expect(found?.assessments).toMatchObject([{ level: 'met', finding: whole.id }])
    expect(found?.indicators.map(({ status }) => status)).toEqual(['not assessable', 'not assessable'])
  })
})

describe('beside, trend and confidence', () => {
  test('fiscal and calendar year stand side by side, each entry in those that hold it', () => {
    const entries = [
      inVrae('1 kg', { on: '2008-10-01' }),
      inVrae('2 kg', { on: '2009-02-02' }),
      inVrae('4 kg', { on: '2009-12-31' }),
      inVrae('8 kg', { on: '2008-09-30' }),
    ]
    const [line] = indicatorOf('PE-IL-3b', { entries }).series
    expect(line?.actual?.low).toBe(3 * kg)
    expect(line?.beside).toEqual([{ period: 'CY2009', actual: { low: 6 * kg, high: 6 * kg } }])
  })

  test.each<[before: number, now: number, direction: string]>([
    [10, 20, 'rising'],
    [20, 10, 'falling'],
    [10, 10, 'level'],
  ])('%d kg, then %d kg: %s', (before, now, direction) => {
    const entries = [inVrae(`${before} kg`, { on: '2009-05-10' }), inVrae(`${now} kg`, { on: '2009-08-10' })]
    expect(indicatorOf('PE-IL-3b', { entries }).series[0]?.trend?.direction).toBe(direction)
  })

  test('no trend from nothing logged, nor in the first 180 days', () => {
    const entries = [inVrae('5 kg', { on: '2009-08-10' })]
    expect(indicatorOf('PE-IL-3b', { entries }).series[0]?.trend).toBeUndefined()
    const early = [inVrae('5 kg', { on: '2008-10-10' }), inVrae('6 kg', { on: '2009-02-10' })]
    expect(indicatorOf('PE-IL-3b', { entries: early, asOf: '2009-02-20' }).series[0]?.trend).toBeUndefined()
  })

  test.each<[told: Partial<Entry>[], confidence: string]>([
    [[], 'none'],
    [[{ grade: 'A' }, { grade: 'B' }], 'high'],
    [[{ grade: 'A' }, { grade: 'C' }], 'medium'],
    [[{ grade: 'A', state: 'submitted' }], 'medium'],
    [[{ grade: 'C' }, { grade: 'D' }], 'low'],
  ])('%#: confidence', (told, confidence) => {
    const entries = told.map((one) => inVrae('1 kg', one))
    expect(indicatorOf('PE-IL-3b', { entries }).confidence).toBe(confidence)
  })

  const weak = 'the FY2008 value rests on evidence C/D only'
  test.each<[told: Partial<Finding>, status: string, why: string, confidence: string]>([
    [{ grade: 'A' }, 'met', 'FY2009 is over, the actual is at or above the target', 'high'],
    [
      { grade: 'B', state: 'submitted' },
      'met',
      'FY2009 is over, the actual is at or above the target',
      'medium',
    ],
    [{ grade: 'C' }, 'not assessable', weak, 'low'],
    [{ grade: 'D' }, 'not assessable', weak, 'low'],
  ])('a baseline %j: %s: %s, confidence %s', (told, status, why, confidence) => {
    const given = { entries: [inVrae('50 kg')], findings: [finding('PE-IL-3b', cocaine(10), told)] }
    expect(indicatorOf('PE-IL-3b', { ...given, asOf: '2009-12-31' })).toMatchObject({
      status,
      why,
      confidence,
    })
  })

  const supporting = (told: Partial<Entry>) =>
    entry({ kind: 'precursor control', place: 'callao', qty: '1 operations', on: '2009-04-02', ...told })
  test.each<[judged: Partial<Finding>, told: Partial<Entry>[], status: string, confidence: string]>([
    [{ grade: 'A' }, [], 'met', 'high'],
    [{ grade: 'A', state: 'submitted' }, [], 'met', 'medium'],
    [{ grade: 'C' }, [], 'not assessable', 'low'],
    [{ grade: 'D' }, [{ grade: 'C' }], 'not assessable', 'low'],
    [{ grade: 'D' }, [{ grade: 'B' }], 'met', 'medium'],
  ])('an assessment %j with %j: %s, confidence %s', (judged, told, status, confidence) => {
    const findings = [finding('PE-CC-2', { of: 'assessment', level: 'met' }, judged)]
    const given = { entries: told.map(supporting), findings }
    expect(indicatorOf('PE-CC-2', given)).toMatchObject({ status, confidence })
  })

  test('a total adopted as the baseline is worth what its entry is', () => {
    const base = entry({
      ...{ kind: 'seizure', substance: 'cocaine', place: 'vrae', qty: '10 kg', scope: 'total', grade: 'C' },
      ...{ from: '2007-10-01', until: '2008-10-01' },
    })
    const found = { of: 'adoption', entry: base.id, as: 'baseline', period: 'FY2008' } as const
    const given = { entries: [inVrae('50 kg'), base], findings: [finding('PE-IL-3b', found)] }
    expect(indicatorOf('PE-IL-3b', given).why).toBe(weak)
  })
})
