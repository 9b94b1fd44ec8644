import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, printDate } from '../../src/domain/date.ts'
import { parseDateText } from '../../src/domain/date-text.ts'

/** A Monday. */
const today = '2009-04-06'

describe('Spanish, and spans as reports write them', () => {
  test.each([
    ['24 de abril de 2008', '2008-04-24', '2008-04-24'],
    ['el 3 de abril', '2009-04-03', '2009-04-03'],
    ['ayer', '2009-04-05', '2009-04-05'],
    ['abril de 2008', '2008-04-01', '2008-04-30'],
    ['entre enero y octubre de 2008', '2008-01-01', '2008-10-31'],
    ['del 1 al 5 de marzo de 2009', '2009-03-01', '2009-03-05'],
    ['durante los primeros seis meses de 2008', '2008-01-01', '2008-06-30'],
    ['el primer semestre de 2008', '2008-01-01', '2008-06-30'],
    ['la semana pasada', '2009-03-30', '2009-04-05'],
    ['en lo que va del año', '2009-01-01', '2009-12-31'],
    ['first 10 months of 2008', '2008-01-01', '2008-10-31'],
    ['through the first nine months in 2008', '2008-01-01', '2008-09-30'],
    ['through October 2008', '2008-01-01', '2008-10-31'],
    ['as of 30 September 2008', '2008-01-01', '2008-09-30'],
    ['through mid-December 2008', '2008-01-01', '2008-12-15'],
    ['since 2005', '2005-01-01', '2009-04-06'],
    ['the past two years', '2007-04-07', '2009-04-06'],
    ['2006-2007', '2006-01-01', '2007-12-31'],
    ['on Tuesday', '2009-03-31', '2009-03-31'],
    ['el martes', '2009-03-31', '2009-03-31'],
  ])('%s', (words, from, last) =>
    expect(parseDateText(words, today)).toMatchObject({ from, until: addDays(last, 1) }),
  )
})

describe('one day', () => {
  test.each([
    ['2009-04-05', '2009-04-05'],
    ['2009/04/05', '2009-04-05'],
    ['24 Apr 2009', '2009-04-24'],
    ['24 Apr. 2009', '2009-04-24'],
    ['Apr 24, 2009', '2009-04-24'],
    ['24th of April 2009', '2009-04-24'],
    ['24APR09', '2009-04-24'],
    ['today', '2009-04-06'],
    ['yesterday', '2009-04-05'],
    ['13/05/2009', '2009-05-13'],
    ['05/13/2009', '2009-05-13'],
    ['4/4/2009', '2009-04-04'],
  ])('%s', (words, date) =>
    expect(parseDateText(words, today)).toEqual({ from: date, until: addDays(date, 1) }),
  )

  test.each([
    ['24 April', '2008-04-24', 'no year given: 2008'],
    ['3 April', '2009-04-03', 'no year given: 2009'],
    ['29 Feb', '2008-02-29', 'no year given: 2008'],
  ])('%s is the latest that is not in the future', (words, from, assumed) =>
    expect(parseDateText(words, today)).toEqual({ from, until: addDays(from, 1), assumed }),
  )

  it('reads any day as it prints it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), (days) => {
        const date = addDays('1900-01-01', days)
        expect(parseDateText(printDate(date), today)).toEqual({ from: date, until: addDays(date, 1) })
      }),
      { seed: 1988, numRuns: 500 },
    )
  })
})

describe('a span of days, the last day inside', () => {
  test.each([
    ['last week', '2009-03-30', '2009-04-05'],
    ['this week', '2009-04-06', '2009-04-12'],
    ['last month', '2009-03-01', '2009-03-31'],
    ['Apr 2009', '2009-04-01', '2009-04-30'],
    ['2009-04', '2009-04-01', '2009-04-30'],
    ['CY08', '2008-01-01', '2008-12-31'],
    ['FY2009', '2008-10-01', '2009-09-30'],
    ['fiscal year 2009', '2008-10-01', '2009-09-30'],
    ['Q1 FY2009', '2008-10-01', '2008-12-31'],
    ['1-5 April 2009', '2009-04-01', '2009-04-05'],
    ['1 - 5 April 2009', '2009-04-01', '2009-04-05'],
    ['April 1-5, 2009', '2009-04-01', '2009-04-05'],
    ['from 1 Apr to 5 Apr 2009', '2009-04-01', '2009-04-05'],
    ['2009-04-01..2009-04-05', '2009-04-01', '2009-04-05'],
    ['2009-04-01 to 2009-04-05', '2009-04-01', '2009-04-05'],
    ['Jan-Oct 2008', '2008-01-01', '2008-10-31'],
    ['January through October 2008', '2008-01-01', '2008-10-31'],
    ['Oct-Mar 2009', '2008-10-01', '2009-03-31'],
    ['Oct 2008-Mar 2009', '2008-10-01', '2009-03-31'],
    ['first ten months of 2008', '2008-01-01', '2008-10-31'],
    ['first 6 months of FY2009', '2008-10-01', '2009-03-31'],
  ])('%s', (words, from, last) =>
    expect(parseDateText(words, today)).toEqual({ from, until: addDays(last, 1) }),
  )

  test.each([
    ['Q1 2009', '2009-01-01', '2009-03-31', /calendar year/],
    ['in the first ten months', '2008-01-01', '2008-10-31', /2008/],
    ['the first quarter', '2009-01-01', '2009-03-31', /2009/],
  ])('%s says what it assumed', (words, from, last, assumed) =>
    expect(parseDateText(words, today)).toEqual({
      from,
      until: addDays(last, 1),
      assumed: expect.stringMatching(assumed),
    }),
  )
})

test.each([
  ['04/03/2009', ['4 Mar 2009', '3 Apr 2009']],
  ['04/05/2009', ['5 Apr 2009']],
  ['07/08/2009', ['7 Aug 2009', '8 Jul 2009']],
])('%s is asked, with both days, or the one that is not ahead', (words, texts) => {
  const reading = parseDateText(words, today)
  expect(reading && 'ask' in reading ? reading.readings.map(({ text }) => text) : reading).toEqual(texts)
})

test.each([
  '31 February',
  '31 Feb 2009',
  '2009-02-31',
  '31/31/2009',
  '31 Apr to 2 May 2009',
  '5-1 April 2009',
])('%s is no span of days', (words) =>
  expect(parseDateText(words, today)).toEqual({ problem: expect.stringContaining(words) }),
)

test.each(['cocaine', '5', '2009', '250 kg', '1 to 5', 'to', '', 'maybe'])('%j is no date', (words) =>
  expect(parseDateText(words, today)).toBeUndefined(),
)
