import { describe, expect, it, test } from 'vitest'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listWatches } from '../../src/store/watches.ts'
import { openDesk, start, type } from '../desk.ts'

const channel = 'C-desk'

describe('a channel', () => {
  it('follows a country from now on, and says who set it up', async () => {
    const desk = await openDesk()
    const reply = await type(desk, '/watch Perú', { channel, member: 'ben' })
    expect(reply.to).toBe('channel')
    expect(renderPlainText(reply)).toContain(
      'This channel now follows Peru. Nudges and a Monday digest come here; set up by @ben.',
    )
    expect(await listWatches(desk.db, channel)).toEqual([{ channel, country: 'PE', since: start, by: 'ben' }])
  })

  it('that follows already stays as it is', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel, member: 'ben' })
    const reply = await type(desk, '/watch peru', { channel, now: '2009-05-01T14:00:00.000Z' })
    expect(reply.to).toBe('member')
    expect(renderPlainText(reply)).toContain('follows Peru already, since Mon 6 Apr 2009, set up by @ben')
    expect(await listWatches(desk.db, channel)).toMatchObject([{ since: start }])
  })

  it('set up by two at once is set up once', async () => {
    const desk = await openDesk()
    const replies = await Promise.all(
      ['ben', 'cal'].map((member) => type(desk, '/watch peru', { channel, member })),
    )
    const texts = replies.map(renderPlainText)
    expect(texts.filter((text) => text.includes('now follows'))).toHaveLength(1)
    const [watch] = await listWatches(desk.db, channel)
    expect(texts.find((text) => text.includes('already'))).toContain(`set up by @${watch?.by}`)
  })

  it.each([
    ['/watch off', 'This channel no longer follows Panama, Peru.', []],
    ['/watch off peru', 'This channel no longer follows Peru.', ['PA']],
    ['/watch off panama', 'This channel no longer follows Panama.', ['PE']],
  ])('%s: %s', async (line, expected, left) => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel })
    await type(desk, '/watch panama', { channel })
    expect(renderPlainText(await type(desk, line, { channel }))).toContain(expected)
    expect((await listWatches(desk.db, channel)).map(({ country }) => country)).toEqual(left)
    expect(await listWatches(desk.db, 'terminal')).toHaveLength(1)
  })

  it('that begins again begins anew', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel })
    await type(desk, '/watch off', { channel, now: '2009-05-01T14:00:00.000Z' })
    await type(desk, '/watch peru', { channel, now: '2009-05-02T14:00:00.000Z' })
    expect(await listWatches(desk.db, channel)).toMatchObject([{ since: '2009-05-02T14:00:00.000Z' }])
  })

  it('never begins before what was recorded last, whatever the clock says', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel, now: '2009-05-02T14:00:00.000Z' })
    await type(desk, '/watch panama', { channel, now: '2009-05-01T14:00:00.000Z' })
    for (const { since } of await listWatches(desk.db, channel))
      expect(since).toBe('2009-05-02T14:00:00.000Z')
  })
})

describe('preview', () => {
  const preview = async (now: string) => {
    const reply = await type(await openDesk(), '/watch preview', { now })
    const text = renderPlainText(reply)
    return [...text.matchAll(/^- (.*) \d\d\d\d 09:00 · (\S+): (.*)$/gm)].map(
      ([, day, id, step]) => `${day}, ${id}, ${step}`,
    )
  }

  it('prints the 2009 season as the plan has it', async () => {
    expect(await preview(start)).toEqual([
      'Mon 6 Apr, reply, notice',
      'Wed 8 Apr, reply, 14 days before',
      'Fri 17 Apr, reply, 7 days before',
      'Fri 17 Apr, report-card, 45 days before its window opens',
      'Wed 22 Apr, reply, 3 days before',
      'Fri 24 Apr, reply, 1 and 0 days before',
      'Mon 27 Apr, reply, overdue',
      'Tue 28 Apr, reply, overdue, validator too',
      'Thu 30 Apr, report-card, 30 days before its window opens',
      'Mon 4 May, reply, overdue',
    ])
  })

  it('goes on from the day it is', async () => {
    expect((await preview('2009-05-20T14:00:00.000Z')).slice(0, 4)).toEqual([
      'Fri 22 May, reply, overdue',
      'Fri 22 May, report-card, 7 days before its window opens',
      'Fri 29 May, report-card, 3 and 1 days before its window opens',
      'Mon 1 Jun, report-card, 0 days before its window opens',
    ])
  })

  it('sends nothing, and changes nothing', async () => {
    const desk = await openDesk()
    const first = await type(desk, '/watch preview')
    expect(await type(desk, '/watch preview')).toEqual(first)
    expect(await desk.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  })
})

test.each([
  ['/watch atlantis', /"atlantis" is no country that is held/, undefined],
  ['/watch boliva', /Did you mean \/watch bolivia\?/, undefined],
  ['/watch off bolivia', /This channel does not watch Bolivia/, undefined],
  ['/watch off', /This channel watches no country/, 'C-new'],
  ['/watch preview', /This channel watches no country, so nothing will be posted/, 'C-new'],
])('%s is refused', async (line, message, at) => {
  const desk = await openDesk()
  const reply = await type(desk, line, at === undefined ? {} : { channel: at })
  expect(reply.refused).toBe(true)
  expect(renderPlainText(reply)).toMatch(message)
})
