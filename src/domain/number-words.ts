import { foldText } from './text.ts'

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ones = 'one two three four five six seven eight nine'
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const firsts = 'first second third fourth fifth sixth seventh eighth ninth'
const tenths =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
const roundTenths = 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'
const decenas = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'
const unidades = 'uno dos tres cuatro cinco seis siete ocho nueve'
const diez = 'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve'
const veinte =
  'veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve'
const primeros = 'primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo'

const counted = (words: string, from: number, step = 1): [string, number][] =>
  words.split(' ').map((word, at) => [word, from + at * step])

const values = new Map([
  ...[ones, firsts, unidades, primeros].flatMap((words) => counted(words, 1)),
  ...[teens, tenths, diez].flatMap((words) => counted(words, 10)),
  ...[tens, roundTenths].flatMap((words) => counted(words, 20, 10)),
  ...counted(veinte, 20),
  ...counted(decenas, 30, 10),
])

/** A word of a form below as a number: `twenty-one`, `treinta y uno`, `ninth`. */
export function readNumberWord(words: string): number {
  return foldText(words)
    .split(/[\s-]+/)
    .reduce((sum, word) => sum + (values.get(word) ?? 0), 0)
}

const accented: Record<string, string> = { e: 'é', i: 'í', o: 'ó' }

const anyOf = (...lists: string[]): string => {
  const words = lists.join(' ').split(' ').join('|')
  return `(?:${words.replace(/[eio]/g, (vowel) => `[${vowel}${accented[vowel]}]`)})`
}

const by = '(?:\\s+|\\s*-\\s*)'

/** Both words together, or the first where the second does not follow. */
const compound = (first: string, joint: string, second: string): string =>
  `${anyOf(first)}(?:${joint}${anyOf(second)}|(?!${joint}${anyOf(second)}\\b))`

/** A number of which more is said is greater than any here. */
const ends = `\\b(?!${by}(?:hundred|thousand|mil)\\b)`

/** From one to ninety-nine, in English and Spanish. */
export const cardinalForm = `(?:${compound(tens, by, ones)}|${anyOf(ones, teens, diez, veinte)}|${compound(decenas, '\\s+y\\s+', unidades)}|${anyOf(unidades)})${ends}`

/** The same in English alone. */
export const englishCardinalForm = `(?:${compound(tens, by, ones)}|${anyOf(ones, teens)})${ends}`

/** `ninth`, `twenty-first`, `séptimo`; not the end of `hundred and first`. */
export const ordinalForm = `(?<!\\b(?:hundred|thousand)(?: and)? )(?:${anyOf(tens)}${by}${anyOf(firsts)}|${anyOf(firsts, tenths, roundTenths, primeros)})`
