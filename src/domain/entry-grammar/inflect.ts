import type { VerbForm } from '../lexicon.ts'

/** A form of a verb, and what it may be. Spanish futures are left out: what will be done is no event. */
type Inflected = [form: VerbForm, word: string]

/** The regular forms of an English verb: `seize` gives seizes, seized, seizing. Consonants are not doubled: list those. */
export function inflectEnglish(base: string): Inflected[] {
  const stem = base.replace(/e$/, '')
  const past = /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${stem}ed`
  const finite = /[^aeiou]y$/.test(base)
    ? `${base.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh)$/.test(base)
      ? `${base}es`
      : `${base}s`
  return [
    ['base', base],
    ['finite', finite],
    ['past', past],
    ['gerund', `${stem}ing`],
  ]
}

const endings = {
  ar: { finite: ['ó', 'aron', 'a', 'an', 'aba', 'aban'], participle: 'ad', gerund: 'ando' },
  er: { finite: ['ió', 'ieron', 'e', 'en', 'ía', 'ían'], participle: 'id', gerund: 'iendo' },
  ir: { finite: ['ió', 'ieron', 'e', 'en', 'ía', 'ían'], participle: 'id', gerund: 'iendo' },
}

/** The regular forms of a Spanish verb that speak of what is done: third persons, participles of both genders, the gerund. */
export function inflectSpanish(infinitive: string): Inflected[] {
  const ending = /ar$/.test(infinitive) ? 'ar' : /er$/.test(infinitive) ? 'er' : 'ir'
  const stem = infinitive.slice(0, -2)
  const { finite, participle, gerund } = endings[ending]
  return [
    ['infinitive', infinitive],
    ...finite.map((end): Inflected => ['finite', stem + end]),
    ...['o', 'a', 'os', 'as'].map((end): Inflected => ['participle', stem + participle + end]),
    ['gerund', stem + gerund],
  ]
}
