import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cable, cableWidth, printCable, wrapCable } from '../../src/domain/cable.ts'
import { anySign } from '../any-sign.ts'

const cable: Cable = {
  marking: 'SBU',
  head: ['E.O. 12958: N/A'],
  tags: ['SNAR', 'PE'],
  subject: 'Perú: answers',
  references: ['09 STATE 32018', '09 LIMA 412'],
  summary: [
    { text: 'Two of 18 are met.', marking: 'U' },
    { text: 'One is not.', marking: 'SBU' },
  ],
  sections: [
    {
      heading: 'DRUG PRODUCTION',
      paragraphs: [{ text: 'Coca in Monzón: 120 ha.', marking: 'U', cite: 'L-1' }],
    },
    { heading: 'HOST-GOVERNMENT VIEWS', paragraphs: [{ text: 'None is recorded.', marking: 'U' }] },
  ],
}

test('a cable is told in its order, numbered and marked', () => {
  expect(printCable(cable)).toBe(`SENSITIVE BUT UNCLASSIFIED

E.O. 12958: N/A
TAGS: SNAR, PE
SUBJECT: PERU: ANSWERS
REF: A. 09 STATE 32018
     B. 09 LIMA 412

1. (SBU) SUMMARY. Two of 18 are met. One is not. END SUMMARY.

DRUG PRODUCTION
---------------

2. (U) Coca in Monzon: 120 ha. [L-1]

HOST-GOVERNMENT VIEWS
---------------------

3. (U) None is recorded.

SENSITIVE BUT UNCLASSIFIED
`)
})

describe('a line', () => {
  test.each<[text: string, lines: string[]]>([
    ['', ['']],
    ['one', ['one']],
    [`${'x'.repeat(69)} y`, ['x'.repeat(69), '  y']],
    [`${'x'.repeat(70)}`, ['x'.repeat(69), '  x']],
    [`a ${'x'.repeat(68)}`, ['a', `  ${'x'.repeat(67)}`, '  x']],
    ['“¶9” – 1.10 × FY2008…', ['"para 9" - 1.10 x FY2008...']],
    ['可 ñandú', ['? nandu']],
  ])('%j', (text, lines) => {
    expect(wrapCable(text, '  ')).toEqual(lines)
  })

  test('never has more than 69 characters, nor a sign outside of telegraphic traffic; no word is lost', () => {
    const word = fc.oneof(
      fc.string({ unit: anySign, maxLength: 90 }),
      fc.lorem({ maxCount: 3 }),
      fc.constant('Monzón'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(' ')
        const lines = wrapCable(text, '     ')
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(cableWidth)
          expect(line).toMatch(/^[ -~]*$/)
        }
        const [whole = ''] = [lines.join('').replace(/ /g, '')]
        const plain = words
          .filter((one) => /^[a-z ]+$/i.test(one))
          .join('')
          .replace(/ /g, '')
        expect(whole.length).toBeGreaterThanOrEqual(plain.length)
      }),
      { seed: 1988, numRuns: 300 },
    )
  })
})
