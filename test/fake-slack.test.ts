import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { clientOf, conversation, fakeSlack } from './fake-slack/bare-app.ts'

describe.each(['socket', 'http'] as const)('an app over %s', (transport) => {
  it('answers a command in its ack, privately', async () => {
    const { slack } = await conversation(transport)
    const seen = await slack.command('maria', '#lima-nas', '/deadline peru')
    expect(seen.text).toBe('Two things are due, maria')
    expect(seen.ack).toMatchObject({ status: 200, body: { text: 'Two things are due, maria' } })
    expect(slack.ephemeralsFor('maria')).toHaveLength(1)
    expect(slack.ephemeralsFor('john')).toEqual([])
    expect(slack.complaints).toEqual([])
  })

  it('answers later: by the response_url, by a post, by a form', async () => {
    const { slack } = await conversation(transport)
    expect((await slack.command('maria', '#lima-nas', '/ask when?')).text).toBe('The best passage')
    expect((await slack.command('maria', '#lima-nas', '/watch peru')).messages).toHaveLength(1)
    const { view } = await slack.command('maria', '#lima-nas', '/log')
    if (!view) throw new Error('no form')
    const refused = await slack.submit('maria', view, { 'What happened': 'nothing' })
    expect(refused.ack.body).toMatchObject({ errors: { what: 'Say what happened' } })
    const sent = await slack.submit('maria', view, { 'What happened': '250 kg' })
    expect(sent.text).toBe('Recorded: 250 kg')
    expect(() => slack.payloads.submit('maria', view, {})).toThrow('closed')
  })

  it('presses a button, which gives way to the outcome', async () => {
    const { slack } = await conversation(transport)
    const seen = await slack.command('maria', '#lima-nas', '/log seizure 250 kg')
    const [message] = seen.messages
    if (!message) throw new Error('nothing was said in the channel')
    const pressed = await slack.press('john', message, 'Record It')
    expect(pressed.updated.map(slack.plain)).toEqual(['Recorded as L-1'])
    expect(slack.channelMessages('#lima-nas').map(slack.plain)).toEqual(['Recorded as L-1'])
    expect(() => slack.payloads.press('john', message, 'Record It')).toThrow('nothing')
    expect(slack.payloads.press('john', message, 'Record It', { stale: true }).message).toBe(message)
  })

  it('hears mentions, direct messages and Home', async () => {
    const { slack, heard } = await conversation(transport)
    const mentioned = await slack.mention('maria', '#lima-nas', 'what is due & <when>?')
    expect(slack.transcript('#lima-nas')).toEqual(['maria: @attache what is due & <when>?', 'attache: Here'])
    expect(slack.thread('#lima-nas', mentioned.interaction.thread ?? '')).toHaveLength(2)
    expect(slack.channelMessages('#lima-nas')).toHaveLength(1)
    expect((await slack.directMessage('john', 'hello @maria')).text).toBe('Good day')
    expect(heard).toEqual(['<@UBOT> what is due &amp; &lt;when&gt;?', 'hello <@UMARIA|maria>'])
    const opened = await slack.openHome('maria')
    expect(slack.home('maria')).toBe(opened.home)
    if (!opened.home) throw new Error('no Home')
    expect((await slack.press('maria', opened.home, 'Log Progress')).view?.type).toBe('modal')
  })

  it('hears an event again, with the same id', async () => {
    const { slack, heard } = await conversation(transport)
    slack.faults.nextDelivery({ fault: 'twice' })
    const seen = await slack.directMessage('john', 'once', { until: ({ messages }) => messages.length === 2 })
    await slack.redeliver(seen, { until: ({ messages }) => messages.length === 1 })
    expect(heard).toEqual(['once', 'once', 'once'])
  })

  it('fails loudly when no answer comes', async () => {
    const { slack } = await conversation(transport)
    const never = { until: () => false, deadline: 60 }
    await expect(slack.command('maria', '#lima-nas', '/watch peru', never)).rejects.toThrow(
      /Waited 60 ms for the answer to UMARIA's slash_commands \/watch peru[\s\S]*chat.postMessage → ok/,
    )
    expect(
      (await slack.command('maria', '#lima-nas', '/watch peru', { ...never, expect: 'anything' })).text,
    ).toBe('Watching peru')
  })
})

