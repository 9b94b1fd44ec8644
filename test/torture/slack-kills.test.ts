import { watch } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { nudgeState, personalState } from '../../src/commands/nudge/post.ts'
import { addDays, type Instant, toInstant } from '../../src/domain/date.ts'
import { deadlineBook } from '../../src/domain/deadline-change.ts'
import { type NudgeState, planNudges } from '../../src/domain/nudge.ts'
import { shippedKnowledge } from '../desk.ts'
import { type Child, startAttache } from '../fake-slack/child.ts'
import { type FakeSlack, startFakeSlack } from '../fake-slack/fake-slack.ts'
import type { Transport } from '../fake-slack/manifest.ts'
import type { Message } from '../fake-slack/world.ts'
import { temporaryFolder } from '../folder.ts'
import { seed, share } from './share.ts'
import { anyDeed, type Crowd, channels, keyOf, makeCrowd, members, sideBySide } from './slack-crowd.ts'
import { type Held, inspect, unsettled } from './slack-store.ts'

/** In Lima. */
const opening = 'T09:00:00-05:00'
const zone = 'America/Lima'
const firstDay = '2009-04-06'
const lastDay = '2009-06-16'
const watched = 'lima-nas'

/** Kills of each store of a round: one over each transport where a channel's history may be read, one where it may not. */
const kills = { http: share(4, 7), socket: share(4, 7), blind: share(4, 6) }
const killsPerRound = kills.http + kills.socket + kills.blind
/** The stores of a round side by side: the program is mostly starting up. */
const rounds = Array.from({ length: share(12, 500) / killsPerRound }, (_, index) => index + 1)

/** What a life is given to do, the sign of life that ends it, and how long the program then stays down. */
const anyLife = fc.record({
  signs: fc.oneof(
    // Some ten of them are the store's opening and the first tick, a deed has three or four.
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }) },
    { weight: 3, arbitrary: fc.integer({ min: 10, max: 90 }) },
  ),
  daysDown: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })),
  deeds: fc.array(anyDeed, { minLength: 40, maxLength: 40 }),
  /** The deed before which Slack takes the socket away; most lives are left theirs, for it takes seconds to come back. */
  disconnect: fc.oneof(
    { weight: 7, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 10 }) },
  ),
  faultSeed: fc.nat(),
})
type Life = typeof anyLife extends fc.Arbitrary<infer Value> ? Value : never

it.for(rounds)(
  `killed ${killsPerRound} times over both transports (round %i), the program loses nothing it was told, and nudges once; where no history may be read, at most once`,
  { timeout: 300_000 },
  async (round) => {
    await Promise.all([
      torment('http', seed + 3 * round, kills.http, ['channels:history']),
      torment('socket', seed + 3 * round + 1, kills.socket, ['channels:history']),
      torment(round % 2 === 0 ? 'http' : 'socket', seed + 3 * round + 2, kills.blind, []),
    ])
  },
)

async function torment(
  transport: Transport,
  storeSeed: number,
  killed: number,
  grant: readonly string[],
): Promise<void> {
  const folder = temporaryFolder()
  const slack = await startFakeSlack({
    transport,
    grant,
    members: members.map((name) => ({ name })),
    channels: channels.map((name) => ({ name })),
  })
  onTestFinished(() => slack.close())
  const crowd = makeCrowd(slack)
  let day = firstDay
  let minute = 0
  /** Asked when the program went down for long: nobody waits for those, but they must not be answered twice. */
  const givenUp = new Set<string>()
  // Set before anything is tormented, so that the whole season is nudged.
  await liveInPeace(folder, slack, at(day, minute), async () => {
    for (const line of [
      '/watch peru',
      '/deadline assign reply @john',
      '/deadline assign report-card @ana',
      '/deadline assign report-card @rui as validator',
    ])
      await slack.command('maria', watched, line)
  })
  const lives = fc.sample(anyLife, { seed: storeSeed, numRuns: killed })
  for (const [index, life] of lives.entries()) {
    await live(folder, slack, crowd, life, at(day, minute))
    crowd.assertKept(await inspect(folder))
    crowd.assertAnswered([])
    const isLast = index === lives.length - 1
    if (isLast || life.daysDown > 0) for (const id of crowd.questions('unanswered')) givenUp.add(id)
    // Two minutes are enough for what a life left open to be looked for.
    minute += 2
    const next = addDays(day, life.daysDown)
    day = isLast || next > lastDay ? lastDay : next
  }
  const end = at(day, minute)
  await liveInPeace(folder, slack, end)
  const held = await inspect(folder)
  crowd.assertKept(held)
  const canLook = grant.length > 0
  crowd.assertAnswered(canLook ? crowd.questions('all').filter((id) => !givenUp.has(id)) : [])
  assertNudged(slack, held, end, canLook)
  expect(slack.complaints).toEqual([])
}

function at(day: string, minute: number): Instant {
  return toInstant(Date.parse(`${day}${opening}`) + minute * 60_000)
}

