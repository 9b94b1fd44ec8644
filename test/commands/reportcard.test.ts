import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, shippedKnowledge, start, type } from '../desk.ts'

const card = async (desk: Desk, line = '/reportcard peru', as: Parameters<typeof type>[2] = {}) =>
  renderPlainText(await type(desk, line, as))
const printOf = (text: string) => /fingerprint ([0-9a-f]{16})/.exec(text)?.[1]

const lines = [
  '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 502',
  '/log eradication forced 120 ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 412',
  '/log poppy located 6 ha at Cajamarca on 10 Mar 2009 src 09 LIMA 530',
  '/log poppy eradicated 4 ha at Cajamarca on 11 Mar 2009 src 09 LIMA 531',
  '/log inspection container 40 at Paita on 2 Apr 2009 by SUNAT',
]
const later = '2009-05-04T15:00:00.000Z'

describe('a card', () => {
  it('has a line for every indicator, each cited and marked, and says what is missing', async () => {
    const text = await card(await openDesk())
    const cycle = shippedKnowledge().cycles.find(({ cycle }) => cycle === 'FY2010')
    for (const { id } of cycle?.benchmarks.flatMap(({ indicators }) => indicators) ?? [])
      expect(text).toMatch(new RegExp(`^- not assessable: .*${id}[^;]* \\(U\\) ¶9\\([BC]\\)`, 'm'))
    expect(text).toMatch(/^Missing$/m)
    expect(text).toContain('Nothing logged.')
    expect(text).not.toContain('%')
  })

  it('adds events, keeps the supporting ones beside, and names all it rests on', async () => {
    const desk = await openDesk()
    for (const line of lines) await type(desk, line)
    const text = await card(desk)
    expect(text).toMatch(/- PE-IL-3b .*cocaine 40 kg .*entries L-1 · evidence A 1; 1 not yet reviewed/)
    expect(text).toMatch(/- PE-DP-1b .*coca 120 ha .*baseline not recorded/)
    expect(text).toMatch(/- PE-DP-2 .*in progress: 96 of 365 days of CY2009 elapsed .*4 ha of 6 ha/)
    expect(text).toMatch(/- PE-IL-4 .*entries L-5/)
    expect(text).toContain('Rests on 5 entries: L-1, L-2, L-3, L-4, L-5')
  })

  it('keeps the actors apart: the mission’s objectives are not Peru’s', async () => {
    expect(await card(await openDesk())).not.toContain('US mission')
    const text = await card(await openDesk(), '/reportcard peru 2005')
    expect(text).toMatch(/^US mission: /m)
    expect(text).not.toMatch(/^Host government: /m)
  })

  it('prints no percentage and no status of its own list only', async () => {
    const desk = await openDesk()
    for (const line of lines) await type(desk, line)
    for (const [, status] of (await card(desk)).matchAll(/^- PE-\S+ [^·]* · ([^:]+):/gm))
      expect([
        'met',
        'on track',
        'behind',
        'in progress',
        'not met',
        'not assessable',
        'not applicable',
      ]).toContain(status)
  })
})

