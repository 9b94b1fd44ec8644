import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { DeadlineChange } from '../../src/domain/deadline-change.ts'
import { addDeadlineChange, listDeadlineChanges } from '../../src/store/deadline-changes.ts'
import { latestInstant, recordingInstant } from '../../src/store/entries.ts'
import { openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../folder.ts'

const open = () => {
  const store = openStore(join(temporaryFolder(), 'test.sqlite'))
  onTestFinished(() => store.close())
  return store.db
}
const change = (at: string, more: Partial<DeadlineChange> = {}): DeadlineChange => ({
  deadline: 'reply',
  event: { kind: 'assigned', duty: 'owner', member: '@ana' },
  by: 'ana',
  at,
  ...more,
})
const [first, second] = ['2009-04-06T14:00:00.000Z', '2009-04-08T14:00:00.000Z'] as const

it('gives back what was said, in its order, up to an instant', async () => {
  const db = open()
  const moved = change(second, {
    event: {
      kind: 'moved',
      occurrence: 'reply',
      from: { opens: '2009-04-25', due: '2009-04-25' },
      to: { opens: '2009-05-02', due: '2009-05-02' },
      source: '09 STATE 40000',
    },
    reason: 'asked',
  })
  await addDeadlineChange(db, change(first))
  await addDeadlineChange(db, moved)
  expect(await listDeadlineChanges(db)).toEqual([change(first), moved])
  expect(await listDeadlineChanges(db, first)).toEqual([change(first)])
})

it('keeps one change of a call, however often it is made', async () => {
  const db = open()
  expect(await addDeadlineChange(db, change(first), 'call/1')).toBeUndefined()
  expect(await addDeadlineChange(db, change(second), 'call/1')).toBe(change(first).deadline)
  expect(await addDeadlineChange(db, change(second))).toBeUndefined()
  expect(await addDeadlineChange(db, change(second))).toBeUndefined()
  expect(await listDeadlineChanges(db)).toHaveLength(3)
})

it('counts for the latest instant, so that nothing is recorded before it', async () => {
  const db = open()
  await addDeadlineChange(db, change(second))
  expect(await latestInstant(db)).toBe(second)
  expect(await recordingInstant(db, first)).toBe(second)
})
