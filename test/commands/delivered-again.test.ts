import { expect, it } from 'vitest'
import { makeContext } from '../../src/commands/context.ts'
import { handle, readLine } from '../../src/commands/handle.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listActs } from '../../src/store/audit.ts'
import { desksFilled, start, type } from '../desk.ts'

const direct = 'DANA'

const openDesk = desksFilled(async (desk) => {
  await type(desk, '/log seizure 9 kg cocaine at Callao', { channel: direct })
})

it.each([
  ['log', 'seizure 250 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 501 note zebra'],
  ['log', 'police seized 5 kg of cocaine and arrested 3 people at Callao on 3 Apr 2009 note zebra'],
  ['log', 'again L-1'],
  ['log', 'fix L-1 qty 205 kg because zebra'],
  ['log', 'void L-1 because zebra'],
  ['log', 'nil PE-DP-2 for 2009-02'],
  ['benchmark', 'PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because zebra'],
  ['benchmark', 'PE-CC-1 assess partial because zebra src 09 LIMA 77'],
  ['deadline', 'done reply 09 LIMA 531'],
  ['deadline', 'add "Post monthly CN report" every month on the 5th for peru'],
])(
  'a call that a crash left unanswered, /%s %s, is done once and shows nothing above U while Slack does not say who asks',
  async (command, text) => {
    const slow = { asked: 0 }
    // First what a member may see, then once, as the call is taken up again, that nobody knows.
    const isGuest = async () => {
      slow.asked += 1
      return slow.asked === 1
    }
    const desk = await openDesk()
    const call = { ...readLine(`${command} ${text}`, { member: 'ana', channel: direct }), key: 'event/Ev1' }
    const first = await handle(call, await makeContext(desk, call, start))
    expect(renderPlainText(first)).toMatch(/Recorded|Fixed|Voided|evidence linked|Added/)
    const before = await listActs(desk.db, {}, 99)
    const doubtful = { ...desk, isGuest }
    const again = await handle(call, await makeContext(doubtful, call, start))
    expect(again.marking).toBe('U')
    expect(renderPlainText(again)).not.toContain('zebra')
    expect(await listActs(desk.db, {}, 99)).toEqual(before)
  },
)
