import type { Kind } from '../entry.ts'
import { type KindRule, kindRules } from '../kinds.ts'
import type { SubstanceTerm } from '../lexicon.ts'
import { indexPhrases, type Match, makePhrases, matchAll, oncePer } from '../phrase.ts'
import type { Quantity } from '../quantity.ts'
import { foldText, nearestWord, type Token } from '../text.ts'
import { claim, findPhrases, type Line, rewrite, type Stop, textOf, unreadRuns } from './line.ts'

export interface Substance {
  substance?: SubstanceTerm
  form?: string
  notes: string[]
}

interface Named {
  substance: SubstanceTerm
  form?: string
}

/**
 * Reads and claims the substance and its form. A word for both a plant and what is made of it ("coca") goes by the amount:
 * by area the crop, by weight the leaf or drug; the answer says so.
 */
export function readSubstance(
  line: Line,
  kind: Kind,
  quantity: Quantity | undefined,
  substances: readonly SubstanceTerm[],
): Substance | Stop {
  const rule = kindRules[kind]
  if (rule.substance === 'none') return { notes: [] }
  const matches = findPhrases(line, substanceIndex(substances))
  const crops = takesCrop(rule, quantity)
  const named = matches
    .filter(({ meanings }) => meanings.some(({ form }) => form === undefined))
    .map((match) => ({
      ...match,
      substance: choose(
        match.meanings.map(({ substance }) => substance),
        crops,
      ),
    }))
  const known = [...new Set(named.flatMap(({ substance }) => substance ?? []))].filter(
    (substance, _, all) => all.length === 1 || !isUnnamed(substance),
  )
  const [substance = onlyFormOf(matches.flatMap(({ meanings }) => meanings)), second] = known
  if (second) {
    return {
      problem: `Two substances in one line: ${substance?.name} and ${second.name}. Log one line for each.`,
      several: true,
    }
  }
  if (!substance) {
    const assumed = substances.find(({ id }) => id === rule.assumes)
    return { ...(assumed && { substance: assumed }), notes: [] }
  }
  if (rule.assumes && substance.id !== rule.assumes) {
    return {
      problem: `${rule.label} takes no ${substance.name}. Use eradication, e.g. ${kindRules.eradication.example}.`,
    }
  }
  const forms = matches.flatMap((match) => {
    const form = match.meanings.find(
      (meaning) => meaning.form !== undefined && meaning.substance === substance,
    )?.form
    return form === undefined ? [] : [{ ...match, form }]
  })
  for (const { from, until } of named) claim(line, 'substance', from, until)
  for (const { from, until } of forms) claim(line, 'form', from, until)
  const [form] = forms
  const doubtful = named.find(
    ({ from, until, meanings }) =>
      meanings.length > 1 && foldText(textOf(line, from, until)) !== foldText(substance.name),
  )
  return {
    substance,
    ...(form && { form: form.form }),
    notes: doubtful ? [`"${textOf(line, doubtful.from, doubtful.until)}" read as ${substance.name}`] : [],
  }
}

/** A word for a substance or its form, and what it may mean. */
export type SubstanceMention = Match<Named>

/** All words for substances of a sentence, the longest at each place. */
export function findSubstances(
  tokens: readonly Token[],
  substances: readonly SubstanceTerm[],
): SubstanceMention[] {
  return matchAll(tokens, substanceIndex(substances))
}

/**
 * What a mention means beside an amount of this dimension, and its form. Undefined for a bare form of several substances
 * ("base"), and for what cannot be measured so: an area of a drug, a weight of a plant that is none.
 */
export function substanceOf(
  { meanings }: SubstanceMention,
  quantity: Pick<Quantity, 'dimension' | 'unit'> | undefined,
): { substance: SubstanceTerm; form?: string } | undefined {
  const crops =
    quantity?.dimension === 'area' || (quantity?.dimension === 'piece' && quantity.unit === 'plant')
  const named = meanings.filter(({ form }) => form === undefined)
  const substance = choose(
    (named.length > 0 ? named : meanings).map((meaning) => meaning.substance),
    crops,
  )
  const having = new Set(meanings.map((meaning) => meaning.substance))
  if (!substance || (named.length === 0 && having.size > 1)) return undefined
  if (crops && substance.class !== 'crop') return undefined
  const form =
    named.length > 0 ? undefined : meanings.find((meaning) => meaning.substance === substance)?.form
  return { substance, ...(form !== undefined && { form }) }
}

