import { isNumberWord, isWhole, readNumber } from './number-text.ts'
import { foldText, type Token, tokenise } from './text.ts'

/** Words before a number or a letter in the treaty's own form, English and Spanish. */
export const articleWord = String.raw`\b(?:articles?|art[ií]culos?|arts?\b\.?)`
const paragraph = String.raw`(?:\b(?:paragraphs?|par(?:a|as|s)?\b\.?|p[aá]rrafos?|p[aá]rrs?\b\.?|numeral(?:es)?|apartados?)|[¶§])`
const within = String.raw`\b(?:sub-?paragraphs?|sub-?paras?\b\.?|items?|letters?|lits?\b\.?|(?:sub-?)?incisos?|literal(?:es)?|letras?|apartados?)`
const of = String.raw`,?\s+(?:of|in|del?)\s+(?:the\s+)?`

/** What stands between two places: the second is the last of a range, or one more of a list. */
const range = String.raw`\s*(?:[-‐-―−]|\b(?:to|through|until|al?|hasta)\b)\s*`
const more = String.raw`\s*(?:[,;]?\s*\b(?:and|or|y|o)\b|&)\s*`

const number = String.raw`\(?\d{1,2}(?!\d)\)?`
const letter = String.raw`\(?(?:[a-z]|[ivx]{2,4})(?!\p{L})\)?`
const listOf = (sign: string) =>
  `${sign}(?:(?:${range}|${more}|\\s*,\\s*|\\s*)(?:${within}\\s*)?${sign}){0,8}`

/** What stands behind the article is brought before it: `paragraphs 1 and 2 of article 3`. */
const broughtBefore = (
  [
    [`(${within}\\s*${listOf(letter)})${of}(${paragraph}\\s*\\d+)(?=${of}${articleWord})`, '$2 $1'],
    [
      `(${paragraph}\\s*${listOf(`(?:${number}|${letter})`)})${of}(${articleWord}\\s*\\d{1,2})(?![\\d.])`,
      '$2 $1',
    ],
  ] as const
).map(([form, short]) => ({ form: new RegExp(form, 'giu'), short }))

/** What stands between two signs of a reference, what the next is called, and the sign. */
const nextSign = new RegExp(
  String.raw`(?:(?<range>${range})|(?<more>${more})|(?<comma>\s*[,;]\s*)|(?<dot>\.)|\s*)(?:(?<article>${articleWord})|(?<paragraph>${paragraph})|(?<within>${within}))?\s*(?:\((?<bracketed>\d{1,2}|[a-z]|[ivx]+)\)|(?<plain>\d{1,2}(?!\d)|(?:[a-z]|[ivx]{2,4})(?!\p{L}))\)?)`,
  'iuy',
)

/** Behind a sign that stands apart: with anything else it is no sign: `paragraph 1 a party`, `article 3 and 5 tons`. */
const stands = /(?=$|\s*[?.,;:!)(&‐-―−-]|\s+(?:of|in|to|through|del?|al?|and|or|y|o)\b)/iuy

type Groups = Partial<Record<string, string>>

function readSign(text: string, at: number, isPlural: boolean): { groups: Groups; end: number } | undefined {
  nextSign.lastIndex = at
  const found = nextSign.exec(text)
  if (!found?.groups) return undefined
  const { groups } = found
  const end = at + found[0].length
  const isCalled = groups.article ?? groups.paragraph ?? groups.within ?? groups.bracketed
  const isSure =
    isCalled !== undefined ||
    !/^\s|^,|[a-z] /iu.test(found[0]) ||
    found[0].endsWith(')') ||
    (isPlural && /\d/.test(found[0]))
  stands.lastIndex = end
  return isSure || stands.test(text) ? { groups, end } : undefined
}

/** The outermost part first: article, paragraph (nothing where a letter follows the article), letter, item. */
type Parts = readonly string[]

/** Behind the word for a paragraph and its number: it is one of something else, `article 3 and paragraph 9 of the demarche`. */
const ofAnother = new RegExp(
  String.raw`^[\s,]*(?:of|in|from|del?|en)\s+(?!(?:the|this|that|el|la)?\s*(?:${articleWord}|(?:19)?88\b|un\b|conv|treaty|tratado|it\b|same))`,
  'iu',
)

/** Which part of a place a sign is, by what it is called, by its form and by what stands before it. */
function levelOf(groups: Groups, before: Parts, ofNumbers: number, isDotted: boolean): number {
  const { range, comma, more, dot, article, paragraph, within, bracketed, plain = bracketed ?? '' } = groups
  if (article !== undefined) return 0
  if (/\d/.test(plain)) {
    if (paragraph ?? within ?? bracketed ?? dot) return 1
    if (isDotted) return 0
    return range !== undefined && before.length === 2 ? 1 : ofNumbers
  }
  const isApart = (range ?? more) !== undefined || (comma !== undefined && within === undefined)
  const isItem = /^[ivx]+$/i.test(plain) && (before.length === 4 || (before.length === 3 && !isApart))
  return isItem ? 3 : 2
}

