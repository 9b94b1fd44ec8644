import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cycle, Indicator } from '../../src/domain/benchmark.ts'
import { countsToward } from '../../src/domain/counts-toward.ts'
import type { IsoDate } from '../../src/domain/date.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { type IndicatorProgress, measureProgress } from '../../src/domain/progress.ts'
import { makeRollUp, type NilReturn } from '../../src/domain/roll-up.ts'
import { cycles, entry, fy2010, lexicon, mission2005 } from './peru.ts'

interface Given {
  cycle?: Cycle
  asOf?: IsoDate
  entries?: Entry[]
  nilReturns?: NilReturn[]
  indicator?: Partial<Indicator>
}

/** The indicator of that id, some of its fields replaced, at the end of a day (half of CY2009 by default is long over). */
function progress(id: string, given: Given = {}): IndicatorProgress {
  const { cycle = fy2010, asOf = '2010-06-30', entries = [], nilReturns = [], indicator = {} } = given
  for (const benchmark of cycle.benchmarks) {
    const found = benchmark.indicators.find((candidate) => candidate.id === id)
    if (!found) continue
    const rollUp = makeRollUp({ cycle, cycles, entries, lexicon, asOf, nilReturns })
    return measureProgress({ ...found, ...indicator }, benchmark, rollUp)
  }
  throw new Error(`no indicator ${id}`)
}

const said = ({ status, why }: IndicatorProgress) => `${status}: ${why}`
const cite = { source: 'a test' }
const kg = 1_000_000
const ha = 10_000

const inVrae = (told: Parameters<typeof entry>[0]) => entry({ substance: 'cocaine', place: 'vrae', ...told })
const eradicated = (told: Parameters<typeof entry>[0]) => {
  return entry({ kind: 'eradication', method: 'forced', substance: 'coca', ...told })
}

describe('without a baseline', () => {
  test('a seizure in a zone is logged, and not assessable', () => {
    const line = progress('PE-IL-3b', { asOf: '2009-04-06', entries: [inVrae({ qty: '250 kg' })] })
    expect(said(line)).toBe('not assessable: FY2008 value missing')
    expect(line.data).toEqual({ actual: 'logged', target: 'baseline not recorded' })
    expect(line.series).toMatchObject([
      { series: { key: 'cocaine, mass' }, actual: { low: 250 * kg, high: 250 * kg } },
    ])
  })

  test.each<[id: string, cycle: Cycle, expected: string, target: string]>([
    ['PE-IL-3b', fy2010, 'not assessable: FY2008 value missing; nothing logged', 'baseline not recorded'],
    ['PE-DP-1b', fy2010, 'not assessable: CY2008 value missing; nothing logged', 'baseline not recorded'],
    [
      'PE-IL-3a',
      fy2010,
      'not assessable: no target figure in the source; nothing logged',
      'no target figure in the source',
    ],
    [
      'PE-DP-2',
      fy2010,
      'not assessable: nothing logged as poppy located; nothing logged as poppy eradicated',
      'stated',
    ],
    ['PE-CC-1', fy2010, 'not assessable: no assessment recorded', 'judged by a person'],
    ['PE-M-1', mission2005, 'not assessable: nothing logged', 'stated'],
    [
      'PE-M-8',
      mission2005,
      'not assessable: no target figure in the extract held; nothing logged',
      'not in the extract held',
    ],
    [
      'PE-M-9',
      mission2005,
      'not assessable: up to 3,000 ha bounds what was thought possible, and is no target; nothing logged',
      'no target',
    ],
  ])('%s and nothing logged', (id, cycle, expected, target) => {
    const line = progress(id, { cycle })
    expect(said(line)).toBe(expected)
    expect(line.data).toEqual({ actual: 'nothing logged', target })
  })
})

