import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Db, openStore } from '../../src/store/open.ts'
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
