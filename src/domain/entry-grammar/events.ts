import type { Kind } from '../entry.ts'
import type { UnitTerm } from '../lexicon.ts'
import type { Dimension } from '../quantity.ts'
import type { Action } from './actions.ts'

/** What an action on a thing is recorded as; `doubt` says why that is not certain from the words alone. */
export interface EventKind {
  kind: Kind
  method?: string
  doubt?: string
}

/** What things are to actions: a dimension, or what the pieces are. */
export type Thing =
  | Exclude<Dimension, 'piece'>
  | 'stuff'
  | 'plant'
  | 'goods'
  | 'laboratory'
  | 'airstrip'
  | 'person'
  | 'case'
  | 'operation'
  | 'inspection'
  | 'container'

const goods = ['vehicle', 'vessel', 'aircraft', 'property', 'account', 'firearm', 'device']
const named = [
  'plant',
  'laboratory',
  'airstrip',
  'person',
  'case',
  'operation',
  'inspection',
  'container',
] as const

/** The thing a quantity is of; pills and packages are stuff, as weights are. Undefined for pieces no action bears on. */
export function thingOf({ dimension, unit }: { dimension: Dimension; unit: string }): Thing | undefined {
  if (dimension !== 'piece') return dimension === 'mass' || dimension === 'volume' ? 'stuff' : dimension
  if (goods.includes(unit)) return 'goods'
  if (unit === 'pill' || unit === 'package') return 'stuff'
  return named.find((thing) => thing === unit)
}

const seizure: EventKind = { kind: 'seizure' }
const asset = (method: string): Partial<Record<Thing, EventKind>> => ({
  money: { kind: 'asset', method },
  goods: { kind: 'asset', method },
})
const cleared: Partial<Record<Thing, EventKind>> = {
  plant: { kind: 'eradication' },
  area: { kind: 'eradication' },
  laboratory: { kind: 'lab destruction' },
}
const trained: Partial<Record<Thing, EventKind>> = { person: { kind: 'police', method: 'trained' } }

/** Which event an action on a thing is; what is not here is none. Kinds are those of `entry.ts`. */
const events: Partial<Record<Action, Partial<Record<Thing, EventKind>>>> = {
  seize: { stuff: seizure, plant: seizure, ...asset('seized'), laboratory: { kind: 'lab destruction' } },
  intercept: { stuff: seizure },
  remove: { stuff: seizure, plant: { kind: 'eradication' }, area: { kind: 'eradication' } },
  surrender: { stuff: { ...seizure, doubt: 'handed over, not said to be seized' } },
  find: {
    stuff: { ...seizure, doubt: 'found, not said to be seized' },
    laboratory: { kind: 'lab destruction', doubt: 'found, not said to be destroyed' },
    area: { kind: 'poppy located' },
  },
  // Drugs seized before and destroyed now are no second seizure.
  destroy: {
    ...cleared,
    stuff: { kind: 'context', method: 'disposal' },
    airstrip: { kind: 'operation', method: 'airstrip destruction' },
  },
  eradicate: cleared,
  arrest: { person: { kind: 'arrest' } },
  capture: { person: { kind: 'arrest' }, stuff: seizure, ...asset('seized') },
  prosecute: {
    person: { kind: 'arrest', method: 'prosecution' },
    case: { kind: 'arrest', method: 'prosecution' },
  },
  convict: {
    person: { kind: 'arrest', method: 'conviction' },
    case: { kind: 'arrest', method: 'conviction' },
  },
  extradite: { person: { kind: 'extradition' } },
  train: trained,
  attend: trained,
  graduate: { person: { kind: 'police', method: 'graduated' } },
  operate: { operation: { kind: 'operation' }, inspection: { kind: 'inspection' } },
  inspect: {
    container: { kind: 'inspection', method: 'container' },
    inspection: { kind: 'inspection' },
  },
  forfeit: asset('forfeited'),
  freeze: asset('seized'),
  estimate: { area: { kind: 'estimate', doubt: 'an estimate of what stands, not an event' } },
}

/** The event an action on a thing is, or undefined when it is none that is recorded. */
export function eventOf(action: Action, thing: Thing | undefined): EventKind | undefined {
  return thing === undefined ? undefined : events[action]?.[thing]
}

/** The unit a deed counts when its number has none. */
const counted: Partial<Record<Action, string>> = {
  arrest: 'person',
  capture: 'person',
  prosecute: 'case',
  convict: 'case',
  extradite: 'person',
  operate: 'operation',
  inspect: 'inspection',
}

/** The unit that an action counts when it is given a bare number: people for arrests. */
export function countedUnit(action: Action, units: readonly UnitTerm[]): UnitTerm | undefined {
  const id = counted[action]
  return units.find((unit) => unit.id === id)
}
