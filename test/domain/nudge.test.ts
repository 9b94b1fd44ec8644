import { describe, expect, it } from 'vitest'
import { dateIn, type Instant, toInstant, weekday } from '../../src/domain/date.ts'
import { type Digest, dueNudges, messagesOf, type Nudge, planNudges } from '../../src/domain/nudge.ts'
import { both } from './calendars-2009.ts'
import {
  asIfDone,
  at,
  deadline,
  determination,
  lima,
  ofDeadlines,
  plan,
  reply,
  reportCard,
  request,
  sayAll,
  state,
  watch,
  wholeSeason,
} from './nudges-2009.ts'

describe('the season of 2009, as it must come out', () => {
  const rows = `
    2009-04-06 reply notice
    2009-04-08 reply 14
    2009-04-17 reply 7
    2009-04-17 report-card 45
    2009-04-22 reply 3
    2009-04-24 reply 1 and 0
    2009-04-27 reply overdue
    2009-04-28 reply overdue, validator too
    2009-04-30 report-card 30
    2009-05-04 reply overdue
    2009-05-11 reply overdue
    2009-05-18 reply overdue
    2009-05-18 report-card 14
    2009-05-22 reply overdue
    2009-05-22 report-card 7
    2009-05-29 report-card 3 and 1
    2009-06-01 report-card 0
    2009-06-17 determination-2009 90
    2009-07-17 determination-2009 60
    2009-08-14 determination-2009 30
    2009-09-01 determination-2009 14
    2009-09-08 determination-2009 7
    2009-09-11 determination-2009 3
    2009-09-14 determination-2009 1
    2009-09-15 determination-2009 0
    2009-12-01 incsr-2010 90
    2009-12-31 incsr-2010 60
    2010-01-29 incsr-2010 30
    2010-02-12 incsr-2010 14
    2010-02-22 incsr-2010 7
    2010-02-26 incsr-2010 3 and 1
    2010-03-01 incsr-2010 0`
  const expected = rows.trim().split(/\n\s+/)

  it('is planned', () => {
    expect(sayAll(ofDeadlines(plan()))).toEqual(expected)
  })

  it('is posted by a tick every six hours, with nothing late and nothing skipped', () => {
    const posted: Nudge[] = []
    const sent = new Set<string>()
    for (let now = Date.parse(wholeSeason.from); now <= Date.parse(wholeSeason.until); now += 6 * 3_600_000) {
      const tick = toInstant(now)
      const done = new Map([...asIfDone].filter(([, day]) => day < dateIn(tick, lima)))
      const { post, superseded } = dueNudges({ ...state, done }, sent, tick)
      expect(superseded).toEqual([])
      for (const nudge of post) sent.add(nudge.key)
      posted.push(...post)
    }
    expect(posted).toEqual(plan())
  }, 60_000)

  it('names its posts', () => {
    const keys = ofDeadlines(plan({ deadlines: [reply] })).map(({ key }) => key)
    expect(keys.slice(0, 7)).toEqual([
      'nudge/reply/notice/C1',
      'nudge/reply/14/C1',
      'nudge/reply/7/C1',
      'nudge/reply/3/C1',
      'nudge/reply/0/C1',
      'nudge/reply/overdue-1/C1',
      'nudge/reply/overdue-2/C1',
    ])
  })

  it('has a digest each Monday, moved to the next working day', () => {
    const digests = plan({}, { from: at('2009-05-04'), until: at('2009-06-30') }).filter(
      (nudge): nudge is Digest => nudge.kind === 'digest',
    )
    expect(sayAll(digests)).toEqual([
      '2009-05-04 digest of 2009-05-04',
      '2009-05-11 digest of 2009-05-11',
      '2009-05-18 digest of 2009-05-18',
      '2009-05-26 digest of 2009-05-25',
      '2009-06-01 digest of 2009-06-01',
      '2009-06-08 digest of 2009-06-08',
      '2009-06-15 digest of 2009-06-15',
      '2009-06-22 digest of 2009-06-22',
      '2009-06-30 digest of 2009-06-29',
    ])
    expect(digests[3]?.key).toBe('nudge/digest/2009-05-25/C1')
  })
})