it('sends nothing that Slack would not', async () => {
  const slack = await fakeSlack({ channels: [{ name: 'lima-nas' }, { name: 'other', bot: false }] })
  expect(() => slack.payloads.command('maria', '#lima-nas', '/nope')).toThrow('no command of the manifest')
  expect(() => slack.payloads.mention('maria', '#other', 'hello')).toThrow('not in #other')
  expect(() => slack.payloads.event({ type: 'reaction_added' })).toThrow('no event of the manifest')
  expect(() => slack.payloads.command('pedro', '#lima-nas', '/ask')).toThrow('Nobody')
})

describe('the socket', () => {
  it.each(['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets'] as const)(
    'is opened anew after %s',
    async (reason) => {
      const { slack } = await conversation('socket')
      slack.disconnect(reason)
      expect(slack.connections()).toBe(0)
      await slack.until(() => slack.connections() === 1, 'a new socket')
      expect((await slack.command('maria', '#lima-nas', '/deadline')).text).toContain('due')
    },
  )

  it('is opened anew after a cut, also when Slack refuses twice', async () => {
    const { slack } = await conversation('socket')
    slack.faults.next('apps.connections.open', { fault: 'refused', error: 'internal_error' }, 2)
    slack.cutSockets()
    await slack.until(() => slack.connections() === 0, 'the end of the socket')
    const lost = await slack.command('maria', '#lima-nas', '/deadline', { expect: 'anything', deadline: 1 })
    expect(lost.ack).toMatchObject({ status: 'none', reason: 'no socket is connected' })
    await slack.until(() => slack.connections() === 1, 'a new socket')
    expect(slack.calls.filter(({ outcome }) => outcome === 'internal_error')).toHaveLength(2)
    expect((await slack.command('maria', '#lima-nas', '/deadline')).text).toContain('due')
  })

  it('loses the ack that comes after a disconnect frame', async () => {
    const { slack } = await conversation('socket')
    const lost = slack.command('maria', '#lima-nas', '/deadline', { expect: 'anything', deadline: 1 })
    slack.disconnect('refresh_requested')
    expect((await lost).ack).toMatchObject({ status: 'none', reason: 'the socket closed before the ack' })
    await slack.until(() => slack.connections() === 1, 'a new socket')
    expect((await slack.command('maria', '#lima-nas', '/deadline')).text).toContain('due')
  })

  it('takes each address once', async () => {
    const slack = await fakeSlack({ transport: 'socket' })
    const { url } = await clientOf(slack, slack.appToken).apps.connections.open()
    const open = () =>
      new Promise((resolve) => {
        const socket = new WebSocket(String(url))
        socket.on('message', (data) => resolve(JSON.parse(String(data)).type))
        socket.on('error', ({ message }) => resolve(message))
      })
    expect(await open()).toBe('hello')
    expect(await open()).toContain('404')
  })
})

describe('signed HTTP', () => {
  it.each([
    ['a wrong signature', { fault: 'wrong-signature' }, 401],
    ['a clock six minutes behind', { fault: 'skewed', seconds: -360 }, 401],
    ['a clock four minutes behind', { fault: 'skewed', seconds: -240 }, 200],
  ] as const)('with %s', async (_, fault, status) => {
    const { slack } = await conversation('http')
    slack.faults.nextDelivery(fault)
    const seen = await slack.command('maria', '#lima-nas', '/deadline', { expect: 'anything', deadline: 1 })
    expect(seen.ack.status).toBe(status)
  })

  it('carries bytes that no Slack sends', async () => {
    const { slack } = await conversation('http')
    expect((await slack.deliver({ body: '{"type":' })).status).toBeGreaterThanOrEqual(400)
    const { delivery } = slack.payloads.command('maria', '#lima-nas', '/deadline')
    expect((await slack.deliver({ ...delivery, payload: { ...delivery.payload, user_id: '' } })).status).toBe(
      200,
    )
  })
})
