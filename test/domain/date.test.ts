import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dateIn,
  daysBetween,
  instantAt,
  isDate,
  isZone,
  makeDate,
  parseMoment,
  printDate,
  printDay,
  timeIn,
  toInstant,
  weekday,
} from '../../src/domain/date.ts'

describe('a day', () => {
  it.each([
    ['2009-04-06', true],
    ['2008-02-29', true],
    ['2009-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2009-02-31', false],
    ['2009-13-01', false],
    ['2009-00-10', false],
    ['2009-4-6', false],
    ['1899-12-31', false],
    ['3000-01-01', false],
    ['2009-04-06T09:00', false],
    ['', false],
  ])('%s: %s', (text, real) => {
    expect(isDate(text)).toBe(real)
  })

  it.each([
    [[2009, 2, 31], undefined],
    [[2009, 2, 28], '2009-02-28'],
    [[2009, 13, 1], undefined],
    [[2009, 1, 0], undefined],
  ] as const)('made of %j is %s', ([year, month, day], made) => {
    expect(makeDate(year, month, day)).toBe(made)
  })

  it('is printed with and without its weekday', () => {
    expect(printDate('2009-04-25')).toBe('25 Apr 2009')
    expect(printDay('2009-04-25')).toBe('Sat 25 Apr 2009')
    expect(printDay('2010-03-01')).toBe('Mon 1 Mar 2010')
  })
})

describe('calendar arithmetic', () => {
  it.each([
    ['2008-01-31', 1, '2008-02-29'],
    ['2009-01-31', 1, '2009-02-28'],
    ['2008-02-29', 12, '2009-02-28'],
    ['2009-03-31', -1, '2009-02-28'],
    ['2009-12-15', 1, '2010-01-15'],
  ])('%s and %i months: %s', (date, count, later) => {
    expect(addMonths(date, count)).toBe(later)
  })

  const run = { seed: 1988, numRuns: 500 }
  const first = Temporal.PlainDate.from('1900-01-01')
  const day = fc.integer({ min: 0, max: 401_000 }).map((days) => first.add({ days }).toString())

  it('agrees with Temporal', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        const plain = Temporal.PlainDate.from(date)
        expect(addDays(date, days)).toBe(plain.add({ days }).toString())
        expect(weekday(date)).toBe(plain.dayOfWeek)
      }),
      run,
    )
  })

  it('takes back what it added', () => {
    fc.assert(
      fc.property(day, day, (from, until) => {
        expect(addDays(from, daysBetween(from, until))).toBe(until)
        expect(daysBetween(until, from) + daysBetween(from, until)).toBe(0)
      }),
      run,
    )
  })

  it('orders days as text', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0)
      }),
      run,
    )
  })
})

describe('a moment', () => {
  it.each([
    ['2009-04-06T13:59:59.999Z', 'America/Lima', '2009-04-06', '08:59'],
    ['2009-04-06T03:00:00.000Z', 'America/Lima', '2009-04-05', '22:00'],
    ['2009-04-26T04:30:00.000Z', 'America/Lima', '2009-04-25', '23:30'],
    ['2009-04-26T04:30:00.000Z', 'America/New_York', '2009-04-26', '00:30'],
    ['2009-04-26T04:30:00.000Z', 'Asia/Kabul', '2009-04-26', '09:00'],
  ])('%s in %s is %s %s', (moment, zone, date, time) => {
    expect(dateIn(moment, zone)).toBe(date)
    expect(timeIn(moment, zone)).toBe(time)
  })

  it.each([
    ['nine in Lima', '2009-04-06', '09:00', 'America/Lima', '2009-04-06T14:00:00.000Z'],
    ['nine in New York in winter', '2009-03-06', '09:00', 'America/New_York', '2009-03-06T14:00:00.000Z'],
    ['nine in New York in summer', '2009-03-09', '09:00', 'America/New_York', '2009-03-09T13:00:00.000Z'],
    [
      'a gap in New York: the moment after it',
      '2009-03-08',
      '02:30',
      'America/New_York',
      '2009-03-08T07:30:00.000Z',
    ],
    ['a midnight that Santiago skips', '2009-10-11', '00:00', 'America/Santiago', '2009-10-11T04:00:00.000Z'],
  ])('%s', (_what, date, time, zone, moment) => {
    expect(instantAt(date, time, zone)).toBe(moment)
  })

  it('reads back as the day and the time it was made of, whatever the zone', () => {
    const zones = [
      'America/Lima',
      'America/New_York',
      'America/Santiago',
      'Asia/Kabul',
      'Australia/Lord_Howe',
    ]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.constantFrom(...zones), (days, zone) => {
        const date = addDays('2005-01-01', days)
        expect(dateIn(instantAt(date, '09:00', zone), zone)).toBe(date)
        expect(timeIn(instantAt(date, '09:00', zone), zone)).toBe('09:00')
      }),
      { seed: 1988, numRuns: 300 },
    )
  })

  it.each([
    ['2009-04-06', '2009-04-06T14:00:00.000Z'],
    ['2009-04-06T10:00:00-05:00', '2009-04-06T15:00:00.000Z'],
    ['2009-04-06T10:00:00Z', '2009-04-06T10:00:00.000Z'],
    ['2009-04-06T10:00:00', undefined],
    ['2009-02-31', undefined],
    ['tomorrow', undefined],
  ])('given as %s is %s', (text, moment) => {
    expect(parseMoment(text, 'America/Lima')).toBe(moment)
  })

  it('is text with milliseconds', () => {
    expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z')
  })

  it('needs a zone that exists', () => {
    expect([isZone('America/Lima'), isZone('America/Atlantis'), isZone('')]).toEqual([true, false, false])
  })
})
