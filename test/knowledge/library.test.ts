import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeldDocument } from '../../src/domain/held-document.ts'
import type { Marking } from '../../src/domain/marking.ts'
import { type Library, makeLibrary } from '../../src/knowledge/library.ts'
import { searchPassages } from '../../src/knowledge/search.ts'
import { libraryImage, openLibrary, paragraphsOf } from '../../src/knowledge/shelf.ts'
import { shippedKnowledge } from '../desk.ts'

const knowledge = shippedKnowledge()

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
    annotations: [],
  }
}

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
            makeLibrary(knowledge, documents, first),
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
    const renewed = makeLibrary(knowledge, [], first)
    expect(find(renewed, 'walnut orchard')).toEqual([])
    expect(paragraphsOf(renewed, '12 LIMA 7')).toEqual([])
  })
})

describe('an image', () => {
  const documents = [hold('12 LIMA 7', ['A walnut orchard by the quarry.', 'The barge carried a turbine.'])]

  test('opens a library that holds the same, which answers the same', () => {
    const library = makeLibrary(knowledge, documents)
    const again = makeLibrary(knowledge, documents)
    expect(openLibrary(again, libraryImage(library))).toBe('from image')
    for (const question of ['walnut orchard', 'barge turbine', 'report card due'])
      expect(find(again, question)).toEqual(find(library, question))
  })

  test.each([
    ['other documents', [hold('12 LIMA 7', ['A lantern.'], 'U', 2)], (bytes: Uint8Array) => bytes],
    [
      'a damaged image',
      documents,
      (bytes: Uint8Array) => bytes.map((byte, at) => (at === 500 ? byte ^ 1 : byte)),
    ],
    ['half an image', documents, (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['no image', documents, () => new Uint8Array()],
  ])('is read anew for %s', (_, held, spoil) => {
    const image = spoil(libraryImage(makeLibrary(knowledge, documents)))
    const library = makeLibrary(knowledge, held)
    expect(openLibrary(library, image)).toBe('read')
    expect(find(library, held === documents ? 'walnut orchard' : 'lantern')).toHaveLength(1)
  })
})
