import type { Steps } from '../steps.ts'
import { type Field, type Postings, postingsOf } from './minisearch-insides.ts'
import type { Partition } from './partition.ts'

/** Saturation of repeats and weight of length, as Okapi BM25 has them; no lower bound is added (that would be BM25+). */
const k = 0.9
const b = 0.6

/** The body holds the title's words already; standing in the title counts so much more. */
const fieldWeight: Readonly<Record<Field, number>> = { body: 1, title: 0.35 }

/** All that ranks for one ceiling. What is above it is in none of these numbers. */
export interface Statistics {
  partitions: readonly Partition[]
  count: number
  /** Terms of a passage on the average, repeats counted. */
  average: Readonly<Record<Field, number>>
  /** The passages that hold each term looked for lately, for each partition. */
  holders: Map<string, (Postings | undefined)[]>
  /** What each term looked for lately adds to the passages that hold it, for each partition. */
  impacts: Map<string, Impacts[]>
  /** For each partition, where one search after the other adds up its scores. */
  scores: Float64Array[]
}

/** The passages that hold a term, by number, and what it adds to the score of each. */
interface Impacts {
  numbers: Uint32Array
  scores: Float32Array
}

/** A term looked for. A term asked twice weighs twice. */
export interface WeightedTerm {
  term: string
  weight: number
}

export interface Scored {
  /** Which of the partitions, and the passage's number there. */
  place: number
  number: number
  score: number
}

export function makeStatistics(partitions: readonly Partition[]): Statistics {
  const count = partitions.reduce((sum, partition) => sum + partition.count, 0)
  const averageOf = (field: Field): number =>
    Math.max(
      1,
      partitions.reduce((sum, { total }) => sum + total[field], 0),
    ) / Math.max(1, count)
  return {
    partitions,
    count,
    average: { body: averageOf('body'), title: averageOf('title') },
    holders: new Map(),
    impacts: new Map(),
    scores: partitions.map(({ passages }) => new Float64Array(passages.length)),
  }
}

/** Terms whose passages are known; anybody can ask for words that none holds. */
const mostKnown = 10_000

/** The passages that hold a term, for each partition. */
export function holdersOf({ partitions, holders }: Statistics, term: string): (Postings | undefined)[] {
  const known = holders.get(term)
  if (known) return known
  const found = partitions.map(({ index }) => postingsOf(index, term)?.body)
  if (holders.size >= mostKnown) holders.clear()
  holders.set(term, found)
  return found
}

/** How many passages hold a term. */
export function countHolding(statistics: Statistics, term: string): number {
  let count = 0
  for (const postings of holdersOf(statistics, term)) count += postings?.size ?? 0
  return count
}

/** The rarity of a term that so many of all passages hold: Robertson's weight, kept above 0. */
export function rarity(holding: number, count: number): number {
  return Math.log(1 + (count - holding + 0.5) / (holding + 0.5))
}

/** The `limit` best passages that hold any of the terms and are wanted: by score, then in the order they were added. */
export function findBest(
  statistics: Statistics,
  terms: readonly WeightedTerm[],
  limit: number,
  isWanted: (id: string) => boolean,
): Scored[] {
  const sought = terms.map(({ term, weight }) => ({ weight, impacts: impactsOf(statistics, term) }))
  const best: Scored[] = []
  for (const [place, { passages }] of statistics.partitions.entries()) {
    const scores = statistics.scores[place]?.fill(0) ?? new Float64Array()
    for (const { weight, impacts } of sought) addUp(scores, impacts[place], weight)
    choose(best, { place, scores, limit, isWanted: (number) => isWanted(passages[number]?.id ?? '') })
  }
  return best
}

interface Choice {
  place: number
  scores: Float64Array
  limit: number
  isWanted(number: number): boolean
}

/** Puts the best of one partition among the best so far. A function of its own, since V8 makes the long loop quick only so. */
function choose(best: Scored[], { place, scores, limit, isWanted }: Choice): void {
  let least = best.length === limit ? (best.at(-1)?.score ?? 0) : 0
  for (let number = 0; number < scores.length; number++) {
    const score = scores[number] ?? 0
    if (score <= least || !isWanted(number)) continue
    insert(best, { place, number, score }, limit)
    if (best.length === limit) least = best.at(-1)?.score ?? 0
  }
}

function addUp(scores: Float64Array, impacts: Impacts | undefined, weight: number): void {
  if (!impacts) return
  const { numbers, scores: added } = impacts
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0
    scores[number] = (scores[number] ?? 0) + weight * (added[at] ?? 0)
  }
}

function insert(best: Scored[], scored: Scored, limit: number): void {
  let at = best.length
  for (let other = best[at - 1]; other && other.score < scored.score; other = best[at - 1]) at -= 1
  best.splice(at, 0, scored)
  if (best.length > limit) best.pop()
}

/** They are kept, 8 bytes a passage that holds the term, of which MiniSearch keeps several times as many. */
function impactsOf(statistics: Statistics, term: string): Impacts[] {
  const known = statistics.impacts.get(term)
  if (known) return known
  const measured = measureImpacts(statistics, term)
  statistics.impacts.set(term, measured)
  return measured
}

/** A term that this part of all passages holds takes long to measure. */
const frequentPart = 0.01

/** Terms looked at, and passages measured, in a step. */
const stepSize = { terms: 1_000, passages: 20_000 }

/** Measures what of these terms is frequent, so that no question has to. */
export function* measureFrequent(statistics: Statistics, terms: readonly string[]): Steps<void> {
  let passages = 0
  for (const [at, term] of terms.entries()) {
    const holding = countHolding(statistics, term)
    if (holding > statistics.count * frequentPart) {
      impactsOf(statistics, term)
      passages += holding
    }
    if (at % stepSize.terms > 0 && passages < stepSize.passages) continue
    passages = 0
    yield
  }
}

/** Every passage that holds a term in its title holds it in its body. */
function measureImpacts({ partitions, count, average }: Statistics, term: string): Impacts[] {
  const places = partitions.map(({ index }) => postingsOf(index, term))
  const weightOf = (field: Field): number => {
    const holding = places.reduce((sum, place) => sum + (place?.[field]?.size ?? 0), 0)
    return fieldWeight[field] * rarity(holding, count)
  }
  const weight = { body: weightOf('body'), title: weightOf('title') }
  return partitions.map(({ lengths }, place) => {
    const { body, title } = places[place] ?? {}
    const numbers = new Uint32Array(body?.size ?? 0)
    const scores = new Float32Array(numbers.length)
    let at = 0
    body?.forEach((frequency, number) => {
      const inBody = saturate(frequency, lengths.body[number] ?? 0, average.body)
      const inTitle = saturate(title?.get(number) ?? 0, lengths.title[number] ?? 0, average.title)
      numbers[at] = number
      scores[at++] = weight.body * inBody + weight.title * inTitle
    })
    return { numbers, scores }
  })
}

/** What so many repeats in a text of this length come to: 0 for none. */
function saturate(frequency: number, length: number, average: number): number {
  return (frequency * (k + 1)) / (frequency + k * (1 - b + (b * length) / average))
}
