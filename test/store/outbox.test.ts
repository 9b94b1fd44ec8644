import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type Db, openStore } from '../../src/store/open.ts'
import {
  claim,
  claimedKeys,
  claimTogether,
  forgetAhead,
  lastRefusal,
  listDoubtful,
  listSaid,
  listUnsettled,
  postpone,
  reclaim,
  release,
  settle,
  supersede,
} from '../../src/store/outbox.ts'
import { temporaryFolder } from '../folder.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const nudge = { key: 'nudge/reply/14/C-1', recipient: 'C-1', body: '{"text":"14 days left"}' }
const at = '2009-04-08T14:00:00.000Z'
const later = '2009-04-08T14:02:00.000Z'

it('gives a key to the first who claims it, across connections and restarts', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const before = openStore(path)
  expect(await claim(before.db, nudge, at)).toBe(true)
  await before.close()
  const [one, other] = [openFile(path), openFile(path)]
  expect(await claim(one, nudge, at)).toBe(false)
  await settle(one, nudge.key, { state: 'sent', posted: '1.2' }, at)
  expect(await claim(other, nudge, later)).toBe(false)
  expect(await claimedKeys(other, 'C-1')).toEqual(new Set([nudge.key]))
})

it('gives a key to one of many who claim it at once', async () => {
  const db = openFile()
  const claims = await Promise.all(Array.from({ length: 20 }, () => claim(db, nudge, at)))
  expect(claims.filter(Boolean)).toHaveLength(1)
})

it('shows a claim that nobody settled, with its message, once it is old enough', async () => {
  const db = openFile()
  await claim(db, nudge, at)
  expect(await listUnsettled(db, at, 0)).toEqual([])
  expect(await listUnsettled(db, later, 0)).toEqual([{ ...nudge, state: 'claimed', claimedAt: at }])
  await settle(db, nudge.key, { state: 'sent' }, later)
  expect(await listUnsettled(db, later, 0)).toEqual([])
})

it('lets what was certainly not said be claimed again, by one, and not before its time', async () => {
  const db = openFile()
  await claim(db, nudge, at)
  await postpone(db, nudge.key, later)
  expect(await listUnsettled(db, at, 0)).toEqual([])
  expect((await listUnsettled(db, later, 120_000)).map(({ state }) => state)).toEqual(['waiting'])
  const claims = await Promise.all([reclaim(db, nudge.key, later), reclaim(db, nudge.key, later)])
  expect(claims.toSorted()).toEqual([false, true])
})

it('never takes up again what is settled, whichever way, and drops its text', async () => {
  const db = openFile()
  const ends = [
    { state: 'sent', posted: '1.2' },
    { state: 'refused', reason: 'is_archived' },
    { state: 'doubtful', reason: 'no answer' },
    { state: 'superseded' },
  ] as const
  for (const [index, end] of ends.entries()) {
    const key = `nudge/${index}`
    await claim(db, { ...nudge, key }, at)
    await settle(db, key, end, later)
    expect(await reclaim(db, key, later)).toBe(false)
  }
  const rows = await db
    .selectFrom('outbox')
    .select(['state', 'body', 'posted', 'reason'])
    .orderBy('key')
    .execute()
  expect(rows).toEqual([
    { state: 'sent', body: null, posted: '1.2', reason: null },
    { state: 'refused', body: null, posted: null, reason: 'is_archived' },
    { state: 'doubtful', body: null, posted: null, reason: 'no answer' },
    { state: 'superseded', body: null, posted: null, reason: null },
  ])
  expect(await listDoubtful(db, 'C-1')).toEqual(['nudge/2'])
})

it('records what a later message stands for, and leaves what was claimed', async () => {
  const db = openFile()
  await claim(db, nudge, at)
  await supersede(db, [nudge.key, 'nudge/reply/7/C-1'], 'C-1', later)
  const rows = await db.selectFrom('outbox').select(['key', 'state']).orderBy('key').execute()
  expect(rows).toEqual([
    { key: nudge.key, state: 'claimed' },
    { key: 'nudge/reply/7/C-1', state: 'superseded' },
  ])
})

it('gives back what waits to be said, and nothing that was said or is being said', async () => {
  const db = openFile()
  for (const key of ['waits', 'sent', 'claimed']) await claim(db, { ...nudge, key }, at)
  await postpone(db, 'waits', later)
  await settle(db, 'sent', { state: 'sent' }, at)
  for (const key of ['waits', 'sent', 'claimed']) await release(db, key)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set(['sent', 'claimed']))
  expect(await claim(db, { ...nudge, key: 'waits' }, later)).toBe(true)
})

const other = 'nudge/report-card/45/C-1'

it('claims what one message says together, all or none, and settles it as one', async () => {
  const db = openFile()
  expect(await claimTogether(db, nudge, [other], at)).toBe(true)
  expect(await claimTogether(db, { ...nudge, key: 'nudge/x/1/C-1' }, [other], at)).toBe(false)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set([nudge.key, other]))
  expect((await listUnsettled(db, later, 0)).map(({ key }) => key)).toEqual([nudge.key])
  await postpone(db, nudge.key, later)
  expect(await reclaim(db, nudge.key, later)).toBe(true)
  expect(await reclaim(db, nudge.key, later)).toBe(false)
  await settle(db, nudge.key, { state: 'sent', posted: '1.2' }, later)
  expect(await listSaid(db, 'C-1', 're')).toEqual([
    { key: nudge.key, occurrence: 'reply', at: later, posted: '1.2' },
    { key: other, occurrence: 'report-card', at: later, posted: '1.2' },
  ])
})

it('gives all of a message back that was not said', async () => {
  const db = openFile()
  await claimTogether(db, nudge, [other], at)
  await postpone(db, nudge.key, later)
  await release(db, nudge.key)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set())
})

it('says why the last message to somebody was refused, until one is said', async () => {
  const db = openFile()
  const direct = { key: 'nudge/reply/3/U1', recipient: 'U1', body: '' }
  expect(await lastRefusal(db, 'U1')).toBeUndefined()
  await claim(db, direct, at)
  await settle(db, direct.key, { state: 'refused', reason: 'user_not_found' }, at)
  expect(await lastRefusal(db, 'U1')).toBe('user_not_found')
  await claim(db, { ...direct, key: 'nudge/reply/0/U1' }, later)
  await settle(db, 'nudge/reply/0/U1', { state: 'sent' }, later)
  expect(await lastRefusal(db, 'U1')).toBeUndefined()
})

it('takes back what a clock that ran ahead passed over, and takes up what it left open; what it said stays said', async () => {
  const db = openFile()
  const nextYear = '2010-04-08T14:00:00.000Z'
  for (const key of ['sent', 'claimed', 'waiting']) await claim(db, { ...nudge, key }, nextYear)
  await settle(db, 'sent', { state: 'sent' }, nextYear)
  await postpone(db, 'waiting', nextYear)
  await supersede(db, ['passed over'], 'C-1', nextYear)
  await supersede(db, ['passed over before'], 'C-1', at)
  await forgetAhead(db, later)
  expect(await claimedKeys(db, 'C-1')).toEqual(new Set(['sent', 'claimed', 'waiting', 'passed over before']))
  expect((await listUnsettled(db, later, 60_000)).map(({ key }) => key)).toEqual(['claimed', 'waiting'])
})