describe('what a watch gets', () => {
  const peruSince = (since: Instant) =>
    sayAll(
      ofDeadlines(plan({ watch: { ...watch, follows: [{ country: 'PE', since }] }, deadlines: [reply] })),
    )

  it.each([
    ['during opening hours: at once', '2009-04-15', '10:17', '2009-04-15 10:17 reply notice'],
    ['before opening: at nine', '2009-04-15', '06:00', '2009-04-15 reply notice'],
    ['at the last minute', '2009-04-15', '16:59', '2009-04-15 16:59 reply notice'],
    ['at closing time: the next day', '2009-04-15', '17:00', '2009-04-16 reply notice'],
    ['in Holy Week: after it', '2009-04-09', '10:00', '2009-04-13 reply notice'],
    [
      'on a day with a step, before it: one nudge for both',
      '2009-04-17',
      '08:00',
      '2009-04-17 reply notice 7',
    ],
    [
      'on a day with a step, after it: one nudge for both',
      '2009-04-17',
      '11:30',
      '2009-04-17 11:30 reply notice 7',
    ],
    ['on the due day, a Saturday: overdue at once', '2009-04-25', '10:00', '2009-04-27 reply overdue'],
  ])('begun %s', (_when, date, time, first) => {
    expect(peruSince(at(date, time))[0]).toBe(first)
  })

  it('has no step that was before it, and no deadline that was', () => {
    expect(peruSince(at('2009-04-23', '10:00')).slice(0, 3)).toEqual([
      '2009-04-23 10:00 reply notice',
      '2009-04-24 reply 1 and 0',
      '2009-04-27 reply overdue',
    ])
    expect(peruSince(at('2009-04-26', '10:00'))).toEqual([])
  })

  it('begins with the registration where that is later', () => {
    const registered = new Map([['reply', at('2009-04-20', '11:00')]])
    expect(sayAll(ofDeadlines(plan({ deadlines: [reply], registered }))).slice(0, 2)).toEqual([
      '2009-04-20 11:00 reply notice',
      '2009-04-22 reply 3',
    ])
    expect(plan({ deadlines: [reply], registered: new Map([['reply', at('2009-01-01')]]) })).toEqual(
      plan({ deadlines: [reply] }),
    )
  })

  it("is of its own countries' deadlines, and a regime's once however many it follows", () => {
    const following = (...countries: string[]) => ({
      ...watch,
      follows: countries.map((country) => ({ country, since: wholeSeason.from })),
    })
    expect(plan({ watch: following('CO'), deadlines: [reply, reportCard] })).toEqual(plan({ deadlines: [] }))
    expect(plan({ watch: following('PE', 'CO', 'BO', 'EC') })).toEqual(plan())
    expect(plan({ watch: following() })).toEqual([])
  })

  it("takes each country's own beginning, and the earliest for a regime's", () => {
    const follows = [
      { country: 'CO', since: at('2009-07-01') },
      { country: 'PE', since: at('2009-09-05') },
    ]
    const own = deadline('own', 'yearly', { on: '2009-09-15' }, { country: 'PE' })
    const nudges = plan({ watch: { ...watch, follows }, deadlines: [own, determination] })
    expect(sayAll(ofDeadlines(nudges)).slice(0, 5)).toEqual([
      '2009-07-17 determination-2009 60',
      '2009-08-14 determination-2009 30',
      '2009-09-01 determination-2009 14',
      '2009-09-08 determination-2009 7',
      '2009-09-08 own 7',
    ])
  })

  it('never has one that is only listed, or has no date', () => {
    const undated = deadline('monthly-report', 'recurring', { none: 'monthly' })
    expect(ofDeadlines(plan({ deadlines: [request, undated] }))).toEqual([])
  })

  it('stops after the day it was done, and not before', () => {
    const done = new Map([['reply', '2009-04-22']])
    expect(sayAll(ofDeadlines(plan({ deadlines: [reply], done }))).at(-1)).toBe('2009-04-22 reply 3')
    expect(
      ofDeadlines(
        dueNudges({ ...state, deadlines: [reply], done }, new Set(), at('2009-04-22', '15:00')).post,
      ),
    ).toEqual([])
  })

  it('counts working days for recurring and internal deadlines', () => {
    const internal = deadline('clearance', 'internal', { on: '2009-05-27' })
    const recurring = deadline('monthly', 'recurring', { on: '2009-05-03' })
    const done = new Map([
      ['clearance', '2009-05-27'],
      ['monthly', '2009-05-03'],
    ])
    expect(sayAll(ofDeadlines(plan({ deadlines: [internal, recurring], done })))).toEqual([
      '2009-04-24 monthly 5',
      '2009-04-30 monthly 1 and 0',
      '2009-05-21 clearance 3',
      '2009-05-26 clearance 1',
      '2009-05-27 clearance 0',
    ])
  })

  it('takes a window as overdue after its last day', () => {
    const overdue = ofDeadlines(plan({ deadlines: [reportCard], done: new Map() })).filter(
      ({ kind }) => kind === 'overdue',
    )
    expect(sayAll(overdue)).toEqual([
      '2009-07-01 report-card overdue',
      '2009-07-02 report-card overdue, validator too',
      '2009-07-08 report-card overdue',
      '2009-07-15 report-card overdue',
      '2009-07-22 report-card overdue',
      '2009-07-27 report-card overdue',
    ])
  })
})

