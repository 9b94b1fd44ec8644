import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { claimLabel, type Reading, settleClaims } from '../../src/commands/source/claims.ts'
import type { Document } from '../../src/domain/document.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { start } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

function open(): Db {
  const store = openStore(join(temporaryFolder(), 'store.sqlite'))
  onTestFinished(() => store.close())
  return store.db
}

const cable = inventedCable()
const corrected = inventedCable({ title: 'Corrected' })
const memo = inventedCable({ id: 'memo', kind: 'paper' })
const otherMemo = inventedCable({ id: 'memo', kind: 'paper', title: 'Another' })

function claim(db: Db, path: string, document: Document, isGiven: boolean): Promise<Reading> {
  return claimLabel(db, { path, realPath: `/real/${path}` }, document, isGiven)
}

const take = (db: Db, path: string, document: Document) =>
  keepDocument(db, document, { path: `/real/${path}`, by: 'ana', now: start })

const retire = (db: Db, { id }: Document) =>
  addKeeping(db, { source: id, version: 1, state: 'retired', changedBy: 'ada', changedAt: start })

/** What is kept, as `path as label`, and what is said of the others. */
async function settle(db: Db, claims: [path: string, document: Document][], isGiven = false) {
  const readings: Reading[] = []
  for (const [path, document] of claims) readings.push(await claim(db, path, document, isGiven))
  const { kept, problems, remarks } = await settleClaims(db, readings, {
    isGiven,
    sayAs: (label) => `--as "${label}"`,
  })
  return {
    kept: kept.map(({ file, document }) => `${file.path} as ${document.id}`),
    said: [...problems, ...remarks].map(({ file, line, what }) => `${file}:${line}: ${what}`),
  }
}

it('lets a cable have its number, as new, unchanged and changed, from whatever file', async () => {
  const db = open()
  expect(await settle(db, [['a', cable]])).toEqual({ kept: ['a as 26 LIMA 77'], said: [] })
  await take(db, 'a', cable)
  expect(await settle(db, [['b', cable]])).toEqual({ kept: ['b as 26 LIMA 77'], said: [] })
  expect(await settle(db, [['b', corrected]])).toEqual({ kept: ['b as 26 LIMA 77'], said: [] })
})

it('gives a label that two texts claim to neither, and to the first of two that are one', async () => {
  const db = open()
  const { kept, said } = await settle(db, [
    ['a', cable],
    ['b', corrected],
    ['c', memo],
    ['d', memo],
  ])
  expect(kept).toEqual(['c as memo'])
  expect(said).toEqual([
    expect.stringMatching(/^a:1: claims 26 LIMA 77, as b does with another text.*--as "26 LIMA 77"/),
    expect.stringMatching(/^b:1: claims 26 LIMA 77, as a does/),
  ])
})

it('asks about a paper that another file holds, until a person says', async () => {
  const db = open()
  await take(db, 'a/memo', memo)
  expect((await settle(db, [['b/memo', memo]])).kept).toEqual(['b/memo as memo'])
  const { kept, said } = await settle(db, [['b/memo', otherMemo]])
  expect(kept).toEqual([])
  expect(said[0]).toMatch(/claims the name memo, which is held from another file; --as "memo"/)
  expect((await settle(db, [['b/memo', otherMemo]], true)).kept).toEqual(['b/memo as memo'])
  expect((await settle(db, [['a/memo', otherMemo]])).kept).toEqual(['a/memo as memo'])
})

it('asks about a file held under another label, unless its text is still the same', async () => {
  const db = open()
  const relabelled = { ...memo, id: 'memo on dogs' }
  const paragraphs = memo.paragraphs.map((one) => ({ ...one, cite: { ...one.cite, source: 'memo on dogs' } }))
  await take(db, 'memo', { ...relabelled, paragraphs })
  expect((await settle(db, [['memo', memo]])).kept).toEqual(['memo as memo on dogs'])
  const { kept, said } = await settle(db, [['memo', otherMemo]])
  expect(kept).toEqual([])
  expect(said[0]).toMatch(/was taken in as memo on dogs, and now reads as memo; say which/)
  expect((await settle(db, [['memo', otherMemo]], true)).kept).toEqual(['memo as memo'])
})

it('obeys the label given now, and says how one that was a mistake is mended', async () => {
  const db = open()
  const mistaken = inventedCable({ id: '26 LIMA 777' })
  await take(db, 'a', mistaken)
  expect(await settle(db, [['a', cable]])).toEqual({
    kept: ['a as 26 LIMA 777'],
    said: [
      'a:1: reads as 26 LIMA 77, and is held as 26 LIMA 777, the label given before; if that was a mistake: --as "26 LIMA 77"',
    ],
  })
  expect(await settle(db, [['a', cable]], true)).toEqual({
    kept: ['a as 26 LIMA 77'],
    said: [
      'a:1: is held as 26 LIMA 777 too; if 26 LIMA 777 was a mistake: /source retire 26 LIMA 777 because …',
    ],
  })
  await take(db, 'a', cable)
  expect(await settle(db, [['a', cable]])).toEqual({ kept: ['a as 26 LIMA 77'], said: [] })
  await retire(db, mistaken)
  expect(await settle(db, [['a', cable]], true)).toEqual({ kept: ['a as 26 LIMA 77'], said: [] })
})

it('says how a version that was a mistake is undone, and what to do with a file of a retired label', async () => {
  const db = open()
  const mistaken = inventedCable({ id: '26 LIMA 777' })
  await take(db, 'own', inventedCable({ id: '26 LIMA 777', title: 'Another' }))
  await take(db, 'a', mistaken)
  expect((await settle(db, [['a', cable]], true)).said).toEqual([
    'a:1: is held as 26 LIMA 777 too; if 26 LIMA 777 was a mistake: take in the file of its version 1 again, own, with --as "26 LIMA 777"',
  ])
  await retire(db, mistaken)
  const { kept, said } = await settle(db, [['a', cable]])
  expect(kept).toEqual([])
  expect(said[0]).toContain('is 26 LIMA 777, which is retired; restore that first')
  expect(said[0]).toContain('to hold it as 26 LIMA 77 instead: --as "26 LIMA 77"')
})

it('takes nothing in under a retired label, whoever says so', async () => {
  const db = open()
  await take(db, 'a', cable)
  await retire(db, cable)
  for (const isGiven of [false, true]) {
    const { kept, said } = await settle(db, [['a', cable]], isGiven)
    expect(kept).toEqual([])
    expect(said[0]).toMatch(/is 26 LIMA 77, which is retired; restore that first/)
  }
})
