import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { type Child, startAttache } from '../fake-slack/child.ts'
import { startFakeSlack } from '../fake-slack/fake-slack.ts'
import type { Transport } from '../fake-slack/manifest.ts'
import { temporaryFolder } from '../folder.ts'
import { seed, share } from './share.ts'
import { anyDeed, channels, makeCrowd, members, sideBySide } from './slack-crowd.ts'
import { inspect, unsettled } from './slack-store.ts'

/** Half of them over each transport. */
const deeds = share(120, 20_000) / 2

/** So many calls tell whether memory grows with them. */
const enoughToTell = 1_000

/** The second is two minutes after the end of what the first can take: what was left open is looked for. */
const before = '2009-04-06T14:00:00.000Z'
const after = '2009-04-06T15:30:00.000Z'

it(`${deeds} mixed calls over each transport, two faults in a hundred, lose nothing, double nothing and, when many, leave no memory behind`, {
  timeout: 1_800_000,
}, async () => {
  await Promise.all([useAll('http', seed + 1), useAll('socket', seed + 2)])
})

async function useAll(transport: Transport, runSeed: number): Promise<void> {
  const folder = temporaryFolder()
  const clock = Date.parse(before) - Date.now()
  const slack = await startFakeSlack({
    transport,
    grant: ['channels:history'],
    members: members.map((name) => ({ name })),
    channels: channels.map((name) => ({ name })),
    now: () => Date.now() + clock,
  })
  onTestFinished(() => slack.close())
  const crowd = makeCrowd(slack)
  const first = await serve(before)
  slack.faults.randomly({
    seed: runSeed,
    rate: 0.02,
    methods: ['chat.postMessage', 'response_url', 'views.publish', 'conversations.history'],
    faults: [
      { fault: 'response-lost' },
      { fault: 'cut' },
      { fault: 'rate-limited', seconds: 1 },
      { fault: 'status', status: 503 },
      { fault: 'slow', ms: 200 },
    ],
  })
  const whole = fc.sample(anyDeed, { seed: runSeed, numRuns: deeds })
  const tenth = deeds / 10
  await sideBySide(6, whole.slice(0, tenth), crowd.act)
  const warm = residentKilobytes(first)
  await sideBySide(6, whole.slice(tenth), crowd.act)
  await crowd.redeliver()
  const worn = residentKilobytes(first)
  slack.faults.clear()
  expect(await first.stop()).toEqual({ code: 0, signal: null })
  // A tenth of a few calls warms nothing.
  if (deeds >= enoughToTell && warm !== undefined && worn !== undefined) expect(worn / warm).toBeLessThan(1.5)

  const second = await serve(after)
  await expect.poll(() => unsettled(folder, before), { timeout: 30_000 }).toEqual([])
  expect(await second.stop()).toEqual({ code: 0, signal: null })
  const held = await inspect(folder)
  crowd.assertKept(held)
  crowd.assertAnswered(crowd.questions('all'))
  expect([...held.outbox.values()].filter((state) => state !== 'sent')).toEqual([])
  expect(slack.complaints).toEqual([])

  async function serve(now: string): Promise<Child> {
    const child = await startAttache(slack, { folder, args: ['--now', now] })
    onTestFinished(async () => {
      await child.kill()
    })
    return child
  }
}

/** Where the system tells. */
function residentKilobytes({ pid }: Child): number | undefined {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return undefined
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes)
}
