import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { type Child, startAttache } from '../fake-slack/child.ts'
import { startFakeSlack } from '../fake-slack/fake-slack.ts'
import type { Transport } from '../fake-slack/manifest.ts'
import { temporaryFolder } from '../folder.ts'
import { type Memory, measurable, measureMemory } from './memory.ts'
import { seed, share } from './share.ts'
import { anyDeed, channels, makeCrowd, members, sideBySide } from './slack-crowd.ts'
import { inspect, unsettled } from './slack-store.ts'

/** Half of them over each transport. */
const deeds = share(120, 20_000) / 2

/** So many calls tell whether memory grows with them; they take minutes. */
const areMany = deeds >= 1_000

/** The second is two minutes after the end of what the first can take: what was left open is looked for. */
const before = '2009-04-06T14:00:00.000Z'
const after = '2009-04-06T15:30:00.000Z'

/** Side by side when they are few; when they are many, each transport has the machine to itself. */
const runs: { over: Transport[] }[] = areMany
  ? [{ over: ['http'] }, { over: ['socket'] }]
  : [{ over: ['http', 'socket'] }]

it.for(runs)(
  `${deeds} mixed calls over $over, two faults in a hundred, lose nothing, double nothing and, when many, leave no memory behind`,
  { timeout: 3_600_000 },
  async ({ over }, { annotate }) => {
    const tell: Tell = async (transport, calls, { heap, buffers, resident, peak }) => {
      await annotate(
        `${transport}, ${calls} calls: heap ${heap} MB, buffers ${buffers} MB, resident ${resident} MB, at most ${peak} MB`,
      )
    }
    await Promise.all(over.map((transport, index) => useAll(transport, seed + 1 + index, tell)))
  },
)

type Tell = (transport: Transport, calls: number, memory: Memory) => Promise<void>

async function useAll(transport: Transport, runSeed: number, tell: Tell): Promise<void> {
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
      { fault: 'failed-after', error: 'internal_error' },
      { fault: 'cut' },
      { fault: 'rate-limited', seconds: 1 },
      { fault: 'status', status: 503 },
      { fault: 'slow', ms: 200 },
    ],
  })
  const whole = fc.sample(anyDeed, { seed: runSeed, numRuns: deeds })
  const tenth = deeds / 10
  const untilConnected = () =>
    slack.until(() => transport === 'http' || slack.connections() > 0, 'the program to come', 60_000)
  const marks: Memory[] = []
  for (let done = 0; done < deeds; done += tenth) {
    await sideBySide(6, whole.slice(done, done + tenth), async (deed) => {
      // What is done while no socket is connected reaches nobody, and tires nothing.
      await untilConnected()
      await crowd.act(deed)
    })
    if (!areMany) continue
    const memory = await measureMemory(first)
    marks.push(memory)
    await tell(transport, done + tenth, memory)
  }
  // A busy machine's acknowledgements come late, and its socket may be gone for a moment: Slack tries again, too.
  do await untilConnected()
  while ((await crowd.redeliver()) > 0)
  slack.faults.clear()
  expect(await first.stop()).toEqual({ code: 0, signal: null })
  assertFlat(marks)
  if (areMany) expect(crowd.unheard() / deeds, 'the share of calls that reached nobody').toBeLessThan(0.05)

  const second = await serve(after)
  // What a first tick cannot settle the next one does, a minute later.
  await expect.poll(() => unsettled(folder, before), { timeout: 150_000 }).toEqual([])
  expect(await second.stop()).toEqual({ code: 0, signal: null })
  const held = await inspect(folder)
  crowd.assertKept(held)
  crowd.assertAnswered(crowd.questions('all'))
  expect([...held.outbox.values()].filter((state) => state !== 'sent')).toEqual([])
  expect(slack.complaints).toEqual([])

  async function serve(now: string): Promise<Child> {
    const env = areMany ? measurable : {}
    const child = await startAttache(slack, { folder, args: ['--now', now], env })
    onTestFinished(async () => {
      await child.kill()
    })
    return child
  }
}

/**
 * Nothing is held of a call that is over. Judged by what is left after a collection: V8 puts collections off while there is room,
 * so that the resident size between two of them tells of the machine's memory, not of the program's. The first mark is when
 * everything has been used and compiled once.
 */
function assertFlat(marks: readonly Memory[]): void {
  const [warm, ...later] = marks
  const worn = later.at(-1)
  if (!warm || !worn) return
  // The entries of a cycle that is asked about are held until the next change: that allows for them, and for no payload.
  const held = 4 + (deeds * 2) / 1_024
  expect(worn.heap - warm.heap, 'MB of heap more').toBeLessThan(held)
  expect(worn.buffers - warm.buffers, 'MB of buffers more').toBeLessThan(4)
  if (warm.resident !== undefined && worn.resident !== undefined)
    expect(worn.resident / warm.resident, 'resident').toBeLessThan(1.5)
  // What a small machine has to give.
  if (worn.peak !== undefined) expect(worn.peak, 'MB resident at most').toBeLessThan(512)
}
