import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { resolve } from 'node:path'

/** What the store is called in a doomed program's folder. */
export const storeName = 'store.sqlite'

const program = resolve('dist/main.js')

/**
 * Runs the built program's rehearsal in `folder` on these lines and kills it at its so-manieth sign of life: a piece of output,
 * or a change to a file of its store. `killed` is false when it had said everything before.
 */
export async function runDoomed(
  folder: string,
  lines: readonly string[],
  signs = Number.POSITIVE_INFINITY,
): Promise<{ stdout: string; stderr: string; killed: boolean }> {
  const child = spawn(process.execPath, [program, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATABASE_URL: storeName },
  })
  let seen = 0
  const sign = () => {
    seen += 1
    if (seen === signs) child.kill('SIGKILL')
  }
  const files = watch(folder, sign)
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
      sign()
    })
  }
  // Lines that a killed program did not read any more.
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${lines.join('\n')}\n`)
  await once(child, 'close')
  files.close()
  return { ...said, killed: child.signalCode === 'SIGKILL' }
}
