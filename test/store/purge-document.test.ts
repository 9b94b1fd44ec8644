import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Document, Paragraph } from '../../src/domain/document.ts'
import { addAnnotation, annotationVersions, listAnnotations } from '../../src/store/annotations.ts'
import { documentVersions, findDocument, keepDocument } from '../../src/store/documents.ts'
import { receive } from '../../src/store/inbox.ts'
import { findKeeping } from '../../src/store/keepings.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { purgeDocument } from '../../src/store/purge-document.ts'
import { recallDocuments } from '../../src/store/recall-documents.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

const now = '2026-04-06T14:00:00.000Z'
const why = { by: 'ada', now, reason: 'wrong system' }
const from = { path: '/cables/zebra.txt', by: 'ana', now }

function open(): { store: Store; folder: string } {
  const folder = temporaryFolder()
  const store = openStore(join(folder, 'store.sqlite'))
  onTestFinished(() => store.close())
  return { store, folder }
}

/** Every byte of the store's files: the database, its write-ahead log and what else lies beside it. */
function onDisk(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')
}

/** A cable whose second paragraph holds what must go. */
function spilled(more: Partial<Document> = {}): Document {
  const at = { source: '26 LIMA 77', paragraph: 2 }
  return inventedCable({
    paragraphs: [
      { cite: { source: '26 LIMA 77', paragraph: 1 }, text: 'A lion slept.', marking: 'U', line: 9 },
      {
        cite: at,
        heading: 'zebra-heading',
        text: 'zebra',
        written: 'zebra \\ written',
        marking: 'U',
        line: 11,
      },
    ],
    ...more,
  })
}

async function annotate(store: Store, paragraph: number, says: string, id: string): Promise<void> {
  const at = { source: '26 LIMA 77', paragraph }
  const note = { id, version: 1, at, says, shownBy: says, marking: 'U', state: 'standing' } as const
  await addAnnotation(store.db, { ...note, changedBy: 'ana', changedAt: now })
}

it('leaves nothing of a paragraph on disk, in any version, but its tombstone', async () => {
  const { store, folder } = open()
  const { db } = store
  await keepDocument(db, spilled(), { ...from, path: '/cables/77.txt' })
  await keepDocument(db, spilled({ title: 'Again' }), { ...from, path: '/cables/77.txt' })
  await keepDocument(db, inventedCable({ id: '26 LIMA 78' }), { ...from, path: '/cables/78.txt' })
  await annotate(store, 1, 'lion too', 'A-1')
  await annotate(store, 2, 'zebra-note', 'A-2')
  await receive(db, 'event/1', JSON.stringify({ text: 'zebra' }), now)
  const [before, other] = await recallDocuments(db)
  expect(before?.document.paragraphs[1]?.text).toBe('zebra')
  expect(onDisk(folder)).toContain('zebra')

  const purged = await purgeDocument(store, { ...why, id: '26 LIMA 77', place: { number: 2 } })
  expect(purged).toEqual({ versions: 2, paragraphs: 2, annotations: 1, messages: 1 })
  expect(onDisk(folder)).not.toContain('zebra')
  expect(onDisk(folder)).toContain('lion')
  for (const version of [1, 2]) {
    const document = await findDocument(db, '26 LIMA 77', version)
    expect(document?.paragraphs.map(({ text }) => text)).toEqual([
      'A lion slept.',
      '[Removed on 6 Apr 2026, because wrong system]',
    ])
  }
  const [after, same] = await recallDocuments(db)
  expect(after?.document.paragraphs[1]?.text).toContain('Removed')
  expect(same).toBe(other)
  expect((await listAnnotations(db)).map(({ id }) => id)).toEqual(['A-1'])
  expect((await annotationVersions(db, 'A-2'))[0]).toMatchObject({
    state: 'withdrawn',
    reason: 'wrong system',
  })
  // The same file again changes nothing.
  const again = await keepDocument(db, spilled({ title: 'Again' }), from)
  expect(again.outcome).toBe('unchanged')
  expect(await purgeDocument(store, { ...why, id: '26 LIMA 77', place: { number: 9 } })).toBeUndefined()
})

it('takes messages that quote a sentence of it, or a note beside it', async () => {
  const { store, folder } = open()
  const { db } = store
  const text = 'Nobody was there. A herd of zebras crossed the old bridge at noon. It went on.'
  await keepDocument(db, spilled({ paragraphs: [{ ...spilled().paragraphs[0], text } as Paragraph] }), {
    ...from,
    path: '/cables/77.txt',
  })
  await annotate(store, 1, 'seen again by a zebra keeper', 'A-1')
  const said = ['A herd of zebras crossed the old bridge at noon.', 'seen again by a zebra keeper', 'a lion']
  for (const [at, body] of said.entries()) await receive(db, `event/${at}`, JSON.stringify({ body }), now)
  const purged = await purgeDocument(store, { ...why, id: '26 LIMA 77', place: { number: 1 } })
  expect(purged?.messages).toBe(2)
  expect(onDisk(folder)).not.toContain('zebra')
  expect(onDisk(folder)).toContain('a lion')
})

it('takes a whole document: it is retired, and a clean copy can follow', async () => {
  const { store, folder } = open()
  const { db } = store
  const head = {
    to: ['zebra-to'],
    info: [],
    captions: [],
    tags: [],
    references: [],
    subject: 'zebra-subject',
  }
  await keepDocument(db, spilled({ title: 'zebra-title', head, gaps: ['zebra-gap'] }), from)
  await annotate(store, 1, 'zebra-note', 'A-1')
  const purged = await purgeDocument(store, { ...why, id: '26 LIMA 77' })
  expect(purged).toEqual({ versions: 1, paragraphs: 2, annotations: 1, messages: 0 })
  expect(onDisk(folder)).not.toMatch(/zebra|lion/)
  expect(await recallDocuments(db)).toEqual([])
  expect(await findKeeping(db, '26 LIMA 77')).toMatchObject({
    state: 'retired',
    changedBy: 'ada',
    reason: 'its text was removed: wrong system',
  })
  expect((await documentVersions(db, '26 LIMA 77'))[0]?.title).toBe(
    '[Removed on 6 Apr 2026, because wrong system]',
  )
  expect((await keepDocument(db, inventedCable(), from)).version).toBe(2)
  expect(await purgeDocument(store, { ...why, id: '26 LIMA 99' })).toBeUndefined()
})
