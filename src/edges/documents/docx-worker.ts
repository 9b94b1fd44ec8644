import { parentPort, workerData } from 'node:worker_threads'
import type { Paper } from '../../commands/reply.ts'
import { renderDocx } from './docx.ts'

// A thread of its own: a long document takes a good part of a second, and Slack's acknowledgements cannot wait for it.
parentPort?.postMessage(await renderDocx(workerData as Paper))
