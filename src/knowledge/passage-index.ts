import MiniSearch, { type Query } from 'minisearch'
import { isWithin, type Marking, withinCeiling } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import type { Passage } from './passage.ts'
import { passagesOf } from './passages.ts'
import { partsOf, rawWords, readWords, stem } from './words.ts'

/** A passage with the words it is found by. */
export interface Indexed {
  passage: Passage
  words: ReadonlySet<string>
}

/** All that questions of one ceiling are answered from; what is marked above it is in none of its parts. */
export interface Index {
  passages: ReadonlyMap<string, Indexed>
  /** By word, the passages that hold it. */
  holders: ReadonlyMap<string, readonly Indexed[]>
  /** Words as they stand in the texts, for mending a misspelt one. */
  spellings: ReadonlySet<string>
  /** Each acronym in lower case, and the words of its meaning. */
  acronyms: { word: string; country: string | undefined; means: string[] }[]
  /** Each country, and the words of every name for it. */
  countries: { id: string; names: string[][] }[]
  /** The words that name one unit: `hectar`, `ha`. */
  units: string[][]
  /** Ids of the passages that hold every word of one of the ways, with their scores (BM25+). */
  score(ways: readonly string[][]): { id: string; score: number }[]
}

/** A passage read once, for every ceiling. */
interface Read extends Indexed {
  fields: Record<string, string>
  spellings: string[]
}

const shelves = new WeakMap<Knowledge, { read: Read[]; indexes: Map<Marking, Index> }>()

/** The index of a ceiling, made when first asked for and kept as long as the knowledge is. */
export function indexOf(knowledge: Knowledge, ceiling: Marking): Index {
  const shelf = shelves.get(knowledge) ?? { read: passagesOf(knowledge).map(readPassage), indexes: new Map() }
  shelves.set(knowledge, shelf)
  const index = shelf.indexes.get(ceiling) ?? makeIndex(knowledge, shelf.read, ceiling)
  shelf.indexes.set(ceiling, index)
  return index
}

/** The words of a text, and what compounds are also found by. */
export function indexedWords(text: string): string[] {
  return readWords(text).flatMap((word) => [word, ...partsOf(word)])
}

function readPassage(passage: Passage): Read {
  const { id, title, lines, keywords } = passage
  const texts = { title, lines: lines.join('\n'), keywords, key: id.replaceAll('/', ' ') }
  const words = new Set<string>()
  const spellings: string[] = []
  const fields: Record<string, string> = { id }
  for (const [field, text] of Object.entries(texts)) {
    const raw = rawWords(text)
    const found = raw.map(stem).flatMap((word) => [word, ...partsOf(word)])
    for (const word of found) words.add(word)
    spellings.push(...raw)
    fields[field] = found.join(' ')
  }
  return { passage, words, fields, spellings }
}

function makeIndex(knowledge: Knowledge, read: readonly Read[], ceiling: Marking): Index {
  const within = read.filter(({ passage }) => isWithin(passage.marking, ceiling))
  const engine = new MiniSearch<Record<string, string>>({
    fields: ['title', 'lines', 'keywords', 'key'],
    tokenize: (text) => text.split(' '),
    processTerm: (word) => word,
    searchOptions: { boost: { title: 3, lines: 1.5 } },
  })
  engine.addAll(within.map(({ fields }) => fields))
  const holders = new Map<string, Indexed[]>()
  for (const indexed of within) {
    for (const word of indexed.words) {
      const holding = holders.get(word)
      if (holding) holding.push(indexed)
      else holders.set(word, [indexed])
    }
  }
  return {
    passages: new Map(within.map(({ passage, words }) => [passage.id, { passage, words }])),
    holders,
    spellings: new Set(within.flatMap(({ spellings }) => spellings)),
    acronyms: withinCeiling(knowledge.acronyms, ceiling).shown.map(({ id, country, means }) => ({
      word: id.toLowerCase(),
      country,
      means: readWords(means),
    })),
    countries: withinCeiling(knowledge.countries, ceiling).shown.map(({ id, name, aliases, adjectives }) => ({
      id,
      names: [name, ...aliases, ...adjectives].map(readWords).filter((words) => words.length > 0),
    })),
    units: withinCeiling(knowledge.units, ceiling).shown.map(({ id, symbol, aliases }) =>
      [id, symbol, ...aliases]
        .map(readWords)
        .flatMap(([only, ...more]) => (only && more.length === 0 ? [only] : [])),
    ),
    score(ways) {
      const queries = ways.map((way): Query => ({ combineWith: 'AND', queries: way }))
      return engine.search({ combineWith: 'OR', queries }).map(({ id, score }) => ({ id: String(id), score }))
    },
  }
}
