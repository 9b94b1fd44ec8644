import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { finish, forget, listUndone, receive } from '../../src/store/inbox.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(): Db {
  const store = openStore(join(temporaryFolder(), 'store.sqlite'))
  onTestFinished(() => store.close())
  return store.db
}

const at = '2009-04-08T14:00:00.000Z'
const later = '2009-04-08T14:30:00.000Z'

it('takes a delivery once, also after it was handled', async () => {
  const db = openFile()
  expect(await receive(db, 'event/1', '{}', at)).toBe(true)
  expect(await receive(db, 'event/1', '{}', at)).toBe(false)
  await finish(db, 'event/1', at)
  expect(await receive(db, 'event/1', '{}', later)).toBe(false)
})

it('lists what was taken and never handled, in order, and not what is too old', async () => {
  const db = openFile()
  await receive(db, 'event/2', 'two', later)
  await receive(db, 'event/1', 'one', at)
  await receive(db, 'event/3', 'three', later)
  await finish(db, 'event/3', later)
  expect(await listUndone(db, at)).toEqual([
    { key: 'event/1', body: 'one' },
    { key: 'event/2', body: 'two' },
  ])
  expect(await listUndone(db, later)).toEqual([{ key: 'event/2', body: 'two' }])
})

it('drops the text of what is handled, and forgets the rest of it in time', async () => {
  const db = openFile()
  await receive(db, 'event/1', 'a secret', at)
  await finish(db, 'event/1', at)
  expect(await db.selectFrom('inbox').select('body').execute()).toEqual([{ body: '' }])
  await forget(db, later)
  expect(await db.selectFrom('inbox').selectAll().execute()).toEqual([])
})
