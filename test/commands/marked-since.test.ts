import { expect, it } from 'vitest'
import type { Desk } from '../../src/commands/context.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { listEntries } from '../../src/store/entries.ts'
import { keepWatchSettings } from '../../src/store/watch-settings.ts'
import { setWatch } from '../../src/store/watches.ts'
import { desksFilled, start, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

const open = 'C0OPEN'
const sensitive = 'C0SBU'
const marked = '2009-04-08T14:00:00.000Z'
const now = '2009-04-09T14:00:00.000Z'

/** Two channels follow Peru, one of them within SBU; what both know is recorded in the open one and frozen there. */
const openBoth = desksFilled(async (desk) => {
  for (const channel of [open, sensitive])
    await setWatch(desk.db, { channel, country: 'PE', since: start, by: 'ana' }, 'on')
  await keepWatchSettings(desk.db, sensitive, { ceiling: 'SBU' }, 'ada', start)
  await type(desk, '/log seizure 250 kg cocaine in the VRAE by DIRANDRO src 09 LIMA 412', { channel: open })
  const found = 'PE-CC-1 assess partial because the first step is done src 09 LIMA 413'
  await type(desk, `/benchmark ${found}`, { channel: open })
  await type(desk, '/reportcard peru freeze', { channel: open })
  const draft = renderPlainText(await type(desk, '/draft cable peru', { channel: open }))
  const [, call = ''] = /Release: (.*)/.exec(draft) ?? []
  await type(desk, call, { channel: open, member: 'rui' })
})

const asker = (desk: Desk, channel: string) => async (line: string) =>
  renderPlainText(await type(desk, line, { channel, now }))

it('an entry that is marked SBU later is SBU in every past, kept card and paper, and named nowhere below', async () => {
  const desk = await openBoth()
  const below = asker(desk, open)
  expect(await below('/reportcard PE-IL-3b as of 2009-04-07')).toContain('250 kg')
  expect(await below('/reportcard C-1')).toContain('250 kg')
  expect(await below('/draft show P-1')).toContain('250 kg')
  await type(desk, '/log fix L-1 mark SBU because it names a source', { channel: sensitive, now: marked })
  const shown = `share ${start} reportcard PE-IL-3b`
  const lines = [
    '/reportcard PE-IL-3b as of 2009-04-07',
    '/reportcard peru export csv as of 2009-04-07',
    '/reportcard C-1',
    '/reportcard C-1 export json',
    '/reportcard C-1 by area',
    '/reportcard compare C-1',
    '/draft show P-1',
    `/${shown}`,
    '/article 3.1(a)',
  ]
  for (const line of lines) expect(await below(line), line).not.toMatch(/250 kg|\bL-1\b/)
  expect(await below('/reportcard PE-IL-3b as of 2009-04-07')).toContain('1 item withheld (SBU)')
  expect(await below('/reportcard frozen')).toBe('[U]\n1 item withheld (SBU)')
  const above = asker(desk, sensitive)
  expect(await above('/reportcard C-1')).toMatch(/^\[SBU\]/)
  expect(await above('/reportcard C-1 export json')).toContain('"marking": "SBU"')
  expect(await above('/reportcard compare C-1')).toContain(
    'L-1 fixed: marking U → SBU, by @ana, 8 Apr 2009, because it names a source',
  )
  expect(await above('/reportcard PE-IL-3b as of 2009-04-07')).toContain('L-1 (SBU)')
})

it('so is a finding', async () => {
  const desk = await openBoth()
  const below = asker(desk, open)
  expect(await below('/reportcard C-1')).toContain('F-1')
  const again = 'PE-CC-1 assess partial because the second step is under way src 09 LIMA 413 mark SBU'
  await type(desk, `/benchmark ${again}`, { channel: sensitive, now: marked })
  for (const line of ['/reportcard C-1', '/reportcard PE-CC-1 as of 2009-04-07', '/reportcard compare C-1'])
    expect(await below(line), line).not.toMatch(/F-1|partial/)
})

it('what was put in the open since is shown', async () => {
  const desk = await openBoth()
  const fix = (marking: string, at: string) =>
    type(desk, `/log fix L-1 mark ${marking} because so`, { channel: sensitive, now: at })
  await fix('SBU', marked)
  await fix('U', '2009-04-08T15:00:00.000Z')
  expect(await asker(desk, open)('/reportcard PE-IL-3b as of 2009-04-07')).toContain('250 kg')
  expect((await listEntries(desk.db, { asOf: marked })).map(({ marking }) => marking)).toEqual(['SBU'])
})

it('an entry that left the days of its cycle is told of', async () => {
  const desk = await openBoth()
  await type(desk, '/log fix L-1 on 2008-04-06 because the year was wrong', { channel: open, now: marked })
  expect(await asker(desk, open)('/reportcard compare C-1')).toMatch(
    /L-1 fixed: .*6 Apr 2009 → 6 Apr 2008, by @ana/,
  )
})

it('so is the older version of a document, and of its paragraphs those that are SBU now', async () => {
  const desk = await openBoth()
  const keep = (marking: 'U' | 'SBU', at: string) => {
    const paragraphs = (['U', marking] as const).map((own, index) => ({
      ...{ cite: { source: '26 LIMA 77', paragraph: index + 1 }, line: index + 1, marking: own },
      text: index === 0 ? 'A lion came to Callao.' : 'A zebra came to Callao.',
    }))
    const document = inventedCable({ id: '26 LIMA 77', title: 'zebra', marking, paragraphs })
    return keepDocument(desk.db, document, { path: 'a', by: 'ana', now: at })
  }
  await keep('U', start)
  const below = asker(desk, open)
  const asked = 'source 26 LIMA 77 para 2'
  expect(await below(`/${asked}`)).toContain('zebra')
  await keep('SBU', marked)
  const past = `/share ${start}`
  const lines = ['/source 26 LIMA 77 version 1 para 2', `${past} ${asked}`, `${past} source 26 LIMA 77`]
  for (const line of lines) expect(await below(line), line).toMatch(/^\[U\]\n1 item withheld/)
  expect(await below('/source 26 LIMA 77 version 1 para 1')).toContain('lion')
  expect(await asker(desk, sensitive)('/source 26 LIMA 77 version 1 para 2')).toMatch(/^\[SBU\][\s\S]*zebra/)
})

it('a further claim of an event marks the gross that it is part of', async () => {
  const desk = await openBoth()
  const above = asker(desk, sensitive)
  await above('/log seizure 251 kg cocaine in the VRAE on 6 Apr 2009 by DIRANDRO src "a tip"')
  await above('/log merge L-1 L-2 because it is one event')
  for (const line of [
    '/benchmark PE-IL-3',
    '/reportcard peru',
    '/reportcard PE-IL-3b',
    '/reportcard peru by area',
  ])
    expect(await above(line), line).toMatch(/^\[SBU\][\s\S]*gross 501 kg/)
  expect(await above('/reportcard peru')).toMatch(/gross 501 kg.* \(SBU\) ¶9/)
  expect(await above('/draft cable peru')).toMatch(/^\[SBU\]/)
  await above('/reportcard peru freeze')
  const below = asker(desk, open)
  expect(await below('/reportcard C-2')).toBe('[U]\n1 item withheld (SBU)')
  for (const line of ['/benchmark PE-IL-3', '/reportcard peru', '/draft cable peru'])
    expect(await below(line), line).not.toMatch(/501|\bL-2\b/)
})

it('an entry that does not count marks the card that counts it among those, and so does a change that waits', async () => {
  const desk = await openBoth()
  const above = asker(desk, sensitive)
  await above('/log seizure 251 kg heroin in the VRAE on 6 Apr 2009 by DIRANDRO src "a tip"')
  await above('/log void L-2 because a rumour')
  expect(await above('/reportcard peru')).toMatch(/^\[SBU\][\s\S]*not counted: 1 void/)
  await above('/reportcard peru freeze')
  await type(desk, '/attache lock FY2009 peru', { member: 'ada', channel: sensitive, now })
  const waits = await above('/log seizure 3 kg heroin in the VRAE on 5 Apr 2009 by DIRANDRO src "a tip"')
  expect(waits).toContain('R-1')
  await above('/reportcard peru freeze')
  const below = asker(desk, open)
  for (const line of ['/reportcard C-2', '/reportcard C-3'])
    expect(await below(line), line).toBe('[U]\n1 item withheld (SBU)')
  expect(await below('/reportcard peru')).not.toMatch(/void|\bR-1\b/)
})

it('a nil return marks what says so, is counted where it is withheld, and is kept by no card below it', async () => {
  const desk = await openBoth()
  await type(desk, '/log nil PE-DP-2 for 2009-03', { channel: sensitive, now })
  const above = asker(desk, sensitive)
  for (const line of ['/reportcard peru', '/reportcard PE-DP-2'])
    expect(await above(line), line).toMatch(/^\[SBU\]/)
  expect(await above('/reportcard peru')).toMatch(/PE-DP-2 .* but a nil return .* \(SBU\) ¶9/)
  await above('/reportcard peru freeze')
  const below = asker(desk, open)
  expect(await below('/reportcard C-2')).toBe('[U]\n1 item withheld (SBU)')
  expect(await below('/benchmark PE-DP-2')).toContain('2 items withheld (SBU)')
  expect(await below('/reportcard PE-DP-2')).toContain('1 item withheld (SBU)')
})
