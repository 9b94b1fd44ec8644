import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { latestInstant } from '../../src/store/entries.ts'
import { openStore } from '../../src/store/open.ts'
import { keepWatchSettings, readWatchSettings } from '../../src/store/watch-settings.ts'
import { temporaryFolder } from '../folder.ts'

it('keeps every version, and gives back the last, a channel apart from the others', async () => {
  const store = openStore(join(temporaryFolder(), 'test.sqlite'))
  onTestFinished(() => store.close())
  const { db } = store
  expect(await readWatchSettings(db, 'C1')).toEqual({})
  await keepWatchSettings(db, 'C1', { opensAt: '10:00' }, 'ana', '2009-04-06T14:00:00.000Z')
  await keepWatchSettings(db, 'C1', { digest: 'off', classes: ['window'] }, 'rui', '2009-04-07T14:00:00.000Z')
  await keepWatchSettings(db, 'C2', { ceiling: 'SBU' }, 'ada', '2009-04-07T15:00:00.000Z')
  expect(await readWatchSettings(db, 'C1')).toEqual({ digest: 'off', classes: ['window'] })
  expect(await readWatchSettings(db, 'C2')).toEqual({ ceiling: 'SBU' })
  expect(
    await db.selectFrom('watch_settings').selectAll().where('channel', '=', 'C1').execute(),
  ).toHaveLength(2)
  expect(await latestInstant(db)).toBe('2009-04-07T15:00:00.000Z')
})
