import { join } from 'node:path'
import type { FilePart } from '../src/commands/reply.ts'
import { writeFileBytes } from '../src/edges/documents/write-file.ts'
import { openStore } from '../src/store/open.ts'
import { ask, openDesk, shippedKnowledge } from './desk.ts'
import { fillCycle } from './filled-store.ts'
import { median, time } from './measure.ts'

const rounds = 5

/** What is asked again and again while a document is written. */
const asked = '/benchmark PE-IL-3'

export interface Written {
  entries: number
  bytes: number
  /** Milliseconds from the card as a value to the bytes of its document, the thread's start in it. */
  took: number
  /** Medians and worst of an answer while documents are written, and while none is. */
  busy: { median: number; most: number }
  idle: { median: number; most: number }
}

/** A card of so many entries as a Word document, written in its thread while this one goes on answering. */
export async function measureDocuments(folder: string, sizes: readonly number[]): Promise<Written[]> {
  const measured: Written[] = []
  for (const entries of sizes) {
    const store = openStore(join(folder, `documents-${entries}.sqlite`))
    await fillCycle(store.db, entries)
    const desk = await openDesk(store.db, shippedKnowledge())
    const reply = await ask(desk, '/reportcard peru export docx')
    const file = reply.parts.find((part): part is FilePart => part.part === 'file')
    if (!file) throw new Error('no file was given')
    const answering = () => time(() => ask(desk, asked))
    const idle: number[] = []
    for (let round = 0; round < 50; round++) idle.push(await answering())
    const times: number[] = []
    const busy: number[] = []
    let bytes = 0
    for (let round = 0; round < rounds; round++) {
      let isWriting = true
      const writing = time(async () => {
        bytes = (await writeFileBytes(file)).length
        isWriting = false
      })
      while (isWriting) {
        busy.push(await answering())
        await new Promise((resolve) => setImmediate(resolve))
      }
      times.push(await writing)
    }
    measured.push({ entries, bytes, took: median(times), busy: spread(busy), idle: spread(idle) })
    await store.close()
  }
  return measured
}

function spread(values: readonly number[]) {
  return { median: median(values), most: Math.max(...values) }
}
