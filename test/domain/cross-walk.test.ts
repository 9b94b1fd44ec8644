import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  articleTies,
  crossWalk,
  type Side,
  sides,
  type Tie,
  tiesOfCycle,
} from '../../src/domain/cross-walk.ts'
import { fy2010 } from './peru.ts'

const tie = (ends: Tie['ends'], basis = 'as cabled'): Tie => ({ ends, basis })

test.each<[ref: string, articles: string[]]>([
  ['3.1(a)', ['3']],
  ['12-14', ['12', '13', '14']],
  ['14.2-14.3', ['14']],
  ['3-8; 9', ['3', '4', '5', '6', '7', '8', '9']],
  ['nothing', []],
])('%s is of articles %j', (ref, articles) => {
  expect(articleTies(ref, tie({ category: '1' })).map(({ ends }) => ends.article)).toEqual(articles)
})

describe('a walk', () => {
  const things: Record<Side, string[]> = {
    heading: ['h'],
    area: ['a', 'b'],
    category: ['1'],
    article: ['3', '4'],
    benchmark: ['X-1', 'X-2'],
  }
  const ties = [
    tie({ area: 'a', article: '3' }, 'own'),
    tie({ benchmark: 'X-1', area: 'a' }, 'first'),
    tie({ benchmark: 'X-1', article: '3' }, 'second'),
    tie({ benchmark: 'X-2', article: '4' }, 'third'),
  ]

  test('goes by a tie of its own, and through each benchmark that both are tied to', () => {
    const [a, b] = crossWalk({ from: 'area', to: 'article' }, things, ties)
    expect(a?.to).toMatchObject([
      {
        id: '3',
        ways: [
          { ties: [{ basis: 'own' }] },
          { through: 'X-1', ties: [{ basis: 'first' }, { basis: 'second' }] },
        ],
      },
    ])
    expect(b?.to).toEqual([])
  })

  test('leads back the way it came, whichever sides and ties', () => {
    const id = (side: Side) => fc.constantFrom(...things[side])
    const pair = fc.uniqueArray(fc.constantFrom(...sides), { minLength: 2, maxLength: 2 })
    const anyTie = pair.chain(([one = 'area', other = 'article']) =>
      fc.tuple(id(one), id(other)).map(([a, b]) => tie({ [one]: a, [other]: b })),
    )
    fc.assert(
      fc.property(fc.array(anyTie, { maxLength: 12 }), pair, (some, [from = 'area', to = 'article']) => {
        const pairs = (one: Side, other: Side) =>
          crossWalk({ from: one, to: other }, things, some).flatMap((walk) =>
            walk.to.map(({ id, ways }) => ({ [one]: walk.from, [other]: id, ways: ways.length })),
          )
        const sorted = (list: object[]) =>
          list.map((one) => JSON.stringify(Object.entries(one).sort())).sort()
        expect(sorted(pairs(from, to))).toEqual(sorted(pairs(to, from)))
      }),
      { seed: 1988, numRuns: 200 },
    )
  })
})

test('every link of the benchmarks held says what it rests on', () => {
  for (const { basis } of tiesOfCycle(fy2010, () => 'as cabled'))
    expect(basis).toMatch(/^(?:as cabled|our reading \(.+\))$/s)
})
