import { cleanText, nearestWord } from './text.ts'

/** The columns a file of past entries may have. `line` holds a whole line as typed after `/log`, and stands alone. */
const entryColumns = [
  'line',
  'scope',
  'kind',
  'method',
  'quantity',
  'unit',
  'substance',
  'form',
  'place',
  'date',
  'until',
  'agency',
  'country',
  'source',
  'benchmark',
  'marking',
  'note',
] as const
type Column = (typeof entryColumns)[number]

export type ImportRow = Partial<Record<Column, string>>

const synonyms: Readonly<Record<string, Column>> = {
  qty: 'quantity',
  amount: 'quantity',
  what: 'substance',
  from: 'date',
  to: 'until',
  agencies: 'agency',
  by: 'agency',
  at: 'place',
  src: 'source',
  bm: 'benchmark',
  mark: 'marking',
}

/** The column that a heading of a file of entries means, or what is wrong with it. */
export function readColumn(heading: string): { column: Column } | { problem: string } {
  return readHeading(heading, entryColumns, synonyms)
}

/** The same for any list of columns; `where` says of what file they are. */
export function readHeading<Name extends string>(
  heading: string,
  columns: readonly Name[],
  synonyms: Readonly<Record<string, Name>>,
  where = '',
): { column: Name } | { problem: string } {
  const name = cleanText(heading).toLowerCase()
  const column = columns.find((one) => one === name) ?? synonyms[name]
  if (column) return { column }
  const nearest = nearestWord(name, columns)
  const meant = nearest === undefined ? '' : ` Is it ${nearest}?`
  return { problem: `there is no column "${heading}"${where}.${meant} Known are ${columns.join(', ')}.` }
}

/** A row as the line one would type for it: `seizure 250 kg cocaine at Callao on 3 Apr 2009 by PNP src "…"`. */
export function lineOfRow(row: ImportRow): string {
  const of = (column: Column) => cleanText(row[column] ?? '')
  if (of('line') !== '') return of('line')
  const led = (lead: string, column: Column) => (of(column) === '' ? '' : `${lead} ${of(column)}`)
  const days = of('until') === '' ? led('on', 'date') : `from ${of('date')} to ${of('until')}`
  return [
    of('scope') === 'event' ? '' : of('scope'),
    of('kind'),
    of('method'),
    of('quantity'),
    of('unit'),
    of('substance'),
    of('form'),
    led('at', 'place'),
    days,
    led('by', 'agency').replace(/\s*[,;]\s*/g, ' + '),
    led('country', 'country'),
    sourceClause(of('source')),
    led('bm', 'benchmark').replace(/\s*[,;]\s*/g, ' + '),
    led('mark', 'marking'),
    led('note', 'note'),
  ]
    .filter((piece) => piece !== '')
    .join(' ')
}

/** An address or a cable's number stands bare; other words are quoted, so that no word of theirs is read as a clause. */
export function sourceClause(source: string): string {
  if (source === '') return ''
  const bare = /^https?:\/\/\S+$/i.test(source) || /^\d\d [A-Za-z ]+ \d{1,6}\b/.test(source)
  return `src ${bare ? source : `"${source.replace(/"/g, "'")}"`}`
}
