import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startAttache } from '../fake-slack/child.ts'
import { startFakeSlack } from '../fake-slack/fake-slack.ts'
import { temporaryFolder } from '../folder.ts'
import { share } from './share.ts'

/** They take their time: the program waits for what hangs as long as it waits for anything. */
const isSoak = share(0, 1) === 1

it.runIf(isSoak)('says within ten seconds that Slack takes connections and is silent', async () => {
  const slack = await startFakeSlack({ transport: 'http' })
  onTestFinished(() => slack.close())
  const silent = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    silent.close()
  })
  await once(silent, 'listening')
  const env = { SLACK_API_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/` }
  const begun = performance.now()
  const child = await startAttache(slack, { folder: temporaryFolder(), env, unready: true })
  expect((await child.exit()).code).toBe(1)
  expect(performance.now() - begun).toBeLessThan(14_000)
  expect(child.stderr.filter((line) => line.startsWith('attache: '))).toEqual([
    expect.stringMatching(/^attache: Slack does not answer \(.*timeout.*\); check the network/),
  ])
})

it.runIf(isSoak)('answers while Slack hangs, and says once what Slack kept hanging', async () => {
  const slack = await startFakeSlack({ transport: 'http' })
  onTestFinished(() => slack.close())
  const folder = temporaryFolder()
  const start = async (now: string) => {
    const child = await startAttache(slack, { folder, args: ['--now', now] })
    onTestFinished(async () => {
      await child.kill()
    })
    return child
  }
  const child = await start('2009-04-06T09:00:00-05:00')
  slack.faults.next('chat.postMessage', { fault: 'slow', ms: 12_000 })
  await slack.directMessage('maria', 'deadline reply', { expect: 'ack' })
  const seen = await slack.command('maria', 'lima-nas', '/deadline reply')
  expect(seen.text).toContain('Sat 25 Apr 2009')
  const answers = () => slack.directMessages('maria').filter(({ author }) => author === slack.botUser)
  await slack.until(() => answers().length > 0, 'what hung', 20_000)
  expect(await child.stop()).toEqual({ code: 0, signal: null })
  const next = await start('2009-04-06T09:05:00-05:00')
  expect((await slack.directMessage('maria', 'deadline determination')).text).toContain('15 Sep 2009')
  expect(await next.stop()).toEqual({ code: 0, signal: null })
  expect(answers()).toHaveLength(2)
})
