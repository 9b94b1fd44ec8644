import { describe, expect, it, test } from 'vitest'
import { makeContext } from '../../src/commands/context.ts'
import { handle } from '../../src/commands/handle.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { readWatchSettings } from '../../src/store/watch-settings.ts'
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

describe('off', () => {
  it('asks nothing, and says what stops', async () => {
    const desk = await openDesk()
    await type(desk, '/watch bolivia')
    const now = '2009-04-14T15:00:00.000Z'
    const own = renderPlainText(await type(desk, '/watch off peru', { now }))
    expect(own.split('\n')).toEqual([
      '[U] This channel no longer follows Peru. Its nudges stop; entries stay as they are.',
      'In the next 30 days 8 posts with nudges will not come:',
      '- reply · 7 nudges, the next Fri 17 Apr 2009 (7 days before)',
      '- report-card · 2 nudges, the next Fri 17 Apr 2009 (45 days before its window opens)',
      'To follow again: /watch peru',
    ])
    const last = renderPlainText(await type(desk, '/watch off', { now }))
    expect(last.split('\n')).toEqual([
      '[U] This channel no longer follows Bolivia. Its nudges and digest stop; entries stay as they are.',
      'In the next 30 days 4 digests will not come:',
      '- determination · none in that time, the next Wed 17 Jun 2009 (90 days before)',
      '- incsr · none in that time, the next Tue 1 Dec 2009 (90 days before)',
      'To follow again: /watch bolivia',
    ])
  })

  it('names some of many deadlines, counts the others, and is not paged', async () => {
    const desk = await openDesk()
    for (let number = 0; number < 30; number++)
      await type(desk, `/deadline add "Report ${number}" on ${(number % 20) + 8} May 2009`)
    const reply = await type(desk, '/watch off')
    expect(reply.marking).toBe('SBU')
    const text = renderPlainText(reply)
    expect(text.match(/^- /gm)).toHaveLength(8)
    expect(text).toContain('And 26 deadlines more.')
    expect(text).not.toContain('page')
  })
})

