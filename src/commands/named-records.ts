import { highestMarking, isWithin, type Marking } from '../domain/marking.ts'
import { annotationVersions } from '../store/annotations.ts'
import { findDraft } from '../store/drafts.ts'
import { entryVersions } from '../store/entries.ts'
import { findingVersions } from '../store/findings.ts'
import { nilVersions } from '../store/nil-returns.ts'
import type { Db } from '../store/open.ts'
import { restatementVersions } from '../store/restatements.ts'
import type { Context } from './call.ts'
import { buttons, note, type Part } from './reply.ts'

/** What people recorded, by the letter of its id: the command that shows it, and its versions. */
const kinds: Record<
  string,
  { command: string; versions(db: Db, id: string): Promise<readonly { marking: Marking }[]> }
> = {
  L: { command: 'log show', versions: entryVersions },
  N: { command: 'log show', versions: nilVersions },
  R: { command: 'log show', versions: restatementVersions },
  D: {
    command: 'log draft',
    versions: async (db, id) => [await findDraft(db, id)].filter((draft) => draft !== undefined),
  },
  F: { command: 'benchmark show', versions: findingVersions },
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

/** Undefined where there is no such record, or none that may be shown; an annotation is shown with its source. */
async function commandFor(
  id: string,
  { db, channel }: Context,
): Promise<{ id: string; command: string; marking: Marking } | undefined> {
  const kind = kinds[id.slice(0, 1)]
  if (kind !== undefined) {
    const latest = (await kind.versions(db, id)).at(-1)
    const mayBeNamed = latest !== undefined && isWithin(latest.marking, channel.ceiling)
    return mayBeNamed ? { id, command: `${kind.command} ${id}`, marking: 'U' } : undefined
  }
  const [latest] = await annotationVersions(db, id)
  if (!latest || !isWithin(latest.marking, channel.ceiling)) return undefined
  return { id, command: `source ${latest.at.source}`, marking: latest.marking }
}
