import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type FileText, type Refusal, refuse } from '../line.ts'
import { readPdfLines } from './lines.ts'

/** Milliseconds for one file, and for each megabyte of it: several times what some hundred pages take, which a megabyte has. */
const longestReading = { file: 15_000, megabyte: 5_000 }

/** Bytes by which the process may grow meanwhile, several times what a document of text needs. */
const mostMemory = 400 * 1024 * 1024

const lookEvery = 50

/** The thread's own heap; what is unpacked stands outside of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 }

const harmful = 'it may be made to do harm. Print it to a new PDF, or save its text, and take that in'
const tooMuch = refuse(`unpacks to far more than a document holds; ${harmful}`)
const tooLong = refuse(`takes far longer to read than a document does; ${harmful}`)

/**
 * The lines of a PDF, as `readPdfLines` gives them, read in a thread of its own that is ended when it takes too much memory or
 * time: a packed stream may hold a thousand times its bytes, and thousands of pages may show the same one.
 */
export function readPdf(bytes: Uint8Array): Promise<FileText | Refusal> {
  const turn = last.then(() => readApart(bytes))
  last = turn.catch(() => undefined)
  return turn
}

/** Resolves when no file is being read: of several at once nobody could say whose the memory is. */
let last: Promise<unknown> = Promise.resolve()

/** Kept a moment for the next file, since it takes a fifth of a second to begin. */
let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
const keptFor = 1_000

async function readApart(bytes: Uint8Array): Promise<FileText | Refusal> {
  const program = new URL('./pdf-worker.js', import.meta.url)
  // Run from its sources, as tests do, there is no program for another thread to load.
  if (!existsSync(fileURLToPath(program))) return readPdfLines(bytes)
  clearTimeout(idle)
  thread ??= new Worker(program, { resourceLimits })
  const worker = thread
  worker.ref()
  try {
    return await watch(worker, bytes)
  } finally {
    // By name: listeners of its own tell the thread when somebody hears it.
    worker.removeAllListeners('message').removeAllListeners('error')
    // What goes wrong as it ends concerns nobody, and would end the program if nobody heard it.
    worker.on('error', () => undefined)
    worker.unref()
    idle = setTimeout(endThread, keptFor).unref()
  }
}

/** What it answers; a thread that takes too much, or fails, is ended, for it reads no other file. */
function watch(worker: Worker, bytes: Uint8Array): Promise<FileText | Refusal> {
  const before = process.memoryUsage.rss()
  const longest = longestReading.file + (bytes.length / 1024 / 1024) * longestReading.megabyte
  let waited = 0
  let looking: NodeJS.Timeout | undefined
  return new Promise<FileText | Refusal>((resolve, reject) => {
    const giveUp = (why: Refusal) => {
      endThread()
      resolve(why)
    }
    looking = setInterval(() => {
      waited += lookEvery
      if (process.memoryUsage.rss() - before > mostMemory) giveUp(tooMuch)
      else if (waited >= longest) giveUp(tooLong)
    }, lookEvery)
    worker.once('message', resolve)
    worker.once('error', (error: NodeJS.ErrnoException) => {
      endThread()
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch)
      else reject(error)
    })
    worker.postMessage(bytes)
  }).finally(() => clearInterval(looking))
}

function endThread(): void {
  void thread?.terminate()
  thread = undefined
}
