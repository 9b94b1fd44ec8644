import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { addEntryVersion, type EntryFilter, listEntries } from '../../src/store/entries.ts'
import { type Db, openStore, writing } from '../../src/store/open.ts'
import { recall } from '../../src/store/recall.ts'
import { temporaryFolder } from '../folder.ts'

const path = () => join(temporaryFolder(), 'store.sqlite')

function open(file: string): Db {
  const store = openStore(file)
  onTestFinished(() => store.close())
  return store.db
}

function entry(number: number, more: Partial<Entry> = {}): Entry {
  return {
    id: `L-${number}`,
    version: 1,
    country: 'PE',
    kind: 'seizure',
    scope: 'event',
    from: '2009-04-03',
    until: '2009-04-04',
    agencies: [],
    grade: 'D',
    benchmarks: [],
    marking: 'U',
    state: 'submitted',
    typed: 'seizure',
    channel: 'terminal',
    recordedBy: 'ana',
    recordedAt: '2009-04-06T14:00:00.000Z',
    changedBy: 'ana',
    changedAt: '2009-04-06T14:00:00.000Z',
    ...more,
  }
}

const recallEntries = (db: Db, filter: EntryFilter) =>
  recall(db, [filter.country, filter.asOf], () => listEntries(db, filter))

const peru: EntryFilter = { country: 'PE', touching: { from: '2009-01-01', until: '2010-01-01' } }

it('reads once while nothing changes, each filter by itself', async () => {
  const db = open(path())
  await addEntryVersion(db, entry(1))
  await addEntryVersion(db, entry(2, { country: 'BO' }))
  const first = await recallEntries(db, peru)
  expect(first.map(({ id }) => id)).toEqual(['L-1'])
  expect(await recallEntries(db, peru)).toBe(first)
  expect((await recallEntries(db, { ...peru, country: 'BO' })).map(({ id }) => id)).toEqual(['L-2'])
  expect(await recallEntries(db, { ...peru, asOf: '2009-04-05T00:00:00.000Z' })).toEqual([])
  expect(await recallEntries(db, peru)).toBe(first)
})

it('sees what this process, and what another, has changed since', async () => {
  const file = path()
  const [here, there] = [open(file), open(file)]
  let number = 0
  for (const db of [here, there, here, there, there, here]) {
    number += 1
    await writing(db, (trx) => addEntryVersion(trx, entry(number)))
    for (const reader of [here, there]) {
      const recalled = await recallEntries(reader, peru)
      expect(recalled).toHaveLength(number)
      expect(recalled).toEqual(await listEntries(reader, peru))
    }
  }
  await addEntryVersion(there, entry(1, { version: 2, state: 'void', reason: 'wrong' }))
  expect((await recallEntries(here, peru)).find(({ id }) => id === 'L-1')?.state).toBe('void')
})

it('takes nothing from a transaction that was undone', async () => {
  const db = open(path())
  await addEntryVersion(db, entry(1))
  const undone = writing(db, async (trx) => {
    await addEntryVersion(trx, entry(2))
    expect(await recallEntries(trx, peru)).toHaveLength(2)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await recallEntries(db, peru)).toHaveLength(1)
})

it('tells what is made of one object from what is made of its like', async () => {
  const db = open(path())
  const [one, like] = [{ id: 1 }, { id: 1 }]
  const made = await recall(db, [one], async () => 'one')
  expect(made).toBe('one')
  expect(await recall(db, [like], async () => 'like')).toBe('like')
  expect(await recall(db, [one, 'U'], async () => 'one, U')).toBe('one, U')
  expect(await recall(db, [one], async () => 'again')).toBe('one')
})

it('holds no more than a few things', async () => {
  const db = open(path())
  await addEntryVersion(db, entry(1))
  const first = await recallEntries(db, peru)
  for (let day = 1; day <= 20; day++)
    await recallEntries(db, { ...peru, asOf: `2009-05-${String(day).padStart(2, '0')}T00:00:00.000Z` })
  const again = await recallEntries(db, peru)
  expect(again).not.toBe(first)
  expect(again).toEqual(first)
})
