import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type FilePart, mediaTypes, type Paper } from '../../commands/reply.ts'
import { fileText } from './paper-text.ts'

/** The bytes of a file. A Word document is written in a thread of its own, one after the other. */
export async function writeFileBytes(part: FilePart): Promise<Uint8Array> {
  if (!('paper' in part) || part.type !== mediaTypes.docx) return Buffer.from(fileText(part))
  const turn = last.then(() => writeDocx(part.paper))
  last = turn.catch(() => undefined)
  return turn
}

/** Resolves when no document is being written: many at once would hold the memory of all of them. */
let last: Promise<unknown> = Promise.resolve()

function writeDocx(paper: Paper): Promise<Uint8Array> {
  const program = new URL('./docx-worker.js', import.meta.url)
  // Run from its sources, as tests do, there is no program for another thread to load.
  if (!existsSync(fileURLToPath(program)))
    return import('./docx.ts').then(({ renderDocx }) => renderDocx(paper))
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: paper })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that writes documents ended with ${code}`)))
  })
}
