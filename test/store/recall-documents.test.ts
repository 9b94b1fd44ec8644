import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Annotation, Keeping } from '../../src/domain/held-document.ts'
import { addAnnotation } from '../../src/store/annotations.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { recallDocuments, standingsBeside } from '../../src/store/recall-documents.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

function open(file: string): Db {
  const store = openStore(file)
  onTestFinished(() => store.close())
  return store.db
}

const now = '2026-04-06T14:00:00.000Z'
const from = { path: '/cables/77.txt', by: 'ana', now }
const [one, other] = [inventedCable(), inventedCable({ id: '26 LIMA 78' })]
const kept: Keeping = { source: one.id, version: 1, state: 'kept', changedBy: 'ana', changedAt: now }
const noted: Annotation = {
  id: 'A-1',
  version: 1,
  at: { source: one.id, paragraph: 1 },
  says: 'Forty-one by the port log.',
  shownBy: 'port log',
  marking: 'U',
  state: 'standing',
  changedBy: 'ana',
  changedAt: now,
}

it('is the same list while nothing that concerns documents changes', async () => {
  const db = open(join(temporaryFolder(), 'store.sqlite'))
  expect(await recallDocuments(db)).toEqual([])
  await keepDocument(db, one, from)
  const list = await recallDocuments(db)
  expect(list).toEqual([{ document: one, version: 1, ingested: '2026-04-06' }])
  expect(await recallDocuments(db)).toBe(list)
  await keepDocument(db, one, from)
  expect(await recallDocuments(db)).toBe(list)
})

it('reads again only what changed, here or in another process', async () => {
  const path = join(temporaryFolder(), 'store.sqlite')
  const [here, there] = [open(path), open(path)]
  await keepDocument(here, one, from)
  await keepDocument(here, other, from)
  const [oneHeld, otherHeld] = await recallDocuments(here)

  await keepDocument(there, { ...one, title: 'Corrected' }, from)
  const [changed, same] = await recallDocuments(here)
  expect(changed).toMatchObject({ version: 2, document: { title: 'Corrected' } })
  expect(changed).not.toBe(oneHeld)
  expect(same).toBe(otherHeld)

  await addAnnotation(there, noted)
  await addKeeping(there, { ...kept, owner: 'rui', reviewEvery: 'year', reviewed: '2026-04-06' })
  const [beside, stillSame] = await recallDocuments(here)
  expect((await standingsBeside(here)).get(one.id)?.annotations).toEqual([noted])
  expect(beside).toMatchObject({
    owner: 'rui',
    reviewEvery: 'year',
    reviewed: '2026-04-06',
  })
  expect(beside?.document).toBe(changed?.document)
  expect(stillSame).toBe(otherHeld)
})

it('leaves out what is retired and withdrawn, and takes it back', async () => {
  const db = open(join(temporaryFolder(), 'store.sqlite'))
  await keepDocument(db, one, from)
  await addAnnotation(db, noted)
  await addAnnotation(db, { ...noted, version: 2, state: 'withdrawn', reason: 'misread' })
  await addKeeping(db, { ...kept, state: 'retired', reason: 'replaced' })
  expect(await recallDocuments(db)).toEqual([])
  await addKeeping(db, { ...kept, version: 2, reason: 'needed after all' })
  expect(await recallDocuments(db)).toMatchObject([{ document: one }])
  expect((await standingsBeside(db)).get(one.id)).not.toHaveProperty('annotations')
})
