import { parentPort } from 'node:worker_threads'
import { readPdfLines } from './lines.ts'

// A thread of its own, which can be ended whatever a file makes it do.
parentPort?.on('message', async (bytes: Uint8Array) => {
  parentPort?.postMessage(await readPdfLines(bytes))
})
