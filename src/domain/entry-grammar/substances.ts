import type { SubstanceTerm } from '../lexicon.ts'
import type { Quantity } from '../quantity.ts'
import type { Amount } from './amounts.ts'
import type { Governed } from './govern.ts'
import type { Told } from './sentences.ts'
import { type SubstanceMention, substanceOf } from './what.ts'

interface Found {
  substance: SubstanceTerm
  form?: string
  from: number
  until: number
}

/** No substance stands farther after its amount, in tokens. */
const farthest = 9

/**
 * The substance an amount is of: among the words between a number and what it counts ("393 MDMA tablets"), else after it
 * ("12 kg of cocaine"), else before it ("cocaine seizures totaled 12 kg"). From another amount it is
 * carried over only along a list that places or days tell apart.
 */
export function substanceNear(
  told: Told,
  { amount, deed, event }: Governed,
  quantity: Quantity,
): Found | undefined {
  const { substances, amounts, deeds, tokens } = told
  const at = (mention: SubstanceMention): Found | undefined => {
    const meant = substanceOf(mention, quantity)
    return meant && { ...meant, from: mention.from, until: mention.until }
  }
  const first = (all: readonly SubstanceMention[]) => {
    for (const [index, mention] of all.entries()) {
      const found = at(mention)
      if (!found) continue
      const second = all[index + 1]
      const head = second?.from === mention.until ? at(second) : undefined
      return head && isHead(found, head) ? head : found
    }
    return undefined
  }
  const inside = first(substances.filter(({ from }) => from >= amount.numberEnd && from < amount.until))
  if (inside) return inside

  const stop = Math.min(
    amount.until + farthest,
    amounts.find(({ from }) => from >= amount.until)?.from ?? told.until,
    deeds.find(({ from, action }) => from >= amount.until && action !== 'carry')?.from ?? told.until,
    semicolon(tokens, amount.until, told.until),
  )
  const after = first(substances.filter(({ from }) => from >= amount.until && from < stop))
  if (after) return after

  const crosses = event.kind === 'eradication'
  const begin = Math.max(
    told.from,
    amounts.findLast(({ until }) => until <= amount.from)?.until ?? 0,
    deeds.findLast((each) => each.until <= amount.from && each.form !== 'noun' && !(crosses && each === deed))
      ?.until ?? 0,
  )
  const before = substances.filter(({ from, until }) => from >= begin && until <= amount.from)
  for (const mention of before.toReversed()) {
    const found = at(mention)
    if (found) return found
  }
  const listed = spread.test(tokens[amount.until]?.word ?? '')
    ? ofTheList(told, amount, quantity, first)
    : undefined
  if (listed) return listed
  // "240 ha of poppy were cultivated, of which 149 ha were eradicated"
  const part = told.cues.find(
    ({ id, until }) => id === 'included' && until <= amount.from && amount.from - until <= 3,
  )
  const whole = part && amounts.findLast(({ until }) => until <= part.from)
  return whole
    ? first(substances.filter(({ from }) => from >= whole.numberEnd && from < part.from))
    : undefined
}

/** What follows an amount that stands for itself: "800 kg of cocaine in Callao, 120 kg in Paita and 65 kg in Ilo". */
const spread = /^(?:in|at|on|from|near|en|durante)$/

/** The substance named with the first of a list of amounts that are told apart by place or day alone. */
function ofTheList(
  { amounts, substances, tokens }: Told,
  amount: Amount,
  { dimension }: Quantity,
  first: (all: readonly SubstanceMention[]) => Found | undefined,
): Found | undefined {
  const index = amounts.indexOf(amount)
  for (let back = index - 1; back >= 0; back--) {
    const [other, next] = [amounts[back], amounts[back + 1]]
    if (!other || !next || other.quantity?.dimension !== dimension) return undefined
    const named = first(substances.filter(({ from }) => from >= other.numberEnd && from < next.from))
    if (named) return named
    if (!spread.test(tokens[other.until]?.word ?? '')) return undefined
  }
  return undefined
}

/** "Methamphetamine precursors" are precursors; "the drug cocaine" is cocaine. */
function isHead(first: Found, second: Found): boolean {
  return second.substance.class === 'precursor' || first.substance.id.startsWith('unnamed-')
}

function semicolon(tokens: Told['tokens'], from: number, until: number): number {
  for (let at = from; at < until; at++) if (tokens[at]?.text === ';') return at
  return until
}

/**
 * "82 t of drugs, including 9 t of heroin and 29 t of meth": where the parts are of other substances or forms they are
 * recorded and the whole is not; where they are of the same ("3,285 people, including 226 foreigners") the whole alone is.
 */
export function withoutWholes(told: Told, governed: Governed[]): Governed[] {
  const dropped = new Set<Governed>()
  for (const cue of told.cues) {
    if (cue.id !== 'included') continue
    const whole = governed.findLast(({ amount }) => amount.until <= cue.from)
    if (!whole?.amount.quantity) continue
    const { dimension, unit } = whole.amount.quantity
    const end = Math.min(
      told.deeds.find(({ from, form, passive }) => from >= cue.until && form !== 'noun' && !passive)?.from ??
        told.until,
      semicolon(told.tokens, cue.until, told.until),
    )
    const parts = governed.filter(
      ({ amount, deed }) =>
        amount.from >= cue.until &&
        amount.from < end &&
        amount.deed === undefined &&
        deed === whole.deed &&
        amount.quantity?.dimension === dimension &&
        (dimension !== 'piece' || amount.quantity.unit === unit),
    )
    const nameOf = (one: Governed) => {
      const found = one.amount.quantity && substanceNear(told, one, one.amount.quantity)
      return found && { id: found.substance.id, named: `${found.substance.id} ${found.form ?? ''}` }
    }
    const of = nameOf(whole)
    const names = parts.map(nameOf)
    const isSplit = names.length > 0 && names.every((name) => name !== undefined && name.named !== of?.named)
    const isWide =
      of === undefined || of.id.startsWith('unnamed-') || names.every((name) => name?.id === of.id)
    if (isSplit && isWide) dropped.add(whole)
    else if (!isSplit) for (const part of parts) dropped.add(part)
  }
  return governed.filter((one) => !dropped.has(one))
}
