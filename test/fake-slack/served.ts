import { resolve } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { toInstant } from '../../src/domain/date.ts'
import { openServing } from '../../src/verbs/serving.ts'
import { shippedKnowledge } from '../desk.ts'
import { type Child, freePort, settingsFor } from './child.ts'
import type { FakeSlack } from './fake-slack.ts'

/** `stderr` has what it logs. */
export type Served = Pick<Child, 'url' | 'stderr'> & { stop(): Promise<void> }

/**
 * Serves a fake Slack as `startAttache` does, over the same wire, but in this process: a tenth of the time, where neither a
 * signal nor an exit is what is tested. Live without `now`. Resolves once it can be reached.
 */
export async function serveHere(
  slack: FakeSlack,
  { folder, now, env }: { folder: string; now?: string; env?: Record<string, string> },
): Promise<Served> {
  const settings = { ...settingsFor(slack, { folder, port: await freePort() }), ...env }
  const config = readConfig(settings, resolve('.'))
  if (config.slack.transport === 'none') throw new Error('these settings name no Slack')
  const url = `http://127.0.0.1:${settings.PORT}`
  if (slack.transport === 'http') slack.deliverTo(url)
  const stderr: string[] = []
  const write = (line: string) => void stderr.push(line.trimEnd())
  const { stop } = await openServing({
    config,
    slack: config.slack,
    knowledge: shippedKnowledge(),
    log: pino({ level: config.logLevel, base: null }, { write }),
    from: now === undefined ? undefined : toInstant(Date.parse(now)),
  })
  if (slack.transport === 'socket')
    await slack.until(() => slack.connections() > 0, 'the socket to be opened', 30_000)
  let stopped: Promise<void> | undefined
  return {
    url,
    stderr,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
