import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Due } from '../../src/domain/deadline.ts'
import { parseSchedule, printSchedule } from '../../src/domain/schedule.ts'

/** A Monday. */
const today = '2009-04-06'
const read = (words: string) => parseSchedule(words, today)
const dueOf = (words: string): Due | undefined => {
  const reading = read(words)
  return 'due' in reading ? reading.due : undefined
}

describe('a schedule in words', () => {
  it.each([
    ['every month on the 5th', 'FREQ=MONTHLY;BYMONTHDAY=5', 'every month on the 5th'],
    ['monthly on the 5th', 'FREQ=MONTHLY;BYMONTHDAY=5', 'every month on the 5th'],
    ['on the 5th of every month', 'FREQ=MONTHLY;BYMONTHDAY=5', 'every month on the 5th'],
    ['each month on the 22nd', 'FREQ=MONTHLY;BYMONTHDAY=22', 'every month on the 22nd'],
    ['every month only on the 31st', 'FREQ=MONTHLY;BYMONTHDAY=31', 'every month on the 31st'],
    ['every month on the last day', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
    ['last Friday of every month', 'FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
    ['every month on the first Monday', 'FREQ=MONTHLY;BYDAY=1MO', 'every month on the 1st Monday'],
    [
      'last working day of each month',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'every month on the last weekday',
    ],
    ['quarterly on the 10th', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10', 'every 3 months on the 10th'],
    ['every Monday', 'FREQ=WEEKLY;BYDAY=MO', 'every week on Monday'],
    ['Mondays', 'FREQ=WEEKLY;BYDAY=MO', 'every week on Monday'],
    ['every other Friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'every 2 weeks on Friday'],
    ['every second Friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'every 2 weeks on Friday'],
    ['every 3 weeks on Tuesday', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', 'every 3 weeks on Tuesday'],
    ['fortnightly on Tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'every 2 weeks on Tuesday'],
  ])('%s repeats by %s', (words, rule, printed) => {
    expect(dueOf(words)).toEqual({ rule, since: today })
    expect(printSchedule({ rule, since: today })).toBe(printed)
  })

  it.each([
    ['every year on 1 March', { every: '03-01', since: 2010 }],
    ['yearly on March 1st', { every: '03-01', since: 2010 }],
    ['every 15 September', { every: '09-15', since: 2009 }],
    ['every 29 February', { every: '02-29', since: 2010 }],
    ['on 25 April', { on: '2009-04-25' }],
    ['25 Apr 2009', { on: '2009-04-25' }],
    ['by 24 March', { on: '2010-03-24' }],
    ['2009-05-05', { on: '2009-05-05' }],
    ['tomorrow', { on: '2009-04-07' }],
    ['in 10 days', { on: '2009-04-16' }],
    ['in 2 weeks', { on: '2009-04-20' }],
    ['Friday', { on: '2009-04-10' }],
    ['next Monday', { on: '2009-04-13' }],
    ['from 1 June to 30 June', { from: '2009-06-01', until: '2009-06-30' }],
    ['in June 2009', { from: '2009-06-01', until: '2009-06-30' }],
    [
      'every 3 months on the 10th starting 10 Jan 2010',
      {
        rule: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10',
        since: '2010-01-10',
      },
    ],
    ['rrule FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', { rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', since: today }],
  ])('%s', (words, due) => {
    expect(dueOf(words)).toEqual(due)
  })

  it('says which year it took', () => {
    expect(read('on 25 April')).toMatchObject({ notes: ['no year given: 2009, the next that comes'] })
    expect(read('on 25 April 2009')).toMatchObject({ notes: [] })
  })

  it.each([
    ['31 February', /no such day/],
    ['on 31 Feb 2010', /no such day/],
    ['every year on 31 February', /Write one there is/],
    ['every month on the 32nd', /no month has a 32nd/],
    ['every second', /more often than weekly/],
    ['each minute', /more often than weekly/],
    ['daily', /more often than weekly/],
    ['every 0 weeks on Monday', /never fall due/],
    ['every week', /which day of the week/],
    ['every month', /which day of the month/],
    ['rrule FREQ=SECONDLY', /not more often/],
    ['rrule FREQ=DAILY', /not more often/],
    ['rrule FREQ=MONTHLY;BYMONTHDAY=99', /BYMONTHDAY=99/],
    ['rrule FREQ=MONTHLY;BYHOUR=9', /BYHOUR=9/],
    ['rrule FREQ=WEEKLY;INTERVAL=0;BYDAY=MO', /INTERVAL=0/],
    ['soon', /"soon" was not understood/],
    ['', /not understood/],
  ])('%s is refused', (words, why) => {
    expect(read(words)).toMatchObject({ problem: expect.stringMatching(why) })
  })

  it.each(['every 31st', 'every month on the 29th', '30th of every month'])('%s is asked', (words) => {
    const reading = read(words)
    if (!('ask' in reading)) throw new Error('it was not asked')
    for (const { text } of reading.readings) expect(dueOf(text)).toMatchObject({ since: today })
  })

  it('never throws, whatever is typed, and takes nothing that passed for one to come', () => {
    const word = fc.constantFrom(
      ...'every each month week year on the 5th 31st last first friday day of in june 2009 from to until - rrule FREQ=MONTHLY other 2 0 starting'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
          fc.string(),
        ),
        (words) => {
          const reading = read(words)
          expect(['due', 'ask', 'problem'].filter((key) => key in reading)).toHaveLength(1)
          if ('due' in reading) expect(printSchedule(reading.due)).not.toMatch(/undefined|NaN|Invalid/)
        },
      ),
      { seed: 1988, numRuns: 500 },
    )
  })
})
