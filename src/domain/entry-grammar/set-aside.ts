import type { Token } from '../text.ts'
import type { Deed } from './actions.ts'
import type { Amount } from './amounts.ts'
import type { Cue } from './cues.ts'
import type { Sentence } from './govern.ts'

/** Figures that comparisons, values, targets, rates and the like claim. */
export function setAside({ tokens, until, deeds, amounts, cues }: Sentence): Set<Amount> {
  const aside = new Set<Amount>()
  const inAmount = (at: number) => amounts.some(({ from, until }) => at >= from && at < until)
  for (const cue of cues) {
    if (inAmount(cue.from)) continue
    if (cue.reach === 'after') {
      const end = reachEnd(tokens, cue.until, until, deeds)
      for (const amount of amounts)
        if (amount.from >= cue.from && amount.from < end && isMeant(cue, amount, tokens)) aside.add(amount)
    }
    if (cue.reach === 'before') {
      const last = amounts.findLast((amount) => amount.until <= cue.from)
      const isNear =
        last && cue.from - last.until <= 3 && !deeds.some(({ from }) => from >= last.until && from < cue.from)
      if (last && isNear && isMeant(cue, last, tokens) && !/^(?:worth of)$/.test(wordsOf(tokens, cue)))
        aside.add(last)
    }
    if (cue.id === 'included') {
      const last = amounts.find((amount) => amount.until === cue.from)
      if (last && /^of (?:those|these|whom)$/.test(wordsOf(tokens, cue))) aside.add(last)
    }
  }
  return aside
}

function wordsOf(tokens: readonly Token[], { from, until }: Cue): string {
  return tokens
    .slice(from, until)
    .map(({ word }) => word)
    .join(' ')
}

const farthestCue = 14

function reachEnd(tokens: readonly Token[], from: number, until: number, deeds: readonly Deed[]): number {
  const end = Math.min(until, from + farthestCue)
  for (let at = from; at < end; at++) {
    if (/^[,;()]$/.test(tokens[at]?.text ?? '')) return at
    const deed = deeds.find((each) => each.from === at)
    if (deed && deed.form !== 'noun' && !deed.passive && at > from) return at
  }
  return end
}

/** A value is money, and of drugs: "boats worth $506,000" says what was seized. A price "a kilo" is money too. */
function isMeant({ id, from }: Cue, { quantity, from: at }: Amount, tokens: readonly Token[]): boolean {
  const isMoney = quantity?.dimension === 'money'
  if (id.startsWith('value')) return isMoney && !(at > from && isOfGoods(tokens, from))
  if (
    id === 'rate' &&
    /^(?:an?|el)$/.test(tokens[from]?.word ?? '') &&
    !/^(?:day|week|month|year)$/.test(tokens[from + 1]?.word ?? '')
  )
    return isMoney
  return true
}

const assetWords =
  /^(?:vehicles?|boats?|vessels?|aircraft|planes?|propert(?:y|ies)|assets?|houses?|land|gold|jewel(?:le)?ry|bullion|cash|currency|goods|equipment|bienes|inmuebles|vehiculos|joyas|oro|activos)$/

/** True when what stands before a word of value is goods without a number of their own: "vehicles and boats worth …". */
function isOfGoods(tokens: readonly Token[], from: number): boolean {
  return assetWords.test(tokens[from - 1]?.word ?? '')
}
