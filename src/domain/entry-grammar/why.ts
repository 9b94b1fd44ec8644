import type { Action } from './actions.ts'
import type { Told } from './sentences.ts'

/** Actions that are events even when the text gives no figure: how much is asked. */
const asked = new Set<Action>([
  'seize',
  'arrest',
  'capture',
  'destroy',
  'eradicate',
  'extradite',
  'convict',
  'graduate',
])

/** A sentence with these tells no one event, whatever it says was done. */
const unasked = new Set(['average', 'rate', 'target', 'capacity'])

/** The question for an event told without a figure that counts, or undefined when none is told. */
export function whyUncounted(sentences: readonly Told[]): string | undefined {
  for (const sentence of sentences) {
    const { tokens, deeds, substances, amounts, cues } = sentence
    if (cues.some(({ id }) => unasked.has(id))) continue
    const deed = deeds.find(({ action, form, passive, unreal, from, until }) => {
      if (isAside(tokens, from)) return false
      if (unreal || !asked.has(action) || form === 'noun' || form === 'infinitive') return false
      const isRelative = /^(?:in|at|by|from|during|on|between|through|for|with)$/.test(
        tokens[until]?.word ?? '',
      )
      const isActive = form === 'finite' || (form === 'past' && !isRelative)
      return (passive || isActive) && (action !== 'destroy' || substances.length > 0)
    })
    if (!deed) continue
    const said = tokens.slice(deed.from, deed.until).map(({ text }) => text)
    const uncounted = amounts.find(({ quantity, bare }) => quantity === undefined && !bare)
    return uncounted
      ? `"${said.join(' ')}": the text gives no figure. How much was it?`
      : `"${said.join(' ')}": how much, and of what?`
  }
  return undefined
}

/** "Before they were caught" is told by the way. */
function isAside(tokens: Told['tokens'], from: number): boolean {
  return tokens.slice(Math.max(0, from - 4), from).some(({ word }) => /^(?:before|until|antes)$/.test(word))
}

const reasons: Record<string, string> = {
  comparison: 'its figures are there to compare',
  target: 'it tells of a goal or a plan, not of what was done',
  'target-follows': 'it tells of a goal or a plan, not of what was done',
  value: 'its figures are values or prices',
  'value-follows': 'its figures are values or prices',
  average: 'its figures are averages',
  rate: 'its figures are rates',
  capacity: 'its figures say what is possible, not what was done',
  accusation: 'it tells what someone is accused of',
}

/** Why a text is no event, in words that follow "Not an event:". */
export function whyNone(sentences: readonly Told[]): string {
  const all = sentences.flatMap(({ deeds }) => deeds)
  if (all.some(({ unreal, action }) => unreal && action !== 'other'))
    return 'what it tells was planned, supposed or denied'
  const cue = sentences.flatMap(({ cues }) => cues).find(({ id }) => id in reasons)
  const hasFigure = sentences.some(({ amounts }) => amounts.length > 0)
  if (cue && hasFigure) return reasons[cue.id] ?? ''
  if (!hasFigure) return 'it names nothing that was done and how much'
  return 'its figures belong to nothing that was seized, destroyed, eradicated or otherwise done'
}
