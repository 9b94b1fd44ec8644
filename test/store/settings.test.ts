import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Db, openStore } from '../../src/store/open.ts'
import { keepClock, readClock, readMode, stampMode } from '../../src/store/settings.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

it('knows nothing of a new store', async () => {
  const db = openFile()
  expect(await readMode(db)).toBeUndefined()
  expect(await readClock(db)).toBeUndefined()
})

it('is stamped once, for good', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const [one, other] = [openFile(path), openFile(path)]
  await stampMode(one, 'rehearsal')
  await stampMode(other, 'live')
  await stampMode(one, 'live')
  expect(await readMode(one)).toBe('rehearsal')
  expect(await readMode(other)).toBe('rehearsal')
})

it('keeps the clock where it was put last', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const store = openStore(path)
  await keepClock(store.db, '2009-04-06T14:00:00.000Z')
  await keepClock(store.db, '2009-06-01T14:00:00.000Z')
  await store.close()
  const db = openFile(path)
  expect(await readClock(db)).toBe('2009-06-01T14:00:00.000Z')
  expect(await readMode(db)).toBeUndefined()
})
