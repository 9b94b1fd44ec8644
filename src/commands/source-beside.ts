import { bareCitation, printCitation, unverified } from '../domain/citation.ts'
import type { Deadline } from '../domain/deadline.ts'
import { highestMarking, type Marking, withinCeiling } from '../domain/marking.ts'
import { plural } from '../domain/text.ts'
import { deadlinePassage } from '../knowledge/benchmark-passages.ts'
import { differencesFrom, isOfText, printDifferences, printFaultBeside } from '../knowledge/differences.ts'
import { annotationsBeside } from '../knowledge/library.ts'
import { faultsAt, type Passage, printFault } from '../knowledge/passage.ts'
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
  /** Faults and differences as lines of a file, which says all of them at once. */
  lines: string[]
  /** The same in few words, to follow the citation: `, 1 known fault, ours and the text held differ`; else empty and U. */
  after: { says: string; marking: Marking }
}

export async function sourceBeside(
  record: Pick<Passage, 'cite' | 'id' | 'lines'>,
  { db, asOf, channel, knowledge }: Pick<Context, 'db' | 'asOf' | 'channel' | 'knowledge'>,
): Promise<SourceBeside> {
  const { cite } = record
  if (cite === unverified) return nothingBeside
  const standings = await recallStandings(db, asOf)
  const noted = withinCeiling(annotationsBeside({ standings }, [record]), channel.ceiling)
  const known = faultsAt(cite, knowledge.sources, channel.ceiling)
  const isHeld = standings.get(cite.source)?.text !== undefined
  const { shown: held } = withinCeiling(isHeld ? await paragraphsAt(db, cite, asOf) : [], channel.ceiling)
  const lines = held.map(({ text }) => text)
  const text = lines.join(' ')
  const isOfHeld = (fault: string) => held.length === 0 || isOfText(fault, text)
  const differing = held.length === 0 ? [] : differencesFrom({ ...record, faults: known }, { cite, lines })
  const faults = known.filter(isOfHeld)
  const after = [
    ...(faults.length > 0 ? [plural(faults.length, 'known fault')] : []),
    ...(differing.length > 0 ? ['ours and the text held differ'] : []),
  ]
  const asWritten = { code: `/source ${printCitation(bareCitation(cite))}` }
  return {
    marking: highestMarking([...held, ...noted.shown]),
    faults,
    notes: [
      ...(differing.length > 0 ? [note(`${printDifferences(differing)} As written: `, asWritten)] : []),
      ...known.filter((fault) => !isOfHeld(fault)).map((fault) => note(printFaultBeside(fault, text))),
      ...describeNotes(noted.shown, { standings }),
    ],
    withheld: noted.withheld,
    lines: [
      ...(differing.length > 0 ? [printDifferences(differing)] : []),
      ...known.map((fault) => (held.length === 0 ? printFault(fault) : printFaultBeside(fault, text))),
    ],
    after: {
      says: after.map((one) => `, ${one}`).join(''),
      marking: after.length === 0 ? 'U' : highestMarking(held),
    },
  }
}

/** By the id of each deadline. */
export async function sourcesBeside(
  deadlines: readonly Deadline[],
  context: Pick<Context, 'db' | 'asOf' | 'channel' | 'knowledge'>,
): Promise<(deadline: Deadline) => SourceBeside> {
  const beside = new Map<string, SourceBeside>()
  for (const deadline of deadlines)
    if (!beside.has(deadline.id))
      beside.set(deadline.id, await sourceBeside(deadlinePassage(deadline), context))
  return ({ id }) => beside.get(id) ?? nothingBeside
}

const nothingBeside: SourceBeside = {
  marking: 'U',
  faults: [],
  notes: [],
  withheld: 0,
  lines: [],
  after: { says: '', marking: 'U' },
}
