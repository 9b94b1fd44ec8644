import type { WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { slackLogger } from './logger.ts'

/** Milliseconds that any answer of Slack's is waited for. */
export const timeout = 10_000

/** Settings of every Web API client: never the package's hundred retries without a timeout. */
export function clientOptions(apiUrl: string | undefined, log: Logger): WebClientOptions {
  return {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 1_000 },
    logger: slackLogger(log),
    allowAbsoluteUrls: false,
  }
}
