import { join } from 'node:path'
import { makeContext, terminal } from '../src/commands/context.ts'
import { handle, readLine } from '../src/commands/handle.ts'
import { instantAt } from '../src/domain/date.ts'
import { openStore } from '../src/store/open.ts'
import { another, member, openDesk, shippedKnowledge } from './desk.ts'
import { fillCycle } from './filled-store.ts'
import { median, time } from './measure.ts'

/** When the last of the cycle's days is over. */
const now = instantAt('2009-10-05', '09:00', 'America/Lima')

/** What is done to an entry, each of a number of its own; what has to stand first is done before, unmeasured. */
const changes: readonly { line: string; first?: string; by?: string; on: (at: number) => string[] }[] = [
  { line: '/log seizure 250 kg cocaine at Callao', on: () => [] },
  { line: '/log fix L-1 qty 205 kg because lab weight', on: (at) => [`L-${at}`] },
  { line: '/log void L-1 because recorded in error', on: (at) => [`L-${at}`] },
  {
    line: '/log merge L-1 L-2 because one police report tells both',
    on: (at) => [`L-${at}`, `L-${at + 4}`],
  },
  {
    line: '/log unmerge L-1 L-2',
    first: '/log merge L-1 L-2 because one police report tells both',
    on: (at) => [`L-${at}`, `L-${at + 4}`],
  },
  { line: '/log accept L-1', by: 'rui', on: (at) => [`L-${at}`] },
  { line: '/log return L-1 because the source is missing', by: 'rui', on: (at) => [`L-${at}`] },
]

export interface Change {
  line: string
  /** Medians, in milliseconds. */
  many: number
  few: number
}

/** Each change with 100,000 entries in one cycle, beside a store of 200 in it. */
export async function measureChanges(folder: string, entries: number): Promise<Change[]> {
  const knowledge = shippedKnowledge()
  const [large, small] = [openStore(join(folder, 'cycle.sqlite')), openStore(join(folder, 'few.sqlite'))]
  try {
    await fillCycle(large.db, entries)
    await fillCycle(small.db, 400)
    const desks = [await openDesk(large.db, knowledge), await openDesk(small.db, knowledge)] as const
    const measured: Change[] = []
    let at = 1
    for (const { line, first, by = member, on } of changes) {
      const times: [number[], number[]] = [[], []]
      for (let round = 0; round < 12; round++, at += 4) {
        for (const [index, desk] of desks.entries()) {
          const say = async (text: string, who: string) => {
            const ids = on(at)
            const filled = another(text.replace(/L-[12]/g, (id) => ids[id === 'L-1' ? 0 : 1] ?? id))
            const call = readLine(filled, { member: who, channel: terminal })
            const reply = await handle(
              call,
              await makeContext(
                { ...desk, appointed: { administrator: ['ada'], reviewer: ['rui'], member: 'reporter' } },
                call,
                now,
              ),
            )
            if (reply.refused) throw new Error(`"${filled}" was refused: ${JSON.stringify(reply.parts)}`)
          }
          if (first) await say(first, member)
          const took = await time(() => say(line, by))
          if (round > 1) times[index]?.push(took)
        }
      }
      measured.push({ line, many: median(times[0]), few: median(times[1]) })
    }
    return measured
  } finally {
    await Promise.all([large.close(), small.close()])
  }
}
