import { shortArticles } from '../domain/article-wording.ts'
import { withinCeiling } from '../domain/marking.ts'
import { type Answer, answersOf } from './answers.ts'
import type { Library } from './library.ts'
import type { Passage } from './passage.ts'
import { askedOfPlaces } from './question/instruments.ts'
import { fullKeys, namedPassages } from './question/named-passages.ts'
import { type Found, type Hit, type Search, searchPassages } from './search.ts'
import { countUnsearched } from './unsearched.ts'
import { readWords } from './words.ts'

/** What a question is answered with. */
export interface FoundAnswers extends Pick<Found, 'isDeciding'> {
  /** The best first. */
  answers: Answer[]
  /** The part of the question that they answer, where nothing held answers the whole. */
  part?: string
  /** A source is named, perhaps with a paragraph: then nothing else in the question asks for more. */
  isCited: boolean
  /** Names in the question of what there is nothing of. */
  missing: string[]
  /** Sources or places of which nothing says which is meant, by name. */
  choices: string[]
  /** How many of the passages named are above the ceiling. */
  withheld: number
  /** How many sources hold something above the ceiling, which is not searched; 0 where all was named. */
  unsearched: number
}

/** A passage that was not named stands beside what was only when it holds so much of the question. */
const wholeQuestion = 0.95

/** What a question names and what it asks of it; else what is found. */
export function findAnswers(library: Library, typed: string, search: Search): FoundAnswers {
  const { ceiling, only = () => true } = search
  // In the forms that records are known by: the paragraph of an article is not looked for in a source.
  const question = fullKeys(shortArticles(typed), library.knowledge)
  const named = namedPassages(question, library, ceiling)
  const within = withinCeiling(named.passages.filter(only), ceiling)
  const { hits, part, isDeciding, readHit } = searchPassages(library, question, search)
  const choices = withinCeiling(named.choices, ceiling).shown.map(({ name }) => name)
  const isNamed = within.shown.length + within.withheld + named.missing.length + named.choices.length > 0
  const beside = named.isSource || within.shown.length === 0 || part !== undefined ? [] : hits
  const parts = partsAsked(library, question, within.shown.filter(isOfArticle), search)
  const found = isNamed ? namedHits(within.shown, { hits: beside, readHit }, parts) : hits
  return {
    answers: answersOf(found, library, { ceiling, readHit, cited: named.isSource ? within.shown : [] }),
    ...(part !== undefined && !isNamed && { part }),
    isCited: named.isSource,
    missing: found.length > 0 ? named.missing : [...new Set([...named.missing, ...named.perhaps])],
    choices,
    withheld: within.withheld,
    unsearched: isNamed ? 0 : countUnsearched(library, ceiling, only),
    isDeciding,
  }
}

/** What the places and their Convention are called asks for nothing: it stands in every part. */
function partsAsked(library: Library, question: string, places: readonly Passage[], search: Search): Parts {
  if (places.length === 0) return { hits: [] }
  const titles = new Set(places.flatMap(({ title }) => readWords(title)))
  const asked = askedOfPlaces(question, library.knowledge)
    .split(/\s+/)
    .filter((word) => !readWords(word).some((term) => titles.has(term)))
    .join(' ')
  const { only = () => true } = search
  const { hits, readHit } = searchPassages(library, asked, {
    ...search,
    only: (passage) => only(passage) && places.some((place) => isPart(passage, place)),
  })
  const shareOf = (passage: Passage) => readHit(passage).share
  const telling = hits.find(({ passage }) =>
    places.some((place) => isPart(passage, place) && shareOf(passage) > shareOf(place)),
  )
  return { hits, ...(telling && { telling }) }
}

/** Parts of places named: those that say something of what is asked, and the best that says more of it than its place does. */
interface Parts {
  hits: readonly Hit[]
  telling?: Hit
}

/** What was named, behind the one part that says more of what is asked; then its other parts, and what meets all of the question. */
function namedHits(
  named: readonly Passage[],
  whole: Pick<Found, 'hits' | 'readHit'>,
  { telling, hits }: Parts,
): Hit[] {
  const chosen = whole.hits.filter(({ passage }) => named.includes(passage))
  const rest = named.filter((passage) => !holds(chosen, passage)).map(whole.readHit)
  // The part of one place may bear the number of another, and is not meant.
  const others = whole.hits.filter(
    ({ passage, share }) => share >= wholeQuestion && !named.includes(passage) && !isOfArticle(passage),
  )
  const parts = hits.filter((hit) => hit !== telling)
  return [...(telling ? [telling] : []), ...chosen, ...rest, ...parts, ...others]
}

function holds(hits: readonly Hit[], passage: Passage): boolean {
  return hits.some((hit) => hit.passage === passage)
}

const isOfArticle = ({ id }: Passage): boolean => id.startsWith('article/')

/** `article/17.10` of `article/17`. */
function isPart(one: Passage, whole: Passage): boolean {
  return isOfArticle(whole) && one.id.startsWith(whole.id) && /^[.(]/.test(one.id.slice(whole.id.length))
}