describe('the five answers about an actual differ', () => {
  const nilReturns = [
    { benchmark: 'PE-DP-2', from: '2009-05-01', until: '2009-06-01', marking: 'U' as const },
  ]
  const zero = entry({ kind: 'poppy located', qty: '0 ha' })
  test('nothing logged', () => expect(progress('PE-DP-2').data.actual).toBe('nothing logged'))
  test('nil return', () => {
    const line = progress('PE-DP-2', { nilReturns })
    expect(line.data.actual).toBe('nil return')
    expect(line.why).toContain('but a nil return')
  })
  test('zero', () => {
    const line = progress('PE-DP-1b', { entries: [eradicated({ qty: '0 ha' })] })
    expect(line.data.actual).toBe('zero')
  })
  test('none located, so nothing to eradicate', () => {
    expect(said(progress('PE-DP-2', { entries: [zero] }))).toBe('not applicable: poppy located: zero')
  })
})

describe('eradication as a rate of CY2008', () => {
  const baselines = [{ period: 'CY2008', quantity: '10000 ha', substance: 'coca', cite }]
  // 96 of 365 days are over at the end of 6 April; 10,000 ha × 96 ÷ 365 = 2,630.136986… ha = 26,301,370 m².
  test.each<[asOf: IsoDate, qty: string, expected: string]>([
    ['2009-04-06', '2631 ha', 'on track: at or above the CY2008 rate, pro-rated to 96 of 365 days of CY2009'],
    ['2009-04-06', '2630 ha', 'behind: below the CY2008 rate, pro-rated to 96 of 365 days of CY2009'],
    ['2009-12-31', '9999 ha', 'behind: below the CY2008 rate, pro-rated to 365 of 365 days of CY2009'],
    ['2010-01-01', '9999 ha', 'not met: CY2009 is over, the actual is below the target'],
    ['2010-01-01', '10000 ha', 'met: CY2009 is over, the actual is at or above the target'],
  ])('at the end of %s, %s: %s', (asOf, qty, expected) => {
    const entries = [eradicated({ qty, on: '2009-02-01' })]
    expect(said(progress('PE-DP-1b', { asOf, entries, indicator: { baselines } }))).toBe(expected)
  })

  test('what is expected is printed beside, rounded once', () => {
    const entries = [eradicated({ qty: '1 ha', on: '2009-02-01' })]
    const { series, elapsed, length } = progress('PE-DP-1b', {
      asOf: '2009-04-06',
      entries,
      indicator: { baselines },
    })
    expect({ elapsed, length }).toEqual({ elapsed: 96, length: 365 })
    expect(series[0]?.expected).toEqual({ low: 26_301_370, high: 26_301_370 })
    expect(series[0]?.target).toEqual({ low: 10_000 * ha, high: 10_000 * ha })
  })

  test('before the year it is not applicable', () => {
    expect(said(progress('PE-DP-1b', { asOf: '2008-12-31' }))).toBe(
      'not applicable: CY2009 begins on 1 Jan 2009',
    )
  })

  test('a total stands beside the events of its days, and adds nothing', () => {
    const entries = [
      eradicated({ id: 'L-1', qty: '100 ha', on: '2009-02-01' }),
      eradicated({ id: 'L-2', qty: '50 ha', on: '2009-11-01' }),
      eradicated({ id: 'L-3', qty: '7000 ha', scope: 'total', from: '2009-01-01', until: '2009-11-01' }),
    ]
    const [line] = progress('PE-DP-1b', { entries }).series
    expect(line?.actual).toEqual({ low: 150 * ha, high: 150 * ha })
    expect(line?.entries).toEqual(['L-1', 'L-2'])
    expect(line?.crossChecks).toEqual([
      {
        entry: 'L-3',
        from: '2009-01-01',
        until: '2009-11-01',
        total: { low: 7000 * ha, high: 7000 * ha },
        events: { low: 100 * ha, high: 100 * ha },
      },
    ])
  })
})

