import { beforeAll, expect, it } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { describeDigest } from '../../src/commands/nudge/digest.ts'
import { addDays } from '../../src/domain/date.ts'
import type { Deadline } from '../../src/domain/deadline.ts'
import { tick } from '../../src/edges/clock.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import type { Voice } from '../../src/edges/voice.ts'
import { claimedKeys } from '../../src/store/outbox.ts'
import { openDesk, shippedKnowledge, type } from '../desk.ts'
import { at } from '../domain/nudges-2009.ts'
import { share } from './share.ts'

/** As many in one channel as nobody could read as a list: the same number each day for fifty days. */
const count = share(1_000, 10_000)
/** Overdue by the day of the tick, or due within three working days of it. */
const due = (count / 50) * 15
let many: Deadline[] = []

beforeAll(() => {
  const like = shippedKnowledge().deadlines.find(({ id }) => id === 'reply')
  if (!like) throw new Error('the data folder holds no reply')
  const { shownBy: _none, ...plain } = like
  many = Array.from({ length: count }, (_, index) => ({
    ...plain,
    id: `duty-${index}`,
    title: `Duty ${index}`,
    class: 'internal' as const,
    owner: index % 2 === 0 ? '@ana' : '@bob',
    due: { on: addDays('2009-04-09', index % 50) },
  }))
})

it(`answers on one screen among ${count} deadlines, says one bounded message, and plans nothing twice`, {
  timeout: 120_000,
}, async () => {
  const desk = await openDesk({ knowledge: { ...shippedKnowledge(), deadlines: many } })
  const list = renderPlainText(await type(desk, '/deadline'))
  expect(list).toContain(`1 to 20 of ${count}, page 1 of ${count / 20}`)
  expect(list.match(/^- /gm)).toHaveLength(20)
  for (const line of [
    '/watch preview',
    '/deadline duty',
    '/deadline history duty-7',
    '/deadline done duty-7',
  ])
    expect(renderPlainText(await type(desk, line)).length, line).toBeLessThan(3_000)

  const said: { recipient: string; body: string }[] = []
  const voice: Voice = {
    render: renderPlainText,
    say: async ({ recipient, body }) => ({ posted: `${said.push({ recipient, body })}` }),
    find: async () => undefined,
  }
  await tick(desk, voice, at('2009-04-20', '09:01'))
  expect(said.map(({ recipient }) => recipient).sort()).toEqual(['ana', 'bob', terminal, terminal])
  const [nudges] = said.filter(({ recipient }) => recipient === terminal).map(({ body }) => body)
  expect(nudges?.match(/^- /gm)).toHaveLength(20)
  expect(nudges).toContain(`[U] ${due} deadlines\n`)
  expect(nudges).toContain(`\n${due - 20} more: /deadline\n`)
  for (const { body } of said) expect(body.length).toBeLessThan(4_500)
  const settled = (await claimedKeys(desk.db, terminal)).size
  await tick(desk, voice, at('2009-04-20', '09:02'))
  expect(said).toHaveLength(4)
  expect((await claimedKeys(desk.db, terminal)).size).toBe(settled)

  const now = at('2009-04-20', '09:03')
  const digest = await describeDigest(await makeContext(desk, { member: '', channel: terminal }, now))
  expect(renderPlainText(digest).length).toBeLessThan(4_500)
  expect(renderPlainText(await type(desk, '/watch off', { now })).length).toBeLessThan(2_000)
})
