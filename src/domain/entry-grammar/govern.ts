import type { Token } from '../text.ts'
import type { Action, Deed } from './actions.ts'
import type { Amount } from './amounts.ts'
import type { Cue } from './cues.ts'
import { type EventKind, eventOf, thingOf } from './events.ts'
import { setAside } from './set-aside.ts'

/** A figure with the action it belongs to and the event that makes. */
export interface Governed {
  amount: Amount
  deed: Deed
  event: EventKind
}

/** One sentence of a line, its tokens from `from` to `until` (exclusive), with all that was found in it. */
export interface Sentence {
  tokens: readonly Token[]
  from: number
  until: number
  /** Without those that describe a thing ("of seized cocaine"). */
  deeds: readonly Deed[]
  amounts: readonly Amount[]
  cues: readonly Cue[]
}

/**
 * Gives each figure of a sentence to the action that bears on it: an active verb or a noun to what follows ("seized A, B and
 * C"), a passive or a bare participle to what precedes ("A and B were seized"). Figures that belong to no action of an event,
 * or that a cue sets aside, are left out.
 */
export function govern(sentence: Sentence): Governed[] {
  const aside = setAside(sentence)
  const governed: Governed[] = []
  const absorbed = new Map<Amount, Deed>()
  sentence.amounts.forEach((amount, index) => {
    if (aside.has(amount)) return
    const last = sentence.amounts[index - 1]
    const deed = deedOf(sentence, amount, last && absorbed.get(last))
    if (!deed) return
    const event = eventFor(sentence, deed, amount)
    if (event && !deed.unreal) governed.push({ amount, deed, event })
    else absorbed.set(amount, deed)
  })
  return wholes(sentence, withoutPackages(sentence, governed))
}

function eventFor(sentence: Sentence, deed: Deed, amount: Amount): EventKind | undefined {
  const thing = amount.quantity ? thingOf(amount.quantity) : undefined
  const event = eventOf(deed.action, thing)
  if (event) return event
  if (amount.bare && countedBy[deed.action]) return eventOf(deed.action, countedBy[deed.action])
  const isCarried = isCatch(deed) && (isWith(sentence, amount) || carrierBetween(sentence, deed, amount))
  return isCarried ? taken(amount) : undefined
}

/** "With 15 kg of cocaine and USD 120,000": both, as long as nothing else is done in between. */
function isWith(sentence: Sentence, amount: Amount): boolean {
  const { amounts, deeds } = sentence
  let from = amount
  for (let index = amounts.indexOf(amount); index >= 0; index--) {
    const { word } = leadWord(sentence, from)
    if (/^(?:with|con)$/.test(word)) return true
    const last = amounts[index - 1]
    if (!last || !joined.test(word) || isDeedBetween(deeds, last.until, from.from)) return false
    from = last
  }
  return false
}

const joined = /^(?:and|,|y|e|plus)$/

function isDeedBetween(deeds: readonly Deed[], from: number, until: number): boolean {
  return deeds.some((deed) => deed.from >= from && deed.until <= until)
}

function isCatch({ action }: Deed): boolean {
  return action === 'arrest' || action === 'capture'
}

/** Who is caught with drugs, money or goods has them taken. */
function taken({ quantity }: Amount): EventKind | undefined {
  return eventOf('seize', quantity && quantity.dimension !== 'area' ? thingOf(quantity) : undefined)
}

const countedBy: Partial<Record<Action, 'person' | 'case'>> = {
  arrest: 'person',
  capture: 'person',
  convict: 'person',
  prosecute: 'person',
  extradite: 'person',
}

function carrierBetween({ deeds }: Sentence, deed: Deed, amount: Amount): boolean {
  return deeds.some(
    ({ action, from, until }) => action === 'carry' && from >= deed.until && until <= amount.from,
  )
}

/** The action a figure belongs to, by the order of words; perhaps one that makes it no event. */
function deedOf(sentence: Sentence, amount: Amount, lastAbsorber: Deed | undefined): Deed | undefined {
  const { deeds } = sentence
  if (amount.deed) return amount.deed
  const { index: leadAt, word: lead } = leadWord(sentence, amount)
  const before = deeds.filter(({ until }) => until <= amount.from)
  const prev = before.at(-1)
  const next =
    passiveAfter(sentence, amount) ?? deeds.find(({ from, form }) => from >= amount.until && form !== 'noun')
  const takes = (deed: Deed) => eventFor(sentence, deed, amount) !== undefined || deed.action === 'other'
  const isFirst = prev !== undefined && !prev.passive && isAdjacent(sentence, prev, leadAt)
  if (next?.passive && takes(next) && !isParted(sentence, amount.until, next.from)) {
    const stays = isFirst && prev && takes(prev) && prev.action !== 'carry'
    if (!stays && !isOblique(lead)) return next
  }
  if (amount.article) {
    const last = sentence.amounts.findLast(({ until }) => until <= leadAt)
    const isListed =
      last !== undefined &&
      prev !== undefined &&
      last.from >= prev.until &&
      joined.test(lead) &&
      !isDeedBetween(deeds, last.until, amount.from)
    return (isFirst || isListed) && prev && !prev.passive && takes(prev) ? prev : undefined
  }
  if (amount.bare) return bareDeed(sentence, amount, prev, next)
  if (isOblique(lead) && !isMeasured(sentence, amount, lead)) return undefined
  const own = forwardDeed(sentence, amount, before, isFirst, lastAbsorber)
  if (own) return own
  const reduced =
    next && takesBefore(sentence, next) && takes(next) && !isParted(sentence, amount.until, next.from)
  return reduced ? next : nounAfter(sentence, amount)
}

