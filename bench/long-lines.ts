import { join } from 'node:path'
import { openStore } from '../src/store/open.ts'
import { another, answer, ask, openDesk, shippedKnowledge } from './desk.ts'
import { median, time } from './measure.ts'

const longest = 2_000

const commands = ['/log seizure', '/ask', '/article', '/benchmark', '/deadline', '/reportcard']

/** What a grammar might read again and again when a line holds nothing else. */
const repeated = [
  ...['>', '"', '(', '-', ',', '+', '&lt;', 'e\u0301', '<@', '3.1(a) '],
  ...[
    '250 ',
    'kg ',
    '250 kg ',
    'two hundred ',
    'a few ',
    'at ',
    'on ',
    'on 3 Apr ',
    '2009 ',
    'from 2009 to ',
  ],
  ...['by ', 'PNP+', 'src "', 'bm ', 'mark U ', 'note ', 'total ', 'cocaine ', 'poppy ', 'hydrochloride '],
]

export interface LongLines {
  lines: number
  /** Medians, in milliseconds. */
  ordinary: number
  slowest: number
  /** What the slowest begins with. */
  line: string
}

/** The slowest of many lines as long as any that is read, beside one as people type them: no line may hold everyone else up. */
export async function measureLongLines(folder: string): Promise<LongLines> {
  const store = openStore(join(folder, 'long-lines.sqlite'))
  try {
    const desk = await openDesk(store.db, shippedKnowledge())
    const ordinary = await medianOf(() => ask(desk, another('/log seizure 250 kg cocaine at Callao')), 15)
    const measured: { line: string; took: number }[] = []
    for (const line of longLines())
      measured.push({
        line: `${line.slice(0, 24).trim()} …`,
        took: await medianOf(() => answer(desk, line), 3),
      })
    const [slowest] = measured.toSorted((one, other) => other.took - one.took)
    if (!slowest) throw new Error('nothing was measured')
    return { lines: measured.length, ordinary, slowest: slowest.took, line: slowest.line }
  } finally {
    await store.close()
  }
}

function longLines(): string[] {
  return commands.flatMap((command) =>
    repeated.map((unit) => `${command} ${unit.repeat(longest)}`.slice(0, longest)),
  )
}

async function medianOf(work: () => Promise<unknown>, rounds: number): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await time(work))
  return median(times)
}
