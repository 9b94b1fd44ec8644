import { nudgeState } from '../src/commands/nudge/post.ts'
import { addDays, type IsoDate, instantAt } from '../src/domain/date.ts'
import type { Deadline } from '../src/domain/deadline.ts'
import { deadlineBook } from '../src/domain/deadline-change.ts'
import { dueNudges, planNudges } from '../src/domain/nudge.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { shippedKnowledge } from './desk.ts'
import { median, time } from './measure.ts'

const zone = 'America/Lima'
const from = instantAt('2009-04-06', '09:00', zone)
const until = instantAt('2010-04-06', '09:00', zone)

export interface Planned {
  channels: number
  deadlines: number
  nudges: number
  /** Median, in milliseconds, of planning a year for every channel. */
  took: number
}

/** A year of nudges for twenty channels, each following one country, with ten deadlines a country. */
export async function measureNudges(): Promise<Planned> {
  const shipped = shippedKnowledge()
  const countries = shipped.countries.slice(0, 20).map(({ id }) => id)
  const [like] = shipped.deadlines
  if (!like) throw new Error('the data folder holds no deadline')
  const knowledge: Knowledge = {
    ...shipped,
    deadlines: countries.flatMap((country) => tenDeadlines(country, like)),
  }
  const book = deadlineBook(knowledge.deadlines, [])
  const planAll = () =>
    countries.flatMap((country) => {
      const channel = { id: `C-${country}`, zone, ceiling: 'SBU', settings: {} } as const
      const watch = { channel: channel.id, country, since: from, by: 'ana' }
      const state = nudgeState(knowledge, book, channel, [watch], from, until)
      return state ? planNudges({ ...state, from, until }) : []
    })
  const nudges = planAll().length
  const times: number[] = []
  for (let round = 0; round < 15; round++) times.push(await time(planAll))
  return { channels: countries.length, deadlines: knowledge.deadlines.length, nudges, took: median(times) }
}

/** Deadlines of the one channel that has most. */
export const manyDeadlines = 10_000

/** Median, in milliseconds, of what a tick plans for a channel with ten thousand deadlines, all of whose nudges were said. */
export async function measureManyDeadlines(): Promise<number> {
  const shipped = shippedKnowledge()
  const [like] = shipped.deadlines
  if (!like) throw new Error('the data folder holds no deadline')
  const deadlines = Array.from({ length: manyDeadlines }, (_, index) => ({
    ...like,
    id: `duty-${index}`,
    class: 'internal' as const,
    due: { on: addDays('2009-04-09', index % 365) },
  }))
  const now = instantAt('2009-10-06', '09:00', zone)
  const channel = { id: 'C-many', zone, ceiling: 'SBU', settings: {} } as const
  const watch = { channel: channel.id, country: like.country ?? 'PE', since: from, by: 'ana' }
  const plan = (said: ReadonlySet<string>) => {
    const state = nudgeState(shipped, deadlineBook(deadlines, []), channel, [watch], now, now)
    if (!state) throw new Error('nothing is watched')
    return dueNudges(state, said, now)
  }
  const { post, superseded } = plan(new Set())
  const said = new Set([...superseded, ...post.map(({ key }) => key)])
  const times: number[] = []
  for (let round = 0; round < 15; round++) times.push(await time(() => plan(said)))
  return median(times)
}

const classes = ['yearly', 'window', 'short-fuse', 'recurring', 'internal'] as const

/** Two of each class, a month apart; in all else like the one given. */
function tenDeadlines(country: string, like: Deadline): Deadline[] {
  return Array.from({ length: 10 }, (_, index) => {
    const day = addDays('2009-05-04', index * 33)
    const kind = classes[index % classes.length] ?? 'yearly'
    return {
      ...like,
      id: `deadline-${country.toLowerCase()}-${index}`,
      country,
      class: kind,
      due: dueOn(day, kind),
    }
  })
}

function dueOn(day: IsoDate, kind: (typeof classes)[number]): Deadline['due'] {
  if (kind === 'yearly') return { every: day.slice(5), since: 2009 }
  return kind === 'window' ? { from: day, until: addDays(day, 29) } : { on: day }
}
