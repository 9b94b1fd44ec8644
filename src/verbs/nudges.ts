import { existsSync } from 'node:fs'
import { makeContext } from '../commands/context.ts'
import { readDeadlines } from '../commands/deadline/find-deadline.ts'
import { nudgeState, printNudge } from '../commands/nudge/post.ts'
import { dateIn, instantAt, isDate, printDay, timeIn } from '../domain/date.ts'
import { planNudges } from '../domain/nudge.ts'
import { listWatches } from '../store/watches.ts'
import {
  beginRehearsal,
  makeDesk,
  mostYears,
  needKnowledge,
  openStanding,
  parseVerb,
  printPath,
  readSettings,
  storeNow,
  UsageError,
} from './program.ts'

const form = 'attache nudges --from 2009-04-06 --until 2010-03-01'

/** Prints every nudge planned between two days, both included, for each channel that watches; sends and records nothing. */
export async function runVerb(args: string[]): Promise<number> {
  const { from, until, json } = readArguments(args)
  const config = readSettings()
  const knowledge = needKnowledge(config.data)
  const stored = existsSync(config.database) || !config.isRehearsalPath
  const { store, mode } = await openStanding(config, stored ? config.database : ':memory:')
  try {
    if (!stored) await beginRehearsal(store.db)
    const desk = makeDesk(config, store.db, mode, knowledge)
    const now = await storeNow(store.db, mode)
    const watches = await listWatches(store.db)
    const lines: object[] = []
    for (const id of new Set(watches.map(({ channel }) => channel))) {
      const context = await makeContext(desk, { member: '', channel: id }, now)
      const { channel } = context
      const book = await readDeadlines(context)
      const span = {
        from: instantAt(from, '00:00', channel.zone),
        until: instantAt(until, '23:59', channel.zone),
      }
      const state = nudgeState(knowledge, book, channel, watches, span.from, span.until)
      if (!state) continue
      const nudges = planNudges({ ...state, ...span }).filter(({ kind }) => kind !== 'digest')
      for (const nudge of nudges) {
        const when = `${printDay(dateIn(nudge.at, channel.zone))} ${timeIn(nudge.at, channel.zone)}`
        if (json) lines.push({ channel: id, ...nudge })
        else process.stdout.write(`${when}  ${id}  ${printNudge(nudge)}\n`)
      }
      if (!json && nudges.length === 0)
        process.stdout.write(`${id}: nothing planned from ${printDay(from)} to ${printDay(until)}\n`)
    }
    if (json) process.stdout.write(`${JSON.stringify(lines, null, 2)}\n`)
    else if (watches.length === 0)
      process.stdout.write(
        `No channel of ${printPath(config.database)} watches a country; "/watch peru" begins it.\n`,
      )
    if (!stored)
      process.stderr.write(`No store at ${printPath(config.database)} yet: this is a new rehearsal's plan.\n`)
    return 0
  } finally {
    await store.close()
  }
}

function readArguments(args: string[]): { from: string; until: string; json: boolean } {
  const { values } = parseVerb(args, {
    from: { type: 'string' },
    until: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  const { from, until, json } = values
  if (from === undefined || until === undefined) throw new UsageError(`nudges takes two days: ${form}`)
  for (const day of [from, until]) {
    if (!isDate(day))
      throw new UsageError(`"${day}" is not a day of the calendar; write YYYY-MM-DD, as in ${form}`)
  }
  if (until < from) throw new UsageError(`--until ${until} is before --from ${from}`)
  if (Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > mostYears)
    throw new UsageError(`nudges plans at most ${mostYears} years at once`)
  return { from, until, json }
}
