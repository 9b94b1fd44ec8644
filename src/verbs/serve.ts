import type { Config, SlackTransport } from '../config.ts'
import type { Instant } from '../domain/date.ts'
import { makeLog, needKnowledge } from './program.ts'
import { report } from './report.ts'
import { openServing } from './serving.ts'

/** Serves Slack until it is told to stop. With `from`, on a rehearsal store whose clock runs on from that instant. */
export async function serve(config: Config, slack: SlackTransport, from?: Instant): Promise<never> {
  // Heard from the first moment on; a second asking changes nothing.
  const asked = new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve())
    process.on('SIGINT', () => resolve())
  })
  const code = await serveUntil(asked, config, slack, from).then(() => 0, report)
  // A connection that hangs, or a call that Slack does not answer, would hold the process for as long as it likes.
  process.exit(code)
}

async function serveUntil(
  asked: Promise<void>,
  config: Config,
  slack: SlackTransport,
  from: Instant | undefined,
): Promise<void> {
  const log = makeLog(config.logLevel)
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'an unhandled rejection')
    process.exit(1)
  })
  const opening = openServing({ config, slack, knowledge: needKnowledge(config.data), log, from })
  const serving = await Promise.race([opening, asked])
  // Told to stop before it served anybody: nothing was begun.
  if (!serving) return
  const { canLook, reached, kept, stop } = serving
  void reached.then(() => {
    process.stdout.write(
      `Attaché serves Slack over ${slack.transport === 'socket' ? 'Socket Mode' : 'HTTP'}; health: http://${slack.host}:${slack.port}/healthz${canLook ? '' : '; without a history scope a nudge whose answer was lost is never sent again'}\n`,
    )
  })
  await Promise.race([asked, kept]).finally(stop)
}
