import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Db, openStore } from '../../src/store/open.ts'
import { listWatches, setWatch } from '../../src/store/watches.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const monday = '2009-04-06T14:00:00.000Z'
const tuesday = '2009-04-07T14:00:00.000Z'
const friday = '2009-04-10T14:00:00.000Z'
const peru = { channel: 'C-1', country: 'PE', since: monday, by: 'ana' }

describe('a watch', () => {
  it('is off until it is turned on, and on until it is turned off', async () => {
    const db = openFile()
    expect(await setWatch(db, peru, 'off')).toBe(false)
    expect(await listWatches(db)).toEqual([])
    expect(await setWatch(db, peru, 'on')).toBe(true)
    expect(await listWatches(db)).toEqual([peru])
    expect(await setWatch(db, { ...peru, since: tuesday }, 'off')).toBe(true)
    expect(await listWatches(db)).toEqual([])
  })

  it('turned on twice keeps who began it, and when', async () => {
    const db = openFile()
    await setWatch(db, peru, 'on')
    expect(await setWatch(db, { ...peru, since: tuesday, by: 'ben' }, 'on')).toBe(false)
    expect(await listWatches(db)).toEqual([peru])
  })

  it('begun anew counts from then; what went before stays in the file', async () => {
    const db = openFile()
    await setWatch(db, peru, 'on')
    await setWatch(db, { ...peru, since: tuesday, by: 'ben' }, 'off')
    await setWatch(db, { ...peru, since: friday, by: 'cal' }, 'on')
    expect(await listWatches(db)).toEqual([{ ...peru, since: friday, by: 'cal' }])
    const rows = await db
      .selectFrom('watches')
      .select(['version', 'state', 'changed_by'])
      .orderBy('version')
      .execute()
    expect(rows).toEqual([
      { version: 1, state: 'on', changed_by: 'ana' },
      { version: 2, state: 'off', changed_by: 'ben' },
      { version: 3, state: 'on', changed_by: 'cal' },
    ])
  })

  it('is one channel’s on one country', async () => {
    const db = openFile()
    const all = [{ ...peru, channel: 'C-1', country: 'PA' }, peru, { ...peru, channel: 'C-2', country: 'PE' }]
    for (const watch of all.toReversed()) await setWatch(db, watch, 'on')
    expect(await listWatches(db)).toEqual(all)
    expect(await listWatches(db, 'C-1')).toEqual(all.slice(0, 2))
    expect(await listWatches(db, 'C-3')).toEqual([])
    await setWatch(db, peru, 'off')
    expect((await listWatches(db)).map(({ channel, country }) => `${channel} ${country}`)).toEqual([
      'C-1 PA',
      'C-2 PE',
    ])
  })

  it('is seen by another connection to the file', async () => {
    const path = join(temporaryFolder(), 'store.sqlite')
    const [one, other] = [openFile(path), openFile(path)]
    await setWatch(one, peru, 'on')
    expect(await setWatch(other, { ...peru, by: 'ben' }, 'on')).toBe(false)
    expect(await listWatches(other)).toEqual([peru])
  })
})
