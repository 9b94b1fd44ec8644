import type { Steps } from '../steps.ts'
import { readTerms } from './analysis.ts'
import {
  fillTermIndex,
  makeTermIndex,
  type NumberedPassage,
  numberOf,
  type TermIndex,
} from './minisearch-insides.ts'

/** What is ranked: a title and a body, found again by the id. */
export interface Text {
  id: string
  title: string
  body: string
}

/** The passages of one marking. Everything in it is counted by itself, so that no statistic crosses a ceiling. */
export interface Partition {
  index: TermIndex
  /** By the number MiniSearch gave; undefined where a passage was removed. */
  passages: (NumberedPassage | undefined)[]
  /** How many terms each passage's text and its title hold, repeats counted, by number; 0 where removed. */
  lengths: { body: number[]; title: number[] }
  count: number
  total: { body: number; title: number }
}

/** The numbers of all terms met, for both partitions: numbers tell nothing of what is held. */
export interface Vocabulary {
  terms: string[]
  numbers: Map<string, number>
}

export function makeVocabulary(terms: string[] = []): Vocabulary {
  return { terms, numbers: new Map(terms.map((term, number) => [term, number])) }
}

export function emptyPartition(): Partition {
  return {
    index: makeTermIndex(),
    passages: [],
    lengths: { body: [], title: [] },
    count: 0,
    total: { body: 0, title: 0 },
  }
}

/** A partition of passages already read. */
export function* fillPartition(
  vocabulary: Vocabulary,
  passages: readonly NumberedPassage[],
): Steps<Partition> {
  if (passages.length === 0) return emptyPartition()
  const index = yield* fillTermIndex(vocabulary.terms, passages)
  const lengths = {
    body: passages.map(({ terms }) => terms.length),
    title: passages.map(({ titleLength }) => titleLength),
  }
  return {
    index,
    passages: [...passages],
    lengths,
    count: passages.length,
    total: { body: sum(lengths.body), title: sum(lengths.title) },
  }
}

export function isHeld({ index }: Partition, id: string): boolean {
  return index.has(id)
}

/** A text by the numbers of its terms, the title's first. */
export function numberText(vocabulary: Vocabulary, { id, title, body }: Text): NumberedPassage {
  const titleTerms = readTerms(title)
  const terms = [...titleTerms, ...readTerms(body)]
  const numbers = Uint32Array.from(terms, (term) => numberTerm(vocabulary, term))
  return { id, terms: numbers, titleLength: titleTerms.length }
}

export function putIn(partition: Partition, vocabulary: Vocabulary, passage: NumberedPassage): void {
  const { id, terms, titleLength } = passage
  partition.index.add(indexed(vocabulary, passage))
  const number = numberOf(partition.index, id)
  if (number === undefined) throw new Error(`MiniSearch gave ${id} no number`)
  partition.passages[number] = passage
  measure(partition, number, terms.length, titleLength)
  partition.count += 1
}

/** Takes a text out, and with it all it counted for. Nothing happens when it is not there. */
export function takeOut(partition: Partition, vocabulary: Vocabulary, id: string): void {
  const number = numberOf(partition.index, id)
  const passage = number === undefined ? undefined : partition.passages[number]
  if (number === undefined || !passage) return
  partition.index.remove(indexed(vocabulary, passage))
  partition.passages[number] = undefined
  measure(partition, number, 0, 0)
  partition.count -= 1
}

/** A passage as MiniSearch takes it. */
function indexed(vocabulary: Vocabulary, { id, terms: numbers, titleLength }: NumberedPassage) {
  const terms = Array.from(numbers, (term) => vocabulary.terms[term] ?? '')
  return { id, body: terms.join(' '), title: terms.slice(0, titleLength).join(' ') }
}

function measure({ lengths, total }: Partition, number: number, body: number, title: number): void {
  total.body += body - (lengths.body[number] ?? 0)
  total.title += title - (lengths.title[number] ?? 0)
  lengths.body[number] = body
  lengths.title[number] = title
}

function numberTerm({ terms, numbers }: Vocabulary, term: string): number {
  const known = numbers.get(term)
  if (known !== undefined) return known
  numbers.set(term, terms.length)
  return terms.push(term) - 1
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
