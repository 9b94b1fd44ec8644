import { stemWord } from './analysis.ts'
import { postingsOf, termsNear } from './minisearch-insides.ts'
import { countHolding, type Statistics } from './top-k.ts'

/** A word of fewer letters is as near to other words as to what was meant. */
const fewestLetters = 4
/** From so many letters on, two slips still leave the word to be recognised. */
const lettersForTwo = 9

/**
 * The one term held that a word held nowhere is probably a slip for: one edit away (two letters swapped are one edit), or two in
 * a long word that begins alike; of several the one with the same first letter, then the most frequent. Figures and references are never mended.
 */
export function nearestTerm(statistics: Statistics, word: string): string | undefined {
  if (word.length < fewestLetters || /[^\p{L}]/u.test(word)) return undefined
  const near = firstFound([
    () => termsWithin(statistics, word, 1),
    () => stemsOneEditAway(statistics, word),
    () => (word.length < lettersForTwo ? [] : termsWithin(statistics, word, 2, 1)),
  ])
  const standing = (term: string): number =>
    countHolding(statistics, term) + (term[0] === word[0] ? statistics.count : 0)
  return near
    .map((term) => ({ term, standing: standing(term) }))
    .sort((one, other) => other.standing - one.standing)[0]?.term
}

function firstFound(ways: readonly (() => string[])[]): string[] {
  for (const way of ways) {
    const found = way()
    if (found.length > 0) return found
  }
  return []
}

function termsWithin({ partitions }: Statistics, word: string, edits: number, beginning = 0): string[] {
  const near = partitions.flatMap(({ index }) => termsNear(index, stemWord(word), edits, beginning))
  return near.filter((term) => !/\d/.test(term))
}

/** A slip in an ending (`eradicaton`) hides the stem, so the word is mended first and stemmed then. */
function stemsOneEditAway({ partitions }: Statistics, word: string): string[] {
  const stems = new Set(wordsOneEditAway(word).map(stemWord))
  return [...stems].filter((stem) => partitions.some(({ index }) => postingsOf(index, stem)))
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Endings are no longer; a slip before them leaves a stem that is near itself. */
const longestEnding = 6

/** With the slip in the ending. */
function wordsOneEditAway(word: string): string[] {
  const begin = Math.max(0, word.length - longestEnding)
  return Array.from({ length: word.length + 1 - begin }, (_, index) => {
    const at = begin + index
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    const [first = '', second = ''] = tail
    return [
      ...letters.map((letter) => head + letter + tail),
      ...letters.map((letter) => head + letter + tail.slice(1)),
      head + tail.slice(1),
      head + second + first + tail.slice(2),
    ]
  }).flat()
}
