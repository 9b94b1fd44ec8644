import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { attention, broken, type Check, ok } from '../../commands/check.ts'
import type { SlackTransport } from '../../config.ts'
import type { Instant } from '../../domain/date.ts'
import type { SlackClient } from './client.ts'
import { clientOptions } from './client-options.ts'
import { mendingOf, refusedAppToken } from './failure.ts'
import { briefTimeout } from './standings.ts'

/** Seconds by which clocks may differ; requests over HTTP are refused at 300. */
const skewSeen = 30
const skewRefused = 240

interface Inspection {
  config: SlackTransport
  client: SlackClient
  /** The channels that watch a country. */
  watching: readonly string[]
  log: Logger
  now(): Instant
}

/** What Slack says of the keys, the scopes, the clock and the watched channels. Reads only; never throws. */
export async function inspectSlack({ config, client, watching, log, now }: Inspection): Promise<Check[]> {
  const token = await inspectToken(client)
  if (token.some(({ state }) => state === 'broken')) return token
  return [
    ...token,
    await inspectAppToken(config, log),
    await inspectClock(config, client, now),
    ...(await inspectChannels(client, watching)),
  ]
}

async function inspectToken(client: SlackClient): Promise<Check[]> {
  try {
    const { lacks } = await client.whoAmI()
    return [
      ok('bot token', 'Slack knows it'),
      lacks.length === 0
        ? ok('scopes', 'all that are needed are granted')
        : attention(
            'scopes',
            `missing: ${lacks.join(', ')}`,
            'paste manifest/ again under "App Manifest", and install the app again',
          ),
    ]
  } catch (error) {
    const mend = mendingOf(error)
    return [
      mend === undefined
        ? broken(
            'Slack',
            `it does not answer (${error instanceof Error ? error.message : String(error)})`,
            'check the network, a proxy, and SLACK_API_URL if it is set',
          )
        : broken('bot token', 'Slack refuses it', mend),
    ]
  }
}

async function inspectAppToken(config: SlackTransport, log: Logger): Promise<Check> {
  if (config.transport === 'http')
    return ok('signing secret', "is set; whether it is the app's own shows at the first request")
  const why = await refusesAppToken(config.appToken, config.apiUrl, log)
  return why === undefined
    ? ok('app token', 'Slack knows it')
    : broken('app token', `Slack refuses it (${why})`, refusedAppToken(why))
}

async function inspectClock(
  { transport }: SlackTransport,
  client: SlackClient,
  now: () => Instant,
): Promise<Check> {
  const theirs = await client.readClock()
  if (theirs === undefined) return attention('clock skew', 'Slack did not say what time it is', 'try again')
  const skew = Math.round((Date.parse(theirs) - Date.parse(now())) / 1000)
  const says = `this machine is ${Math.abs(skew)} s ${skew > 0 ? 'behind' : 'ahead of'} Slack`
  const mend = 'set the clock by NTP: timedatectl set-ntp true'
  if (Math.abs(skew) < skewSeen) return ok('clock skew', says)
  return transport === 'http' && Math.abs(skew) > skewRefused
    ? broken('clock skew', `${says}; its requests are refused`, mend)
    : attention('clock skew', says, mend)
}

async function inspectChannels(client: SlackClient, watching: readonly string[]): Promise<Check[]> {
  const channels = watching.filter((id) => /^[CG]/.test(id))
  const checks: Check[] = []
  for (const id of channels) {
    const found = await client.readChannel(id)
    if (found === 'unknown')
      checks.push(
        attention(
          `channel ${id}`,
          'Slack does not say how it stands',
          'see whether it still exists, and invite the app: /invite @attache',
        ),
      )
    else if (found.isArchived)
      checks.push(
        attention(
          `channel ${id}`,
          'it watches a country and is archived',
          'let another channel watch: /watch',
        ),
      )
    else if (!found.isMember)
      checks.push(
        broken(
          `channel ${id}`,
          'it watches a country, and the app is not in it: no nudge comes',
          '/invite @attache there',
        ),
      )
  }
  const well = channels.length - checks.length
  return well === 0 ? checks : [ok('channels', `in ${well} that watch a country`), ...checks]
}

/** Slack's word for why it refuses an app-level token; undefined when it does not. */
async function refusesAppToken(
  token: string,
  apiUrl: string | undefined,
  log: Logger,
): Promise<string | undefined> {
  try {
    await new WebClient(token, {
      ...clientOptions(apiUrl, log),
      timeout: briefTimeout,
    }).apps.connections.open()
    return undefined
  } catch (error) {
    return error instanceof WebAPIPlatformError ? error.data.error : 'no answer'
  }
}
