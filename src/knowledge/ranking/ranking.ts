import type { Marking } from '../../domain/marking.ts'
import { readWords } from './analysis.ts'
import { type Held, readImage, writeImage } from './image.ts'
import { nearestTerm } from './near-term.ts'
import { nearnessTo } from './nearness.ts'
import { isHeld, makePartition, makeVocabulary, putIn, type Text, takeOut } from './partition.ts'
import {
  countHolding,
  findBest,
  makeStatistics,
  rarity,
  type Statistics,
  type WeightedTerm,
} from './top-k.ts'

/** A text to be ranked, under an id of its own whatever its marking. */
export interface MarkedText extends Text {
  marking: Marking
}

/** Texts that can be ranked, each ceiling by statistics of its own. */
export interface Ranking {
  /** Throws when an id is there already. */
  add(texts: Iterable<MarkedText>): void
  /** Takes texts out with all they counted for; ids not held are passed over. */
  remove(ids: Iterable<string>): void
  /** What a reader of this ceiling sees, until texts are next added or removed. */
  view(ceiling: Marking): RankingView
  /** The whole as bytes for `rankingFromImage`. `content` names what it was made of, such as a digest of all texts. */
  toImage(content: string): Uint8Array
}

export interface RankingView {
  /** How many texts there are. */
  count: number
  /** How many texts hold a term. */
  holding(term: string): number
  /** What a term weighs by its rarity among the texts; a term held nowhere weighs most. */
  rarity(term: string): number
  /** The terms a question asks for, those held nowhere replaced by the nearest that is held. */
  read(question: string): AskedTerm[]
  /** The best texts that hold any of the terms, the best first, exactly; equal scores in the order of adding. */
  search(terms: readonly WeightedTerm[], search: RankedSearch): Hit[]
}

interface AskedTerm extends WeightedTerm {
  /** The term as asked, where this one was taken for it. */
  asked?: string
}

interface RankedSearch {
  limit: number
  /** Only texts whose id passes; the others still count in the statistics. */
  isWanted?: (id: string) => boolean
}

interface Hit {
  id: string
  score: number
  /** Those of the terms looked for that the text holds. */
  held: string[]
}

/** How many of the first are put in order again by how near to each other the terms stand. */
const looked = 50

export function makeRanking(): Ranking {
  const vocabulary = makeVocabulary()
  return rankingOf({ vocabulary, partitions: [makePartition(vocabulary), makePartition(vocabulary)] })
}

/** The ranking of an image; undefined when the image is damaged, of another program version, or of other content. */
export function rankingFromImage(image: Uint8Array, content: string): Ranking | undefined {
  const held = readImage(image, content)
  return held && rankingOf(held)
}

/** The first partition holds what is U, the second what is SBU. */
function rankingOf(held: Held): Ranking {
  const { vocabulary, partitions } = held
  const views = new Map<Marking, RankingView>()
  return {
    add(texts) {
      views.clear()
      for (const text of texts) {
        const partition = partitions[text.marking === 'U' ? 0 : 1]
        if (!partition || partitions.some((other) => isHeld(other, text.id)))
          throw new Error(`${text.id} is ranked already`)
        putIn(partition, vocabulary, text)
      }
    },
    remove(ids) {
      views.clear()
      for (const id of ids) for (const partition of partitions) takeOut(partition, vocabulary, id)
    },
    view(ceiling) {
      const view =
        views.get(ceiling) ??
        viewOf({ vocabulary, partitions: ceiling === 'U' ? partitions.slice(0, 1) : partitions })
      views.set(ceiling, view)
      return view
    },
    toImage: (content) => writeImage(held, content),
  }
}

function viewOf({ vocabulary, partitions }: Held): RankingView {
  const statistics = makeStatistics(partitions)
  return {
    count: statistics.count,
    holding: (term) => countHolding(statistics, term),
    rarity: (term) => rarityOf(statistics, term),
    read: (question) => readQuestion(statistics, question),
    search(terms, { limit, isWanted = () => true }) {
      const weights = new Map<number, number>()
      for (const { term, weight } of terms) {
        const number = vocabulary.numbers.get(term)
        if (number !== undefined && countHolding(statistics, term) > 0) {
          weights.set(number, Math.min(1, weight) * rarityOf(statistics, term))
        }
      }
      const nearness = nearnessTo(weights)
      return findBest(statistics, terms, Math.max(looked, limit), isWanted)
        .flatMap(({ place, number, score }, order) => {
          const passage = partitions[place]?.passages[number]
          if (!passage) return []
          return [{ passage, score: order < looked ? score * nearness(passage.terms) : score }]
        })
        .sort((one, other) => other.score - one.score)
        .slice(0, limit)
        .map(({ passage, score }) => {
          const held = new Set(passage.terms.filter((term) => weights.has(term)))
          return { id: passage.id, score, held: Array.from(held, (term) => vocabulary.terms[term] ?? '') }
        })
    },
  }
}

function rarityOf(statistics: Statistics, term: string): number {
  return rarity(countHolding(statistics, term), statistics.count)
}

/** So many words of a question are looked up as slips: each takes about a millisecond, and who writes more than these is not asking. */
const mostSlips = 8

/** Each term once, weighing as often as it was asked. Only a word that is no compound may be a slip for another. */
function readQuestion(statistics: Statistics, question: string): AskedTerm[] {
  const asked = new Map<string, AskedTerm>()
  let slips = 0
  for (const { word, terms } of readWords(question)) {
    for (const term of terms) {
      const isSlip = terms.length === 1 && countHolding(statistics, term) === 0 && slips++ < mostSlips
      const near = isSlip ? nearestTerm(statistics, word) : undefined
      const known = asked.get(near ?? term)
      if (known) known.weight += 1
      else asked.set(near ?? term, { term: near ?? term, weight: 1, ...(near && { asked: term }) })
    }
  }
  return [...asked.values()]
}
