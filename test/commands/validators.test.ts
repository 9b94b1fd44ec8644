import { expect, it } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, start, type } from '../desk.ts'

const people = { administrator: ['ada'], reviewer: ['rui', 'eva', 'oto'], member: 'reporter' as const }
const seizure = '/log seizure 250 kg cocaine in the VRAE by DIRANDRO src 09 LIMA 412 mark U'
const baseline =
  '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because of the table'

/** A desk where PE-IL-3 is owned by Oto and validated by Rui; both, and Eva, are reviewers. */
async function openValidated(): Promise<Desk> {
  const desk = await openDesk({ appointed: people })
  await type(desk, '/benchmark PE-IL-3 assign @oto')
  await type(desk, '/benchmark PE-IL-3 assign @rui as validator')
  return desk
}

const say = async (desk: Desk, line: string, member = 'ana', now = start) => {
  const reply = await type(desk, line, { member, now })
  return `${reply.refused ? 'refused: ' : ''}${renderPlainText(reply)}`.replace(/\s+/g, ' ')
}

it.each([
  ['/log accept L-1', seizure],
  ['/log return L-1 because the weight is missing', seizure],
  ['/benchmark accept F-1', baseline],
  ['/benchmark return F-1 because of the year', baseline],
])('%s is for the validator, or an administrator in their place', async (decide, recorded) => {
  const desk = await openValidated()
  await say(desk, recorded)
  for (const other of ['eva', 'oto']) {
    const refused = await say(desk, decide, other)
    expect(refused).toMatch(/^refused: .*counts toward FY2010\/PE-IL-3, which has a validator: only they/)
    expect(refused).toContain('Validator: @rui. Administrators: @ada.')
  }
  const instead = 'As an administrator, in place of the validator @rui.'
  expect(await say(desk, decide, 'rui')).not.toMatch(/^refused|in place/)
  const again = await openValidated()
  await say(again, recorded)
  expect(await say(again, decide, 'ada')).toContain(instead)
})

it('leaves what counts toward no such benchmark to any reviewer', async () => {
  const desk = await openValidated()
  await say(desk, '/log eradication forced 120 ha coca at Monzón on 24 Mar 2009 by CORAH src 09 LIMA 412')
  expect(await say(desk, '/log accept L-1', 'eva')).toContain('Accepted L-1')
})

it('is no right to accept one’s own: an administrator does', async () => {
  const desk = await openValidated()
  await say(desk, seizure, 'rui')
  const refused = await say(desk, '/log accept L-1', 'rui')
  expect(refused).toMatch(/^refused: .*is your own/)
  expect(refused).toContain('Administrators: @ada.')
  expect(refused).not.toContain('Validator: @rui')
})

it('holds for a change behind a lock too', async () => {
  const desk = await openValidated()
  const now = '2009-11-20T15:00:00.000Z'
  await say(desk, seizure)
  await say(desk, '/attache lock FY2009 peru', 'ada', now)
  expect(await say(desk, '/log fix L-1 qty 205 kg because lab weight', 'ana', now)).toContain('R-1')
  expect(await say(desk, '/log accept R-1', 'eva', now)).toMatch(
    /^refused: .*R-1 counts toward FY2010\/PE-IL-3/,
  )
  expect(await say(desk, '/log accept R-1', 'rui', now)).toContain('Restated by R-1')
})

it.each([
  ['/benchmark PE-IL-3 assign @oto as validator', 'ada', '@oto is its owner'],
  ['/benchmark PE-IL-3 assign @rui', 'ana', '@rui is its validator'],
  ['/benchmark PE-IL-3 assign @eva as validator', 'eva', 'only they, or an administrator, hand that on'],
  ['/benchmark PE-IL-3 assign nobody as validator', 'oto', 'only they, or an administrator, hand that on'],
  ['/benchmark PE-IL-4 assign @zoe as validator', 'ana', '@zoe is no reviewer'],
  ['/deadline add Clear the card on 27 May owner @ana validator @ana', 'ana', '@ana is its validator'],
])('%s by %s is refused: %s', async (line, member, why) => {
  const said = await say(await openValidated(), line, member)
  expect(said).toMatch(/^refused/)
  expect(said).toContain(why)
})

it('is handed on by the validator, and by an administrator', async () => {
  const desk = await openValidated()
  expect(await say(desk, '/benchmark PE-IL-3 assign @eva as validator', 'rui')).toContain('now @eva')
  expect(await say(desk, '/benchmark PE-IL-3 assign nobody as validator', 'ada')).toContain('now nobody')
  await say(desk, seizure)
  expect(await say(desk, '/log accept L-1', 'oto')).toContain('Accepted L-1')
})

it('decides in the home of whom an entry waits for', async () => {
  const desk = await openValidated()
  await say(desk, seizure)
  expect(await say(desk, '/attache home', 'rui')).toContain('To review: L-1')
  expect(await say(desk, '/attache home', 'eva')).not.toContain('To review: L-1')
})

it('of a deadline is the one who validates, or an administrator in their place', async () => {
  const desk = await openValidated()
  await say(desk, '/deadline assign reply @rui as validator')
  await say(desk, '/deadline done reply 09 LIMA 501')
  expect(await say(desk, '/deadline validate reply', 'eva')).toMatch(/^refused: .*Validator: @rui/)
  expect(await say(desk, '/deadline validate reply', 'ada')).toContain('in place of the validator @rui')
})

it('above the channel’s ceiling decides unnamed', async () => {
  const desk = await openValidated()
  await say(desk, '/benchmark 2005/PE-M-1 assign @rui as validator')
  await say(desk, '/log eradication forced 100 ha coca at Monzón on 24 Mar 2005 src 05 LIMA 9 mark U')
  const reply = await type(desk, '/log accept L-1', { member: 'eva', channel: 'C-open' })
  expect(reply.refused).toBe(true)
  expect(renderPlainText(reply)).not.toContain('PE-M-1')
})
