import { bulletSigns } from '../clean-line.ts'
import { inserted } from './inserted-numbers.ts'

/** How a paragraph's number is printed: `¶9`, `9.` (also `9.-` and `9º`), `(9)`, `9)`. */
export type NumberForm = 'pilcrow' | 'point' | 'paren' | 'half'

/** A pilcrow may be lost before a number, or stand before one of many: these two forms count one row. */
export function inOneRow(form: string | undefined, other: string | undefined): boolean {
  const isOfRow = (one: string | undefined) => one === 'pilcrow' || one === 'point'
  return form === other || (isOfRow(form) && isOfRow(other))
}

/**
 * What stands before the words of a piece; a `listed` number stands behind a dash, `- (1)`, a `part` behind a number, `3.1`. What is
 * `inserted` behind a paragraph is told from it by a sign: `2A.` by A, `3 bis.` by bis.
 */
export type Marker =
  | { form: NumberForm | 'listed'; number: number }
  | { form: 'part'; number: number; part: number }
  | { form: 'inserted'; behind: number; sign: string }
  | { form: 'letter'; letter: string }
  | { form: 'dash' | 'bullet' }

const numberForms: [NumberForm, RegExp][] = [
  ['pilcrow', /^¶ ?(\d{1,5})[.):]?(?=[ (]|$) ?/],
  // Also as Spanish papers print it: 1.- and 1º.
  ['point', /^(\d{1,5})(?:\.|\.?[º°]\.?)(?:[-–—](?: |(?=\p{L})|$)|(?=[(\p{Lu}])| |$)/u],
  ['paren', /^\((\d{1,5})\)(?: |$|(?=\p{L}))/u],
  ['half', /^(\d{1,5})\)(?: |$|(?=\p{Lu}))/u],
]
const insertion = new RegExp(`^(?:¶ ?)?(\\d{1,3})(${inserted})\\.(?: |$|(?=\\())`)
const part = /^(\d{1,3})\.(\d{1,2})\.? (?=\S)/
const listed = /^(?:--?|[–—•*·]) ?\((\d{1,3})\) /
/** Cables of some years have a pilcrow before letters too: `¶B. (U)`. */
const letter = /^(?:¶ ?)?(?:\(([A-Za-z])\) ?|([A-Za-z])(?:[.)] |\)(?=\p{Lu})))(?=\S)/u
const dash = /^(?:--(?!-)|[–—]) ?(?=\S)/
const bullet = new RegExp(`^(?:[-*${bulletSigns}] |[•▪●] ?)(?=\\S)`)
/** Signs that are bullets and nothing else. */
export const bulletSign = new RegExp(`^[${bulletSigns}]`)
/** Word's bullet of the second level; in Spanish, a word too. */
const letterBullet = /^o (?=[\p{Lu}\d("“])/u

/** The marker that words begin with, and how long it is. */
export function readMarker(words: string): { marker: Marker; length: number } | undefined {
  const parts = part.exec(words)
  if (parts) {
    const marker: Marker = { form: 'part', number: Number(parts[1]), part: Number(parts[2]) }
    return { marker, length: parts[0].length }
  }
  for (const [form, pattern] of numberForms) {
    const found = pattern.exec(words)
    if (found) return { marker: { form, number: Number(found[1]) }, length: found[0].length }
  }
  const put = insertion.exec(words)
  if (put) {
    const sign = (put[2] ?? '').replace(/^[ -]/, '')
    return { marker: { form: 'inserted', behind: Number(put[1]), sign }, length: put[0].length }
  }
  const item = listed.exec(words)
  if (item) return { marker: { form: 'listed', number: Number(item[1]) }, length: item[0].length }
  const lettered = letter.exec(words)
  if (lettered) {
    return {
      marker: { form: 'letter', letter: lettered[1] ?? lettered[2] ?? '' },
      length: lettered[0].length,
    }
  }
  const dashed = dash.exec(words)
  if (dashed) return { marker: { form: 'dash' }, length: dashed[0].length }
  const pointed = bullet.exec(words) ?? letterBullet.exec(words)
  return pointed ? { marker: { form: 'bullet' }, length: pointed[0].length } : undefined
}
