import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../src/domain/calendar.ts'
import { addDays, addMonths, dateIn, type Instant, instantAt, timeIn } from '../../src/domain/date.ts'
import { dueNudges, type Nudge, type NudgeState, planNudges, type Watch } from '../../src/domain/nudge.ts'
import { both } from './calendars-2009.ts'
import { at, deadline } from './nudges-2009.ts'

describe('laws of nudges', () => {
  const run = { seed: 1988, numRuns: 60 }
  const zones = [
    'America/Lima',
    'America/New_York',
    'America/Santiago',
    'America/Asuncion',
    'Asia/Kabul',
    'Australia/Lord_Howe',
  ]
  const day = fc.integer({ min: 0, max: 360 }).map((days) => addDays('2009-04-06', days))
  const minutes = fc.integer({ min: 0, max: 1439 })
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const moment = (zone: string) =>
    fc.tuple(day, minutes).map(([date, minute]) => instantAt(date, clock(minute), zone))
  const dueOf = fc.oneof(
    day.map((on) => ({ on })),
    fc
      .tuple(day, fc.integer({ min: 0, max: 40 }))
      .map(([from, days]) => ({ from, until: addDays(from, days) })),
    day.map((date) => ({ every: date.slice(5), since: 2009 })),
  )
  const classes = ['yearly', 'window', 'short-fuse', 'recurring', 'internal', 'listed'] as const
  const someDeadlines = fc
    .array(fc.tuple(fc.constantFrom(...classes), dueOf), { minLength: 1, maxLength: 4 })
    .map((list) => list.map(([kind, due], index) => deadline(`d${index}-x`, kind, due)))
  const world = fc.constantFrom(...zones).chain((zone) =>
    fc.record({
      zone: fc.constant(zone),
      deadlines: someDeadlines,
      since: moment(zone),
      ticks: fc.array(moment(zone), { minLength: 1, maxLength: 12 }),
      doneDay: fc.option(day),
      snoozed: fc.array(fc.tuple(moment(zone), day), { maxLength: 3 }),
      moved: fc.option(fc.tuple(moment(zone), day)),
      opensAt: fc.constantFrom('09:00', '10:30', '16:45'),
      closed: fc.array(day, { maxLength: 30 }),
    }),
  )
  type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never

  const stateOf = ({
    zone,
    deadlines,
    since,
    doneDay,
    closed,
    snoozed,
    moved,
    opensAt,
  }: World): NudgeState => ({
    deadlines,
    snoozes: new Map([['d0-x', snoozed.map(([when, until]) => ({ at: when, until }))]]),
    moves: new Map(moved === null ? [] : [['d1-x', [{ at: moved[0], opens: moved[1], due: moved[1] }]]]),
    watch: {
      channel: 'C1',
      follows: [{ country: 'PE', since }],
      zone,
      opensAt,
      calendars: [
        ...both,
        {
          id: 'X',
          name: 'X',
          weekend: [],
          closed: Object.fromEntries(closed.map((date) => [date, 'strike'])),
        },
      ],
    },
    done: doneDay === null ? new Map() : new Map([['d0-x', doneDay]]),
  })

  function play(
    nudgeState: NudgeState,
    ticks: readonly Instant[],
  ): { posted: Nudge[]; settled: Set<string> } {
    const settled = new Set<string>()
    const posted: Nudge[] = []
    for (const now of ticks) {
      const { post, superseded } = dueNudges(nudgeState, settled, now)
      const keys = [...post.map((nudge) => nudge.key), ...superseded]
      expect(keys.filter((key) => settled.has(key))).toEqual([])
      for (const key of keys) settled.add(key)
      expect(dueNudges(nudgeState, settled, now)).toEqual({ post: [], superseded: [] })
      posted.push(...post)
    }
    return { posted, settled }
  }

  it('plans only at opening hours of working days, at the hour of the channel, and each key once', () => {
    fc.assert(
      fc.property(world, (some) => {
        const nudgeState = stateOf(some)
        const { zone, calendars } = nudgeState.watch
        const nudges = planNudges({ ...nudgeState, from: some.since, until: at('2010-12-31') })
        const wrong = nudges.filter(({ at: when, kind }) => {
          const time = timeIn(when, zone)
          const isAtItsHour =
            kind === 'notice' ? time >= some.opensAt && time < '17:00' : time === some.opensAt
          return !isAtItsHour || !isWorkingDay(dateIn(when, zone), calendars)
        })
        expect(wrong).toEqual([])
        expect(new Set(nudges.map(({ key }) => key)).size).toBe(nudges.length)
      }),
      run,
    )
  })

  it('has at most one nudge a day for a deadline', () => {
    fc.assert(
      fc.property(world, (some) => {
        const nudgeState = stateOf(some)
        const nudges = planNudges({ ...nudgeState, from: some.since, until: at('2010-12-31') })
        const days = nudges.map(
          (nudge) => `${nudge.kind === 'digest' ? '' : nudge.occurrence} ${dateIn(nudge.at, some.zone)}`,
        )
        expect(new Set(days).size).toBe(days.length)
      }),
      run,
    )
  })

  it('plans a span as the sum of its parts', () => {
    fc.assert(
      fc.property(world, fc.array(day, { maxLength: 5 }), (some, cuts) => {
        const nudgeState = stateOf(some)
        const { since, zone } = some
        const edges = [since, ...cuts.map((date) => instantAt(date, '12:00', zone)), at('2010-12-31')].sort()
        const parts = edges
          .slice(1)
          .flatMap((until, index) => planNudges({ ...nudgeState, from: edges[index] ?? since, until }))
        const whole = planNudges({ ...nudgeState, from: some.since, until: at('2010-12-31') })
        expect([...new Set(parts.map(({ key }) => key))]).toEqual(whole.map(({ key }) => key))
      }),
      run,
    )
  })

  it('posts nothing twice, nothing unplanned, nothing in closed hours, whatever the ticks', () => {
    fc.assert(
      fc.property(world, (some) => {
        const nudgeState = stateOf(some)
        const { watch: watching } = nudgeState
        const { posted, settled } = play(nudgeState, some.ticks)
        const planned = new Map(
          planNudges({ ...nudgeState, from: some.since, until: at('2010-12-31') }).map((nudge) => [
            nudge.key,
            nudge,
          ]),
        )
        for (const nudge of posted) {
          const { late: _late, ...rest } = nudge
          expect({
            ...planned.get(nudge.key),
            ...('validatorToo' in rest && { validatorToo: true }),
          }).toEqual(rest)
        }
        expect([...settled].filter((key) => !planned.has(key))).toEqual([])
        for (const now of some.ticks.filter((tick) => !isOpenAt(tick, watching))) {
          expect(dueNudges(nudgeState, new Set(), now).post).toEqual([])
        }
      }),
      run,
    )
  })

  it('comes to the same whichever ticks were missed and in whatever order they came', () => {
    fc.assert(
      fc.property(world, (some) => {
        const nudgeState = { ...stateOf(some), done: new Map<string, string>() }
        const last = some.ticks
          .filter((tick) => isOpenAt(tick, nudgeState.watch))
          .sort()
          .at(-1)
        const inOrder = [...some.ticks].sort()
        const expected =
          last === undefined ? [] : planNudges({ ...nudgeState, from: some.since, until: last })
        const keys = expected.map(({ key }) => key).sort()
        expect([...play(nudgeState, some.ticks).settled].sort()).toEqual(keys)
        expect([...play(nudgeState, inOrder).settled].sort()).toEqual(keys)
        expect([...play(nudgeState, last === undefined ? [] : [last]).settled].sort()).toEqual(keys)
        // With a tick at each planned moment nothing is late and nothing is skipped.
        const { posted } = play(
          nudgeState,
          expected.map((nudge) => nudge.at),
        )
        expect(posted.map(({ key, late }) => `${key} ${late}`).sort()).toEqual(
          keys.map((key) => `${key} undefined`),
        )
      }),
      run,
    )
  })

  it('says nothing twice and loses nothing though the clock runs a year ahead for a while', () => {
    fc.assert(
      fc.property(world, fc.nat({ max: 11 }), (some, jumpsAt) => {
        const nudgeState = { ...stateOf(some), done: new Map<string, string>() }
        const ticks = [...some.ticks].sort()
        const ahead = (tick: Instant) =>
          instantAt(addMonths(dateIn(tick, some.zone), 12), timeIn(tick, some.zone), some.zone)
        const jumped = ticks[jumpsAt % ticks.length] ?? some.since
        const planned = planNudges({ ...nudgeState, from: some.since, until: at('2010-12-31') })
        // As the outbox keeps it: what was passed over is given back once its instant lies ahead.
        const posted = new Map<string, Instant>()
        const passedOver = new Map<string, Instant>()
        const tickAt = (now: Instant) => {
          for (const [key, when] of passedOver) if (when > now) passedOver.delete(key)
          const { post, superseded } = dueNudges(
            nudgeState,
            new Set([...posted.keys(), ...passedOver.keys()]),
            now,
          )
          for (const key of superseded) passedOver.set(key, now)
          expect(post.filter(({ key }) => posted.has(key))).toEqual([])
          for (const { key } of post) posted.set(key, now)
        }
        for (const tick of ticks.filter((each) => each <= jumped)) tickAt(tick)
        tickAt(ahead(jumped))
        const after = planned.filter((nudge) => nudge.at > jumped)
        for (const nudge of after) tickAt(nudge.at)
        const unsaid = (nudges: readonly Nudge[]) => nudges.filter(({ key }) => !posted.has(key))
        expect(unsaid(after)).toEqual([])
        if (after.length > 0) expect(unsaid(planned).filter(({ key }) => !passedOver.has(key))).toEqual([])
      }),
      run,
    )
  })

  const isOpenAt = (tick: Instant, { zone, opensAt = '09:00', calendars }: Watch) =>
    isWorkingDay(dateIn(tick, zone), calendars) &&
    timeIn(tick, zone) >= opensAt &&
    timeIn(tick, zone) < '17:00'
})
