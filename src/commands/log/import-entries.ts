import { isMarkedAbove } from '../../domain/marking.ts'
import { findEntriesOfCall, recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { findRestatementOfCall } from '../../store/restatements.ts'
import type { Context } from '../call.ts'
import { UserError } from '../user-error.ts'
import { withGivenAliases } from './alias.ts'
import { entryPhrase, towardText, towardWithin } from './entry-lines.ts'
import { recordEntries } from './event.ts'
import { readEventLine, type Told } from './read-event.ts'

/** One row of a file: the line of the file it begins on, what it amounts to as typed, and a key that lets it in once. */
export interface RowLine {
  at: number
  line: string
  key: string
}

/** How a row was read; `problem` rows keep the whole file out. */
export type RowReading = { at: number; text: string } | { at: number; problem: string }

/** How every row is read, in order; and unless one cannot be, or it is a rehearsal, all of them recorded at once. */
export async function importEntries(
  rows: readonly RowLine[],
  { member, dryRun }: { member: string; dryRun: boolean },
  plain: Context,
): Promise<{ readings: RowReading[]; recorded: number; waiting: number; known: number }> {
  const context = await withGivenAliases(plain)
  const read = rows.map((row) => ({ row, reading: readRow(row, member, context) }))
  const readings = read.map(({ reading }) =>
    'told' in reading ? { at: reading.at, text: reading.text } : reading,
  )
  const none = { readings, recorded: 0, waiting: 0, known: 0 }
  if (dryRun || readings.some((reading) => 'problem' in reading)) return none
  return writing(context.db, async (db) => {
    const counted = { ...none }
    for (const { row, reading } of read) {
      if (!('told' in reading)) continue
      if ((await findEntriesOfCall(db, row.key)).length > 0 || (await findRestatementOfCall(db, row.key))) {
        counted.known += 1
        continue
      }
      const at = await recordingInstant(db, context.now)
      const [made] = await recordEntries(db, [reading.told.entry], at, row.key)
      if (made && 'waits' in made) counted.waiting += 1
      else counted.recorded += 1
    }
    return counted
  })
}

function readRow(
  { at, line }: RowLine,
  member: string,
  context: Context,
): { at: number; told: Told; text: string } | { at: number; problem: string } {
  const { knowledge, channel } = context
  // Not a word of such a row is shown again.
  if (isMarkedAbove(line, channel.ceiling))
    return { at, problem: `the row is marked above the ceiling (${channel.ceiling}); take it out` }
  const reading = attempt(() =>
    readEventLine({ command: 'log', text: line, member, channel: channel.id }, context),
  )
  if (typeof reading === 'string') return { at, problem: `${reading} Read as: ${line}` }
  if ('ask' in reading) {
    const labels = reading.choices.map(({ label }) => label).join(', ')
    return { at, problem: `${reading.ask} Write one of: ${labels}. Read as: ${line}` }
  }
  const [told, second] = reading.told
  if (!told || second) return { at, problem: `a row is one event, and this tells several. Read as: ${line}` }
  if (told.reading.notes.some((note) => note.startsWith('no date given')))
    return { at, problem: `a past entry needs its date. Read as: ${line}` }
  const { toward, known } = towardWithin(told.entry, knowledge, channel.ceiling)
  const { grade, marking } = told.entry
  const text = `(${marking}) ${entryPhrase(told.entry, knowledge)}, evidence ${grade}. ${towardText(toward, known)}`
  const notes = told.reading.notes.filter((note) => !note.startsWith('no source given'))
  return { at, told, text: [text, ...notes.map((note) => `(${note})`)].join(' ') }
}

/** What a person would be told is a finding here, and no reason to stop. */
function attempt<T>(read: () => T): T | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}
