import { isWithin, type Marking, withinCeiling } from '../domain/marking.ts'
import type { Knowledge } from './knowledge.ts'
import type { Library } from './library.ts'
import { ownWordsOf } from './own-words.ts'
import { bare, countryWords, isParagraph, type Passage, printCite } from './passage.ts'
import { sourceOf } from './passages.ts'
import { type Capital, capitalsOf } from './question/capitals.ts'
import { type Meanings, nationWords } from './question/meanings.ts'
import { clippedSpelling, fewestLetters, nearSpelling } from './question/spelling.ts'
import type { RankingView } from './ranking/ranking.ts'
import type { Nation, Source } from './schema.ts'
import { sentencesOf } from './sentences.ts'
import { type Beginning, readLibrary, type Shelf, shelfOf } from './shelf.ts'
import { atOnce, type Steps } from './steps.ts'
import { readWords } from './words.ts'

/** Passages ranked for a question before its own rules decide among them. */
const mostCandidates = 50

/** A passage that ranks for a question, not yet read. */
interface Candidate {
  passage: Passage
  /** Its score as a part of the best one's. */
  part: number
  /** True for a term looked for that stands in it, or in what is known around it; false for any other. */
  mayHold(term: string): boolean
}

/** A passage with the words it is judged by, by where they stand. */
export interface Read {
  passage: Passage
  title: ReadonlySet<string>
  /** Of its title, id and keywords, of a paragraph its country: what it is about. */
  about: ReadonlySet<string>
  /** Those it is asked for by. */
  asked: ReadonlySet<string>
  /** Of each line, or each sentence of a paragraph. */
  lines: { text: string; terms: readonly string[]; words: ReadonlySet<string> }[]
  /** Of its faults, its source and its country: they help to meet a question and find nothing alone. */
  around: ReadonlySet<string>
  /** The drugs and crops that a title says its whole document is on, which every reader of the document may see. */
  substances: ReadonlySet<string>
}

/** A country, and the words of every name for it. */
export interface NamedCountry {
  id: string
  names: string[][]
}

/** All that questions of one ceiling are answered from; what is marked above it is in none of its parts. */
export interface Index {
  /** How many passages there are. */
  size: number
  /** How many of them hold a term. */
  holding(term: string): number
  /** The word of our own records or lexicons, else the held term, that one known nowhere is probably a slip for. */
  mend(word: string): string | undefined
  /** The passages that rank first for these terms, the best first. */
  candidates(terms: ReadonlyMap<string, number>, isWanted: (passage: Passage) => boolean): Candidate[]
  /** A passage within the ceiling, with its words. */
  read(passage: Passage): Read
  /** True for what is to be done or to be sent, and for the paragraphs that ask for it: it does not tell what happened. */
  isDuty(passage: Passage): boolean
  meanings: Meanings
  /** Countries, by each word that begins a name of theirs. */
  countriesBy: ReadonlyMap<string, readonly NamedCountry[]>
  capitals: readonly Capital[]
}

/** `readLibrary`, and then all that the first questions of any ceiling would have to wait for. */
export function* openLibrary(library: Library, beginning: Beginning = {}): Steps<number> {
  const read = yield* readLibrary(library, beginning)
  for (const ceiling of ['U', 'SBU'] as const) {
    yield* indexInSteps(library, ceiling)
    yield* shelfOf(library).ranking.view(ceiling).warm()
  }
  return read
}

const indexes = new WeakMap<Shelf, Map<Marking, Index>>()

/** The index of a ceiling, made when first asked for and kept as long as the library is. */
export function indexOf(library: Library, ceiling: Marking): Index {
  return indexes.get(shelfOf(library))?.get(ceiling) ?? atOnce(indexInSteps(library, ceiling))
}

function* indexInSteps(library: Library, ceiling: Marking): Steps<Index> {
  const shelf = shelfOf(library)
  const index = yield* makeIndex(library.knowledge, shelf, ceiling)
  indexes.set(shelf, (indexes.get(shelf) ?? new Map<Marking, Index>()).set(ceiling, index))
  return index
}

function* makeIndex(knowledge: Knowledge, shelf: Shelf, ceiling: Marking): Steps<Index> {
  const { passages, ranking } = shelf
  const view = ranking.view(ceiling)
  const { around, read } = readerOf(shelf, knowledge)
  const nations = withinCeiling(knowledge.nations, ceiling).shown
  const { spellings, meanings } = yield* ownWordsOf(knowledge, passages.values(), ceiling)
  return {
    size: view.count,
    holding: (term) => view.holding(term),
    mend(word) {
      const clipped = clippedSpelling(word, spellings)
      if (clipped !== undefined || word.length < fewestLetters) return clipped
      return nearSpelling(word, spellings) ?? nearSpelling(word, meanings.spellings) ?? nearTerm(word, view)
    },
    candidates(terms, isWanted) {
      const weighted = Array.from(terms, ([term, weight]) => ({ term, weight }))
      const wanted = (id: string) => {
        const passage = passages.get(id)
        return passage !== undefined && isWanted(passage)
      }
      const hits = view.search(weighted, { limit: mostCandidates, isWanted: wanted })
      const best = hits[0]?.score ?? 1
      return hits.flatMap(({ id, score, holds }) => {
        const passage = passages.get(id)
        if (!passage) return []
        const beside = around(passage)
        return [
          {
            passage,
            part: score / best,
            mayHold: (term) => holds(term) || beside.has(term) || webTerms.has(term),
          },
        ]
      })
    },
    read: (passage) => read(passage, ceiling),
    isDuty: dutiesAmong(passages.values(), ceiling),
    meanings,
    countriesBy: countriesByWord(nations),
    capitals: capitalsOf(nations),
  }
}

