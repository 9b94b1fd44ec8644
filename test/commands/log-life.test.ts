import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { printAmountOf } from '../../src/commands/benchmark/progress-lines.ts'
import type { Call } from '../../src/commands/call.ts'
import { type Desk, makeContext } from '../../src/commands/context.ts'
import { gatherCycle } from '../../src/commands/cycle-entries.ts'
import { handle } from '../../src/commands/handle.ts'
import type { Reply } from '../../src/commands/reply.ts'
import type { Instant } from '../../src/domain/date.ts'
import { makeReportCard } from '../../src/domain/report-card.ts'
import type { Amount } from '../../src/domain/series.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { entryVersions, findEntry, listEntries } from '../../src/store/entries.ts'
import { openStore } from '../../src/store/open.ts'
import { openDesk, start, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

const said = async (desk: Desk, line: string, as: Parameters<typeof type>[2] = {}) =>
  renderPlainText(await type(desk, line, as))

const line = '/log seizure 250 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 501'
const minutes = (count: number): Instant => new Date(Date.parse(start) + count * 60_000).toISOString()

async function deskWith(...lines: string[]): Promise<Desk> {
  const desk = await openDesk()
  for (const one of lines) await type(desk, one)
  return desk
}

describe('the same line within a minute', () => {
  test.each([
    ['at once', 'ana', 0, /it is L-1.*Record Again: \/log again L-1/s, 1],
    ['59 seconds later', 'ana', 59 / 60, /it is L-1/, 1],
    ['61 seconds later', 'ana', 61 / 60, /Recorded L-2/, 2],
    ['by somebody else', 'ben', 0, /Recorded L-2/, 2],
  ])('%s', async (_, member, after, answer, count) => {
    const desk = await deskWith(line)
    expect(await said(desk, line, { member, now: minutes(after) })).toMatch(answer)
    expect(await listEntries(desk.db)).toHaveLength(count)
  })

  it('is recorded again when asked, once', async () => {
    const desk = await deskWith(line)
    expect(await said(desk, '/log again L-1')).toContain('Recorded L-2')
    expect(await said(desk, '/log again L-1')).toContain('That is done already')
    expect(await said(desk, '/log again L-1', { member: 'ben' })).toContain('log your own line')
    expect(await listEntries(desk.db)).toHaveLength(2)
  })

  it('is an entry of its own in a channel whose ceiling is lower than the first one was marked', async () => {
    const desk = await deskWith(line)
    expect(await said(desk, line, { channel: 'C024BE7LH' })).toContain('Recorded L-2')
    expect(await said(desk, '/log again L-1', { channel: 'C024BE7LH' })).toContain('There is no entry L-1')
    expect((await listEntries(desk.db)).map(({ marking }) => marking)).toEqual(['SBU', 'U'])
  })

  it('is no slip after a void', async () => {
    const desk = await deskWith(line, '/log void L-1 because mistyped')
    expect(await said(desk, line)).toContain('Recorded L-2')
  })
})

describe('fix', () => {
  test.each([
    ['ana', '/log fix L-1 qty 205 kg because lab weight', 'cocaine: −45 kg (L-1: 250 kg → 205 kg)'],
    ['rui', '/log fix L-1 qty 205 kg because lab weight', 'cocaine: −45 kg (L-1: 250 kg → 205 kg)'],
    ['ben', '/log fix L-1 qty 205 kg because lab weight', 'L-1 was recorded by somebody else. Only they'],
    ['ana', '/log fix L-1 qty 250 kg because lab weight', 'L-1 says that already'],
    ['ana', '/log fix L-9 qty 205 kg because lab weight', 'There is no entry L-9.'],
    ['ana', '/log fix L-1 qty 205 kg', 'Say why: a fix keeps its reason.'],
    ['ana', '/log fix L-1 qty because lab weight', 'Say what qty is to be.'],
    ['ana', '/log fix L-1 plaec Paita because wrong port', 'Did you mean /log fix L-1 place Paita'],
    ['ana', '/log fix L-1', 'Fields: qty, kind'],
    ['ana', '/log fix cocaine because wrong', '"cocaine" is no entry'],
    ['ana', '/log fix L-1 bm PE-XX-9 because wrong', 'There is no benchmark PE-XX-9'],
    ['ana', '/log fix L-1 qty 5 tons because lab weight', 'kept as draft D-1'],
  ])('%s: %s', async (member, typed, answer) => {
    const desk = await deskWith(line)
    expect(await said(desk, typed, { member })).toContain(answer)
    const versions = answer.includes('→') ? 2 : 1
    expect(await entryVersions(desk.db, 'L-1')).toHaveLength(versions)
  })

  it('of a voided entry says why it is void', async () => {
    const desk = await deskWith(line, '/log void L-1 because duplicate of L-2')
    expect(await said(desk, '/log fix L-1 qty 5 kg because x')).toContain(
      'L-1 is void, because duplicate of L-2, and is not fixed. Log it anew.',
    )
  })

  it('keeps who, when and why, and is to be reviewed again', async () => {
    const desk = await deskWith(line)
    await type(desk, '/log accept L-1', { member: 'rui' })
    const reply = await said(desk, '/log fix L-1 qty 205 kg because lab weight', { now: minutes(5) })
    expect(reply).toContain('It was accepted, and is to be reviewed again.')
    expect((await entryVersions(desk.db, 'L-1')).at(-1)).toMatchObject({
      version: 3,
      state: 'submitted',
      changedBy: 'ana',
      changedAt: minutes(5),
      reason: 'lab weight',
    })
    expect(await said(desk, '/log show L-1')).toContain('because lab weight: quantity 250 kg → 205 kg')
  })

  it('moves an entry to the country of its new place', async () => {
    const desk = await deskWith('/log seizure 4 kg cocaine country Bolivia')
    await type(desk, '/log fix L-1 place Callao because wrong country')
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({ country: 'PE', place: 'callao' })
  })

  it('by a draft takes effect once', async () => {
    const desk = await deskWith(line, '/log fix L-1 qty 5 tons because lab weight')
    expect(await said(desk, '/log draft D-1 take 1', { member: 'ben' })).toContain(
      "D-1 is somebody else's to answer",
    )
    expect(await said(desk, '/log draft D-1 take 9')).toContain('D-1 has 3 readings')
    expect(await said(desk, '/log draft D-7 take 1')).toContain('There is no draft D-7')
    expect(await said(desk, '/log draft D-1 take 1')).toContain('250 kg → 5,000 kg')
    expect(await said(desk, '/log draft D-1 take 2')).toContain('That is done already')
    expect(await entryVersions(desk.db, 'L-1')).toHaveLength(2)
  })
})

it('reads a draft as of the day it was typed', async () => {
  const desk = await deskWith('/log seizure 5 tons cocaine at Callao')
  await type(desk, '/log draft D-1 take 1', { now: '2009-04-09T14:00:00.000Z' })
  expect((await findEntry(desk.db, 'L-1'))?.from).toBe('2009-04-06')
})

describe('review', () => {
  test.each([
    ['rui', '/log accept L-1', 'Accepted L-1', 'accepted'],
    ['ada', '/log accept L-1', 'Accepted L-1', 'accepted'],
    ['ben', '/log accept L-1', 'That takes a reviewer, and you are a reporter', 'submitted'],
    ['ana', '/log accept L-1', 'That takes a reviewer, and you are a reporter', 'submitted'],
    ['rui', '/log accept L-2', 'L-2 is your own; a second person accepts it', 'submitted'],
    ['rui', '/log return L-1', 'Say why', 'submitted'],
    [
      'rui',
      '/log return L-1 because the weight is in doubt',
      'cocaine: −250 kg (L-1: 250 kg → nothing)',
      'returned',
    ],
    ['rui', '/log accept L-9', 'There is no entry L-9', 'submitted'],
  ])('%s: %s', async (member, typed, answer, state) => {
    const desk = await deskWith(line)
    await type(desk, line, { member: 'rui' })
    expect(await said(desk, typed, { member })).toContain(answer)
    expect((await findEntry(desk.db, 'L-1'))?.state).toBe(state)
  })

  it('is reversible, and the second is told that it is done', async () => {
    const desk = await deskWith(line)
    const rui = { member: 'rui' }
    const ada = { member: 'ada' }
    await type(desk, '/log accept L-1', rui)
    expect(await said(desk, '/log accept L-1', ada)).toMatch(/L-1 is accepted already.*By @rui/s)
    expect(await said(desk, '/log return L-1 because too soon', ada)).toContain('L-1: 250 kg → nothing')
    expect(await said(desk, '/log accept L-1', rui)).toContain('L-1: nothing → 250 kg')
    expect((await entryVersions(desk.db, 'L-1')).map(({ state }) => state)).toEqual([
      'submitted',
      'accepted',
      'returned',
      'accepted',
    ])
  })

  it('is not for whoever fixed the entry', async () => {
    const desk = await deskWith(line)
    await type(desk, '/log fix L-1 qty 205 kg because lab weight', { member: 'rui' })
    expect(await said(desk, '/log accept L-1', { member: 'rui' })).toContain('L-1 is your own')
    expect(await said(desk, '/log accept L-1', { member: 'ada' })).toContain('Accepted L-1')
  })

  it('counts an entry once when two accept it at once', async () => {
    const desk = await deskWith(line)
    const answers = await Promise.all(
      ['rui', 'ada'].map((member) => said(desk, '/log accept L-1', { member })),
    )
    expect(answers.filter((answer) => answer.includes('Accepted L-1'))).toHaveLength(1)
    expect(answers.filter((answer) => answer.includes('accepted already'))).toHaveLength(1)
  })
})

describe('nil returns', () => {
  test.each([
    ['/log nil PE-DP-2 for 2009-03', 'Recorded N-1'],
    ['/log nil pe-dp-2 for March 2009', 'Recorded N-1'],
    ['/log nil FY2010/PE-DP-2 for 2009-03-01..2009-03-15', 'Recorded N-1'],
    ['/log nil PE-DP-2 for 2009-04', '1 Apr 2009 to 30 Apr 2009 is not over'],
    ['/log nil PE-DP-2 for 2007-03', 'is not wholly in either'],
    ['/log nil PE-XX-2 for 2009-03', 'There is no benchmark PE-XX-2'],
    ['/log nil PE-DP-2 for ever', '"ever" is no span of days'],
    ['/log nil PE-DP-2', 'Name a benchmark and the days'],
    ['/log nil PE-IL-3 for 2009-03', 'L-1 is logged under PE-IL-3 in those days'],
    ['/log nil PE-IL-3b for 2009-03', 'L-1 is logged under PE-IL-3b in those days'],
    ['/log nil PE-IL-3a for 2009-03', 'Recorded N-1'],
  ])('%s: %s', async (typed, answer) => {
    const desk = await deskWith('/log seizure 5 kg cocaine in the VRAE on 3 Mar 2009')
    expect(await said(desk, typed)).toContain(answer)
  })

  it('stand on the card apart from nothing logged, once, until they are void', async () => {
    const desk = await deskWith('/log nil PE-DP-2 for 2009-03')
    expect(await said(desk, '/log nil PE-DP-2 for March 2009', { member: 'ben' })).toContain(
      'N-1 says that already',
    )
    expect(await said(desk, '/benchmark PE-DP-2')).toContain('but a nil return')
    expect(await said(desk, '/log void N-1 because something was found', { member: 'ben' })).toContain(
      'N-1 was given by somebody else',
    )
    expect(await said(desk, '/log void N-1 because something was found')).toContain('Voided N-1')
    expect(await said(desk, '/log void N-1 because something was found')).toContain('N-1 is void already')
    expect(await said(desk, '/benchmark PE-DP-2')).not.toContain('but a nil return')
    expect(await said(desk, '/log show N-1')).toMatch(/version 1: given.*version 2: void/s)
  })
})

describe('one event told twice', () => {
  const press = '/log seizure 255 kg cocaine in the VRAE on 4 Apr 2009 src https://example.com/a'

  it('is offered, merged, counted once, and unmerged', async () => {
    const desk = await deskWith(line)
    expect(await said(desk, press)).toContain('The same event as L-1?')
    expect(await said(desk, '/log merge L-2 L-1')).toContain(
      'cocaine: −255 kg (L-1 and L-2: 505 kg → 250 kg)',
    )
    expect(await said(desk, '/benchmark PE-IL-3')).toContain('cocaine 250 kg net (gross 505 kg in 2 claims)')
    expect(await said(desk, '/reportcard peru')).toContain('Counted once, net of further claims: L-1 (L-2).')
    expect(await said(desk, '/log merge L-1 L-2')).toContain('merged already')
    expect(await said(desk, '/log show L-2')).toMatch(/Merged as one event with:.*L-1/s)
    expect(await said(desk, '/log unmerge L-1 L-2')).toContain(
      'cocaine: +255 kg (L-1 and L-2: 250 kg → 505 kg)',
    )
    expect(await said(desk, '/log unmerge L-1 L-2')).toContain('two events again already')
  })

  test.each([
    ['2 Apr 2009', '5 Apr 2009', true],
    ['5 Apr 2009', '2 Apr 2009', true],
    ['1 Apr 2009', '5 Apr 2009', false],
    ['5 Apr 2009', '1 Apr 2009', false],
  ])('is offered of %s and %s: %s', async (one, other, isOffered) => {
    const desk = await deskWith(`/log seizure 250 kg cocaine in the VRAE on ${one}`)
    const answer = await said(desk, `/log seizure 255 kg cocaine in the VRAE on ${other}`)
    expect(answer.includes('The same event as L-1?')).toBe(isOffered)
  })

  it('is not offered again once both are kept', async () => {
    const desk = await deskWith(line, press)
    expect(await said(desk, '/log show L-1')).toContain('The same event as L-2?')
    expect(await said(desk, '/log keep L-2 L-1')).toContain('kept as two events')
    expect(await said(desk, '/log show L-1')).not.toContain('The same event')
    expect(await said(desk, '/log merge L-2 L-1')).toContain('Merged L-1 and L-2')
  })

  test.each([
    ['/log merge L-1 L-1', 'Name two entries'],
    ['/log merge L-1 L-9', 'There is no entry L-9'],
    ['/log merge L-1 L-3', 'cannot be one event: two substances'],
    ['/log merge L-1 L-4', 'differ: VRAE, and Callao; 30 days apart. Say why'],
    ['/log merge L-1 L-4 because both cite one report', 'Merged L-1 and L-4'],
    ['/log unmerge L-1 L-2', 'are not merged'],
  ])('%s: %s', async (typed, answer) => {
    const desk = await deskWith(
      line,
      press,
      '/log seizure 250 kg heroin in the VRAE on 3 Apr 2009',
      '/log seizure 250 kg cocaine at Callao on 4 Mar 2009',
    )
    expect(await said(desk, typed)).toContain(answer)
  })

  it('tells near misses by the one clause that fails', async () => {
    const desk = await deskWith(line, '/log seizure 300 kg cocaine in the VRAE on 3 Apr 2009')
    expect(await said(desk, '/log show L-1')).toMatch(
      /Nearly the same event:\n- L-2: quantities more than 10 % apart/,
    )
  })
})

describe('a locked period', () => {
  const rui = { member: 'rui' }
  const ada = { member: 'ada' }

  test.each([
    ['rui', '/attache lock FY2009 peru', 'Locked FY2009 (1 Oct 2008 to 30 Sep 2009) of Peru'],
    ['rui', '/attache lock peru FY2009', 'Locked FY2009'],
    ['ada', '/attache lock FY2009', 'Locked FY2009'],
    ['ana', '/attache lock FY2009 peru', 'That takes a reviewer, and you are a reporter'],
    [
      'rui',
      '/attache unlock FY2009 peru because early',
      'That takes an administrator, and you are a reviewer',
    ],
    ['ada', '/attache unlock FY2009 peru', 'Say why'],
    ['ada', '/attache unlock FY2009 peru because early', 'is not locked already'],
    ['rui', '/attache lock peru', 'Name a period'],
    ['rui', '/attache lock FY2009 atlantis', '"atlantis" is no country'],
  ])('%s: %s', async (member, typed, answer) => {
    expect(await said(await openDesk(), typed, { member })).toContain(answer)
  })

  test.each([
    ['/log fix L-1 qty 205 kg because lab weight', 'cocaine: −45 kg (L-1: 250 kg → 205 kg)'],
    ['/log void L-1 because never was', 'cocaine: −250 kg (L-1: 250 kg → nothing)'],
    ['/log merge L-1 L-2', 'cocaine: −250 kg (L-1 and L-2: 500 kg → 250 kg)'],
    ['/log seizure 50 kg cocaine in the VRAE on 4 Mar 2009', 'cocaine: +50 kg (L-3: nothing → 50 kg)'],
    ['/log fix L-1 date 3 Nov 2009 because misread', 'cocaine: −250 kg (L-1: 250 kg → nothing)'],
  ])('keeps %s waiting for a second person', async (typed, moved) => {
    const now = '2009-11-20T14:00:00.000Z'
    const desk = await deskWith(line)
    await type(desk, line, { member: 'ben' })
    await type(desk, '/attache lock FY2009 peru', rui)
    expect(await said(desk, typed, { now })).toContain('R-1 waits for a second person')
    expect(await said(desk, '/benchmark PE-IL-3', { now })).toContain('cocaine 500 kg')
    expect(await said(desk, '/reportcard peru', { now })).toContain('Waiting for a second person: R-1.')
    expect(await said(desk, '/log accept R-1', { now })).toContain('That takes a reviewer')
    expect(await said(desk, '/log accept R-1', { ...rui, now })).toContain(moved)
    expect(await said(desk, '/log accept R-1', { ...ada, now })).toContain('R-1 is accepted already')
    expect(await said(desk, '/reportcard peru', { now })).not.toContain('Waiting')
  })

  it('holds a nil return too, and marks what was restated', async () => {
    const desk = await deskWith(line)
    await type(desk, '/attache lock FY2009 peru', rui)
    expect(await said(desk, '/log nil PE-DI-1 for 2009-03')).toContain('R-1 waits')
    expect(await said(desk, '/log accept R-1', rui)).toContain('Restated by R-1: N-1, nil return')
    await type(desk, '/log fix L-1 qty 205 kg because lab weight')
    await type(desk, '/log accept R-2', rui)
    expect(await said(desk, '/reportcard peru')).toContain('Restated since the lock: L-1 (R-2).')
    expect(await said(desk, '/log show L-1')).toContain('restatement R-2')
  })

  it('refuses its own second person, declines, and does not follow what was changed since', async () => {
    const desk = await deskWith(line)
    await type(desk, '/attache lock FY2009 peru', rui)
    await type(desk, '/log fix L-1 qty 205 kg because lab weight', rui)
    await type(desk, '/log fix L-1 qty 210 kg because counted again')
    expect(await said(desk, '/log accept R-1', rui)).toContain('R-1 is your own')
    expect(await said(desk, '/log accept R-2', rui)).toContain('250 kg → 210 kg')
    expect(await said(desk, '/log accept R-1', ada)).toContain('was changed since')
    expect(await said(desk, '/log return R-1 because R-2 stands', ada)).toContain('Declined R-1')
    expect((await findEntry(desk.db, 'L-1'))?.quantity?.low).toBe(210_000_000)
    expect(await said(desk, '/log list waiting', ada)).toContain('No change waits.')
  })

  it('lets an acceptance through, which moves no figure', async () => {
    const desk = await deskWith(line)
    await type(desk, '/attache lock FY2009 peru', rui)
    expect(await said(desk, '/log accept L-1', ada)).toContain('Accepted L-1')
    expect(await said(desk, '/log return L-1 because in doubt', ada)).toContain('R-1 waits')
  })
})

describe('lists', () => {
  test.each([
    ['/log week', ['L-4', 'L-3', 'L-2', 'L-1']],
    ['/log list seizure', ['L-3', 'L-2', 'L-1']],
    ['/log list police graduated', undefined],
    ['/log list peru police', ['L-4']],
    ['/log list void', ['L-3']],
    ['/log list seizures submitted', ['L-2', 'L-1']],
    ['/log list PE-IL-3b', ['L-3', 'L-1']],
    ['/log list PE-IL-4', ['L-2']],
    ['/log list 2009-03', ['L-2']],
    ['/log list since 2009-04-01', ['L-4', 'L-3', 'L-1']],
    ['/log list peru FY2010 seizure accepted', []],
  ])('%s: %j', async (typed, ids) => {
    const desk = await deskWith(
      line,
      '/log seizure 2 kg cocaine at Callao on 4 Mar 2009',
      '/log seizure 30 kg heroin in the VRAE on 4 Apr 2009',
      '/log police graduated 5 on 4 Apr 2009',
      '/log void L-3 because never was',
    )
    const reply = await type(desk, typed)
    if (ids === undefined) return expect(reply.refused).toBe(true)
    const items = reply.parts.flatMap((part) => (part.part === 'list' ? part.items : []))
    expect(items.map((item) => /L-\d+/.exec(JSON.stringify(item))?.[0])).toEqual(ids)
  })

  it('leave last week out of this one', async () => {
    const desk = await deskWith(line)
    expect(await said(desk, '/log week', { now: '2009-04-12T14:00:00.000Z' })).toContain('L-1')
    expect(await said(desk, '/log week', { now: '2009-04-13T14:00:00.000Z' })).toContain(
      'Nothing is recorded this week',
    )
  })
})

describe('a call made on a message, or from a form', () => {
  const evidence = {
    text: 'Chief says 30 kg at the port',
    permalink: 'https://x.example/p1',
    channel: 'C1',
    ts: '1.2',
  }
  const from = { command: 'log', member: 'ana', channel: 'terminal' }
  const send = async (desk: Desk, call: Omit<Call, 'command' | 'member' | 'channel'>) =>
    renderPlainText(await handle({ ...from, ...call }, await makeContext(desk, from, start)))

  it('keeps what the message said, through a question too', async () => {
    const desk = await openDesk()
    expect(await send(desk, { text: 'seizure 30 kg cocaine at Callao', evidence })).toContain('Recorded L-1')
    expect((await findEntry(desk.db, 'L-1'))?.evidence).toEqual(evidence)
    expect(await said(desk, '/log show L-1')).toContain('Chief says 30 kg at the port')
    await send(desk, { text: 'seizure 5 tons cocaine at Callao', evidence })
    await send(desk, { text: 'draft D-1 take 1' })
    expect((await findEntry(desk.db, 'L-2'))?.evidence).toEqual(evidence)
  })

  it('is refused when the message is marked above the ceiling', async () => {
    const desk = await openDesk()
    const reply = await send(desk, {
      text: 'seizure 30 kg cocaine at Callao',
      evidence: { ...evidence, text: '(S//NF) zebra' },
    })
    expect(reply).toContain('kept nowhere')
    expect(await listEntries(desk.db)).toEqual([])
  })

  it('reads the inputs of a form as the columns of a row', async () => {
    const desk = await openDesk()
    const fields = {
      kind: 'seizure',
      quantity: '30 kg',
      substance: 'cocaine',
      place: 'Callao',
      date: '2009-04-03',
    }
    expect(await send(desk, { text: '', fields })).toContain('Recorded L-1')
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({
      typed: 'seizure 30 kg cocaine at Callao on 2009-04-03',
      from: '2009-04-03',
    })
  })
})

describe('text above the ceiling', () => {
  it.each([
    'seizure 5 kg cocaine at Callao note (S//NF) zebra',
    'fix L-1 note (S) zebra because x',
    'fix L-1 qty 5 tons because SECRET zebra',
    'void L-1 because NOFORN zebra',
    'nil PE-DP-2 for 2009-03 (C) zebra',
    'merge L-1 L-2 because TOP SECRET zebra',
    'return L-1 because (TS//SI) zebra',
    'seizure 5 tons cocaine note CONFIDENTIAL zebra',
    'keep L-1 L-2 because ORCON zebra',
    'fix L-1 zebra (S//NF) because x',
  ])('/log %s is nowhere on disk, in the answer or in the log', async (text) => {
    const folder = temporaryFolder()
    const store = openStore(join(folder, 'store.sqlite'))
    onTestFinished(() => store.close())
    const logged: string[] = []
    const log = pino({ level: 'trace' }, { write: (row: string) => void logged.push(row) })
    const desk = await openDesk({
      db: store.db,
      log,
      appointed: { administrator: ['ada'], reviewer: ['ana'], member: 'reporter' },
    })
    await type(desk, '/log seizure 1 kg cocaine at Callao mark U country Peru')
    await type(desk, '/log seizure 1 kg cocaine at Paita mark U country Peru')
    const reply = await type(desk, `/log ${text}`)
    expect(reply).toMatchObject({ refused: true, to: 'member', marking: 'U' })
    expect(renderPlainText(reply)).toContain('kept nowhere')
    const files = readdirSync(dirname(store.path)).map((name) => readFileSync(join(folder, name), 'latin1'))
    expect(files.join('')).toContain('seizure')
    for (const text of [...files, ...logged, JSON.stringify(reply)]) expect(text).not.toContain('zebra')
  })

  it('marks an entry by what a fix says of itself, and hides what is above the channel', async () => {
    const desk = await deskWith(`${line} mark U`)
    await type(desk, '/log fix L-1 note (SBU) a source said so because told today')
    expect((await findEntry(desk.db, 'L-1'))?.marking).toBe('SBU')
    for (const typed of ['fix L-1 qty 2 kg because x', 'void L-1 because x', 'accept L-1', 'show L-1']) {
      const reply = await type(desk, `/log ${typed}`, { channel: 'C-desk', member: 'rui' })
      expect(renderPlainText(reply)).toContain('1 item withheld (SBU)')
    }
    expect(await entryVersions(desk.db, 'L-1')).toHaveLength(2)
  })
})

interface Shown {
  amount: Amount
  print: (size: number) => string
}

/** Every figure of every card, by its name. */
async function figures(desk: Desk, now: Instant): Promise<Map<string, Shown>> {
  const context = await makeContext(desk, { member: 'ana', channel: 'terminal' }, now)
  const shown = new Map<string, Shown>()
  for (const cycle of desk.knowledge.cycles) {
    const card = makeReportCard((await gatherCycle(context, cycle, context.today)).input)
    const lines = card.parts.flatMap(({ headings }) => headings.flatMap(({ benchmarks }) => benchmarks))
    for (const { id, measure, series } of lines.flatMap(({ indicators }) => indicators)) {
      for (const { series: one, actual, target } of series) {
        const name = `${cycle.cycle}/${id}, ${one.name}`
        const print = (size: number) => printAmountOf({ low: size, high: size }, one, desk.knowledge.units)
        if (actual) shown.set(`${name} ${one.dimension}`, { amount: actual, print })
        if (measure === 'ratio' && target)
          shown.set(`${name}, of all ${one.dimension}`, { amount: target, print })
      }
    }
  }
  return shown
}

/** `FY2010/PE-IL-3b, cocaine: −45 kg` and `low +5 kg, high −45 kg`, as the answer says; what adds the same is no move. */
function movesSaid(reply: Reply): string[] {
  return renderPlainText(reply)
    .split('\n')
    .filter((row) => row.startsWith('- ') && row.includes(' → ') && !row.includes('low +0'))
    .map((row) => row.slice(2).replace(/ \(.*\)$/, ''))
    .sort()
}

/** The same, as the cards say before and after. The upper bound of a sum is open as soon as that of one entry is. */
function movesOf(before: Map<string, Shown>, after: Map<string, Shown>, said: readonly string[]): string[] {
  const moves: string[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)]
    const print = (is ?? was)?.print ?? String
    const [one, two] = [was?.amount ?? { low: 0, high: 0 }, is?.amount ?? { low: 0, high: 0 }]
    const signed = (from: number, to: number) => `${to < from ? '−' : '+'}${print(Math.abs(to - from))}`
    const name = key.replace(/ [a-z]+$/, '')
    const low = signed(one.low, two.low)
    const ofName = said.find((row) => row.startsWith(`${name}: `))
    if (one.high === undefined || two.high === undefined) {
      if (ofName?.match(/: (?:low )?([^,]+)/)?.[1] === low) moves.push(ofName)
      else if (one.low !== two.low) moves.push(`${name}: low ${low}`)
      continue
    }
    const high = signed(one.high, two.high)
    if (one.low === two.low && one.high === two.high) continue
    moves.push(`${name}: ${low === high ? low : `low ${low}, high ${high}`}`)
  }
  return moves.sort()
}

