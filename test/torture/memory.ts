import { existsSync, readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import type { Child } from '../fake-slack/child.ts'

/** What a program holds, in MB. */
export interface Memory {
  /** JavaScript objects that are still reachable: measured after everything else was collected. */
  heap: number
  /** Bytes of buffers beside the heap, after the same collection. */
  buffers: number
  /** What the system counts as resident at that moment; undefined where it does not tell. */
  resident: number | undefined
  /** The most that it ever counted. */
  peak: number | undefined
}

/** Settings under which `measureMemory` can ask a child; the program itself knows nothing of it. */
export const measurable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

/** Has the program collect its garbage, over the inspector's protocol, and tells what is left. */
export async function measureMemory(child: Child): Promise<Memory> {
  const ask = await inspector(child)
  try {
    // Twice: what the first frees may hold finalizers that free more.
    await ask('HeapProfiler.collectGarbage')
    await ask('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize } = await ask('Runtime.getHeapUsage')
    return {
      heap: megabytes(usedSize),
      buffers: megabytes(backingStorageSize),
      resident: systemsCount(child, 'VmRSS'),
      peak: systemsCount(child, 'VmHWM'),
    }
  } finally {
    ask.close()
  }
}

interface Ask {
  (method: string): Promise<Record<string, number>>
  close(): void
}

async function inspector({ stderr }: Child): Promise<Ask> {
  const [, address] =
    /listening on (ws:\S+)/.exec(stderr.find((line) => line.includes('listening on ws:')) ?? '') ?? []
  if (address === undefined) throw new Error('the program was not started to be measured')
  const socket = new WebSocket(address)
  const waiting = new Map<number, (result: Record<string, number>) => void>()
  socket.on('message', (data) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: Record<string, number> }
    if (id !== undefined) waiting.get(id)?.(result ?? {})
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let asked = 0
  const ask = (method: string) =>
    new Promise<Record<string, number>>((resolve) => {
      asked += 1
      waiting.set(asked, resolve)
      socket.send(JSON.stringify({ id: asked, method }))
    })
  return Object.assign(ask, { close: () => socket.close() })
}

function systemsCount({ pid }: Child, name: 'VmRSS' | 'VmHWM'): number | undefined {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return undefined
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(status, 'utf8'))?.[1]
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1_024)
}

function megabytes(bytes: number | undefined): number {
  return Math.round((bytes ?? 0) / 1_048_576)
}
