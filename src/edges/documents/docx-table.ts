import type { Part } from '../../commands/reply.ts'
import { visibleText } from '../visible-text.ts'

type Table = Part & { part: 'table' }

/** The style of a cell's paragraph, by its id among the document's styles. */
export const cellStyle = 'Cell'

/** Space between a cell's text and its borders, in twentieths of a point. */
export const cellMargins = { top: 40, bottom: 40, left: 80, right: 80 }

/** Of a table's letters, generously: nobody knows which font a reader has. */
const letterWidth = 108

/** A word longer than this may be broken. */
const longestWord = 16

/**
 * A table in WordprocessingML, its columns so many twentieths of a point wide: its first row is a header, repeated on every page, and no row is
 * torn between two. Written as text: of objects, an annex of thousands of rows takes ten times as long.
 */
export function tableXml({ caption, columns, rows }: Table, widths: readonly number[]): string {
  const width = sum(widths)
  const sides = Object.entries(cellMargins).map(([side, size]) => `<w:${side} w:w="${size}" w:type="dxa"/>`)
  return [
    '<w:tbl><w:tblPr>',
    `<w:tblW w:w="${width}" w:type="dxa"/>`,
    `<w:tblBorders>${borders}</w:tblBorders>`,
    `<w:tblLayout w:type="fixed"/><w:tblCellMar>${sides.join('')}</w:tblCellMar>`,
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
    caption === '' ? '' : `<w:tblCaption w:val="${xmlText(caption)}"/>`,
    '</w:tblPr>',
    `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`,
    '<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>',
    ...columns.map(
      (text) =>
        `<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="DEE6F0"/></w:tcPr>${paragraphXml(text, '<w:rPr><w:b/></w:rPr>')}</w:tc>`,
    ),
    '</w:tr>',
    ...rows.map(
      (row) =>
        `<w:tr><w:trPr><w:cantSplit/></w:trPr>${columns.map((_, index) => `<w:tc>${paragraphXml(row[index] ?? '')}</w:tc>`).join('')}</w:tr>`,
    ),
    '</w:tbl>',
  ].join('')
}

const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`)
  .join('')

function paragraphXml(text: string, look = ''): string {
  const run = text === '' ? '' : `<w:r>${look}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
  return `<w:p><w:pPr><w:pStyle w:val="${cellStyle}"/></w:pPr>${run}</w:p>`
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As element or attribute. */
function xmlText(text: string): string {
  return visibleText(text).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
}

/**
 * The widths of the columns of tables that have the same ones, in all `width`: each wide enough for its longest word, and of what is
 * left a share by how much it says.
 */
export function columnWidths(tables: readonly Pick<Table, 'columns' | 'rows'>[], width: number): number[] {
  const all = tables.flatMap(({ columns, rows }) => [columns, ...rows])
  const texts = (all[0] ?? []).map((_, index) => all.map((row) => row[index] ?? ''))
  const floors = texts.map((column) => {
    const longest = column.reduce((most, text) => Math.max(most, longestIn(text)), 3)
    return Math.min(longest, longestWord) * letterWidth + cellMargins.left + cellMargins.right + 20
  })
  const left = Math.max(width - sum(floors), 0)
  const weights = texts.map((column) => Math.min(sum(column.map(({ length }) => length)) / column.length, 80))
  const wanted = floors.map((floor, index) => floor + ((weights[index] ?? 0) / (sum(weights) || 1)) * left)
  const widths = wanted.map((one) => Math.floor((one / sum(wanted)) * width))
  return widths.map((one, index) => (index === 0 ? one + width - sum(widths) : one))
}

function longestIn(text: string): number {
  return text.split(/\s+/).reduce((most, { length }) => Math.max(most, length), 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
