import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { Reply } from '../../src/commands/reply.ts'
import type { Instant } from '../../src/domain/date.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listDeadlineChanges } from '../../src/store/deadline-changes.ts'
import { openDesk, start, type } from '../desk.ts'

type Line = string | { as: string; line: string }

/** Types lines one after the other, on a desk of their own; the last answer, and all that was kept. */
async function tell(lines: readonly Line[], now: Instant = start) {
  const desk = await openDesk()
  const replies: Reply[] = []
  for (const said of lines) {
    const { as, line } = typeof said === 'string' ? { as: 'ana', line: said } : said
    replies.push(await type(desk, line, { member: as, now }))
  }
  const last = replies.at(-1)
  if (!last) throw new Error('nothing was typed')
  return { desk, last, text: renderPlainText(last), changes: await listDeadlineChanges(desk.db) }
}

const rui = (line: string) => ({ as: 'rui', line })
const add = '/deadline add "Post monthly CN report" every month on the 5th'

describe('what cannot be', () => {
  it.each([
    ['/deadline add "X report" 31 February', /no such day/],
    ['/deadline add "X report" every second', /More often than weekly/],
    ['/deadline add "X report" rrule FREQ=SECONDLY', /not more often/],
    ['/deadline add "X report" rrule FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', /never fall due/],
    ['/deadline add "X report" from 30 June to 1 June 2009', /cannot end before it starts/],
    ['/deadline add "X report" from 30 June 2009 to 1 June 2009', /last day is before the first/],
    ['/deadline add "X report" on 1 Apr 2009', /1 Apr 2009 has passed/],
    ['/deadline add "X report" from 1 Mar 2009 to 31 Mar 2009', /window ended on 31 Mar 2009/],
    ['/deadline add "X report" on 27 May zone Mars/Olympus', /no time zone/],
    ['/deadline add "X report" on 27 May for atlantis', /no country that is held/],
    ['/deadline add "X report" on 27 May owner ana', /write it with @/],
    ['/deadline add "X report" on 27 May class monthly', /no class/],
    ['/deadline add "X report" on 27 May strength heavy', /no strength/],
    ['/deadline add "X report"', /not understood/],
    ['/deadline add "" on 27 May', /1 to 140 characters/],
    [`/deadline add "${'x'.repeat(200)}" on 27 May`, /1 to 140 characters/],
    ['/deadline done', /Name a deadline/],
    ['/deadline done reply', /Done needs evidence/],
    ['/deadline done reply it was sent', /Words alone are no evidence/],
    ['/deadline done reply L-77', /no entry L-77/],
    ['/deadline done repli L-1', /no deadline "repli"/],
    ['/deadline done report-card-request 09 LIMA 1', /has no day/],
    ['/deadline validate reply', /No evidence is linked/],
    ['/deadline return reply', /Say why/],
    ['/deadline snooze reply', /Until when/],
    ['/deadline snooze reply 25 April', /no snooze passes the last working day before/],
    ['/deadline snooze reply 60 days', /\/deadline snooze reply 24 Apr 2009/],
    ['/deadline snooze reply 1 Apr 2009', /no day to come/],
    ['/deadline snooze reply soon', /no day to come/],
    ['/deadline reschedule reply to 2 May 2009', /Say why/],
    ['/deadline reschedule reply to 2 May 2009 because asked', /only with a source/],
    ['/deadline reschedule reply to 31 February because asked src 09 STATE 1', /no such day/],
    ['/deadline reschedule reply to 1 Apr 2009 because asked src 09 STATE 1', /has passed/],
    [
      '/deadline reschedule reply every month on the 5th because asked src 09 STATE 1',
      /one day or one window/,
    ],
    ['/deadline reschedule reply to 25 Apr 2009 because asked src 09 STATE 1', /due Sat 25 Apr 2009 already/],
    ['/deadline assign reply ana', /write it with @/],
    ['/deadline assign reply @ana as boss', /none of owner, alternate, validator/],
    ['/deadline remove reply because done', /of the data folder/],
    ['/deadline history nothing-such', /no deadline/],
    ['/deadline snoze reply 1 day', /Did you mean \/deadline snooze reply 1 day\?/],
  ])('%s is refused, privately, and nothing is kept', async (line, why) => {
    const { last, text, changes } = await tell([line])
    expect(last.refused).toBe(true)
    expect(last.to).toBe('member')
    expect(text).toMatch(why)
    expect(changes).toEqual([])
  })

  it('is refused again after what was done before', async () => {
    const done = '/deadline done reply 09 LIMA 531'
    for (const [lines, why] of [
      [[done, '/deadline validate reply'], /somebody else validates it/],
      [[done, done], /has evidence already/],
      ...[done, rui('/deadline validate reply')].map((again) => [
        [done, rui('/deadline validate reply'), again],
        /reply is done already.*Evidence 09 LIMA 531, by @\w+; validated by @rui/s,
      ]),
      [
        [
          add,
          '/deadline remove post-monthly-cn-report because error',
          rui('/deadline remove post-monthly-cn-report because twice'),
        ],
        /post-monthly-cn-report was removed\..*By @\w+, because error/s,
      ],
      [
        ['/deadline snooze reply 1 day', '/deadline snooze reply 1 day', '/deadline snooze reply 1 day'],
        /say why/,
      ],
      [
        ['/deadline assign reply @vic as validator', done, { as: 'bob', line: '/deadline validate reply' }],
        /only they, or an administrator.*Validator: @vic/s,
      ],
      [
        [
          add,
          '/deadline remove post-monthly-cn-report because error',
          '/deadline assign post-monthly-cn-report me',
        ],
        /was removed/,
      ],
    ] as [Line[], RegExp][]) {
      const { last, text } = await tell(lines)
      expect(last.refused).toBe(true)
      expect(text).toMatch(why)
    }
  })

  it('is not shown, or changed, above the ceiling of a channel', async () => {
    const { desk } = await tell([add])
    for (const line of ['', ' post-monthly-cn-report', ' history post-monthly-cn-report', ' export']) {
      const seen = await type(desk, `/deadline${line}`, { channel: 'C-low' })
      expect(renderPlainText(seen)).not.toMatch(/Post monthly/)
    }
    for (const line of ['snooze post-monthly-cn-report 1 day', 'assign post-monthly-cn-report me'])
      expect((await type(desk, `/deadline ${line}`, { channel: 'C-low' })).refused).toBe(true)
    const marked = await type(desk, '/deadline add "X (SBU) report" on 27 May for peru', { channel: 'C-low' })
    expect(renderPlainText(marked)).not.toContain('X (SBU)')
    expect(await listDeadlineChanges(desk.db)).toHaveLength(1)
  })
})

