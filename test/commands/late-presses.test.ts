import { describe, expect, it } from 'vitest'
import { makeContext } from '../../src/commands/context.ts'
import { handle, readLine } from '../../src/commands/handle.ts'
import type { Reply } from '../../src/commands/reply.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { findEntry, listEntries } from '../../src/store/entries.ts'
import { addKeeping } from '../../src/store/keepings.ts'
import { openDesk, start, type } from '../desk.ts'
import { soundProblems } from '../sound.ts'

/** What was shown yesterday is pressed or sent today, after what it spoke of has changed. */
const today = '2009-04-07T14:00:00.000Z'

type Desk = Awaited<ReturnType<typeof openDesk>>

function callOf({ parts }: Reply, label: string): string {
  const all = parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
  const found = all.find((button) => button.label.startsWith(label))
  if (!found) throw new Error(`no button "${label}" among ${all.map((one) => one.label).join(', ')}`)
  return found.call
}

async function press(
  desk: Desk,
  call: string,
  member = 'ana',
  fields?: Record<string, string>,
): Promise<Reply> {
  const pressed = { ...readLine(call, { member, channel: 'terminal' }), ...(fields && { fields }) }
  const reply = await handle(pressed, await makeContext(desk, pressed, today))
  expect(soundProblems(reply)).toEqual([])
  return reply
}

const log = '/log seizure 250 kg cocaine in the VRAE on 3 Apr 2009'

describe("yesterday's buttons", () => {
  it.each<[shown: string[], label: string, since: string[], says: RegExp]>([
    [
      [log],
      'Fix',
      ['/log void L-1 because a duplicate'],
      /L-1 is void, because a duplicate, and is not fixed/,
    ],
    [[log], 'Void', ['/log void L-1 because a duplicate'], /L-1 is void already/],
    [[log], 'Show', ['/log void L-1 because a duplicate'], /void/],
    [
      [log, '/log show L-1'],
      'Accept',
      ['/log void L-1 because a duplicate'],
      /L-1 is void, and cannot be accepted/,
    ],
    [[log, '/log show L-1'], 'Accept', ['/log return L-1 because no weight'], /Accepted L-1/],
    [['/deadline reply'], 'Done', ['/deadline done reply 09 LIMA 412'], /reply/],
    [
      ['/deadline reply'],
      'Snooze',
      ['/deadline done reply 09 LIMA 412', '/deadline validate reply'],
      /reply is done/,
    ],
    [['/ask when is the report card due?'], 'Wrong', [], /Q-1 is noted as wrong/],
    [['police seized 5 tons of coca leaf in the VRAE'], '5 t', [], /Recorded L-1/],
  ])('%j, then "%s" after %j', async (shown, label, since, says) => {
    const desk = await openDesk()
    let last: Reply | undefined
    for (const line of shown) last = await type(desk, line, { member: line.includes('show') ? 'rui' : 'ana' })
    const call = callOf(last ?? { to: 'member', marking: 'U', parts: [] }, label)
    for (const line of since) await type(desk, line, { member: line.includes('done') ? 'eve' : 'rui' })
    const before = await listEntries(desk.db)
    const told = await press(desk, call, label === 'Accept' ? 'ada' : 'ana')
    expect(renderPlainText(told)).toMatch(says)
    if (told.refused) expect(await listEntries(desk.db)).toEqual(before)
    // Pressed again, it says what it said before or what stands, and nothing is done twice.
    const once = await listEntries(desk.db)
    await press(desk, call, label === 'Accept' ? 'ada' : 'ana')
    expect((await listEntries(desk.db)).length).toBe(once.length)
  })

  it('share an answer as it was shown, not as it would be now', async () => {
    const desk = await openDesk()
    const later = { channel: 'C1', now: '2009-04-06T15:00:00.000Z' }
    await type(desk, '/watch peru', { channel: 'C1' })
    await type(desk, '/log seizure 7 kg cocaine at Callao', { channel: 'C1' })
    const card = await type(desk, '/reportcard peru', { channel: 'C1', now: '2009-04-06T14:30:00.000Z' })
    await type(desk, '/log void L-1 because a duplicate', later)
    const call = readLine(callOf(card, 'Share'), { member: 'ana', channel: 'C1' })
    const shared = await handle(call, await makeContext(desk, call, later.now))
    expect(shared.to).toBe('channel')
    expect(renderPlainText(shared)).toMatch(
      /Rests on 1 entry: L-1 [\s\S]*Shared by @ana, as of Mon 6 Apr 2009 09:30\./,
    )
    expect(renderPlainText(await type(desk, '/reportcard peru', later))).toContain('Nothing logged.')
  })
})

describe('a form sent late', () => {
  const formOf = ({ parts }: Reply) => {
    const part = parts.find(({ part }) => part === 'form')
    if (part?.part !== 'form') throw new Error('no form is shown')
    return {
      call: part.form.call,
      filled: Object.fromEntries(part.form.fields.map(({ name, initial = '' }) => [name, initial])),
    }
  }

  it.each<[since: string, says: RegExp]>([
    ['/log void L-1 because a duplicate', /L-1 is void, because a duplicate, and is not fixed\. Log it anew/],
    ['/log fix L-1 qty 240 kg because lab weight', /L-1 was changed by somebody else just now/],
    ['/attache roles take @ana because she left', /^/],
  ])(
    'after %s says so at its first field, keeps what was filled in and changes nothing',
    async (since, says) => {
      const desk = await openDesk()
      await type(desk, log)
      const { call, filled } = formOf(await type(desk, '/log fix L-1'))
      const reader = since.includes('roles')
      await type(desk, since, { member: 'ada' })
      const held = await findEntry(desk.db, 'L-1')
      const now = reader ? { ...desk, appointed: { ...desk.appointed, member: 'reader' as const } } : desk
      const told = await press(now, call, 'ana', { ...filled, quantity: '205 kg', reason: 'lab weight' })
      expect(told.refused).toBe(true)
      expect(Object.keys(told.errors ?? {})).toEqual(['quantity'])
      expect(told.errors?.quantity).toMatch(reader ? /That takes a reporter, and you are a reader/ : says)
      expect(await findEntry(desk.db, 'L-1')).toEqual(held)
    },
  )

  it('asks what is wrong with an answer whose source was retired meanwhile, and says that it was', async () => {
    const desk = await openDesk()
    const answer = await type(desk, '/ask when is the report card due?')
    const { call } = formOf(await press(desk, callOf(answer, 'Wrong')))
    await addKeeping(desk.db, {
      source: '09 STATE 32018',
      version: 1,
      state: 'retired',
      changedBy: 'ada',
      changedAt: today,
    })
    const told = renderPlainText(await press(desk, call, 'ana', { reason: 'it is a window' }))
    expect(told).toMatch(/Q-1 is noted as wrong.*because it is a window/)
    expect(told).toContain('Its source 09 STATE 32018 was retired on 7 Apr 2009')
    const list = renderPlainText(await type(desk, '/attache feedback', { member: 'rui', now: today }))
    expect(list).toMatch(/cited 09 STATE 32018, retired since/)
    expect((await type(desk, '/log list', { now: start })).refused).toBeUndefined()
  })
})
