import type { Citation } from './citation.ts'
import { cardinalForm, englishCardinalForm, ordinalForm, readNumberWord } from './number-words.ts'
import { foldText } from './text.ts'

/** A place of a source as a person asks for it: `para 9`, `¶9(C)`, `9(C) Interdiction 3`, `¶8 criterion 3`. */
export interface AskedPlace {
  number: number
  part?: string
  place?: string
}

/** `¶`, `¶¶`, `para.`, `paragraphs`, `párr.`, `párrafo`. */
const sign = '¶{1,2}|\\b(?:paragraphs?|paras?|p[aá]rrafos?|p[aá]rrs?)\\b\\.?'

const form = new RegExp(
  `^,?\\s*(?:${sign})?\\s*(?<number>\\d{1,6})(?!\\d)(?:(?<letter>[a-z])\\b|\\s*\\((?<part>[a-z0-9]{1,3})\\))?\\s*(?<place>[^()"]*?)\\s*(?:\\((?:printed|probably) \\d+\\))?$`,
  'iu',
)

/** Reads what follows a source's label; undefined when it is no place. */
export function readPlace(text: string): AskedPlace | undefined {
  const found = form.exec(text.trim())?.groups
  if (!found?.number) return undefined
  const part = found.part ?? found.letter
  return {
    number: Number(found.number),
    ...(part && { part }),
    ...(found.place && { place: found.place }),
  }
}

/** Paragraphs from one to another, both inside; a single one is from itself to itself. */
export interface Paragraphs {
  first: number
  last: number
  part?: string
}

/** The number of a last paragraph, as long as it is not said of what. */
export const lastOfAll = Number.POSITIVE_INFINITY

/** `¶9(A)`, `¶6-7` */
export function printParagraphs({ first, last, part }: Paragraphs): string {
  if (first === lastOfAll) return 'last paragraph'
  return `¶${first}${last > first ? `-${last}` : ''}${part === undefined ? '' : `(${part})`}`
}

/** Paragraphs named together, and where in a line. */
export interface NamedParagraphs {
  paragraphs: Paragraphs[]
  start: number
  end: number
}

/**
 * The paragraphs that a question names, wherever they stand in it, and what is left of it, each word in its place:
 * `paras 6 and 12`, `¶¶6-7`, `¶9A`, `párr. 12`, `paragraph nine`, `the ninth paragraph`, `the last paragraph`. Number words are read after the whole
 * word, and English ones after `para`: "para dos" is Spanish.
 */
export function findParagraphs(question: string): { named: NamedParagraphs[]; rest: string } {
  if (!anySign.test(question)) return { named: [], rest: question }
  const found = Array.from(question.matchAll(named), ({ 0: said, index: start, groups = {} }) => {
    const { list = '', full, short, ordinal, final } = groups
    if (final !== undefined)
      return { paragraphs: [{ first: lastOfAll, last: lastOfAll }], start, end: start + said.length }
    const figures = (full ?? short ?? '').replace(numberWord, (word) => String(readNumberWord(word)))
    const numbers = ordinal === undefined ? `${list}${figures}` : String(readNumberWord(ordinal))
    return { paragraphs: readList(numbers), start, end: start + said.length }
  })
  return { named: found, rest: question.replace(named, (said) => ' '.repeat(said.length)) }
}

/** `6 and 12`, `6-7`, `9(A), (C)` */
function readList(list: string): Paragraphs[] {
  const read: Paragraphs[] = []
  for (const { groups } of list.matchAll(listed)) {
    const before = read.at(-1)
    const part = (groups?.letter ?? groups?.part ?? groups?.alone)?.toUpperCase()
    const number = Number(groups?.number ?? before?.first)
    const isRange = before !== undefined && through.test(groups?.joint ?? '')
    if (isRange && part === undefined && before.part === undefined) {
      before.last = Math.max(before.first, number)
      before.first = Math.min(before.first, number)
    } else if (isRange && part !== undefined && before.part !== undefined && number === before.first) {
      for (let letter = before.part.charCodeAt(0) + 1; letter <= part.charCodeAt(0); letter++)
        read.push({ first: number, last: number, part: String.fromCharCode(letter) })
    } else read.push({ first: number, last: number, ...(part !== undefined && { part }) })
  }
  return read
}

