import type { Config, SlackTransport } from '../config.ts'
import { ConfigError } from '../config.ts'
import type { Instant } from '../domain/date.ts'
import { makeLog, needKnowledge } from './program.ts'
import { explainSlack, openServing } from './serving.ts'

/** Serves Slack until it is told to stop. With `from`, on a rehearsal store whose clock runs on from that instant. */
export async function serve(config: Config, slack: SlackTransport, from?: Instant): Promise<never> {
  const log = makeLog(config.logLevel)
  // Heard from the first moment on; a second asking changes nothing.
  const asked = new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve())
    process.on('SIGINT', () => resolve())
  })
  process.on('unhandledRejection', (error) => {
    const told = explainSlack(error, slack)
    log.fatal({ err: error }, told instanceof ConfigError ? told.message : 'an unhandled rejection')
    process.exit(1)
  })
  const { canLook, stop } = await openServing({
    config,
    slack,
    knowledge: needKnowledge(config.data),
    log,
    from,
  })
  process.stdout.write(
    `Attaché serves Slack over ${slack.transport === 'socket' ? 'Socket Mode' : 'HTTP'}; health: http://${slack.host}:${slack.port}/healthz${canLook ? '' : '; without a history scope a nudge whose answer was lost is never sent again'}\n`,
  )
  await asked
  await stop()
  // A connection that hangs, or a socket that cannot come back, would hold the process for as long as it likes.
  process.exit(0)
}
