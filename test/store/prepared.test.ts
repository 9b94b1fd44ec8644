import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Db, openStore, writing } from '../../src/store/open.ts'
import { prepared } from '../../src/store/prepared.ts'
import { temporaryFolder } from '../folder.ts'

function open(): Db {
  const store = openStore(join(temporaryFolder(), 'test.sqlite'))
  onTestFinished(() => store.close())
  return store.db
}

it('is made once and runs with the values, and on the store, that it is given', async () => {
  const [one, other] = [open(), open()]
  let made = 0
  const setting = prepared((db, { name }: { name: string }) => {
    made += 1
    return db.selectFrom('settings').select('value').where('name', '=', name)
  })
  const keep = prepared((db, row: { name: string; value: string }) => db.insertInto('settings').values(row))
  await keep(one, { name: 'a', value: '1' })
  await keep(one, { name: 'b', value: '2' })
  await keep(other, { name: 'a', value: '3' })
  expect(await setting(one, { name: 'a' })).toEqual([{ value: '1' }])
  expect(await setting(one, { name: 'b' })).toEqual([{ value: '2' }])
  expect(await setting(other, { name: 'a' })).toEqual([{ value: '3' }])
  expect(await setting(other, { name: 'b' })).toEqual([])
  expect(made).toBe(1)
})

const keep = prepared((db, row: { name: string; value: string }) => db.insertInto('settings').values(row))
const names = prepared((db) => db.selectFrom('settings').select('name').orderBy('name'))

it('waits for a transaction that is not its own, and then sees what was committed', async () => {
  const db = open()
  const order: string[] = []
  let look: Promise<unknown> = Promise.resolve()
  await writing(db, async (own) => {
    await keep(own, { name: 'a', value: '1' })
    look = names(db, {}).then((rows) => order.push(`seen: ${rows.length}`))
    await new Promise((resolve) => setImmediate(resolve))
    await keep(own, { name: 'b', value: '2' })
    order.push(`own: ${(await names(own, {})).length}`)
  })
  await look
  expect(order).toEqual(['own: 2', 'seen: 2'])
})

it('writes nothing into a transaction that is not its own, and is undone with its own', async () => {
  const db = open()
  let other: Promise<unknown> = Promise.resolve()
  const failing = writing(db, async (own) => {
    await keep(own, { name: 'a', value: '1' })
    other = keep(db, { name: 'b', value: '2' })
    await new Promise((resolve) => setImmediate(resolve))
    throw new Error('half way')
  })
  await expect(failing).rejects.toThrow('half way')
  await other
  expect(await names(db, {})).toEqual([{ name: 'b' }])
})
