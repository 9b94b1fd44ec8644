import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import { stampMode } from '../../../src/store/settings.ts'
import { SqliteFile } from '../../../src/store/sqlite-file.ts'
import { setWatch } from '../../../src/store/watches.ts'
import { type Child, freePort, startAttache } from '../../fake-slack/child.ts'
import { type FakeSlack, startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { withControl } from '../../fake-slack/payloads.ts'
import { type Served, serveHere } from '../../fake-slack/served.ts'
import { makeFolder, temporaryFolder } from '../../folder.ts'
import { runHere } from '../../verbs/attache.ts'

/** The built program, served by a fake Slack over each transport; what people see is read as they would. */
const start = '2009-04-06T09:00:00-05:00'

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  let slack: FakeSlack
  let attache: Child
  let folder: string

  beforeAll(async () => {
    folder = makeFolder()
    const channels = [
      { name: 'lima-nas' },
      { name: 'shared', isShared: true },
      { name: 'outside', bot: false },
    ]
    slack = await startFakeSlack({ transport, channels })
    attache = await startAttache(slack, { folder, args: ['--now', start] })
  })

  afterEach(() => {
    expect(slack.complaints).toEqual([])
  })

  afterAll(async () => {
    await attache.stop()
    await slack.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers a lookup privately, in the acknowledgement, and shares it at a press', async () => {
    const seen = await slack.command('maria', 'lima-nas', '/benchmark PE-CC-1')
    expect(seen.ack.body).toBeDefined()
    const [answer] = seen.ephemerals
    expect(seen.text).toContain('FY2010/PE-CC-1')
    expect(seen.text).toContain('09 STATE 32018 ¶9(C) Chemical Control 1 (printed 19)')
    const shared = await slack.press('maria', answer ?? never(), 'Share')
    expect(shared.messages).toHaveLength(1)
    expect(shared.text).toContain('FY2010/PE-CC-1')
    expect(shared.text).toContain('Shared by')
  })

  it.each(['U'.repeat(40_000), '', null, '<!channel>'])(
    'passes over a command of nobody: %.10s',
    async (user) => {
      const { delivery } = slack.payloads.command('maria', 'lima-nas', '/benchmark PE-CC-1')
      const ack = await slack.deliver({ ...delivery, payload: { ...delivery.payload, user_id: user } })
      expect(ack).toMatchObject({ status: 200, body: undefined })
      await slack.until(
        () => attache.stderr.some((line) => /passed over/.test(line)),
        'the operator to be told',
      )
    },
  )

  it('says a recorded entry in the channel, and lets a void take the place of its buttons, once', async () => {
    const recorded = await slack.command('maria', 'lima-nas', '/log seizure 250 kg cocaine at Callao')
    const [message] = recorded.messages
    expect(recorded.text).toMatch(/Recorded L-\d+/)
    const voided = await slack.press('maria', message ?? never(), 'Void')
    expect(voided.updated).toHaveLength(1)
    expect(voided.text).toMatch(/Voided L-\d+/)
    expect(JSON.stringify(voided.updated[0]?.blocks)).not.toContain('"actions"')
    const again = await slack.press('maria', message ?? never(), 'Void', { stale: true })
    expect(again.text).toMatch(/is void already/)
  })

  it('takes a baseline, opens a card’s figure to its entry, freezes the card and compares it, by buttons', async () => {
    const say = (line: string) => slack.command('maria', 'lima-nas', line)
    const found = await say(
      '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because the table of the year',
    )
    expect(found.text).toMatch(/Recorded F-\d+.*not assessable: FY2008 value missing.*→/s)
    await say('/log seizure 9,000 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 501')
    const card = await say('/reportcard peru')
    const figure = await slack.press('maria', card.ephemerals[0] ?? never(), 'PE-IL-3b')
    expect(figure.text).toMatch(/9,000 kg ÷ 13,200 kg = 68\.1 %.*L-\d+ \(U\) seizure 9,000 kg cocaine/s)
    const frozen = await say('/reportcard peru freeze')
    const [message] = frozen.messages
    expect(frozen.text).toMatch(/Froze C-\d+/)
    const compared = await slack.press('maria', message ?? never(), 'Compare')
    expect(compared.text).toContain('Nothing was changed: it is the same card.')
  })

  it('gives two who press at once one effect and two true answers', async () => {
    const recorded = await slack.command('maria', 'lima-nas', '/log seizure 9 kg cocaine at Callao')
    const [message] = recorded.messages
    const [one, two] = await Promise.all([
      slack.press('maria', message ?? never(), 'Void', { stale: true }),
      slack.press('maria', message ?? never(), 'Void', { stale: true }),
    ])
    const said = [one.text, two.text].join('\n')
    expect(said.match(/Voided L-\d+/g)).toHaveLength(1)
    expect(said).toMatch(/is void already/)
  })

  it('takes every command as /attache too, and answers one it does not know', async () => {
    const inner = await slack.command('maria', 'lima-nas', '/attache deadline reply')
    expect(inner.text).toContain('Sat 25 Apr 2009')
    const wrong = await slack.command('maria', 'lima-nas', '/deadlin', { unlisted: true })
    expect(wrong.text).toContain('There is no command "deadlin"')
  })

  it('answers a mention in its thread, and a direct message where it is', async () => {
    const mention = await slack.mention('maria', 'lima-nas', 'deadline reply')
    expect(mention.text).toContain('Sat 25 Apr 2009')
    const [answer] = mention.messages
    expect(answer?.threadTs).toBeDefined()
    const direct = await slack.directMessage('maria', 'when is the report card due?')
    expect(direct.text).toContain('1 Jun 2009')
  })

  it('handles an event once, however often it is delivered', async () => {
    const first = await slack.directMessage('maria', 'log seizure 7 kg cocaine at Callao')
    expect(first.text).toMatch(/Recorded L-\d+/)
    const before = slack.directMessages('maria').length
    await slack.redeliver(first)
    await slack.redeliver(first, { expect: 'ack' }, 2)
    await slack.directMessage('maria', 'attache status')
    const recorded = slack
      .directMessages('maria')
      .map(slack.plain)
      .filter((text) => /Recorded L-\d+/.test(text))
    expect(recorded).toHaveLength(1)
    expect(slack.directMessages('maria').length).toBe(before + 2)
  })

  it('shows a first Home that is useful: what is due, my entries, a way to record', async () => {
    await slack.command('maria', 'lima-nas', '/watch peru')
    const { home } = await slack.openHome('maria')
    const text = JSON.stringify(home)
    expect(text).toContain('Report the Government of Peru')
    expect(text).toContain('My last entries')
    expect(text).toContain('Log Progress')
  })

  it('refuses hostile text without letting it act', async () => {
    for (const line of [
      '/log <!channel> seizure',
      '/ask <!here> *bold* \u202e <http://x|y>',
      '/benchmark `rm`; DROP TABLE entries',
    ]) {
      const seen = await slack.command('maria', 'lima-nas', line)
      // Slack reads markup in the top-level text alone.
      expect((seen.ack.body as { text: string }).text).not.toMatch(/<[!@h]/)
    }
    const long = await slack.command('maria', 'lima-nas', `/log ${'x'.repeat(5_000)}`)
    expect(long.text).toContain('characters')
  })

  it.each([
    [21, 'calls everybody', '<!channel> <!here> <@UJOHN> \u202e\u2066 \u0000 &lt;!channel&gt;'],
    [22, 'has 40,000 characters', 'x'.repeat(40_000)],
    [23, 'has 40,000 characters that turn the line', '\u202e&<'.repeat(13_334)],
  ])(
    'answers on %i kg and text that %s in any field, and lets none of it act',
    async (quantity, _what, text) => {
      const line = `/log seizure ${quantity} kg cocaine at Callao`
      const recorded = await slack.command('maria', 'lima-nas', line)
      const [message = never()] = recorded.messages
      const before = slack.world.said().length
      const press = () => slack.payloads.press('maria', message, 'Show')
      for (const ask of [
        () => slack.command('maria', 'lima-nas', `/log ${text}`),
        () => slack.command('maria', 'lima-nas', `${line} note ${text}`),
        () => slack.command('maria', 'lima-nas', `/${text.replace(/\s/g, '')}`, { unlisted: true }),
        () => slack.mention('maria', 'lima-nas', text),
        () => slack.directMessage('maria', `ask ${text}`),
        () => slack.perform(withControl(press(), { value: text })),
        () => slack.perform(withControl(press(), { action_id: text, text: { type: 'plain_text', text } })),
      ])
        expect((await ask()).text).not.toBe('')
      const said = slack.world.said().slice(before)
      const shown = said.filter(({ author }) => author === slack.botUser)
      expect(shown).toHaveLength(7)
      // Slack reads markup in the top-level text alone.
      for (const each of shown) expect(each.text).not.toMatch(/<[!@#]/)
      expect(JSON.stringify(shown)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u0000/)
    },
  )

  it.each(['lima-nas', 'shared', 'outside'])('keeps to U in a channel: %s', async (channel) => {
    const seen = await slack.command('maria', channel, '/benchmark peru 2005')
    expect(seen.text).toMatch(/items withheld \(SBU\)/)
    expect(seen.text).not.toContain('8,000')
  })

  it('answers, shares and records in a channel that it is not in', async () => {
    const seen = await slack.command('maria', 'outside', '/deadline reply')
    const shared = await slack.press('maria', seen.ephemerals[0] ?? never(), 'Share')
    expect(shared.messages).toHaveLength(1)
    const recorded = await slack.command('maria', 'outside', '/log seizure 6 kg cocaine at Callao')
    expect(recorded.messages[0]?.text).toMatch(/Recorded L-\d+/)
  })

  it('shows a long list twenty at a time, the next at a press', async () => {
    for (let entry = 0; entry < 21; entry += 1)
      await slack.command('john', 'lima-nas', `/log seizure ${100 + entry} kg cocaine at Callao`)
    const first = await slack.command('john', 'lima-nas', '/log mine')
    expect(first.text).toContain('1 to 20 of 21, page 1 of 2.')
    expect(first.text).toContain('Next 1: /log mine page 2')
    const second = await slack.press('john', first.ephemerals[0] ?? never(), 'Next 1')
    expect(second.text).toContain('seizure 100 kg')
    expect(second.text).toContain('21 to 21 of 21, page 2 of 2.')
    expect(second.text).not.toContain('Next')
  })

  it('asks Slack who it is when it starts, and not at every delivery', async () => {
    await slack.command('maria', 'lima-nas', '/deadline')
    expect(slack.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1)
  })

  it('logs no text and no token', () => {
    const logged = attache.stderr.join('\n')
    expect(logged).not.toMatch(/xox|xapp-|test-signing-secret|250 kg/)
  })
})

describe('nudges', () => {
  let slack: FakeSlack
  let folder: string
  const running: Served[] = []

  beforeEach(async () => {
    folder = makeFolder()
    slack = await startFakeSlack({ transport: 'http' })
  })

  afterEach(async () => {
    for (const { stop } of running.splice(0)) await stop()
    await slack.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = async (now: string) => {
    const served = await serveHere(slack, { folder, now })
    running.push(served)
    return served
  }
  /** A store as the program leaves it when somebody has said `/watch peru` and it was stopped. */
  const watched = async () => {
    const store = openStore(join(folder, 'store.sqlite'))
    const [channel, by] = [slack.world.channel('lima-nas').id, slack.world.member('maria').id]
    await stampMode(store.db, 'rehearsal')
    await setWatch(store.db, { channel, country: 'PE', since: '2009-04-06T14:00:00.000Z', by }, 'on')
    await store.close()
  }
  const nudges = () =>
    slack
      .channelMessages('lima-nas')
      .map(slack.plain)
      .filter((text) => /\d+ days? (?:left|overdue)|notice|deadlines$/.test(text.split('\n')[0] ?? ''))

  it('arrive once, on the day, across restarts; after a gap only the latest, and late', async () => {
    const first = await run(start)
    await slack.command('maria', 'lima-nas', '/watch peru')
    await first.stop()
    const second = await startAttache(slack, { folder, args: ['--now', '2009-04-08T09:00:00-05:00'] })
    await slack.until(() => nudges().length === 1, 'the nudge of 14 days before')
    expect(nudges()[0]).toContain('17 days left')
    await second.kill()
    const third = await run('2009-04-08T10:00:00-05:00')
    await third.stop()
    expect(nudges()).toHaveLength(1)
    await run('2009-04-23T11:00:00-05:00')
    await slack.until(() => nudges().length === 2, 'what was missed')
    expect(nudges()[1]).toMatch(/2 days left[\s\S]*Late: planned for 22 Apr 2009/)
  })

  it.each([
    ['at 429', { fault: 'rate-limited', seconds: 1 }],
    ['at a 503 that names a time', { fault: 'status', status: 503, seconds: 1 }],
    ["by Slack's own word", { fault: 'refused', error: 'service_unavailable' }],
  ] as const)('wait as long as Slack says %s, and are not lost', async (_when, fault) => {
    await watched()
    slack.faults.next('chat.postMessage', fault)
    const second = await run('2009-04-08T09:00:00-05:00')
    await slack.until(
      () => slack.calls.some(({ method, outcome }) => method === 'chat.postMessage' && outcome !== 'ok'),
      'the refusal',
    )
    await second.stop()
    await run('2009-04-08T09:05:00-05:00')
    await slack.until(() => nudges().length === 1, 'the nudge, later')
  })

  const lost = { fault: 'response-lost' } as const
  const failed = { fault: 'failed-after', error: 'internal_error' } as const
  const gateway = { fault: 'status', status: 503 } as const
  it.each([
    ['whose answer was lost', lost, ['channels:history'], 'sent', 1],
    ['whose answer was lost', lost, [], 'doubtful', 1],
    ['done before an error of Slack', failed, ['channels:history'], 'sent', 1],
    ['done before an error of Slack', failed, [], 'doubtful', 1],
    ['that a gateway answered', gateway, ['channels:history'], 'sent', 1],
    ['that a gateway answered', gateway, [], 'doubtful', 0],
  ])(
    '%s are looked for, and else never said again (%o, scopes %j: %s)',
    async (_which, fault, grant, state, stand) => {
      await slack.close()
      slack = await startFakeSlack({ transport: 'http', grant })
      await watched()
      slack.faults.next('chat.postMessage', fault)
      const second = await run('2009-04-08T09:00:00-05:00')
      await slack.until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'), 'the nudge')
      await second.stop()
      const third = await run('2009-04-08T09:05:00-05:00')
      const settled = () => {
        const store = new SqliteFile(join(folder, 'store.sqlite'), { readonly: true })
        const rows = store.rows<{ state: string }>(
          "SELECT state FROM outbox WHERE key LIKE 'nudge/%' AND state <> 'superseded'",
        )
        store.close()
        return rows.map((row) => row.state)
      }
      await expect.poll(settled, { timeout: 5_000 }).toEqual([state])
      await third.stop()
      expect(nudges()).toHaveLength(stand)
    },
  )

  it('tell whoever set the watch when the app was removed, and anew when it was in again', async () => {
    await watched()
    const told = () => slack.directMessages('maria').map(slack.plain)
    const refusals = () => slack.calls.filter(({ outcome }) => outcome === 'not_in_channel').length
    const day = async (date: string, until: () => boolean) => {
      const { stop } = await run(`2009-04-${date}T09:00:00-05:00`)
      await slack.until(until, `what happens on ${date} April`)
      await stop()
    }
    slack.removeBot('lima-nas')
    await day('08', () => told().length === 1)
    await day('13', () => refusals() > 1)
    expect(told()).toEqual([expect.stringContaining('/invite @attache')])
    slack.inviteBot('lima-nas')
    await day('17', () => nudges().length === 1)
    slack.removeBot('lima-nas')
    await day('22', () => told().length === 2)
    const before = refusals()
    await day('24', () => refusals() > before)
    expect(told()).toHaveLength(2)
    expect(told()[1]).toBe(told()[0])
  })

  it('tell whoever set the watch, once, when the channel is archived', async () => {
    await watched()
    slack.archive('lima-nas')
    const second = await run('2009-04-08T09:00:00-05:00')
    await slack.until(() => slack.directMessages('maria').length === 1, 'word to maria')
    expect(slack.directMessages('maria').map(slack.plain).join()).toContain('the channel is archived')
    await second.stop()
    await run('2009-04-17T09:00:00-05:00')
    await slack.until(
      () => slack.calls.filter(({ method }) => method === 'chat.postMessage').length >= 3,
      'another try',
    )
    expect(slack.directMessages('maria')).toHaveLength(1)
  })
})

describe('starting', () => {
  const unready = async (
    env: Record<string, string>,
    change: (slack: FakeSlack) => void = () => undefined,
  ) => {
    const slack = await startFakeSlack({ transport: 'http' })
    const folder = makeFolder()
    change(slack)
    const child = await startAttache(slack, { folder, env, unready: true })
    const { code } = await child.exit()
    await slack.close()
    rmSync(folder, { recursive: true, force: true })
    return { code, said: child.stderr.filter((line) => line.startsWith('attache: ')).join('\n') }
  }

  it('says in one line that the token is refused', async () => {
    const { code, said } = await unready({}, (slack) => slack.revokeTokens())
    expect(code).toBe(1)
    expect(said).toMatch(/^attache: Slack refuses SLACK_BOT_TOKEN \(token_revoked\); copy/)
  })

  it('says in one line that Slack does not answer', async () => {
    const { code, said } = await unready({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` })
    expect(code).toBe(1)
    expect(said).toMatch(/^attache: Slack does not answer \(/)
  })

  it('says in one line that the port is in use', async () => {
    const slack = await startFakeSlack({ transport: 'http' })
    const { code, said } = await unready({ PORT: new URL(slack.apiUrl).port })
    await slack.close()
    expect(code).toBe(1)
    expect(said).toMatch(/^attache: port \d+ on 127\.0\.0\.1 is in use; set PORT/)
  })

  it('takes --now only against a stand-in on this machine', async () => {
    const env = {
      SLACK_API_URL: 'https://slack.com/api/',
      SLACK_BOT_TOKEN: 'xoxb-test-bot',
      SLACK_SIGNING_SECRET: 'test-signing-secret',
    }
    const { code, stderr } = await runHere(['start', '--now', start], { folder: temporaryFolder(), env })
    expect(code).toBe(2)
    expect(stderr).toContain('start takes --now only with SLACK_API_URL on a loopback address')
  })
})

function never(): never {
  throw new Error('nothing was shown')
}
