import { bareCitation, printCitation } from '../../domain/citation.ts'
import type { Annotation } from '../../domain/held-document.ts'
import { plural } from '../../domain/text.ts'
import type { Library } from '../../knowledge/library.ts'
import { printNote } from '../../knowledge/passage.ts'
import { note, type Part } from '../reply.ts'

/** Notes shown of an answer: the latest. */
const mostNotes = 2

/** What people noted beside what an answer shows, and how to see who did and when. */
export function describeNotes(
  annotations: readonly Annotation[],
  { standings }: Pick<Library, 'standings'>,
): Part[] {
  const more = annotations.length - mostNotes
  return [
    ...annotations.slice(-mostNotes).map((one) =>
      note(`${printNote(one, standings.get(one.at.source)?.text?.recordedAt)} · `, {
        code: `/source ${printCitation(bareCitation(one.at))}`,
      }),
    ),
    ...(more > 0 ? [note(`${plural(more, 'earlier note')} there.`)] : []),
  ]
}
