import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type Citation,
  citationSchema,
  parseCitation,
  printCitation,
  printWithin,
} from '../../src/domain/citation.ts'

describe('a citation in its printed form', () => {
  test.each<[string, Citation]>([
    ['09 STATE 32018 ¶6', { source: '09 STATE 32018', paragraph: 6 }],
    ['09 STATE 32018 ¶9(A) (printed 19)', { source: '09 STATE 32018', paragraph: 9, part: 'A', printed: 19 }],
    [
      '09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)',
      { source: '09 STATE 32018', paragraph: 9, part: 'C', place: 'Interdiction 3', printed: 19 },
    ],
    [
      '09 STATE 32018 ¶8 criterion 3 (printed 18)',
      { source: '09 STATE 32018', paragraph: 8, place: 'criterion 3', printed: 18 },
    ],
    ['05 LIMA 1409 ¶18 (probably 8)', { source: '05 LIMA 1409', paragraph: 18, probable: 8 }],
    ['UNTS vol. 1582 p. 95, art. 3.1(a)', { source: 'UNTS vol. 1582 p. 95, art. 3.1(a)' }],
  ])('%s is read and printed', (text, citation) => {
    expect(parseCitation(text)).toEqual(citation)
    expect(printCitation(citation)).toBe(text)
  })

  it('keeps criterion 3 and category 3 of one paragraph apart', () => {
    const [criterion, category] = ['criterion', 'category'].map((word) =>
      parseCitation(`09 STATE 32018 ¶8 ${word} 3 (printed 18)`),
    )
    expect(criterion).not.toEqual(category)
  })

  it('reads back whatever it prints', () => {
    const number = fc.integer({ min: 1, max: 999 })
    const word = fc.stringMatching(/^[A-Z][a-z]{2,8}( [a-z]{2,8})? [1-9]$/)
    const citation = fc.record(
      {
        source: fc.constantFrom('09 STATE 32018', '05 LIMA 1409'),
        paragraph: number,
        printed: number,
        probable: number,
        part: fc.constantFrom('A', 'B', 'C'),
        place: word,
      },
      { requiredKeys: ['source', 'paragraph'] },
    )
    fc.assert(
      fc.property(citation, (one) => {
        expect(parseCitation(printCitation(one as Citation))).toEqual(one)
      }),
      { seed: 1988, numRuns: 500 },
    )
  })

  it.each([
    '',
    '¶9',
    '09 STATE 32018 ¶',
    '09 STATE 32018 ¶nine',
    '09 STATE 32018 ¶9(C) Interdiction 3 (printed',
  ])('"%s" is none, and the data folder is told how one is written', (text) => {
    expect(parseCitation(text)).toBeUndefined()
    expect(citationSchema.safeParse(text).success).toBe(false)
  })
})

test.each([
  ['09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)', '09 STATE 32018', '¶9(C) Interdiction 3'],
  ['05 LIMA 1409 ¶18 (probably 8)', '05 LIMA 1409', '¶18 (probably 8)'],
  ['05 LIMA 1409 ¶18 (probably 8)', '09 STATE 32018', '05 LIMA 1409 ¶18 (probably 8)'],
])('%s beside answers from %s is %s', (text, source, printed) => {
  expect(printWithin(parseCitation(text) ?? { source: '' }, source)).toBe(printed)
})