/** The places of a list or range that begins behind the word for an article, in the short form, and where it ends. */
function readPlaces(text: string, from: number, word: string): { places: string[]; end: number } {
  const spans: Parts[][] = []
  let end = from
  let ofNumbers = 0
  let isPlural = endsPlural(word)
  for (;;) {
    const span = spans.at(-1)
    const before = span?.at(-1) ?? []
    const sign = readSign(text, end, isPlural)
    if (!sign) break
    const { range, more, comma, article, paragraph, within, bracketed, plain = bracketed ?? '' } = sign.groups
    const level = levelOf(sign.groups, before, ofNumbers, /^\.\d/.test(text.slice(sign.end)))
    const isInside = level >= before.length
    const isJoined = (range ?? more ?? comma) !== undefined
    if (isInside ? (range ?? more) !== undefined : !isJoined) break
    if (paragraph !== undefined && isJoined && ofAnother.test(text.slice(sign.end))) break
    if (!span && (level > 0 || isJoined)) break
    const called = article ?? paragraph ?? within
    const parts = [...before.slice(0, level), ...(level > before.length ? [''] : []), plain.toLowerCase()]
    if (range !== undefined) {
      if (!span || span.length > 1) break
      span.push(parts)
    } else if (isInside && span) span[span.length - 1] = parts
    else spans.push([parts])
    end = sign.end
    if (/\d/.test(plain) && (called ?? bracketed) !== undefined) ofNumbers = level
    if (called !== undefined) isPlural = endsPlural(called)
  }
  return { places: spans.map((span) => span.map(written).join('-')), end }
}

function endsPlural(word: string): boolean {
  return /s\.?\s*$/i.test(word)
}

function written([article = '', under = '', ...inside]: Parts): string {
  return `${article}${under === '' ? '' : `.${under}`}${inside.map((sign) => `(${sign})`).join('')}`
}

const wordBefore = new RegExp(`${articleWord}\\s*(?=\\d)`, 'giu')

/**
 * A text with the places of articles in the short form: `article 3, paragraph 1(a)`, `art. 3 para 1 a` and `inciso a) del
 * párrafo 1 del artículo 3` are `article 3.1(a)`, `article 3 (1) and (3)` is `article 3.1, article 3.3`.
 */
export function shortArticles(text: string): string {
  if (!anyArticle.test(text)) return text
  const brought = broughtBefore.reduce(
    (so, { form, short }) => so.replace(form, short),
    inFigures(text.replace(/\s+/g, ' ')),
  )
  let short = ''
  let at = 0
  for (const { 0: word, index } of brought.matchAll(wordBefore)) {
    if (index < at) continue
    const from = index + word.length
    const { places, end } = readPlaces(brought, from, word.trimEnd())
    if (places.length === 0) continue
    const called = places.length > 1 ? 'article' : word.trimEnd()
    short += brought.slice(at, index) + places.map((place) => `${called} ${place}`).join(', ')
    at = end
  }
  return short + brought.slice(at)
}

/** Most texts name none, and the forms are slow beside it. */
const anyArticle = /\bart/i

const romans =
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv'.split(
    ' ',
  )

/** Up to six words behind the word for an article. */
const inWords = new RegExp(`(${articleWord}\\s+)(\\p{L}[\\p{L}-]*(?:,? \\p{L}[\\p{L}-]*){0,5})`, 'giu')

/** A text with the numbers of articles in figures: `article three`, `articles III and V`. What follows another number is left. */
function inFigures(text: string): string {
  return text.replace(inWords, (_, word: string, behind: string) => {
    const tokens = tokenise(behind)
    let figures = ''
    let at = 0
    for (const [nth, token] of tokens.entries()) {
      const figure = figureOf(token, tokens[nth + 1])
      if (figure === undefined && (nth === 0 || !/^(?:,|and|or|to|through|y|o|al?)$/.test(token.word))) break
      figures += behind.slice(at, token.start) + (figure ?? token.text)
      at = token.end
    }
    return word + figures + behind.slice(at)
  })
}

/** The number a word says by itself; `I` alone is a number only where the sentence does not go on with it. */
function figureOf({ word, text }: Token, next: Token | undefined): number | undefined {
  const isOver = next === undefined || /^(?:\W|of|in|and|or|to|through|del?|y|o|al?)/.test(next.word)
  const roman = romans.indexOf(word) + 1
  if (roman > 0) return isOver && (word.length > 1 || text !== word) ? roman : undefined
  const names = word.split('-')
  if (!names.every(isNumberWord) || (next && isNumberWord(next.word)) || (word === 'one' && !isOver))
    return undefined
  const [value] = readNumber(tokenise(foldText(text)), 0)?.values ?? []
  return value && isWhole(value) ? Number(value.digits) / 10 ** value.scale : undefined
}
