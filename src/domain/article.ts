import { articleWord, shortArticles } from './article-wording.ts'

/**
 * A place in the 1988 Convention as numbers, outermost first: article, paragraph, letter (a is 1), item (i is 1).
 * `[3, 1, 1, 2]` is 3.1(a)(ii). Paragraph 0 stands where letters follow an article directly, as in 1(k).
 */
export type ArticlePath = readonly number[]

/** What a reference names: every place from the first to the last, both inside. A single place is a span of itself. */
export interface ArticleSpan {
  first: ArticlePath
  last: ArticlePath
}

/** The Convention has articles 1 to 34 (UNTS vol. 1582 p. 95). */
export const lastArticle = 34

const anyArticleWord = new RegExp(articleWord, 'giu')
const shortPlace = String.raw`\d[\d.]*(?:\s*\([a-z\d]+\))*(?:\s+(?:bis|ter|quater|quinquies)\b)?`
const shortSpan = `${shortPlace}(?:\\s*-\\s*${shortPlace})?`

/** Places as `shortArticles` writes them, with the word "article" or a letter to show it. */
export const anyPlaces = String.raw`${articleWord}\s*${shortSpan}(?:, ${articleWord} ${shortSpan})*|(?<![\w.¶])\d+\.\d+(?:\s?\([a-z]+\))+`
const namedPlaces = new RegExp(anyPlaces, 'iu')

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
const letterCode = 96

/**
 * Reads `3.1(a)`, `art 3.1 (a)(i)`, `article 3(1)(a)`, the wordings of `shortArticles`, `9-19`, `14.2-14.3`, and several
 * joined by commas or "and", where a piece may continue the one before: `3.1(a),(c)`. Each is given once. Undefined when the
 * text is anything else. Whether such an article or paragraph exists is not asked here.
 */
export function parseArticles(text: string): ArticleSpan[] | undefined {
  const pieces = shortArticles(/^\s*\d/.test(text) ? `article ${text}` : text)
    .toLowerCase()
    .replace(/\bof the (?:1988 )?(?:un )?convention\b/, '')
    .replace(/[‐-―−]/g, '-')
    .replace(anyArticleWord, ' ')
    .replace(/\band\b|&|;/g, ',')
    .replace(/(?<=\d)\s+(?=\d)/g, ',')
    .replace(/\s+/g, '')
    .split(',')
  const spans: ArticleSpan[] = []
  for (const piece of pieces) {
    const span = parseSpan(piece, spans.at(-1)?.last)
    if (!span) return undefined
    spans.push(span)
  }
  return spans.filter((span, index) => index === spans.findIndex((other) => isSameSpan(span, other)))
}

/** The first stretch of a sentence, in the short form, that names places of the Convention. */
export function placesNamed(sentence: string): string | undefined {
  return namedPlaces.exec(shortArticles(sentence))?.[0].replace(/[.\s]+$/, '')
}

/** Those places. */
export function findArticles(sentence: string): ArticleSpan[] | undefined {
  const named = placesNamed(sentence)
  return named === undefined ? undefined : parseArticles(named)
}

/** `3.1(a)(i)`, `9-19`, `14.2-14.3`, `3.1(a)(i)-(ii)`: the one form shown, which `parseArticles` reads. */
export function printArticles(span: ArticleSpan): string {
  const { first, last } = span
  if (compare(first, last) === 0) return printPath(first)
  const siblings = first.length === last.length && compare(first.slice(0, -1), last.slice(0, -1)) === 0
  const short = siblings && first.length > 2
  return `${printPath(first)}-${short ? printLetter(last, last.length - 1) : printPath(last)}`
}

/** True when all of the inner span lies in the outer: 9-19 covers 12.9(b), 3.1 covers 3.1(a), not the other way about. */
export function coversArticles(outer: ArticleSpan, inner: ArticleSpan): boolean {
  const deepEnough = inner.first.length >= outer.first.length && inner.last.length >= outer.last.length
  return deepEnough && compare(outer.first, inner.first) <= 0 && compare(inner.last, outer.last) <= 0
}

