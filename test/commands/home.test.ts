import { describe, expect, it } from 'vitest'
import { makeContext } from '../../src/commands/context.ts'
import { describeHome } from '../../src/commands/home/home.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { renderBlockKit } from '../../src/edges/slack/block-kit.ts'
import { blockKitProblems } from '../../src/edges/slack/block-kit-limits.ts'
import { openDesk, start, type } from '../desk.ts'
import { soundProblems } from '../sound.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>

const openOffice = (overrides: Partial<Desk> = {}) =>
  openDesk({
    appointed: { administrator: ['ada', 'UADA'], reviewer: ['URUI', 'rui'], member: 'reporter' },
    ...overrides,
  })
const as = (member: string) => ({ member })

async function home(desk: Desk, member: string) {
  const reply = await describeHome({ member }, await makeContext(desk, { member, channel: member }, start))
  const { blocks } = renderBlockKit(reply)
  expect(blockKitProblems({ type: 'home', blocks })).toEqual([])
  expect(soundProblems(reply)).toEqual([])
  return renderPlainText(reply)
}

describe('Home', () => {
  it('is useful to somebody who never did anything, and teaches', async () => {
    const text = await home(await openOffice(), 'UNEW')
    expect(text).toContain('Nothing. What is returned to you')
    expect(text).toContain("19 days left · (U) Report the Government of Peru's responses")
    expect(text).toContain('Peru FY2010 · 18 not assessable · rests on 0 entries')
    expect(text).toContain('Record one from any channel: /log seizure')
    expect(text).toContain('Updated Mon 6 Apr 2009 09:00 America/Lima. Your role: reporter.')
  })

  it('shows what waits: to fix, to finish, to validate, to review', async () => {
    const desk = await openOffice()
    await type(desk, '/log seizure 250 kg cocaine at Callao', as('UANA'))
    await type(desk, '/log return L-1 because the weight is missing', { member: 'URUI' })
    await type(desk, 'police seized 5 tons of coca leaf in the VRAE', as('UANA'))
    await type(desk, '/log seizure 7 kg cocaine at Callao', { member: 'UEVE' })
    await type(desk, '/deadline done reply 09 LIMA 412', { member: 'UEVE' })
    await type(desk, '/ask when is the report card due?')
    await type(desk, '/attache feedback Q-1 wrong because it is a window', as('UANA'))
    const mine = await home(desk, 'UANA')
    expect(mine).toContain(
      'To fix: L-1 seizure 250 kg cocaine at Callao on 6 Apr 2009 · returned because the weight is missing',
    )
    expect(mine).toContain('To finish: D-1 "tons" can mean several units.')
    expect(mine).not.toMatch(/To review|To validate/)
    const reviewer = await home(desk, 'URUI')
    expect(reviewer).toContain('To review: L-2 seizure 7 kg')
    expect(reviewer).toMatch(/To validate: reply .* · 09 LIMA 412, by @UEVE/)
    expect(reviewer).toContain('1 answer was called wrong')
    await type(desk, '/log draft D-1 take 1', as('UANA'))
    expect(await home(desk, 'UANA')).not.toContain('To finish')
  })

  it('shows a second person what waits for one: baselines, changes to what is locked, but not what a validator decides', async () => {
    const desk = await openOffice()
    await type(desk, '/log seizure 250 kg cocaine in the VRAE on 3 Apr 2009', as('UANA'))
    await type(
      desk,
      '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because the table',
      as('UANA'),
    )
    await type(desk, '/attache lock FY2009 peru', { member: 'rui' })
    await type(desk, '/log fix L-1 qty 205 kg because lab weight', as('UANA'))
    const reviewer = await home(desk, 'URUI')
    expect(reviewer).toMatch(/To review: F-1 .*12,000 kg.* by @UANA/)
    expect(reviewer).toMatch(/To decide: R-1 .*205 kg.*FY2009 is locked · by @UANA/)
    expect(reviewer).toContain('To review: L-1')
    expect(await home(desk, 'UANA')).not.toMatch(/To review|To decide/)
    expect(await home({ ...desk, ceiling: 'U' }, 'URUI')).not.toMatch(/To review|To decide/)
    await type(desk, '/benchmark PE-IL-3 assign @UADA as validator', { member: 'rui' })
    expect(await home(desk, 'URUI')).not.toMatch(/To review|To decide/)
    expect(await home(desk, 'UADA')).toMatch(/To decide: R-1[\s\S]*Check the Deployment[\s\S]*Who Did What/)
  })

  it('shows a guest what is U, and nothing of what is not', async () => {
    const desk = await openOffice()
    await type(desk, '/log seizure 250 kg cocaine at Callao', as('UANA'))
    await type(desk, '/log seizure 7 kg cocaine at Callao mark U', as('UANA'))
    const text = await home({ ...desk, isGuest: async () => true }, 'UANA')
    expect(text).not.toContain('Log Progress')
    expect(text.startsWith('[U]')).toBe(true)
    expect(text).toContain('L-2 seizure 7 kg')
    expect(text).not.toContain('250 kg')
  })

  it('is within its limits, and quick to make, with much recorded', async () => {
    const desk = await openOffice()
    for (let n = 1; n <= 30; n++)
      await type(desk, `/log seizure ${n} kg cocaine at Callao`, { member: 'UEVE' })
    for (const country of ['colombia', 'bolivia', 'mexico', 'haiti', 'panama', 'jamaica'])
      await type(desk, `/watch ${country}`)
    const text = await home(desk, 'URUI')
    expect(text).toContain('27 further entries to review')
    expect(text).toContain('no benchmarks being held: Bolivia, Colombia, Haiti, Jamaica, Mexico, Panama.')
    expect(text).toContain('Peru FY2010')
  })
})

describe('/attache settings', () => {
  it('moves the days and hours of direct messages and Home to the zone chosen', async () => {
    const desk = await openOffice()
    await type(desk, '/attache settings zone Europe/Vienna', { member: 'UANA', channel: 'DANA' })
    expect(await home(desk, 'UANA')).toContain('Updated Mon 6 Apr 2009 16:00 Europe/Vienna')
    expect(await home(desk, 'UEVE')).toContain('America/Lima')
    const { channel } = await makeContext(desk, { member: 'UANA', channel: 'C1' }, start)
    expect(channel.zone).toBe('America/Lima')
  })

  it.each(['zone EST', 'zone Mars/Base', 'messages perhaps', 'colour blue', 'zone'])(
    'refuses %s',
    async (text) => {
      expect((await type(await openOffice(), `/attache settings ${text}`)).refused).toBe(true)
    },
  )

  it('keeps the one that is not set', async () => {
    const desk = await openOffice()
    await type(desk, '/attache settings zone Europe/Vienna')
    await type(desk, '/attache settings messages off')
    const form = (await type(desk, '/attache settings')).parts.find(({ part }) => part === 'form')
    expect(JSON.stringify(form)).toMatch(/"initial":"off"[\s\S]*"initial":"Europe\/Vienna"/)
  })
})
