import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { NilVersion, PeriodLock } from '../../src/domain/restatement.ts'
import type { Pair } from '../../src/domain/same-event.ts'
import { findDraft, keepDraft } from '../../src/store/drafts.ts'
import { latestInstant } from '../../src/store/entries.ts'
import { addNilVersion, listNilReturns, nilVersions } from '../../src/store/nil-returns.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { addPairVersion, listPairs } from '../../src/store/pairs.ts'
import { listPeriodLocks, setPeriodLock } from '../../src/store/period-locks.ts'
import {
  addRestatementVersion,
  findRestatementOfCall,
  listRestatements,
  nextRestatementNumber,
  writeChange,
} from '../../src/store/restatements.ts'
import { temporaryFolder } from '../folder.ts'

const early = '2009-04-06T14:00:00.000Z'
const late = '2009-04-07T14:00:00.000Z'

function open(): Db {
  const store = openStore(join(temporaryFolder(), 'store.sqlite'))
  onTestFinished(() => store.close())
  return store.db
}

const nil: NilVersion = {
  id: 'N-0',
  version: 1,
  country: 'PE',
  cycle: 'FY2010',
  benchmark: 'PE-DP-2',
  from: '2009-03-01',
  until: '2009-04-01',
  marking: 'U',
  state: 'given',
  changedBy: 'ana',
  changedAt: early,
}

it('numbers nil returns as they are written, and keeps their versions', async () => {
  const db = open()
  await writeChange(db, { of: 'nil return', nil })
  await writeChange(db, { of: 'nil return', nil: { ...nil, from: '2009-02-01', until: '2009-03-01' } })
  await addNilVersion(db, { ...nil, id: 'N-1', version: 2, state: 'void', changedAt: late, reason: 'found' })
  expect((await listNilReturns(db, 'PE')).map(({ id, state }) => [id, state])).toEqual([
    ['N-1', 'void'],
    ['N-2', 'given'],
  ])
  expect((await listNilReturns(db, 'PE', early)).map(({ state }) => state)).toEqual(['given', 'given'])
  expect(await listNilReturns(db, 'BO')).toEqual([])
  expect(await nilVersions(db, 'N-1')).toHaveLength(2)
  expect(await latestInstant(db)).toBe(late)
  await expect(addNilVersion(db, { ...nil, id: 'N-1', version: 2 })).rejects.toThrow()
})

it('tells what was last said of a pair, or had been', async () => {
  const db = open()
  const pair: Pair = {
    first: 'L-1',
    second: 'L-2',
    version: 1,
    state: 'merged',
    changedBy: 'ana',
    changedAt: early,
  }
  await addPairVersion(db, pair)
  await addPairVersion(db, { ...pair, version: 2, state: 'unmerged', changedAt: late, reason: 'two boats' })
  expect(await listPairs(db, early)).toEqual([pair])
  expect(await listPairs(db)).toMatchObject([{ state: 'unmerged', reason: 'two boats' }])
})

it('turns a lock once each way', async () => {
  const db = open()
  const lock: PeriodLock = {
    country: 'PE',
    period: 'FY2009',
    from: '2008-10-01',
    until: '2009-10-01',
    state: 'locked',
    changedBy: 'rui',
    changedAt: early,
  }
  expect(await setPeriodLock(db, lock)).toBeUndefined()
  expect(await setPeriodLock(db, { ...lock, changedBy: 'ben' })).toMatchObject({ changedBy: 'rui' })
  expect(
    await setPeriodLock(db, { ...lock, state: 'open', changedAt: late, reason: 'too early' }),
  ).toBeUndefined()
  expect(await listPeriodLocks(db, early)).toEqual([lock])
  expect(await listPeriodLocks(db)).toMatchObject([{ state: 'open', reason: 'too early' }])
})

it('keeps a change that waits as it would be written, and finds it by its call', async () => {
  const db = open()
  const waits = {
    id: 'R-1',
    version: 1,
    country: 'PE',
    period: 'FY2009',
    marking: 'SBU',
    change: { of: 'nil return', nil },
    state: 'waiting',
    proposedBy: 'ana',
    changedBy: 'ana',
    changedAt: early,
  } as const
  expect(await nextRestatementNumber(db)).toBe(1)
  await addRestatementVersion(db, waits, 'event/1')
  expect(await findRestatementOfCall(db, 'event/1')).toEqual(waits)
  await addRestatementVersion(db, {
    ...waits,
    version: 2,
    state: 'accepted',
    changedBy: 'rui',
    changedAt: late,
  })
  expect(await listRestatements(db, 'PE', early)).toMatchObject([{ state: 'waiting' }])
  expect(await listRestatements(db, 'PE')).toMatchObject([{ state: 'accepted', changedBy: 'rui' }])
  expect(await nextRestatementNumber(db)).toBe(2)
  await expect(addRestatementVersion(db, { ...waits, id: 'R-2' }, 'event/1')).rejects.toThrow()
})

it('keeps a draft once a call', async () => {
  const db = open()
  const asked = {
    typed: '5 tons',
    ask: 'Which?',
    choices: [{ label: '5 t', text: '5 t' }],
    member: 'ana',
    channel: 'C1',
    madeAt: early,
    marking: 'U' as const,
  }
  expect((await keepDraft(db, asked, 'event/1')).id).toBe('D-1')
  expect((await keepDraft(db, asked, 'event/1')).id).toBe('D-1')
  expect((await keepDraft(db, asked)).id).toBe('D-2')
  expect(await findDraft(db, 'D-1')).toEqual({ id: 'D-1', ...asked })
  expect(await findDraft(db, 'D-9')).toBeUndefined()
})
