import { bareCitation, printCitation, unverified } from '../domain/citation.ts'
import { highestMarking, type Marking, withinCeiling } from '../domain/marking.ts'
import { differencesFrom, isOfText, printDifferences, printFaultBeside } from '../knowledge/differences.ts'
import { annotationsBeside } from '../knowledge/library.ts'
import { faultsAt, type Passage } from '../knowledge/passage.ts'
import { paragraphsAt } from '../store/documents.ts'
import { recallStandings } from '../store/standings.ts'
import type { Context } from './call.ts'
import { note, type Part } from './reply.ts'
import { describeNotes } from './source/notes-beside.ts'

/** The place that a record of ours cites, as it stands now: another version may be held than `data/` was written from. */
export interface SourceBeside {
  /** Of what is shown of it; U where nothing is held, or may be shown. */
  marking: Marking
  /** Known faults that the text held may have; without one, all of them. */
  faults: string[]
  /** Where the text held says otherwise than we do, and what people noted there. */
  notes: Part[]
  /** How many of those notes are above the ceiling. */
  withheld: number
}

export async function sourceBeside(
  record: Pick<Passage, 'cite' | 'id' | 'lines'>,
  { db, asOf, channel, knowledge }: Context,
): Promise<SourceBeside> {
  const { cite } = record
  if (cite === unverified) return { marking: 'U', faults: [], notes: [], withheld: 0 }
  const standings = await recallStandings(db, asOf)
  const noted = withinCeiling(annotationsBeside({ standings }, [record]), channel.ceiling)
  const known = faultsAt(cite, knowledge.sources, channel.ceiling)
  const { shown: held } = withinCeiling(await paragraphsAt(db, cite, asOf), channel.ceiling)
  const lines = held.map(({ text }) => text)
  const text = lines.join(' ')
  const isOfHeld = (fault: string) => held.length === 0 || isOfText(fault, text)
  const differing = held.length === 0 ? [] : differencesFrom({ ...record, faults: known }, { cite, lines })
  const asWritten = { code: `/source ${printCitation(bareCitation(cite))}` }
  return {
    marking: highestMarking([...held, ...noted.shown]),
    faults: known.filter(isOfHeld),
    notes: [
      ...(differing.length > 0 ? [note(`${printDifferences(differing)} As written: `, asWritten)] : []),
      ...known.filter((fault) => !isOfHeld(fault)).map((fault) => note(printFaultBeside(fault, text))),
      ...describeNotes(noted.shown, { standings }),
    ],
    withheld: noted.withheld,
  }
}