describe('a snooze', () => {
  const snoozed = (...snoozes: [on: string, until: string][]) =>
    sayAll(
      ofDeadlines(
        plan({
          deadlines: [reply],
          snoozes: new Map([['reply', snoozes.map(([on, until]) => ({ at: at(on, '10:00'), until }))]]),
        }),
      ),
    ).slice(0, 6)

  it('moves the nudges until its day onto that day, and the deadline not at all', () => {
    expect(snoozed(['2009-04-15', '2009-04-21'])).toEqual([
      '2009-04-06 reply notice',
      '2009-04-08 reply 14',
      '2009-04-21 reply snoozed',
      '2009-04-22 reply 3',
      '2009-04-24 reply 1 and 0',
      '2009-04-27 reply overdue',
    ])
  })

  it('that ends on a day with a step is that step', () => {
    expect(snoozed(['2009-04-15', '2009-04-22'])).toEqual([
      '2009-04-06 reply notice',
      '2009-04-08 reply 14',
      '2009-04-22 reply 3',
      '2009-04-24 reply 1 and 0',
      '2009-04-27 reply overdue',
      '2009-04-28 reply overdue, validator too',
    ])
  })

  it('that follows another moves its day on; each has a key of its own', () => {
    expect(snoozed(['2009-04-08', '2009-04-14'], ['2009-04-14', '2009-04-16']).slice(1, 4)).toEqual([
      '2009-04-08 reply 14',
      '2009-04-14 reply snoozed',
      '2009-04-16 reply snoozed',
    ])
    expect(snoozed(['2009-04-08', '2009-04-14'], ['2009-04-13', '2009-04-16']).slice(1, 4)).toEqual([
      '2009-04-08 reply 14',
      '2009-04-16 reply snoozed',
      '2009-04-17 reply 7',
    ])
  })
})

