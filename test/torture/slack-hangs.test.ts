import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
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

it.runIf(isSoak)('opens another socket when one is taken and never says hello', async () => {
  const slack = await startFakeSlack({ transport: 'socket' })
  onTestFinished(() => slack.close())
  const silent = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    silent.close()
  })
  await once(silent, 'listening')
  let opened = 0
  // A proxy: it passes calls on, and of the first socket tells an address where nobody speaks.
  const proxy = createHttpServer(async (request, response) => {
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(new URL(request.url ?? '', slack.apiUrl), {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: Buffer.concat(await request.toArray()),
    })
    const said = (await answer.json()) as { url?: string }
    if (request.url?.endsWith('apps.connections.open')) {
      opened += 1
      if (opened === 1) said.url = `ws://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    }
    const scopes = answer.headers.get('x-oauth-scopes') ?? ''
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes })
    response.end(JSON.stringify(said))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    proxy.close()
  })
  await once(proxy, 'listening')
  const env = { SLACK_API_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/` }
  const child = await startAttache(slack, { folder: temporaryFolder(), env, deadline: 60_000 })
  onTestFinished(async () => {
    await child.kill()
  })
  expect(opened).toBe(2)
  expect(child.stderr.filter((line) => line.includes('Socket Mode cannot be opened'))).toEqual([
    expect.stringContaining('the connection ended before Slack said hello'),
  ])
  expect(await child.stop()).toEqual({ code: 0, signal: null })
})
