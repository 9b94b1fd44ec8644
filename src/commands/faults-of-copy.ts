import { highestMarking, type Marking } from '../domain/marking.ts'
import { type FaultsOfCopy, isOfText } from '../knowledge/differences.ts'
import { describeFault } from '../knowledge/passage.ts'
import type { Source } from '../knowledge/schema.ts'
import { paragraphsAt } from '../store/documents.ts'
import { recallStandings } from '../store/standings.ts'
import type { Context } from './call.ts'

/**
 * The known faults of these sources that are of our copy alone, as of an instant: another version may be held than `data/` was written
 * from. Of every marking: whoever shows them keeps to the ceiling.
 */
export async function faultsOfCopy(
  sources: readonly Source[],
  { db, asOf }: Pick<Context, 'db' | 'asOf'>,
): Promise<FaultsOfCopy> {
  const standings = await recallStandings(db, asOf)
  const ofCopy = new Map<string, Marking>()
  for (const source of sources) {
    if (standings.get(source.id)?.text === undefined) continue
    for (const fault of source.faults) {
      const held = fault.at ? await paragraphsAt(db, fault.at, asOf) : []
      const says = describeFault(fault, source)
      if (held.length > 0 && !isOfText(says, held.map(({ text }) => text).join(' ')))
        ofCopy.set(says, highestMarking(held))
    }
  }
  return ofCopy
}
