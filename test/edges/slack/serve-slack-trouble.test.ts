import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'vitest'
import { refusedAppToken } from '../../../src/edges/slack/failure.ts'
import { SqliteFile } from '../../../src/store/sqlite-file.ts'
import { type Child, freePort, settingsFor, startAttache } from '../../fake-slack/child.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fake-slack/fake-slack.ts'
import { objects } from '../../fake-slack/json.ts'
import type { Transport } from '../../fake-slack/manifest.ts'
import { withControl } from '../../fake-slack/payloads.ts'
import { type Served, serveHere } from '../../fake-slack/served.ts'
import type { Message, View } from '../../fake-slack/world.ts'
import { temporaryFolder } from '../../folder.ts'

/** What goes wrong around the program: each trouble has one line for the person and one for the operator, and loses nothing. */
const opening = '2009-04-06T09:00:00-05:00'
const fiveMinutesOn = '2009-04-06T09:05:00-05:00'

type Running = {
  slack: FakeSlack
  served: Served
  folder: string
  again(now: string): Promise<Served>
}

async function serve(
  { onTestFinished }: TestContext,
  options: Partial<FakeSlackOptions> = {},
  env: Record<string, string> = {},
): Promise<Running> {
  const folder = temporaryFolder(onTestFinished)
  const slack = await startFakeSlack({ transport: 'http', ...options })
  onTestFinished(() => slack.close())
  const again = async (now: string) => {
    const served = await serveHere(slack, { folder, now, env })
    onTestFinished(() => served.stop())
    return served
  }
  return { slack, served: await again(opening), folder, again }
}

/** What the operator reads from warnings on. */
function warned({ stderr }: Pick<Child, 'stderr'>): string[] {
  return stderr
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: number; msg: string })
    .filter(({ level }) => level >= 40)
    .map(({ msg }) => msg)
}

function directs(slack: FakeSlack, member = 'maria'): string[] {
  return slack
    .directMessages(member)
    .filter(({ author }) => author === slack.botUser)
    .map(slack.plain)
}

/** The state of each outgoing message, by key and recipient. */
function outbox(folder: string): { key: string; recipient: string; state: string }[] {
  const store = new SqliteFile(join(folder, 'store.sqlite'), { readonly: true })
  try {
    return store.rows('SELECT key, recipient, state FROM outbox ORDER BY claimed_at, key')
  } finally {
    store.close()
  }
}

const health = async ({ url }: Pick<Child, 'url'>) => {
  const response = await fetch(`${url}/healthz`)
  return { status: response.status, ...((await response.json()) as object) }
}

describe('guests and people of other organisations', () => {
  it('are shown U where members are shown SBU, and the guard answers while Slack thinks about who somebody is', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test, {
      members: [
        { name: 'maria' },
        { name: 'john' },
        { name: 'ana' },
        { name: 'greta', isGuest: true },
        { name: 'fred', isForeign: true },
      ],
      channels: [{ name: 'lima-nas' }, { name: 'shared', isShared: true }],
    })
    const line = 'benchmark peru 2005'
    expect((await slack.directMessage('maria', line)).text).toContain('8,000')
    for (const outsider of ['greta', 'fred']) {
      for (const seen of [
        await slack.directMessage(outsider, line),
        await slack.command(outsider, `D${outsider.toUpperCase()}`, `/${line}`),
      ]) {
        expect(seen.text).toContain('withheld (SBU)')
        expect(seen.text).not.toContain('8,000')
      }
      expect(JSON.stringify((await slack.openHome(outsider)).home)).toContain('[U]')
    }
    expect((await slack.command('maria', 'shared', `/${line}`)).text).toContain('withheld (SBU)')

    const asked = () => slack.calls.filter(({ method }) => method === 'users.info')
    await slack.directMessage('maria', line)
    expect(asked().map(({ args }) => args.user)).toEqual(['UMARIA', 'UGRETA', 'UFRED'])

    slack.faults.next('users.info', { fault: 'cut' })
    expect((await slack.directMessage('john', line)).text).toContain('withheld (SBU)')
    expect(warned(served)).toContainEqual(expect.stringContaining('they are shown U only'))
    expect((await slack.directMessage('john', line)).text).toContain('8,000')

    slack.faults.next('users.info', { fault: 'slow', ms: 1_700 })
    const late = await slack.command('ana', 'DANA', `/${line}`)
    expect(late.ack).toMatchObject({ status: 200, body: undefined })
    expect(late.ack.ms).toBeGreaterThan(1_400)
    expect(late.ephemerals).toHaveLength(1)
    expect(late.text).toContain('8,000')
    expect(slack.complaints).toEqual([])
  })
})

