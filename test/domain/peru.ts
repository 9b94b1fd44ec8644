import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Cycle, cycleSchema } from '../../src/domain/benchmark.ts'
import { addDays } from '../../src/domain/date.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Lexicon } from '../../src/domain/lexicon.ts'
import type { Quantity } from '../../src/domain/quantity.ts'

/** Peru's cycles as `data/benchmarks` has them, and a lexicon of just the words these tests use. */
function readCycle(name: string): Cycle {
  const file = parse(readFileSync(new URL(`../../data/benchmarks/${name}.yaml`, import.meta.url), 'utf8'))
  const { about: _about, deadlines: _deadlines, defaults, benchmarks, ...fields } = file
  return cycleSchema.parse({
    ...fields,
    benchmarks: benchmarks.map((benchmark: object) => ({ ...defaults, ...benchmark })),
  })
}

export const fy2010 = readCycle('PE-FY2010')
export const mission2005 = readCycle('PE-2005-mission')
export const cycles = [mission2005, fy2010]

const substance = (id: string, name: string, of: Lexicon['substances'][number]['class']) => {
  return { id, name, class: of, aliases: [], forms: {} }
}
const place = (id: string, name: string, of: string) => ({ id, name, class: of, aliases: [], country: 'PE' })
const unit = (id: string, dimension: Quantity['dimension'], symbol: string, library?: string) => {
  return { id, dimension, symbol, aliases: [symbol], readings: [], ...(library && { library }) }
}

export const lexicon: Lexicon = {
  substances: [
    substance('cocaine', 'cocaine', 'drug'),
    substance('coca-leaf', 'coca leaf', 'leaf'),
    substance('coca', 'coca', 'crop'),
    substance('opium-poppy', 'opium poppy', 'crop'),
    substance('cannabis-plant', 'cannabis plant', 'crop'),
    substance('potassium-permanganate', 'potassium permanganate', 'precursor'),
    substance('acetone', 'acetone', 'precursor'),
  ],
  places: [
    place('callao', 'Callao', 'port'),
    place('paita', 'Paita', 'port'),
    place('lima-airport', 'Lima airport', 'airport'),
    place('vrae', 'the VRAE', 'coca production zone'),
    place('monzon', 'Monzón', 'coca production zone'),
    place('huanuco', 'Huánuco', 'unverified'),
  ],
  units: [
    unit('kilogram', 'mass', 'kg', 'kg'),
    unit('litre', 'volume', 'L', 'L'),
    unit('hectare', 'area', 'ha', 'ha'),
    unit('person', 'piece', 'people'),
    unit('plant', 'piece', 'plants'),
  ],
  agencies: [],
  countries: [],
}

const small: Record<string, [dimension: Quantity['dimension'], unit: string, amount: number]> = {
  kg: ['mass', 'kilogram', 1_000_000],
  L: ['volume', 'litre', 1_000],
  ha: ['area', 'hectare', 10_000],
  people: ['piece', 'person', 1],
  plants: ['piece', 'plant', 1],
  operations: ['piece', 'operation', 1],
}

/** `250 kg`, `200-250 kg`, `>= 5 kg`: whole numbers only. */
function amount(typed: string): Quantity {
  const found = /^(>= )?(\d+)(?:-(\d+))? (\S+)$/.exec(typed)
  const [dimension, id, size] = small[found?.[4] ?? ''] ?? ['piece', 'thing', 1]
  const low = Number(found?.[2]) * size
  const high = found?.[3] ? Number(found[3]) * size : low
  return { dimension, unit: id, typed, low, ...(found?.[1] === undefined && { high }) }
}

interface Told extends Partial<Omit<Entry, 'quantity'>> {
  qty?: string
  on?: string
}

let number = 0

/** An entry of evidence grade A by the host government in the VRAE's and Callao's country; `qty` and `on` in short. */
export function entry({ qty, on = '2009-04-06', ...told }: Told): Entry {
  number += 1
  return {
    id: `L-${number}`,
    version: 1,
    kind: 'seizure',
    country: 'PE',
    scope: 'event',
    from: on,
    until: addDays(on, 1),
    agencies: [],
    grade: 'A',
    benchmarks: [],
    marking: 'U',
    state: 'accepted',
    typed: '',
    channel: 'C1',
    recordedBy: 'U1',
    recordedAt: '2009-04-06T14:00:00.000Z',
    changedBy: 'U1',
    changedAt: '2009-04-06T14:00:00.000Z',
    ...(qty !== undefined && { quantity: amount(qty) }),
    ...told,
  }
}
