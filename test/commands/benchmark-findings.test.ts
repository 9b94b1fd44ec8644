import { describe, expect, it, test } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { handle, readLine } from '../../src/commands/handle.ts'
import type { Reply } from '../../src/commands/reply.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, start, type } from '../desk.ts'

const baseline =
  '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because of the year’s table'
const say = (reply: Reply) => renderPlainText(reply)
const buttonsOf = (reply: Reply) =>
  reply.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : [])).map(({ call }) => call)

describe('recording a baseline', () => {
  it('is done once, however often the same delivery comes', async () => {
    const desk = await openDesk()
    const call = { ...readLine(baseline, { member: 'ana', channel: terminal }), key: 'delivery/1' }
    const first = await handle(call, await makeContext(desk, call, start))
    const second = await handle(call, await makeContext(desk, call, start))
    expect(say(first)).toContain('Recorded F-1')
    expect(say(second)).toContain('That is recorded already: F-1')
    expect(say(await type(desk, '/benchmark show F-1'))).not.toContain('version 2')
  })

  it('asked about from a form or a line, has its source, grade and reason in each answer', async () => {
    const desk = await openDesk()
    const fields = {
      value: '12.000 kg cocaine FY2008 in zones',
      src: '"the annual report"',
      evidence: 'A',
      because: 'it adds up',
    }
    const from = { member: 'ana', channel: terminal, key: 'form/1' }
    const call = { ...readLine('/benchmark PE-IL-3b baseline', from), fields }
    const asked = await handle(call, await makeContext(desk, call, start))
    const typed =
      '/benchmark PE-IL-3b baseline 12.000 kg cocaine FY2008 in zones evidence A src "the annual report" because it adds up'
    for (const reply of [asked, await type(desk, typed)]) {
      expect(buttonsOf(reply)).toHaveLength(2)
      for (const choice of buttonsOf(reply)) {
        expect(choice).toMatch(/src "the annual report"/)
        expect(choice).toMatch(/evidence A\b/)
        expect(choice).toMatch(/because it adds up$/)
      }
    }
    expect(say(await type(desk, `/${buttonsOf(asked)[0]}`))).toContain('Recorded F-1')
    expect(say(await type(desk, '/benchmark show F-1'))).toContain(
      'src the annual report (A) · because it adds up',
    )
  })

  it('said again in the same words changes nothing', async () => {
    const desk = await openDesk()
    await type(desk, baseline)
    expect(say(await type(desk, baseline))).toContain('That is recorded already')
  })

  it('is corrected by whoever recorded it or a reviewer, and by nobody else', async () => {
    const desk = await openDesk()
    const other = baseline.replace('12,000', '13,000')
    await type(desk, baseline)
    const refused = await type(desk, other, { member: 'eva' })
    expect(refused.refused).toBe(true)
    expect(say(refused)).toMatch(/F-1 says otherwise: baseline 12,000 kg/)
    expect(say(await type(desk, other, { member: 'rui' }))).toContain('Corrected F-1, version 2')
  })

  it('of another substance, form or unit is another finding', async () => {
    const desk = await openDesk()
    await type(desk, baseline)
    for (const what of ['9 kg cocaine base', '30 L acetone', '7 kg acetone'])
      await type(desk, baseline.replace('12,000 kg cocaine', what))
    const text = say(await type(desk, '/benchmark findings'))
    for (const id of ['F-1', 'F-2', 'F-3', 'F-4']) expect(text).toContain(`${id} (SBU) baseline`)
  })

  it('of words alone decides nothing until its evidence is said', async () => {
    const desk = await openDesk()
    const worded = baseline.replace('src 09 LIMA 77', 'src "DIRANDRO summary"')
    expect(say(await type(desk, worded))).toMatch(
      /rests on evidence C\/D only[\s\S]*Its evidence is D, words alone/,
    )
    const said = say(await type(desk, worded.replace('because', 'evidence A because')))
    expect(said).toMatch(/Corrected F-1, version 2[\s\S]*src DIRANDRO summary \(A\)/)
    expect(said).not.toContain('Its evidence is')
  })

  it('with a doubtful figure is asked, and a button holds the whole line', async () => {
    const desk = await openDesk()
    const asked = await type(desk, baseline.replace('12,000 kg', '12 tons'))
    const [metric = ''] = buttonsOf(asked)
    expect(metric).toMatch(/^benchmark FY2010\/PE-IL-3b baseline 12 t cocaine/)
    expect(say(await type(desk, metric))).toMatch(/Recorded F-1.*12,000 kg/s)
  })

  it('is never shared nor paged: the line records', async () => {
    const reply = await type(await openDesk(), baseline, { channel: 'C1' })
    expect(buttonsOf(reply).some((call) => call.startsWith('share'))).toBe(false)
  })

  it('of a class above the channel’s ceiling reaches no status there', async () => {
    const desk = await openDesk()
    await type(desk, baseline)
    const text = say(await type(desk, '/benchmark peru interdiction', { channel: 'C1' }))
    expect(text).toContain('1 item withheld (SBU)')
    expect(text).not.toContain('12,000')
  })
})

