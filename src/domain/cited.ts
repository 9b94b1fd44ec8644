import type { NamedParagraphs, Paragraphs } from './place.ts'

/** Where in a line something stands. */
interface Stretch {
  start: number
  end: number
}

/** A source as a line names it, and the paragraphs of it; none where it is named alone. */
export interface Cited<T extends Stretch> {
  label: T
  paragraphs: Paragraphs[]
}

/**
 * Gives each paragraph that a line names, without which it is `rest`, to its nearest label: `09 STATE 32018 para 6 and 05 LIMA 1409 para 1`,
 * `para 6 of 09 STATE 32018, para 1 of 05 LIMA 1409`. In `para 6 of 09 STATE 32018 and 05 LIMA 1409` both have it.
 */
export function shareParagraphs<T extends Stretch>(
  rest: string,
  labels: readonly T[],
  named: readonly NamedParagraphs[],
): Cited<T>[] {
  const cited = labels.map((label): Cited<T> => ({ label, paragraphs: [] }))
  const isAhead = (named[0]?.start ?? 0) < (labels[0]?.start ?? 0)
  for (const one of named) {
    const far = ({ label }: Cited<T>) =>
      // At the same distance, the label stands on the side where that of the first paragraph stands.
      wordsBetween(rest, one, label) + (label.start > one.start === isAhead ? 0 : 0.5)
    const [nearest] = cited.toSorted((first, second) => far(first) - far(second))
    nearest?.paragraphs.push(...one.paragraphs)
  }
  return cited.map(({ label, paragraphs }, at) => {
    const isJoined = (other: Cited<T>) =>
      onlyJoins.test(between(rest, label, other.label)) &&
      named.every(({ start }) => start > label.start === start > other.label.start)
    const joined = [cited[at - 1], cited[at + 1]].find(
      (other) => other && other.paragraphs.length > 0 && isJoined(other),
    )
    return { label, paragraphs: paragraphs.length > 0 ? paragraphs : (joined?.paragraphs ?? []) }
  })
}

/** True where the label and the paragraphs make one name: `09 STATE 32018 ¶6`, `para 6 of 09 STATE 32018`. */
export function isBeside(rest: string, label: Stretch, named: readonly NamedParagraphs[]): boolean {
  return named.some((one) => wordsBetween(rest, one, label) === 0)
}

/** Words that lead from a paragraph to its source: `of the`, `in`, `del`. */
export const leadingForm = '(?<!\\p{L})(?:of|in|from|del?|en)(?: (?:the|el|la))?(?!\\p{L})'

const leading = new RegExp(leadingForm, 'giu')

const onlyJoins = new RegExp(`^[\\s,;&/]*(?:\\b(?:and|or|y|o|e|u)\\b)?\\s*(?:${leadingForm})?\\s*$`, 'iu')

function wordsBetween(line: string, one: Stretch, other: Stretch): number {
  return (
    between(line, one, other)
      .replace(leading, ' ')
      .match(/[\p{L}\p{N}]+|[,;]/gu)?.length ?? 0
  )
}

function between(line: string, one: Stretch, other: Stretch): string {
  return line.slice(Math.min(one.end, other.end), Math.max(one.start, other.start))
}
