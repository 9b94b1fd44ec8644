const singleQuotes = /[\u2018\u2019\u201a\u201b\u2032\u00b4]/g
const doubleQuotes = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** Control and format characters (zero width, bidi) and halves of surrogate pairs, save tabs and line ends. */
const unseen = /(?![\t-\r])[\p{Cc}\p{Cf}\p{Cs}]/gu

/** Nothing in it stands for something else; `/` may be that of `w/`. */
const isAsMeant = /^[ -%'-.0-;=?-~]*$/

/**
 * One line as a person meant it, from what a Slack client really sends: composed (NFC), quotes and dashes plain, white
 * space folded, unseen characters gone, `<url|label>` as its url, `<@U1|ana>` as `@U1`, the three entities decoded, `w/` as with.
 */
export function cleanText(raw: string): string {
  if (isAsMeant.test(raw)) return raw.replace(/ {2,}/g, ' ').trim()
  return raw
    .normalize('NFC')
    .replace(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([@#!][^|>\s]*)(?:\|[^>]*)?>/g, '$1')
    .replace(/<(https?:[^|>\s]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')
    .replace(unseen, '')
    .replace(/\bw\/(?!o\b)\s*/gi, 'with ')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim()
}

/** Most words have no accent, and taking accents off is slow. */
const isPlain = /^[ -~]*$/

/** For comparing words: lower case, accents stripped (`Monzón` → `monzon`). Not for showing. */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** A word, number or sign of a line; `start` and `end` (exclusive) are its place in the line, `word` is it folded. */
export interface Token {
  text: string
  word: string
  start: number
  end: number
}

const tokenForms = [
  /https?:\/\/\S+/u,
  // Only where a clause takes quoted words; elsewhere quotation marks are decoration.
  /(?<=\b(?:src|source|note):? )"[^"]*"/u,
  /\d{4}-\d\d(?:-\d\d)?(?!\d)/u,
  /\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d|[.,]\d)/u,
  /\d{1,2}\p{L}{3,9}\d{2,4}(?![\d\p{L}])/u,
  /\d+(?:\.\d+)?e[+-]?\d+(?![\d\p{L}])/u,
  /\d+(?:st|nd|rd|th)(?!\p{L})/u,
  /\d(?:[\d.,]*\d)?/u,
  /us\$|s\/\.?(?=[ \d]|$)|[$€£]/u,
  />=|<=|[<>~≥≤≈]/u,
  /[@#]?[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'&/.-]*[\p{L}\p{M}\p{N}])?/u,
  /\S/u,
]
const tokenForm = new RegExp(tokenForms.map((form) => form.source).join('|'), 'giu')

/** The tokens of a cleaned line. Figures stand alone (`250kg` is two tokens, `200-250` three), dates and urls stay whole. */
export function tokenise(line: string): Token[] {
  return [...line.matchAll(tokenForm)].map(({ 0: text, index }) => ({
    text,
    word: foldText(text),
    start: index,
    end: index + text.length,
  }))
}

/** True when a folded word is the folded term or its regular English plural. */
export function isWord(word: string, term: string): boolean {
  return word === term || word === `${term}s` || word === `${term}es`
}

/** Edits (insert, delete, replace, swap of neighbours) that turn one text into the other; `limit + 1` when more than `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      const inserted = Math.min(last[column] ?? 0, current[column - 1] ?? 0) + 1
      let edits = Math.min(inserted, (last[column - 1] ?? 0) + cost)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1)
      current.push(edits)
      if (edits < least) least = edits
    }
    if (least > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return last[b.length] ?? limit + 1
}

/**
 * The candidate a mistyped word most probably stands for: at most one edit in four letters, two in eight, three in more.
 * Case and accents do not count; the first of equals wins; undefined when none is near.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const typed = foldText(word)
  if (typed.length < 3) return undefined
  let limit = typed.length <= 4 ? 1 : typed.length <= 8 ? 2 : 3
  let nearest: string | undefined
  for (const candidate of candidates) {
    // Accents off, a composed text keeps its length.
    if (Math.abs(candidate.length - typed.length) > limit) continue
    const distance = editDistance(typed, foldText(candidate), limit)
    if (distance > limit) continue
    if (distance === 0) return candidate
    nearest = candidate
    limit = distance - 1
  }
  return nearest
}

/** The name or path of a file on one line, whatever it holds. */
export function printName(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => JSON.stringify(sign).slice(1, -1))
}

/** Where a text names a record: `L-1` in "L-1, L-2", and not in "L-12" or "PE-L-1". */
export function idForm(id: string): RegExp {
  return new RegExp(`(?<![\\w-])${id}(?!\\d)`)
}

/** The same text with a capital at its front. */
export function capitalise(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** The same text as a sentence: a capital at its front, a stop at its end where it has none. */
export function sentence(text: string): string {
  return `${capitalise(text)}${/[.!?]$/.test(text) ? '' : '.'}`
}

/** Made once: `toLocaleString` looks its locale up each time. */
const grouped = new Intl.NumberFormat('en-US')

/** A whole number with its thousands set apart: `250`, `1,200`. */
export function printWhole(number: number): string {
  return Math.abs(number) < 1_000 ? String(number) : grouped.format(number)
}

/** `1 entry`, `1,200 entries`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${printWhole(count)} ${count === 1 ? one : many}`
}

/** The first of many names, and how many more there are: `reply, report-card and 3 more`. */
export function nameSome(names: readonly string[], most: number, joint: ', ' | '; ' = ', '): string {
  const shown = names.slice(0, most).join(joint)
  return names.length > most ? `${shown}${joint === '; ' ? ';' : ''} and ${names.length - most} more` : shown
}
