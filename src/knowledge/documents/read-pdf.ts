import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type FileText, type Refusal, refuse } from './line.ts'
import { readPdfLines } from './pdf-lines.ts'

/** Milliseconds for one file, and for each megabyte of it: several times what some hundred pages take, which a megabyte has. */
const longestReading = { file: 15_000, megabyte: 5_000 }

/** Bytes by which the process may grow meanwhile, several times what a document of text needs. */
const mostMemory = 400 * 1024 * 1024

const lookEvery = 50

/** The thread's own heap; what is unpacked stands outside of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 }

const tooMuch = refuse(
  'unpacks to far more than a document holds, or takes far too long to read; it may be made to do harm. Print it to a new PDF, or save its text, and take that in',
)

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
  let read: FileText | Refusal | undefined
  try {
    read = await watch(worker, bytes)
  } finally {
    worker.removeAllListeners()
    // What goes wrong as it ends concerns nobody, and would end the program if nobody heard it.
    worker.on('error', () => undefined)
    // One that failed, or is at work for ever, reads no other file.
    if (!read) endThread()
  }
  worker.unref()
  idle = setTimeout(endThread, keptFor).unref()
  return read ?? tooMuch
}

/** Undefined where it takes too much. */
function watch(worker: Worker, bytes: Uint8Array): Promise<FileText | Refusal | undefined> {
  const before = process.memoryUsage.rss()
  const longest = longestReading.file + (bytes.length / 1024 / 1024) * longestReading.megabyte
  let waited = 0
  let looking: NodeJS.Timeout | undefined
  return new Promise<FileText | Refusal | undefined>((resolve, reject) => {
    looking = setInterval(() => {
      waited += lookEvery
      if (waited >= longest || process.memoryUsage.rss() - before > mostMemory) resolve(undefined)
    }, lookEvery)
    worker.once('message', resolve)
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(undefined)
      else reject(error)
    })
    worker.postMessage(bytes)
  }).finally(() => clearInterval(looking))
}

function endThread(): void {
  void thread?.terminate()
  thread = undefined
}
