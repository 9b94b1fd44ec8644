import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderCsv } from '../../../src/edges/documents/csv.ts'
import { anySign } from '../../any-sign.ts'

test.each<[cell: string, written: string]>([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', `'+1`],
  ['-2 ha', `'-2 ha`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['Monzón, "VRAE"', `"Monzón, ""VRAE"""`],
  ['two\nlines', 'two lines'],
  ['\u001b[31m', '␛[31m'],
])('%j stands in the file as %s', (cell, written) => {
  expect(renderCsv({ columns: ['name', 'note'], rows: [['x', cell]] })).toBe(
    `\ufeffname,note\r\nx,${written}\r\n`,
  )
})

test('every cell comes back in its column, and none would be run', () => {
  const text = fc.oneof(
    fc.constantFrom('=1+1', '+', '-', '@', '\t=1', '  =1', '＝1', '"', ',', 'a\rb'),
    fc.string({ unit: anySign }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (rows) => {
      const written = renderCsv({ columns: ['name', 'note'], rows })
      const read = parse(written, { bom: true }) as string[][]
      expect(read).toHaveLength(rows.length + 1)
      for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/)
    }),
    { seed: 1988, numRuns: 200 },
  )
})
