import { setTimeout as pause } from 'node:timers/promises'
import type bolt from '@slack/bolt'
import { WebAPIRateLimitedError } from '@slack/web-api'
import type { Logger } from 'pino'
import { ConfigError } from '../../config.ts'
import { appTokenRefusal, refusedAppToken, whyNot } from './failure.ts'

/** Milliseconds until Slack must have said hello: a proxy may take the connection and keep silent. */
const helloWithin = 20_000

/** Milliseconds before a connection is opened anew; twice as long after each failure. */
const shortestPause = 500
const longestPause = 30_000

export interface KeptSocket {
  state(): 'connecting' | 'connected' | 'reconnecting'
  /** Slack has said hello for the first time. */
  reached: Promise<void>
  /** Rejects with a `ConfigError` when Slack refuses the app-level token: no further attempt would go better. */
  kept: Promise<void>
  stop(): Promise<void>
}

/**
 * Opens Socket Mode, and opens it anew whenever it has ended. The receiver must not do so itself: its client ends the
 * program at an answer of 503, or is silent for as long as Slack is away.
 */
export function keepOpen(receiver: bolt.SocketModeReceiver, log: Logger): KeptSocket {
  const { client } = receiver
  const stopped = new AbortController()
  let state: ReturnType<KeptSocket['state']> = 'connecting'
  let failures = 0

  /** One connection, from opening it to its end. */
  async function connect(): Promise<void> {
    const late = setTimeout(() => void receiver.stop(), helloWithin)
    await receiver.start().finally(() => clearTimeout(late))
    if (stopped.signal.aborted) return receiver.stop()
    state = 'connected'
    if (failures > 0) log.info('Socket Mode is open')
    failures = 0
    await new Promise<void>((resolve) => client.once('disconnected', resolve))
    state = 'reconnecting'
  }

  /** Warns of the first failure of many; gives up where an operator has to mend something. Gives the pause Slack asks for. */
  function takeIn(error: unknown): number {
    const refusal = appTokenRefusal(error)
    if (refusal !== undefined) throw new ConfigError(refusedAppToken(refusal))
    if (failures === 0 && !stopped.signal.aborted)
      log.warn(
        `Socket Mode cannot be opened (${whyNot(error) ?? 'the connection ended before Slack said hello'}): until it is, nothing reaches Attaché from Slack; nudges go on, and it is tried again and again`,
      )
    failures += 1
    return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : 0
  }

  async function keep(): Promise<void> {
    while (!stopped.signal.aborted) {
      const asked = await connect().then(() => 0, takeIn)
      await pause(Math.max(asked, pauseAfter(failures)), undefined, { signal: stopped.signal }).catch(
        () => undefined,
      )
    }
  }

  const reached = new Promise<void>((resolve) => client.once('connected', () => resolve()))
  const kept = keep()
  // Whoever serves hears of it.
  kept.catch(() => undefined)
  return {
    state: () => state,
    reached,
    kept,
    async stop() {
      stopped.abort()
      await receiver.stop()
    },
  }
}

/** Drawn by lot, so that not all who lost Slack at once come back at once. */
function pauseAfter(failures: number): number {
  return Math.min(shortestPause * 2 ** failures, longestPause) * (0.5 + Math.random() / 2)
}
