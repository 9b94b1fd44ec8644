import { indexPhrases, makePhrases, matchAt } from './phrase.ts'
import type { Token } from './text.ts'

/** What words before an amount say of it: "at least", "about". */
export interface Bound {
  bound?: 'least' | 'most'
  approximate?: true
}
const qualifiers = indexPhrases<Bound>([
  ...makePhrases(
    [
      ...['no less than', 'not less than', 'at least', 'more than', 'over', 'upwards of', '>=', '≥', '>'],
      ...['al menos', 'por lo menos', 'más de', 'poco más de', 'no menos de'],
    ],
    { bound: 'least' },
  ),
  ...makePhrases(
    [
      ...[
        'no more than',
        'not more than',
        'less than',
        'fewer than',
        'at most',
        'up to',
        'under',
        '<=',
        '≤',
        '<',
      ],
      ...['menos de', 'hasta', 'a lo sumo', 'no más de'],
    ],
    { bound: 'most' },
  ),
  ...makePhrases(
    [
      ...[
        'approximately',
        'approx',
        'around',
        'roughly',
        'about',
        'circa',
        'some',
        '~',
        '≈',
        'nearly',
        'almost',
      ],
      ...[
        'close to',
        'just over',
        'just under',
        'an estimated',
        'aproximadamente',
        'unos',
        'unas',
        'cerca de',
      ],
      ...['alrededor de', 'casi', 'poco menos de'],
    ],
    { approximate: true },
  ),
  ...makePhrases(['between', 'entre', 'only', 'just', 'solo', 'exactly'], {}),
])

/** People write one or two, "no more than about"; a line of nothing else must not be read to its end from each of them. */
const mostQualifiers = 3

/** The qualifiers that begin at a token, together, and the index of the token after them. */
export function readQualifiers(tokens: readonly Token[], start: number): { meaning: Bound; next: number } {
  const meaning: Bound = {}
  let next = start
  for (let count = 0; count < mostQualifiers; count++) {
    const found = matchAt(tokens, next, qualifiers)
    if (!found) break
    Object.assign(meaning, ...found.meanings)
    next = found.until
  }
  return { meaning, next }
}