/** One life from its start to its violent end. */
async function live(folder: string, slack: FakeSlack, crowd: Crowd, life: Life, now: Instant): Promise<void> {
  slack.faults.randomly({
    seed: life.faultSeed,
    rate: 0.15,
    methods: ['chat.postMessage', 'response_url', 'views.publish', 'conversations.history'],
    faults: [
      { fault: 'response-lost' },
      { fault: 'failed-after', error: 'fatal_error' },
      { fault: 'cut' },
      { fault: 'rate-limited', seconds: 1 },
      { fault: 'status', status: 503 },
    ],
  })
  const child = await startAttache(slack, { folder, args: ['--now', now], unready: true })
  onTestFinished(async () => {
    await child.kill()
  })
  let signs = 0
  let isOver = false
  const ended = child.exit().then(() => {
    isOver = true
  })
  const files = watch(folder, () => {
    signs += 1
    if (signs === life.signs) void child.kill()
  })
  try {
    if (await serves(child, () => isOver)) {
      await crowd.redeliver()
      const deeds = [...life.deeds.entries()]
      await sideBySide(
        4,
        deeds,
        async ([index, deed]) => {
          if (index === life.disconnect) await disconnect(slack, ended)
          await crowd.act(deed)
        },
        () => isOver,
      )
    }
    await child.kill()
    await ended
    expect(child.stderr.filter((line) => line.includes('"unexpected"'))).toEqual([])
  } finally {
    files.close()
    slack.faults.clear()
  }
}

/** Slack asks the program to come again; acknowledgements on their way are lost, and so is what happens until it has. */
async function disconnect(slack: FakeSlack, ended: Promise<void>): Promise<void> {
  if (slack.transport !== 'socket') return
  slack.disconnect('refresh_requested')
  const back = slack.until(() => slack.connections() > 0, 'the program to come again', 15_000)
  await Promise.race([back, ended])
}

async function liveInPeace(
  folder: string,
  slack: FakeSlack,
  now: Instant,
  deed: () => Promise<void> = async () => {},
): Promise<void> {
  const child = await startAttache(slack, { folder, args: ['--now', now] })
  onTestFinished(async () => {
    await child.kill()
  })
  await deed()
  await expect.poll(() => unsettled(folder, now), { timeout: 30_000 }).toEqual([])
  expect(await child.stop()).toEqual({ code: 0, signal: null })
}

/** Until it says that it serves; false when it ended before. */
async function serves({ stdout }: Child, isOver: () => boolean): Promise<boolean> {
  while (stdout.length === 0 && !isOver()) await pause(5)
  return !isOver()
}

/**
 * Every nudge whose moment has come was claimed in one life or another, and stands once in the channel unless a later one replaced
 * it. Where the history may not be read, nobody can tell of some: those stand there once or not at all, and are doubtful.
 */
function assertNudged(
  slack: FakeSlack,
  { outbox, saidWith, watches, changes }: Held,
  end: Instant,
  canLook: boolean,
): void {
  const channel = { id: slack.world.channel(watched).id, zone, ceiling: 'U', settings: {} } as const
  const since = watches[0]?.since ?? end
  const knowledge = shippedKnowledge()
  const book = deadlineBook(knowledge.deadlines, changes)
  const state = nudgeState(knowledge, book, channel, watches, since, end)
  if (!state) throw new Error('the channel watches nothing')
  const planned = planNudges({ ...state, from: since, until: end })
  const keys = planned.map(({ key }) => key)
  expect(keys.length).toBeGreaterThan(10)
  const isClear = (key: string) => /^(?:sent|superseded)$/.test(outbox.get(key) ?? '')
  const times = (said: readonly Message[], key: string) =>
    said.map(keyOf).filter((each) => each === (saidWith.get(key) ?? key)).length
  const posted = slack.channelMessages(watched)
  for (const key of keys) {
    if (canLook || isClear(key)) {
      expect(outbox.get(key), key).toMatch(/^(?:sent|superseded)$/)
      expect(times(posted, key), key).toBe(outbox.get(key) === 'sent' ? 1 : 0)
    } else {
      expect(outbox.get(key), key).toBe('doubtful')
      expect(times(posted, key), key).toBeLessThanOrEqual(1)
    }
  }
  const claimed = [...outbox.keys()].filter((key) => key.startsWith('nudge/') && key.endsWith(channel.id))
  expect(claimed.sort()).toEqual([...keys].sort())
  assertTold(slack, { outbox, saidWith }, state, end, times)
}

/** Who owns a deadline was told directly of the last nudge of it, and of none twice: with them, the history may be read. */
function assertTold(
  slack: FakeSlack,
  { outbox, saidWith }: Pick<Held, 'outbox' | 'saidWith'>,
  state: NudgeState,
  end: Instant,
  times: (said: readonly Message[], key: string) => number,
): void {
  const owner = slack.world.member('john').id
  const personal = planNudges({ ...personalState(state, owner), from: at(firstDay, 0), until: end })
  const last = personal.findLast((nudge) => nudge.kind !== 'digest' && nudge.occurrence === 'reply')
  expect(outbox.get(last?.key ?? ''), last?.key).toBe('sent')
  for (const name of members) {
    const { id } = slack.world.member(name)
    const own = [...outbox].filter(([key]) => key.startsWith('nudge/') && key.endsWith(`/${id}`))
    for (const [key, how] of own) {
      expect(how, key).toBe('sent')
      expect(times(slack.directMessages(name), key), `${key} of ${saidWith.get(key)}`).toBe(1)
    }
  }
}
