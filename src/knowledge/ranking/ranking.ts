import type { Marking } from '../../domain/marking.ts'
import { atOnce, type Steps } from '../steps.ts'
import { readWords } from './analysis.ts'
import { type Held, readImage, writeImage } from './image.ts'
import type { NumberedPassage, Postings } from './minisearch-insides.ts'
import { nearestTerm } from './near-term.ts'
import { nearnessTo } from './nearness.ts'
import {
  emptyPartition,
  fillPartition,
  isHeld,
  makeVocabulary,
  numberText,
  putIn,
  type Text,
  takeOut,
} from './partition.ts'
import {
  countHolding,
  findBest,
  holdersOf,
  makeStatistics,
  measureFrequent,
  rarity,
  type Statistics,
  type WeightedTerm,
} from './top-k.ts'

/** A text to be ranked, under an id of its own whatever its marking. */
export interface MarkedText extends Text {
  marking: Marking
  /** Of a U text, the title that takes the place of its own for whoever may see what is SBU. */
  titleAbove?: string
}

/** Texts that can be ranked, each ceiling by statistics of its own. */
export interface Ranking {
  /** Throws when an id is there already. */
  add(texts: readonly MarkedText[]): void
  /** The same, spread out: nothing else may be asked of it before the last step. `onRead` is told how many are read. */
  addInSteps(texts: readonly MarkedText[], onRead?: (texts: number) => void): Steps<void>
  /** Takes texts out with all they counted for; ids not held are passed over. */
  remove(ids: Iterable<string>): void
  /** What a reader of this ceiling sees, until texts are next added or removed. */
  view(ceiling: Marking): RankingView
  /** The ids of all texts. */
  ids(): Iterable<string>
  /**
   * The whole in pieces, which put together are what `rankingFromImage` takes; some pieces are empty. `content` names what it was
   * made of. Ends early, and gives false, when texts were added or removed in between.
   */
  toImage(content: readonly string[]): Generator<Uint8Array, boolean>
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
  /** Makes the first questions as quick as later ones. */
  warm(): Steps<void>
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
  /** True for a term looked for that the text holds; false for any other. */
  holds(term: string): boolean
}

/** How many of the first are put in order again by how near to each other the terms stand. */
const looked = 50

export function makeRanking(): Ranking {
  return rankingOf({
    vocabulary: makeVocabulary(),
    partitions: [emptyPartition(), emptyPartition(), emptyPartition()],
  })
}

/** The ranking of an image, and what it was made of; undefined when it is damaged or of another program version. */
export function* rankingFromImage(
  image: Uint8Array,
): Steps<{ ranking: Ranking; content: readonly string[] } | undefined> {
  const read = yield* readImage(image)
  return read && { ranking: rankingOf(read.held), content: read.content }
}

/** Characters of texts that are read in a step. */
const readAtOnce = 10_000

/** What a reader of each ceiling sees: partitions of what is U, of what is SBU, and of what is U by another title than at SBU. */
const seen = { U: [0, 2], SBU: [0, 1] } as const satisfies Record<Marking, number[]>

/** A text as each partition holds it. */
function partsOf({ titleAbove, ...text }: MarkedText): [place: 0 | 1 | 2, text: Text][] {
  if (titleAbove === undefined) return [[text.marking === 'U' ? 0 : 1, text]]
  return [
    [1, { ...text, title: titleAbove }],
    [2, text],
  ]
}

function rankingOf(held: Held): Ranking {
  const { vocabulary, partitions } = held
  const views = new Map<Marking, RankingView>()
  let changes = 0
  const change = () => {
    changes += 1
    views.clear()
  }
  const ids = function* () {
    for (const place of seen.SBU)
      for (const passage of partitions[place]?.passages ?? []) if (passage) yield passage.id
  }
  function* addInSteps(texts: readonly MarkedText[], onRead?: (texts: number) => void): Steps<void> {
    change()
    const coming: [NumberedPassage[], NumberedPassage[], NumberedPassage[]] = [[], [], []]
    const met = new Set<string>()
    let letters = 0
    for (const [at, text] of texts.entries()) {
      if (met.has(text.id) || partitions.some((partition) => isHeld(partition, text.id)))
        throw new Error(`${text.id} is ranked already`)
      met.add(text.id)
      for (const [place, part] of partsOf(text)) coming[place].push(numberText(vocabulary, part))
      letters += text.title.length + text.body.length
      if (letters < readAtOnce) continue
      letters = 0
      onRead?.(at + 1)
      yield
    }
    for (const [place, passages] of coming.entries()) {
      const partition = partitions[place]
      if (!partition) continue
      // Filling anew is several times faster than adding one by one, but does all of it again.
      if (passages.length > partition.count) {
        const there = partition.passages.filter((passage) => passage !== undefined)
        partitions[place] = yield* fillPartition(vocabulary, [...there, ...passages])
      } else {
        for (const [at, passage] of passages.entries()) {
          putIn(partition, vocabulary, passage)
          if (at % addedAtOnce === 0) yield
        }
      }
    }
  }
  return {
    add: (texts) => atOnce(addInSteps(texts)),
    addInSteps,
    remove(ids) {
      change()
      for (const id of ids) for (const partition of partitions) takeOut(partition, vocabulary, id)
    },
    view(ceiling) {
      const view =
        views.get(ceiling) ??
        viewOf({ vocabulary, partitions: seen[ceiling].flatMap((place) => partitions[place] ?? []) })
      views.set(ceiling, view)
      return view
    },
    ids,
    *toImage(content) {
      const begun = changes
      for (const piece of writeImage(held, content)) {
        if (changes !== begun) return false
        yield piece
      }
      return true
    },
  }
}

/** Passages that are added one by one in a step. */
const addedAtOnce = 8

function viewOf({ vocabulary, partitions }: Held): RankingView {
  const statistics = makeStatistics(partitions)
  return {
    count: statistics.count,
    holding: (term) => countHolding(statistics, term),
    rarity: (term) => rarityOf(statistics, term),
    read: (question) => readQuestion(statistics, question),
    warm: () => measureFrequent(statistics, vocabulary.terms),
    search(terms, { limit, isWanted = () => true }) {
      const weights = new Map<number, number>()
      const sought = new Map<string, (Postings | undefined)[]>()
      for (const { term, weight } of terms) {
        const number = vocabulary.numbers.get(term)
        if (number !== undefined && countHolding(statistics, term) > 0) {
          weights.set(number, Math.min(1, weight) * rarityOf(statistics, term))
          sought.set(term, holdersOf(statistics, term))
        }
      }
      const nearness = nearnessTo(weights)
      return findBest(statistics, terms, Math.max(looked, limit), isWanted)
        .flatMap(({ place, number, score }, order) => {
          const passage = partitions[place]?.passages[number]
          if (!passage) return []
          const holds = (term: string) => sought.get(term)?.[place]?.has(number) === true
          const put = order < looked ? score * nearness(passage.terms) : score
          return [{ id: passage.id, score: put, holds }]
        })
        .sort((one, other) => other.score - one.score)
        .slice(0, limit)
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