test('what only its method keeps out stands beside the sum', () => {
  const entries = [
    eradicated({ id: 'L-1', qty: '100 ha' }),
    eradicated({ id: 'L-2', qty: '30 ha', method: 'voluntary' }),
    entry({ id: 'L-3', kind: 'eradication', substance: 'coca', qty: '7 ha' }),
    eradicated({ id: 'L-4', qty: '9 ha', method: 'voluntary', on: '2008-12-31' }),
  ]
  const line = progress('PE-DP-1b', { entries })
  expect(line.entries).toEqual(['L-1'])
  expect(line.series[0]?.actual?.low).toBe(100 * ha)
  expect(line.series[0]?.notCounted).toEqual([
    { entry: 'L-2', failed: 'voluntary, not forced', amount: { low: 30 * ha, high: 30 * ha } },
    { entry: 'L-3', failed: 'method not stated, not forced', amount: { low: 7 * ha, high: 7 * ha } },
  ])
})

describe('seizures in coca production zones, a tenth over FY2008', () => {
  const cocaine = { period: 'FY2008', quantity: '1000 kg', substance: 'cocaine', cite }
  const acetone = { period: 'FY2008', quantity: '200 L', substance: 'acetone', cite }
  const seize = (qty: string, substance = 'cocaine', told = {}) => inVrae({ qty, substance, ...told })
  test.each<[name: string, asOf: IsoDate, entries: Entry[], expected: string]>([
    [
      'reached before the end',
      '2009-09-30',
      [seize('1100 kg')],
      'in progress: 365 of 365 days of FY2009 elapsed',
    ],
    [
      'exactly',
      '2009-10-01',
      [seize('600 kg'), seize('500 kg')],
      'met: FY2009 is over, the actual is at or above the target',
    ],
    [
      'a kilogram short',
      '2009-10-01',
      [seize('1099 kg')],
      'not met: FY2009 is over, the actual is below the target',
    ],
    [
      'a range over the target',
      '2009-10-01',
      [seize('1000-1200 kg')],
      'not assessable: the actual is a range or bound that lies on both sides of the target',
    ],
    [
      'a range wholly above',
      '2009-10-01',
      [seize('1100-1200 kg')],
      'met: FY2009 is over, the actual is at or above the target',
    ],
    [
      'a lower bound above',
      '2009-10-01',
      [seize('>= 1100 kg')],
      'met: FY2009 is over, the actual is at or above the target',
    ],
    [
      'a lower bound below',
      '2009-10-01',
      [seize('>= 1000 kg')],
      'not assessable: the actual is a range or bound that lies on both sides of the target',
    ],
    [
      'press only',
      '2009-10-01',
      [seize('5000 kg', 'cocaine', { grade: 'C' })],
      'not assessable: evidence C/D only',
    ],
    [
      'press beside an official record',
      '2009-10-01',
      [seize('1000 kg', 'cocaine', { grade: 'C' }), seize('100 kg')],
      'met: FY2009 is over, the actual is at or above the target',
    ],
  ])('%s', (_name, asOf, entries, expected) => {
    expect(said(progress('PE-IL-3b', { asOf, entries, indicator: { baselines: [cocaine] } }))).toBe(expected)
  })

  test('litres and kilograms, and substances, are never pooled', () => {
    const entries = [seize('900 kg'), seize('900 kg', 'acetone'), seize('900 L', 'acetone')]
    const { series } = progress('PE-IL-3b', { entries, indicator: { baselines: [cocaine] } })
    expect(series.map(({ series: { key }, status }) => `${key}: ${status}`)).toEqual([
      'acetone, mass: not assessable',
      'acetone, volume: not assessable',
      'cocaine, mass: not met',
    ])
  })

  test('met only if every series with a baseline is met', () => {
    const baselines = [cocaine, acetone]
    const both = progress('PE-IL-3b', {
      entries: [seize('1100 kg'), seize('220 L', 'acetone')],
      indicator: { baselines },
    })
    const one = progress('PE-IL-3b', {
      entries: [seize('1100 kg'), seize('219 L', 'acetone')],
      indicator: { baselines },
    })
    const none = progress('PE-IL-3b', { entries: [seize('1100 kg')], indicator: { baselines } })
    const other = progress('PE-IL-3b', {
      entries: [seize('1100 kg'), seize('1 kg', 'potassium-permanganate')],
      indicator: { baselines: [cocaine] },
    })
    expect([both.status, one.status, none.status, other.status]).toEqual([
      'met',
      'not met',
      'not assessable',
      'met',
    ])
    expect(said(none)).toBe('not assessable: acetone: nothing logged')
  })

  test('a range is carried, and stays open upwards once one bound is', () => {
    const closed = progress('PE-IL-3b', { entries: [seize('200-250 kg'), seize('10 kg')] }).series[0]?.actual
    const open = progress('PE-IL-3b', { entries: [seize('200-250 kg'), seize('>= 10 kg')] }).series[0]?.actual
    expect(closed).toEqual({ low: 210 * kg, high: 260 * kg })
    expect(open).toEqual({ low: 210 * kg })
  })

  test('1.10 times the baseline is exact', () => {
    const baselines = [{ ...cocaine, quantity: '12345 kg' }]
    const [line] = progress('PE-IL-3b', { entries: [], indicator: { baselines } }).series
    expect(line?.target?.low).toBe(13_579_500_000)
  })
})

