import { type Cited, isBeside, leadingForm, shareParagraphs } from '../../domain/cited.ts'
import { highestMarking } from '../../domain/marking.ts'
import { type AskedPlace, findParagraphs, type Paragraphs, readPlace, recordsAt } from '../../domain/place.ts'
import { findLabels, makeLabels, type NamedLabel } from '../../domain/source-label.ts'
import { findDocument } from '../../store/documents.ts'
import type { Context } from '../call.ts'
import { note, type Reply } from '../reply.ts'
import type { KnownSource } from './known-sources.ts'
import { showPlace } from './place.ts'

/** A place of a source. */
interface PlaceOf {
  source: KnownSource
  place: AskedPlace
}

/** `para 6 of 09 STATE 32018` with its label first, as everything else begins; what begins with a label, or names several, stays. */
export function labelFirst(text: string, sources: readonly KnownSource[]): string {
  const [label, ...others] = findLabels(text, makeLabels(sources))
  const [, place = ''] = ahead.exec(text.slice(0, label?.start)) ?? []
  const isOther = leading.test(place)
  if (!label || others.length > 0 || isOther || placesIn(place).length === 0) return text
  return `${text.slice(label.start, label.end)} ${place}${text.slice(label.end)}`
}

const leading = new RegExp(leadingForm, 'iu')
const ahead = new RegExp(`^(.+) ${leadingForm} $`, 'iu')

/** What stands behind a label as places: `paras 6 and 12`, else the one place in words; none where it is no place. */
export function placesIn(rest: string): AskedPlace[] {
  const { named, rest: left } = findParagraphs(rest.replace(/^[,:]?\s*(?=\d)/, '¶'))
  const numbers = named.flatMap(({ paragraphs }) => paragraphs)
  const isAll = numbers.length > 1 || !/[^\s,;.&?!]/.test(left)
  const place = isAll ? undefined : readPlace(rest)
  return place ? [place] : isAll ? placesOf(numbers) : []
}

/** The paragraphs named anywhere in a question. */
export function numbersIn(question: string): AskedPlace[] {
  return placesOf(findParagraphs(question).named.flatMap(({ paragraphs }) => paragraphs))
}

/** Of several sources, each with paragraphs, those paragraphs; none where fewer are named. */
export function placesOfSeveral(text: string, sources: readonly KnownSource[]): PlaceOf[] {
  const places = placesCited(text, sources)
  return new Set(places.map(({ source }) => source)).size < 2 ? [] : places
}

/** The paragraphs of these sources that a question names, whatever it asks of them; none where it names one of another. */
export function placesBeside(question: string, sources: readonly KnownSource[]): PlaceOf[] {
  const { named, rest } = findParagraphs(question)
  const labels = findLabels(rest, makeLabels(sources))
  const areOfThese = named.every((one) => labels.some((label) => isBeside(rest, label, [one])))
  return areOfThese ? placesCited(question, sources) : []
}

function placesCited(text: string, sources: readonly KnownSource[]): PlaceOf[] {
  const { named, rest } = findParagraphs(text)
  return shareParagraphs(rest, findLabels(rest, makeLabels(sources)), named)
    .flatMap(onlyOf)
    .flatMap(({ source, paragraphs }) => placesOf(paragraphs).map((place) => ({ source, place })))
}

function onlyOf({ label, paragraphs }: Cited<NamedLabel<KnownSource>>) {
  const [source, ...others] = label.sources
  return source && others.length === 0 && paragraphs.length > 0 ? [{ source, paragraphs }] : []
}

/** Every place as `/source` shows it. */
export async function showPlaces(
  places: readonly PlaceOf[],
  wanted: number | undefined,
  context: Context,
): Promise<Reply> {
  const shown = await Promise.all(
    places.slice(0, mostPlaces).map(({ source, place }) => showPlace(source, place, wanted, context)),
  )
  const others = await Promise.all(places.slice(mostPlaces).map((one) => mayBeRead(one, wanted, context)))
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      ...shown.flatMap(({ parts }) => parts),
      ...(others.includes(true) ? [note(`Only the first ${mostPlaces} are shown; name the others.`)] : []),
    ],
  }
}

/** False of a paragraph behind the end of a text: then there is nothing else to name. */
async function mayBeRead({ source, place }: PlaceOf, wanted: number | undefined, { db }: Context) {
  const { id, document: held } = source
  const document = held && (await findDocument(db, id, wanted ?? held.version))
  return !document || recordsAt(document.paragraphs, place).length > 0
}

/** Paragraphs shown at once. */
const mostPlaces = 5

/** One more than is shown, however long the range. */
function placesOf(paragraphs: readonly Paragraphs[]): AskedPlace[] {
  return paragraphs.flatMap(({ first, last, part }) =>
    Array.from({ length: first === last ? 1 : Math.min(last - first, mostPlaces) + 1 }, (_, at) => ({
      number: first + at,
      ...(part !== undefined && { part }),
    })),
  )
}
