import { foldText } from '../domain/text.ts'
import { readTerms } from './ranking/analysis.ts'

/** Words that carry a question rather than its subject, English and Spanish; stop words are left out by the analysis. */
const carriers = new Set(
  `asap btw fyi hiya pls plz q qq thx tia according ah anybody anyway applies apply asks called does doesn don explain find getting going got hello helpful hey hi isn it's let's
  look looking mean meaning means meant my needs ok okay order please regarding said says saying show stand stands sure talk
  significa significan dice dicen quiero busco gracias hola tell telling tells thanks um use vs want wants wasn wanted whats wonder wondering
  al como con cual cuales cuando cuanto cuanta cuantos cuantas de del despues donde el ella en entre es esta este fue hay la las
  lo los o para pero por que quien quienes se segun ser si sin sobre son su sus un una unos unas y ya`.split(
    /\s+/,
  ),
)

/** A word of a question: as typed, folded, and as it is indexed. */
export interface Word {
  raw: string
  term: string
}

/** The terms a text is found by: those of its words, and of the parts of compounds. */
export function readWords(text: string): string[] {
  return readTerms(splitPeriods(text))
}

/** The same of a single word; the words of an answer are looked at one by one, and most have been met before. */
export const readWord: (word: string) => readonly string[] = remembering(readWords)

/** A function of one word that keeps what it gave for the words met last; all of it goes when there are too many. */
function remembering<T>(read: (word: string) => readonly T[]): (word: string) => readonly T[] {
  const met = new Map<string, readonly T[]>()
  return (word) => {
    const known = met.get(word)
    if (known) return known
    const made = read(word)
    if (met.size >= mostMet) met.clear()
    if (word.length <= longestMet) met.set(word, made)
    return made
  }
}

const mostMet = 10_000
const longestMet = 64

/** The words of a question or a name in order, without those that only carry it. Compounds without a figure fall into parts. */
export function subjectWords(text: string): Word[] {
  return splitPeriods(foldText(text)).split(/\s+/).flatMap(readSubject)
}

/** What stands between two spaces, folded. */
const readSubject = remembering((token: string): Word[] =>
  splitCompound(token).flatMap((part) => {
    const [term] = readTerms(part)
    const raw = part.replace(/^[^\p{L}\p{N}]+|(?:['’]s)?[^\p{L}\p{N})]*$/gu, '')
    return term === undefined || carriers.has(raw) ? [] : [{ raw, term }]
  }),
)

/** One of which the parts say nothing (`no-go`), or that holds a figure, stays whole. */
function splitCompound(token: string): string[] {
  const parts = /\d/.test(token) ? [] : token.split(/(?<=\p{L}\p{L})[-/'’](?=\p{L}\p{L})/u)
  return parts.length > 1 && parts.every((part) => readTerms(part).length > 0) ? parts : [token]
}

/** `10 %` is read as percent; `FY2009` is found by its year too, `400s` by 400, `15th` by 15. */
export function splitPeriods(text: string): string {
  if (!/\d/.test(text)) return text
  return text
    .replace(/\b([fc]y)(?=\d{4}\b)/gi, '$1 ')
    .replace(/(?<=\d)\s*%/g, ' percent')
    .replace(/(?<=\b\d[\d,]*)(?:s|st|nd|rd|th)\b/gi, '')
    .replace(/(?<=\d)\s+(?=\([a-z]+\))/gi, '')
}
