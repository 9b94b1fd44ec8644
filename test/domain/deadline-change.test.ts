import { describe, expect, it } from 'vitest'
import { occurrencesOf } from '../../src/domain/deadline.ts'
import { type DeadlineChange, type DeadlineEvent, deadlineBook } from '../../src/domain/deadline-change.ts'
import { at, deadline, determination, reply } from './nudges-2009.ts'

const said = (event: DeadlineEvent, day = '2009-04-08', slug = 'reply'): DeadlineChange => ({
  deadline: slug,
  event,
  by: 'ana',
  at: at(day),
})
const done = (occurrence = 'reply'): DeadlineEvent => ({ kind: 'done', occurrence, evidence: 'L-1' })
const moved = (day: string): DeadlineEvent => ({
  kind: 'moved',
  occurrence: 'reply',
  from: { opens: '2009-04-25', due: '2009-04-25' },
  to: { opens: day, due: day },
})
const book = (...changes: DeadlineChange[]) => deadlineBook([reply, determination], changes)

describe('deadlines as they stand', () => {
  it('are those of the data folder where nobody said anything', () => {
    expect(book().deadlines).toEqual([reply, determination])
  })

  it('have those people added, and not those they removed', () => {
    const record = deadline('own', 'internal', { on: '2009-05-27' })
    const added = said({ kind: 'added', record }, '2009-04-08', 'own')
    expect(book(added).deadlines).toContain(record)
    expect(book(added).registered.get('own')).toBe(at('2009-04-08'))
    const gone = book(added, said({ kind: 'removed' }, '2009-04-09', 'own'))
    expect(gone.deadlines).toEqual([reply, determination])
  })

  it('name who was assigned last, or nobody', () => {
    const owner = said({ kind: 'assigned', duty: 'owner', member: '@ana' })
    expect(book(owner).deadlines[0]).toEqual({ ...reply, owner: '@ana' })
    const nobody = said({ kind: 'assigned', duty: 'owner' })
    expect(book(owner, nobody).deadlines[0]).toEqual(reply)
  })

  it('are done once evidence is validated, and stand open when it is returned', () => {
    expect(book(said(done())).evidence.get('reply')).toEqual({ text: 'L-1', by: 'ana', at: at('2009-04-08') })
    const validated = said({ kind: 'validated', occurrence: 'reply' }, '2009-04-09')
    expect(book(said(done()), validated).evidence.get('reply')?.validated?.at).toBe(at('2009-04-09'))
    expect(book(said(done()), said({ kind: 'returned', occurrence: 'reply' })).evidence.size).toBe(0)
    expect(book(validated).evidence.size).toBe(0)
  })

  it('fall due on the day they were moved to, and forget snoozes of the day they had', () => {
    const snoozed = said({ kind: 'snoozed', occurrence: 'reply', until: '2009-04-16' })
    const { moves, snoozes } = book(
      snoozed,
      said(moved('2009-05-02')),
      said(moved('2009-05-09'), '2009-04-20'),
    )
    expect(snoozes.size).toBe(0)
    const days = (from: string, until: string) =>
      occurrencesOf(reply, from, until, moves).map(({ id, due }) => `${id} ${due}`)
    expect(days('2009-04-01', '2009-05-30')).toEqual(['reply 2009-05-09'])
    expect(days('2009-04-01', '2009-05-08')).toEqual([])
  })

  it('move one time of those that come again, and no other', () => {
    const { moves } = book(
      said(
        {
          kind: 'moved',
          occurrence: 'determination-2009',
          from: { opens: '2009-09-15', due: '2009-09-15' },
          to: { opens: '2009-09-18', due: '2009-09-18' },
        },
        '2009-04-08',
        'determination',
      ),
    )
    expect(occurrencesOf(determination, '2009-01-01', '2010-12-31', moves).map(({ due }) => due)).toEqual([
      '2009-09-18',
      '2010-09-15',
    ])
    expect(occurrencesOf(reply, '2009-01-01', '2010-12-31', moves).map(({ due }) => due)).toEqual([
      '2009-04-25',
    ])
  })
})
