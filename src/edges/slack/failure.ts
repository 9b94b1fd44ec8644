import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { type Instant, toInstant } from '../../domain/date.ts'
import type { Said } from '../voice.ts'
import { isObject } from './json.ts'

/** Slack's words for "not now, and it was not done". */
const notNow = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'org_login_required',
])

/** Slack's words for an error of its own; some of what was asked may have been done before it, as its documentation says. */
const perhapsDone = new Set(['internal_error', 'fatal_error'])

/** Slack's words for a token that holds no more. */
const badToken = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'])

/** Slack's word for why it refuses the bot token; undefined for any other failure. */
export function tokenRefusal(error: unknown): string | undefined {
  const word = wordOf(error)
  return word !== undefined && badToken.has(word) ? word : undefined
}

/** Slack's words for an app-level token that opens no socket, however often it is tried. */
const badAppToken = new Set([
  ...badToken,
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'user_removed_from_team',
  'team_disabled',
])

/** Slack's word for why it refuses the app-level token; undefined for any other failure. */
export function appTokenRefusal(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError && badAppToken.has(error.data.error)
    ? error.data.error
    : undefined
}

/** Why a call failed, in few words for the operator; undefined when nobody said. */
export function whyNot(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`
  if (error instanceof WebAPIRequestError) return codeOf(error.original) || error.original.message
  return error instanceof Error ? error.message : undefined
}

/** The request never left this machine, so nothing was done. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Seconds until what was certainly not done is tried again. */
const again = 30

/** What a failed call means for its message: what an operator can mend is not given up. */
export function outcomeOf(error: unknown, now: Instant): Said {
  const later = (seconds: number): Said => ({ later: toInstant(Date.parse(now) + seconds * 1000) })
  if (error instanceof WebAPIRateLimitedError) return later(error.retryAfter)
  const word = wordOf(error)
  if (word !== undefined) {
    if (perhapsDone.has(word)) return { unknown: word }
    return notNow.has(word) || mendingOf(error) !== undefined ? later(again) : { refused: word }
  }
  if (error instanceof WebAPIRequestError && unsent.has(codeOf(error.original))) return later(again)
  if (error instanceof WebAPIHTTPError) {
    const wait = Number.parseInt(error.headers['retry-after'] ?? '', 10)
    // Who names a time took nothing in; any other 5xx may be a gateway's, after Slack did the work.
    return error.statusCode === 503 && wait >= 0 ? later(wait) : { unknown: `HTTP ${error.statusCode}` }
  }
  if (error instanceof WebAPIPlatformError) return { unknown: "an answer that is not Slack's" }
  return { unknown: error instanceof Error ? error.message : String(error) }
}

/** Slack's word for a failure, whatever the status; undefined where it was not Slack who answered. */
function wordOf(error: unknown): string | undefined {
  const told =
    error instanceof WebAPIPlatformError
      ? error.data
      : error instanceof WebAPIHTTPError && isObject(error.body)
        ? error.body
        : {}
  // The client gives a page that is no JSON as if it were Slack's word.
  return told.ok === false && typeof told.error === 'string' && /^[a-z0-9_]+$/.test(told.error)
    ? told.error
    : undefined
}

/** What an operator is to do about a token or an installation that Slack refuses; undefined for any other failure. */
export function mendingOf(error: unknown): string | undefined {
  const refused = tokenRefusal(error)
  if (refused !== undefined) return refusedToken(refused)
  return wordOf(error) === 'missing_scope'
    ? 'Slack says that a scope is missing (missing_scope); install the app again from manifest/'
    : undefined
}

export function refusedToken(why: string): string {
  return `Slack refuses SLACK_BOT_TOKEN (${why}); copy the Bot User OAuth Token again from the app's "OAuth & Permissions" page`
}

export function refusedAppToken(why: string): string {
  return `Slack refuses SLACK_APP_TOKEN (${why}); make an app-level token with connections:write`
}

/** Whether asking again may go better: Slack did not answer, or will not with this token. */
export function isPassing(error: unknown): boolean {
  const word = wordOf(error)
  return word === undefined || [notNow, perhapsDone, badToken].some((words) => words.has(word))
}

/** Slack's words for a message that was deleted. */
export function isNotThere(error: unknown): boolean {
  return /^(?:thread|message)_not_found$/.test(wordOf(error) ?? '')
}

/** A response address took no message. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError'
  readonly status: number
  /** Slack's word for it. */
  readonly word: string

  constructor(status: number, body: string) {
    const [word = ''] = /[a-z]+(?:_[a-z]+)+/.exec(body) ?? []
    super(`A response address answered HTTP ${status} ${word}`.trimEnd())
    this.status = status
    this.word = word
  }
}

/** Slack's words for what a message or a view may not hold. */
const badContent = /^(?:invalid_blocks|msg_blocks_too_long|invalid_arguments|view_too_large)/

/** What Slack has against what a message or a view holds: its word, and the places, which tell no text. Undefined for any other failure. */
export function contentRefusal(error: unknown): string[] | undefined {
  if (error instanceof ResponseError) return error.status === 400 ? [error.word] : undefined
  if (!(error instanceof WebAPIPlatformError) || !badContent.test(error.data.error)) return undefined
  return [error.data.error, ...(error.data.response_metadata?.messages ?? [])]
}

/** The system's name for what went wrong: fetch hides it in the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? code : codeOf(error.cause)
}
