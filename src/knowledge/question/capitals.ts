import { foldText } from '../../domain/text.ts'
import type { Nation } from '../schema.ts'

/** Of whom something is asked: a government, and no place. */
const asking =
  'ask|asks|asked|asking|want|wants|wanted|wanting|expect|expects|expected|tell|tells|told|urge|urges|urged|press|pressed|pide a|piden a|pedimos a|pidieron a|quieren de|esperan de'

const anyAsking = new RegExp(`\\b(?:${asking})\\b`, 'iu')

/** A capital where something is asked of it, and the country it then is. */
export interface Capital {
  form: RegExp
  country: string
}

export function capitalsOf(nations: readonly Nation[]): Capital[] {
  return nations.flatMap(({ name, capital }) => {
    if (capital === undefined) return []
    const form = new RegExp(`\\b(${asking}) (?:${capital}|${foldText(capital)})\\b(?! \\d)`, 'giu')
    return [{ form, country: name }]
  })
}

/** A question in which a capital of whom something is asked is its country: `what do we want Lima to do`. */
export function capitalsAsCountries(question: string, capitals: readonly Capital[]): string {
  if (!anyAsking.test(question)) return question
  return capitals.reduce((read, { form, country }) => read.replace(form, `$1 ${country}`), question)
}
