import { distance } from 'fastest-levenshtein'

/** A shorter word is too near to others to be taken for a slip. */
export const fewestLetters = 5

/** From so many letters on, two slips leave a word to be recognised. */
const lettersForTwo = 9

/**
 * The word of the list that one is probably a slip for, both folded and with their endings: one edit or swap away, two in a
 * word of nine letters or more, never in its first letter; the nearest, and of those as near the first.
 */
export function nearSpelling(word: string, spellings: Iterable<string>): string | undefined {
  const most = word.length < lettersForTwo ? 1 : 2
  const letters = sorted(word)
  let near: { spelling: string; edits: number } | undefined
  for (const spelling of spellings) {
    if (spelling[0] !== word[0] || Math.abs(spelling.length - word.length) > 1) continue
    const edits = distance(spelling, word)
    const isNear = edits <= most || (edits === 2 && sorted(spelling) === letters)
    if (isNear && edits < (near?.edits ?? Number.POSITIVE_INFINITY)) near = { spelling, edits }
    if (near?.edits === 1) break
  }
  return near?.spelling
}

const sorted = (word: string): string => [...word].sort().join('')

/** A shorter beginning is that of too many words. */
const shortestClip = 4

/** The shortest word of the list that one is the beginning of, where all that begin so are its forms: `chem` for `chemical`. */
export function clippedSpelling(word: string, spellings: Iterable<string>): string | undefined {
  if (word.length < shortestClip) return undefined
  const begun: string[] = []
  for (const one of spellings) {
    if (one.startsWith(word) && one.length > word.length + 1) begun.push(one)
  }
  const [shortest] = begun.toSorted((one, other) => one.length - other.length)
  return shortest !== undefined && begun.every((one) => one.startsWith(shortest)) ? shortest : undefined
}
