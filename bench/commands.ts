import { join } from 'node:path'
import { openStore } from '../src/store/open.ts'
import { another, ask, openDesk, shippedKnowledge } from './desk.ts'
import { fillLarge, fillSmall } from './filled-store.ts'
import { type Compared, compare } from './measure.ts'

const lines = [
  '/benchmark PE-IL-3',
  '/benchmark peru',
  '/deadline',
  '/article 3.1(a)',
  '/ask when is the report card due?',
  '/log seizure 250 kg cocaine at Callao',
  '/log show L-100',
  '/log mine',
  '/log list peru',
  '/reportcard peru',
]

/** Each command with 100,000 entries stored (`one`) beside a store of the 200 that its cycle holds (`other`). */
export async function measureCommands(folder: string): Promise<(Compared & { line: string })[]> {
  const knowledge = shippedKnowledge()
  const [large, small] = [openStore(join(folder, 'large.sqlite')), openStore(join(folder, 'small.sqlite'))]
  try {
    await fillLarge(large.db, knowledge)
    await fillSmall(small.db)
    const many = await openDesk(large.db, knowledge)
    const few = await openDesk(small.db, knowledge)
    const measured: (Compared & { line: string })[] = []
    for (const line of lines) {
      const compared = await compare(
        () => ask(many, another(line)),
        () => ask(few, another(line)),
        { rounds: 60, warmUp: 10 },
      )
      measured.push({ line, ...compared })
    }
    return measured
  } finally {
    await Promise.all([large.close(), small.close()])
  }
}
