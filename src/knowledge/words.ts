import { foldText } from '../domain/text.ts'

/** Words that carry a question rather than its subject. */
const stopWords = new Set(
  `a about after against all also am an and any apply applies are as at be became become becomes been before being both but
  by call called can come comes could cover covers concern concerns deal deals did do does doing done down each every explain few find
  for from further get give go goes had happen happened happens has have having he her here him his how i if in into is it
  its itself just know let list look made make makes many may me mean meaning means might more most much must my name named names need needs
  no nor not of off on once one only or other our out over own per please regarding said same say says she should show so
  some stand stands such take takes tell than that the their them then there these they this those through to too under
  until up us very want was we went were what when where which while who whom whose why will with would you
  your`.split(/\s+/),
)

/** Words of the field that ask for the same thing, as they are indexed. */
const sameMeaning = [
  ['law', 'legislation', 'legislative', 'statute'],
  ['reply', 'response', 'answer'],
  ['aid', 'assistance'],
  ['target', 'goal', 'objective'],
  ['agreement', 'treaty'],
  ['registry', 'register'],
  ['rule', 'regulation'],
  ['enter', 'entry'],
  ['send', 'sent'],
  ['port', 'seaport'],
  ['increase', 'raise', 'rise', 'above'],
]

/**
 * The words of a text as they are indexed and looked up: lower case, accents folded, endings dropped so that seizure, seize
 * and seized meet. References such as `3.1(a)`, `PE-IL-3b` and `2291j-1` stay whole.
 */
export function readWords(text: string): string[] {
  return rawWords(text).map(stem)
}

/** The same words with their endings, for looking up what may be misspelt. */
export function rawWords(text: string): string[] {
  const plain = foldText(text)
    .replace(/\b(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll('.', ''))
    .replace(/\b(fy|cy) (?=\d{4}\b)/g, '$1')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d) (?=\([a-z]+\))/g, '')
  const found = plain.match(/[\p{L}\p{N}]+(?:[.'’/-][\p{L}\p{N}]+)*(?:\([a-z]+\))*/gu) ?? []
  return found.map((word) => word.replace(/['’]s?$/, '')).filter((word) => !stopWords.has(word))
}

/**
 * What a compound is also found by: its pieces (`anti-money` gives `anti` and `money`); for a reference or number the
 * wider ones (`3.1(a)` gives `3.1` and `3`, `PE-IL-3b` gives `PE-IL-3` and `PE-IL`). Nothing for a plain word.
 */
export function partsOf(word: string): string[] {
  const year = /^[fc]y(\d{4})$/.exec(word)?.[1]
  if (year) return [year]
  if (!/\d/.test(word)) {
    const pieces = word.split(/[^\p{L}]+/u).filter((piece) => piece !== '')
    return pieces.length > 1 ? pieces.filter((piece) => !stopWords.has(piece)).map(stem) : []
  }
  const wider = /\d[a-z]$/.test(word) ? word.slice(0, -1) : word.replace(/\([a-z]+\)$|[./-][^./()-]+$/, '')
  return wider === word || wider === '' ? [] : [wider, ...partsOf(wider)]
}

/** Drops endings while at least four letters stay; words with digits are left alone. */
export function stem(word: string): string {
  if (/[^a-z]/.test(word) || word.length < 4) return word
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1')
  const verb = singular
    .replace(/uction$/, 'uce')
    .replace(/(.{4})(?:ation|ative|ating|ated|ate|ion|ing|er|ed|e)$/, '$1')
  return verb.replace(/(.{4})ur$/, '$1')
}

const meanings = sameMeaning.map((words) => words.map(stem))

/** Other words, as indexed, that mean the same here. */
export function synonymsOf(word: string): string[] {
  return meanings
    .filter((words) => words.includes(word))
    .flat()
    .filter((other) => other !== word)
}