/** "500 ha forced eradication", "250 kg of cocaine hydrochloride seizure": a noun that its figure stands before, as one name. */
function nounAfter(sentence: Sentence, amount: Amount): Deed | undefined {
  const { tokens, deeds, amounts } = sentence
  const deed = deeds.find(({ from }) => from >= amount.until)
  if (deed?.form !== 'noun' || deed.from - amount.until > 4) return undefined
  const between = tokens.slice(amount.until, deed.from)
  const isName = between.every(
    ({ word }, at) => (at === 0 && word === 'of') || (/^\p{L}+$/u.test(word) && !parting.test(word)),
  )
  const hasOwn = amounts.some(({ from }) => from >= deed.until && from <= deed.until + 2)
  const isOther =
    /^(?:targets?|goals?|quotas?|objectives?|plans?|pledges?|rates?|cases?|trials?|campaigns?|program(?:me)?s?)$/.test(
      tokens[deed.until]?.word ?? '',
    )
  return isName && !hasOwn && !isOther && eventFor(sentence, deed, amount) ? deed : undefined
}

const parting =
  /^(?:and|or|for|in|on|at|by|from|to|with|after|before|during|of|since|under|per|a|an|the|its|their|this|that|which|y|o|para|en|por|de|del|la|el|con|tras)$/

/** The passive that a figure is the subject of, past what is said of it between: "11 t, shipped from India, were seized". */
function passiveAfter({ deeds }: Sentence, amount: Amount): Deed | undefined {
  for (const deed of deeds) {
    if (deed.from < amount.until || deed.form === 'noun') continue
    if (deed.passive) return deed
    const isAside =
      (deed.action === 'other' || deed.action === 'carry') && deed.form !== 'finite' && deed.form !== 'base'
    if (!isAside) return undefined
  }
  return undefined
}

/** The nearest action before that reaches forward and fits; other verbs keep what stands beside them, and what follows that. */
function forwardDeed(
  sentence: Sentence,
  amount: Amount,
  before: readonly Deed[],
  isFirst: boolean,
  lastAbsorber: Deed | undefined,
): Deed | undefined {
  let steps = 0
  for (const deed of before.toReversed()) {
    if (steps > 2) return undefined
    if (deed.action === 'carry') continue
    if (deed.action === 'other') {
      if ((isFirst && steps === 0) || lastAbsorber === deed) return deed
      continue
    }
    if (deed.unreal) return deed
    if (!reachesForward(sentence, deed, amount)) {
      steps += 1
      continue
    }
    if (eventFor(sentence, deed, amount)) return deed
    steps += 1
  }
  return undefined
}

const joiners =
  /^(?:along|together|plus|besides|addition|well|including|junto|ademas|asi|incluyendo|incluidos)$/

/** A passive reaches forward when nothing stands before it ("fueron detenidos 5 sujetos"), or past "along with". */
function reachesForward(sentence: Sentence, deed: Deed, amount: Amount): boolean {
  const { tokens, amounts, deeds } = sentence
  const canPass = deed.form === 'past' || deed.form === 'participle' || deed.passive
  if (!canPass) return true
  if (isCatch(deed) && /^(?:with|con|and|,|y)$/.test(leadWord(sentence, amount).word)) return true
  for (let at = deed.until; at < amount.from; at++) if (joiners.test(tokens[at]?.word ?? '')) return true
  if (deed.form === 'past' && !deed.passive) {
    const isRelative = /^(?:in|at|by|from|during|on|between|through)$/.test(tokens[deed.until]?.word ?? '')
    return !isRelative || !amounts.some(({ until }) => until <= deed.from)
  }
  const start = deeds.findLast(({ until }) => until <= deed.from)?.until ?? sentence.from
  return !amounts.some(
    (each) => each.from >= start && each.until <= deed.from && eventFor(sentence, deed, each) !== undefined,
  )
}