describe('preview', () => {
  const preview = async (now: string) => {
    const reply = await type(await openDesk(), '/watch preview', { now })
    const text = renderPlainText(reply)
    return [...text.matchAll(/^- (.*) \d\d\d\d 09:00 · (.*)$/gm)].map(([, day, posts]) => `${day}, ${posts}`)
  }

  it('prints the 2009 season as the plan has it, those of one moment as one post', async () => {
    expect(await preview(start)).toEqual([
      'Mon 6 Apr, reply: notice',
      'Wed 8 Apr, reply: 14 days before',
      'Fri 17 Apr, reply: 7 days before; report-card: 45 days before its window opens',
      'Wed 22 Apr, reply: 3 days before',
      'Fri 24 Apr, reply: 1 and 0 days before',
      'Mon 27 Apr, reply: overdue',
      'Tue 28 Apr, reply: overdue, validator too',
      'Thu 30 Apr, report-card: 30 days before its window opens',
      'Mon 4 May, reply: overdue',
      'Mon 11 May, reply: overdue',
    ])
  })

  it('goes on from the day it is', async () => {
    expect((await preview('2009-05-20T14:00:00.000Z')).slice(0, 3)).toEqual([
      'Fri 22 May, reply: overdue; report-card: 7 days before its window opens',
      'Fri 29 May, report-card: 3 and 1 days before its window opens',
      'Mon 1 Jun, report-card: on the day its window opens',
    ])
  })

  it('carries the marking of the deadlines it names', async () => {
    const desk = await openDesk()
    expect((await type(desk, '/watch preview')).marking).toBe('U')
    await type(desk, '/deadline add "Clear the card" on 10 Apr 2009')
    expect((await type(desk, '/watch preview')).marking).toBe('SBU')
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

describe('settings', () => {
  const told = async (lines: string[], member = 'ana', at = 'C-new') => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: at })
    const replies = []
    for (const line of lines) replies.push(await type(desk, line, { channel: at, member }))
    return { desk, text: replies.map((reply) => renderPlainText(reply)).join('\n'), last: replies.at(-1) }
  }

  it.each([
    [
      '/watch zone America/New_York',
      'From now on days and hours are those of America/New_York; set by @ana.',
    ],
    ['/watch calendars pe us', 'the holidays kept are those of Peru and US federal'],
    ['/watch hour 10:30', 'nudges and the digest come at 10:30'],
    ['/watch hour 9', 'nudges and the digest come at 09:00'],
    ['/watch digest off', 'no digest comes; nudges do'],
    ['/watch classes window yearly', 'only deadlines of these classes are nudged: yearly, window'],
    ['/watch classes all', 'deadlines of every class are nudged'],
  ])('%s', async (line, says) => {
    const { text, last } = await told([line])
    expect(text).toContain(says)
    expect(last?.to).toBe('channel')
  })

  it.each([
    ['/watch zone Mars/Olympus', /"Mars\/Olympus" is no time zone/],
    ['/watch zone EST', /"EST" is no time zone that is known/],
    ['/watch zone', /Say what zone is to be/],
    ['/watch calendars PE XX', /There is no calendar "XX"/],
    ['/watch hour 08:00', /between 09:00 and 17:00/],
    ['/watch hour 17:00', /between 09:00 and 17:00/],
    ['/watch hour noon', /between 09:00 and 17:00/],
    ['/watch digest maybe', /on or off/],
    ['/watch classes yearly windw', /"windw" is no class/],
    ['/watch ceiling SBU', /That takes an administrator/],
  ])('%s is refused, and nothing is kept', async (line, why) => {
    const { desk, text, last } = await told([line])
    expect(last?.refused).toBe(true)
    expect(text).toMatch(why)
    expect(await desk.db.selectFrom('watch_settings').selectAll().execute()).toEqual([])
  })

  it('move what is planned', async () => {
    const { text } = await told([
      '/watch hour 10:30',
      '/watch zone America/New_York',
      '/watch classes window',
      '/watch digest off',
      '/watch preview',
    ])
    const preview = text.slice(text.indexOf('posts in this channel'))
    expect(preview).toMatch(/^- Fri 17 Apr 2009 10:30 · report-card: 45 days before its window opens$/m)
    expect(preview).not.toMatch(/reply|determination/)
    expect(preview).toContain('The digest is off.')
  })

  it('raise a ceiling for administrators only, and never above that of the deployment', async () => {
    const { desk, text } = await told(['/watch ceiling SBU'], 'ada')
    expect(text).toContain('answers here go up to SBU')
    const seen = async (ceiling: 'U' | 'SBU') =>
      (await makeContext({ ...desk, ceiling }, { member: 'ana', channel: 'C-new' }, start)).channel.ceiling
    expect(await seen('SBU')).toBe('SBU')
    expect(await seen('U')).toBe('U')
    const low = await openDesk({ ceiling: 'U' })
    const refused = await type(low, '/watch ceiling SBU', { channel: 'C-new', member: 'ada' })
    expect(renderPlainText(refused)).toContain('The highest ceiling here is U')
  })

  it('are set by an administrator in the same form as all others, and by nobody who is none any more', async () => {
    const desk = await openDesk()
    const open = async (member: string, channel = 'C-new', on = desk) => {
      const part = (await type(on, '/watch settings', { member, channel })).parts.find(
        ({ part }) => part === 'form',
      )
      return part?.part === 'form'
        ? part.form.fields.map(({ name, choices }) => `${name} ${choices ?? ''}`)
        : []
    }
    const sent = async (member: string, fields: Record<string, string>, on = desk) => {
      const call = { command: 'watch', text: 'settings', member, channel: 'C-new', fields }
      return handle(call, await makeContext(on, call, start))
    }
    const shared = { ...desk, audience: async () => 'shared' as const }
    // Of the two the one that makes a difference here.
    expect((await open('ada')).slice(5)).toEqual(['ceiling U,SBU'])
    await type(shared, '/watch recording on', { member: 'ada', channel: 'C-shared' })
    expect((await open('ada', 'C-shared', shared)).slice(5)).toEqual(['recording on,off'])
    expect(await open('ada', 'terminal')).toHaveLength(5)
    expect(await open('ana')).toHaveLength(5)
    expect(await open('ada', 'C-new', { ...desk, ceiling: 'U' })).toHaveLength(5)

    const usual = { hour: '', digest: 'on', zone: '', calendars: '', classes: '' }
    const raised = await sent('ada', { ...usual, ceiling: 'SBU', recording: 'on' })
    expect(renderPlainText(raised)).toContain(
      'From now on answers here go up to SBU; members may record from here',
    )
    // What others set leaves it as it is.
    await sent('ana', { ...usual, hour: '10:30' })
    expect(await readWatchSettings(desk.db, 'C-new')).toEqual({
      ceiling: 'SBU',
      recording: 'on',
      opensAt: '10:30',
    })
    const forged = await sent('ana', { ...usual, ceiling: 'U', recording: 'off' })
    expect(renderPlainText(forged)).toContain('That takes an administrator')

    await sent('ada', { ...usual, ceiling: 'U', recording: 'off' })
    const refused = await sent('ada', { ...usual, ceiling: 'SBU', recording: 'off' }, shared)
    expect(refused.errors).toEqual({ ceiling: expect.stringContaining('shows U only') })
    const wrong = await sent('ada', { ...usual, hour: '23:00', ceiling: 'SBU' })
    expect(Object.keys(wrong.errors ?? {})).toEqual(['hour'])
    const marked = await sent('ada', { ...usual, zone: '(S//NF) Quillabamba', ceiling: 'SBU' })
    expect(JSON.stringify(marked)).not.toContain('Quillabamba')
    expect(await readWatchSettings(desk.db, 'C-new')).toEqual({ ceiling: 'U' })
  })

  it('follows several countries named in one line', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru, dominican republic and bolivia', { channel: 'C-new' })
    expect((await listWatches(desk.db, 'C-new')).map(({ country }) => country)).toEqual(['BO', 'DO', 'PE'])
    const refused = await type(desk, '/watch colombia atlantis', { channel: 'C-new' })
    expect(renderPlainText(refused)).toContain('"atlantis" is no country')
    expect(await listWatches(desk.db, 'C-new')).toHaveLength(3)
  })
})
