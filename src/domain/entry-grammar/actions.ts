import type { ActionTerm, VerbForm } from '../lexicon.ts'
import { indexPhrases, makePhrases, matchAll, oncePer } from '../phrase.ts'
import type { Token } from '../text.ts'
import { inflectEnglish, inflectSpanish } from './inflect.ts'

/** What the grammar can be told was done; `data/lexicon/actions.yaml` says in which words. */
export const actions = [
  'seize',
  'intercept',
  'remove',
  'surrender',
  'find',
  'destroy',
  'eradicate',
  'arrest',
  'capture',
  'prosecute',
  'convict',
  'extradite',
  'train',
  'attend',
  'graduate',
  'operate',
  'inspect',
  'forfeit',
  'freeze',
  'estimate',
  'carry',
  'other',
] as const
export type Action = (typeof actions)[number]

/** An action named in a line: tokens `from` to `until`, exclusive. */
export interface Deed {
  action: Action
  form: VerbForm
  from: number
  until: number
  /** May be a noun, so that it can be counted: "142 arrests". */
  noun: boolean
  /** Has a form of "to be" before it (`were seized`, `fueron incautados`): what was done to stands before it too. */
  passive: boolean
  /** Said of a thing, not told: "of seized cocaine", "samples seized in 2016". */
  adjective: boolean
  /** Denied, planned or supposed. */
  unreal: boolean
}

interface Meaning {
  action: Action
  form: VerbForm
  isOpening?: true
}

/** Nouns and base forms of these are mostly other words: "a house", "the market", "a plant". */
const quiet: readonly string[] = ['other', 'carry']

const deedIndex = oncePer((terms: readonly ActionTerm[]) =>
  indexPhrases<Meaning>(
    terms.flatMap((term) => {
      const action = actions.find((known) => known === term.id) ?? 'other'
      const inflected = [
        ...term.en
          .flatMap(inflectEnglish)
          .filter(([form]) => !quiet.includes(term.id) || form === 'past' || form === 'gerund'),
        ...term.es.flatMap(inflectSpanish),
        ...term.nouns.map((word): [VerbForm, string] => ['noun', word]),
        ...Object.entries(term.forms).flatMap(([form, words]) =>
          words.map((word): [VerbForm, string] => [form as VerbForm, word]),
        ),
      ]
      return [
        ...inflected.flatMap(([form, word]) => makePhrases([word], { action, form })),
        ...makePhrases(term.openings, { action, form: 'noun' as const, isOpening: true as const }),
      ]
    }),
  ),
)

const beings = new Set(
  'was were been being is are be got get fue fueron sido siendo es son ha han fuera resulto resultaron quedo quedaron'.split(
    ' ',
  ),
)
const between = /ly$|mente$|^(?:also|not|all|later|then|now|since|been|ser|sido|being)$/
const determiners = new Set(
  'the a an this these those its their his her some any no of in for by de la el los las un una su sus del another each every major recent large record drug cocaine'.split(
    ' ',
  ),
)

/** The actions of a line, in order, each with its voice; whether they are told at all is for `weighDeeds` to say. */
export function findDeeds(tokens: readonly Token[], terms: readonly ActionTerm[]): Deed[] {
  const found = matchAll(tokens, deedIndex(terms))
  const spoken = found.filter(
    ({ from, meanings }) => from === 0 || !meanings.every(({ isOpening }) => isOpening),
  )
  return spoken.map(({ from, until, meanings }) => {
    const before = tokens[from - 1]?.word ?? ''
    const after = tokens[until]?.word ?? ''
    const noun = meanings.find(({ form }) => form === 'noun')
    const verb = meanings.find(({ form, action }) => form !== 'noun' && action !== 'other')
    const any = verb ?? meanings.find(({ form }) => form !== 'noun')
    const likeNoun =
      determiners.has(before) ||
      after === 'of' ||
      after === 'de' ||
      any === undefined ||
      any.action === 'other'
    const meaning = (noun && likeNoun ? noun : any) ?? noun ?? { action: 'other', form: 'noun' }
    const isFiniteNoun = meaning.form === 'finite' && /^(?:la|una|el|un)$/.test(before) && after === 'de'
    const form: VerbForm = isFiniteNoun ? 'noun' : meaning.form
    const canPass = form === 'past' || form === 'participle'
    return {
      action: meaning.action,
      form,
      from,
      until,
      noun: noun !== undefined,
      passive: canPass && isPassive(tokens, from),
      adjective: false,
      unreal: false,
    }
  })
}

function isPassive(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= from - 3 && at >= 0; at--) {
    const word = tokens[at]?.word ?? ''
    if (beings.has(word)) return true
    if (!between.test(word)) return false
  }
  return false
}