describe('a reschedule', () => {
  const moved = { opens: '2009-05-08', due: '2009-05-08', at: at('2009-04-15', '10:00') }

  it('has the ladder of the new day from then on, with keys of its own', () => {
    const nudges = ofDeadlines(plan({ deadlines: [reply], moves: new Map([['reply', [moved]]]) }))
    expect(sayAll(nudges).slice(0, 5)).toEqual([
      '2009-04-24 reply 14',
      '2009-04-30 reply 7',
      '2009-05-05 reply 3',
      '2009-05-07 reply 1',
      '2009-05-08 reply 0',
    ])
    expect(nudges[0]?.key).toBe('nudge/reply~1/14/C1')
  })

  it('cancels the steps of the day it had, sent or not', () => {
    const before = dueNudges({ ...state, deadlines: [reply] }, new Set(), at('2009-04-14')).post
    const sent = new Set(before.map(({ key }) => key))
    const after = { ...state, deadlines: [reply], moves: new Map([['reply', [moved]]]) }
    expect(ofDeadlines(dueNudges(after, sent, at('2009-04-22')).post)).toEqual([])
    expect(sayAll(ofDeadlines(dueNudges(after, sent, at('2009-04-24')).post))).toEqual([
      '2009-04-24 reply 14',
    ])
  })
})

describe('an hour of its own', () => {
  it('is when a channel is told, and before it nobody is', () => {
    const late = { ...watch, opensAt: '10:30' }
    const nudges = plan({ watch: late, deadlines: [reportCard] })
    expect(sayAll(ofDeadlines(nudges))[0]).toBe('2009-04-17 10:30 report-card 45')
    const tick = (time: string) =>
      dueNudges({ ...state, watch: late, deadlines: [reportCard] }, new Set(), at('2009-04-17', time)).post
    expect(tick('10:29')).toEqual([])
    expect(tick('10:30').length).toBeGreaterThan(0)
  })
})

describe('a clock that jumps a year on and back', () => {
  it('says nothing twice, and nothing that was not planned by then', () => {
    const tick = (sent: Set<string>, day: string) => {
      const { post, superseded } = dueNudges({ ...state, done: new Map() }, sent, at(day, '10:00'))
      for (const key of [...post.map((nudge) => nudge.key), ...superseded]) {
        expect(sent.has(key)).toBe(false)
        sent.add(key)
      }
      return post
    }
    const sent = new Set<string>()
    tick(sent, '2009-04-14')
    expect(tick(sent, '2010-04-14').length).toBeGreaterThan(0)
    for (const day of ['2009-04-15', '2009-04-17', '2009-04-24', '2009-09-15'])
      expect(tick(sent, day)).toEqual([])
  })
})

describe('messages', () => {
  it('say all deadlines of one moment together, and a digest alone', () => {
    const post = plan({}, { from: at('2009-04-17'), until: at('2009-04-20', '10:00') })
    expect(messagesOf(post).map((message) => sayAll(message))).toEqual([
      ['2009-04-17 reply 7', '2009-04-17 report-card 45'],
      ['2009-04-20 digest of 2009-04-20'],
    ])
    expect(messagesOf([])).toEqual([])
  })
})

describe('a week without a working day', () => {
  const days = ['2009-05-18', '2009-05-19', '2009-05-20', '2009-05-21', '2009-05-22', '2009-05-25']
  const strike = {
    id: 'X',
    name: 'Strike',
    weekend: [],
    closed: Object.fromEntries(days.map((day) => [day, 'Strike'])),
  }
  const struck = { ...watch, calendars: [...both, strike] }

  it('moves no overdue nudge onto the one before it', () => {
    const early = deadline('early', 'internal', { on: '2009-05-13' })
    const overdue = plan({ watch: struck, deadlines: [early] }).filter(({ kind }) => kind === 'overdue')
    expect(sayAll(overdue)).toEqual([
      '2009-05-14 early overdue',
      '2009-05-15 early overdue, validator too',
      '2009-05-28 early overdue',
      '2009-06-04 early overdue',
      '2009-06-11 early overdue',
    ])
  })

  it('has no digest', () => {
    const span = { from: at('2009-05-11'), until: at('2009-05-29') }
    expect(sayAll(plan({ watch: struck, deadlines: [] }, span))).toEqual([
      '2009-05-11 digest of 2009-05-11',
      '2009-05-26 digest of 2009-05-25',
    ])
  })
})

