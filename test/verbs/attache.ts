import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { runAttache } from '../../src/verbs/verbs.ts'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

interface Where {
  folder: string
  env?: Record<string, string>
}

const program = resolve('dist/main.js')

/**
 * Runs the built program as a person would, in `folder`, with nothing of this machine's settings; with Ctrl-C once its standard
 * output holds `stopAt`.
 */
export async function attache(
  args: readonly string[],
  { folder, env, input, stopAt }: Where & { input?: string; stopAt?: RegExp },
): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: settings(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  child.stdout.on('data', (chunk: Buffer) => {
    if (stopAt?.test(chunk.toString()) && !child.killed) child.kill('SIGINT')
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}

/**
 * The same words in this process, one line at a time: what a verb says and writes, without the start of a program, which
 * `attache` shows once a verb. The log goes past it, to the real standard error.
 */
export async function runHere(args: readonly string[], { folder, env }: Where): Promise<Ran> {
  const around = {
    folder: process.cwd(),
    env: process.env,
    out: process.stdout.write,
    err: process.stderr.write,
  }
  const said = { stdout: '', stderr: '' }
  const listen =
    (stream: keyof typeof said): typeof process.stdout.write =>
    (chunk) => {
      said[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      return true
    }
  process.chdir(folder)
  process.env = settings(env)
  process.stdout.write = listen('stdout')
  process.stderr.write = listen('stderr')
  try {
    const code = await runAttache([...args])
    return { code, ...said }
  } finally {
    process.chdir(around.folder)
    process.env = around.env
    process.stdout.write = around.out
    process.stderr.write = around.err
  }
}

function settings(env: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, DATABASE_URL: 'store.sqlite', ...env }
}