/** A participle without "were" takes what stands before it, unless its own object follows: "police seized 5 kg". */
function takesBefore({ amounts }: Sentence, { form, action, passive, until }: Deed): boolean {
  if (passive) return true
  if (action === 'attend' || action === 'graduate') return true
  if (form !== 'past' && form !== 'participle') return false
  return !amounts.some(({ from }) => from >= until && from <= until + 1)
}

/** "Arrested 12", "12 arrested", "detuvieron a 12": a number alone counts only right beside its action. */
function bareDeed(
  sentence: Sentence,
  amount: Amount,
  prev: Deed | undefined,
  next: Deed | undefined,
): Deed | undefined {
  const { tokens } = sentence
  const gap = prev && amount.from - prev.until
  const isAfter = prev && (gap === 0 || (gap === 1 && /^(?:a|of|de)$/.test(tokens[prev.until]?.word ?? '')))
  if (prev && isAfter && countedBy[prev.action]) return prev
  const reach = next && next.from - amount.until
  const isBefore =
    next &&
    takesBefore(sentence, next) &&
    (reach === 0 || (next.passive && reach !== undefined && reach <= 2))
  return next && isBefore && countedBy[next.action] ? next : undefined
}

const light =
  /^(?:the|its|their|los|las|sus|additional|another|other|further|more|otros|otras|mas|record|estimated|reported|total|combined|aggregate|of|de|un|a|an|about|also|alone|at|least|over|than|to)$/
const obliques = new Set(
  'in from on aboard inside into by during after across among within under against through via since before near for outside en dentro desde por durante tras entre bajo hacia sobre antes para segun contra mediante'.split(
    ' ',
  ),
)

/** The first word before a figure that says how it is joined: past articles and "a total of". */
function leadWord({ tokens, from }: Sentence, amount: Amount): { index: number; word: string } {
  let index = amount.from - 1
  for (let steps = 0; steps < 5 && index >= from && light.test(tokens[index]?.word ?? ''); steps++) {
    const word = tokens[index]?.word ?? ''
    const isTotalOf = /^(?:of|de)$/.test(word) && tokens[index - 1]?.word === 'total'
    if (/^(?:of|de|to)$/.test(word) && !isTotalOf) break
    index -= 1
  }
  return { index, word: tokens[index]?.word ?? '' }
}

/** "Eradicated poppy on 3 hectares": an area is what was cleared, however it is joined. */
function isMeasured({ deeds }: Sentence, { quantity, from }: Amount, lead: string): boolean {
  if (quantity?.dimension !== 'area' || !/^(?:on|across|over|in|en|sobre)$/.test(lead)) return false
  return deeds.findLast(({ until }) => until <= from)?.action === 'eradicate'
}

function isOblique(word: string): boolean {
  return obliques.has(word)
}

/** True when only light words stand between an action and the word before a figure: the figure is its first object. */
function isAdjacent({ tokens }: Sentence, deed: Deed, leadAt: number): boolean {
  for (let at = deed.until; at <= leadAt; at++) {
    const word = tokens[at]?.word ?? ''
    if (!light.test(word) && !/^(?:both|all|some|nearly|up|:|,|to|reportedly)$/.test(word)) return false
  }
  return true
}

/** A semicolon, or a bracket that closes, parts a figure from an action after it. */
function isParted({ tokens }: Sentence, from: number, until: number): boolean {
  for (let at = from; at < until; at++) if (tokens[at]?.text === ';') return true
  return false
}

const containing =
  /^(?:containing|with|weighing|weighed|weight|totaling|totalling|totaled|con|contenian|peso|pesaban|pesaron|\()$/

/** Packages beside the weight of what is in them are not counted a second time. */
function withoutPackages({ tokens }: Sentence, governed: Governed[]): Governed[] {
  return governed.filter(({ amount, event }, index) => {
    const after = governed[index + 1]
    if (amount.quantity?.unit !== 'package' || event.kind !== 'seizure' || after?.event.kind !== 'seizure')
      return true
    const isWeight = after.amount.quantity?.dimension !== 'piece'
    const between = tokens.slice(amount.until, after.amount.from)
    return !(isWeight && between.some(({ word }) => containing.test(word)))
  })
}

/** "34 ha were cultivated, all of which were eradicated": the figure before belongs to the action after. */
function wholes(sentence: Sentence, governed: Governed[]): Governed[] {
  const { cues, deeds, amounts } = sentence
  const more = cues.flatMap((cue): Governed[] => {
    if (cue.id !== 'whole') return []
    const amount = amounts.findLast(({ until }) => until <= cue.from)
    const deed = deeds.find(({ from }) => from >= cue.until)
    const event = amount && deed && !deed.unreal ? eventFor(sentence, deed, amount) : undefined
    const isNew = !governed.some((each) => each.amount === amount)
    return amount && deed && event && isNew ? [{ amount, deed, event }] : []
  })
  return [...governed, ...more].toSorted((one, other) => one.amount.from - other.amount.from)
}
