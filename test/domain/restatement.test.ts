import { expect, it, test } from 'vitest'
import { lockOver, type PeriodLock } from '../../src/domain/restatement.ts'

const lock: PeriodLock = {
  country: 'PE',
  period: 'FY2009',
  from: '2008-10-01',
  until: '2009-10-01',
  state: 'locked',
  changedBy: 'rui',
  changedAt: '2009-11-02T14:00:00.000Z',
}

test.each([
  ['its first day', 'PE', '2008-10-01', '2008-10-02', 'FY2009'],
  ['its last day', 'PE', '2009-09-30', '2009-10-01', 'FY2009'],
  ['the day before', 'PE', '2008-09-30', '2008-10-01', undefined],
  ['the day after', 'PE', '2009-10-01', '2009-10-02', undefined],
  ['a span that reaches into it', 'PE', '2008-01-01', '2009-01-01', 'FY2009'],
  ['another country', 'BO', '2009-04-03', '2009-04-04', undefined],
])('a change on %s waits or not', (_, country, from, until, period) => {
  expect(lockOver(country, [{ from, until }], [lock])?.period).toBe(period)
})

it('holds a change that leaves the period, and lets pass once it is opened', () => {
  const spans = [
    { from: '2009-04-03', until: '2009-04-04' },
    { from: '2010-04-03', until: '2010-04-04' },
  ]
  expect(lockOver('PE', spans, [lock])).toBe(lock)
  expect(lockOver('PE', spans, [{ ...lock, state: 'open' }])).toBeUndefined()
})