describe('review', () => {
  test.each([
    ['ana', 'accept F-1', /That takes a reviewer, and you are a reporter/],
    ['rui', 'accept F-9', /There is no finding F-9/],
    ['rui', 'return F-1', /Say why/],
    ['eva', 'void F-1 because wrong', /F-1 is somebody else's[\s\S]*Recorded by @ana\./],
    ['ana', 'accept L-1', /no benchmark|no country|no finding/],
  ])('%s: %s', async (member, text, message) => {
    const desk = await openDesk()
    await type(desk, baseline)
    const reply = await type(desk, `/benchmark ${text}`, { member })
    expect(reply.refused).toBe(true)
    expect(say(reply)).toMatch(message)
  })

  it('is by another: neither who recorded nor who corrected it', async () => {
    const desk = await openDesk({
      appointed: { administrator: ['ada'], reviewer: ['rui', 'eva', 'ana'], member: 'reporter' },
    })
    await type(desk, baseline)
    await type(desk, baseline.replace('12,000', '13,000'), { member: 'eva' })
    for (const member of ['ana', 'eva'])
      expect(say(await type(desk, '/benchmark accept F-1', { member }))).toContain('F-1 is your own')
    expect(say(await type(desk, '/benchmark accept F-1', { member: 'rui' }))).toContain('Accepted F-1')
    expect(say(await type(desk, '/benchmark accept F-1', { member: 'rui' }))).toContain('is accepted already')
  })

  it('returned or void, it counts no more', async () => {
    const desk = await openDesk()
    await type(desk, baseline)
    const status = async () => say(await type(desk, '/benchmark PE-IL-3b'))
    expect(await status()).not.toContain('baseline not recorded')
    await type(desk, '/benchmark return F-1 because the table is of arrests', { member: 'rui' })
    expect(await status()).toContain('baseline not recorded')
    await type(desk, '/benchmark accept F-1', { member: 'rui' })
    expect(await status()).not.toContain('baseline not recorded')
    await type(desk, '/benchmark void F-1 because withdrawn')
    expect(await status()).toContain('baseline not recorded')
    expect(say(await type(desk, baseline))).toContain('Recorded F-2')
  })
})

it('an assessment decides a rubric, and stands beside what is measured', async () => {
  const desk = await openDesk()
  const why = 'because the unit works src 09 LIMA 80'
  await type(desk, `/benchmark PE-IL-4 assess met ${why}`)
  await type(desk, `/benchmark PE-IL-3b assess partial ${why}`)
  expect(say(await type(desk, '/benchmark PE-IL-4'))).toMatch(/PE-IL-4 .* met: assessed met/)
  expect(say(await type(desk, '/benchmark PE-IL-3'))).toMatch(
    /PE-IL-3b .*not assessable: FY2008 value missing.*assessed partial \(F-2\)/,
  )
})

it('a total adopted as a baseline waits for a second person once the period measured is locked', async () => {
  const desk = await openDesk()
  const now = '2010-02-01T14:00:00.000Z'
  await type(
    desk,
    '/log total eradication forced 9,000 ha coca from 1 Jan 2008 to 31 Dec 2008 src 09 LIMA 12',
    { now },
  )
  await type(
    desk,
    '/log total eradication forced 1,000 ha coca from 1 Jan 2008 to 31 Mar 2008 src 09 LIMA 13',
    { now },
  )
  await type(desk, '/benchmark PE-DP-1b adopt L-1 as baseline because the ministry counts every field', {
    now,
  })
  await type(desk, '/attache lock CY2009 peru', { now, member: 'rui' })
  expect(say(await type(desk, '/log void L-1 because withdrawn', { now }))).toContain(
    'waits for a second person',
  )
  expect(say(await type(desk, '/log void L-2 because withdrawn', { now }))).toContain('Voided L-2')
})

it('names the validator, where the benchmark has one', async () => {
  const desk = await openDesk()
  expect(say(await type(desk, baseline))).not.toContain('validator')
  await type(desk, '/benchmark PE-IL-3 assign @rui as validator')
  expect(say(await type(desk, baseline.replace('12,000', '13,000')))).toContain('Its validator, @rui, or an')
})
