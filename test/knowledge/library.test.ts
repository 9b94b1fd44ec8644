import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeldDocument } from '../../src/domain/held-document.ts'
import type { Marking } from '../../src/domain/marking.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { type Library, makeLibrary } from '../../src/knowledge/library.ts'
import { openLibrary } from '../../src/knowledge/passage-index.ts'
import { searchPassages } from '../../src/knowledge/search.ts'
import { type Beginning, libraryImage, paragraphsOf, recordsOf } from '../../src/knowledge/shelf.ts'
import { atOnce } from '../../src/knowledge/steps.ts'
import { shippedKnowledge } from '../desk.ts'

/** As much as the laws need; the rest would be indexed anew for each library made here. */
const { hash, countries, deadlines, facts, terms, ...rest } = shippedKnowledge()
const none = Object.fromEntries(Object.keys(rest).map((name) => [name, []])) as unknown as typeof rest
const knowledge: Knowledge = { ...none, hash, countries, deadlines, facts, terms }

const words = [
  'barge',
  'ferry',
  'kiln',
  'lantern',
  'orchard',
  'quarry',
  'saddle',
  'turbine',
  'walnut',
  'coca',
]

function hold(id: string, texts: readonly string[], marking: Marking = 'U', version = 1): HeldDocument {
  return {
    document: {
      id,
      kind: 'paper',
      title: `Paper ${id}`,
      marking,
      head: { to: [], info: [], captions: [], tags: [], references: [] },
      paragraphs: texts.map((text, at) => ({
        cite: { source: id, paragraph: at + 1 },
        text,
        marking,
        line: at + 1,
      })),
      gaps: [],
    },
    version,
    ingested: '2026-11-22',
  }
}

/** A library that begins with what was there. */
function begin(documents: readonly HeldDocument[], beginning: Beginning): Library {
  const library = makeLibrary(knowledge, documents)
  atOnce(openLibrary(library, beginning))
  return library
}

const imageOf = (library: Library): Uint8Array => Buffer.concat([...libraryImage(library)])

const find = (library: Library, question: string, ceiling: Marking = 'SBU') =>
  searchPassages(library, question, { ceiling, limit: 3 }).hits.map(({ passage, share }) => [
    passage.id,
    share,
  ])

describe('a library that takes the place of another', () => {
  const papers = fc.array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  })

  test('answers as one made anew, whatever came, changed or went', () => {
    fc.assert(
      fc.property(
        papers,
        papers,
        papers,
        fc.subarray(words, { minLength: 1, maxLength: 3 }),
        (a, b, c, asked) => {
          const texts = (lines: string[][]) => lines.map((line) => line.join(' '))
          const [stays, goes] = [hold('stays', texts(a)), hold('goes', texts(b), 'SBU')]
          const first = makeLibrary(knowledge, [stays, goes])
          find(first, 'barge')
          const documents = [stays, hold('comes', texts(c), 'SBU'), hold('changes', texts(b), 'U', 2)]
          const question = asked.join(' ')
          const [renewed, anew] = [
            begin(documents, asked.length > 1 ? { before: first } : { image: imageOf(first) }),
            makeLibrary(knowledge, documents),
          ]
          for (const ceiling of ['U', 'SBU'] as const)
            expect(find(renewed, question, ceiling)).toEqual(find(anew, question, ceiling))
        },
      ),
      { seed: 1988, numRuns: 6 },
    )
  })

  test('what is gone is not found, by words or by number', () => {
    const first = makeLibrary(knowledge, [hold('12 LIMA 7', ['A walnut orchard by the quarry.'])])
    expect(find(first, 'walnut orchard')).toHaveLength(1)
    const renewed = begin([], { before: first })
    expect(find(renewed, 'walnut orchard')).toEqual([])
    expect(paragraphsOf(renewed, '12 LIMA 7')).toEqual([])
  })
})

describe('an image', () => {
  const documents = [hold('12 LIMA 7', ['A walnut orchard by the quarry.', 'The barge carried a turbine.'])]

  const own = recordsOf(makeLibrary(knowledge)).length

  test('opens a library that holds the same, which answers the same', () => {
    const library = makeLibrary(knowledge, documents)
    const again = makeLibrary(knowledge, documents)
    expect(atOnce(openLibrary(again, { image: imageOf(library) }))).toBe(0)
    for (const question of ['walnut orchard', 'barge turbine', 'report card due'])
      expect(find(again, question)).toEqual(find(library, question))
  })

  test.each([
    ['another version', [hold('12 LIMA 7', ['A lantern.'], 'U', 2)], 1],
    ['one document more', [...documents, hold('12 LIMA 8', ['A lantern.', 'A kiln.'])], 2],
    ['another document alone', [hold('12 LIMA 8', ['A lantern.'])], 1],
    ['none', [], 0],
  ])('serves one that holds others, of which it reads those alone: %s', (_, held, read) => {
    const library = makeLibrary(knowledge, held)
    expect(atOnce(openLibrary(library, { image: imageOf(makeLibrary(knowledge, documents)) }))).toBe(read)
    expect(find(library, 'lantern')).toEqual(find(makeLibrary(knowledge, held), 'lantern'))
    expect(find(library, 'walnut orchard')).toHaveLength(held.some((one) => documents.includes(one)) ? 1 : 0)
  })

  test('of another data folder serves for the documents, and their records are read', () => {
    const image = imageOf(makeLibrary({ ...knowledge, hash: 'other', facts: [] }, documents))
    const library = makeLibrary(knowledge, documents)
    expect(atOnce(openLibrary(library, { image }))).toBe(own)
    expect(find(library, 'report card due')).toEqual(
      find(makeLibrary(knowledge, documents), 'report card due'),
    )
  })

  test.each([
    ['damaged', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 500 ? byte ^ 1 : byte))],
    ['half there', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['empty', () => new Uint8Array()],
  ])('is passed over when it is %s', (_, spoil) => {
    const image = spoil(imageOf(makeLibrary(knowledge, documents)))
    const library = makeLibrary(knowledge, documents)
    expect(atOnce(openLibrary(library, { image }))).toBe(own + 2)
    expect(find(library, 'walnut orchard')).toHaveLength(1)
  })

  test('is not made whole of a library that is renewed meanwhile', () => {
    const library = makeLibrary(knowledge, documents)
    const pieces = libraryImage(library)
    pieces.next()
    begin([], { before: library })
    let last = pieces.next()
    while (!last.done) last = pieces.next()
    expect(last.value).toBe(false)
  })
})
