import { findBenchmark } from '../../domain/cycle.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import { findFindingOfCall } from '../../store/findings.ts'
import { writing } from '../../store/open.ts'
import { findRestatementOfCall } from '../../store/restatements.ts'
import type { Context } from '../call.ts'
import type { RowLine, RowReading } from '../log/import-entries.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { findingPhrase } from './finding-lines.ts'
import { namedBy, readFinding } from './read-finding.ts'
import { writeFinding } from './record-finding.ts'

type Finding = Parameters<typeof findingPhrase>[0]

/** How every row of a file of baselines is read, in order; and unless one cannot be, or it is a rehearsal, all recorded at once. */
export async function importBaselines(
  rows: readonly RowLine[],
  { member, dryRun }: { member: string; dryRun: boolean },
  context: Context,
): Promise<{ readings: RowReading[]; recorded: number; waiting: number; known: number }> {
  const read: { row: RowLine; reading: Awaited<ReturnType<typeof readRow>> }[] = []
  for (const row of rows) read.push({ row, reading: await readRow(row, member, context) })
  const readings = read.map(({ reading }) =>
    'finding' in reading ? { at: reading.at, text: reading.text } : reading,
  )
  const none = { readings, recorded: 0, waiting: 0, known: 0 }
  if (dryRun || readings.some((reading) => 'problem' in reading)) return none
  return writing(context.db, async (db) => {
    const counted = { ...none }
    for (const { row, reading } of read) {
      if (!('finding' in reading)) continue
      const stood = (await findFindingOfCall(db, row.key)) ?? (await findRestatementOfCall(db, row.key))
      const outcome = stood ? undefined : await writeFinding(db, reading.finding, context, row.key)
      if (!outcome || 'same' in outcome) counted.known += 1
      else if ('waits' in outcome.made) counted.waiting += 1
      else counted.recorded += 1
    }
    return counted
  })
}

async function readRow(
  { at, line }: RowLine,
  member: string,
  context: Context,
): Promise<{ at: number; finding: Finding; text: string } | { at: number; problem: string }> {
  const { knowledge, channel, today } = context
  const [, id = '', text = ''] = /^(\S+) baseline\b ?(.*)$/.exec(line) ?? []
  try {
    assertWithin(line, channel.ceiling)
    const found = findBenchmark(id, knowledge.cycles, today)
    if (!found) return { at, problem: `there is no benchmark "${id}". Read as: ${line}` }
    const { cycle, benchmark } = found
    if (!isWithin(highestMarking([cycle, benchmark]), channel.ceiling))
      return { at, problem: `${id} is withheld here (SBU)` }
    const call = { command: 'benchmark', text: line, member, channel: channel.id }
    const reading = await readFinding('baseline', namedBy(id, cycle, benchmark), text, call, context)
    if ('ask' in reading)
      return { at, problem: `${reading.ask} Write one of: ${reading.choices.join(' | ')}. Read as: ${line}` }
    const { finding, notes } = reading
    const said = `(${finding.marking}) ${findingPhrase(finding, knowledge)}, source ${finding.source?.text ?? 'none'} (${finding.grade}), because ${finding.reason}.`
    return { at, finding, text: [said, ...notes.map((note) => `(${note})`)].join(' ') }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // Not a word of a row marked above the ceiling is shown again.
    return { at, problem: error.unsaid ? error.message : `${error.message} Read as: ${line}` }
  }
}
