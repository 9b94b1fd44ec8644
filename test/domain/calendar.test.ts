import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  closedBecause,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysAfter,
  workingDaysBefore,
} from '../../src/domain/calendar.ts'
import { addDays, daysBetween } from '../../src/domain/date.ts'
import { both, peru, unitedStates } from './calendars-2009.ts'

const afghanistan: Calendar = { id: 'AF', name: 'Afghanistan', weekend: [5], closed: {} }

describe('why a day is closed', () => {
  it.each([
    ['2009-04-06', both, undefined],
    ['2009-04-10', both, 'Good Friday (Peru)'],
    ['2009-05-25', both, 'Memorial Day (US federal)'],
    ['2009-05-25', [peru], undefined],
    ['2009-04-25', both, 'Saturday'],
    ['2009-04-26', both, 'Sunday'],
    ['2009-07-04', both, 'Saturday'],
    ['2009-12-25', both, 'Christmas Day (Peru), Christmas Day (US federal)'],
    ['2009-04-24', [afghanistan, unitedStates], 'Friday (Afghanistan)'],
    ['2009-12-25', [afghanistan, unitedStates], 'Friday (Afghanistan), Christmas Day (US federal)'],
    ['2009-04-25', [], undefined],
  ])('%s', (date, calendars, reason) => {
    expect(closedBecause(date, calendars)).toBe(reason)
  })
})

describe('working days', () => {
  it.each([
    ['2009-04-25', 'on or before', workingDayOnOrBefore('2009-04-25', both), '2009-04-24'],
    ['2009-04-11, in Holy Week', 'on or before', workingDayOnOrBefore('2009-04-11', both), '2009-04-08'],
    ['2009-04-08', 'on or before', workingDayOnOrBefore('2009-04-08', both), '2009-04-08'],
    ['2009-04-09', 'on or after', workingDayOnOrAfter('2009-04-09', both), '2009-04-13'],
    ['2009-05-25, a holiday of one', 'on or after', workingDayOnOrAfter('2009-05-25', both), '2009-05-26'],
    ['2009-04-25, a Saturday', 'one before', workingDaysBefore('2009-04-25', 1, both), '2009-04-24'],
    ['2009-04-25, a Saturday', 'none before', workingDaysBefore('2009-04-25', 0, both), '2009-04-24'],
    ['2009-04-13', 'two before', workingDaysBefore('2009-04-13', 2, both), '2009-04-07'],
    ['2009-04-25, a Saturday', 'one after', workingDaysAfter('2009-04-25', 1, both), '2009-04-27'],
    ['2009-04-25, a Saturday', 'two after', workingDaysAfter('2009-04-25', 2, both), '2009-04-28'],
    ['2009-04-08', 'three after', workingDaysAfter('2009-04-08', 3, both), '2009-04-15'],
  ])('%s, %s', (_date, _what, found, expected) => {
    expect(found).toBe(expected)
  })

  it('are looked for within a year only', () => {
    const never: Calendar = { id: 'X', name: 'Nowhere', weekend: [1, 2, 3, 4, 5, 6, 7], closed: {} }
    expect(() => workingDayOnOrBefore('2009-04-06', [never])).toThrow(
      /no working day within a year .* Nowhere/,
    )
  })
})

describe('laws', () => {
  const run = { seed: 1988, numRuns: 300 }
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2009-03-01', days))
  const calendar = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }), fc.array(day, { maxLength: 60 }))
    .map(
      ([weekend, closed]): Calendar => ({
        id: 'X',
        name: 'X',
        weekend,
        closed: Object.fromEntries(closed.map((date) => [date, 'closed'])),
      }),
    )
  const calendars = fc.array(calendar, { maxLength: 2 })
  const count = fc.integer({ min: 1, max: 15 })

  it('a day is working when no calendar is closed, and only then has no reason', () => {
    fc.assert(
      fc.property(day, calendars, (date, held) => {
        expect(isWorkingDay(date, held)).toBe(held.every((one) => isWorkingDay(date, [one])))
        expect(closedBecause(date, held) === undefined).toBe(isWorkingDay(date, held))
      }),
      run,
    )
  })

  it('the nearest working day is working, and none lies between', () => {
    fc.assert(
      fc.property(day, calendars, (date, held) => {
        const before = workingDayOnOrBefore(date, held)
        const after = workingDayOnOrAfter(date, held)
        expect([isWorkingDay(before, held), isWorkingDay(after, held)]).toEqual([true, true])
        expect(before <= date && date <= after).toBe(true)
        for (let other = addDays(before, 1); other < after; other = addDays(other, 1))
          expect(isWorkingDay(other, held)).toBe(false)
      }),
      run,
    )
  })

  it('so many after and so many before come back to a working day', () => {
    fc.assert(
      fc.property(day, count, calendars, (date, days, held) => {
        const start = workingDayOnOrAfter(date, held)
        expect(workingDaysBefore(workingDaysAfter(start, days, held), days, held)).toBe(start)
        expect(workingDaysAfter(workingDaysBefore(start, days, held), days, held)).toBe(start)
      }),
      run,
    )
  })

  it('steps add up', () => {
    fc.assert(
      fc.property(day, count, count, calendars, (date, some, more, held) => {
        expect(workingDaysBefore(workingDaysBefore(date, some, held), more, held)).toBe(
          workingDaysBefore(date, some + more, held),
        )
        expect(workingDaysAfter(workingDaysAfter(date, some, held), more, held)).toBe(
          workingDaysAfter(date, some + more, held),
        )
      }),
      run,
    )
  })

  it('exactly so many working days lie between', () => {
    fc.assert(
      fc.property(day, count, calendars, (date, days, held) => {
        const end = workingDaysAfter(date, days, held)
        const passed = Array.from({ length: daysBetween(date, end) }, (_, index) => addDays(date, index + 1))
        expect(passed.filter((one) => isWorkingDay(one, held))).toHaveLength(days)
      }),
      run,
    )
  })

  it('without calendars every day is working', () => {
    fc.assert(
      fc.property(day, count, (date, days) => {
        expect(workingDaysAfter(date, days, [])).toBe(addDays(date, days))
        expect(workingDaysBefore(date, days, [])).toBe(addDays(date, -days))
      }),
      run,
    )
  })
})
