import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate, weekday } from '../../src/domain/date.ts'
import { fillRules, firstRuleDays, ruleDays } from '../../src/knowledge/recurrence.ts'
import { deadline } from '../domain/nudges-2009.ts'

const run = { seed: 1988, numRuns: 60 }
const day = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2004-01-01', days))

/** The days that hold, found by looking at each. */
function lookedAt(
  since: IsoDate,
  from: IsoDate,
  until: IsoDate,
  holds: (day: IsoDate) => boolean,
): IsoDate[] {
  const days: IsoDate[] = []
  for (let at = from; at <= until; at = addDays(at, 1)) if (since <= at && holds(at)) days.push(at)
  return days
}

describe('the days of a rule', () => {
  it.each([
    ['FREQ=MONTHLY;BYMONTHDAY=5', ['2009-05-05', '2009-06-05', '2009-07-05']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', ['2009-05-31', '2009-07-31', '2009-08-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['2009-04-30', '2009-05-31', '2009-06-30']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', ['2009-04-10', '2009-04-24', '2009-05-08']],
    ['FREQ=MONTHLY;BYDAY=-1FR', ['2009-04-24', '2009-05-29', '2009-06-26']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['2009-04-30', '2009-05-29', '2009-06-30']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', ['2012-02-29', '2016-02-29', '2020-02-29']],
    ['FREQ=MONTHLY;COUNT=2;BYMONTHDAY=5', ['2009-05-05', '2009-06-05']],
    ['FREQ=MONTHLY;UNTIL=20090610;BYMONTHDAY=5', ['2009-05-05', '2009-06-05']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', []],
    ['FREQ=WEEKLY;BYDAY=XX', []],
  ])('%s from 6 April 2009', (rule, days) => {
    expect(firstRuleDays(rule, '2009-04-06', 3)).toEqual(days)
  })

  it('are those that looking at each day finds, in whatever span is asked about', () => {
    fc.assert(
      fc.property(
        day,
        day,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 5 }),
        (since, from, length, monthDay, interval) => {
          const until = addDays(from, length)
          expect(ruleDays(`FREQ=MONTHLY;BYMONTHDAY=${monthDay}`, since, from, until)).toEqual(
            lookedAt(since, from, until, (at) => Number(at.slice(8)) === monthDay),
          )
          const monday = addDays(since, 1 - weekday(since))
          const weeks = (at: IsoDate) =>
            Math.round((Date.parse(at) - Date.parse(monday)) / 86_400_000 / 7 - 0.5)
          expect(ruleDays(`FREQ=WEEKLY;INTERVAL=${interval};BYDAY=MO`, since, from, until)).toEqual(
            lookedAt(
              since,
              from,
              until,
              (at) => weekday(at) === 1 && Math.round(weeks(addDays(at, 3))) % interval === 0,
            ),
          )
        },
      ),
      run,
    )
  })

  it('are put into the deadlines that repeat by a rule, and into no others', () => {
    const monthly = deadline('monthly', 'recurring', {
      rule: 'FREQ=MONTHLY;BYMONTHDAY=5',
      since: '2009-04-06',
    })
    const once = deadline('once', 'internal', { on: '2009-05-27' })
    const [filled, same] = fillRules([monthly, once], '2009-05-01', '2009-06-30')
    expect(filled?.due).toMatchObject({ days: ['2009-05-05', '2009-06-05'] })
    expect(same).toBe(once)
  })
})
