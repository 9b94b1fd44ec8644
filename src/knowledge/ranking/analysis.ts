import { foldText } from '../../domain/text.ts'
import { regular } from './irregular.ts'
import { stemEnglish } from './porter2.ts'
import { stopWords } from './stop-words.ts'

/** Letters and figures, joined by single signs or followed by short brackets: `gamma-ray`, `2009-04`, `3.1(a)`. */
const wordForm = /[\p{L}\p{N}]+(?:[.'/_-][\p{L}\p{N}]+|\([\p{L}\p{N}]{1,4}\))*/gu

/** To be counted up with every change of what `readTerms` gives: images made before are then made again. */
export const analysisVersion = 3

/** A word of a text, folded, and the terms it is found by. A compound gives itself and then its parts. */
interface Word {
  word: string
  terms: readonly string[]
}

/**
 * The terms of a text in order, as they are indexed and looked up: case and accents folded, English endings dropped
 * (Porter2), stop words gone, figures without thousands' commas, dotted capitals as one word.
 */
export function readTerms(text: string): string[] {
  return readWords(text).flatMap(({ terms }) => terms)
}

/** The same, word by word; stop words are not among them. */
export function readWords(text: string): Word[] {
  const plain = foldText(text)
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐‑]/g, '-')
    .replace(/\b(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll('.', ''))
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  return (plain.match(wordForm) ?? []).map(readWord).filter(({ terms }) => terms.length > 0)
}

/** Words of more letters than any person writes are kept short, so that no text can fill the index with one term. */
const longestTerm = 64

/** The words met last, since most words of a text have been met before; emptied when it has grown to its limit. */
const met = new Map<string, Word>()
const metLimit = 20_000

function readWord(found: string): Word {
  const written = found.slice(0, longestTerm)
  const known = met.get(written)
  if (known) return known
  if (met.size >= metLimit) met.clear()
  const word = written.replace(/(?:n't|'(?:s|re|ve|ll|d|m)?)$/, '')
  const read = { word, terms: termsOf(word) }
  met.set(written, read)
  return read
}

function termsOf(word: string): string[] {
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  const terms = parts.filter((part) => !stopWords.has(part)).map(stemWord)
  return parts.length > 1 ? [wholeTerm(word, parts), ...terms] : terms
}

/** A reference keeps its signs; words joined by a hyphen or apostrophe are also found written as one. */
function wholeTerm(word: string, parts: readonly string[]): string {
  return /\d/.test(word) ? word : stemWord(parts.join(''))
}

/** The stem of a folded word that is no compound. */
export function stemWord(word: string): string {
  return /^[a-z]+$/.test(word) ? stemEnglish(regular(word)) : word
}
