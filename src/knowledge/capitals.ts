import { foldText } from '../domain/text.ts'
import type { Nation } from './schema.ts'

/** Of whom something is asked: a government, and no place. */
const asking =
  'ask|asks|asked|asking|want|wants|wanted|wanting|expect|expects|expected|tell|tells|told|urge|urges|urged|press|pressed|pide a|piden a|pedimos a|pidieron a|quieren de|esperan de'

/** A question in which a capital of whom something is asked is its country: `what do we want Lima to do`. */
export function capitalsAsCountries(question: string, nations: readonly Nation[]): string {
  if (!anyAsking.test(question)) return question
  return nations.reduce(
    (read, { name, capital }) => (capital === undefined ? read : read.replace(formOf(capital), `$1 ${name}`)),
    question,
  )
}

const anyAsking = new RegExp(`\\b(?:${asking})\\b`, 'iu')

const formOf = (capital: string): RegExp =>
  new RegExp(`\\b(${asking}) (?:${capital}|${foldText(capital)})\\b(?! \\d)`, 'giu')
