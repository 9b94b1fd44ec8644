import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Db, openStore } from '../../src/store/open.ts'
import { claim, claimedKeys, settle } from '../../src/store/outbox.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const key = 'reply 2009-04-25 step 14 C-1'
const at = '2009-04-08T14:00:00.000Z'

it('gives a key to the first who claims it', async () => {
  const db = openFile()
  expect(await claim(db, key, 'C-1', at)).toBe(true)
  expect(await claim(db, key, 'C-1', at)).toBe(false)
  expect(await claim(db, key, 'C-2', '2009-04-09T14:00:00.000Z')).toBe(false)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set([key]))
})

it('gives a key to one of many who claim it at once', async () => {
  const db = openFile()
  const claims = await Promise.all(Array.from({ length: 20 }, () => claim(db, key, 'C-1', at)))
  expect(claims.filter(Boolean)).toHaveLength(1)
})

it('gives a key to one of two connections, also after it was said', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const [one, other] = [openFile(path), openFile(path)]
  const claims = await Promise.all([claim(one, key, 'C-1', at), claim(other, key, 'C-1', at)])
  expect(claims.toSorted()).toEqual([false, true])
  await settle(one, key, 'sent', at)
  expect(await claim(other, key, 'C-1', at)).toBe(false)
  expect(await claimedKeys(other, 'C-1')).toEqual(new Set([key]))
})

it('keeps a claim across a restart', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const before = openStore(path)
  await claim(before.db, key, 'C-1', at)
  await before.close()
  expect(await claim(openFile(path), key, 'C-1', at)).toBe(false)
})

it('keeps what became of a claim, and when', async () => {
  const db = openFile()
  await claim(db, key, 'C-1', at)
  await claim(db, 'other', 'C-1', at)
  await settle(db, key, 'sent', '2009-04-08T14:00:01.000Z')
  await settle(db, 'other', 'superseded', '2009-04-08T14:00:02.000Z')
  await settle(db, 'never claimed', 'sent', at)
  expect(await db.selectFrom('outbox').selectAll().orderBy('key').execute()).toEqual([
    {
      key: 'other',
      recipient: 'C-1',
      state: 'superseded',
      claimed_at: at,
      settled_at: '2009-04-08T14:00:02.000Z',
    },
    { key, recipient: 'C-1', state: 'sent', claimed_at: at, settled_at: '2009-04-08T14:00:01.000Z' },
  ])
})

it('tells recipients apart', async () => {
  const db = openFile()
  await claim(db, 'a', 'C-1', at)
  await claim(db, 'b', 'C-1', at)
  await claim(db, 'c', 'C-2', at)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set(['a', 'b']))
  expect(await claimedKeys(db, 'C-2')).toEqual(new Set(['c']))
  expect(await claimedKeys(db, 'C-3')).toEqual(new Set())
})
