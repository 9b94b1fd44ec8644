import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { libraryOf } from '../../src/commands/library.ts'
import { printCite } from '../../src/knowledge/passage.ts'
import { searchPassages } from '../../src/knowledge/search.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { openStore } from '../../src/store/open.ts'
import { openSearch } from '../../src/verbs/search-image.ts'
import { shippedKnowledge } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'
import { attache, runHere } from './attache.ts'

const knowledge = shippedKnowledge()
const from = { path: '/cables/77.txt', by: 'ana', now: '2026-04-06T14:00:00.000Z' }

/** One start of a program on the store: where it read from, and whether a search then finds the document's paragraph. */
async function start(
  path: string,
  change?: () => Promise<unknown>,
): Promise<{ read: number; finds: boolean }> {
  const told: { read?: number }[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void told.push(JSON.parse(line)) })
  const store = openStore(path)
  const keep = await openSearch({ store, knowledge, log }, 1)
  await change?.()
  const { library } = await libraryOf(store.db, knowledge)
  const { hits } = searchPassages(library, 'inspectors opened forty containers', {
    ceiling: 'U',
    limit: 3,
  })
  await keep()
  await store.close()
  return {
    read: told[0]?.read ?? Number.NaN,
    finds: hits.some(({ passage }) => printCite(passage.cite).startsWith('26 LIMA 77')),
  }
}

it('is read at the next start, in part when stale, and made anew when damaged', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const image = `${path}.search`
  expect(await start(path)).toEqual({ read: 0, finds: false })
  expect(existsSync(image), 'the data folder alone needs none').toBe(false)

  const writer = openStore(path)
  const cable = inventedCable()
  expect(await start(path, () => keepDocument(writer.db, cable, from))).toEqual({ read: 0, finds: true })
  expect(statSync(image).mode & 0o777).toBe(0o600)
  expect(await start(path)).toEqual({ read: 0, finds: true })

  const later = { ...from, now: '2026-04-07T14:00:00.000Z' }
  await keepDocument(writer.db, inventedCable({ title: 'Dog teams at the harbour' }), later)
  expect(await start(path), 'a new version').toEqual({ read: cable.paragraphs.length, finds: true })
  expect(await start(path)).toEqual({ read: 0, finds: true })
  writeFileSync(image, 'damaged')
  const damaged = await start(path)
  expect(damaged.read).toBeGreaterThan(cable.paragraphs.length)
  expect(damaged.finds).toBe(true)
  expect(await start(path), 'and kept').toEqual({ read: 0, finds: true })
  await writer.close()
})

it('is mended by whoever asks and quits, however few its paragraphs, and the doctor sees when it is damaged', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'store.sqlite')
  const image = `${path}.search`
  const search = async () => (await runHere(['doctor'], { folder })).stdout.match(/search +(.*)\n(.*)/)?.[0]
  const ask = ['run', '--now', '2009-04-06', '--', '/ask how many containers did inspectors open?']
  const store = openStore(path)
  await keepDocument(store.db, inventedCable(), from)
  await store.close()
  await runHere(ask, { folder })
  expect(await search()).toContain('1 document, few enough to be read at each start')
  await start(path)
  expect(await search()).toMatch(/1 document, image of \d+ KB\n/)

  const damage = () => {
    const bytes = readFileSync(image)
    bytes.writeUInt32LE(0xbadbad, 200)
    writeFileSync(image, bytes)
  }
  damage()
  expect(await search()).toMatch(/image of \d+ KB is damaged, or another version.*\n.*nothing is lost/)
  expect(await runHere(ask, { folder })).toMatchObject({ stdout: expect.stringContaining('forty') })
  expect(await search()).not.toContain('damaged')
  damage()
  // Where the machine is slow, the first are told to ask again.
  const asked = `${'/ask how many containers did inspectors open?\n'.repeat(20)}/quit\n`
  expect(await attache(['start'], { folder, input: asked })).toMatchObject({
    stdout: expect.stringContaining('forty'),
  })
  expect(await search()).not.toContain('damaged')
})
