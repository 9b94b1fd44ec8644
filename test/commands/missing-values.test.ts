import { expect, it } from 'vitest'
import { describeMissingBaselines } from '../../src/commands/benchmark/missing-baselines.ts'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { readDeadlines } from '../../src/commands/deadline/find-deadline.ts'
import { gatherNudges } from '../../src/commands/nudge/gather.ts'
import { describeNudges } from '../../src/commands/nudge/message.ts'
import { nudgeState } from '../../src/commands/nudge/post.ts'
import { planNudges } from '../../src/domain/nudge.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listWatches } from '../../src/store/watches.ts'
import { openDesk, start, type } from '../desk.ts'

/** Days on which a missing value is nudged between watch and the end of the cycle. */
async function daysOf(desk: Awaited<ReturnType<typeof openDesk>>, now = start): Promise<string[]> {
  const context = await makeContext(desk, { member: '', channel: terminal }, now)
  const until = '2009-12-31T22:00:00.000Z'
  const watches = await listWatches(desk.db)
  const book = await readDeadlines(context)
  const state = nudgeState(desk.knowledge, book, context.channel, watches, start, until)
  if (!state) return []
  return planNudges({ ...state, from: start, until }).flatMap((nudge) =>
    'occurrence' in nudge && nudge.occurrence.startsWith('value-')
      ? [`${nudge.at.slice(0, 10)} ${nudge.occurrence} ${nudge.kind}`]
      : [],
  )
}

it('is nudged three times before the card’s window opens, then as whatever is overdue', async () => {
  const desk = await openDesk()
  expect(await daysOf(desk)).toEqual([])
  await type(desk, '/benchmark PE-IL-3 assign @maria')
  const days = await daysOf(desk)
  expect(days.map((day) => day.slice(0, 10)).slice(0, 3)).toEqual(['2009-05-27', '2009-05-29', '2009-06-01'])
  expect(days.length).toBe(3 + 2 + 4)
  expect(new Set(days.map((day) => day.split(' ')[1]))).toEqual(new Set(['value-fy2010-pe-il-3b']))
  const told = renderPlainText(await type(desk, '/deadline value-fy2010-pe-il-3b'))
  expect(told).toMatch(/Record the FY2008 value of PE-IL-3b[\s\S]*@maria[\s\S]*\/benchmark PE-IL-3b baseline/)
})

it('is nudged no more once the value is recorded, or its owner taken away', async () => {
  const desk = await openDesk()
  await type(desk, '/benchmark PE-IL-3 assign @maria')
  await type(desk, '/benchmark PE-DP-1 assign @jose')
  await type(
    desk,
    '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because found',
  )
  expect((await daysOf(desk)).filter((day) => !day.includes('pe-dp-1b'))).toEqual([])
  await type(desk, '/benchmark PE-DP-1 assign nobody')
  expect(await daysOf(desk)).toEqual([])
})

it('says in the nudge which line records the value', async () => {
  const desk = await openDesk()
  await type(desk, '/benchmark PE-IL-3 assign @maria')
  const now = '2009-05-29T14:00:00.000Z'
  const context = await makeContext(desk, { member: '', channel: terminal }, now)
  const book = await readDeadlines(context)
  const state = nudgeState(desk.knowledge, book, context.channel, await listWatches(desk.db), start, now)
  const nudges = state
    ? planNudges({ ...state, from: start, until: now }).flatMap((nudge) =>
        'occurrence' in nudge && nudge.occurrence.startsWith('value-') ? [nudge] : [],
      )
    : []
  const last = nudges.slice(-1)
  expect(last).toHaveLength(1)
  if (!state) return
  const facts = await gatherNudges(last, state, book, context)
  const { knowledge } = desk
  const told = renderPlainText(describeNudges(last, facts, { state, book, knowledge, now, setBy: 'ana' }))
  expect(told).toContain('To record it: /benchmark PE-IL-3b baseline <amount> FY2008')
  expect(told).not.toContain('evidence that it is done')
})

it('asks a channel for what it may not know to be recorded, and its owner no more', async () => {
  const desk = await openDesk()
  const digest = async (channel: 'U' | 'SBU') => {
    const context = await makeContext(desk, { member: '', channel: terminal }, start)
    const asked = await describeMissingBaselines({
      ...context,
      channel: { ...context.channel, ceiling: channel },
    })
    return asked?.says.filter((piece) => typeof piece === 'string').join('')
  }
  await type(desk, '/benchmark PE-IL-3 assign @maria')
  await type(
    desk,
    '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 mark SBU because found',
  )
  expect(await digest('SBU')).toBeUndefined()
  expect(await digest('U')).toContain('FY2008 of PE-IL-3b')
  expect(await daysOf(desk)).toEqual([])
})