describe('a place that the app is not in', () => {
  it('asks to be invited to a private channel, and records there as soon as it is', async (test) => {
    const { expect } = test
    const { slack } = await serve(test, { channels: [{ name: 'private', isPrivate: true, bot: false }] })
    const line = '/log seizure 250 kg cocaine at Callao'
    for (const refused of [line, '/watch peru']) {
      const { text } = await slack.command('maria', 'private', refused)
      expect(text).toContain('Attaché is not in this channel')
      expect(text).toContain('/invite @attache')
    }
    expect((await slack.command('maria', 'private', '/deadline reply')).text).toContain('Sat 25 Apr 2009')
    slack.inviteBot('private')
    expect((await slack.command('maria', 'private', line)).text).toContain('Recorded L-1')
    expect(slack.complaints).toEqual([])
  })

  it('says at /watch in a public channel that nudges come once it is invited', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test, { channels: [{ name: 'public', bot: false }] })
    const hint = 'Nudges come once somebody invites it: /invite @attache'
    const said = await slack.command('maria', 'public', '/watch peru')
    expect(said.messages).toHaveLength(1)
    expect(said.text).toContain(hint)
    expect(warned(served)).toEqual(['the app is not in a channel that watches a country: no nudge comes'])
    slack.inviteBot('public')
    expect((await slack.command('maria', 'public', '/watch colombia')).text).not.toContain(hint)
    expect(slack.complaints).toEqual([])
  })
})

describe('a group message', () => {
  it('shows U, and sends whoever would record to Attaché alone, whether it is among them or not', async (test) => {
    const { expect } = test
    const members = ['maria', 'greta']
    const channels = [
      { name: 'mpdm-without', isMpim: true, bot: false, members },
      { name: 'mpdm-with', isMpim: true, members },
    ]
    const { slack, served } = await serve(test, { channels })
    const line = '/log seizure 250 kg cocaine at Callao'
    const without = await slack.command('maria', 'mpdm-without', line)
    expect(without.text).toContain('from a group message, write to Attaché alone')
    const among = await slack.command('maria', 'mpdm-with', line)
    expect(among.text).toMatch(
      /Slack does not say that it is not. Write to Attaché in a direct message instead/,
    )
    expect(warned(served)).toContainEqual(
      expect.stringContaining('Slack does not say whether a channel is shared'),
    )
    for (const group of ['mpdm-without', 'mpdm-with'])
      expect((await slack.command('maria', group, '/benchmark peru 2005')).text).toContain('withheld (SBU)')
    const mentioned = await slack.mention('maria', 'mpdm-with', 'deadline reply')
    expect(mentioned.text).toContain('Sat 25 Apr 2009')
    expect(slack.complaints).toEqual([])
  })
})

describe('a direct message', () => {
  it('shows what the deployment allows where it is the app’s own, and U between people, by whichever way', async (test) => {
    const { expect } = test
    const channels = [{ name: 'maria-greta', isIm: true, bot: false, members: ['maria', 'greta'] }]
    const { slack } = await serve(test, { channels })
    const line = '/benchmark peru 2005'
    const asked = () => slack.calls.filter(({ method }) => method === 'conversations.open').length
    const inOthers = async () => {
      expect((await slack.command('maria', 'maria-greta', line)).text).toContain('withheld (SBU)')
      const recording = await slack.command(
        'maria',
        'maria-greta',
        '/log seizure 9 kg cocaine at Callao mark SBU',
      )
      expect(recording.messages).toEqual([])
      expect(recording.text).toContain('is not the one between you and Attaché')
    }
    await inOthers()
    expect((await slack.command('maria', 'DMARIA', line)).text).toContain('8,000')
    await inOthers()
    expect(asked()).toBe(1)

    // Of whomever it hears there, it knows by that.
    await slack.directMessage('john', 'deadline reply')
    await slack.openHome('greta')
    expect((await slack.command('john', 'DJOHN', line)).text).toContain('8,000')
    expect((await slack.command('greta', 'maria-greta', line)).text).toContain('withheld (SBU)')
    expect(asked()).toBe(1)
    expect(slack.complaints).toEqual([])
  })

  it('shows U for once where Slack does not say whose it is', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test)
    slack.faults.next('conversations.open', { fault: 'cut' })
    expect((await slack.command('maria', 'DMARIA', '/benchmark peru 2005')).text).toContain('withheld (SBU)')
    expect(warned(served).at(-1)).toContain("which direct message is the app's own")
    expect((await slack.command('maria', 'DMARIA', '/benchmark peru 2005')).text).toContain('8,000')
  })
})

