import { addDays } from '../src/domain/date.ts'
import type { Entry } from '../src/domain/entry.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { addEntryVersion } from '../src/store/entries.ts'
import { type Db, writing } from '../src/store/open.ts'
import { member, now } from './desk.ts'

/** In the days that Peru's cycle FY2010 measures. */
export const inCycle = 200

export const inLargeStore = 100_000

/** Every so many of the large store's entries one lies in the cycle, the others around it. */
const apart = inLargeStore / inCycle

/** The 200 entries of the cycle, alone. */
export async function fillSmall(db: Db): Promise<void> {
  await writing(db, async (trx) => {
    for (let index = 0; index < inCycle; index++) await addEntryVersion(trx, cycleEntry(index, index + 1))
  })
}

/**
 * The same 200 among 100,000: of every country (Peru too, in other years), of twenty years, by fifty members, and one in
 * fifty voided by a second version.
 */
export async function fillLarge(db: Db, { countries }: Knowledge): Promise<void> {
  await writing(db, async (trx) => {
    for (let number = 1; number <= inLargeStore; number++) {
      if (number % apart === 0) {
        await addEntryVersion(trx, cycleEntry(number / apart - 1, number))
        continue
      }
      const country = countries[number % countries.length]?.id ?? 'PE'
      const entry = otherEntry(country, number)
      await addEntryVersion(trx, entry)
      if (number % 50 === 0)
        await addEntryVersion(trx, { ...entry, version: 2, state: 'void', reason: 'recorded in error' })
    }
  })
}

/** So many entries, all in the days of the cycle: what nobody's store will hold, and must not be slow. */
export async function fillCycle(db: Db, entries: number): Promise<void> {
  await writing(db, async (trx) => {
    for (let index = 0; index < entries; index++) await addEntryVersion(trx, cycleEntry(index, index + 1))
  })
}

const firstDay = '2008-10-01'
const daysInCycle = 360

function cycleEntry(index: number, number: number): Entry {
  const from = addDays(firstDay, (index * 7) % daysInCycle)
  return { ...entryOf('PE', from, number), ...kindsOfEvent[index % kindsOfEvent.length] }
}

/** Twenty years around those that Peru's cycles measure: `/article` answers from every cycle held. */
const otherYears = Array.from({ length: 24 }, (_, index) => 1998 + index).filter(
  (year) => year !== 2005 && (year < 2008 || year > 2010),
)

function otherEntry(country: string, number: number): Entry {
  const year = otherYears[number % otherYears.length] ?? 1998
  const from = addDays(`${year}-01-01`, (number * 11) % 365)
  return { ...entryOf(country, from, number), recordedBy: `member-${number % 50}` }
}

const kilogram = 1_000_000
const hectare = 10_000

const kindsOfEvent: readonly Partial<Entry>[] = [
  {
    kind: 'seizure',
    substance: 'cocaine',
    place: 'vrae',
    placeText: 'VRAE',
    quantity: {
      dimension: 'mass',
      low: 250 * kilogram,
      high: 250 * kilogram,
      unit: 'kilogram',
      typed: '250 kg',
    },
  },
  {
    kind: 'seizure',
    substance: 'acetone',
    place: 'monzon',
    placeText: 'Monzon',
    quantity: { dimension: 'volume', low: 200_000, high: 200_000, unit: 'litre', typed: '200 L' },
  },
  {
    kind: 'eradication',
    method: 'forced',
    substance: 'coca',
    quantity: { dimension: 'area', low: 12 * hectare, high: 12 * hectare, unit: 'hectare', typed: '12 ha' },
  },
  { kind: 'inspection', place: 'callao', placeText: 'Callao' },
]

function entryOf(country: string, from: string, number: number): Entry {
  const quantity = {
    dimension: 'mass',
    low: kilogram,
    high: kilogram,
    unit: 'kilogram',
    typed: '1 kg',
  } as const
  return {
    id: `L-${number}`,
    version: 1,
    country,
    kind: 'seizure',
    scope: 'event',
    substance: 'cocaine',
    quantity,
    from,
    until: addDays(from, 1),
    agencies: [],
    grade: 'B',
    benchmarks: [],
    marking: 'SBU',
    state: 'submitted',
    typed: 'seizure 1 kg cocaine',
    channel: 'terminal',
    recordedBy: member,
    recordedAt: now,
    changedBy: member,
    changedAt: now,
  }
}
