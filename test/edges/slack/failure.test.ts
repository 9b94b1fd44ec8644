import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { expect, it } from 'vitest'
import { appTokenRefusal, isPassing, outcomeOf, whyNot } from '../../../src/edges/slack/failure.ts'

const now = '2009-04-06T14:00:00.000Z'
const refused = (error: string) => new WebAPIPlatformError({ ok: false, error })
const failed = (cause: unknown) => new WebAPIRequestError(new TypeError('fetch failed', { cause }))
const coded = (code: string) => Object.assign(new Error(code), { code })
const later = { later: '2009-04-06T14:00:30.000Z' }

it.each([
  ['a rate', new WebAPIRateLimitedError(90), { later: '2009-04-06T14:01:30.000Z' }],
  ['Slack away, by its own word', refused('service_unavailable'), later],
  ["an error of Slack's", refused('internal_error'), { unknown: 'internal_error' }],
  ['a grave one', refused('fatal_error'), { unknown: 'fatal_error' }],
  ['a revoked token', refused('token_revoked'), later],
  ['a missing scope', refused('missing_scope'), later],
  ['a refused connection', failed(coded('ECONNREFUSED')), later],
  ['a name that is not found', failed(new AggregateError([], 'x', { cause: coded('ENOTFOUND') })), later],
  ['an archived channel', refused('is_archived'), { refused: 'is_archived' }],
  [
    'a connection that broke',
    failed(coded('ECONNRESET')),
    { unknown: expect.stringContaining('fetch failed') },
  ],
  ['a gateway', new WebAPIHTTPError(503, 'x', {}, '<h1>upstream</h1>'), { unknown: 'HTTP 503' }],
  [
    'one that gave up waiting',
    new WebAPIHTTPError(504, 'x', { 'retry-after': '9' }),
    { unknown: 'HTTP 504' },
  ],
  [
    'a gateway that names a time',
    new WebAPIHTTPError(503, 'x', { 'retry-after': '90' }),
    { later: '2009-04-06T14:01:30.000Z' },
  ],
  [
    "a status with Slack's own word",
    new WebAPIHTTPError(503, 'x', {}, '{"ok":false,"error":"service_unavailable"}'),
    later,
  ],
  [
    "a status with Slack's own word for an error",
    new WebAPIHTTPError(500, 'x', {}, '{"ok":false,"error":"internal_error"}'),
    { unknown: 'internal_error' },
  ],
  [
    'a page in the place of an answer',
    refused('<h1>proxy</h1>'),
    { unknown: "an answer that is not Slack's" },
  ],
  ['anything else', 'odd', { unknown: 'odd' }],
])('%s means for a message: %o', (_what, error, outcome) => {
  expect(outcomeOf(error, now)).toEqual(outcome)
})

it.each([
  ['internal_error', true],
  ['token_revoked', true],
  ['missing_scope', false],
  ['channel_not_found', false],
])('%s may pass: %s', (word, passes) => {
  expect(isPassing(refused(word))).toBe(passes)
})

it.each([
  ['invalid_auth', 'invalid_auth'],
  ['token_revoked', 'token_revoked'],
  ['missing_scope', 'missing_scope'],
  ['not_allowed_token_type', 'not_allowed_token_type'],
  ['internal_error', undefined],
  ['ratelimited', undefined],
])('%s refuses an app-level token: %s', (word, refusal) => {
  expect(appTokenRefusal(refused(word))).toBe(refusal)
})

it.each([
  [refused('internal_error'), 'internal_error'],
  [failed(coded('ECONNREFUSED')), 'ECONNREFUSED'],
  [new WebAPIRequestError(new DOMException('It took too long', 'TimeoutError')), 'It took too long'],
  [new WebAPIHTTPError(503, 'x', {}), 'HTTP 503'],
  [undefined, undefined],
])('%s is told to the operator as %s', (error, words) => {
  expect(whyNot(error)).toBe(words)
})