const substanceIndex = oncePer((substances: readonly SubstanceTerm[]) =>
  indexPhrases(
    substances.flatMap((substance) => [
      ...makePhrases<Named>([substance.name, ...substance.aliases], { substance }),
      ...Object.entries(substance.forms).flatMap(([form, words]) =>
        makePhrases<Named>(words, { substance, form }),
      ),
    ]),
  ),
)

function takesCrop(rule: KindRule, quantity: Quantity | undefined): boolean {
  if (quantity?.dimension === 'area') return true
  if (quantity?.dimension === 'piece') return quantity.unit === 'plant' || rule.substance === 'crop'
  return quantity === undefined && rule.substance === 'crop'
}

function choose(substances: readonly SubstanceTerm[], crops: boolean): SubstanceTerm | undefined {
  return substances.find((substance) => (substance.class === 'crop') === crops) ?? substances[0]
}

/** A form that only one substance has names the substance: "PBC" is cocaine paste. */
function onlyFormOf(meanings: readonly Named[]): SubstanceTerm | undefined {
  const having = new Set(meanings.filter(({ form }) => form !== undefined).map(({ substance }) => substance))
  const [only] = having
  return having.size === 1 ? only : undefined
}

/** "Precursor chemicals" beside "acetone" names nothing more. */
function isUnnamed(substance: SubstanceTerm): boolean {
  return substance.id.startsWith('unnamed-')
}

const namesOf = oncePer((substances: readonly SubstanceTerm[]) =>
  substances.flatMap(({ name, aliases }) => [name, ...aliases]),
)

/**
 * What to say when a kind that needs a substance has none: the nearest name for a word left over, else what is missing.
 * To be asked when all else has been read, so that a place is not taken for a substance.
 */
export function missingSubstance(
  line: Line,
  kind: Kind,
  substances: readonly SubstanceTerm[],
): Stop | undefined {
  const rule = kindRules[kind]
  if (rule.substance === 'none' || rule.substance === 'optional') return undefined
  const [form] = findPhrases(line, substanceIndex(substances))
  if (form) {
    const having = form.meanings.map(({ substance }) => substance.name).join(', ')
    return {
      problem: `"${textOf(line, form.from, form.until)}" is a form of several: ${having}. Name the substance too.`,
    }
  }
  const names = namesOf(substances)
  const runs = unreadRuns(line)
  for (const run of runs) {
    const single = Array.from({ length: run.until - run.from }, (_, index) => ({
      from: run.from + index,
      until: run.from + index + 1,
    }))
    for (const { from, until } of [run, ...single]) {
      const typed = textOf(line, from, until)
      const nearest = nearestWord(typed, names)
      if (nearest)
        return {
          problem: `No substance is known as "${typed}". Is it ${nearest}?`,
          nearest: rewrite(line, from, until, nearest),
          unknown: { words: typed, nearest },
        }
    }
  }
  const [unread] = runs
  if (unread) {
    const words = textOf(line, unread.from, unread.until)
    return { problem: `No substance is known as "${words}".`, unknown: { words } }
  }
  if (rule.substance !== 'crop') return { problem: 'No substance named: say of what.' }
  const [from, last] = [line.claims.indexOf('quantity'), line.claims.lastIndexOf('quantity')]
  return from < 0
    ? { problem: 'No crop named: say which, e.g. coca or opium poppy.' }
    : askCrop(line, from, last + 1, 'of')
}

/** Asks which crop an amount, the tokens `from` to `until` (exclusive), is of. */
export function askCrop(
  line: Line,
  from: number,
  until: number,
  joint: string,
): Extract<Stop, { ask: string }> {
  const typed = textOf(line, from, until)
  return {
    ask: `${typed} of which crop?`,
    readings: ['coca', 'opium poppy', 'cannabis'].map((crop) => ({
      label: crop,
      text: rewrite(line, from, until, `${typed} ${joint} ${crop}`),
    })),
  }
}
