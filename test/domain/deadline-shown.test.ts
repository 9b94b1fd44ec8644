import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../src/domain/date.ts'
import { occurrencesOf } from '../../src/domain/deadline.ts'
import { askedSince, shownBy } from '../../src/domain/deadline-shown.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { shippedKnowledge } from '../desk.ts'
import { deadline } from './nudges-2009.ts'

const demarche = deadline(
  'reply',
  'short-fuse',
  { on: '2009-04-25' },
  { country: 'PE', shownBy: [{ kind: ['engagement'], method: ['reply'] }, { kind: ['milestone'] }] },
)
const first = (of: typeof demarche, until = '2010-12-31') => {
  const [occurrence] = occurrencesOf(of, '2009-05-01', until)
  if (!occurrence) throw new Error('it never falls due')
  return occurrence
}
const once = { id: 'reply', deadline: demarche, opens: '2009-04-25', due: '2009-04-25' }

const entry = (id: string, from: IsoDate, more: Partial<Entry> = {}): Entry => ({
  id,
  version: 1,
  kind: 'engagement',
  method: 'reply',
  scope: 'event',
  from,
  until: from,
  agencies: [],
  grade: 'A',
  benchmarks: [],
  country: 'PE',
  marking: 'U',
  state: 'submitted',
  typed: 'engagement reply',
  channel: 'C1',
  recordedBy: 'ana',
  recordedAt: `${from}T15:00:00.000Z`,
  changedBy: 'ana',
  changedAt: `${from}T15:00:00.000Z`,
  ...more,
})

describe('what may show a deadline met', () => {
  const span = { since: '2009-04-02', today: '2009-04-22' }
  it.each<[string, Entry[], string | undefined]>([
    ['nothing logged', [], undefined],
    ['a reply', [entry('L-1', '2009-04-20')], 'L-1'],
    ['the latest of two', [entry('L-1', '2009-04-20'), entry('L-2', '2009-04-21')], 'L-2'],
    ['another way of the two it names', [entry('L-1', '2009-04-20', { kind: 'milestone' })], 'L-1'],
    ['a demarche delivered', [entry('L-1', '2009-04-20', { method: 'delivered' })], undefined],
    ['another kind', [entry('L-1', '2009-04-20', { kind: 'seizure' })], undefined],
    ['another country', [entry('L-1', '2009-04-20', { country: 'CO' })], undefined],
    ['before it was asked for', [entry('L-1', '2009-04-01')], undefined],
    ['on the day it was asked for', [entry('L-1', '2009-04-02')], 'L-1'],
    ['dated after today', [entry('L-1', '2009-04-23')], undefined],
    ['void', [entry('L-1', '2009-04-20', { state: 'void' })], undefined],
    ['returned by a reviewer', [entry('L-1', '2009-04-20', { state: 'returned' })], undefined],
    ['accepted', [entry('L-1', '2009-04-20', { state: 'accepted' })], 'L-1'],
  ])('%s', (_, entries, id) => {
    expect(shownBy(once, entries, span, shippedKnowledge())?.entry.id).toBe(id)
  })

  it('is not evidence that was returned, nor anything where the deadline names no kind', () => {
    const entries = [entry('L-1', '2009-04-20'), entry('L-2', '2009-04-21')]
    expect(shownBy(once, entries, { ...span, returned: ['L-2'] }, shippedKnowledge())?.entry.id).toBe('L-1')
    const { shownBy: _named, ...silent } = demarche
    expect(shownBy({ deadline: silent }, entries, span, shippedKnowledge())).toBeUndefined()
  })
})

describe('since when', () => {
  const known = { source: '2009-04-02', registered: '2009-04-06', followed: '2009-04-08' }
  const monthly = deadline('monthly', 'recurring', {
    rule: 'FREQ=MONTHLY;BYMONTHDAY=5',
    since: '2009-04-05',
  })
  const days = ['2009-04-05', '2009-05-05', '2009-06-05', '2009-07-05']
  const filled = { ...monthly, due: { ...monthly.due, days } }
  const yearly = deadline('yearly', 'yearly', { every: '09-15', since: 2009 })
  it.each([
    ['the date of the source that asks', once, known, '2009-04-02'],
    ['else the day it was added', once, { ...known, source: undefined }, '2009-04-06'],
    ['else since the channel follows', once, { followed: '2009-04-08' }, '2009-04-08'],
    ['the day after the last time it was due', first(filled), known, '2009-04-06'],
    ['of the first of a yearly one, the source', first(yearly), known, '2009-04-02'],
    ['of the first of a yearly one, a year at most', first(yearly), { followed: '2001-01-01' }, '2008-09-14'],
    [
      'of the second, the day after the first',
      occurrencesOf(yearly, '2010-01-01', '2010-12-31')[0] ?? once,
      known,
      '2009-09-16',
    ],
  ])('%s', (_, occurrence, asked, since) => {
    expect(askedSince(occurrence, asked)).toBe(since)
  })
})
