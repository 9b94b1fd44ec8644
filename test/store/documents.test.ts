import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Document } from '../../src/domain/document.ts'
import {
  contentHash,
  documentsOfPath,
  documentVersions,
  findDocument,
  keepDocument,
  listDocuments,
  paragraphsAt,
} from '../../src/store/documents.ts'
import { latestInstant } from '../../src/store/entries.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

function openFile(path = join(temporaryFolder(), 'store.sqlite')): Db {
  const store = openStore(path)
  onTestFinished(() => store.close())
  return store.db
}

const monday = '2026-04-06T14:00:00.000Z'
const tuesday = '2026-04-07T14:00:00.000Z'
const from = (now: string, path = '/cables/77.txt') => ({ path, by: 'ana', now })
const cable = inventedCable()
const corrected: Document = {
  ...cable,
  paragraphs: cable.paragraphs.map((one, index) =>
    index === 0 ? { ...one, text: 'Fifty containers.' } : one,
  ),
}

describe('a document', () => {
  it('is kept whole, and read back as it was', async () => {
    const db = openFile()
    expect(await keepDocument(db, cable, from(monday))).toEqual({ outcome: 'new', version: 1 })
    expect(await findDocument(db, cable.id, 1)).toEqual(cable)
    expect(await findDocument(db, cable.id, 2)).toBeUndefined()
    expect(await findDocument(db, '26 LIMA 78', 1)).toBeUndefined()
    const { paragraphs: _, ...head } = cable
    expect(await listDocuments(db)).toEqual([
      {
        ...head,
        paragraphs: 9,
        version: 1,
        hash: contentHash(cable),
        path: '/cables/77.txt',
        recordedBy: 'ana',
        recordedAt: monday,
      },
    ])
  })

  it('with the same content changes nothing, whatever the order of its fields', async () => {
    const db = openFile()
    await keepDocument(db, cable, from(monday))
    const turned = {
      ...cable,
      head: Object.fromEntries(Object.entries(cable.head).reverse()) as unknown as Document['head'],
      paragraphs: cable.paragraphs.map(
        (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as Document['paragraphs'][0],
      ),
    }
    expect(await keepDocument(db, turned, from(tuesday, '/else.txt'))).toEqual({
      outcome: 'unchanged',
      version: 1,
    })
    expect(await documentVersions(db, cable.id)).toHaveLength(1)
  })

  it.each<[string, Partial<Document>]>([
    ['title', { title: 'Another' }],
    ['date', { date: '2026-03-15' }],
    ['marking', { marking: 'U' }],
    ['tags', { head: { ...cable.head, tags: ['SNAR'] } }],
    ['section', { head: { ...cable.head, section: { number: 2, of: 2 } } }],
    ['gaps', { gaps: [] }],
    ['order of paragraphs', { paragraphs: cable.paragraphs.toReversed() }],
    ['what stands in the file', { paragraphs: cable.paragraphs.map((one) => ({ ...one, written: 'x' })) }],
  ])('with another %s is a new version, and the old one stays', async (_field, change) => {
    const db = openFile()
    await keepDocument(db, cable, from(monday))
    const changed = { ...cable, ...change }
    expect(await keepDocument(db, changed, from(tuesday))).toEqual({ outcome: 'changed', version: 2 })
    expect(await findDocument(db, cable.id, 1)).toEqual(cable)
    expect(await findDocument(db, cable.id, 2)).toEqual(changed)
  })

  it('is listed as it stood at an instant', async () => {
    const db = openFile()
    await keepDocument(db, cable, from(monday))
    await keepDocument(db, corrected, from(tuesday))
    expect((await listDocuments(db)).map(({ version }) => version)).toEqual([2])
    expect((await listDocuments(db, monday)).map(({ version }) => version)).toEqual([1])
    expect(await listDocuments(db, '2026-04-06T13:59:59.999Z')).toEqual([])
    expect((await documentVersions(db, cable.id)).map(({ version }) => version)).toEqual([2, 1])
    expect((await documentVersions(db, cable.id, monday)).map(({ version }) => version)).toEqual([1])
  })

  it('is read at one place, as it stood at an instant and as it is marked now', async () => {
    const db = openFile()
    const asSbu = corrected.paragraphs.map((one) => ({ ...one, marking: 'SBU' as const }))
    await keepDocument(db, cable, from(monday))
    await keepDocument(db, { ...corrected, paragraphs: asSbu }, from(tuesday))
    const at = (place: string) => ({ source: cable.id, paragraph: 3, part: 'A', place })
    const [then] = await paragraphsAt(db, at('Ports 1'), monday)
    const whole = cable.paragraphs.find(({ cite }) => cite.place === 'Ports 1')
    expect(then).toEqual({ ...whole, marking: 'SBU' })
    expect(await paragraphsAt(db, at('Ports 1'))).toEqual([
      asSbu.find(({ cite }) => cite.place === 'Ports 1'),
    ])
    expect(await paragraphsAt(db, at('Ports 9'))).toEqual([])
    expect(await paragraphsAt(db, { source: cable.id, paragraph: 3 })).toEqual([])
    expect(await paragraphsAt(db, at('Ports 1'), '2026-04-05T14:00:00.000Z')).toEqual([])
  })

  it('is never recorded before what the store holds already', async () => {
    const db = openFile()
    await keepDocument(db, cable, from(tuesday))
    await keepDocument(db, corrected, from(monday))
    expect((await documentVersions(db, cable.id)).map(({ recordedAt }) => recordedAt)).toEqual([
      tuesday,
      tuesday,
    ])
    expect(await latestInstant(db)).toBe(tuesday)
  })

  it('is found by the file that its current version came from', async () => {
    const db = openFile()
    await keepDocument(db, cable, from(monday, '/a.txt'))
    await keepDocument(db, { ...cable, id: 'memo' }, from(monday, '/a.txt'))
    expect(await documentsOfPath(db, '/a.txt')).toEqual(['26 LIMA 77', 'memo'])
    await keepDocument(db, corrected, from(tuesday, '/b.txt'))
    expect(await documentsOfPath(db, '/a.txt')).toEqual(['memo'])
    expect(await documentsOfPath(db, '/b.txt')).toEqual(['26 LIMA 77'])
  })

  it('undone half-way leaves nothing', async () => {
    const db = openFile()
    const [first] = cable.paragraphs
    const broken = { ...cable, paragraphs: [first, { ...first, marking: 'C' }] } as Document
    await expect(keepDocument(db, broken, from(monday))).rejects.toThrow(/CHECK/)
    expect(await listDocuments(db)).toEqual([])
    expect(await db.selectFrom('paragraphs').selectAll().execute()).toEqual([])
  })

  it('handed in twice at once by two processes is one version', async () => {
    const path = join(temporaryFolder(), 'store.sqlite')
    const [one, other] = [openFile(path), openFile(path)]
    const kept = [
      await keepDocument(one, cable, from(monday)),
      await keepDocument(other, cable, from(monday)),
    ]
    expect(kept.map(({ outcome }) => outcome)).toEqual(['new', 'unchanged'])
    expect(await findDocument(other, cable.id, 1)).toEqual(cable)
  })
})

it('gives back any document as it was handed in', async () => {
  const db = openFile()
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  const cite = fc.record(
    {
      source: fc.constant('paper'),
      paragraph: fc.nat(99_999),
      printed: fc.nat(99),
      probable: fc.nat(99),
      part: fc.constantFrom('A', 'B', '1'),
      place: text,
    },
    { requiredKeys: ['source'] },
  )
  const paragraph = fc.record(
    {
      cite,
      text,
      line: fc.nat(99_999),
      marking: fc.constantFrom('U' as const, 'SBU' as const),
      heading: text,
      written: text,
      numbering: text,
    },
    { requiredKeys: ['cite', 'text', 'line', 'marking'] },
  )
  let version = 0
  await fc.assert(
    fc.asyncProperty(fc.array(paragraph, { maxLength: 5 }), fc.array(text), async (paragraphs, gaps) => {
      const document = { ...inventedCable({ id: 'paper' }), paragraphs, gaps } as Document
      const kept = await keepDocument(db, document, from(monday))
      expect(kept.version - version).toBe(kept.outcome === 'unchanged' ? 0 : 1)
      version = kept.version
      expect(await findDocument(db, 'paper', version)).toEqual(document)
    }),
    { seed: 1988, numRuns: 200 },
  )
})
