import { describe, expect, it } from 'vitest'
import { asking, clientOf, fakeSlack } from './bare-app.ts'

describe('a response_url', () => {
  const respond = async (url: unknown, body: object) => {
    const response = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) })
    return `${response.status} ${await response.text()}`
  }

  it('takes five answers in half an hour', async () => {
    let at = 1_000_000
    const slack = await fakeSlack({ now: () => at })
    const url = () => slack.payloads.command('maria', '#lima-nas', '/log').delivery.payload.response_url
    const first = url()
    for (let use = 0; use < 5; use += 1) expect(await respond(first, { text: 'x' })).toBe('200 ok')
    expect(await respond(first, { text: 'x' })).toContain('404 {"ok":false,"error":"used_url"')
    const late = url()
    at += 30 * 60_000 + 1
    expect(await respond(late, { text: 'x' })).toContain('expired_url')
    expect(slack.ephemeralsFor('maria')).toHaveLength(5)
  })

  it('shows in the channel when asked, deletes, and refuses what a message may not be', async () => {
    const slack = await fakeSlack()
    await clientOf(slack).chat.postMessage({ channel: 'CLIMANAS', ...asking })
    const [message] = slack.channelMessages('#lima-nas')
    if (!message) throw new Error('nothing was posted')
    const url = slack.payloads.press('maria', message, 'Leave It').delivery.payload.response_url
    expect(await respond(url, { text: 'For all', response_type: 'in_channel' })).toBe('200 ok')
    expect(await respond(url, { blocks: [] })).toContain('400')
    expect(await respond(url, { delete_original: true })).toBe('200 ok')
    expect(await respond(url, { replace_original: true, text: 'x' })).toContain('message_not_found')
    expect(slack.channelMessages('#lima-nas').map(slack.plain)).toEqual(['For all'])
    slack.faults.next('response_url', { fault: 'status', status: 500 })
    expect(await respond(url, { text: 'x' })).toContain('500')
    slack.faults.next('response_url', { fault: 'failed-after', error: 'internal_error' })
    expect(await respond(url, { text: 'Said all the same' })).toContain('500')
    expect(slack.ephemeralsFor('maria').map(slack.plain)).toEqual(['Said all the same'])
  })
})
