import type { Logger as SlackLogger } from '@slack/bolt'
import { LogLevel } from '@slack/web-api'
import type { Logger } from 'pino'

/**
 * What Slack's packages log, into our log. At info and above they may name payloads, so only their warnings and errors
 * pass, without tokens; their debug output holds message text, and passes at trace.
 */
export function slackLogger(log: Logger): SlackLogger {
  const say =
    (level: 'trace' | 'debug' | 'warn' | 'error') =>
    (...words: unknown[]) => {
      // Each answer passes here whole, more than once, at a level that is mostly off.
      if (log.isLevelEnabled(level)) log[level](redact(words.map(String).join(' ')))
    }
  return {
    debug: say('trace'),
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => (log.isLevelEnabled('trace') ? LogLevel.DEBUG : LogLevel.INFO),
    setName: () => undefined,
  }
}

/** Tokens, wherever they stand. */
export function redact(text: string): string {
  return text
    .replace(/\b(xox[a-z]|xapp|xwfp)-[\w-]+/g, '$1-…')
    .replace(/\b(Bearer|token)([ =:"']+)[\w.-]{8,}/gi, '$1$2…')
}
