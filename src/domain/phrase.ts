import { foldText, isWord, type Token, tokenise } from './text.ts'

/** The words of a term, folded, with what they stand for; several phrases may have the same words. */
export interface Phrase<T> {
  words: readonly string[]
  means: T
}

/** Phrases by their first word, so that looking at a token costs the same however long the lexicon. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Phrase<T>[]>

/** Where a phrase stands among tokens, `from` to `until` (exclusive), and all that its words may mean. */
export interface Match<T> {
  from: number
  until: number
  meanings: T[]
}

/** Says which tokens may be read, by their index. */
type Open = (index: number) => boolean

export function makePhrases<T>(texts: readonly string[], means: T): Phrase<T>[] {
  return texts.map((text) => ({
    words: /[^\p{L}\p{M} ]/u.test(text) ? tokenise(text).map(({ word }) => word) : foldText(text).split(' '),
    means,
  }))
}

export function indexPhrases<T>(phrases: readonly Phrase<T>[]): PhraseIndex<T> {
  const index = new Map<string, Phrase<T>[]>()
  for (const phrase of phrases) {
    const [first = ''] = phrase.words
    const same = index.get(first)
    if (same) same.push(phrase)
    else index.set(first, [phrase])
  }
  return index
}

/** Makes something of a list once and keeps it as long as the list lives: lexicons are read at start and never change. */
export function oncePer<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** The longest phrase that begins at a token; regular English plurals are read too. */
export function matchAt<T>(
  tokens: readonly Token[],
  at: number,
  index: PhraseIndex<T>,
  open: Open = () => true,
): Match<T> | undefined {
  const first = tokens[at]?.word
  if (first === undefined || !open(at)) return undefined
  let longest = 0
  let meanings: T[] = []
  const look = (phrases: readonly Phrase<T>[] | undefined) => {
    for (const { words, means } of phrases ?? []) {
      if (words.length < longest || !holds(tokens, at, words, open)) continue
      if (words.length > longest) meanings = []
      longest = words.length
      if (!meanings.includes(means)) meanings.push(means)
    }
  }
  look(index.get(first))
  if (first.endsWith('s')) look(index.get(first.slice(0, -1)))
  if (first.endsWith('es')) look(index.get(first.slice(0, -2)))
  return longest > 0 ? { from: at, until: at + longest, meanings } : undefined
}

function holds(tokens: readonly Token[], at: number, words: readonly string[], open: Open): boolean {
  for (let offset = 0; offset < words.length; offset++) {
    const [typed, word] = [tokens[at + offset]?.word, words[offset]]
    if (typed === undefined || word === undefined || !open(at + offset)) return false
    // Short words are mostly acronyms and symbols, which have no plural.
    if (word.length < 3 ? typed !== word : !isWord(typed, word)) return false
  }
  return true
}

/** All phrases from left to right, the longest at each place. */
export function matchAll<T>(tokens: readonly Token[], index: PhraseIndex<T>, open?: Open): Match<T>[] {
  const matches: Match<T>[] = []
  for (let at = 0; at < tokens.length; at++) {
    const match = matchAt(tokens, at, index, open)
    if (!match) continue
    matches.push(match)
    at = match.until - 1
  }
  return matches
}
