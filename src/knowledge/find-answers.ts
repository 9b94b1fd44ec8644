import { placesNamed } from '../domain/article.ts'
import { shortArticles } from '../domain/article-wording.ts'
import { withinCeiling } from '../domain/marking.ts'
import { type Answer, answersOf } from './answers.ts'
import type { Library } from './library.ts'
import type { Passage } from './passage.ts'
import { fullKeys, namedPassages } from './question/named-passages.ts'
import { type Found, type Hit, type Search, searchPassages } from './search.ts'
import { countUnsearched } from './unsearched.ts'

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

/** What a question names, in this order: what of it also meets the rest, all of it, what meets all the rest; else what is found. */
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
  const whole = { hits: beside, readHit }
  const isOfSeveral = beside.length > 0 && within.shown.filter(isOfArticle).length > 1
  const asked = isOfSeveral ? searchPassages(library, withoutPlaces(question), search) : whole
  const found = isNamed ? namedHits(within.shown, whole, asked) : hits
  return {
    answers: answersOf(found, library, { ceiling, readHit }),
    ...(part !== undefined && !isNamed && { part }),
    isCited: named.isSource,
    missing: named.missing,
    choices,
    withheld: within.withheld,
    unsearched: isNamed ? 0 : countUnsearched(library, ceiling, only),
    isDeciding,
  }
}

type Read = Pick<Found, 'hits' | 'readHit'>

/**
 * What was named, its own parts first that hold more of what is asked, then what also meets the rest; then what meets all of it.
 * Of several places the numbers are not `asked`: a part of one may bear the number of another, and is not meant.
 */
function namedHits(named: readonly Passage[], whole: Read, asked: Read): Hit[] {
  const all = named.map(asked.readHit)
  const parts = asked.hits.filter((hit) =>
    all.some((one) => isPart(hit.passage, one.passage) && hit.share > one.share),
  )
  const chosen = whole.hits.filter(({ passage }) => named.includes(passage))
  const rest = named.filter((passage) => !holds(chosen, passage)).map(whole.readHit)
  const others = whole.hits.filter(
    ({ passage, share }) =>
      share >= wholeQuestion &&
      !named.includes(passage) &&
      !holds(parts, passage) &&
      (!isOfArticle(passage) || holds(asked.hits, passage)),
  )
  return [...parts, ...chosen, ...rest, ...others]
}

function holds(hits: readonly Hit[], passage: Passage): boolean {
  return hits.some((hit) => hit.passage === passage)
}

const isOfArticle = ({ id }: Passage): boolean => id.startsWith('article/')

function withoutPlaces(question: string): string {
  return question.replace(placesNamed(question) ?? '', ' ')
}

/** `article/17.10` of `article/17`. */
function isPart(one: Passage, whole: Passage): boolean {
  return isOfArticle(whole) && one.id.startsWith(whole.id) && /^[.(]/.test(one.id.slice(whole.id.length))
}
