import { isWithin } from '../../domain/marking.ts'
import { readPlace } from '../../domain/place.ts'
import type { Channel, Context } from '../call.ts'
import { note, type Part, paragraph, type Reply } from '../reply.ts'
import { type KnownSource, knownSources, readLabel, readVersion } from './known-sources.ts'
import { describeSource, retiredNote } from './lines.ts'
import { showPlace } from './place.ts'

/**
 * What `/source` shows, for a question that names a source, perhaps a place of it, and nothing else, where searching does not
 * serve it: it asks for a version, or the source is retired. Undefined for any other question.
 */
export async function showAsked(question: string, context: Context): Promise<Reply | undefined> {
  const text = question.replace(/[\s?.!]+$/, '')
  const sources = await knownSources(context)
  const turned = text.replace(/^(.+?) (?:of|in) (.+)$/i, '$2 $1')
  const named = readLabel(text, sources) ?? readLabel(turned, sources)
  if (!named) return undefined
  const { wanted, rest } = readVersion(named.rest)
  if (wanted === undefined && !isRetired(named.source)) return undefined
  if (rest === '') return describeSource(named.source, wanted, context)
  const place = readPlace(rest)
  return place && showPlace(named.source, place, wanted, context)
}

/** Of names that nothing searched is held of, those of retired sources that may be named here, by name. */
export async function retiredAmong(
  names: readonly string[],
  context: Context,
): Promise<ReadonlyMap<string, KnownSource>> {
  const sources = names.length === 0 ? [] : await knownSources(context)
  return new Map(
    names.flatMap((name) => {
      const source = readLabel(name, sources)?.source
      const isNamed = source && isRetired(source) && isWithin(source.marking, context.channel.ceiling)
      return isNamed ? [[name, source] as const] : []
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
