import { expect, it, onTestFinished } from 'vitest'
import { startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { serveHere } from '../../fake-slack/served.ts'
import { temporaryFolder } from '../../folder.ts'

/** A day's tick is a start of the program on that day: what one life does is checked whole before the next begins. */
const rooms = ['lima-nas', 'closed', 'quiet'] as const

it('nudges through a season of changes: shared, renamed and archived channels, an owner who leaves, an outcome', {
  timeout: 60_000,
}, async () => {
  const slack = await startFakeSlack({
    transport: 'http',
    members: [{ name: 'maria' }, { name: 'john' }, { name: 'gone' }],
    channels: [{ name: 'lima-nas' }, { name: 'closed', isPrivate: true }, { name: 'quiet' }],
  })
  onTestFinished(() => slack.close())
  const folder = temporaryFolder()
  const live = async (now: string, deeds: () => Promise<void>) => {
    const env = { ATTACHE_ADMINS: slack.world.member('maria').id }
    const { stop } = await serveHere(slack, { folder, env, now: `2009-04-${now}-05:00` })
    onTestFinished(stop)
    await deeds()
    await stop()
  }
  const room = Object.fromEntries(rooms.map((name) => [name, slack.world.channel(name)]))
  const nudges = (name: string) =>
    slack
      .channelMessages(room[name]?.id ?? name)
      .filter(({ metadata }) => JSON.stringify(metadata ?? '').includes('"nudge/reply/'))
  const told = () =>
    slack
      .directMessages('maria')
      .filter(({ author }) => author === slack.botUser)
      .map((message) => JSON.stringify(message.blocks))
  const say = (channel: string, line: string, member = 'maria') =>
    slack.command(member, room[channel]?.id ?? channel, line)

  await live('06T09:00:00', async () => {
    for (const name of rooms) await say(name, '/watch peru')
    for (const name of ['closed', 'quiet']) await say(name, '/watch ceiling SBU')
    await say('closed', '/log seizure 250 kg cocaine at Callao on 5 Apr 2009')
    await say('lima-nas', '/deadline assign reply @gone')
    expect((await say('closed', '/benchmark peru 2005')).text).toContain('8,000')
  })

  await live('06T09:02:00', async () => {
    await slack.until(() => rooms.every((name) => nudges(name).length === 1), 'a notice in each channel')
    expect(slack.plain(nudges('closed')[0] ?? never())).toMatch(/^\[SBU\][\s\S]*Last logged: L-1/)
    expect(slack.plain(nudges('lima-nas')[0] ?? never())).toMatch(/^\[U\][\s\S]*Nothing is logged yet/)

    slack.share('closed')
    await slack.event({ type: 'channel_shared', channel: room.closed?.id, connected_team_id: 'TOTHER' })
    const seen = await say('closed', '/benchmark peru 2005')
    expect(seen.text).not.toContain('8,000')
    expect(seen.text).toContain('withheld')
    expect((await say('closed', '/watch ceiling SBU')).text).toContain(
      'shared with another organisation shows U only',
    )
    await slack.until(() => told().length === 1, 'whoever set the watch to be told')
    expect(told()[0]).toContain(`{"type":"channel","channel_id":"${room.closed?.id}"}`)
    expect(told()[0]).toContain('is shared with another organisation or workspace now')
    // Nobody tells of this one: it happens while the program is away.
    slack.share('quiet')
    slack.rename('lima-nas', 'lima-inl')
    slack.deactivate('gone')
  })

  await live('08T09:01:00', async () => {
    await slack.until(() => rooms.every((name) => nudges(name).length === 2), 'the step in each channel')
    for (const name of rooms) {
      const step = slack.plain(nudges(name)[1] ?? never())
      expect(step, name).toMatch(/^\[U\][\s\S]*17 days left[\s\S]*Nothing is logged yet/)
      expect(step).toMatch(/@UGONE has left the workspace: who takes it over\?[\s\S]*I Own It/)
      const notice = nudges(name)[0]?.ts.replace('.', '') ?? never()
      expect(JSON.stringify(nudges(name)[1]?.blocks)).toContain(
        `{"type":"link","url":"https://test.slack.com/archives/${room[name]?.id}/p${notice}","text":"nudged Mon 6 Apr 2009"}`,
      )
    }
    await slack.until(() => told().length === 2, 'whoever set the other watch to be told')
    expect(told()[1]).toContain(room.quiet?.id)

    slack.archive('closed')
    for (let time = 0; time < 2; time++)
      await slack.event({ type: 'group_archive', channel: room.closed?.id, user: 'UJOHN' })
    await slack.until(() => told().length === 3, 'whoever set the watch to be told of the archive')
    expect(told()[2]).toContain('cannot be posted there: the channel is archived.')

    await say('lima-nas', '/deadline done reply 09 LIMA 531')
    await say('lima-nas', '/deadline validate reply', 'john')
  })

  await live('08T09:10:00', async () => {
    await slack.until(() => nudges('quiet')[1]?.edited === true, 'the outcomes')
    await slack.until(() => nudges('lima-nas').some(({ edited }) => edited), 'the outcome')
    expect(slack.plain(nudges('lima-nas')[1] ?? never())).toMatch(
      /^\[U\] Done: Report the Government of Peru's responses to the benchmarks, due Sat 25 Apr 2009\. Evidence: 09 LIMA 531/,
    )
    expect(nudges('lima-nas').map(({ edited }) => edited)).toEqual([undefined, true])
  })
  const updates = slack.calls.filter(({ method }) => method === 'chat.update')
  expect(updates.map(({ args }) => args.ts).sort()).toEqual(
    ['lima-nas', 'quiet', 'closed'].map((name) => nudges(name)[1]?.ts).sort(),
  )
  expect(told()).toHaveLength(3)
  expect(slack.directMessages('gone')).toEqual([])
  expect(slack.complaints).toEqual([])
})

function never(): never {
  throw new Error('nothing was said')
}
