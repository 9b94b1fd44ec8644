import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { eventDifferences, eventsOf, mergedIds, type Pair, pairOf } from '../../src/domain/same-event.ts'
import { entry } from './peru.ts'

const police: Partial<Entry> & { qty: string } = {
  kind: 'seizure',
  substance: 'cocaine',
  qty: '250 kg',
  place: 'callao',
  placeText: 'Callao',
}
const told = (more: object) => entry({ ...police, on: '2009-04-03', ...more })

describe('whether two entries may tell of one event', () => {
  test.each([
    ['the same words', {}, []],
    ['three days later', { on: '2009-04-06' }, []],
    ['three days earlier', { on: '2009-03-31' }, []],
    ['four days later', { on: '2009-04-07' }, ['4 days apart']],
    ['10 % less', { qty: '225 kg' }, []],
    ['more than 10 % less', { qty: '224 kg' }, ['quantities more than 10 % apart']],
    ['more, within 10 % of the larger', { qty: '277 kg' }, []],
    ['more, beyond', { qty: '278 kg' }, ['quantities more than 10 % apart']],
    ['a range that holds it', { qty: '200-300 kg' }, []],
    ['a range that ends near it', { qty: '200-230 kg' }, []],
    ['a range that ends below it', { qty: '200-220 kg' }, ['quantities more than 10 % apart']],
    ['a bound near it', { qty: '>= 240 kg' }, []],
    ['a bound far below it', { qty: '>= 100 kg' }, ['quantities more than 10 % apart']],
    ['no quantity', { qty: undefined, quantity: undefined }, ['one states no quantity']],
    ['another form where one is stated', { form: 'paste' }, []],
    ['another place', { place: 'paita', placeText: 'Paita' }, ['Callao, and Paita']],
    ['no place', { place: undefined, placeText: undefined }, ['one states no place']],
    [
      'two reasons at once',
      { on: '2009-05-03', qty: '5 kg' },
      ['30 days apart', 'quantities more than 10 % apart'],
    ],
    ['another substance', { substance: 'heroin' }, ['two substances']],
    ['another kind', { kind: 'arrest' }, ['seizure, and arrest']],
    ['a total', { scope: 'total' }, ['totals and levels are never added up']],
    ['another country', { country: 'BO' }, ['two countries']],
  ])('%s', (_, more, phrases) => {
    const other = told(more)
    expect(eventDifferences(told({}), other).map(({ phrase }) => phrase)).toEqual(phrases)
    expect(eventDifferences(other, told({})).map(({ clause }) => clause)).toEqual(
      eventDifferences(told({}), other).map(({ clause }) => clause),
    )
  })

  it('keeps two forms, and two methods, apart where both are stated', () => {
    expect(eventDifferences(told({ form: 'paste' }), told({ form: 'base' }))[0]?.hard).toBe(true)
    expect(eventDifferences(told({ method: 'canine' }), told({ method: 'maritime' }))[0]?.hard).toBe(true)
  })

  it('compares a span by its nearest day', () => {
    const week = told({ from: '2009-03-23', until: '2009-03-31' })
    expect(eventDifferences(told({ on: '2009-04-02' }), week)).toEqual([])
    expect(eventDifferences(told({ on: '2009-04-03' }), week)).toMatchObject([{ phrase: '4 days apart' }])
  })
})

const said = (first: string, second: string, state: Pair['state'] = 'merged'): Pair => ({
  ...pairOf(first, second),
  version: 1,
  state,
  changedBy: 'ana',
  changedAt: '2009-04-06T14:00:00.000Z',
})

describe('entries as events', () => {
  const named = (id: string, more: object = {}) => ({ ...told(more), id })
  const idsOf = (events: ReturnType<typeof eventsOf>) =>
    events.map(({ entry, others }) => [entry.id, ...others.map(({ id }) => id)])

  test.each([
    ['the first of equals', [named('L-2'), named('L-10')], [said('L-2', 'L-10')], [['L-2', 'L-10']]],
    [
      'the best evidence',
      [named('L-1', { grade: 'C' }), named('L-2')],
      [said('L-1', 'L-2')],
      [['L-2', 'L-1']],
    ],
    [
      'merged through a third',
      [named('L-1'), named('L-2'), named('L-3')],
      [said('L-2', 'L-3'), said('L-1', 'L-2')],
      [['L-1', 'L-2', 'L-3']],
    ],
    [
      'merged through one that is void',
      [named('L-1'), named('L-2', { state: 'void' }), named('L-3')],
      [said('L-1', 'L-2'), said('L-2', 'L-3')],
      [['L-1', 'L-3']],
    ],
    ['kept both', [named('L-1'), named('L-2')], [said('L-1', 'L-2', 'both')], [['L-1'], ['L-2']]],
    ['unmerged', [named('L-1'), named('L-2')], [said('L-1', 'L-2', 'unmerged')], [['L-1'], ['L-2']]],
    [
      'the other returned',
      [named('L-1'), named('L-2', { state: 'returned' })],
      [said('L-1', 'L-2')],
      [['L-1']],
    ],
  ])('%s', (_, entries, pairs, expected) => {
    expect(idsOf(eventsOf(entries, pairs))).toEqual(expected)
  })

  it('keeps benchmarks that were named by hand on any claim', () => {
    const [event] = eventsOf([named('L-1'), named('L-2', { benchmarks: ['PE-IL-4'] })], [said('L-1', 'L-2')])
    expect(event?.entry.benchmarks).toEqual(['PE-IL-4'])
  })

  it('loses no entry and doubles none, whatever the order of entries and pairs', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 10 }), fc.boolean(), (drawn, backwards) => {
        const entries = Array.from({ length: 8 }, (_, index) => named(`L-${index + 1}`))
        const pairs = drawn.filter(([a, b]) => a !== b).map(([a, b]) => said(`L-${a}`, `L-${b}`))
        const events = idsOf(eventsOf(entries, pairs))
        expect(events.flat().sort()).toEqual(entries.map(({ id }) => id).sort())
        const turned = idsOf(eventsOf(entries.toReversed(), backwards ? pairs.toReversed() : pairs))
        const sorted = (groups: string[][]) => groups.map((ids) => [...ids].sort().join(' ')).sort()
        expect(sorted(turned)).toEqual(sorted(events))
        for (const [first = '', ...rest] of events)
          expect(mergedIds(first, pairs).sort()).toEqual(rest.sort())
      }),
      { seed: 1988, numRuns: 200 },
    )
  })
})
