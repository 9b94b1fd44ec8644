import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

const program = resolve('dist/main.js')

/** Runs the built program as a person would, in `folder`, with nothing of this machine's settings. */
export async function attache(
  args: readonly string[],
  { folder, env = {}, input }: { folder: string; env?: Record<string, string>; input?: string },
): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATABASE_URL: 'store.sqlite', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}
