import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import type { Reply } from '../../src/commands/reply.ts'
import type { Cycle } from '../../src/domain/benchmark.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, shippedKnowledge, start, type } from '../desk.ts'

const say = (reply: Reply) => renderPlainText(reply)
const seizure = '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 502'
const card = async (desk: Desk, line = '/reportcard peru', now = start) =>
  say(await type(desk, line, { now }))

/** The data shipped with Peru's FY2010 changed. */
function withCycle(change: (cycle: Cycle) => Cycle[]) {
  const knowledge = shippedKnowledge()
  const cycles = knowledge.cycles.flatMap((cycle) => (cycle.cycle === 'FY2010' ? change(cycle) : [cycle]))
  return { ...knowledge, cycles }
}

describe('a card of', () => {
  it('a cycle with no benchmarks says that it holds none, and is nothing withheld', async () => {
    const desk = await openDesk({ knowledge: withCycle((cycle) => [{ ...cycle, benchmarks: [] }]) })
    const text = await card(desk)
    expect(text).toContain('Cycle FY2010 of Peru holds no benchmarks')
    expect(text).not.toContain('withheld')
  })

  it('no entries, or only drafts, says that nothing is logged', async () => {
    const desk = await openDesk()
    expect(await card(desk)).toContain('Nothing logged.')
    await type(desk, '/log seizure 5 tons cocaine in the VRAE on 3 Apr 2009')
    expect(await card(desk)).toContain('Nothing logged.')
  })

  it('only void entries says so, and how many there are', async () => {
    const desk = await openDesk()
    await type(desk, seizure)
    await type(desk, '/log void L-1 because a drill')
    const text = await card(desk)
    expect(text).toContain('Nothing logged.')
    expect(text).toContain('Recorded in its days and not counted: 1 void.')
    expect(text).toMatch(/FY2008 value missing; nothing logged: PE-IL-3b/)
  })

  it('a day before the first entry has none of them', async () => {
    const desk = await openDesk()
    await type(desk, seizure)
    expect(await card(desk, '/reportcard peru as of 2009-04-02')).toContain('Nothing logged.')
    expect(await card(desk, '/reportcard peru as of 2008-01-01')).toMatch(
      /18 not applicable.*FY2009 begins on 1 Oct 2008|not applicable/s,
    )
  })

  it('a day to come is refused', async () => {
    const reply = await type(await openDesk(), '/reportcard peru as of 2009-04-07')
    expect(reply.refused).toBe(true)
    expect(say(reply)).toContain('7 Apr 2009 is in the future')
  })

  it('a benchmark gone from the data folder passes over what still names it', async () => {
    const desk = await openDesk()
    await type(desk, `${seizure} bm PE-IL-4`)
    await type(desk, '/benchmark PE-IL-4 assess partial because the unit works src 09 LIMA 80')
    const gone = {
      ...desk,
      knowledge: withCycle((cycle) => [
        { ...cycle, benchmarks: cycle.benchmarks.filter(({ id }) => id !== 'PE-IL-4') },
      ]),
    }
    const text = await card(gone)
    expect(text).toContain('of 17 indicators')
    expect(text).not.toContain('PE-IL-4')
    expect(say(await type(gone, '/log show L-1'))).toContain('PE-IL-4')
    expect(say(await type(gone, '/benchmark show F-1'))).toContain('FY2010/PE-IL-4 assessed partial')
    expect(say(await type(gone, '/benchmark accept F-1', { member: 'rui' }))).toContain(
      'FY2010/PE-IL-4 is no longer in the data folder',
    )
  })

  it('two cycles that overlap counts an entry once in each, and a short id means the one of its days', async () => {
    const desk = await openDesk({
      knowledge: withCycle((cycle) => [cycle, { ...cycle, cycle: 'FY2011', measures: ['FY2009', 'CY2009'] }]),
    })
    await type(desk, seizure)
    for (const name of ['FY2010', 'FY2011'])
      expect(await card(desk, `/reportcard peru ${name}`)).toMatch(/PE-IL-3b .*cocaine 40 kg .*entries L-1/)
    const recorded = say(await type(desk, '/benchmark FY2011/PE-CC-1 assess met because done src 09 LIMA 80'))
    expect(recorded).toContain('FY2011/PE-CC-1 assessed met')
    expect(await card(desk, '/reportcard peru FY2010')).toMatch(/no assessment recorded: PE-CC-1/)
  })

  it('an entry at the edge of a fiscal year is of the day it was where it was logged', async () => {
    // Eight in the evening in Lima is the next morning, and the next fiscal year, in Manila.
    const now = '2009-10-01T01:00:00.000Z'
    const line = '/log seizure 40 kg cocaine in the VRAE src 09 LIMA 502'
    const [lima, manila] = [await openDesk(), await openDesk({ timezone: 'Asia/Manila' })]
    await type(lima, line, { now })
    await type(manila, line, { now })
    expect(await card(lima, '/reportcard peru', now)).toMatch(/PE-IL-3b .*actual: cocaine 40 kg/)
    expect(await card(manila, '/reportcard peru', now)).toMatch(/PE-IL-3b .*CY2009: cocaine 40 kg/)
    expect(await card(manila, '/reportcard peru', now)).not.toMatch(/PE-IL-3b .*actual: cocaine 40 kg/)
  })

  it('a note, a reason or a name of a million characters is refused at once', async () => {
    const desk = await openDesk()
    const long = 'x'.repeat(1_000_000)
    for (const line of [
      `${seizure} note ${long}`,
      `/benchmark PE-CC-1 assess met src 09 LIMA 80 because ${long}`,
      `/reportcard ${long}`,
      `/reportcard peru freeze because ${long}`,
    ]) {
      const reply = await type(desk, line)
      expect(reply.refused).toBe(true)
      expect(say(reply)).toMatch(/characters, and 2,000 are read. Nothing was recorded/)
    }
    expect(await card(desk)).toContain('Nothing logged.')
  })
})

it.each([
  ['/reportcard PE-XX-9', /There is no benchmark PE-XX-9/],
  ['/reportcard PE-IL-3', /has several figures: PE-IL-3a, PE-IL-3b/],
  ['/reportcard compare C-1', /There is no frozen card C-1/],
  ['/reportcard peru compare', /No card of Peru FY2010 is frozen/],
  ['/reportcard peru by weight', /by area, article, category/],
  ['/reportcard peru interdiction freeze', /"interdiction" is not understood/],
  ['/reportcard C-99999999999', /names no country|not understood|no country/],
  ['/reportcard bolivia freeze', /no benchmarks are held/],
])('%s is refused', async (line, message) => {
  const reply = await type(await openDesk(), line)
  expect(reply.refused).toBe(true)
  expect(say(reply)).toMatch(message)
})
