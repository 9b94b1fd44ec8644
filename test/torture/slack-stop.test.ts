import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startAttache } from '../fake-slack/child.ts'
import { startFakeSlack } from '../fake-slack/fake-slack.ts'
import type { Transport } from '../fake-slack/manifest.ts'
import { temporaryFolder } from '../folder.ts'
import { share } from './share.ts'

/** They take their time: the program waits for what hangs as long as it waits for anything. */
const isSoak = share(0, 1) === 1

it.runIf(isSoak)('ends when it is told to while Slack is away', { timeout: 30_000 }, async () => {
  const { slack, child } = await serve('socket')
  await slack.close()
  // It has noticed, and knocks again and again, in silence.
  await expect
    .poll(() => child.stderr.filter((line) => line.includes('Socket Mode cannot')).length, {
      timeout: 15_000,
    })
    .toBe(1)
  expect(await child.stop()).toEqual({ code: 0, signal: null })
})

it.runIf(isSoak)('ends when it is told to while a request hangs half sent', { timeout: 30_000 }, async () => {
  const { slack, child } = await serve('http')
  const connection = connect(Number(new URL(child.url).port), '127.0.0.1')
  connection.on('error', () => undefined)
  await once(connection, 'connect')
  connection.write('POST /slack/events HTTP/1.1\r\nhost: attache\r\ncontent-length: 100\r\n\r\nhalf')
  // A later request is answered: the half one has arrived.
  await slack.command('maria', 'lima-nas', '/deadline reply')
  expect(await child.stop()).toEqual({ code: 0, signal: null })
  await slack.close()
})

async function serve(transport: Transport) {
  const slack = await startFakeSlack({ transport })
  const child = await startAttache(slack, { folder: temporaryFolder() })
  onTestFinished(async () => {
    await child.kill()
  })
  return { slack, child }
}