describe('what people say', () => {
  it('gives each deadline a slug of its own, and keeps that of one removed', async () => {
    const { changes } = await tell([
      add,
      add,
      '/deadline remove post-monthly-cn-report because twice',
      add,
      '/deadline add "The report to the Ministry of the Interior and others" on 27 May',
      '/deadline add "2009" on 27 May',
    ])
    const added = changes.filter(({ event }) => event.kind === 'added').map(({ deadline }) => deadline)
    expect(added).toEqual([
      'post-monthly-cn-report',
      'post-monthly-cn-report-2',
      'post-monthly-cn-report-3',
      'report-ministry-interior-others',
      'deadline',
    ])
  })

  it('is recorded once, however often a delivery comes', async () => {
    const desk = await openDesk()
    const { handle, readLine } = await import('../../src/commands/handle.ts')
    const { makeContext } = await import('../../src/commands/context.ts')
    const told: string[] = []
    for (let time = 0; time < 2; time++) {
      const call = readLine(add, { member: 'ana', channel: 'terminal', key: 'call/1' })
      told.push(renderPlainText(await handle(call, await makeContext(desk, call, start))))
    }
    const [change, ...others] = await listDeadlineChanges(desk.db)
    expect(others).toEqual([])
    for (const text of told) expect(text).toContain(`/deadline ${change?.deadline}\n`)
  })

  it('moves an internal deadline with a reason alone, and one from outside with a source', async () => {
    const inner = await tell([
      '/deadline add "Clear the card" on 27 May 2009',
      '/deadline reschedule clear-card to 29 May 2009 because the DCM is away',
    ])
    expect(inner.text).toContain('due Fri 29 May 2009, no longer Wed 27 May 2009')
    const outer = await tell([
      '/deadline reschedule report-card to 10 June 2009 because told src 09 STATE 50000',
      '/deadline report-card',
    ])
    expect(outer.text).toContain('Wed 10 Jun 2009')
    expect(outer.text).toContain('Moved once')
  })

  it('is offered the latest entries as evidence, a press each', async () => {
    const { last } = await tell([
      '/log seizure 5 kg cocaine at Callao',
      '/log seizure 7 kg cocaine at Callao',
      '/deadline done report-card',
    ])
    const calls = last.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
    expect(calls.map(({ call }) => call)).toEqual([
      'deadline done report-card L-2',
      'deadline done report-card L-1',
    ])
  })

  it('is shown as of its instant when shared', async () => {
    const desk = await openDesk()
    const channel = 'C-open'
    await type(desk, '/watch peru', { channel })
    const shown = await type(desk, '/deadline reply', { channel })
    const share = shown.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : [])).at(-1)
    await type(desk, '/deadline assign reply @zoe', { channel, now: '2009-04-07T14:00:00.000Z' })
    const shared = await type(desk, `/${share?.call}`, { channel, now: '2009-04-07T15:00:00.000Z' })
    expect(renderPlainText(shared)).not.toContain('@zoe')
    // What records is done once, and never shared.
    expect((await type(desk, `/share ${start} deadline assign reply @zoe`, { channel })).refused).toBe(true)
  })
})

