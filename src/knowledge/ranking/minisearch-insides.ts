import MiniSearch from 'minisearch'
import type { Steps } from '../steps.ts'

/** The one file that knows how MiniSearch keeps its index. A test fails when another version is installed. */
export const minisearchVersion = '7.2.0'

/** How often a term stands in each passage, by the passage's number. */
export type Postings = ReadonlyMap<number, number>

/** The two fields of every passage: all its text, and its title alone. */
const fields = ['body', 'title'] as const
export type Field = (typeof fields)[number]

/** A passage as MiniSearch takes it: its terms, separated by spaces. */
interface IndexedPassage {
  id: string
  body: string
  title: string
}

/** What is read of a MiniSearch. Its index is a radix tree from term to field to passage to frequency. */
interface Insides {
  _index: {
    get(term: string): Map<number, Map<number, number>> | undefined
    set(term: string, value: Map<number, Map<number, number>>): void
    fuzzyGet(term: string, edits: number): Map<string, [unknown, edits: number]>
    atPrefix(prefix: string): Insides['_index']
  }
  _idToShortId: Map<string, number>
  addDocumentId(id: string): number
  addFieldLength(passage: number, field: number, count: number, length: number): void
}

export type TermIndex = MiniSearch<IndexedPassage>

export function makeTermIndex(): TermIndex {
  return new MiniSearch<IndexedPassage>({
    fields: [...fields],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  })
}

/** The number MiniSearch gave a passage; numbers count up from 0 and are never given again. */
export function numberOf(index: TermIndex, id: string): number | undefined {
  return insidesOf(index)._idToShortId.get(id)
}

/** Where a term stands, for each field that holds it. Not to be kept: it changes with the index. */
export function postingsOf(index: TermIndex, term: string): Partial<Record<Field, Postings>> | undefined {
  const found = insidesOf(index)._index.get(term)
  const [body, title] = [found?.get(0), found?.get(1)]
  if (!body && !title) return undefined
  return { ...(body && { body }), ...(title && { title }) }
}

/**
 * The terms held that are within so many edits (insert, delete, replace) of a term; with `beginning`, only those that share so
 * many first letters with it, which is found many times faster.
 */
export function termsNear(index: TermIndex, term: string, edits: number, beginning = 0): string[] {
  const terms = insidesOf(index)._index
  if (beginning === 0) return [...terms.fuzzyGet(term, edits).keys()]
  const [first, rest] = [term.slice(0, beginning), term.slice(beginning)]
  return [...terms.atPrefix(first).fuzzyGet(rest, edits).keys()].map((end) => first + end)
}

/** A passage by the numbers of its terms, of which the first `titleLength` are its title's. */
export interface NumberedPassage {
  id: string
  terms: Uint32Array
  titleLength: number
}

/** So many passages, terms or places of terms are gone through in a step. */
const stepSize = { passages: 2_000, terms: 2_000, postings: 20_000 }

/**
 * An index of passages whose terms are known, the same as `addAll` would make and several times faster: it goes term by term
 * and not passage by passage, so each term is looked up once and its passages are written one after the other.
 */
export function* fillTermIndex(
  terms: readonly string[],
  passages: readonly NumberedPassage[],
): Steps<TermIndex> {
  const index = makeTermIndex()
  const insides = insidesOf(index)
  const all = passages.map((passage) => passage.terms)
  const titles = passages.map((passage) => passage.terms.subarray(0, passage.titleLength))
  const body = yield* invert(terms.length, all)
  const title = yield* invert(terms.length, titles)
  for (const [count, { id }] of passages.entries()) {
    const number = insides.addDocumentId(id)
    insides.addFieldLength(number, 0, count, body.different[number] ?? 0)
    insides.addFieldLength(number, 1, count, title.different[number] ?? 0)
    if (count % stepSize.passages === 0) yield
  }
  for (const [at, term] of terms.entries()) {
    if (at % stepSize.terms === 0) yield
    const [inBody, inTitle] = [body.postings[at], title.postings[at]]
    if (inBody) insides._index.set(term, new Map([[0, inBody], ...(inTitle ? [[1, inTitle] as const] : [])]))
  }
  return index
}

interface Inverted {
  /** By term; undefined where no text holds it. */
  postings: (Map<number, number> | undefined)[]
  /** By text: how many different terms it holds, which is what MiniSearch takes for its length. */
  different: Uint32Array
}

/** A counting sort of the texts' terms, then a map for each term. */
function* invert(termCount: number, texts: readonly Uint32Array[]): Steps<Inverted> {
  const starts = new Uint32Array(termCount + 1)
  for (const [number, text] of texts.entries()) {
    for (const term of text) starts[term + 1] = (starts[term + 1] ?? 0) + 1
    if (number % stepSize.passages === 0) yield
  }
  for (let term = 0; term < termCount; term++)
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
  yield
  const holding = new Uint32Array(starts[termCount] ?? 0)
  const next = starts.slice()
  for (const [number, text] of texts.entries()) {
    for (const term of text) {
      const at = next[term] ?? 0
      holding[at] = number
      next[term] = at + 1
    }
    if (number % stepSize.passages === 0) yield
  }
  const different = new Uint32Array(texts.length)
  const postings: Inverted['postings'] = []
  let since = 0
  for (let term = 0; term < termCount; term++) {
    const [start, end] = [starts[term] ?? 0, starts[term + 1] ?? 0]
    postings.push(countRuns(holding, start, end, different))
    since += 1 + end - start
    if (since < stepSize.postings) continue
    since = 0
    yield
  }
  return { postings, different }
}

/** The texts that hold one term stand in order, once for each time they hold it. */
function countRuns(
  holding: Uint32Array,
  start: number,
  end: number,
  different: Uint32Array,
): Map<number, number> | undefined {
  if (start === end) return undefined
  const counts = new Map<number, number>()
  for (let at = start; at < end; ) {
    const number = holding[at] ?? 0
    const first = at
    while (at < end && holding[at] === number) at += 1
    counts.set(number, at - first)
    different[number] = (different[number] ?? 0) + 1
  }
  return counts
}

function insidesOf(index: TermIndex): Insides {
  return index as unknown as Insides
}