describe('poppy eradicated, of poppy located', () => {
  const located = (qty: string) => entry({ kind: 'poppy located', qty })
  const cleared = (qty: string) => entry({ kind: 'poppy eradicated', qty })
  test.each<[name: string, entries: Entry[], expected: string]>([
    [
      'all',
      [located('3 ha'), cleared('1 ha'), cleared('2 ha')],
      'met: CY2009 is over, the actual is at or above the target',
    ],
    [
      'not all',
      [located('3 ha'), cleared('2 ha')],
      'not met: CY2009 is over, the actual is below the target',
    ],
    ['nothing located', [cleared('2 ha')], 'not assessable: nothing logged as poppy located'],
    ['none eradicated yet logged', [located('2 ha')], 'not assessable: nothing logged as poppy eradicated'],
    [
      'plants against hectares',
      [located('2 ha'), cleared('900 plants')],
      'not assessable: opium poppy: nothing logged as poppy eradicated',
    ],
  ])('%s', (_name, entries, expected) => {
    expect(said(progress('PE-DP-2', { entries }))).toBe(expected)
  })
})

describe('stocks and counts', () => {
  const estimate = (qty: string, on: IsoDate) => entry({ kind: 'estimate', substance: 'coca', qty, on })
  const cycle = mission2005
  test('of a stock the latest is taken, never the sum, whatever the order', () => {
    const entries = [estimate('14000 ha', '2005-11-01'), estimate('34000 ha', '2005-03-01')]
    const [line] = progress('PE-M-11', { cycle, entries, asOf: '2006-01-01' }).series
    expect(line?.actual).toEqual({ low: 14_000 * ha, high: 14_000 * ha })
  })

  test.each<[asOf: IsoDate, qty: string, expected: string]>([
    ['2005-12-31', '14000 ha', 'in progress: 365 of 365 days of CY2005 elapsed'],
    ['2006-01-01', '15000 ha', 'met: CY2005 is over, the actual is at or below the target'],
    ['2006-01-01', '15001 ha', 'in progress: above a level that is to be reached some day after CY2005'],
  ])('15,000 ha is a stock to come down to some day: %s, %s', (asOf, qty, expected) => {
    expect(said(progress('PE-M-11', { cycle, asOf, entries: [estimate(qty, '2005-06-01')] }))).toBe(expected)
  })

  test('the two 400s are two counts', () => {
    const entries = [
      entry({ kind: 'police', method: 'graduated', qty: '400 people', on: '2005-06-01' }),
      entry({ kind: 'police', method: 'enrolled', qty: '399 people', on: '2005-06-01' }),
    ]
    expect(progress('PE-M-3', { cycle, entries }).status).toBe('met')
    expect(progress('PE-M-4', { cycle, entries }).status).toBe('not met')
  })

  test('an entry that states no pieces counts one', () => {
    const entries = [
      entry({ kind: 'demand reduction', method: 'campaign' }),
      entry({ kind: 'demand reduction', method: 'campaign' }),
    ]
    expect(progress('PE-DR-1', { entries }).series[0]?.actual).toEqual({ low: 2, high: 2 })
  })
})

