import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Reply } from '../../src/commands/reply.ts'
import { orders } from '../../src/commands/reportcard/by-view.ts'
import type { Benchmark, Cycle } from '../../src/domain/benchmark.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { findCard } from '../../src/store/frozen-cards.ts'
import { openStore, writing } from '../../src/store/open.ts'
import { purgeCards, purgeEntry } from '../../src/store/purge.ts'
import { purgeFinding } from '../../src/store/purge-finding.ts'
import { openDesk, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

const say = (reply: Reply) => renderPlainText(reply)
const first = '/log seizure 9,123 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 501'
const second = '/log eradication forced 120 ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 412'
const later = '2009-05-20T14:00:00.000Z'

/** A cycle with one benchmark changed. */
function changing(id: string, change: (benchmark: Benchmark) => Partial<Benchmark>): (cycle: Cycle) => Cycle {
  return (cycle) => ({
    ...cycle,
    benchmarks: cycle.benchmarks.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  })
}

describe('a frozen card', () => {
  it('keeps its bytes, whatever is recorded, asked or changed in the data folder since', async () => {
    const desk = await openDesk()
    await type(desk, first)
    const card = await type(desk, '/reportcard peru')
    await type(desk, '/reportcard peru freeze')
    await type(desk, second, { now: later })
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other', headings: [] }, version: '9.9.9' }
    const kept = await type(other, '/reportcard C-1', { now: later })
    expect(kept.parts.slice(0, card.parts.length)).toEqual(card.parts)
  })

  it('as of a past day is that day’s, and the same day again is the same card', async () => {
    const desk = await openDesk()
    await type(desk, first)
    await type(desk, second, { now: later })
    const frozen = await type(desk, '/reportcard peru as of 2009-04-06 freeze', { now: later })
    expect(say(frozen)).toMatch(/Froze C-1/)
    expect(say(await type(desk, '/reportcard peru freeze as of 2009-04-06', { now: later }))).toMatch(
      /C-1 is that card already/,
    )
    expect(say(await type(desk, '/reportcard C-1'))).not.toContain('120 ha')
  })

  it('is listed among those of its country', async () => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    for (const line of ['frozen', 'peru frozen', 'frozen peru'])
      expect(say(await type(desk, `/reportcard ${line}`))).toContain('C-1 (U) PE FY2010')
    expect(say(await type(desk, '/reportcard bolivia frozen'))).toContain('No card is frozen yet')
    expect((await type(desk, '/reportcard atlantis frozen')).refused).toBe(true)
  })

  it('compared with itself has not changed', async () => {
    const desk = await openDesk()
    await type(desk, first)
    await type(desk, '/reportcard peru freeze')
    const text = say(await type(desk, '/reportcard compare C-1'))
    expect(text).toContain('No status and no figure moved.')
    expect(text).toContain('Nothing was changed: it is the same card.')
  })

  it('keeps its other orders too, byte for byte, and loses from them what a purge takes', async () => {
    const desk = await openDesk()
    await type(desk, first)
    const shown = await Promise.all(orders.map((order) => type(desk, `/reportcard peru by ${order}`)))
    await type(desk, '/reportcard peru freeze')
    await type(desk, second, { now: later })
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other', areas: [], articles: [] } }
    for (const [at, order] of orders.entries()) {
      const kept = await type(other, `/reportcard C-1 by ${order}`, { now: later })
      expect(kept.parts.slice(0, shown[at]?.parts.length)).toEqual(shown[at]?.parts)
      expect(say(kept)).toContain('9,123 kg')
    }
    await writing(desk.db, (db) => purgeCards(db, 'L-1'))
    for (const order of orders)
      expect(say(await type(desk, `/reportcard C-1 by ${order}`))).not.toMatch(/9,123 kg|(?<![A-Z])L-1\b/)
    const refused = await type(desk, '/reportcard C-1 by colour')
    expect(say(refused)).toContain('A card goes by its headings, or by area, article, category.')
  })

  it('compared says why, also of what was changed within the same instant', async () => {
    const desk = await openDesk()
    await type(desk, first)
    await type(
      desk,
      '/benchmark PE-IL-3b baseline 7,000 kg cocaine FY2008 in zones src 09 LIMA 77 because found',
    )
    await type(desk, '/reportcard peru freeze')
    await type(desk, '/log void L-1 because a duplicate')
    await type(desk, '/benchmark void F-1 because of another year')
    const text = say(await type(desk, '/reportcard compare C-1'))
    expect(text).toMatch(/- L-1 voided: seizure 9,123 kg .*, by @ana, 6 Apr 2009, because a duplicate/)
    expect(text).toMatch(/- F-1 void: baseline 7,000 kg .*, because of another year/)
  })

  it('that an earlier program kept has its headings alone', async () => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    await desk.db.updateTable('frozen_cards').set({ views: null, knowledge: null }).execute()
    expect(say(await type(desk, '/reportcard C-1 by area'))).toContain('kept by an earlier program')
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other' } }
    expect(say(await type(other, '/reportcard compare C-1'))).toContain(
      'targets, clauses or words may differ',
    )
  })

  it.each<[what: string, change: (cycle: Cycle) => Cycle, says: RegExp]>([
    [
      'a target',
      changing('PE-IL-3', (one) => ({
        indicators: one.indicators.map((indicator) =>
          indicator.id === 'PE-IL-3b' ? { ...indicator, target: { times: '1.20', of: 'FY2008' } } : indicator,
        ),
      })),
      /PE-IL-3 in the data folder: PE-IL-3b target: 1\.10 × FY2008 → 1\.20 × FY2008$/m,
    ],
    [
      'the wording',
      changing('PE-CC-1', () => ({ statement: 'Do more.' })),
      /PE-CC-1 in the data folder: wording: Keep .* → Do more\.$/m,
    ],
    [
      'a clause',
      changing('PE-IL-4', () => ({ supports: [] })),
      /PE-IL-4 in the data folder: supported by: kind .* → nothing$/m,
    ],
    [
      'an article',
      changing('PE-CC-1', () => ({ articles: [] })),
      /PE-CC-1 in the data folder: articles: 12.* → nothing$/m,
    ],
    [
      'a benchmark less',
      (cycle) => ({ ...cycle, benchmarks: cycle.benchmarks.slice(1) }),
      /PE-DP-1 is not in it now/,
    ],
    [
      'what it measures',
      (cycle) => ({ ...cycle, title: 'Another' }),
      /Cycle FY2010 in the data folder: title: .* → Another$/m,
    ],
  ])('compared after a change of %s in the data folder names it', async (_what, change, says) => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    const { cycles } = desk.knowledge
    const changed = cycles.map((cycle) => (cycle.cycle === 'FY2010' ? change(cycle) : cycle))
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other', cycles: changed } }
    const text = say(await type(other, '/reportcard compare C-1'))
    expect(text).toMatch(says)
    expect(text).not.toContain('in nothing that this card is made of')
  })

  it('compared after a change of a word of the lexicon names the record', async () => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    const places = desk.knowledge.places.filter(({ id }) => id !== 'paita')
    const other = { ...desk, knowledge: { ...desk.knowledge, hash: 'other', places } }
    expect(say(await type(other, '/reportcard compare C-1'))).toContain(
      'Records that entries are read with: place paita gone.',
    )
  })

  it.each([
    ['the data folder', /The data folder was changed/, { hash: 'other' }, {}],
    ['the program', /The program was changed: 0.0.0-test then, 9.9.9 now/, {}, { version: '9.9.9' }],
  ])('compared after a change of %s says so', async (_what, says, knowledge, changed) => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    const other = { ...desk, knowledge: { ...desk.knowledge, ...knowledge }, ...changed }
    expect(say(await type(other, '/reportcard compare C-1'))).toMatch(says)
  })

  it('of a cycle that has left the data folder is shown, and compared with nothing', async () => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze')
    const cycles = desk.knowledge.cycles.filter(({ cycle }) => cycle !== 'FY2010')
    const other = { ...desk, knowledge: { ...desk.knowledge, cycles } }
    expect(say(await type(other, '/reportcard C-1'))).toContain('Report card: Peru, FY2010')
    expect(say(await type(other, '/reportcard compare C-1'))).toContain('no longer in the data folder')
  })

  it('made at U is compared at U, wherever it is asked for', async () => {
    const desk = await openDesk()
    await type(desk, '/reportcard peru freeze', { channel: 'C1' })
    await type(desk, first, { now: later })
    const text = say(await type(desk, '/reportcard compare C-1', { now: later }))
    expect(text).not.toContain('9,123')
    expect(text).toContain('No status and no figure moved.')
  })
})