describe('as of a day', () => {
  it('is the same card, whatever was recorded, voided or asked since', async () => {
    const desk = await openDesk()
    for (const line of lines) await type(desk, line)
    const then = await card(desk, '/reportcard peru as of 2009-04-06')
    expect(then).toBe(await card(desk))
    await type(desk, '/log seizure 7 kg cocaine in the VRAE on 5 Apr 2009', { now: later })
    await type(desk, '/log void L-1 because a duplicate', { now: later })
    expect(await card(desk, '/reportcard peru as of 2009-04-06', { now: later })).toBe(then)
    const now = await card(desk, '/reportcard peru', { now: later })
    expect(now).toMatch(/- PE-IL-3b .*cocaine 7 kg/)
    expect(printOf(now)).not.toBe(printOf(then))
  })

  it('counts what was recorded by the end of that day in the channel’s zone', async () => {
    const desk = await openDesk()
    await type(desk, lines[0] ?? '', { now: '2009-04-07T04:59:59.999Z' })
    await type(desk, lines[1] ?? '', { now: '2009-04-07T05:00:00.000Z' })
    const text = await card(desk, '/reportcard peru as of 2009-04-06', { now: later })
    expect(text).toContain('Rests on 1 entry: L-1')
    expect(await card(desk, '/reportcard peru as of 2009-04-07', { now: later })).toContain(
      'Rests on 2 entries: L-1, L-2',
    )
  })

  test.each([
    ['2009-02-30', /"2009-02-30" is not a day of the calendar; write it as YYYY-MM-DD/],
    ['yesterday', /not a day of the calendar/],
    ['2009-04-07', /7 Apr 2009 is in the future: today is 6 Apr 2009/],
  ])('%s is refused', async (day, message) => {
    const reply = await type(await openDesk(), `/reportcard peru as of ${day}`)
    expect(reply.refused).toBe(true)
    expect(renderPlainText(reply)).toMatch(message)
  })
})

describe('the fingerprint', () => {
  it('is the same for the same entries, data and program', async () => {
    const prints = []
    for (const _ of [1, 2]) {
      const desk = await openDesk()
      for (const line of lines) await type(desk, line)
      prints.push(printOf(await card(desk)))
    }
    expect(prints[0]).toMatch(/^[0-9a-f]{16}$/)
    expect(prints[0]).toBe(prints[1])
  })

  it('differs with the entries, the day, the program and the data folder', async () => {
    const desk = await openDesk()
    const prints = new Set([printOf(await card(desk))])
    prints.add(printOf(await card(desk, '/reportcard peru as of 2009-04-05')))
    prints.add(printOf(await card({ ...desk, version: '0.0.1' })))
    prints.add(printOf(await card({ ...desk, knowledge: { ...desk.knowledge, hash: 'another' } })))
    await type(desk, lines[0] ?? '')
    prints.add(printOf(await card(desk)))
    expect(prints.size).toBe(5)
  })

  it('does not hang on what the card does not rest on', async () => {
    const desk = await openDesk()
    const before = printOf(await card(desk))
    await type(desk, '/log seizure 40 kg cocaine country Bolivia')
    await type(desk, '/log police graduated 5 on 20 Nov 2005')
    expect(printOf(await card(desk))).toBe(before)
  })

  it('of a card in a channel at U is that of what it may show: the same bytes, or another name', async () => {
    const desk = await openDesk()
    const at = { channel: 'C-desk' }
    await type(desk, lines[0] ?? '', at)
    const before = await card(desk, '/reportcard peru', at)
    await type(desk, lines[1] ?? '')
    const after = await card(desk, '/reportcard peru', at)
    expect(after).toContain('1 item withheld (SBU)')
    expect(printOf(after)).not.toBe(printOf(before))
    await type(desk, '/log fix L-2 qty 3 L because weighed again')
    expect(await card(desk, '/reportcard peru', at)).toBe(after)
    expect(printOf(await card(desk))).not.toBe(printOf(before))
  })
})

it('adds up to the same figures in whatever order the entries came', async () => {
  const figures = (text: string) => [...text.matchAll(/actual: [^·]*/g)].map(([figure]) => figure)
  let first: string[] | undefined
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (order) => {
      const desk = await openDesk()
      for (const line of order) await type(desk, line)
      const now = figures(await card(desk))
      first ??= now
      expect(now).toEqual(first)
    }),
    { seed: 1988, numRuns: 10 },
  )
  expect(first?.length).toBeGreaterThan(2)
})

test.each([
  ['/reportcard bolivia', /Bolivia is known, but no benchmarks are held/],
  ['/reportcard atlantis', /"atlantis"/],
  ['/reportcard peru 1999', /No cycle 1999 is held for Peru/],
  ['/reportcard peru next week', /"next week" is not understood/],
])('%s is refused', async (line, message) => {
  const reply = await type(await openDesk(), line, { now: start })
  expect(reply.refused).toBe(true)
  expect(renderPlainText(reply)).toMatch(message)
})