/** `9`, `9A`, `9 (c)`, and no `3.1` or `1,500`. */
const numeral =
  '(?<number>\\d{1,6})(?!\\d|\\.\\d|,\\d{3}\\b)(?:(?<letter>[a-z])\\b|\\s*\\((?<part>[a-z])\\))?'
const until = '(?:-|\\bto\\b|\\bthrough\\b|\\bal?\\b)'
const joint = `\\s*(?:,?\\s*\\b(?:and|y)\\b|,|&|${until})\\s*`
const through = /-|t|a(?!n)/i
const sameAgain = `(?:(?:${sign})\\s*)?`
const nameless = (form: string): string => form.replace(/\?<\w+>/g, '?:')

/**
 * What follows in a list; a year before the letters of a cable's number is no more of it, and a sign begins another, perhaps of
 * another source, where it ends no range. Parts may stand side by side, `(A)(B)`, but `(A)(i)` is a point of one.
 */
const next = `${nameless(numeral)}(?!\\s?(?!and|through|para)[a-z]{3,} ?\\d)`
const more = `(?:${joint}(?:${next}|\\([a-z]\\))|\\s*${until}\\s*(?:${sign})\\s*${next}|\\((?![ivx])[a-z]\\))`
const numberWord = new RegExp(`\\b${cardinalForm}`, 'giu')

/** Every form holds one of these, and most questions none. */
const anySign = /¶|p[aá]r[ar]/i

const leading = '(?:\\b(?:the|el)\\s+)?'

const named = new RegExp(
  [
    `(?:${sign})\\s*(?<list>${nameless(numeral)}(?:${more})*)`,
    `\\b(?:paragraph|p[aá]rrafo)s?\\s+(?<full>${cardinalForm}(?:${joint}${cardinalForm})*)`,
    `\\bparas?\\s+(?<short>${englishCardinalForm}(?:${joint}${englishCardinalForm})*)`,
    `${leading}\\b(?<ordinal>${ordinalForm})\\s+(?:paragraph|p[aá]rrafo)\\b`,
    `${leading}(?<!\\p{L})(?<final>last|final|[uú]ltimo)\\s+(?:paragraph|para|p[aá]rrafo)\\b(?!\\s*\\d)`,
  ].join('|'),
  'giu',
)

const listed = new RegExp(`(?<joint>${joint})?(?:${sameAgain}${numeral}|\\((?<alone>[a-z])\\))`, 'giu')

/**
 * What stands at a place, in the order given. The number is that cited, else the printed one, else the one it probably stands
 * for. A number alone finds all its parts, words find what begins with them, and `8(3)` where no part is called 3 finds
 * every list's third (`¶8 criterion 3`, `¶8 category 3`).
 */
export function recordsAt<T extends { cite: Citation }>(records: readonly T[], asked: AskedPlace): T[] {
  for (const kind of ['paragraph', 'printed', 'probable'] as const) {
    const numbered = records.filter(({ cite }) => cite[kind] === asked.number)
    if (numbered.length > 0) return within(numbered, asked)
  }
  return []
}

function within<T extends { cite: Citation }>(numbered: readonly T[], { part, place }: AskedPlace): T[] {
  const parted = numbered.filter(({ cite }) => part === undefined || isSame(cite.part, part))
  const found = parted.length > 0 ? parted : numbered.filter(({ cite }) => isListed(cite.place, part))
  if (place === undefined) return found
  const exact = found.filter(({ cite }) => isSame(cite.place, place))
  if (exact.length > 0) return exact
  return found.filter(({ cite }) => foldText(cite.place ?? '').startsWith(foldText(place)))
}

/** A `point` is counted by us; nothing in the text bears its number. */
function isListed(place: string | undefined, number: string | undefined): boolean {
  return place?.endsWith(` ${number}`) === true && !place.startsWith('point ')
}

function isSame(held: string | undefined, asked: string): boolean {
  return held !== undefined && foldText(held) === foldText(asked)
}

/** The numbers paragraphs are cited by, in short: `1-4, 15-18`. */
export function printNumbers(records: readonly { cite: Citation }[]): string {
  const numbers = records.flatMap(({ cite }) => cite.paragraph ?? [])
  const runs: [first: number, last: number][] = []
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && run[1] + 1 === number) run[1] = number
    else runs.push([number, number])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
}
