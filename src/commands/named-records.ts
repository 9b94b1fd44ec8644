import { highestMarking, isWithin, type Marking } from '../domain/marking.ts'
import { annotationVersions } from '../store/annotations.ts'
import type { Context } from './call.ts'
import { buttons, note, type Part } from './reply.ts'

/** The commands that show what people recorded, by the letter of its id. */
const shownBy: Record<string, string> = {
  L: 'log show',
  N: 'log show',
  R: 'log show',
  D: 'log draft',
  F: 'benchmark show',
}

const recordId = /(?<![\w-])([LNRDFA])-(\d{1,9})(?![\w-])/gi

/** Records named where an answer is declined. */
const mostRecords = 3

/** How to see the records that a question names: no source holds them, so that nothing is found of them. */
export async function describeRecords(
  question: string,
  context: Context,
): Promise<{ marking: Marking; parts: Part[] }> {
  const ids = [...new Set(Array.from(question.matchAll(recordId), ([id]) => id.toUpperCase()))]
  const found = await Promise.all(ids.slice(0, mostRecords).map((id) => commandFor(id, context)))
  const shown = found.filter((one) => one !== undefined)
  return {
    marking: highestMarking(shown),
    parts: shown.flatMap(({ id, command }) => [
      note(`${id} is no source, but recorded here: `, { code: `/${command}` }),
      buttons({ label: `Show ${id}`, call: command }),
    ]),
  }
}

/** Nothing is looked up of a record that has a command of its own; an annotation is shown with its source. */
async function commandFor(
  id: string,
  { db, channel }: Context,
): Promise<{ id: string; command: string; marking: Marking } | undefined> {
  const command = shownBy[id.slice(0, 1)]
  if (command !== undefined) return { id, command: `${command} ${id}`, marking: 'U' }
  const [latest] = await annotationVersions(db, id)
  if (!latest || !isWithin(latest.marking, channel.ceiling)) return undefined
  return { id, command: `source ${latest.at.source}`, marking: latest.marking }
}