it('a purge takes out of frozen cards what rested on the entry, and nothing else', async () => {
  const path = join(temporaryFolder(), 'purged.sqlite')
  const store = openStore(path)
  onTestFinished(() => store.close())
  const desk = await openDesk({ db: store.db })
  await type(desk, `${first} country Peru`)
  await type(desk, `${second} country Peru`)
  await type(desk, '/reportcard peru freeze')
  const was = await findCard(store.db, 'C-1')
  const purged = await purgeEntry(store, { id: 'L-1', by: 'ada', now: later, reason: 'a spill' })
  expect(purged).toMatchObject({ cards: 1 })
  const is = await findCard(store.db, 'C-1')
  const stored = JSON.stringify(is)
  expect(/9123000000/.test(JSON.stringify(was))).toBe(true)
  for (const trace of [/9123000000/, /9,123/, /(?<![\w-])L-1\b/])
    expect(trace.test(stored), `${trace}`).toBe(false)
  const text = say(await type(desk, '/reportcard C-1'))
  expect(text).toContain('PE-IL-3b taken out: it rested on a record that was removed')
  expect(text).toContain('120 ha')
  expect(text).toContain('One entry removed')
  expect(await purgeEntry(store, { id: 'L-1', by: 'ada', now: later, reason: 'again' })).toMatchObject({
    cards: 0,
  })
  expect(say(await type(desk, '/reportcard compare C-1'))).toMatch(/L-1 removed|PE-IL-3b/)
})