/** True when the spans share a place, whichever is the wider: 3.1(a) overlaps 3.1 and 3-8. */
export function overlapArticles(one: ArticleSpan, other: ArticleSpan): boolean {
  return compare(one.first, other.last) <= 0 && compare(other.first, one.last) <= 0
}

function isSameSpan(one: ArticleSpan, other: ArticleSpan): boolean {
  return coversArticles(one, other) && coversArticles(other, one)
}

/** Compares as far as the shorter goes, so that a place equals everything inside it. */
function compare(one: ArticlePath, other: ArticlePath): number {
  for (const [level, number] of one.entries()) {
    const against = other[level]
    if (against === undefined) return 0
    if (number !== against) return number - against
  }
  return 0
}

function parseSpan(piece: string, before: ArticlePath | undefined): ArticleSpan | undefined {
  const [from = '', until, ...rest] = piece.split('-')
  const first = parsePath(from) ?? continuePath(from, before)
  if (!first || rest.length > 0) return undefined
  if (until === undefined) return { first, last: first }
  const last = continuePath(until, first) ?? parsePath(until)
  return last && compare(first, last) < 0 ? { first, last } : undefined
}

function parsePath(text: string): ArticlePath | undefined {
  const found = /^(\d{1,3})(?:\.(\d{1,3})|\((\d{1,3})\))?(.*)$/.exec(text)
  if (!found) return undefined
  const [, article, dotted, bracketed, tail = ''] = found
  const paragraph = dotted ?? bracketed
  const inside = parseInside(tail)
  if (!inside) return undefined
  const outer =
    paragraph === undefined && inside.length === 0
      ? [Number(article)]
      : [Number(article), Number(paragraph ?? 0)]
  return Number(article) > 0 && paragraph !== '0' ? [...outer, ...inside] : undefined
}

/** The letter and item of `(a)(i)`, also typed `a`, `.a`, `.a.i`. */
function parseInside(text: string): number[] | undefined {
  if (text === '') return []
  const found = /^(?:\(([a-z])\)|\.?([a-z]))(?:\(([ivx]+)\)|\.([ivx]+))?$/.exec(text)
  if (!found) return undefined
  const letter = (found[1] ?? found[2] ?? '').charCodeAt(0) - letterCode
  const roman = found[3] ?? found[4]
  if (roman === undefined) return [letter]
  const item = romans.indexOf(roman) + 1
  return item > 0 ? [letter, item] : undefined
}

/** Reads what leaves out the part it shares with the path before it: `(c)` after 3.1(a), `3` after 14.2 in a range. */
function continuePath(text: string, before: ArticlePath | undefined): ArticlePath | undefined {
  if (!before) return undefined
  if (/^\d+$/.test(text)) return before.length === 2 ? [...before.slice(0, 1), Number(text)] : undefined
  const item = /^\(([ivx]+)\)$/.exec(text)?.[1]
  if (item && before.length === 4) {
    const number = romans.indexOf(item) + 1
    return number > 0 ? [...before.slice(0, 3), number] : undefined
  }
  const inside = text.startsWith('(') && before.length > 2 ? parseInside(text) : undefined
  return inside ? [...before.slice(0, 2), ...inside] : undefined
}

function printPath(path: ArticlePath): string {
  const [article, paragraph] = path
  const outer = paragraph ? `${article}.${paragraph}` : `${article}`
  return (
    outer +
    path
      .slice(2)
      .map((_, index) => printLetter(path, index + 2))
      .join('')
  )
}

function printLetter(path: ArticlePath, level: number): string {
  const number = path[level] ?? 0
  return `(${level === 2 ? String.fromCharCode(letterCode + number) : romans[number - 1]})`
}
