import { join } from 'node:path'
import { openStore } from '../src/store/open.ts'
import { another, ask, openDesk, shippedKnowledge } from './desk.ts'

/** Run by itself, with a folder to keep its store in, so that nothing else is counted: prints `[[calls, bytes], …]`. */
const lines = [
  '/benchmark PE-IL-3',
  '/deadline',
  '/article 3.1(a)',
  '/ask when is the report card due?',
  '/log mine',
  '/log seizure 250 kg cocaine at Callao',
  '/benchmark peru',
  '/watch preview',
  '/reportcard peru',
  '/attache status',
]
const checkpoints = [0, 1_000, 10_000]

const store = openStore(join(process.argv[2] ?? '.', 'memory.sqlite'))
const desk = await openDesk(store.db, shippedKnowledge())
const resident: [calls: number, bytes: number][] = []
for (let calls = 0; calls <= 10_000; calls++) {
  if (checkpoints.includes(calls)) resident.push([calls, process.memoryUsage.rss()])
  await ask(desk, another(lines[calls % lines.length] ?? ''))
}
await store.close()
process.stdout.write(JSON.stringify(resident))
