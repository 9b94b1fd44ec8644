import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { libraryOf } from '../../src/commands/library.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { shippedKnowledge, start } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

function open(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const from = { path: '/77.txt', by: 'ana', now: start }

it('is one for all stores without documents', async () => {
  const knowledge = shippedKnowledge()
  const one = await libraryOf(open(), knowledge)
  expect(one).toMatchObject({ knowledge, documents: [] })
  expect(await libraryOf(open(), knowledge)).toBe(one)
})

it('is the same until another process takes a document in, and keeps what did not change', async () => {
  const knowledge = shippedKnowledge()
  const path = join(temporaryFolder(), 'store.sqlite')
  const [server, ingest] = [open(path), open(path)]
  const empty = await libraryOf(server, knowledge)
  expect(await libraryOf(server, knowledge)).toBe(empty)

  await keepDocument(ingest, inventedCable(), from)
  const first = await libraryOf(server, knowledge)
  expect(first.documents.map(({ document }) => document.id)).toEqual(['26 LIMA 77'])
  expect(await libraryOf(server, knowledge)).toBe(first)

  await keepDocument(ingest, inventedCable({ id: '26 LIMA 78' }), from)
  const both = await libraryOf(server, knowledge)
  expect(both.documents).toHaveLength(2)
  expect(both.documents[0]).toBe(first.documents[0])

  const retired = { source: '26 LIMA 77', version: 1, state: 'retired' as const }
  await addKeeping(ingest, { ...retired, changedBy: 'ada', changedAt: start })
  expect((await libraryOf(server, knowledge)).documents.map(({ document }) => document.id)).toEqual([
    '26 LIMA 78',
  ])
})

it('is read once by calls that ask at the same time', async () => {
  const db = open()
  await keepDocument(db, inventedCable(), from)
  const [one, other] = await Promise.all([
    libraryOf(db, shippedKnowledge()),
    libraryOf(db, shippedKnowledge()),
  ])
  expect(one).toBe(other)
})