describe('the file for calendar programs', () => {
  const events = async (lines: readonly Line[]) => {
    const { last } = await tell([...lines, '/deadline export'])
    const file = last.parts.find((part) => part.part === 'file')
    if (file?.part !== 'file' || !('text' in file)) throw new Error('no file was given')
    expect(file.text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR(?:\r\n)?$/)
    return new ICAL.Component(ICAL.parse(file.text))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))
  }
  const dates = (found: ICAL.Event[]) =>
    found.map(({ uid, startDate, endDate }) => `${uid} ${startDate} ${endDate}`)

  it('is read by another parser, whole days and windows with their last day in', async () => {
    const found = await events([])
    expect(dates(found)).toEqual([
      'reply@attache.deadlines 2009-04-25 2009-04-26',
      'report-card@attache.deadlines 2009-06-01 2009-07-01',
      'determination-2009@attache.deadlines 2009-09-15 2009-09-16',
      'incsr-2010@attache.deadlines 2010-03-01 2010-03-02',
    ])
    expect(found.every(({ startDate }) => startDate.isDate)).toBe(true)
  })

  it('escapes what people wrote, and says it back as written', async () => {
    const title = 'Señal: sent; read, done \\n or not'
    const [own] = (await events([`/deadline add "${title}" on 10 Apr 2009`])).filter(({ uid }) =>
      uid.startsWith('senal'),
    )
    expect(own?.summary).toBe(`(SBU) ${title}`)
  })

  it('keeps the UID of one that moved, with a higher sequence', async () => {
    const move = '/deadline reschedule reply to 2 May 2009 because asked src 09 STATE 40000'
    const [before] = await events([])
    const [after] = await events([move])
    expect([before?.uid, before?.sequence]).toEqual(['reply@attache.deadlines', 0])
    expect([after?.uid, after?.sequence, `${after?.startDate}`]).toEqual([
      'reply@attache.deadlines',
      1,
      '2009-05-02',
    ])
  })
})
