import { readHeading, sourceClause } from './import-row.ts'
import { cleanText } from './text.ts'

/** The columns a file of baselines may have. */
const baselineColumns = [
  'benchmark',
  'quantity',
  'unit',
  'substance',
  'form',
  'period',
  'scope',
  'source',
  'evidence',
  'reason',
  'marking',
] as const
type Column = (typeof baselineColumns)[number]

type BaselineRow = Partial<Record<Column, string>>

const synonyms: Readonly<Record<string, Column>> = {
  indicator: 'benchmark',
  bm: 'benchmark',
  baseline: 'quantity',
  value: 'quantity',
  amount: 'quantity',
  qty: 'quantity',
  what: 'substance',
  where: 'scope',
  in: 'scope',
  src: 'source',
  grade: 'evidence',
  because: 'reason',
  mark: 'marking',
}

/** A file whose columns name a period is of baselines: an entry has dates. */
export function isOfBaselines(headings: readonly string[]): boolean {
  return headings.some((heading) => cleanText(heading).toLowerCase() === 'period')
}

/** The column that a heading of the file means, or what is wrong with it. */
export function readBaselineColumn(heading: string): { column: Column } | { problem: string } {
  return readHeading(heading, baselineColumns, synonyms, ' in a file of baselines')
}

/** A row as the line one would type for it: `PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src … because …`. */
export function lineOfBaseline(row: BaselineRow): string {
  const of = (column: Column) => cleanText(row[column] ?? '')
  const led = (lead: string, column: Column) => (of(column) === '' ? '' : `${lead} ${of(column)}`)
  return [
    of('benchmark'),
    'baseline',
    of('quantity'),
    of('unit'),
    of('substance'),
    of('form'),
    of('period'),
    led('in', 'scope'),
    sourceClause(of('source')),
    led('evidence', 'evidence'),
    led('because', 'reason'),
    led('mark', 'marking'),
  ]
    .filter((piece) => piece !== '')
    .join(' ')
}
