import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../src/store/open.ts'
import { startAttache } from '../test/fake-slack/child.ts'
import { type FakeSlack, startFakeSlack } from '../test/fake-slack/fake-slack.ts'
import { another, now, shippedKnowledge } from './desk.ts'
import { fillLarge } from './filled-store.ts'
import { type Spread, spreadOf } from './measure.ts'

const lines = [
  '/benchmark PE-IL-3',
  '/deadline',
  '/ask when is the report card due?',
  // Without its sign it is asked again as it was.
  '/ask when is the report card due',
  '/log seizure 250 kg cocaine at Callao',
]

/** Maria's conversation with the app, which may show all that the deployment may. */
const [person, place] = ['maria', 'DMARIA']

export const rounds = 400
const warmUp = 100

export interface Answered {
  line: string
  bytes: number
  attache: Spread
  bare: Spread
}

type Send = () => Promise<number>

/**
 * The built program over signed HTTP with 100,000 entries stored, beside a bare Bolt app in a process of its own that acks
 * with the very same message, turn and turn about. The first rounds do not count.
 */
export async function measureSlack(folder: string): Promise<Answered[]> {
  const path = join(folder, 'slack.sqlite')
  const store = openStore(path)
  await fillLarge(store.db, shippedKnowledge())
  await store.close()
  const slack = await startFakeSlack({
    transport: 'http',
    manifest: JSON.parse(readFileSync('manifest/http.json', 'utf8')),
  })
  try {
    const env = { DATABASE_URL: path, ATTACHE_CEILING: 'SBU' }
    const attache = await startAttache(slack, { folder, args: ['--now', now], env })
    const answers: [command: string, message: unknown][] = []
    for (const line of lines) answers.push([commandOf(line), (await ask(slack, attache.url, line)).body])
    const bare = await startBare(slack, join(folder, 'bare'), Object.fromEntries(answers))
    const measured: Answered[] = []
    for (const [index, line] of lines.entries()) {
      const spreads = await alternate(
        async () => (await ask(slack, attache.url, another(line))).ms,
        async () => (await ask(slack, bare.url, another(line))).ms,
      )
      const bytes = Buffer.byteLength(JSON.stringify(answers[index]?.[1]))
      measured.push({ line, bytes, ...spreads })
    }
    bare.child.kill()
    await attache.stop()
    return measured
  } finally {
    await slack.close()
  }
}

async function alternate(attache: Send, bare: Send): Promise<Pick<Answered, 'attache' | 'bare'>> {
  const times = { attache: [] as number[], bare: [] as number[] }
  for (let round = -warmUp; round < rounds; round++) {
    const turns = [
      [times.attache, attache],
      [times.bare, bare],
    ] as const
    for (const [taken, send] of round % 2 === 0 ? turns : turns.toReversed()) {
      const took = await send()
      if (round >= 0) taken.push(took)
    }
  }
  return { attache: spreadOf(times.attache), bare: spreadOf(times.bare) }
}

/** Sends a command as Slack does. What is not answered in the ack would be the figure of something else, so it throws. */
async function ask(slack: FakeSlack, url: string | undefined, line: string) {
  slack.deliverTo(url ?? '')
  const ack = await slack.deliver(slack.payloads.command(person, place, line).delivery)
  if (ack.body === undefined) throw new Error(`"${line}" was not answered: ${ack.reason ?? ack.status}`)
  return ack
}

function commandOf(line: string): string {
  return line.replace(/ .*/, '')
}

async function startBare(
  slack: FakeSlack,
  folder: string,
  answers: Record<string, unknown>,
): Promise<{ url: string; child: ChildProcess }> {
  mkdirSync(folder)
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers))
  const program = fileURLToPath(new URL('./slack-bare.js', import.meta.url))
  const child = spawn(process.execPath, [program, folder], {
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const [port] = await once(child.stdout, 'data')
  return { url: `http://127.0.0.1:${String(port).trim()}`, child }
}
