import {
  type ArticlePath,
  type ArticleSpan,
  coversArticles,
  lastArticle,
  parseArticles,
  printArticles,
} from '../domain/article.ts'
import type { Knowledge } from './knowledge.ts'
import type { Article } from './schema.ts'

/** A place of the Convention as held: an article, or one of its paragraphs. */
export interface HeldPlace {
  ref: string
  span: ArticleSpan
  subject: string
  article: Article
}

/** Every article and paragraph held, in the Convention's order. */
export function heldPlaces({ articles }: Pick<Knowledge, 'articles'>): HeldPlace[] {
  return articles.flatMap((article) =>
    [{ ref: `${article.number}`, subject: article.subject }, ...article.paragraphs].flatMap(
      ({ ref, subject }) =>
        (parseArticles(ref) ?? []).map((span) => ({ ref: printArticles(span), span, subject, article })),
    ),
  )
}

/** What is held at a place, or around it, and why there is no such place where that is known. */
interface AtPlace {
  held?: HeldPlace
  /** `article 3 has 3.1 to 3.11`: of an article whose parts are not held one by one, none is known to be wanting. */
  instead?: string
}

export function placeAt(path: ArticlePath, places: readonly HeldPlace[]): AtPlace {
  if ((path[0] ?? 0) > lastArticle) return { instead: `the 1988 Convention has articles 1 to ${lastArticle}` }
  const held = nearestHeld(path, places)
  if (!held || held.span.first.length === path.length) return { ...(held && { held }) }
  const inside = places.filter(
    ({ span }) => span.first.length === held.span.first.length + 1 && coversArticles(held.span, span),
  )
  const [first, last] = [inside[0]?.ref, inside.at(-1)?.ref]
  if (first === undefined) return { held }
  return { held, instead: `article ${held.ref} has ${first === last ? first : `${first} to ${last}`}` }
}

/** The place itself, or the nearest one around it that is held; undefined when the article itself is not. */
function nearestHeld(path: ArticlePath, places: readonly HeldPlace[]): HeldPlace | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const wanted = path.slice(0, depth).join('.')
    const place = places.find(({ span }) => span.first.join('.') === wanted)
    if (place) return place
  }
  return undefined
}
