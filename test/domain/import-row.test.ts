import { expect, it, test } from 'vitest'
import { type ImportRow, lineOfRow, readColumn } from '../../src/domain/import-row.ts'

test.each<[ImportRow, string]>([
  [{ line: ' seizure 5 kg cocaine ', kind: 'arrest' }, 'seizure 5 kg cocaine'],
  [
    {
      kind: 'seizure',
      quantity: '250',
      unit: 'kg',
      substance: 'cocaine',
      form: 'paste',
      place: 'Callao',
      date: '2009-04-03',
    },
    'seizure 250 kg cocaine paste at Callao on 2009-04-03',
  ],
  [
    {
      scope: 'total',
      kind: 'seizure',
      quantity: '3 t',
      substance: 'cocaine',
      date: '2009-01-01',
      until: '2009-03-31',
    },
    'total seizure 3 t cocaine from 2009-01-01 to 2009-03-31',
  ],
  [{ scope: 'event', kind: 'arrest', quantity: '4', agency: 'PNP, DIRANDRO' }, 'arrest 4 by PNP + DIRANDRO'],
  [{ kind: 'arrest', source: '09 LIMA 412 para 3' }, 'arrest src 09 LIMA 412 para 3'],
  [{ kind: 'arrest', source: 'https://x.example/a' }, 'arrest src https://x.example/a'],
  [
    { kind: 'arrest', source: 'the chief, by "word" at Callao' },
    `arrest src "the chief, by 'word' at Callao"`,
  ],
  [
    { kind: 'arrest', country: 'Peru', benchmark: 'PE-IL-3; PE-IL-4', marking: 'U', note: 'two\nlines' },
    'arrest country Peru bm PE-IL-3 + PE-IL-4 mark U note two lines',
  ],
  [{}, ''],
])('%j is typed %s', (row, line) => {
  expect(lineOfRow(row)).toBe(line)
})

it('knows columns by other words, and names the nearest', () => {
  expect(readColumn(' Qty ')).toEqual({ column: 'quantity' })
  expect(readColumn('LINE')).toEqual({ column: 'line' })
  expect(readColumn('substanse')).toMatchObject({ problem: expect.stringContaining('Is it substance?') })
  expect(readColumn('colour')).toMatchObject({ problem: expect.stringContaining('Known are line, scope') })
})
