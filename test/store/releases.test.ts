import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addEntryVersion } from '../../src/store/entries.ts'
import { openStore } from '../../src/store/open.ts'
import { purgeEntry } from '../../src/store/purge.ts'
import { addRelease, findRelease, listReleases, type Release } from '../../src/store/releases.ts'
import { entry } from '../domain/peru.ts'
import { temporaryFolder } from '../folder.ts'

const at = '2009-04-07T15:00:00.000Z'

function release(fingerprint: string, entries: string[]): Omit<Release, 'id'> {
  const statements = [
    { section: 'A', text: 'Said.', cite: entries.join(), marking: 'U' as const, what: 'it' },
  ]
  return {
    kind: 'talking-points',
    country: 'PE',
    cycle: 'FY2010',
    asOf: '2009-04-07',
    marking: 'U',
    fingerprint,
    paper: { kind: 'talking-points', marking: 'U', sections: [{ heading: 'A', statements }] },
    entries,
    releasedBy: 'rui',
    releasedAt: at,
  }
}

test('a paper is released once, and kept as it left; a purge takes the text of those that rest on the entry', async () => {
  const store = openStore(join(temporaryFolder(), 'test.sqlite'))
  onTestFinished(() => store.close())
  const { db } = store
  await addEntryVersion(db, entry({ id: 'L-1' }))
  expect(await addRelease(db, release('a', ['L-1']))).toEqual({ id: 'P-1', ...release('a', ['L-1']) })
  expect((await addRelease(db, release('b', ['L-11', 'L-2']))).id).toBe('P-2')
  expect((await addRelease(db, { ...release('a', ['L-1']), releasedBy: 'ada' })).releasedBy).toBe('rui')
  expect((await listReleases(db, 'PE')).map(({ id }) => id)).toEqual(['P-2', 'P-1'])
  expect(await listReleases(db, 'PE', '2009-04-01T00:00:00.000Z')).toEqual([])

  await purgeEntry(store, { id: 'L-1', by: 'ada', now: at, reason: 'a spill' })
  const { paper: _, ...bare } = release('a', ['L-1'])
  expect(await findRelease(db, 'P-1')).toEqual({ id: 'P-1', ...bare })
  expect((await findRelease(db, 'P-2'))?.paper).toBeDefined()
})
