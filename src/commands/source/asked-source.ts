import type { Channel, Context } from '../call.ts'
import { note, type Part, paragraph, type Reply } from '../reply.ts'
import { labelFirst, numbersIn, placesIn, placesOfSeveral, showPlaces } from './asked-places.ts'
import { type KnownSource, knownSources, readLabel, readVersion } from './known-sources.ts'
import { describeSource, retiredNote } from './lines.ts'

/**
 * What `/source` shows, for a question that names a source, perhaps places of it, and nothing else, where searching does not
 * serve it: it asks for a version, or the source is retired; `described` is the label of one that only words describe.
 * Undefined for any other question.
 */
export async function showAsked(
  question: string,
  context: Context,
  described?: string,
): Promise<Reply | undefined> {
  const text = question.replace(/[\s?.!]+$/, '')
  const sources = await knownSources(context)
  const several = placesOfSeveral(text, sources)
  if (several.some(({ source }) => isRetired(source))) return showPlaces(several, undefined, context)
  const named = readLabel(labelFirst(text, sources), sources)
  const source = named?.source ?? sources.find(({ id }) => id === described)
  if (!source) return undefined
  const { wanted, rest } = readVersion(named?.rest ?? '')
  if (wanted === undefined && !isRetired(source)) return undefined
  if (named && rest === '') return describeSource(source, wanted, context)
  const places = named ? placesIn(rest) : numbersIn(text)
  return places.length === 0
    ? undefined
    : showPlaces(
        places.map((place) => ({ source, place })),
        wanted,
        context,
      )
}

/** Of names that nothing searched is held of, those of retired sources, by name. */
export async function retiredAmong(
  names: readonly string[],
  context: Context,
): Promise<ReadonlyMap<string, KnownSource>> {
  const sources = names.length === 0 ? [] : await knownSources(context)
  return new Map(
    names.flatMap((name) => {
      const source = readLabel(name, sources)?.source
      return source && isRetired(source) ? [[name, source] as const] : []
    }),
  )
}

/** That a source is retired, since when and by whom, and how to read it. */
export function describeRetired(source: KnownSource, channel: Channel): Part[] {
  return [
    paragraph({ bold: `${source.id} is retired.` }),
    ...retiredNote(source, channel),
    note('To read it: ', { code: `/source ${source.id} para 1` }),
  ]
}

function isRetired({ keeping, document }: KnownSource): boolean {
  return keeping?.state === 'retired' && document !== undefined
}
