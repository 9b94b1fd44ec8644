import { describe, expect, test } from 'vitest'
import { countsToward } from '../../src/domain/counts-toward.ts'
import { cycles, entry, lexicon } from './peru.ts'

const toward = (told: Parameters<typeof entry>[0]) => countsToward(entry(told), cycles, lexicon)

/** One line an outcome: `measures X`, `supports X`, `misses X: why`. */
function outcome(told: Parameters<typeof entry>[0]): string[] {
  const { measures, supports, nearMisses, outside, unknown } = toward(told)
  return [
    ...(outside ? ['outside'] : []),
    ...measures.map(({ indicator, series }) => `measures ${indicator} (${series.key})`),
    ...supports.map(({ benchmark, byHand }) => `supports ${benchmark}${byHand ? ' by hand' : ''}`),
    ...nearMisses.map(({ id, failed }) => `misses ${id}: ${failed}`),
    ...unknown.map((id) => `unknown ${id}`),
  ]
}

const cocaine = { kind: 'seizure', substance: 'cocaine', qty: '250 kg' } as const
const eradication = { kind: 'eradication', substance: 'coca', qty: '40 ha' } as const
const estimate = { kind: 'estimate', substance: 'coca', qty: '56000 ha' } as const

describe('what an entry counts toward', () => {
  test.each<[string, Parameters<typeof entry>[0], string[]]>([
    [
      '250 kg cocaine at Callao',
      { ...cocaine, place: 'callao' },
      [
        'supports PE-IL-4',
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-3b: Callao is a port, not a coca production zone',
      ],
    ],
    [
      'the same in the VRAE',
      { ...cocaine, place: 'vrae' },
      [
        'measures PE-IL-3b (cocaine, mass)',
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-4: the VRAE is neither Callao nor Paita',
      ],
    ],
    [
      'cocaine at a place nobody has classed',
      { ...cocaine, place: 'huanuco' },
      [
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-3b: not known whether Huánuco is a coca production zone',
        'misses PE-IL-4: Huánuco is neither Callao nor Paita',
      ],
    ],
    [
      'cocaine at a place the lexicon does not have',
      { ...cocaine, placeText: 'Kiteni' },
      [
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-3b: not known whether Kiteni is a coca production zone',
        'misses PE-IL-4: Kiteni is neither Callao nor Paita',
      ],
    ],
    [
      'cocaine, no place',
      cocaine,
      [
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-3b: place not stated',
        'misses PE-IL-4: place not stated',
      ],
    ],
    [
      'a plain seizure at Lima airport',
      { ...cocaine, place: 'lima-airport' },
      [
        'misses PE-CC-2: cocaine is not a precursor',
        'misses PE-IL-3a: cocaine is neither leaf nor precursor',
        'misses PE-IL-3b: Lima airport is an airport, not a coca production zone',
        'misses PE-IL-4: method not stated, not canine',
      ],
    ],
    [
      'a canine inspection at Lima airport',
      { kind: 'inspection', method: 'canine', place: 'lima-airport' },
      ['supports PE-IL-4'],
    ],
    [
      'leaf in the VRAE is no illicit drug',
      { kind: 'seizure', substance: 'coca-leaf', qty: '900 kg', place: 'vrae' },
      [
        'measures PE-IL-3a (coca-leaf, mass)',
        'misses PE-CC-2: coca leaf is not a precursor',
        'misses PE-IL-3b: coca leaf is neither drug nor precursor',
        'misses PE-IL-4: the VRAE is neither Callao nor Paita',
      ],
    ],
    [
      'a precursor in the VRAE counts twice, and supports',
      { kind: 'seizure', substance: 'acetone', qty: '300 L', place: 'vrae' },
      [
        'measures PE-IL-3a (acetone, volume)',
        'measures PE-IL-3b (acetone, volume)',
        'supports PE-CC-2',
        'misses PE-IL-4: the VRAE is neither Callao nor Paita',
      ],
    ],
    [
      'an interdiction operation',
      { kind: 'operation', method: 'interdiction', qty: '1 operations', place: 'monzon' },
      ['measures PE-IL-3a (operation, piece, operation)', 'misses PE-IL-4: interdiction, not canine'],
    ],
    ['forced eradication', { ...eradication, method: 'forced' }, ['measures PE-DP-1b (coca, area)']],
    [
      'voluntary eradication',
      { ...eradication, method: 'voluntary' },
      ['misses PE-DP-1b: voluntary, not forced'],
    ],
    ['eradication, method not stated', eradication, ['misses PE-DP-1b: method not stated, not forced']],
    [
      'eradication of something else',
      { ...eradication, substance: 'cannabis-plant', method: 'forced' },
      ['misses PE-DP-1b: cannabis plant is not coca'],
    ],
    ['an estimate of coca', estimate, ['measures PE-DP-1a (coca, area)']],
    ['poppy located', { kind: 'poppy located', qty: '3 ha' }, ['measures PE-DP-2 (opium-poppy, area)']],
    [
      'poppy eradicated',
      { kind: 'poppy eradicated', qty: '900 plants' },
      ['measures PE-DP-2 (opium-poppy, piece, plant)'],
    ],
    ['poppy eradicated, no quantity', { kind: 'poppy eradicated' }, ['misses PE-DP-2: no quantity']],
    [
      'police graduated',
      { kind: 'police', method: 'graduated', qty: '120 people' },
      [
        'measures PE-IL-1 (count)',
        'misses PE-IL-2: graduated, none of budget, deployed or unit stood up',
        'misses PE-SU-1: graduated, not deployed',
      ],
    ],
    [
      'police deployed with American money',
      { kind: 'police', method: 'deployed', actor: 'US mission' },
      [
        'supports PE-SU-1',
        'misses PE-IL-1: deployed, not graduated',
        'misses PE-IL-2: done by the US mission, not the host government',
      ],
    ],
    [
      'police deployed by nobody named',
      { kind: 'police', method: 'deployed' },
      ['supports PE-SU-1', 'misses PE-IL-1: deployed, not graduated', 'misses PE-IL-2: actor not stated'],
    ],
    [
      'a registry step',
      { kind: 'precursor control', method: 'registry' },
      ['supports PE-CC-1', 'supports PE-CC-2'],
    ],
    ['assets', { kind: 'asset', method: 'seized' }, ['supports PE-ML-2']],
    ['a law', { kind: 'milestone', method: 'law' }, ['misses PE-SU-2: law, not negotiation']],
    ['an arrest', { kind: 'arrest', qty: '2 people' }, []],
  ])('%s', (_name, told, expected) => {
    expect(outcome(told)).toEqual(expected)
  })

  test.each<[string, Parameters<typeof entry>[0], string[]]>([
    [
      'in CY2009, after FY2009',
      { ...cocaine, place: 'vrae', on: '2009-11-03' },
      [
        'misses PE-IL-3b: on 3 Nov 2009, after FY2009',
        'misses PE-IL-4: the VRAE is neither Callao nor Paita',
      ],
    ],
    [
      'in FY2009, before CY2009',
      { ...eradication, method: 'forced', on: '2008-10-01' },
      ['misses PE-DP-1b: on 1 Oct 2008, before CY2009'],
    ],
    [
      'over the end of FY2009',
      { ...cocaine, place: 'vrae', from: '2009-09-28', until: '2009-10-04' },
      [
        'misses PE-IL-3b: 28 Sep 2009 to 3 Oct 2009, not wholly inside FY2009',
        'misses PE-IL-4: the VRAE is neither Callao nor Paita',
      ],
    ],
    [
      'the last day of CY2009',
      { ...eradication, method: 'forced', on: '2009-12-31' },
      ['measures PE-DP-1b (coca, area)'],
    ],
    ['the day after', { ...eradication, method: 'forced', on: '2010-01-01' }, ['outside']],
    ['between the cycles', { ...eradication, method: 'forced', on: '2007-05-01' }, ['outside']],
    [
      'the mission’s year: 8,000 ha forced and 3,000 ha voluntary are two objectives',
      { ...eradication, method: 'voluntary', on: '2005-06-01' },
      ['measures PE-M-9 (coca, area)', 'misses PE-M-1: voluntary, not forced'],
    ],
    [
      'the mission’s year: the two 400s',
      { kind: 'police', method: 'enrolled', qty: '400 people', on: '2005-06-01' },
      [
        'measures PE-M-4 (count)',
        'misses PE-M-2: enrolled, not unit stood up',
        'misses PE-M-3: enrolled, not graduated',
        'misses PE-M-5: enrolled, neither deployed nor unit stood up',
        'misses PE-M-6: enrolled, not unit stood up',
      ],
    ],
    ['another country', { ...cocaine, country: 'BO', place: 'vrae' }, ['outside']],
  ])('%s', (_name, told, expected) => {
    const near = /PE-IL-3a|PE-CC-2/
    expect(outcome(told).filter((line) => !near.test(line))).toEqual(expected)
  })

  test.each<[string, Parameters<typeof entry>[0], string]>([
    [
      'forced eradication',
      { ...eradication, method: 'forced', scope: 'total' },
      'misses PE-DP-1b: a total, not an event',
    ],
    [
      'a seizure in a zone',
      { ...cocaine, place: 'vrae', scope: 'total' },
      'misses PE-IL-3b: a total, not an event',
    ],
    [
      'a seizure at a port still is evidence',
      { ...cocaine, place: 'callao', scope: 'total' },
      'supports PE-IL-4',
    ],
    [
      'a stock is no flow: its span does not matter',
      { ...estimate, scope: 'total' },
      'measures PE-DP-1a (coca, area)',
    ],
  ])('a total of %s', (_name, told, expected) => {
    expect(outcome({ ...told, from: '2009-01-01', until: '2009-09-01' })).toContain(expected)
  })
})

