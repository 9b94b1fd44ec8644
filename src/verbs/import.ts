import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'
import { importBaselines } from '../commands/benchmark/import-baselines.ts'
import { terminalMember } from '../commands/call.ts'
import { makeContext, terminal } from '../commands/context.ts'
import { importEntries, type RowLine } from '../commands/log/import-entries.ts'
import { isOfBaselines, lineOfBaseline, readBaselineColumn } from '../domain/import-baseline.ts'
import { lineOfRow, readColumn } from '../domain/import-row.ts'
import { plural } from '../domain/text.ts'
import { DataError, parseVerb, printPath, UsageError, withDesk } from './program.ts'

/** A file is read whole: larger ones are split first. */
const mostBytes = 50_000_000

/** Records past entries, or baselines, from a CSV file: all of its rows, or none. `--dry-run` shows how each is read, and writes nothing. */
export async function runVerb(args: string[]): Promise<number> {
  const { values, positionals } = parseVerb(args, {
    'dry-run': { type: 'boolean' },
    member: { type: 'string' },
    now: { type: 'string' },
  })
  const [path, ...rest] = positionals
  if (path === undefined || rest.length > 0)
    throw new UsageError('import takes one file: attache import entries.csv --dry-run')
  const { rows, ofBaselines } = readRows(path)
  return withDesk(values.now, async ({ desk, now }) => {
    const member = values.member ?? terminalMember
    const context = await makeContext(desk, { member, channel: terminal }, await now())
    const dryRun = values['dry-run'] ?? false
    const { readings, recorded, waiting, known } = await (ofBaselines ? importBaselines : importEntries)(
      rows,
      { member, dryRun },
      context,
    )
    const problems = readings.filter((reading) => 'problem' in reading)
    for (const reading of dryRun ? readings : problems) {
      const what = 'problem' in reading ? `cannot be read: ${reading.problem}` : reading.text
      process.stdout.write(`${printPath(path)}:${reading.at}: ${what}\n`)
    }
    if (problems.length > 0) {
      process.stderr.write(
        `attache: ${problems.length} of ${plural(rows.length, 'row')} cannot be read; nothing was imported\n`,
      )
      return 1
    }
    process.stdout.write(
      dryRun
        ? `${plural(rows.length, 'row')} can be imported; nothing was written\n`
        : `${ofBaselines ? plural(recorded, 'baseline') : plural(recorded, 'entry', 'entries')} recorded, ${waiting} wait for a second person, ${known} were there already\n`,
    )
    return 0
  })
}

function readRows(path: string): { rows: RowLine[]; ofBaselines: boolean } {
  const text = readText(path)
  const [header = ''] = text.split(/\r?\n/, 1)
  const records = parseRecords(text, delimiterOf(header), path)
  const [first, ...rest] = records
  if (!first || rest.length === 0)
    throw new DataError(
      `${printPath(path)} holds no rows; its first line names the columns: line, or kind, quantity, unit, substance …`,
    )
  const ofBaselines = isOfBaselines(first.record)
  const columns = first.record.map((heading) => {
    const read = ofBaselines ? readBaselineColumn(heading) : readColumn(heading)
    if ('problem' in read) throw new DataError(`${printPath(path)}:1: ${read.problem}`)
    return read.column
  })
  const seen = new Map<string, number>()
  const rows = rest.map(({ record, info }) => {
    const row = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']))
    const line = ofBaselines ? lineOfBaseline(row) : lineOfRow(row)
    const nth = (seen.get(line) ?? 0) + 1
    seen.set(line, nth)
    // The same row of a file imported again, or of a longer one, is known by what it says and how often it said so before.
    const key = `import/${createHash('sha256').update(line).digest('hex').slice(0, 24)}/${nth}`
    return { at: info.lines - (record.join('').match(/\n/g)?.length ?? 0), line, key }
  })
  return { rows, ofBaselines }
}

function readText(path: string): string {
  try {
    if (statSync(path).size > mostBytes)
      throw new DataError(`${printPath(path)} is larger than 50 MB; split it and import the parts`)
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof DataError) throw error
    if (error instanceof TypeError)
      throw new DataError(`${printPath(path)} is not UTF-8 text; save it as CSV UTF-8`)
    throw new DataError(`${printPath(path)} cannot be read; name a CSV file`)
  }
}

/** Spreadsheet programs of some countries write semicolons. */
function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function parseRecords(
  text: string,
  delimiter: string,
  path: string,
): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
  } catch (error) {
    if (error instanceof CsvError)
      throw new DataError(`${printPath(path)}: ${error.message}; nothing was imported`)
    throw error
  }
}
