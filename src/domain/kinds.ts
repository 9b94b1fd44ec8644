import type { Kind } from './entry.ts'
import { institutionKinds } from './kinds/institutions.ts'
import { supplyKinds } from './kinds/supply.ts'
import type { Dimension } from './quantity.ts'

/**
 * How much an entry of a kind must say. `required`: a quantity with its unit. `one`: counted, one when no number is given,
 * and the answer says so. `optional`: nothing is assumed.
 */
export type QuantityRule = 'required' | 'one' | 'optional'

export interface Method {
  id: string
  words: readonly string[]
  /** Where the method asks more or less of the quantity than its kind does, or counts something else. */
  quantity?: QuantityRule
  unit?: string
}

/** What may, and must, be said of a kind of happening. `unit` is the unit of a number that stands alone. */
export interface KindRule {
  label: string
  /** What people type for it, folded and in the singular; matched longest first. */
  words: readonly string[]
  methods: readonly Method[]
  quantity: QuantityRule
  dimensions: readonly Dimension[]
  unit?: string
  /** `crop`: a crop is what it is done to. `none`: words for substances are part of what the line says. */
  substance: 'required' | 'crop' | 'optional' | 'none'
  /** Taken when no substance is named, because the kind names it. */
  assumes?: string
  /** A level at a time rather than a flow: spans of days are when it was measured, never a total. */
  stock?: true
  /** Said in the answer when no method is: what is counted hangs on it. */
  asksMethod?: true
  /** A line that works, without its slash command. */
  example: string
}

/** What people call each kind, and what it must say. */
export const kindRules: Readonly<Record<Kind, KindRule>> = { ...supplyKinds, ...institutionKinds }

/** What the kind asks of the quantity when done by this method, and the unit of a number that stands alone. */
export function quantityRule(
  kind: Kind,
  method: string | undefined,
): { rule: QuantityRule; unit: string | undefined } {
  const { quantity, unit, methods } = kindRules[kind]
  const done = methods.find(({ id }) => id === method)
  return { rule: done?.quantity ?? quantity, unit: done?.unit ?? unit }
}
