import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { type Compared, compare } from './measure.ts'

const program = resolve('dist/main.js')

/** One question to the built program, from the shell's point of view, beside a Node that does nothing. */
export function measureStartUp(folder: string): Promise<Compared> {
  const env = { PATH: process.env.PATH, DATABASE_URL: join(folder, 'start-up.sqlite') }
  const line = ['run', '--now', '2009-04-06', '--', '/benchmark peru']
  const run = (args: readonly string[]) => execFileSync(process.execPath, args, { env, stdio: 'pipe' })
  return compare(
    () => run([program, ...line]),
    () => run(['-e', '0']),
    { rounds: 15, warmUp: 2 },
  )
}
