import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../src/domain/date.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { type Movement, movedBetween, stockKinds } from '../../src/domain/movement.ts'
import { measureProgress } from '../../src/domain/progress.ts'
import { makeRollUp, type RollUpInput } from '../../src/domain/roll-up.ts'
import { mergedIds, type Pair, pairOf } from '../../src/domain/same-event.ts'
import type { Amount } from '../../src/domain/series.ts'
import { cycles, entry, fy2010, lexicon } from './peru.ts'

const asOf = '2009-09-01'

const whats: Parameters<typeof entry>[0][] = [
  { kind: 'seizure', substance: 'cocaine', place: 'vrae', qty: '250 kg' },
  { kind: 'seizure', substance: 'cocaine', place: 'vrae', qty: '200-260 kg' },
  { kind: 'seizure', substance: 'cocaine', place: 'callao', qty: '30 kg' },
  { kind: 'seizure', substance: 'acetone', place: 'monzon', qty: '>= 40 L' },
  { kind: 'eradication', method: 'forced', substance: 'coca', qty: '12 ha' },
  { kind: 'poppy located', qty: '6 ha' },
  { kind: 'poppy eradicated', qty: '2 ha' },
  { kind: 'estimate', substance: 'coca', qty: '45000 ha' },
  { kind: 'estimate', substance: 'coca', qty: '42000 ha' },
  { kind: 'police', method: 'graduated', qty: '20 people' },
]

const telling = fc
  .tuple(fc.integer({ min: 0, max: whats.length - 1 }), fc.integer({ min: 0, max: 400 }))
  .map(([what, day]) => ({ ...whats[what], on: addDays('2008-09-01', day) }))
const pairing = fc.tuple(
  fc.nat({ max: 11 }),
  fc.nat({ max: 11 }),
  fc.constantFrom('merged' as const, 'unmerged' as const),
)

function pairsOf(entries: readonly Entry[], said: readonly [number, number, Pair['state']][]): Pair[] {
  return said.flatMap(([one, other, state]) => {
    const [first, second] = [entries[one % entries.length], entries[other % entries.length]]
    if (!first || !second || first === second) return []
    return [
      { ...pairOf(first.id, second.id), state, version: 1, changedBy: 'U1', changedAt: first.changedAt },
    ]
  })
}

const inputOf = (entries: readonly Entry[], pairs: readonly Pair[]): RollUpInput => ({
  cycle: fy2010,
  cycles,
  lexicon,
  asOf,
  entries,
  pairs,
})

type Figures = Map<string, { actual: Amount | undefined; of: Amount | undefined }>

function figuresOf(input: RollUpInput): Figures {
  const rollUp = makeRollUp(input)
  const lines = fy2010.benchmarks.flatMap((benchmark) =>
    benchmark.indicators.flatMap((indicator) =>
      measureProgress(indicator, benchmark, rollUp).series.map(
        ({ series, actual, target }) =>
          [
            `${indicator.id} ${series.key}`,
            { actual, of: indicator.measure === 'ratio' ? target : undefined },
          ] as const,
      ),
    ),
  )
  return new Map(lines)
}

/** Low and high of what a card shows, moved by what a change is said to have moved. */
function movedBy(figures: Figures, { indicator, series, figure, before, after }: Movement): Amount {
  const was = figures.get(`${indicator} ${series.key}`)?.[figure === 'of' ? 'of' : 'actual'] ?? {
    low: 0,
    high: 0,
  }
  if (figure === 'latest') return after ?? { low: 0, high: 0 }
  return { low: was.low - (before?.low ?? 0) + (after?.low ?? 0) }
}

it('says of each figure how far the card moves, having seen only what was changed', () => {
  fc.assert(
    fc.property(
      fc.array(telling, { minLength: 2, maxLength: 12 }),
      telling,
      fc.nat({ max: 11 }),
      fc.boolean(),
      fc.array(pairing, { maxLength: 4 }),
      (told, anew, which, isVoid, said) => {
        const entries = told.map(entry)
        const held = entries[which % entries.length]
        if (!held) return
        const change: Partial<Entry> = isVoid ? { state: 'void' } : { ...entry(anew), id: held.id }
        const next: Entry = { ...held, ...change, version: 2 }
        const pairs = pairsOf(entries, said)
        const all = { before: entries, after: entries.map((one) => (one === held ? next : one)) }
        const beside = entries.filter(({ id }) => mergedIds(held.id, pairs).includes(id))
        const stocks = entries.filter(
          (one) => one !== held && stockKinds(fy2010).includes(one.kind) && !beside.includes(one),
        )
        const moved = movedBetween(
          inputOf([held, ...beside, ...stocks], pairs),
          inputOf([next, ...beside, ...stocks], pairs),
          [held, next, ...beside],
        )
        const [was, is] = [figuresOf(inputOf(all.before, pairs)), figuresOf(inputOf(all.after, pairs))]
        for (const movement of moved.figures) {
          const shown = is.get(`${movement.indicator} ${movement.series.key}`)?.[
            movement.figure === 'of' ? 'of' : 'actual'
          ]
          expect(movedBy(was, movement).low).toBe(shown?.low ?? 0)
        }
        const named = new Set(moved.figures.map(({ indicator, series }) => `${indicator} ${series.key}`))
        for (const key of new Set([...was.keys(), ...is.keys()])) {
          const [one, other] = [was.get(key)?.actual, is.get(key)?.actual]
          if ((one?.low ?? 0) !== (other?.low ?? 0)) expect(named).toContain(key)
        }
      },
    ),
    { seed: 1988, numRuns: 40 },
  )
})