it('a purge of a finding takes its words and figure out of the store and of frozen cards', async () => {
  const path = join(temporaryFolder(), 'finding.sqlite')
  const store = openStore(path)
  onTestFinished(() => store.close())
  const desk = await openDesk({ db: store.db })
  await type(desk, `${second} country Peru`)
  const spill = 'because the zebra list says so src "zebra list"'
  await type(desk, `/benchmark PE-IL-3b baseline 9,321 kg cocaine FY2008 in zones ${spill}`)
  await type(desk, `/benchmark PE-CC-1 assess partial ${spill}`)
  await type(desk, '/log seizure 10 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 501')
  await type(desk, '/reportcard peru freeze')
  const { parts } = await type(desk, '/draft cable peru')
  const release = parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : [])).at(-1)
  expect(say(await type(desk, `/${release?.call}`, { member: 'rui' }))).toContain('10,253.1 kg')
  const why = { by: 'ada', now: later, reason: 'a spill' }
  expect(await purgeFinding(store, { id: 'F-1', ...why })).toMatchObject({ versions: 1, cards: 1 })
  expect(await purgeFinding(store, { id: 'F-2', ...why })).toMatchObject({ versions: 1, cards: 1 })
  expect(await purgeFinding(store, { id: 'F-3', ...why })).toBeUndefined()
  expect(/zebra|9,321|9321000000|10,253/.test(readFileSync(path).toString('latin1'))).toBe(false)
  expect(say(await type(desk, '/draft show P-1'))).toContain('Its text was removed')
  const card = say(await type(desk, '/reportcard C-1'))
  expect(card).toMatch(/PE-IL-3b taken out.*PE-CC-1 taken out|PE-CC-1 taken out.*PE-IL-3b taken out/s)
  expect(card).toContain('120 ha')
  const shown = say(await type(desk, '/benchmark show F-1'))
  expect(shown).toContain('removed, of FY2010/PE-IL-3b')
  expect(shown).toContain('because a spill')
  expect(say(await type(desk, '/benchmark PE-IL-3b'))).toContain('baseline not recorded')
})
