import { isBeside } from '../../domain/cited.ts'
import { findParagraphs } from '../../domain/place.ts'
import { findLabels, makeLabels } from '../../domain/source-label.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Channel, Context } from '../call.ts'
import { note, type Part, paragraph, type Reply } from '../reply.ts'
import { labelFirst, numbersIn, placesBeside, placesIn, placesOfSeveral, showPlaces } from './asked-places.ts'
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
  const beside = placesBeside(text, sources.filter(isRetired))
  if (!source) return beside.length === 0 ? undefined : showPlaces(beside, undefined, context)
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

/** True where a paragraph stands by the label of a source that is retired, which no search knows. */
export function citesRetired(question: string, { standings }: Pick<Library, 'standings'>): boolean {
  const retired = [...standings].flatMap(([id, { keeping, text }]) =>
    keeping?.state === 'retired' && text ? [{ id, aliases: [] }] : [],
  )
  if (retired.length === 0) return false
  const { named, rest } = findParagraphs(question)
  return findLabels(rest, makeLabels(retired)).some((label) => isBeside(rest, label, named))
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
