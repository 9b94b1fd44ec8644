import { setTimeout as pause } from 'node:timers/promises'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Audience } from '../commands/call.ts'
import type { Desk } from '../commands/context.ts'
import { openRecords } from '../commands/library.ts'
import type { Config, SlackTransport } from '../config.ts'
import { ConfigError } from '../config.ts'
import { type Instant, toInstant } from '../domain/date.ts'
import { tick } from '../edges/clock.ts'
import { makeSlackClient, type SlackClient } from '../edges/slack/client.ts'
import { refusedToken, whyNot } from '../edges/slack/failure.ts'
import { inspectSlack } from '../edges/slack/inspection.ts'
import { remember } from '../edges/slack/members.ts'
import type { Reach } from '../edges/slack/receiver.ts'
import { serveSlack } from '../edges/slack/serve-slack.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { listWatches } from '../store/watches.ts'
import { inspectServing } from './inspect.ts'
import { makeDesk, openStamped, realNow } from './program.ts'
import { findImageOf, openSearch } from './search-image.ts'

const tickEvery = 60_000

/** On a stop, what was begun gets this long to finish: with closing the store, well under the ten seconds that containers give. */
const drainWithin = 6_000

/** Milliseconds after a start that belong to whoever comes at once. */
const peopleFirst = 5_000

/** What serving begins with. With `from`, it runs on a rehearsal store whose clock runs on from that instant. */
interface Beginnings {
  config: Config
  slack: SlackTransport
  knowledge: Knowledge
  log: Logger
  from?: Instant | undefined
}

interface Serving extends Reach {
  /** True where a channel's history may be searched for what was posted. */
  canLook: boolean
  /** Finishes what was begun, within some seconds, and closes the store. */
  stop(): Promise<void>
}

/** Serves Slack, and says what falls due, from when it resolves; throws a `ConfigError` for what an operator can mend. */
export async function openServing({ config, slack, knowledge, log, from }: Beginnings): Promise<Serving> {
  const mode = from === undefined ? 'live' : 'rehearsal'
  const ahead = from === undefined ? 0 : Date.parse(from) - Date.now()
  const clock = () => Date.now() + ahead
  const now = () => toInstant(clock())
  const client = makeSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl, log, now })
  const identity = await introduce(client, log)
  // Not before: whoever stops the program while Slack thinks finds the file whole.
  const { store } = await openStamped(config, mode)
  const inside = { ...makeDesk(config, store.db, mode, knowledge), log }
  let lastTick: Instant | undefined
  const audience = remember<Audience>(client.readAudience, clock, {
    otherwise: 'shared',
    // Somebody may invite the app.
    fleeting: 'unseen',
    log,
    loss: 'Slack does not say whether a channel is shared; it is shown U only, and nothing is recorded from it',
  })
  // Nothing in an id tells it from a direct message between two people, whom the app cannot see.
  const ownDirect = remember(client.readDirect, clock, {
    otherwise: '',
    log,
    loss: "Slack does not say which direct message is the app's own; it is shown U only, and nothing is recorded from it",
  })
  const desk: Desk = {
    ...inside,
    findImage: findImageOf(store),
    isGuest: remember(client.readGuest, clock, {
      otherwise: true,
      log,
      loss: 'Slack does not say whether a member is a guest; they are shown U only, and record nothing',
    }),
    audience: async (channel, member) => {
      if (!channel.startsWith('D')) return audience(channel)
      return (await ownDirect(member)) === channel ? 'members' : 'unseen'
    },
    knownShared: (channel) => audience.known(channel) === 'shared',
    isIn: async (channel) => {
      const found = await client.readChannel(channel)
      return found === 'unknown' ? undefined : found.isMember
    },
    hasLeft: client.hasLeft,
    readMessage: client.readMessage,
    inspect: async () => [
      ...(await inspectServing(config, store.db, lastTick)),
      ...(await inspectSlack({
        config: slack,
        client,
        watching: [...new Set((await listWatches(store.db)).map(({ channel }) => channel))],
        log,
        now: realNow,
      })),
    ],
  }
  const edge = await serveSlack({
    config: slack,
    desk,
    client,
    tellDirect: ownDirect.tell,
    tellShared: (channel, isShared) => audience.tell(channel, isShared ? 'shared' : 'members'),
    identity,
    now,
    machineNow: Date.now,
    lastTick: () => lastTick,
  }).catch((error: unknown) => {
    throw explainPort(error, slack)
  })

  let ticking: Promise<void> = Promise.resolve()
  const runTick = () => {
    ticking = ticking
      .then(async () => {
        // While Slack refuses the token, it is asked once a minute, and nothing else.
        if (client.refused() !== undefined) await client.whoAmI().catch(() => undefined)
        await Promise.all([
          client.refused() === undefined ? tick(desk, edge.voice, now()) : undefined,
          edge.takeUp(),
        ])
        lastTick = now()
      })
      .catch((error: unknown) => log.error({ err: error }, 'a tick failed; the next makes up for it'))
  }
  runTick()
  const timer = setInterval(runTick, tickEvery)

  // After the port is open: what needs no search is answered meanwhile.
  let keepImage: (() => Promise<void>) | undefined
  const stopped = new AbortController()
  openSearch({ store, knowledge, log })
    .then(async (keep) => {
      keepImage = keep
      // Who asks sooner is answered sooner by reading what their question needs, and no more.
      await pause(peopleFirst, undefined, { ref: false, signal: stopped.signal })
      await openRecords(store.db, knowledge)
    })
    .catch((error: unknown) => {
      if (!stopped.signal.aborted)
        log.error({ err: error }, 'what is held was not read; the first question tries again')
    })

  return {
    reached: edge.reached,
    kept: edge.kept,
    canLook: identity.scopes.some((scope) => /^(channels|groups):history$/.test(scope)),
    async stop() {
      stopped.abort()
      clearInterval(timer)
      let late: NodeJS.Timeout | undefined
      await Promise.race([
        edge.stop().then(() => Promise.all([ticking, edge.drained()])),
        new Promise<void>((resolve) => {
          late = setTimeout(resolve, drainWithin)
        }),
      ])
      clearTimeout(late)
      await keepImage?.()
      await store.close()
    },
  }
}

async function introduce(client: SlackClient, log: Logger) {
  try {
    const identity = await client.whoAmI()
    log.info({ scopes: identity.scopes }, 'Slack knows the bot token')
    if (identity.lacks.length > 0)
      log.warn(`scopes are missing; install the app again from manifest/: ${identity.lacks.join(', ')}`)
    return identity
  } catch (error) {
    if (error instanceof WebAPIPlatformError) throw new ConfigError(refusedToken(error.data.error))
    throw new ConfigError(
      `Slack does not answer (${whyNot(error)}); check the network, a proxy, and SLACK_API_URL if it is set`,
    )
  }
}

/** What keeps the program from its port, as one line for the operator; any other error as it is. */
function explainPort(error: unknown, { host, port }: SlackTransport): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new ConfigError(`port ${port} on ${host} is in use; set PORT to a free one`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new ConfigError(
      `cannot listen on ${host}:${port} (${code}); set HOST and PORT to what this machine has`,
    )
  }
  return error
}