const id = fc.integer({ min: 1, max: 6 }).map((n) => `L-${n}`)
const quantity = fc.constantFrom('100 kg', '105 kg', '95-110 kg', '>= 90 kg', '0.1 t', '40.25 kg')
const place = fc.constantFrom('VRAE', 'VRAE', 'Monzón', 'Callao')
const day = fc.constantFrom('3 Apr 2009', '5 Apr 2009', '30 Sep 2009', '1 Oct 2009', '30 Sep 2008')
const seizure = fc
  .tuple(
    quantity,
    fc.constantFrom('cocaine', 'cocaine', 'cocaine paste', 'acetone'),
    place,
    day,
    fc.boolean(),
  )
  .map(
    ([qty, what, at, on, cabled]) =>
      `seizure ${qty} ${what} at ${at} on ${on}${cabled ? ' src 09 LIMA 5' : ''}`,
  )
const other = fc
  .tuple(
    fc.constantFrom('poppy located', 'poppy eradicated', 'eradication forced'),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([kind, ha]) => `${kind} ${ha} ha ${kind.startsWith('poppy') ? '' : 'coca '}on 3 Apr 2009`)
const change = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(id, quantity).map(([one, qty]) => `fix ${one} qty ${qty} because weighed again`),
  },
  { weight: 1, arbitrary: fc.tuple(id, place).map(([one, at]) => `fix ${one} place ${at} because misread`) },
  { weight: 1, arbitrary: fc.tuple(id, day).map(([one, on]) => `fix ${one} date ${on} because misread`) },
  { weight: 1, arbitrary: id.map((one) => `fix ${one} evidence C because no cable came`) },
  { weight: 1, arbitrary: id.map((one) => `void ${one} because never was`) },
  { weight: 4, arbitrary: fc.tuple(id, id).map(([one, two]) => `merge ${one} ${two} because drawn by lot`) },
  { weight: 1, arbitrary: fc.tuple(id, id).map(([one, two]) => `unmerge ${one} ${two}`) },
  { weight: 1, arbitrary: id.map((one) => `return ${one} because in doubt`) },
  { weight: 1, arbitrary: id.map((one) => `accept ${one}`) },
  { weight: 1, arbitrary: fc.oneof(seizure, other) },
)
const life = fc.tuple(
  fc.array(fc.oneof({ weight: 5, arbitrary: seizure }, { weight: 1, arbitrary: other }), {
    minLength: 6,
    maxLength: 6,
  }),
  fc.array(change, { minLength: 6, maxLength: 16, size: 'max' }),
)

it('says of every change what it moves on the card, net of merges, low and high carried', async () => {
  let moved = 0
  let merged = 0
  await fc.assert(
    fc.asyncProperty(life, async ([first, then]) => {
      const desk = await openDesk()
      let now = '2009-11-02T14:00:00.000Z'
      let before = await figures(desk, now)
      for (const one of [...first, ...then]) {
        now = new Date(Date.parse(now) + 90_000).toISOString()
        const member = /^(?:return|accept)/.test(one) ? 'rui' : 'ana'
        const reply = await type(desk, `/log ${one}`, { member, now })
        const after = await figures(desk, now)
        const said = movesSaid(reply)
        const moves = movesOf(before, after, said)
        if (!/^(?:seizure|poppy|eradication)/.test(one)) {
          expect(said, one).toEqual(moves)
          moved += moves.length
          if (one.startsWith('merge') && moves.length > 0) merged += 1
        }
        before = after
      }
    }),
    { seed: 1988, numRuns: 9 },
  )
  expect(moved).toBeGreaterThan(15)
  expect(merged).toBeGreaterThan(2)
})
