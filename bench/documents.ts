import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FilePart } from '../src/commands/reply.ts'
import { writeFileBytes } from '../src/edges/documents/write-file.ts'
import { openStore } from '../src/store/open.ts'
import { startAttache } from '../test/fake-slack/child.ts'
import { type FakeSlack, startFakeSlack } from '../test/fake-slack/fake-slack.ts'
import { ask, now, openDesk, shippedKnowledge } from './desk.ts'
import { fillCycle } from './filled-store.ts'
import { median, type Spread, spreadOf, time } from './measure.ts'

const rounds = 5

/** What is exported, and what others ask again and again meanwhile. */
const [exported, asked] = ['/reportcard peru export docx', '/benchmark PE-IL-3']

const [person, place] = ['maria', 'DMARIA']

/** Milliseconds between one answer and the next question: busy, and not what fills the machine. */
const between = 10

export interface Written {
  entries: number
  bytes: number
  /** Milliseconds from the card as a value to the bytes of its document, the thread's start in it. */
  took: number
  /** From the command sent to the file handed over, in the program over HTTP. */
  handed: number
  /** Of another person's command meanwhile, and while nothing is exported. */
  busy: Spread
  idle: Spread
}

/**
 * A card of so many entries as a Word document: written in its thread, and asked for over signed HTTP while another person goes
 * on asking. The first export of a program does not count.
 */
export async function measureDocuments(folder: string, sizes: readonly number[]): Promise<Written[]> {
  const measured: Written[] = []
  for (const entries of sizes) {
    const path = join(folder, `documents-${entries}.sqlite`)
    const store = openStore(path)
    await fillCycle(store.db, entries)
    const desk = await openDesk(store.db, shippedKnowledge())
    const reply = await ask(desk, exported)
    const file = reply.parts.find((part): part is FilePart => part.part === 'file')
    if (!file) throw new Error('no file was given')
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < rounds; round++)
      times.push(await time(async () => (bytes = (await writeFileBytes(file)).length)))
    await store.close()
    measured.push({ entries, bytes, took: median(times), ...(await measureAcks(folder, path)) })
  }
  return measured
}

async function measureAcks(folder: string, path: string): Promise<Pick<Written, 'handed' | 'busy' | 'idle'>> {
  const manifest = JSON.parse(readFileSync('manifest/http.json', 'utf8'))
  const slack = await startFakeSlack({ transport: 'http', manifest })
  const env = { DATABASE_URL: path, ATTACHE_CEILING: 'SBU' }
  const attache = await startAttache(slack, { folder, args: ['--now', now], env })
  try {
    slack.deliverTo(attache.url)
    const idle: number[] = []
    for (let round = -50; round < 200; round++) {
      const took = await send(slack, asked)
      if (round >= 0) idle.push(took)
      await pause(between)
    }
    const busy: number[] = []
    const handed: number[] = []
    for (let round = -1; round < rounds; round++) {
      const files = slack.filesIn(place).length
      const meanwhile: number[] = []
      const took = await time(async () => {
        const sent = send(slack, exported)
        while (slack.filesIn(place).length === files) {
          meanwhile.push(await send(slack, asked))
          await pause(between)
        }
        await sent
      })
      if (round < 0) continue
      handed.push(took)
      busy.push(...meanwhile)
    }
    return { handed: median(handed), busy: spreadOf(busy), idle: spreadOf(idle) }
  } finally {
    await attache.stop()
    await slack.close()
  }
}

async function send(slack: FakeSlack, line: string): Promise<number> {
  const ack = await slack.deliver(slack.payloads.command(person, place, line).delivery)
  if (ack.status !== 200) throw new Error(`"${line}" was not acknowledged: ${ack.reason ?? ack.status}`)
  return ack.ms
}
