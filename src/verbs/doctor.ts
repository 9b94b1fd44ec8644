import { broken, type Check, ok } from '../commands/check.ts'
import { type Config, ConfigError, type SlackTransport } from '../config.ts'
import { readStore, StoreError } from '../store/open.ts'
import { listWatches } from '../store/watches.ts'
import { inspectHere, inspectRunning } from './inspect.ts'
import { makeLog, programVersion, readSettings, realNow, UsageError } from './program.ts'

/** Says of each part whether it is well and what to do about it. Changes nothing. Exit 1 when anything is broken. */
export async function runVerb(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError('doctor takes nothing: attache doctor')
  const checks = await inspectAll()
  const width = Math.max(...checks.map(({ what }) => what.length))
  for (const { state, what, says, mend } of checks) {
    process.stdout.write(`${state.padEnd(9)}  ${what.padEnd(width)}  ${says}\n`)
    if (mend !== undefined) process.stdout.write(`${' '.repeat(13 + width)}${mend}\n`)
  }
  return checks.some(({ state }) => state === 'broken') ? 1 : 0
}

async function inspectAll(): Promise<Check[]> {
  const program = ok('program', `attache ${programVersion()}, Node ${process.versions.node}`)
  try {
    const config = readSettings()
    const { slack } = config
    const here = [program, ok('settings', 'all are well formed'), ...(await inspectHere(config))]
    if (slack.transport === 'none') return [...here, ok('Slack', 'no keys are set: the program rehearses')]
    return [...here, ...(await inspectRunning(slack)), ...(await askSlack(config, slack))]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [program, broken('settings', error.message.split('\n').join('; '), '.env.example lists them all')]
  }
}

/** Slack's packages are loaded only where there are keys. */
async function askSlack({ database }: Config, slack: SlackTransport): Promise<Check[]> {
  const { makeSlackClient } = await import('../edges/slack/client.ts')
  const { inspectSlack } = await import('../edges/slack/inspection.ts')
  const log = makeLog('silent')
  const client = makeSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl, log, now: realNow })
  return inspectSlack({ config: slack, client, watching: await watchingIn(database), log, now: realNow })
}

/** None where the store cannot be read, which is told of the database itself. */
async function watchingIn(path: string): Promise<string[]> {
  try {
    const store = readStore(path)
    try {
      if (store.isOlder) return []
      return [...new Set((await listWatches(store.db)).map(({ channel }) => channel))]
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}