describe('bm adds support by hand', () => {
  test.each<[given: string, on: string, expected: string]>([
    ['PE-CC-1', '2009-04-06', 'supports PE-CC-1 by hand'],
    ['pe-cc-1', '2009-04-06', 'supports PE-CC-1 by hand'],
    ['FY2010/PE-CC-1', '2009-04-06', 'supports PE-CC-1 by hand'],
    ['2010/PE-CC-1', '2009-04-06', 'supports PE-CC-1 by hand'],
    ['2005/PE-M-1', '2005-04-06', 'supports PE-M-1 by hand'],
    ['2005/PE-M-1', '2009-04-06', 'misses PE-M-1: on 6 Apr 2009, after CY2005'],
    ['PE-IL-3b', '2009-04-06', 'supports PE-IL-3 by hand'],
    ['PE-CC-1', '2012-04-06', 'misses PE-CC-1: on 6 Apr 2012, after FY2009 or CY2009'],
    ['2005/PE-CC-1', '2009-04-06', 'unknown 2005/PE-CC-1'],
    ['PE-XX-9', '2009-04-06', 'unknown PE-XX-9'],
  ])('%s on %s', (given, on, expected) => {
    expect(outcome({ kind: 'arrest', on, benchmarks: [given] }).filter((line) => line !== 'outside')).toEqual(
      [expected],
    )
  })

  test('never overrides a clause, and is not said twice', () => {
    expect(outcome({ ...cocaine, place: 'callao', benchmarks: ['PE-IL-3', 'PE-IL-4'] })).toEqual([
      'supports PE-IL-4',
      'supports PE-IL-3 by hand',
      'misses PE-CC-2: cocaine is not a precursor',
      'misses PE-IL-3a: cocaine is neither leaf nor precursor',
      'misses PE-IL-3b: Callao is a port, not a coca production zone',
    ])
  })

  test('takes the place of a near miss of the same benchmark', () => {
    const { nearMisses } = toward({ ...cocaine, place: 'vrae', benchmarks: ['PE-IL-4'] })
    expect(nearMisses.map(({ id }) => id)).toEqual(['PE-CC-2', 'PE-IL-3a'])
  })
})

test('substance, form and dimension keep series apart; mass is pooled over its units', () => {
  const key = (told: Parameters<typeof entry>[0]) =>
    toward({ kind: 'seizure', place: 'vrae', ...told }).measures.at(-1)?.series.key
  expect(key({ substance: 'cocaine', qty: '1 kg' })).toBe('cocaine, mass')
  expect(key({ substance: 'cocaine', form: 'base', qty: '1 kg' })).toBe('cocaine base, mass')
  expect(key({ substance: 'acetone', qty: '1 kg' })).toBe('acetone, mass')
  expect(key({ substance: 'acetone', qty: '1 L' })).toBe('acetone, volume')
})
