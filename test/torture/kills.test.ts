import { cpSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { terminal } from '../../src/commands/context.ts'
import { nudgeState } from '../../src/commands/nudge/post.ts'
import { addDays, dateIn, type Instant } from '../../src/domain/date.ts'
import { deadlineBook } from '../../src/domain/deadline-change.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { planNudges } from '../../src/domain/nudge.ts'
import { listEntries } from '../../src/store/entries.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { claimedKeys } from '../../src/store/outbox.ts'
import { readClock } from '../../src/store/settings.ts'
import { listWatches } from '../../src/store/watches.ts'
import { shippedKnowledge, start } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'
import { runDoomed, storeName } from './doomed.ts'
import { seed, share } from './share.ts'

const zone = 'America/Lima'
const killsPerStore = share(4, 10)
/** Two stores at a time: the program is mostly starting up. */
const pairs = Array.from({ length: share(8, 500) / killsPerStore / 2 }, (_, index) => index + 1)

/** What a life is given to do, and the sign of life that ends it. */
const anyLife = fc.record({
  // A dozen of them are the store's opening, some eight are a line's.
  signs: fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }) },
    { weight: 3, arbitrary: fc.integer({ min: 15, max: 100 }) },
  ),
  steps: fc.array(
    fc.record({
      what: fc.constantFrom('log' as const, 'log' as const, 'void' as const, 'clock' as const),
      amount: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 40, maxLength: 40 },
  ),
})
type Life = typeof anyLife extends fc.Arbitrary<infer Value> ? Value : never

describe('a program that is killed', () => {
  it.for(pairs)(
    `${killsPerStore} times on each of two stores (pair %i) loses nothing it has said, and says no nudge twice`,
    { timeout: 120_000 },
    async (pair, { annotate }) => {
      const stores = [2 * pair, 2 * pair + 1].map((store) => torment(temporaryFolder(), seed + store))
      for (const { claimed, posted } of await Promise.all(stores))
        await annotate(
          `${claimed} nudges claimed, ${claimed - posted} of them lost to a kill before they were said`,
        )
    },
  )
})

/** What the program has said over all its lives. */
interface Said {
  recorded: Map<string, string>
  voided: Set<string>
  posts: string[]
}

async function torment(folder: string, storeSeed: number): Promise<{ claimed: number; posted: number }> {
  const lives = fc.sample(anyLife, { seed: storeSeed, numRuns: 4 * killsPerStore })
  const said: Said = { recorded: new Map(), voided: new Set(), posts: [] }
  let now = start
  let kills = 0
  for (const [index, life] of lives.entries()) {
    if (kills === killsPerStore) break
    const { stdout, stderr, killed } = await runDoomed(folder, linesOf(life, index, now, said), life.signs)
    expect(stderr).toBe('')
    listen(stdout, said)
    if (killed) kills += 1
    now = await inspect(folder, said)
  }
  expect(kills).toBe(killsPerStore)
  return { claimed: await outlive(folder, said, now), posted: said.posts.length }
}

/** The last life, in peace: every nudge whose moment has come was claimed in one life or another, and none beside. Counts them. */
async function outlive(folder: string, said: Said, now: Instant): Promise<number> {
  const until = addDays(dateIn(now, zone), 40)
  const { stdout, stderr } = await runDoomed(folder, [`/clock ${until}`])
  expect(stderr).toBe('')
  listen(stdout, said)
  const end = await inspect(folder, said)
  expect(dateIn(end, zone)).toBe(until)
  return onCopy(folder, async (db) => {
    const channel = { id: terminal, zone, ceiling: 'SBU', settings: {} } as const
    const knowledge = shippedKnowledge()
    const book = deadlineBook(knowledge.deadlines, [])
    const state = nudgeState(knowledge, book, channel, await listWatches(db, terminal), start, end)
    const planned = state ? planNudges({ ...state, from: start, until: end }) : []
    const keys = planned.map(({ key }) => key)
    expect([...(await claimedKeys(db, terminal))].sort()).toEqual(keys.sort())
    return keys.length
  })
}

function linesOf({ steps }: Life, life: number, now: Instant, { recorded }: Said): string[] {
  let day = dateIn(now, zone)
  return steps.map(({ what, amount }, index) => {
    if (what === 'void')
      return `/log void L-${1 + (amount % Math.max(recorded.size, 1))} because entered twice`
    if (what === 'log') return `/log seizure ${amount} kg cocaine at Callao note life ${life} line ${index}`
    day = addDays(day, amount)
    return `/clock ${day}`
  })
}

/** Takes down what was said in full; of an answer cut short, nothing. */
function listen(stdout: string, said: Said): void {
  for (const [, line = '', id = ''] of stdout.matchAll(
    /^attache> \/log (.+)\n\[\w+\] in the channel\nRecorded (L-\d+)\n/gm,
  )) {
    expect(said.recorded.get(id)).toBeUndefined()
    said.recorded.set(id, line)
  }
  for (const [, id = ''] of stdout.matchAll(/^Voided (L-\d+):/gm)) said.voided.add(id)
  for (const [, moment, title] of stdout.matchAll(/^-- (.+), posted in this channel:\n\[\w+\] .+\n(.+)\n/gm))
    said.posts.push(`${moment}, ${title}`)
}

/** Holds what was said against a copy of the store, so that the next life recovers the original by itself; returns its clock. */
async function inspect(folder: string, said: Said): Promise<Instant> {
  expect(said.posts).toEqual([...new Set(said.posts)])
  return onCopy(folder, async (db) => {
    expect(await one(db, 'select integrity_check as value from pragma_integrity_check')).toBe('ok')
    const entries = await listEntries(db)
    expect(entries.map(({ id }) => id)).toEqual(entries.map((_, index) => `L-${index + 1}`))
    expect(await one(db, 'select count(*) as value from entries')).toBe(
      sum(entries.map(({ version }) => version)),
    )
    const kept = new Map(entries.map((entry): [string, Entry] => [entry.id, entry]))
    for (const [id, line] of said.recorded) expect(kept.get(id)?.typed, id).toBe(line)
    for (const id of said.voided) expect(kept.get(id)?.state, id).toBe('void')
    expect((await claimedKeys(db, terminal)).size).toBeGreaterThanOrEqual(said.posts.length)
    return (await readClock(db)) ?? start
  })
}

async function onCopy<Found>(folder: string, look: (db: Db) => Promise<Found>): Promise<Found> {
  const copy = temporaryFolder()
  cpSync(folder, copy, { recursive: true })
  const store = openStore(join(copy, storeName))
  try {
    return await look(store.db)
  } finally {
    await store.close()
  }
}

async function one(db: Db, query: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`${sql.raw(query)}`.execute(db)
  return rows[0]?.value
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