describe('an outcome that cannot be shown where it was asked', () => {
  it('is told to the person alone, once, and done once', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test, {}, { ATTACHE_REVIEWERS: 'UJOHN' })
    const record = async (quantity: number) => {
      const { messages } = await slack.command(
        'maria',
        'lima-nas',
        `/log seizure ${quantity} kg cocaine at Callao`,
      )
      return messages[0] ?? never()
    }
    const first = await record(1)
    slack.faults.next('response_url', { fault: 'status', status: 500 })
    await slack.press('maria', first, 'Void', {
      expect: 'ack',
      until: () => directs(slack).length === 1,
    })
    expect(directs(slack)[0]).toMatch(/Voided L-1[\s\S]*Slack did not take it where you asked/)

    const second = await record(2)
    const pressed = slack.payloads.press('maria', second, 'Void')
    slack.deleteMessage(second)
    await slack.perform(pressed, { expect: 'ack', until: () => directs(slack).length === 2 })
    expect(directs(slack)[1]).toContain('Voided L-2')
    expect(warned(served)).toContain('an answer was not taken where it was asked')

    // Slack delivers a press once; were it to come again, nothing more is done or said.
    await slack.perform(pressed, { expect: 'ack' })
    expect((await slack.command('maria', 'lima-nas', '/log show L-2')).text).toContain('L-2, version 2')
    expect(directs(slack)).toHaveLength(2)

    slack.faults.next('chat.postMessage', { fault: 'refused', error: 'restricted_action' })
    await slack.mention('maria', 'lima-nas', 'deadline reply', {
      expect: 'ack',
      until: () => directs(slack).length === 3,
    })
    expect(directs(slack)[2]).toContain('Sat 25 Apr 2009')

    // A form that was closed while its answer was made.
    slack.faults.next('users.info', { fault: 'cut' })
    const { view = never() } = await slack.shortcut('john', 'Log Progress')
    slack.faults.next('users.info', { fault: 'slow', ms: 1_700 })
    const values = { 'What happened': 'seizure cocaine', 'How much': '1.500 kg' }
    const submitted = slack.submit('john', view, values, {
      expect: 'ack',
      until: () => directs(slack, 'john').length === 1,
    })
    await slack.until(
      () => JSON.stringify(slack.world.views.get(view.id)?.content).includes('Being recorded'),
      'the waiting view',
    )
    slack.world.closeView(view.id)
    await submitted
    expect(directs(slack, 'john')[0]).toMatch(
      /Nothing was recorded yet[\s\S]*Slack did not take it where you asked/,
    )
    expect(warned(served)).toContain(
      'a form is closed, or does not take its answer; the person is told alone',
    )

    // A shortcut whose trigger holds no more, and whose address fails.
    const report = slack.say('maria', 'lima-nas', 'seizure 3 kg cocaine at Callao')
    slack.faults.next('views.open', { fault: 'refused', error: 'expired_trigger_id' })
    slack.faults.next('response_url', { fault: 'status', status: 500 })
    await slack.shortcut('john', 'Log as Progress', report, {
      expect: 'ack',
      until: () => directs(slack, 'john').length === 2,
    })
    expect(directs(slack, 'john')[1]).toContain('Slack did not take it where you asked')
    expect(slack.complaints).toEqual([])
  })

  it('of a form or a shortcut that nobody knows is told to the person, and to the operator', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test)
    const changed = (interaction: ReturnType<FakeSlack['payloads']['submit']>, change: object) => {
      const { delivery } = interaction
      return { ...interaction, delivery: { ...delivery, payload: { ...delivery.payload, ...change } } }
    }
    const secret = 'quillabamba'
    for (const foreign of [
      { callback_id: 'old_form' },
      { private_metadata: secret },
      { private_metadata: '' },
    ]) {
      const { view = never() } = await slack.shortcut('maria', 'Log Progress')
      const sent = slack.payloads.submit('maria', view, { 'What happened': secret })
      const seen = await slack.perform(
        changed(sent, { view: { ...(sent.delivery.payload.view as object), ...foreign } }),
      )
      expect(JSON.stringify(seen.view?.content)).toContain('does not know this form any more')
    }
    const chosen = changed(slack.payloads.shortcut('maria', 'Log Progress'), { callback_id: 'old_shortcut' })
    const opened = await slack.perform(chosen)
    expect(JSON.stringify(opened.view?.content)).toContain('does not know this shortcut any more')
    // Its trigger is used by now.
    const again = await slack.perform(chosen)
    expect(again.text).toContain('does not know this shortcut any more')
    expect(warned(served).filter((line) => line.startsWith('an unknown'))).toEqual([
      ...Array(3).fill('an unknown form was used'),
      ...Array(2).fill('an unknown shortcut was used'),
    ])
    const body = `{"text": ${secret}}`
    expect(await slack.deliver({ body })).toMatchObject({ status: 400 })
    expect(warned(served).at(-1)).toMatch(/^a request was refused.*its body/)
    expect(served.stderr.join('\n')).not.toMatch(/quilla/)
    expect(slack.complaints).toEqual([])
  })

  it('a Home that Slack failed to show is shown at the next start, though one marked SBU stood', async (test) => {
    const { expect } = test
    const { slack, served, again } = await serve(test, {}, { ATTACHE_CEILING: 'SBU' })
    await slack.directMessage('maria', 'log seizure 5 kg cocaine at Callao (SBU)')
    expect(JSON.stringify((await slack.openHome('maria')).home)).toContain('[SBU]')
    slack.faults.next('views.publish', { fault: 'failed-after', error: 'internal_error' })
    await slack.openHome('maria', { expect: 'ack' })
    await expect.poll(() => warned(served)).toContain('a delivery failed')
    await served.stop()
    const published = () => slack.calls.filter(({ method }) => method === 'views.publish').length
    const before = published()
    await again(opening)
    await slack.until(() => published() > before, 'the Home that was owed')
  })

  it('while another program holds the store is told with a reference; an event waits for Slack to send it again', async (test) => {
    const { expect } = test
    const slack = await startFakeSlack({ transport: 'http' })
    test.onTestFinished(() => slack.close())
    const folder = temporaryFolder(test.onTestFinished)
    // What waits for the store does nothing else meanwhile, so it waits in a process of its own.
    const child = await startAttache(slack, { folder, args: ['--now', opening] })
    test.onTestFinished(async () => {
      await child.kill()
    })
    const { messages } = await slack.command('maria', 'lima-nas', '/log seizure 1 kg cocaine at Callao')
    const other = new SqliteFile(join(folder, 'store.sqlite'))
    test.onTestFinished(() => other.close())
    other.run('BEGIN IMMEDIATE')
    const pressed = await slack.press('maria', messages[0] ?? never(), 'Void')
    const event = slack.payloads.directMessage('maria', 'deadline reply')
    const refused = await slack.perform(event, { expect: 'anything', deadline: 1 })
    other.run('COMMIT')
    expect(pressed.text).toContain('Something went wrong on our side')
    expect(refused.ack.status).toBe(500)
    const logged = child.stderr.map((line) => JSON.parse(line) as Record<string, unknown>)
    const reference = /reference (\w+)/.exec(pressed.text)?.[1]
    expect(logged).toContainEqual(expect.objectContaining({ reference, member: 'UMARIA', command: 'log' }))
    const unkept = logged.filter(({ msg }) => msg === 'a delivery could not be kept')
    expect(unkept.map(({ key, err }) => [key, JSON.stringify(err)])).toEqual([
      [expect.stringMatching(/^action\//), expect.stringContaining('is locked by another program')],
      [expect.stringMatching(/^event\//), expect.stringContaining('is locked by another program')],
    ])
    await slack.perform(
      event,
      { expect: 'ack', until: () => directs(slack).length === 1 },
      {
        num: 1,
        reason: 'http_error',
      },
    )
    expect((await slack.press('maria', messages[0] ?? never(), 'Void')).text).toContain('Voided L-1')
    expect(slack.complaints).toEqual([])
  })

  it('from Home, or from a control nobody knows, goes to the person; a lost answer is looked for there', async (test) => {
    const { expect } = test
    const { slack, served, folder, again } = await serve(test)
    const { home = never() } = await slack.openHome('maria')
    await slack.openHome('maria')
    // What cannot be opened over Home is said to the person instead.
    slack.faults.next('views.open', { fault: 'refused', error: 'expired_trigger_id' }, 3)
    // A view that another has replaced since.
    const seen = await slack.press('maria', home, 'Log Progress', { stale: true })
    expect(seen.text).toContain('/log')

    const unknown = withControl(slack.payloads.press('maria', home, 'Log Progress', { stale: true }), {
      type: 'overflow',
      value: undefined,
      selected_option: { value: 'x' },
    })
    expect((await slack.perform(unknown)).text).toContain('does not know this control')
    expect(warned(served)).toContain('an unknown control was used')

    slack.faults.next('chat.postMessage', { fault: 'response-lost' })
    await slack.press('maria', home, 'Log Progress', {
      expect: 'ack',
      until: () => directs(slack).length === 3,
      stale: true,
    })
    // A Home that Slack does not take is owed until it does.
    slack.faults.next('views.publish', { fault: 'refused', error: 'internal_error' })
    await slack.openHome('john', { expect: 'ack' })
    await expect.poll(() => warned(served), { timeout: 5_000 }).toContain('a delivery failed')
    expect(slack.home('john')).toBeUndefined()
    await served.stop()
    await again(fiveMinutesOn)
    await slack.until(() => slack.home('john'), 'the Home that was owed')
    await expect
      .poll(() => outbox(folder).map(({ recipient, state }) => `${recipient} ${state}`), { timeout: 5_000 })
      .toEqual(Array(3).fill('UMARIA sent'))
    expect(directs(slack)).toHaveLength(3)
  })
})

describe('what Slack does not take of a message or a view', () => {
  const place = '[ERROR] unsupported type [json-pointer:/blocks/3]'
  const invalidBlocks = { fault: 'refused', error: 'invalid_blocks', messages: [place] } as const
  const typesOf = (message: Message | undefined) => message?.blocks.map(({ type }) => type)
  /** What the operator reads of it: whose call, and what Slack had against it. */
  const refusals = ({ stderr }: Served) =>
    stderr
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string; key: string; why: string[] })
      .filter(({ msg }) => msg === 'Slack refused a message or a view; a plainer one is sent')
      .map(({ key, why }) => [key.replace(/\d.*$/, ''), ...why])

  it('is said again without its chart, and else in words alone, wherever it goes', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test, {}, { ATTACHE_ADMINS: 'UMARIA' })
    const say = (line: string) => slack.command('maria', 'lima-nas', line)
    await say('/watch peru')
    await say('/watch ceiling SBU')
    const { messages } = await say('/log estimate 38,000 ha coca on CY2005 src 06 LIMA 100')
    const ask = async () => (await slack.mention('maria', 'lima-nas', 'reportcard peru 2005')).messages.at(-1)
    const whole = typesOf(await ask())
    expect(whole).toEqual(expect.arrayContaining(['data_visualization', 'actions']))
    const withoutChart = whole?.filter((type) => type !== 'data_visualization')
    slack.faults.next('chat.postMessage', invalidBlocks)
    expect(typesOf(await ask())).toEqual(withoutChart)
    slack.faults.next('chat.postMessage', invalidBlocks, 2)
    const inWords = await ask()
    expect(typesOf(inWords)).toEqual([])
    expect(inWords?.text).toMatch(/PE-M-11.*38,000 ha[\s\S]*Share: /)

    // Slack takes its time to say who asks, so the answer follows the acknowledgement.
    slack.faults.next('users.info', { fault: 'slow', ms: 1_700 })
    slack.faults.next('response_url', invalidBlocks)
    const late = await slack.command('john', 'lima-nas', '/reportcard peru 2005')
    expect(typesOf(late.ephemerals[0])).toEqual(withoutChart)
    slack.faults.next('response_url', invalidBlocks)
    const pressed = await slack.press('john', messages[0] ?? never(), 'Show')
    expect(typesOf(pressed.ephemerals[0])).toEqual([])
    expect(pressed.text).toContain('L-1, version 1')
    expect(refusals(served)).toEqual([
      ['answer/Ev', 'invalid_blocks', place],
      ['answer/Ev', 'invalid_blocks', place],
      ['answer/Ev', 'invalid_blocks', place],
      ['command/', 'invalid_blocks'],
      ['action/', 'invalid_blocks'],
    ])
    expect(served.stderr.join()).not.toContain('38,000')
  })

  it('is shown in plain words on Home and in a modal, or told to the person', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(test)
    await slack.command('maria', 'lima-nas', '/log seizure 250 kg cocaine at Callao')
    const refusedView = { ...invalidBlocks, error: 'invalid_arguments' }
    const plain = (view: View | undefined) => JSON.stringify(view?.content)
    const typesIn = (view: View | undefined) => new Set(objects(view?.content.blocks).map(({ type }) => type))
    slack.faults.next('views.publish', refusedView)
    const { home } = await slack.openHome('maria')
    expect([...typesIn(home)]).toEqual(['section'])
    expect(plain(home)).toMatch(/Log Progress: \/log[\s\S]*seizure 250 kg cocaine/)

    const whole = (await slack.openHome('maria')).home ?? never()
    slack.faults.next('views.open', refusedView)
    const { view } = await slack.press('maria', whole, 'All Deadlines')
    expect([...typesIn(view)]).toEqual(['section'])
    expect(plain(view)).toContain('15 Sep 2009')
    const { view: form } = await slack.press('maria', whole, 'Log Progress')
    const { view: recorded } = await slack.submit('maria', form ?? never(), {
      'What happened': 'seizure cocaine',
      'How much': '7 kg',
      Where: 'Callao',
    })
    slack.faults.next('views.update', refusedView)
    const standing = () => slack.world.views.get(recorded?.id ?? '')
    await slack.press('maria', recorded ?? never(), 'Show', {
      expect: 'ack',
      until: () => plain(standing())?.includes('L-2, version 1') === true,
    })
    expect([...typesIn(standing())]).toEqual(['section'])
    // A form holds nothing that could be left out.
    slack.faults.next('views.open', refusedView)
    const { text } = await slack.press('maria', whole, 'Log Progress')
    expect(text).toContain('/log')
    expect(warned(served)).toContain('a form could not be opened; a button that opens it is shown')
    expect(refusals(served)).toEqual([
      ['home/UMARIA', 'invalid_arguments', place],
      ['action/', 'invalid_arguments', place],
      ['action/', 'invalid_arguments', place],
    ])
    expect(served.stderr.join()).not.toContain('250 kg')
  })
})

