import { describe, expect, test } from 'vitest'
import type { Benchmark, Cycle, Indicator } from '../../src/domain/benchmark.ts'
import { compareCycles, type Judgement } from '../../src/domain/cycle-changes.ts'
import { cycles, fy2010, lexicon, mission2005 } from './peru.ts'

const [anyBenchmark] = fy2010.benchmarks
const [anyIndicator] = anyBenchmark?.indicators ?? []
if (!anyBenchmark || !anyIndicator) throw new Error('the cycle holds a benchmark with an indicator')

const indicator = (change: Partial<Indicator>): Indicator => {
  const { target: _, ...bare } = anyIndicator
  return { ...bare, id: 'X-1', measure: 'sum', direction: 'higher', ...change }
}
const benchmark = (id: string, indicators: Indicator[], continues?: string): Benchmark => {
  const { continues: _, ...bare } = anyBenchmark
  return { ...bare, id, indicators, ...(continues !== undefined && { continues }) }
}
const cycle = (name: string, ...benchmarks: Benchmark[]): Cycle => ({ ...fy2010, cycle: name, benchmarks })

/** What is judged of X-1 when only its target and direction change. */
function judge(before: Partial<Indicator>, after: Partial<Indicator>): Judgement[] {
  const from = cycle('FY2001', benchmark('X-1', [indicator(before)]))
  const to = cycle('FY2002', benchmark('X-1', [indicator(after)], 'FY2001/X-1'))
  const [only] = compareCycles(from, to, [from, to], lexicon.units).continued
  return only?.judged.map(({ judgement }) => judgement) ?? ['dropped' as Judgement]
}

describe('a target', () => {
  const at = (text: string): Partial<Indicator> => ({ target: { at: text } })
  test.each<[before: Partial<Indicator>, after: Partial<Indicator>, judged: Judgement[]]>([
    [{}, {}, []],
    [at('400 people'), at('400 people'), []],
    [at('400 people'), at('500 people'), ['tightened']],
    [at('400 people'), at('300 people'), ['loosened']],
    [at('400 people'), at('400 plants'), ['target changed']],
    [at('400 people'), at('400 ha'), ['target changed']],
    [{ ...at('15,000 ha'), direction: 'lower' }, { ...at('14,000 ha'), direction: 'lower' }, ['tightened']],
    [{ ...at('15,000 ha'), direction: 'lower' }, { ...at('16,000 ha'), direction: 'lower' }, ['loosened']],
    [at('400 people'), {}, ['loosened']],
    [{}, { target: { all: true } }, ['tightened']],
    [{ target: { all: true } }, { target: { all: true } }, []],
    [{ target: { all: true } }, at('5 ha'), ['target changed']],
    [at('8,000 ha'), { target: { rateOf: 'CY2008' } }, ['target changed']],
    [{ target: { times: '1.10', of: 'FY2008' } }, { target: { times: '1.2', of: 'FY2009' } }, ['tightened']],
    [{ target: { times: '1.10', of: 'FY2008' } }, { target: { times: '1.1', of: 'FY2009' } }, []],
    [{ target: { times: '1.10', of: 'FY2008' } }, { target: { rateOf: 'FY2009' } }, ['loosened']],
  ])('%j, then %j: %j', (before, after, judged) => {
    expect(judge(before, after)).toEqual(judged)
  })
})

describe('the two cycles held', () => {
  const changes = compareCycles(mission2005, fy2010, cycles, lexicon.units)

  test('each benchmark goes on, is new or is dropped, and is told once', () => {
    const { continued, added, dropped } = changes
    expect([...continued.map(({ before }) => before), ...dropped].map(({ id }) => id).sort()).toEqual(
      mission2005.benchmarks.map(({ id }) => id).sort(),
    )
    expect([...continued.map(({ after }) => after), ...added].map(({ id }) => id).sort()).toEqual(
      fy2010.benchmarks.map(({ id }) => id).sort(),
    )
  })

  test('8,000 ha and the CY2008 rate are not held against one another', () => {
    const found = changes.continued.find(({ after }) => after.id === 'PE-DP-1')
    expect(found?.judged.map(({ judgement }) => judgement)).toEqual([
      'actor changed',
      'target changed',
      'measure added',
      'reworded',
    ])
  })
})

test('what goes on through a cycle in between goes on; a circle ends', () => {
  const first = cycle('FY2001', benchmark('A-1', [indicator({})]))
  const second = cycle('FY2002', benchmark('A-2', [indicator({})], 'FY2001/A-1'))
  const third = cycle('FY2003', benchmark('A-3', [indicator({})], 'FY2002/A-2'))
  const held = [first, second, third]
  expect(compareCycles(first, third, held, lexicon.units).continued).toHaveLength(1)
  const round = cycle('FY2002', benchmark('A-2', [indicator({})], 'FY2003/A-3'))
  expect(compareCycles(first, third, [first, round, third], lexicon.units)).toMatchObject({
    continued: [],
    added: [{ id: 'A-3' }],
    dropped: [{ id: 'A-1' }],
  })
})
