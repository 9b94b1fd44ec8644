import { bare, type Passage } from './passage.ts'
import type { Hit } from './search.ts'
import { readWords } from './words.ts'

/** Characters quoted of a paragraph. */
const longest = 600

/** Of a paragraph that is longer, a sentence is quoted when it is worth so much of the best. */
const leastWorth = 0.5

/**
 * A paragraph whole, or of a long one the sentences that hold most of the question and of what stands over it, in their order; from
 * its start, as far as there is room, where it was asked for by its place or no sentence is worth more than others.
 */
export function excerpt(
  { lines }: Pick<Hit, 'lines'>,
  { over, isCited }: { over: readonly Passage[]; isCited: boolean },
): { text: string; isWhole: boolean } {
  const sentences = lines.map(({ text }) => text)
  const whole = join(sentences)
  if (whole.length <= longest) return { text: whole, isWhole: true }
  const worth = isCited ? sentences.map(() => 0) : worthOf(lines, over)
  const chosen = choose(sentences, worth)
  const isNew = (at: number) => at === 0 || chosen.has(at - 1)
  const shown = sentences.flatMap((text, at) => (chosen.has(at) ? [text] : isNew(at) ? ['…'] : []))
  return { text: join(shown), isWhole: chosen.size === sentences.length }
}

function join(sentences: readonly string[]): string {
  return sentences.join(' ').replaceAll('\n ', '\n').trimEnd()
}

/** The best first, as far as there is room; of equals, the earlier. */
function choose(sentences: readonly string[], worth: readonly number[]): ReadonlySet<number> {
  const best = Math.max(...worth)
  const enough = sentences
    .map((text, at) => ({ at, length: text.length, worth: worth[at] ?? 0 }))
    .filter((one) => one.worth >= best * leastWorth)
    .toSorted((one, other) => other.worth - one.worth)
  const chosen = new Set<number>()
  let room = longest
  for (const { at, length } of enough) {
    room -= length
    if (chosen.size > 0 && room < 0) break
    chosen.add(at)
  }
  return chosen
}

/** What each sentence holds of the question, and of the statements over it. */
function worthOf(lines: Hit['lines'], over: readonly Passage[]): number[] {
  const words = lines.map(({ text }) => new Set(readWords(text)))
  const shares = over.map(({ lines: [chief = ''] }) => sharesOf(chief, words))
  return lines.map(({ share }, at) => shares.reduce((sum, of) => sum + (of[at] ?? 0), share))
}

/** The share of a statement that each sentence holds; a word or figure weighs the less the more of them hold it. */
function sharesOf(statement: string, sentences: readonly ReadonlySet<string>[]): number[] {
  const weights = [...new Set(readWords(bare(statement)))].flatMap((word) => {
    const holding = sentences.filter((words) => words.has(word)).length
    return holding === 0 ? [] : [{ word, weight: 1 / holding }]
  })
  const all = weights.reduce((sum, { weight }) => sum + weight, 0) || 1
  return sentences.map(
    (words) => weights.reduce((sum, { word, weight }) => sum + (words.has(word) ? weight : 0), 0) / all,
  )
}
