import { describe, expect, it, test } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { readDeadlines } from '../../src/commands/deadline/find-deadline.ts'
import { describeHome } from '../../src/commands/home/home.ts'
import { describeDigest } from '../../src/commands/nudge/digest.ts'
import { gatherNudges } from '../../src/commands/nudge/gather.ts'
import { describeNudges } from '../../src/commands/nudge/message.ts'
import { nudgeState } from '../../src/commands/nudge/post.ts'
import type { Reply } from '../../src/commands/reply.ts'
import { planNudges } from '../../src/domain/nudge.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { addAnnotation } from '../../src/store/annotations.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { listWatches } from '../../src/store/watches.ts'
import { openDesk, start, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

const morning = (day: string) => `${day}T14:00:00.000Z`
const answer = async (line: string, day = '2009-04-06', channel = 'terminal') => {
  const reply = await type(await openDesk(), line, { now: morning(day), channel })
  return { ...reply, text: renderPlainText(reply) }
}

/** What the list says first of each, and its name. */
const listed = (text: string) =>
  [...text.matchAll(/^- (.*?) · .* · \/deadline (\S+)$/gm)].map(([, left, id]) => `${id}: ${left}`)

describe('beside the text held of its source', () => {
  const cite = { source: '09 STATE 32018', paragraph: 9, printed: 19, part: 'A' }
  const openHeld = async (marking: 'U' | 'SBU' = 'U') => {
    const desk = await openDesk()
    const text = 'Report by front channel cable no later than April 28.'
    const cable = inventedCable({ id: cite.source, paragraphs: [{ cite, text, marking, line: 1 }] })
    await keepDocument(desk.db, cable, { path: 'demarche.txt', by: 'ana', now: '2009-04-03T09:00:00.000Z' })
    const at = { source: cite.source, paragraph: 9, part: 'A' }
    const noted = {
      says: 'the desk moved it by phone',
      shownBy: 'https://x.example/1',
      marking: 'U' as const,
    }
    const change = { changedBy: 'ana', changedAt: '2009-04-04T09:00:00.000Z' }
    await addAnnotation(desk.db, { id: 'A-1', version: 1, at, state: 'standing', ...noted, ...change })
    return desk
  }
  const flat = (reply: Reply) => renderPlainText(reply).replace(/\s+/g, ' ')
  const show = async (line: string) => flat(await type(await openHeld(), line))

  test.each(['/deadline reply', '/deadline history reply'])(
    '%s says where that differs, and what was noted there',
    async (line) => {
      const text = await show(line)
      expect(text).toContain('Ours and the paragraph differ: "no later than April 25"')
      expect(text).toContain('in the copy we read, and not in the text held')
      expect(text).toContain('the desk moved it by phone')
    },
  )

  test('an exported calendar says it too, and of which copy the fault is', async () => {
    // Its lines are folded anywhere.
    const text = (await show('/deadline export')).replace(/ /g, '')
    expect(text).toContain('STATE32018¶9(A)(printed19)')
    expect(text.match(/"nolaterthanApril25"(?=standsinoursonly)/g)).toHaveLength(1)
    expect(text).toContain('inthecopyweread\\,andnotinthetextheld:09STATE32018¶9(A)(printed19)prints')
  })

  test.each(['U', 'SBU'] as const)(
    'lists, Home, digest and nudge say so in few words, as %s',
    async (marking) => {
      const desk = await openHeld(marking)
      const now = morning('2009-04-22')
      const context = await makeContext(desk, { member: '', channel: terminal }, now)
      const book = await readDeadlines(context)
      const { knowledge } = desk
      const state = nudgeState(knowledge, book, context.channel, await listWatches(desk.db), start, now)
      if (!state) throw new Error('nobody watches')
      const nudges = planNudges({ ...state, from: start, until: now })
        .flatMap((nudge) => ('occurrence' in nudge && nudge.occurrence.startsWith('reply') ? [nudge] : []))
        .slice(-1)
      const facts = await gatherNudges(nudges, state, book, context)
      const said = [
        await type(desk, '/deadline'),
        await describeHome({ member: '' }, context),
        await describeDigest(context),
        describeNudges(nudges, facts, { state, book, knowledge, now, setBy: 'ana' }),
      ]
      for (const reply of said) {
        expect(flat(reply)).toContain('09 STATE 32018 ¶9(A) (printed 19), ours and the text held differ')
        expect(reply.marking).toBe(marking)
      }
    },
  )
})

describe('the list, soonest first', () => {
  test.each([
    ['2009-04-06', ['reply: 19 days left', 'report-card: opens in 56 days', 'determination: 162 days left']],
    ['2009-04-24', ['reply: 1 day left', 'report-card: opens in 38 days', 'determination: 144 days left']],
    ['2009-04-25', ['reply: due today']],
    ['2009-04-28', ['reply: 3 days overdue', 'report-card: opens in 34 days']],
    ['2009-06-01', ['reply: 37 days overdue', 'report-card: open, 29 days left']],
    [
      '2009-06-30',
      ['reply: 66 days overdue', 'report-card: open, closes today', 'determination: 77 days left'],
    ],
    ['2009-07-02', ['reply: 68 days overdue', 'report-card: 2 days overdue', 'determination: 75 days left']],
    [
      '2009-09-15',
      [
        'reply: 143 days overdue',
        'report-card: 77 days overdue',
        'determination: due today',
        'incsr: 167 days left',
      ],
    ],
  ])('on %s: %j', async (day, first) => {
    expect(listed((await answer('/deadline', day)).text).slice(0, first.length)).toEqual(first)
  })

  it('lists the two that have no day apart, and nudges neither', async () => {
    const { text } = await answer('/deadline')
    expect(text).toMatch(/Without a day: .*report-card-request.*monthly-report/)
    for (const id of ['report-card-request', 'monthly-report'])
      expect((await answer(`/deadline ${id}`)).text).toContain('Listed only: no nudge is sent for it.')
  })

  it('starts with what is next', async () => {
    const { text } = await answer('/deadline')
    expect(text).toMatch(/Next: Report the Government of Peru's responses.*, Sat 25 Apr 2009, 19 days left\./)
  })

  it('says first what is overdue, then what is next', async () => {
    const { text } = await answer('/deadline', '2009-07-02')
    expect(text).toMatch(
      /^2 overdue\. Next: Majors List report and determinations, Tue 15 Sep 2009, 75 days left\./m,
    )
  })

  it('shows a channel that watches nothing every country’s deadlines, and says how to see more', async () => {
    const { text } = await answer('/deadline', '2009-04-06', 'C-new')
    expect(listed(text).map((line) => line.split(':')[0])).toEqual(['determination', 'incsr'])
    expect(text).toContain('Try /watch peru')
  })

  it('shows those of a country asked for', async () => {
    expect(listed((await answer('/deadline peru', '2009-04-06', 'C-new')).text)[0]).toBe(
      'reply: 19 days left',
    )
    expect((await answer('/deadline bolivia')).text).not.toContain('Embassy Lima')
  })
})

describe('one', () => {
  test.each([
    ['/deadline reply', 'Due: Sat 25 Apr 2009 · 19 days left'],
    ['/deadline reply', 'Last working day: Fri 24 Apr 2009 (closed on the day: Saturday)'],
    ['/deadline reply', '"no later than April 25" (our reading (the year is that of the cable'],
    ['/deadline reply', 'the day ends in Washington'],
    ['/deadline reply', 'Owed: by Embassy Lima to Department of State · required'],
    ['/deadline reply', 'Owner: nobody is named'],
    ['/deadline reply', 'Source: 09 STATE 32018 ¶9(A) (printed 19)'],
    ['/deadline report card', 'Mon 1 Jun 2009 to Tue 30 Jun 2009 · opens in 56 days'],
    ['/deadline report-card', 'Source: 09 STATE 32018 ¶12'],
    ['/deadline report-card-request', 'early June 2009, no day given'],
    ['/deadline report-card-request', 'Source: 09 STATE 32018 ¶6'],
    ['/deadline determination', 'Owed: by the President to Congress · required'],
    ['/deadline incsr', 'Owed: by Department of State to Congress · required'],
    ['/deadline incsr', 'Due: Mon 1 Mar 2010 · 329 days left'],
    ['/deadline incsr 2010', 'Due: Mon 1 Mar 2010'],
    ['/deadline INCSR', 'Due: Mon 1 Mar 2010'],
  ])('%s says %s', async (line, expected) => {
    expect((await answer(line)).text).toContain(expected)
  })

  test.each([
    ['/deadline determination', '2009-09-15', 'due today'],
    ['/deadline determination', '2009-09-16', 'Tue 15 Sep 2009 · 1 day overdue'],
    ['/deadline determination', '2009-11-16', 'Wed 15 Sep 2010 · 303 days left'],
    ['/deadline incsr', '2010-03-01', 'due today'],
    ['/deadline incsr', '2015-02-02', 'Last working day: Fri 27 Feb 2015 (closed on the day: Sunday)'],
    ['/deadline incsr', '2012-02-29', '1 day left'],
  ])('%s on %s: %s', async (line, day, expected) => {
    expect((await answer(line, day)).text).toContain(expected)
  })
})

test.each([
  ['/deadline christmas', /There is no deadline "christmas"\. Held: reply, /],
  ['/deadline determinaton', /Did you mean \/deadline determination\?/],
  ['/deadline report', /fits \d deadlines: .*Name one\./],
])('%s is refused', async (line, message) => {
  const { text, refused } = await answer(line)
  expect(refused).toBe(true)
  expect(text).toMatch(message)
})

test.each([
  ['/deadline christmas', /There is no deadline "christmas"/],
  ['/deadline raid', /There is no deadline "raid"/],
  ['/deadline raid-monzn', /There is no deadline/],
  ['/deadline don raid-monzon', /There is no deadline "don raid-monzon"/],
  ['/deadline history raid', /There is no deadline "raid"/],
  ['/deadline raid monzon', /^\[U\]\n1 item withheld \(SBU\)$/],
  ['/deadline history raid-monzon', /^\[U\]\n1 item withheld \(SBU\)$/],
])('%s tells a channel at U nothing of one that is SBU', async (line, message) => {
  const desk = await openDesk()
  await type(desk, '/deadline add "Raid on Monzon" on 30 Nov 2009 for peru mark SBU')
  const text = renderPlainText(await type(desk, line, { channel: 'C-open' }))
  expect(text).toMatch(message)
  expect(text.replace(/You typed: .*/, '').replace(/no deadline "[^"]*"/, '')).not.toMatch(/raid/i)
})
