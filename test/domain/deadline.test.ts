import { describe, expect, it } from 'vitest'
import {
  type Deadline,
  deadlineSchema,
  occurrencesOf,
  soonestFirst,
  standingOf,
} from '../../src/domain/deadline.ts'
import { both } from './calendars-2009.ts'

const fields = {
  id: 'x1',
  title: 'One',
  owedBy: 'one',
  owedTo: 'another',
  actor: 'US mission',
  strength: 'required',
  class: 'yearly',
  asWritten: 'then',
  basis: 'as cabled',
  zone: 'America/New_York',
  marking: 'U',
  cite: '09 STATE 32018 ¶9(A) (printed 19)',
}
const deadline = (id: string, due: unknown): Deadline => deadlineSchema.parse({ ...fields, id, due })
const ids = (due: unknown, from: string, until: string) =>
  occurrencesOf(deadline('x1', due), from, until).map(({ id, due: day }) => `${id} ${day}`)

describe('when a deadline falls due', () => {
  it.each([
    ['one day', { on: '2009-04-25' }, '2009-04-25', '2009-04-25', ['x1 2009-04-25']],
    ['one day, before the span', { on: '2009-04-25' }, '2009-04-26', '2009-12-31', []],
    ['one day, after the span', { on: '2009-04-25' }, '2009-01-01', '2009-04-24', []],
    [
      'a window open on the first day',
      { from: '2009-06-01', until: '2009-06-30' },
      '2009-06-30',
      '2009-12-31',
      ['x1 2009-06-30'],
    ],
    [
      'a window open on the last day',
      { from: '2009-06-01', until: '2009-06-30' },
      '2009-01-01',
      '2009-06-01',
      ['x1 2009-06-30'],
    ],
    ['a window over', { from: '2009-06-01', until: '2009-06-30' }, '2009-07-01', '2009-12-31', []],
    [
      'every year',
      { every: '09-15', since: 2009 },
      '2008-01-01',
      '2011-09-14',
      ['x1-2009 2009-09-15', 'x1-2010 2010-09-15'],
    ],
    [
      'every year, to the day',
      { every: '09-15', since: 2009 },
      '2010-09-15',
      '2011-09-15',
      ['x1-2010 2010-09-15', 'x1-2011 2011-09-15'],
    ],
    [
      'every 29 February',
      { every: '02-29', since: 2007 },
      '2007-01-01',
      '2008-12-31',
      ['x1-2007 2007-02-28', 'x1-2008 2008-02-29'],
    ],
    ['no date', { none: 'monthly' }, '2000-01-01', '2020-12-31', []],
  ])('%s', (_what, due, from, until, expected) => {
    expect(ids(due, from, until)).toEqual(expected)
  })

  it('sorts by due day, then by the opening of the window', () => {
    const listed = [
      deadline('every', { every: '09-15', since: 2009 }),
      deadline('window', { from: '2009-06-01', until: '2009-06-30' }),
      deadline('day', { on: '2009-06-30' }),
      deadline('reply', { on: '2009-04-25' }),
    ].flatMap((one) => occurrencesOf(one, '2009-04-01', '2010-12-31'))
    expect(listed.sort(soonestFirst).map(({ id }) => id)).toEqual([
      'reply',
      'window',
      'day',
      'every-2009',
      'every-2010',
    ])
  })

  it.each([
    [{ every: '13-01', since: 2009 }, /not a day of the year/],
    [{ every: '02-30', since: 2009 }, /not a day of the year/],
    [{ from: '2009-06-30', until: '2009-06-01' }, /ends before it starts/],
    [{ on: '2009-02-31' }, /not a day of the calendar/],
  ])('refuses %j', (due, reason) => {
    const read = deadlineSchema.safeParse({ ...fields, due })
    expect(JSON.stringify(read.error?.issues)).toMatch(reason)
  })
})

describe('how it stands', () => {
  const [reply] = occurrencesOf(deadline('reply', { on: '2009-04-25' }), '2009-01-01', '2009-12-31')
  const [card] = occurrencesOf(
    deadline('card', { from: '2009-06-01', until: '2009-06-30' }),
    '2009-01-01',
    '2009-12-31',
  )

  it.each([
    ['19 days before', reply, '2009-04-06T14:00:00.000Z', { daysLeft: 19, opensIn: 19, overdue: false }],
    ['on the day', reply, '2009-04-25T14:00:00.000Z', { daysLeft: 0, opensIn: 0, overdue: false }],
    // Half an hour before midnight in Lima, half an hour after it in Washington, where the day ends.
    [
      'after the day, where it is owed',
      reply,
      '2009-04-26T04:30:00.000Z',
      { daysLeft: -1, opensIn: 0, overdue: true },
    ],
    ['before the window', card, '2009-05-29T14:00:00.000Z', { daysLeft: 32, opensIn: 3, overdue: false }],
    ['in the window', card, '2009-06-10T14:00:00.000Z', { daysLeft: 20, opensIn: 0, overdue: false }],
    ['after the window', card, '2009-07-01T14:00:00.000Z', { daysLeft: -1, opensIn: 0, overdue: true }],
  ])('%s', (_when, occurrence, now, standing) => {
    expect(occurrence && standingOf(occurrence, now, both)).toMatchObject(standing)
  })

  it('has its last working day in both calendars', () => {
    expect(reply && standingOf(reply, '2009-04-06T14:00:00.000Z', both).lastWorkingDay).toBe('2009-04-24')
    expect(card && standingOf(card, '2009-04-06T14:00:00.000Z', both).lastWorkingDay).toBe('2009-06-30')
  })
})
