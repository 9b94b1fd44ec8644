import { stringify } from 'csv-stringify/sync'
import type { Sheet } from '../../commands/reply.ts'
import { visibleText } from '../visible-text.ts'

/**
 * A table as spreadsheets open it: UTF-8 with its mark, CRLF, one line a row. A cell that a spreadsheet would run as a formula
 * begins with an apostrophe, and blanks before it are gone; what a terminal or editor would obey is made visible.
 */
export function renderCsv({ columns, rows }: Sheet): string {
  const cells = [columns, ...rows].map((row) =>
    columns.map((_, index) => visibleText(row[index] ?? '').trim()),
  )
  return stringify(cells, { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}
