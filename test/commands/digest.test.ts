import { describe, expect, it } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { describeDigest } from '../../src/commands/nudge/digest.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { claim, settle } from '../../src/store/outbox.ts'
import { openDesk, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

async function digest(desk: Awaited<ReturnType<typeof openDesk>>, now: string): Promise<string> {
  return renderPlainText(
    await describeDigest(await makeContext(desk, { member: '', channel: terminal }, now)),
  )
}

describe('the Monday digest', () => {
  it('lists what is overdue and what is due in two weeks, each cited', async () => {
    const text = await digest(await openDesk(), '2009-04-27T14:00:00.000Z')
    expect(text).toMatch(
      /2 days overdue · Report the Government of Peru's responses.* · 09 STATE 32018 ¶9\(A\) \(printed 19\)/,
    )
    expect(text).not.toContain('determination')
  })

  it('is one line in a quiet week, silence included', async () => {
    const desk = await openDesk()
    for (const [id, day] of [
      ['reply', '2009-04-20'],
      ['report-card', '2009-06-01'],
      ['determination', '2009-09-15'],
    ]) {
      const now = `${day}T15:00:00.000Z`
      await type(desk, `/deadline done ${id} 09 LIMA 531`, { now })
      await type(desk, `/deadline validate ${id}`, { now, member: 'rui' })
    }
    expect(await digest(desk, '2009-05-04T14:00:00.000Z')).toBe(
      '[U] A quiet week: nothing overdue, nothing due in the next 14 days.',
    )
    expect(await digest(desk, '2009-12-07T14:00:00.000Z')).toBe(
      '[U] A quiet week: nothing overdue, nothing due in the next 14 days. Nothing recorded in 45 days: all 16 benchmarks (nil, unknown, or not asked?).',
    )
  })

  it('asks the owners of benchmarks for the values that are missing, until they are recorded', async () => {
    const desk = await openDesk()
    const monday = '2009-05-04T14:00:00.000Z'
    expect(await digest(desk, monday)).not.toContain('Values missing')
    await type(desk, '/benchmark PE-IL-3 assign @maria')
    await type(desk, '/benchmark PE-DP-1 assign @jose')
    await type(desk, '/benchmark PE-CC-1 assign @maria')
    expect(await digest(desk, monday)).toContain(
      'Values missing, without which nothing can be assessed: CY2008 of PE-DP-1b (owner: @jose), FY2008 of PE-IL-3b (owner: @maria).',
    )
    await type(
      desk,
      '/benchmark PE-IL-3b baseline 12 t cocaine FY2008 in zones src 09 LIMA 77 because the year’s table',
    )
    expect(await digest(desk, monday)).toContain('assessed: CY2008 of PE-DP-1b (owner: @jose).')
    await type(desk, '/benchmark PE-DP-1 assign nobody')
    expect(await digest(desk, monday)).not.toContain('Values missing')
  })

  it('names the benchmarks that went silent once others are heard of, nil included', async () => {
    const desk = await openDesk()
    const now = '2009-06-03T15:00:00.000Z'
    await type(desk, '/log seizure 2 t coca leaf at VRAE on 1 Jun 2009 src 09 LIMA 700', { now })
    await type(desk, '/log nil PE-DP-2 for 2009-05', { now })
    const text = await digest(desk, '2009-06-08T14:00:00.000Z')
    expect(text).toMatch(/Nothing recorded in 45 days: PE-DP-1, PE-CC-1, .*not asked\?/)
    expect(text).not.toMatch(/Nothing recorded[^.]*(?:PE-DP-2|PE-IL-3)/)
  })

  it('names evidence that waits, and sources to be looked at again with who undertook it', async () => {
    const desk = await openDesk()
    await type(desk, '/deadline done reply 09 LIMA 531', { now: '2009-04-20T15:00:00.000Z' })
    await addKeeping(desk.db, {
      source: '09 STATE 32018',
      version: 1,
      state: 'kept',
      owner: '@ana',
      reviewEvery: 'month',
      changedBy: 'ana',
      changedAt: '2009-04-07T15:00:00.000Z',
    })
    const text = await digest(desk, '2009-04-27T14:00:00.000Z')
    expect(text).toContain('Evidence waits to be validated: reply.')
    expect(text).toContain('Sources due for review: 09 STATE 32018 (7 May 2009, @ana).')
  })

  it('leaves out what was due before the channel began to follow', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: 'C-late', now: '2009-05-20T15:00:00.000Z' })
    const context = await makeContext(desk, { member: '', channel: 'C-late' }, '2009-06-08T14:00:00.000Z')
    expect(renderPlainText(await describeDigest(context))).not.toContain('responses to the benchmarks')
  })

  it('tells of each country from the day on which the channel began to follow that one', async () => {
    const desk = await openDesk()
    await type(desk, '/watch bolivia', { channel: 'C-two' })
    await type(desk, '/watch peru', { channel: 'C-two', now: '2009-05-20T15:00:00.000Z' })
    await type(desk, '/deadline add figures on 2 Jun 2009 for bolivia', { channel: 'C-two' })
    const context = await makeContext(desk, { member: '', channel: 'C-two' }, '2009-06-08T14:00:00.000Z')
    const text = renderPlainText(await describeDigest(context))
    expect(text).toMatch(/overdue · Figures/i)
    expect(text).not.toContain('responses to the benchmarks')
    expect(text).not.toContain('Nothing recorded in 45 days')
  })

  it('does not hear below a marking of what was said nil above it', async () => {
    const desk = await openDesk()
    await type(desk, '/watch peru', { channel: 'C-open' })
    const now = '2009-06-05T14:00:00.000Z'
    await type(desk, '/log nil PE-DP-2 for 2009-05', { now })
    const context = await makeContext(desk, { member: '', channel: 'C-open' }, '2009-06-08T14:00:00.000Z')
    expect(renderPlainText(await describeDigest(context))).toContain('all 16 benchmarks')
  })

  it('counts entries to review, and names posts that nobody can tell of', async () => {
    const desk = await openDesk()
    await type(desk, '/log seizure 5 kg cocaine at Callao')
    await claim(
      desk.db,
      { key: 'nudge/reply/14/terminal', recipient: terminal, body: '' },
      '2009-04-08T14:00:00.000Z',
    )
    await settle(
      desk.db,
      'nudge/reply/14/terminal',
      { state: 'doubtful', reason: 'no answer' },
      '2009-04-08T14:02:00.000Z',
    )
    const text = await digest(desk, '2009-04-13T14:00:00.000Z')
    expect(text).toContain('1 entry not yet reviewed.')
    expect(text).toContain('May not have been posted here, and is not posted again: reply.')
  })

  it('is marked by what it counts, and at U neither counts nor names what is SBU', async () => {
    const desk = await openDesk()
    const now = '2009-04-20T15:00:00.000Z'
    const monday = '2009-04-27T14:00:00.000Z'
    await type(desk, '/watch peru', { channel: 'C-open', now })
    await keepDocument(desk.db, inventedCable({ id: '26 LIMA 77', marking: 'SBU' }), {
      path: 'a',
      by: 'ana',
      now,
    })
    const keeping = {
      version: 1,
      state: 'kept',
      owner: '@ana',
      reviewEvery: 'month',
      reviewed: '2009-04-01',
    } as const
    await addKeeping(desk.db, { ...keeping, source: '26 LIMA 77', changedBy: 'ana', changedAt: now })
    await type(desk, '/log seizure 5 kg cocaine at Callao mark SBU', { now })
    await type(desk, '/deadline add "Raid on Monzon" on 30 Apr 2010 for peru mark SBU', { now })
    const key = 'nudge/raid-monzon/notice/C-open'
    await claim(desk.db, { key, recipient: 'C-open', body: '' }, now)
    await settle(desk.db, key, { state: 'doubtful', reason: 'no answer' }, now)
    const told = async (channel: string) =>
      renderPlainText(await describeDigest(await makeContext(desk, { member: '', channel }, monday)))
    const inside = await told(terminal)
    expect(inside).toMatch(/^\[SBU\]/)
    expect(inside).toContain('1 entry not yet reviewed.')
    expect(inside).toContain('Sources due for review: 26 LIMA 77 (')
    const outside = await told('C-open')
    expect(outside).toMatch(/^\[U\]/)
    expect(outside).not.toMatch(/not yet reviewed|26 LIMA 77|raid/)
  })
})