describe('after downtime', () => {
  const tick = (date: string, time: string, sent: ReadonlySet<string> = new Set(), deadlines = [reply]) =>
    dueNudges({ ...state, deadlines, done: new Map() }, sent, at(date, time))

  it('posts the latest missed step of each deadline only, late, and names what it supersedes', () => {
    const { post, superseded } = tick('2009-04-23', '11:00', new Set(), [reply, reportCard])
    expect(sayAll(post)).toEqual([
      '2009-04-22 reply 3 late',
      '2009-04-17 report-card 45 late',
      '2009-04-20 digest of 2009-04-20 late',
    ])
    expect(superseded.filter((key) => key.includes('reply'))).toEqual([
      'nudge/reply/notice/C1',
      'nudge/reply/14/C1',
      'nudge/reply/7/C1',
    ])
  })

  it('leaves what was missed more than a year ago', () => {
    expect(ofDeadlines(tick('2010-05-21', '10:00').post)).toHaveLength(1)
    expect(ofDeadlines(tick('2010-05-24', '10:00').post)).toEqual([])
  })

  it('is not late on the same day', () => {
    expect(sayAll(tick('2009-04-22', '16:59').post)).toContain('2009-04-22 reply 3')
  })

  it('says nothing outside opening hours or on a closed day', () => {
    for (const [date, time] of [
      ['2009-04-22', '08:59'],
      ['2009-04-22', '17:00'],
      ['2009-04-25', '10:00'],
      ['2009-05-01', '10:00'],
    ] as const) {
      expect(tick(date, time)).toEqual({ post: [], superseded: [] })
    }
  })

  it('does not post an older step once a newer one is sent', () => {
    const { post, superseded } = tick(
      '2009-04-23',
      '11:00',
      new Set(['nudge/reply/3/C1', 'nudge/reply/notice/C1']),
    )
    expect(ofDeadlines(post)).toEqual([])
    expect(superseded.filter((key) => key.includes('reply'))).toEqual([
      'nudge/reply/14/C1',
      'nudge/reply/7/C1',
    ])
  })

  it('tells the validator with the nudge that replaces the one missed', () => {
    expect(sayAll(ofDeadlines(tick('2009-05-05', '10:00').post))).toEqual([
      '2009-05-04 reply overdue, validator too late',
    ])
    const told = new Set(['nudge/reply/overdue-2/C1'])
    expect(sayAll(ofDeadlines(tick('2009-05-05', '10:00', told).post))).toEqual([
      '2009-05-04 reply overdue late',
    ])
  })
})

describe('nine stays nine when clocks change', () => {
  it.each([
    [
      'America/New_York',
      '2009-10-26',
      '2009-11-09',
      ['2009-10-26T13:00:00.000Z', '2009-11-02T14:00:00.000Z', '2009-11-09T14:00:00.000Z'],
    ],
    // Chile went to summer time at midnight between Saturday 10 and Sunday 11 October 2009.
    [
      'America/Santiago',
      '2009-10-05',
      '2009-10-12',
      ['2009-10-05T13:00:00.000Z', '2009-10-12T12:00:00.000Z'],
    ],
  ])('%s', (zone, from, until, moments) => {
    const digests = planNudges({
      deadlines: [],
      watch: { ...watch, zone, calendars: [], follows: [{ country: 'PE', since: at('2009-01-01') }] },
      done: new Map(),
      from: at(from, '00:00', zone),
      until: at(until, '23:59', zone),
    })
    expect(digests.map((digest) => digest.at)).toEqual(moments)
    expect(digests.every((digest) => weekday(dateIn(digest.at, zone)) === 1)).toBe(true)
  })
})
