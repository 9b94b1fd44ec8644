import { describe, expect, it } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { describeDigest } from '../../src/commands/digest.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { claim, settle } from '../../src/store/outbox.ts'
import { openDesk, type } from '../desk.ts'

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

  it('is one line in a quiet week', async () => {
    const text = await digest(await openDesk(), '2009-12-07T14:00:00.000Z')
    expect(text).toBe('[U] A quiet week: nothing overdue, nothing due in the next 14 days.')
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
    expect(text).toContain('May not have been posted here, and is not posted again: nudge/reply/14/terminal.')
  })
})
