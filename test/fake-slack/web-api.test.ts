import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { asking, clientOf, fakeSlack, form, home } from './bare-app.ts'
import { startFakeSlack } from './fake-slack.ts'
import { readManifest } from './manifest.ts'

/** An app that asks for more than ours: the fake knows its methods too. */
const manifest = readManifest('http')
manifest.oauth_config.scopes.bot.push('channels:read', 'groups:read', 'im:write', 'users:read')

describe('the Web API', () => {
  const channels = [
    { name: 'lima-nas' },
    { name: 'open', bot: false },
    { name: 'hidden', bot: false, isPrivate: true },
    { name: 'old', isArchived: true },
  ]
  const say = (channel: string, more = {}) =>
    ['chat.postMessage', { channel, text: 'Good day', ...more }] as const
  const tooLong = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]

  it.each([
    [...say('COPEN'), 'not_in_channel'],
    [...say('CHIDDEN'), 'channel_not_found'],
    [...say('CNOWHERE'), 'channel_not_found'],
    [...say('COLD'), 'is_archived'],
    [...say('CLIMANAS', { text: '' }), 'no_text'],
    [...say('CLIMANAS', { text: 'x'.repeat(4_001) }), 'msg_too_long'],
    [...say('CLIMANAS', { text: '<!channel> look' }), 'invalid_blocks'],
    [...say('CLIMANAS', { blocks: tooLong }), 'invalid_blocks'],
    [...say('CLIMANAS', { thread_ts: '1.000000' }), 'thread_not_found'],
    [...say('CLIMANAS', { metadata: { key: 'no event' } }), 'invalid_metadata_format'],
    ['chat.postEphemeral', { channel: 'CLIMANAS', user: 'UPEDRO', text: 'x' }, 'user_not_in_channel'],
    ['chat.update', { channel: 'COLD', ts: '1.000000', text: 'x' }, 'is_inactive'],
    ['chat.update', { channel: 'CLIMANAS', ts: '1.000000', text: 'x' }, 'message_not_found'],
    ['chat.getPermalink', { channel: 'CLIMANAS', message_ts: '1.000000' }, 'message_not_found'],
    ['chat.delete', { channel: 'CLIMANAS', ts: '1.000000' }, 'unknown_method'],
    ['conversations.info', { channel: 'CHIDDEN' }, 'channel_not_found'],
    ['conversations.open', { users: 'UPEDRO' }, 'user_not_found'],
    ['conversations.history', { channel: 'COPEN' }, 'not_in_channel'],
    ['conversations.replies', { channel: 'CLIMANAS', ts: '1.000000' }, 'thread_not_found'],
    ['users.info', { user: 'UPEDRO' }, 'user_not_found'],
    ['views.open', { trigger_id: 'none', view: form }, 'invalid_arguments'],
    ['views.open', { trigger_id: 'none', view: { ...form, submit: undefined } }, 'invalid_arguments'],
    ['views.update', { view_id: 'V0', view: form }, 'not_found'],
    ['views.publish', { user_id: 'UPEDRO', view: home }, 'user_not_found'],
    ['views.publish', { user_id: 'UMARIA', view: form }, 'invalid_arguments'],
    ['apps.connections.open', {}, 'not_allowed_token_type'],
  ])('refuses %s', async (method, args, error) => {
    const slack = await fakeSlack({ manifest, channels, grant: ['channels:history', 'groups:history'] })
    await expect(clientOf(slack).apiCall(method, args)).rejects.toMatchObject({ data: { error } })
    expect(slack.calls.at(-1)).toMatchObject({ method, outcome: error, token: 'bot' })
  })

  it('asks for a token, the right one, and the scope of the manifest', async () => {
    const slack = await fakeSlack({ withhold: ['chat:write'] })
    const wrong = clientOf(slack, 'xoxb-other')
    await expect(wrong.auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } })
    const client = clientOf(slack)
    const granted = await client.auth.test()
    expect(granted.response_metadata?.scopes).toContain('commands')
    expect(granted.response_metadata?.scopes).not.toContain('chat:write')
    await expect(client.chat.postMessage({ channel: 'CLIMANAS', text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write' },
    })
    await expect(client.conversations.history({ channel: 'CLIMANAS' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'channels:history' },
    })
    slack.revokeTokens()
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } })
    await expect(startFakeSlack({ transport: 'http', grant: ['admin'] })).rejects.toThrow('no optional scope')
  })

  it('keeps messages with metadata, threads and pages', async () => {
    const slack = await fakeSlack({ grant: ['channels:history'] })
    const client = clientOf(slack)
    const metadata = { event_type: 'nudge', event_payload: { key: 'k1' } }
    const first = await client.chat.postMessage({ channel: 'CLIMANAS', text: 'One', metadata })
    await client.chat.postMessage({ channel: 'CLIMANAS', text: 'Reply', thread_ts: String(first.ts) })
    await client.chat.postMessage({ channel: 'CLIMANAS', text: 'Two' })
    slack.say('maria', '#lima-nas', 'Three')
    const history = (more = {}) => client.conversations.history({ channel: 'CLIMANAS', ...more })
    expect((await history()).messages?.map(({ text }) => text)).toEqual(['Three', 'Two', 'One'])
    expect((await history()).messages?.[2]).toMatchObject({ reply_count: 1 })
    expect((await history()).messages?.[2]).not.toHaveProperty('metadata')
    expect((await history({ include_all_metadata: true })).messages?.[2]).toMatchObject({ metadata })
    expect((await history({ oldest: first.ts })).messages).toHaveLength(2)
    expect((await history({ oldest: first.ts, inclusive: true })).messages).toHaveLength(3)
    const page = await history({ limit: 2 })
    expect(page.has_more).toBe(true)
    const cursor = page.response_metadata?.next_cursor
    expect((await history({ cursor })).messages?.map(({ text }) => text)).toEqual(['One'])
    const replies = await client.conversations.replies({ channel: 'CLIMANAS', ts: String(first.ts) })
    expect(replies.messages?.map(({ text }) => text)).toEqual(['One', 'Reply'])
  })

  it('tells of people and channels', async () => {
    const slack = await fakeSlack({
      manifest,
      channels: [
        { name: 'abroad', isShared: true },
        { name: 'inner', isPrivate: true },
      ],
    })
    const client = clientOf(slack)
    expect((await client.users.info({ user: 'UGRETA' })).user).toMatchObject({ is_restricted: true })
    expect((await client.conversations.info({ channel: 'CABROAD' })).channel).toMatchObject({
      is_ext_shared: true,
    })
    expect((await client.conversations.info({ channel: 'CINNER' })).channel).toMatchObject({
      is_private: true,
    })
    slack.removeBot('#inner')
    await expect(client.conversations.info({ channel: 'CINNER' })).rejects.toThrow('channel_not_found')
    expect((await client.conversations.open({ users: 'UMARIA' })).channel?.id).toBe('DMARIA')
    const { ts } = await client.chat.postMessage({ channel: 'UMARIA', ...asking, text: 'Privately' })
    expect(slack.directMessages('maria').map(slack.plain)).toEqual(['Privately'])
    await client.chat.update({ channel: 'DMARIA', ts: String(ts), text: 'Edited' })
    expect(slack.directMessages('maria')[0]).toMatchObject({ ...asking, text: 'Edited', edited: true })
    await client.chat.update({ channel: 'DMARIA', ts: String(ts), text: 'Edited', blocks: [] })
    expect(slack.directMessages('maria')[0]?.blocks).toEqual([])
    expect(
      (await client.chat.getPermalink({ channel: 'DMARIA', message_ts: String(ts) })).permalink,
    ).toContain('DMARIA')
  })

  it('takes a trigger once, within 3 s', async () => {
    let at = 1_000_000
    const slack = await fakeSlack({ now: () => at })
    const client = clientOf(slack)
    const trigger = () =>
      String(slack.payloads.command('maria', '#lima-nas', '/log').delivery.payload.trigger_id)
    const once = trigger()
    const opened = await client.views.open({ trigger_id: once, view: form })
    await expect(client.views.open({ trigger_id: once, view: form })).rejects.toThrow('exchanged_trigger_id')
    const late = trigger()
    at += 3_001
    await expect(client.views.open({ trigger_id: late, view: form })).rejects.toThrow('expired_trigger_id')
    const [id, hash] = [String(opened.view?.id), String(opened.view?.hash)]
    await client.views.update({ view_id: id, hash, view: form })
    await expect(client.views.update({ view_id: id, hash, view: form })).rejects.toThrow('hash_conflict')
  })

  it('sets prompts for a conversation, never for a thread', async () => {
    const slack = await fakeSlack()
    const prompts = [{ title: 'What is due?', message: 'deadline' }]
    const set = (more = {}) =>
      clientOf(slack).apiCall('assistant.threads.setSuggestedPrompts', {
        channel_id: 'DMARIA',
        prompts,
        ...more,
      })
    await set()
    expect(slack.complaints).toEqual([])
    await set({ thread_ts: '1.000000' })
    expect(slack.complaints[0]).toContain('does nothing')
  })

  it('limits posts to one a second in a channel when asked', async () => {
    let at = 1_000_000
    const slack = await fakeSlack({
      limitsPosts: true,
      now: () => at,
      channels: [{ name: 'one' }, { name: 'two' }],
    })
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, rejectRateLimitedCalls: true })
    await client.chat.postMessage({ channel: 'CONE', text: 'x' })
    await client.chat.postMessage({ channel: 'CTWO', text: 'x' })
    await expect(client.chat.postMessage({ channel: 'CONE', text: 'x' })).rejects.toThrow('rate')
    at += 1_000
    await client.chat.postMessage({ channel: 'CONE', text: 'x' })
  })
})
