import { shareParagraphs } from '../../domain/cited.ts'
import { highestMarking } from '../../domain/marking.ts'
import { type AskedPlace, findParagraphs, type Paragraphs, readPlace } from '../../domain/place.ts'
import { findLabels, makeLabels } from '../../domain/source-label.ts'
import type { Channel, Context } from '../call.ts'
import { note, type Part, paragraph, type Reply } from '../reply.ts'
import { type KnownSource, knownSources, readLabel, readVersion } from './known-sources.ts'
import { describeSource, retiredNote } from './lines.ts'
import { showPlace } from './place.ts'

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
  const turned = text.replace(/^(.+?) (?:of|in|de|en) (.+)$/i, '$2 $1')
  const several = await showSeveral(text, sources, context)
  if (several) return several
  const named = readLabel(text, sources) ?? readLabel(turned, sources)
  const source = named?.source ?? sources.find(({ id }) => id === described)
  if (!source) return undefined
  const { wanted, rest } = readVersion(named?.rest ?? '')
  if (wanted === undefined && !isRetired(source)) return undefined
  if (named && rest === '') return describeSource(source, wanted, context)
  const replies = await Promise.all(
    (named ? placesIn(rest) : numbersIn(text)).map((place) => showPlace(source, place, wanted, context)),
  )
  return replies.length === 0 ? undefined : joinReplies(replies)
}

/** Of several sources, each with paragraphs, those paragraphs; undefined where none of the sources is retired. */
async function showSeveral(
  text: string,
  sources: readonly KnownSource[],
  context: Context,
): Promise<Reply | undefined> {
  const { named, rest } = findParagraphs(text)
  const labels = findLabels(rest, makeLabels(sources))
  const cited = shareParagraphs(rest, labels, named).flatMap(({ label, paragraphs }) => {
    const [source, ...others] = label.sources
    return source && others.length === 0 && paragraphs.length > 0 ? [{ source, paragraphs }] : []
  })
  if (cited.length < 2 || !cited.some(({ source }) => isRetired(source))) return undefined
  const places = cited.flatMap(({ source, paragraphs }) =>
    placesOf(paragraphs).map((place) => ({ source, place })),
  )
  return joinReplies(
    await Promise.all(places.map(({ source, place }) => showPlace(source, place, undefined, context))),
  )
}

function joinReplies(replies: readonly Reply[]): Reply {
  return {
    to: 'member',
    marking: highestMarking(replies),
    parts: replies.flatMap(({ parts }) => parts),
  }
}

/** The one place that follows a label, or several paragraphs. */
function placesIn(rest: string): AskedPlace[] {
  const numbers = numbersIn(rest)
  const place = numbers.length > 1 ? undefined : readPlace(rest)
  return place ? [place] : numbers
}

function numbersIn(text: string): AskedPlace[] {
  return placesOf(findParagraphs(text).named.flatMap(({ paragraphs }) => paragraphs))
}

function placesOf(paragraphs: readonly Paragraphs[]): AskedPlace[] {
  return paragraphs
    .flatMap(({ first, last, part }) =>
      Array.from({ length: Math.min(last - first + 1, mostPlaces) }, (_, at) => ({
        number: first + at,
        ...(part !== undefined && { part }),
      })),
    )
    .slice(0, mostPlaces)
}

/** Paragraphs shown of one question. */
const mostPlaces = 5

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
