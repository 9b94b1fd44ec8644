import {
  type ArticlePath,
  type ArticleSpan,
  coversArticles,
  lastArticle,
  overlapArticles,
  parseArticles,
  printArticles,
} from '../../domain/article.ts'
import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { yearOfCycle } from '../../domain/cycle.ts'
import { type HeldPlace, heldPlaces, placeAt } from '../../knowledge/held-places.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { UserError } from '../user-error.ts'

/** The places held that answer what was asked. Throws a `UserError` for an article or paragraph that there is not. */
export function findPlaces(asked: readonly ArticleSpan[], knowledge: Knowledge): HeldPlace[] {
  const places = heldPlaces(knowledge)
  const shown = asked.flatMap((span) => {
    const first = need(span.first, places)
    const last = need(span.last, places)
    return first === last
      ? [first]
      : places.filter(
          (place) => place.span.first.length === span.first.length && coversArticles(span, place.span),
        )
  })
  return [...new Set(shown)]
}

function need(path: ArticlePath, places: readonly HeldPlace[]): HeldPlace {
  const { held, instead } = placeAt(path, places)
  const example = '/article 3.1(a)'
  if (instead !== undefined) {
    const typed = printArticles({ first: path, last: path })
    throw new UserError(`There is no article ${typed}: ${instead}.`, {
      nearest: `/article ${held?.ref ?? lastArticle}`,
      example,
    })
  }
  if (!held) throw new UserError(`Article ${path[0]} is not held.`, { example })
  return held
}

/** References as `data/` writes them. One that cannot be read names nothing. */
function readSpans(refs: readonly string[]): ArticleSpan[] {
  return refs.flatMap((ref) => parseArticles(ref) ?? [])
}

/**
 * How a list of references meets the places asked for: `names 3.1(a)`, `covers 9 by 9-19`, `holds 14.4 of 14`; undefined
 * when it does not. `whole` when each of them is named or covered.
 */
export function meeting(
  refs: readonly string[],
  asked: readonly ArticleSpan[],
): { how: string; whole: boolean } | undefined {
  const spans = readSpans(refs)
  const met = asked.flatMap((ask) => {
    const touching = spans.filter((span) => overlapArticles(span, ask))
    return touching.length > 0
      ? [{ ask, touching, around: touching.find((span) => coversArticles(span, ask)) }]
      : []
  })
  if (met.length === 0) return undefined
  const how = met.map(({ ask, touching, around }) => {
    const wanted = printArticles(ask)
    if (!around) return `holds ${touching.map(printArticles).join(', ')} of ${wanted}`
    return printArticles(around) === wanted
      ? `names ${wanted}`
      : `covers ${wanted} by ${printArticles(around)}`
  })
  return {
    how: how.join(', '),
    whole: met.length === asked.length && met.every(({ around }) => around !== undefined),
  }
}

/** A benchmark that invokes the places asked for: by articles of its own, through categories as cabled, or both. */
export interface Invoking {
  cycle: Cycle
  benchmark: Benchmark
  direct: Benchmark['articles']
  through: Benchmark['categories']
  marking: Benchmark['marking']
}

/** The benchmarks of every held cycle that invoke the places: latest cycle first, in each the direct ones first. */
export function benchmarksInvoking(
  asked: readonly ArticleSpan[],
  { cycles, categories }: Knowledge,
): Invoking[] {
  const met = new Set(
    categories.filter(({ articles }) => meeting(articles, asked)).map(({ number }) => number),
  )
  const latestFirst = cycles.toSorted((one, other) => yearOfCycle(other) - yearOfCycle(one))
  return latestFirst.flatMap((cycle) => {
    const invoking = cycle.benchmarks.map((benchmark) => ({
      cycle,
      benchmark,
      direct: benchmark.articles.filter(({ ref }) => meeting([ref], asked)),
      through: benchmark.categories.filter(({ number }) => met.has(number)),
      marking: benchmark.marking,
    }))
    const direct = invoking.filter((one) => one.direct.length > 0)
    return [...direct, ...invoking.filter((one) => one.direct.length === 0 && one.through.length > 0)]
  })
}
