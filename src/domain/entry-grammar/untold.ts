import type { Reading } from '../quantity-text.ts'
import { type Thing, thingOf } from './events.ts'
import type { Line } from './line.ts'
import type { Told } from './sentences.ts'

/** Longer texts tell of more than one thing, and what was left out of them is not for a button to say. */
const mostTokens = 24

const deeds: Partial<Record<Thing, readonly Reading[]>> = {
  stuff: [{ label: 'Seized', text: 'seizure' }],
  area: [
    { label: 'Eradicated', text: 'eradication' },
    { label: 'An Estimate', text: 'estimate' },
  ],
  laboratory: [{ label: 'Destroyed', text: 'lab destruction' }],
}

/**
 * What may have been done where a short text gives one amount and no action: "15 kilos of paste in Juliaca". Undefined
 * where a drug or crop would have to be guessed too, or where a word says that the figure is a plan, a value or the like.
 */
export function readUntold(
  { text, tokens }: Line,
  sentences: readonly Told[],
): { ask: string; readings: Reading[] } | undefined {
  const [only, ...others] = sentences
  if (!only || others.length > 0 || tokens.length > mostTokens || text.includes('?')) return undefined
  const { amounts, deeds: done, described, cues, substances } = only
  const [amount, ...more] = amounts.filter(({ quantity }) => quantity !== undefined)
  if (!amount?.quantity || more.length > 0 || done.length + described.length + cues.length > 0)
    return undefined
  const thing = thingOf(amount.quantity)
  if (!thing || (thing !== 'laboratory' && substances.length === 0)) return undefined
  const readings = (deeds[thing] ?? []).map(({ label, text: kind }) => ({ label, text: `${kind} ${text}` }))
  return readings.length > 0
    ? { ask: 'The line does not say what was done. What was it?', readings }
    : undefined
}
