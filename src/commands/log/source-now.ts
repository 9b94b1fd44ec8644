import type { Entry } from '../../domain/entry.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { recordsAt } from '../../domain/place.ts'
import { recallStandings } from '../../store/standings.ts'
import type { Context } from '../call.ts'
import type { Part } from '../reply.ts'
import { placesIn } from '../source/asked-places.ts'
import { knownSources, readLabel } from '../source/known-sources.ts'
import { describeNotes } from '../source/notes-beside.ts'
import { sourceTrust } from '../source-trust.ts'

/** What stands today for or against the source that an entry was recorded from. */
interface SourceNow {
  /** `, retired`, to follow its citation; empty where nothing is decided. */
  after: string
  /** What people noted at that place. */
  notes: Part[]
  /** Of those notes. */
  marking: Marking
  withheld: number
}

/** Of a source that is known: an entry keeps the words it was typed with, whatever is decided or noted since. */
export async function sourceNow(source: Entry['source'], context: Context): Promise<SourceNow> {
  const { db, asOf, channel } = context
  const named = source && readLabel(source.text, await knownSources(context))
  const places = placesIn(named?.rest ?? '')
  if (!named || (named.rest !== '' && places.length === 0))
    return { after: '', notes: [], marking: 'U', withheld: 0 }
  const { id, annotations } = named.source
  const noted = annotations.filter(({ at }) =>
    places.some((place) => recordsAt([{ cite: at }], place).length > 0),
  )
  const { shown, withheld } = withinCeiling(noted, channel.ceiling)
  return {
    after: (await sourceTrust(context)).after({ source: id }),
    notes: describeNotes(shown, { standings: await recallStandings(db, asOf) }),
    marking: highestMarking(shown),
    withheld,
  }
}
