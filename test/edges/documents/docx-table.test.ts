import fc from 'fast-check'
import sax from 'sax'
import { expect, test } from 'vitest'
import { columnWidths, tableXml } from '../../../src/edges/documents/docx-table.ts'

/** The cells of each row as an XML reader gives them back; throws where the XML is not well formed. */
function readCells(xml: string): string[][] {
  const rows: string[][] = []
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name }) => {
    if (name === 'w:tr') rows.push([])
    if (name === 'w:tc') rows.at(-1)?.push('')
  }
  parser.ontext = (text) => {
    const cells = rows.at(-1)
    if (cells) cells[cells.length - 1] += text
  }
  parser.write(xml).close()
  return rows
}

test('whatever a cell holds, the table is well formed and as wide as the page, a header row above', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
  const text = fc.oneof(
    fc.constantFrom('</w:t>', '&amp;', ']]>', '\ufffe\uffff', '<w:tbl/>'),
    fc.string({ unit, maxLength: 40 }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 6 }), text, (rows, caption) => {
      const table = { part: 'table' as const, caption, columns: ['Id', 'What', ''], rows }
      const xml = tableXml(table, columnWidths([table], 10_080))
      expect(xml).not.toMatch(/[\u0000-\u001f\ufffe\uffff]/)
      const read = readCells(xml)
      expect(read.map((cells) => cells.length)).toEqual(Array(rows.length + 1).fill(3))
      const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(10_080)
    }),
    { seed: 1988, numRuns: 50 },
  )
  expect(
    readCells(tableXml({ part: 'table', caption: '', columns: ['a <b>'], rows: [['x & y']] }, [9])),
  ).toEqual([['a <b>'], ['x & y']])
})
