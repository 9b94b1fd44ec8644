import { expect, it } from 'vitest'
import { makeSlackClient } from '../../../src/edges/slack/client.ts'
import { keepHomes } from '../../../src/edges/slack/home.ts'
import { openDesk, start, type } from '../../desk.ts'
import { fakeSlack } from '../../fake-slack/bare-app.ts'

it('makes one update of what happens while a Home is being published, however much it is', async () => {
  const slack = await fakeSlack()
  const desk = await openDesk()
  const { botToken: token, apiUrl } = slack
  let asked = 0
  const now = () => {
    asked += 1
    return start
  }
  const client = makeSlackClient({ token, apiUrl, log: desk.log, now: () => start })
  const homes = keepHomes({ desk, client, now })
  await homes.open('UMARIA')
  slack.faults.next('views.publish', { fault: 'slow', ms: 50 })
  const follow = () => homes.follow({ command: 'log', text: '', member: 'UMARIA', channel: 'CLIMANAS' })
  const deeds = 40
  asked = 0
  await type(desk, '/log seizure 5 kg cocaine at Callao', { member: 'UMARIA', channel: 'CLIMANAS' })
  const first = follow()
  await slack.until(() => slack.calls.length > 1, 'the first update to be under way')
  await type(desk, '/log seizure 7 kg cocaine at Callao', { member: 'UMARIA', channel: 'CLIMANAS' })
  await Promise.all([first, ...Array.from({ length: deeds }, follow)])
  // Each deed asks whether the Home is looked at, and each update what time it is.
  expect(asked).toBeLessThan(deeds + 6)
  expect(JSON.stringify(slack.home('maria'))).toContain('seizure 7 kg')
})
