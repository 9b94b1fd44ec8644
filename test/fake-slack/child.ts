import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FakeSlack } from './fake-slack.ts'

export interface Child {
  pid: number
  /** Where it listens: `/healthz` is there, and over HTTP Slack's own path. */
  url: string
  /** Lines, as they come. */
  stdout: string[]
  stderr: string[]
  /** How it ended; waits until it has. */
  exit(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** SIGTERM, and waits for the end. Rejects (after a SIGKILL) when it takes more than 10 s. */
  stop(): ReturnType<Child['exit']>
  /** SIGKILL, and waits for the end. */
  kill(): ReturnType<Child['exit']>
}

interface ChildOptions {
  /** Where it runs, and where its store is unless DATABASE_URL says otherwise. */
  folder: string
  /** After `start`, such as `--now 2009-04-06T09:00-05:00`. */
  args?: readonly string[]
  /** Settings over those of the fake Slack; an empty one takes its setting away. */
  env?: Record<string, string>
  /** Milliseconds to be ready in. */
  deadline?: number
  /** Resolve as soon as it runs, ready or not: for tests of what it says when it cannot start. */
  unready?: boolean
}

const program = resolve('dist/main.js')

/**
 * Starts the built program against a fake Slack, with nothing of this machine's settings, and waits until it serves: over
 * HTTP until `/healthz` answers 200, over the socket until a connection has said hello. Rejects with what it printed when it
 * ends first. A child never outlives this process.
 */
export async function startAttache(slack: FakeSlack, options: ChildOptions): Promise<Child> {
  const { folder, args = [], env = {}, deadline = 30_000, unready = false } = options
  const port = await freePort()
  const settings = { PATH: process.env.PATH ?? '', ...settingsFor(slack, { folder, port }), ...env }
  const child = spawn(process.execPath, [program, 'start', ...args], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const closed = once(child, 'close').then(() => {
    process.removeListener('exit', endWithUs)
    return { code: child.exitCode, signal: child.signalCode }
  })
  const url = `http://127.0.0.1:${settings.PORT}`
  if (slack.transport === 'http') slack.deliverTo(url)
  const running: Child = {
    pid: child.pid ?? 0,
    url,
    stdout: linesOf(child.stdout),
    stderr: linesOf(child.stderr),
    exit: () => closed,
    kill: () => {
      child.kill('SIGKILL')
      return closed
    },
    stop: async () => {
      child.kill('SIGTERM')
      const late = pause(10_000, 'late' as const, { ref: false })
      const ended = await Promise.race([closed, late])
      if (ended !== 'late') return ended
      child.kill('SIGKILL')
      throw new Error(`The program did not end within 10 s of SIGTERM.\n${printed(running)}`)
    },
  }
  if (unready) return running
  const ended = closed.then(({ code, signal }) => {
    throw new Error(`The program ended (${code ?? signal}) before it was ready.\n${printed(running)}`)
  })
  ended.catch(() => undefined)
  try {
    await Promise.race([ready(slack, url, deadline), ended])
  } catch (error) {
    await running.kill()
    throw error
  }
  return running
}

/** The settings of a program that is to serve this Slack, with its store in `folder`. */
export function settingsFor(
  slack: FakeSlack,
  { folder, port }: { folder: string; port: number },
): Record<string, string> & { PORT: string } {
  return {
    DATABASE_URL: join(folder, 'store.sqlite'),
    LOG_LEVEL: 'info',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    HOST: '127.0.0.1',
    PORT: String(port),
    ...(slack.transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
  }
}

async function ready(slack: FakeSlack, url: string, deadline: number): Promise<void> {
  if (slack.transport === 'socket') {
    await slack.until(() => slack.connections() > 0, 'the program to open its socket', deadline)
    return
  }
  const giveUp = performance.now() + deadline
  while (!(await isHealthy(url))) {
    if (performance.now() > giveUp) throw new Error(`${url}/healthz did not answer 200 within ${deadline} ms`)
    await pause(20)
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`)
    await response.text()
    return response.ok
  } catch {
    return false
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

function linesOf(stream: Readable): string[] {
  const lines: string[] = []
  createInterface({ input: stream }).on('line', (line) => lines.push(line))
  return lines
}

function printed({ stdout, stderr }: Child): string {
  return [...stdout, ...stderr].slice(-30).join('\n')
}
