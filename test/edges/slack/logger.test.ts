import { expect, test } from 'vitest'
import { redact } from '../../../src/edges/slack/logger.ts'

test.each([
  ['token xoxb-12-34-abcDEF used', 'token xoxb-… used'],
  ['xapp-1-A0-99-deadbeef', 'xapp-…'],
  ['Authorization: Bearer abc.def-123456', 'Authorization: Bearer …'],
  ['{"token":"verification1234"}', '{"token":"…"}'],
  ['a plain sentence about tokens', 'a plain sentence about tokens'],
])('%s is logged as %s', (text, logged) => {
  expect(redact(text)).toBe(logged)
})
