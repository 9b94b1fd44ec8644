import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { libraryAtHand, libraryOf, openRecords } from '../../src/commands/library.ts'
import { UserError } from '../../src/commands/user-error.ts'
import type { Paragraph } from '../../src/domain/document.ts'
import { indexOf } from '../../src/knowledge/passage-index.ts'
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
  const { library: one } = await libraryOf(open(), knowledge)
  expect(one).toMatchObject({ knowledge, documents: [] })
  expect((await libraryOf(open(), knowledge)).library).toBe(one)
})

it('lets others in while our own records are read, which questions then need not wait for', async () => {
  // Not the one that other tests search.
  const knowledge = { ...shippedKnowledge() }
  const db = open()
  let turns = 0
  let isDone = false
  const opened = openRecords(db, knowledge).finally(() => {
    isDone = true
  })
  for (; !isDone; turns++) await setImmediate()
  await opened
  expect(turns).toBeGreaterThan(50)
  const { library } = await libraryOf(db, knowledge)
  expect(indexOf(library, 'U').size).toBeLessThan(indexOf(library, 'SBU').size)
})

it('is the same until another process takes a document in, and keeps what did not change', async () => {
  const knowledge = shippedKnowledge()
  const path = join(temporaryFolder(), 'store.sqlite')
  const [server, ingest] = [open(path), open(path)]
  const { library: empty } = await libraryOf(server, knowledge)
  expect((await libraryOf(server, knowledge)).library).toBe(empty)

  await keepDocument(ingest, inventedCable(), from)
  const { library: first } = await libraryOf(server, knowledge)
  expect(first.documents.map(({ document }) => document.id)).toEqual(['26 LIMA 77'])
  expect((await libraryOf(server, knowledge)).library).toBe(first)

  await keepDocument(ingest, inventedCable({ id: '26 LIMA 78' }), from)
  const { library: both } = await libraryOf(server, knowledge)
  expect(both.documents).toHaveLength(2)
  expect(both.documents[0]).toBe(first.documents[0])

  const retired = { source: '26 LIMA 77', version: 1, state: 'retired' as const }
  await addKeeping(ingest, { ...retired, changedBy: 'ada', changedAt: start })
  const { library: left } = await libraryOf(server, knowledge)
  expect(left.documents.map(({ document }) => document.id)).toEqual(['26 LIMA 78'])
})

it('is read once by calls that ask at the same time', async () => {
  const db = open()
  await keepDocument(db, inventedCable(), from)
  const [one, other] = await Promise.all([
    libraryOf(db, shippedKnowledge()),
    libraryOf(db, shippedKnowledge()),
  ])
  expect(one?.library).toBe(other?.library)
})

it('lets others in while many paragraphs are read, and says how far it is', async () => {
  const db = open()
  const texts = Array.from({ length: 1_200 }, (_, at) => `Barge ${at} came by the river with ${at} crates.`)
  await keepDocument(db, inventedCable({ paragraphs: texts.map(asParagraph) }), from)
  const knowledge = shippedKnowledge()
  const stages = new Set<string>()
  for (let ready = false; !ready; ) {
    try {
      const library = await libraryAtHand(db, knowledge, {}, 20)
      expect(library.documents[0]?.document.paragraphs).toHaveLength(texts.length)
      ready = true
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      stages.add(error.message.replace(/[\d,]+/g, '#'))
    }
  }
  expect([...stages].join('\n')).toMatch(
    /The documents held are being made ready for searching: # of # paragraphs are indexed\. Ask again in a few seconds;/,
  )
})

function asParagraph(text: string, at: number): Paragraph {
  return { cite: { source: '26 LIMA 77', paragraph: at + 1 }, text, marking: 'U', line: at + 1 }
}