describe.concurrent('Slack away, or a token that holds no more', () => {
  it('keeps answers until they can be said, and tells the operator what to do', async (test) => {
    const { expect } = test
    const { slack, served, folder, again } = await serve(test)
    slack.revokeTokens()
    await slack.directMessage('maria', 'deadline reply', { expect: 'ack' })
    await expect
      .poll(() => warned(served), { timeout: 5_000 })
      .toContainEqual(
        'Slack refuses SLACK_BOT_TOKEN (token_revoked); copy the Bot User OAuth Token again from the app\'s "OAuth & Permissions" page; what is to be said waits',
      )
    // What needs no token goes on.
    expect((await slack.command('maria', 'lima-nas', '/deadline reply')).text).toContain('Sat 25 Apr 2009')
    slack.restoreTokens()
    await slack.goAway()
    await slack.mention('maria', 'lima-nas', 'deadline reply', { expect: 'ack' })
    await expect.poll(() => outbox(folder).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    await slack.comeBack()
    await served.stop()
    expect(directs(slack)).toHaveLength(0)
    await again(fiveMinutesOn)
    await slack.until(() => directs(slack).length === 1, 'the answer in the direct message')
    await slack.until(
      () => slack.world.said().filter(({ threadTs }) => threadTs !== undefined).length === 1,
      'the answer in the thread',
    )
    await expect.poll(() => outbox(folder).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('keeps a nudge too, and says it in the words of its day, or the one that took its place', async (test) => {
    const { expect } = test
    const { slack, served, again } = await serve(test)
    await slack.command('maria', 'lima-nas', '/watch peru')
    await served.stop()
    slack.faults.next('chat.postMessage', { fault: 'refused', error: 'token_revoked' })
    // Its first tick meets the refusal, and /healthz tells so from then on.
    const second = await again('2009-04-08T09:00:00-05:00')
    await expect.poll(() => warned(second).length, { timeout: 30_000 }).toBe(1)
    await second.stop()
    await again('2009-04-17T09:00:00-05:00')
    const said = () => slack.channelMessages('lima-nas').map(slack.plain).join('\n')
    await slack.until(() => said().includes('8 days left'), 'the nudge of that day')
    expect(said()).not.toContain('17 days left')
  })

  it('goes on with its nudges while Socket Mode cannot be opened, warns once, and ends when it is refused for good', async (test) => {
    const { expect } = test
    const { slack, served, folder } = await serve(test, { transport: 'socket' })
    await slack.command('maria', 'lima-nas', '/watch peru')
    await served.stop()
    await slack.until(() => slack.connections() === 0, 'the end of the socket')
    const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length - 1
    slack.faults.next('apps.connections.open', { fault: 'status', status: 503 })
    slack.faults.next('apps.connections.open', { fault: 'refused', error: 'internal_error' }, 1_000)
    const child = await startAttache(slack, {
      folder,
      args: ['--now', '2009-04-08T09:00:00-05:00'],
      unready: true,
    })
    test.onTestFinished(async () => {
      await child.kill()
    })
    const state = {
      transport: 'socket',
      slack: 'ok',
      lastTick: expect.stringMatching(/^2009-04-08T14:00:/),
    }
    const said = () => slack.channelMessages('lima-nas').map(slack.plain).join('\n')
    await slack.until(() => said().includes('17 days left'), 'the nudge of that day', 30_000)
    await slack.until(() => opened() > 1, 'a second attempt', 15_000)
    await expect.poll(() => health(child)).toEqual({ status: 503, ok: false, socket: 'connecting', ...state })
    const closed = (why: string) =>
      expect.stringMatching(
        `^Socket Mode cannot be opened \\(${why}\\): until it is, nothing reaches Attaché from Slack; nudges go on`,
      )
    expect(warned(child)).toEqual([closed('HTTP 503')])
    expect(child.stdout).toEqual([])

    slack.faults.clear()
    await slack.until(() => slack.connections() > 0, 'the socket', 15_000)
    await expect.poll(() => health(child)).toEqual({ status: 200, ok: true, socket: 'connected', ...state })
    await expect
      .poll(() => child.stdout)
      .toEqual([expect.stringMatching(/^Attaché serves Slack over Socket/)])

    await slack.goAway()
    await expect.poll(() => health(child)).toMatchObject({ status: 503, ok: false, socket: 'reconnecting' })
    await expect.poll(() => warned(child).slice(1)).toEqual([closed('ECONNREFUSED')])
    slack.faults.next('apps.connections.open', { fault: 'refused', error: 'invalid_auth' })
    await slack.comeBack()
    expect((await child.exit()).code).toBe(1)
    expect(child.stderr.at(-1)).toBe(`attache: ${refusedAppToken('invalid_auth')}`)
  })
})

describe('a start', () => {
  const begin = async (
    { onTestFinished }: TestContext,
    transport: Transport,
    spoil: (slack: FakeSlack) => void,
  ) => {
    const slack = await startFakeSlack({ transport })
    onTestFinished(() => slack.close())
    spoil(slack)
    const folder = temporaryFolder(onTestFinished)
    const child = await startAttache(slack, { folder, unready: true })
    onTestFinished(async () => {
      await child.kill()
    })
    return { slack, child, folder }
  }
  const silence = { fault: 'slow', ms: 30_000 } as const

  it.for(['invalid_auth', 'missing_scope'])(
    'ends with one line where SLACK_APP_TOKEN is refused: %s',
    async (error, test) => {
      const { child } = await begin(test, 'socket', ({ faults }) =>
        faults.next('apps.connections.open', { fault: 'refused', error }, 1_000),
      )
      test.expect((await child.exit()).code).toBe(1)
      test.expect(warned(child)).toEqual([])
      test
        .expect(child.stderr.filter((line) => !line.startsWith('{')))
        .toEqual([`attache: ${refusedAppToken(error)}`])
      test.expect(child.stdout).toEqual([])
    },
  )

  it('that waits for Slack to say who it is ends when it is told to', async (test) => {
    const { slack, child, folder } = await begin(test, 'http', ({ faults }) => {
      faults.next('auth.test', { fault: 'status', status: 503 })
      faults.next('auth.test', silence, 1_000)
    })
    await slack.until(
      () => slack.calls.some(({ method }) => method === 'auth.test'),
      'the first question',
      30_000,
    )
    process.kill(child.pid, 'SIGINT')
    test.expect(await child.exit()).toEqual({ code: 0, signal: null })
    test.expect(child.stderr).toEqual([])
    test.expect(readdirSync(folder)).toEqual([])
  })

  it('that waits for its socket ends when it is told to', async (test) => {
    const { child, folder } = await begin(test, 'socket', ({ faults }) =>
      faults.next('apps.connections.open', silence, 1_000),
    )
    await test.expect
      .poll(() => health(child).catch(() => undefined), { timeout: 30_000 })
      .toMatchObject({ ok: false, socket: 'connecting' })
    test.expect(await child.stop()).toEqual({ code: 0, signal: null })
    test.expect(warned(child)).toEqual([])
    test.expect(readdirSync(folder)).toEqual(['store.sqlite'])
  })

  it('by npm ends when npm is told to', async (test) => {
    const { expect } = test
    const slack = await startFakeSlack({ transport: 'http' })
    test.onTestFinished(() => slack.close())
    const settings = settingsFor(slack, {
      folder: temporaryFolder(test.onTestFinished),
      port: await freePort(),
    })
    const npm = spawn('npm', ['start', '--ignore-scripts'], {
      env: { ...process.env, ...settings },
      stdio: 'ignore',
      detached: true,
    })
    const group = -(npm.pid ?? never())
    test.onTestFinished(() => {
      if (isAlive(group)) process.kill(group, 'SIGKILL')
    })
    const url = `http://127.0.0.1:${settings.PORT}`
    await expect
      .poll(() => health({ url }).catch(() => undefined), { timeout: 30_000 })
      .toMatchObject({ ok: true })
    npm.kill('SIGTERM')
    await expect.poll(() => isAlive(group)).toBe(false)
  })
})

/** Whether a process of this group runs. */
function isAlive(group: number): boolean {
  try {
    return process.kill(group, 0)
  } catch {
    return false
  }
}

describe('the operator', () => {
  it('reads one line of each call that was refused or answered, and none of its words', async (test) => {
    const { expect } = test
    const { slack, served } = await serve(
      test,
      {
        members: [{ name: 'maria' }, { name: 'greta', isGuest: true }],
        channels: [
          { name: 'lima-nas' },
          { name: 'shared', isShared: true },
          { name: 'private', isPrivate: true, bot: false },
        ],
      },
      { LOG_LEVEL: 'debug' },
    )
    const line = '/log seizure 250 kg quillabamba at Callao'
    await slack.command('greta', 'lima-nas', line)
    await slack.command('maria', 'shared', line)
    await slack.command('maria', 'private', line)
    await slack.command('maria', 'lima-nas', `/log ${'quillabamba '.repeat(3_400)}`)
    await slack.command('maria', 'lima-nas', `${line} note (S//NF) quillabamba`)
    await slack.command('maria', 'lima-nas', '/benchmark accept F-1')
    await slack.command('maria', 'lima-nas', '/quillabamba', { unlisted: true })
    await slack.command('maria', 'lima-nas', '/log quillabamba <!channel>')
    await slack.directMessage('maria', 'deadline reply')
    const called = served.stderr
      .filter((each) => /"a call was /.test(each))
      .map((each) => JSON.parse(each) as Record<string, unknown>)
    expect(
      called.map((each) => `${each.level} ${each.command} ${each.member} ${each.channel} ${each.why}`),
    ).toEqual([
      '40 log UGRETA CLIMANAS outsider',
      '40 log UMARIA CSHARED shared channel',
      '40 log UMARIA CPRIVATE app not in the channel',
      '40 log UMARIA CLIMANAS too long',
      '40 log UMARIA CLIMANAS above the ceiling',
      '40 benchmark UMARIA CLIMANAS lacks the role',
      '30 undefined UMARIA CLIMANAS unknown command',
      '30 log UMARIA CLIMANAS not understood',
      '20 deadline UMARIA DMARIA undefined',
    ])
    for (const { key } of called) expect(key).toMatch(/^(?:command|event)\/\w+/)
    expect(served.stderr.join('\n')).not.toContain('quillabamba')
  })

  it('is told that the port is in use, though over the socket only /healthz is there', async (test) => {
    const { expect } = test
    const slack = await startFakeSlack({ transport: 'socket' })
    test.onTestFinished(() => slack.close())
    const env = { PORT: new URL(slack.apiUrl).port }
    const folder = temporaryFolder(test.onTestFinished)
    const child = await startAttache(slack, { folder, env, unready: true })
    expect((await child.exit()).code).toBe(1)
    expect(child.stderr.at(-1)).toMatch(/^attache: port \d+ on 127\.0\.0\.1 is in use; set PORT/)
  })

  it('reads of a missing scope, at /healthz, why a request is refused, and of an unhandled rejection at its end', async (test) => {
    const { expect } = test
    const hook = 'process.on("SIGUSR2", () => { void Promise.reject(new Error("nobody handles this")) })'
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` }
    const slack = await startFakeSlack({ transport: 'http', withhold: ['users:read', 'im:write'] })
    test.onTestFinished(() => slack.close())
    const folder = temporaryFolder(test.onTestFinished)
    const child = await startAttache(slack, { folder, args: ['--now', opening], env })
    test.onTestFinished(async () => {
      await child.kill()
    })
    const missing = warned(child)
    expect(missing).toEqual([
      "scopes are missing; install the app again from manifest/: im:write (a direct message whose answer is lost cannot be looked for; nor can the app's own be told from other people's, so commands there may be shown U only and refused), users:read (guests cannot be told from members, so everybody is shown U only, and only who was given a role records)",
    ])
    await expect
      .poll(() => health(child))
      .toEqual({
        status: 200,
        ok: true,
        transport: 'http',
        socket: 'none',
        slack: 'ok',
        lastTick: expect.stringMatching(/^2009-04-06T14:00:/),
      })
    // Slack verifies the address of the app's settings once, before it sends anything else there.
    const challenge = { type: 'url_verification', challenge: 'say-this-back' }
    const verified = await slack.deliver({ body: JSON.stringify(challenge) })
    expect(verified).toMatchObject({ status: 200, body: { challenge: challenge.challenge } })
    const refusing = async () => {
      const seen = await slack.command('maria', 'lima-nas', '/deadline', { expect: 'anything', deadline: 1 })
      return seen.ack.status
    }
    const skewed = (seconds: number) => {
      slack.faults.nextDelivery({ fault: 'skewed', seconds })
      return refusing()
    }
    // Said once of two, and again only once a time was right.
    for (const seconds of [-310, -320]) expect(await skewed(seconds)).toBe(401)
    for (const seconds of [290, 310, 320]) expect(await skewed(seconds)).toBe(200)
    slack.faults.nextDelivery({ fault: 'wrong-signature' })
    expect(await refusing()).toBe(401)
    await expect
      .poll(() => warned(child).slice(1))
      .toEqual([
        expect.stringMatching(/more than five minutes before this machine's.*set the clock right/),
        expect.stringMatching(/more than five minutes after this machine's.*set the clock right/),
        expect.stringMatching(/not signed with SLACK_SIGNING_SECRET/),
      ])
    // Who somebody is cannot be asked without the scope.
    expect((await slack.directMessage('maria', 'benchmark peru 2005')).text).toContain('withheld (SBU)')

    process.kill(child.pid, 'SIGUSR2')
    expect((await child.exit()).code).toBe(1)
    expect(warned(child).at(-1)).toBe('an unhandled rejection')
    expect(child.stderr.join()).toContain('nobody handles this')
  })
})

describe.concurrent('a disconnect frame that overtakes acknowledgements', () => {
  it('loses no answer, no event and no press, and doubles none', async (test) => {
    const { expect } = test
    const { slack, served, folder } = await serve(test, { transport: 'socket' })
    // Over the socket events alone say when they were sent.
    const { delivery, ...ahead } = slack.payloads.directMessage('maria', 'deadline reply')
    const event_time = Math.floor(Date.now() / 1_000) + 310
    await slack.perform({ ...ahead, delivery: { ...delivery, payload: { ...delivery.payload, event_time } } })
    expect(warned(served)).toEqual([
      expect.stringMatching(/more than five minutes after this machine's.*set the clock right/),
    ])

    const log = (quantity: number) => `log seizure ${quantity} kg cocaine at Callao`
    const back = () => slack.until(() => slack.connections() > 0, 'the program to come again', 15_000)
    const { messages } = await slack.command('maria', 'lima-nas', `/${log(2)}`)

    const event = slack.payloads.directMessage('maria', log(4))
    const underWay = Promise.all([
      slack.command('maria', 'lima-nas', `/${log(3)}`, {
        expect: 'anything',
        until: ({ text }) => text.includes('3 kg'),
      }),
      slack.perform(event, { expect: 'anything' }),
      slack.press('maria', messages[0] ?? never(), 'Void', {
        expect: 'anything',
        until: ({ text }) => text.includes('Voided L-1'),
      }),
    ])
    slack.disconnect('refresh_requested')
    const [recorded, first, voided] = await underWay
    expect([recorded, first, voided].map(({ ack }) => ack.status)).toEqual(['none', 'none', 'none'])
    expect(voided.text).toContain('Voided L-1')
    expect(recorded.text).toMatch(/Recorded L-\d+\D+3 kg/)
    await back()
    // Nobody acknowledged the event, so Slack sends it again.
    const again = await slack.perform(event, { expect: 'ack' }, { num: 1, reason: 'http_timeout' })
    expect(again.ack.status).toBe(200)
    await slack.until(() => directs(slack).length > 1, 'the answer to the event')
    expect(directs(slack).slice(1)).toEqual([expect.stringMatching(/Recorded L-\d+\D+4 kg/)])

    // Sent, and not read: nothing tells the program but that Slack had given the connection up.
    slack.faults.nextDelivery({ fault: 'ack-crossed' })
    const crossed = await slack.command('maria', 'lima-nas', `/${log(5)}`, {
      expect: 'anything',
      until: ({ text }) => text !== '',
    })
    expect(crossed.ack.status).toBe('none')
    expect(crossed.text).toMatch(/Recorded L-4.*Said again, to you alone/s)
    const store = new SqliteFile(join(folder, 'store.sqlite'), { readonly: true })
    const entries = store.rows<{ typed: string; state: string }>(
      'SELECT typed, state FROM entries ORDER BY typed, version',
    )
    store.close()
    expect(entries.map(({ typed, state }) => `${typed} ${state}`)).toEqual([
      'seizure 2 kg cocaine at Callao submitted',
      'seizure 2 kg cocaine at Callao void',
      ...[3, 4, 5].map((quantity) => `seizure ${quantity} kg cocaine at Callao submitted`),
    ])
  })
})

function never(): never {
  throw new Error('nothing was shown')
}