function countriesByWord(nations: readonly Nation[]): Map<string, NamedCountry[]> {
  const by = new Map<string, NamedCountry[]>()
  for (const nation of nations) {
    const names = nationWords(nation)
      .map(readWords)
      .filter((words) => words.length > 0)
    for (const first of new Set(names.map(([word = '']) => word)))
      by.set(first, [...(by.get(first) ?? []), { id: nation.id, names }])
  }
  return by
}

interface Reader {
  around(passage: Passage): ReadonlySet<string>
  read(passage: Passage, ceiling: Marking): Read
}

const readers = new WeakMap<Shelf, Reader>()

/** So many paragraphs that were read last are kept of a ceiling; of our own records, all. */
const paragraphsKept = 1_000

/** Reads passages for every ceiling: but for the title of a paragraph, a passage's words are its own, whoever may see it. */
function readerOf(shelf: Shelf, knowledge: Knowledge): Reader {
  const known = readers.get(shelf)
  if (known) return known
  const around = makeAround(knowledge)
  const substances = new Set(
    knowledge.substances.flatMap(({ name, aliases }) => [name, ...aliases].flatMap(readWords)),
  )
  const records = new Map<Passage, Read>()
  const paragraphs = { U: new Map<Passage, Read>(), SBU: new Map<Passage, Read>() }
  const reader: Reader = {
    around,
    read(passage, ceiling) {
      const kept = isParagraph(passage) ? paragraphs[ceiling] : records
      const { country } = passage
      const concerned = country === undefined ? '' : countryWords(country, knowledge)
      const beside = { around: around(passage), concerned, substances }
      const read = kept.get(passage) ?? readPassage(passage, ceiling, beside)
      if (isParagraph(passage) && kept.size >= paragraphsKept) kept.clear()
      kept.set(passage, read)
      return read
    },
  }
  readers.set(shelf, reader)
  return reader
}

/** What a passage is read with. */
interface Beside {
  around: ReadonlySet<string>
  /** The words for its country. */
  concerned: string
  /** The words for every substance. */
  substances: ReadonlySet<string>
}

function readPassage(passage: Passage, ceiling: Marking, { around, concerned, substances }: Beside): Read {
  const { id, title, titleAbove = title, lines, keywords, asked = '' } = passage
  const named = readWords(ceiling === 'SBU' ? titleAbove : title)
  const subject = readWords(isParagraph(passage) ? concerned : `${id.replaceAll('/', ' ')} ${keywords}`)
  return {
    passage,
    title: new Set(named),
    about: new Set([...named, ...subject]),
    asked: new Set(readWords(asked)),
    lines: (isParagraph(passage) ? lines.flatMap(sentencesOf) : lines).map((text) => {
      const terms = readWords(bare(text))
      return { text, terms, words: new Set(webAddress.test(text) ? [...terms, ...webTerms] : terms) }
    }),
    around,
    substances: new Set(passage.titleAbove === undefined ? named.filter((word) => substances.has(word)) : []),
  }
}

/** What a web address is asked for by, which no text says beside one. */
const webAddress = /\b(?:https?:\/\/|www\.)\S/i
const webTerms = new Set(readWords('web website webpage address link url internet online'))

/** The words around a passage; those of its source and country are read once for all that share them. */
function makeAround(knowledge: Knowledge): (passage: Passage) => ReadonlySet<string> {
  const shared = new Map<string, ReadonlySet<string>>()
  const known = new WeakMap<Passage, ReadonlySet<string>>()
  const readAll = ({ cite, country, faults }: Passage): ReadonlySet<string> => {
    const source = sourceOf(cite, knowledge.sources)
    const key = `${source?.id}/${country}`
    const words = shared.get(key) ?? readAround(source, country, knowledge)
    shared.set(key, words)
    return faults.length === 0 ? words : new Set([...words, ...readWords(faults.join(' '))])
  }
  return (passage) => {
    const words = known.get(passage) ?? readAll(passage)
    known.set(passage, words)
    return words
  }
}

/** A source that names a country in its title does not make each of its paragraphs speak of it. */
function readAround(
  source: Source | undefined,
  country: string | undefined,
  knowledge: Knowledge,
): Set<string> {
  const countries = new Set(
    knowledge.countries.flatMap(({ name, adjectives }) => readWords([name, ...adjectives].join(' '))),
  )
  const words = source ? readWords([source.id, source.title, source.kind, ...source.aliases].join(' ')) : []
  const concerned = country === undefined ? [] : readWords(countryWords(country, knowledge))
  return new Set([...words.filter((word) => !countries.has(word)), ...concerned])
}

/** Records of what is to be done, of what a document holds, or of how it is worded. */
const duty = /^(?:benchmark|deadline|article|category|criterion|cycle|note|source|fault)\//
const asking = /^(?:benchmark|deadline)\//

/** Tells records of duties, and paragraphs from which a benchmark or a deadline comes. */
function dutiesAmong(passages: Iterable<Passage>, ceiling: Marking): (passage: Passage) => boolean {
  const places = new Set<string>()
  for (const passage of passages) {
    if (isParagraph(passage)) break
    if (isWithin(passage.marking, ceiling) && asking.test(passage.id)) places.add(printCite(passage.cite))
  }
  return (passage) => duty.test(passage.id) || (isParagraph(passage) && places.has(printCite(passage.cite)))
}

/** The term that a word's own is a slip for among all terms, of which a short one is near too many. */
function nearTerm(word: string, view: RankingView): string | undefined {
  const near = view.read(word).find(({ asked }) => asked !== undefined)?.term
  return near !== undefined && near.length > fewestLetters && near[0] === word[0] ? near : undefined
}