describe('which entries are rolled up', () => {
  test.each<[name: string, told: Parameters<typeof entry>[0], counted: boolean]>([
    ['submitted', { state: 'submitted' }, true],
    ['accepted', { state: 'accepted' }, true],
    ['returned', { state: 'returned' }, false],
    ['void', { state: 'void' }, false],
    ['of another country', { country: 'BO' }, false],
    ['on the day itself', { on: '2009-06-30' }, true],
    ['after the day', { on: '2009-07-01' }, false],
  ])('%s', (_name, told, counted) => {
    const line = progress('PE-IL-3b', { asOf: '2009-06-30', entries: [inVrae({ qty: '1 kg', ...told })] })
    expect(line.entries.length).toBe(counted ? 1 : 0)
  })

  test('evidence is a mix, with who acted and how many nobody has reviewed', () => {
    const entries = [
      inVrae({ qty: '1 kg', grade: 'A', actor: 'host government' }),
      inVrae({ qty: '1 kg', grade: 'D', state: 'submitted' }),
    ]
    expect(progress('PE-IL-3b', { entries }).evidence).toEqual({
      grades: { A: 1, B: 0, C: 0, D: 1 },
      actors: { 'host government': 1, 'not stated': 1 },
      unreviewed: 1,
    })
  })
})

const someEntries = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'seizure',
      'eradication',
      'poppy located',
      'poppy eradicated',
      'estimate',
      'police',
      'operation',
      'demand reduction',
    ),
    method: fc.constantFrom(
      'forced',
      'voluntary',
      'graduated',
      'enrolled',
      'interdiction',
      'canine',
      'campaign',
    ),
    scope: fc.constantFrom('event', 'event', 'event', 'total'),
    substance: fc.constantFrom('cocaine', 'coca', 'coca-leaf', 'acetone'),
    place: fc.constantFrom('vrae', 'callao', 'huanuco'),
    on: fc.constantFrom('2005-05-05', '2008-10-01', '2009-04-06', '2009-11-03', '2010-02-01'),
    qty: fc.constantFrom('1 kg', '2-3 kg', '>= 4 ha', '5 L', '6 people'),
    state: fc.constantFrom('submitted', 'accepted', 'void', 'returned'),
    grade: fc.constantFrom('A', 'C'),
  } as const),
  { maxLength: 25 },
)

test('what a line says it measures is what progress adds, net of voids and returns', () => {
  fc.assert(
    fc.property(someEntries, (told) => {
      const entries = told.map((one) => entry(one))
      for (const cycle of cycles) {
        for (const indicator of cycle.benchmarks.flatMap(({ indicators }) => indicators)) {
          if (indicator.measure === 'rubric' || indicator.measure === 'milestone') continue
          const claimed = entries
            .filter(({ state }) => state === 'submitted' || state === 'accepted')
            .filter((one) =>
              countsToward(one, cycles, lexicon).measures.some(
                (measure) => measure.cycle === cycle.cycle && measure.indicator === indicator.id,
              ),
            )
          expect(progress(indicator.id, { cycle, entries }).entries).toEqual(claimed.map(({ id }) => id))
        }
      }
    }),
    { seed: 1988, numRuns: 60 },
  )
})
