import { highestMarking, type Marking, withinCeiling } from '../domain/marking.ts'
import type { Library } from '../knowledge/library.ts'
import type { Context } from './call.ts'
import { note, type Part, paragraph, type Reply, withheldNote } from './reply.ts'
import { describeRetired, retiredAmong } from './source/asked-source.ts'

/** An answer that was declined, to be described anew where more is known of what it names. */
export interface Declined {
  /** What was named and is not searched. */
  missing: readonly string[]
  describe(missing: readonly string[]): Reply
}

/** A retired source is held and not searched: that is what is said of it. */
export async function describeDeclined({ missing, describe }: Declined, context: Context): Promise<Reply> {
  const retired = await retiredAmong(missing, context)
  const reply = describe(missing.filter((name) => !retired.has(name)))
  const sources = [...retired.values()]
  return {
    ...reply,
    marking: highestMarking([reply, ...sources]),
    parts: [...reply.parts, ...sources.flatMap((source) => describeRetired(source, context.channel))],
  }
}

/** That nothing held supports an answer, and what is held instead. `withheld` counts what may not be shown here. */
export function decline(
  library: Library,
  ceiling: Marking,
  withheld: number,
  { missing, filters }: { missing: readonly string[]; filters: readonly string[] },
): Reply {
  const { knowledge } = library
  const documents = library.documents.map(({ document }) => document)
  const held = [
    `${knowledge.articles.length} articles of the 1988 Convention`,
    'the Majors List process',
    `${withinCeiling(knowledge.deadlines, ceiling).shown.length} deadlines`,
    ...withinCeiling(knowledge.cycles, ceiling).shown.map(({ title }) => title),
    `${knowledge.countries.length} countries`,
    ...withinCeiling(documents, ceiling)
      .shown.map(({ id }) => `the text of ${id}`)
      .slice(0, mostTexts),
  ]
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        withheld > 0 ? 'Nothing held for that may be shown in this channel.' : 'No source held for that.',
      ),
      ...missing.map((name) =>
        note(name.includes('¶') ? `Not in what is held: ${name}.` : `Not held: ${name}.`),
      ),
      ...filterNote(filters),
      note(
        `Held: ${held.join('; ')}. Ask in other words, or have a record with its source added to the data folder.`,
      ),
      ...withheldNote(withheld),
    ],
  }
}

/** Documents named where an answer is declined. */
const mostTexts = 5

/** The filters that a question was asked with. */
export function filterNote(filters: readonly string[]): Part[] {
  return filters.length === 0 ? [] : [note(`Only ${filters.join('; ')}.`)]
}
