import { describe, expect, it, test } from 'vitest'
import type { Call } from '../../src/commands/call.ts'
import { type Desk, makeContext } from '../../src/commands/context.ts'
import { handle } from '../../src/commands/handle.ts'
import type { Form, Reply } from '../../src/commands/reply.ts'
import type { CapturedMessage } from '../../src/domain/entry.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { findEntry, listEntries } from '../../src/store/entries.ts'
import { openDesk, start } from '../desk.ts'

const ask = async (desk: Desk, call: Partial<Call>): Promise<Reply> => {
  const whole: Call = { command: 'log', text: '', member: 'ana', channel: 'terminal', ...call }
  return handle(whole, await makeContext(desk, whole, start))
}
const formOf = ({ parts }: Reply): Form => {
  const part = parts.find((one) => one.part === 'form')
  if (part?.part !== 'form') throw new Error('no form was shown')
  return part.form
}
const filled = (form: Form) =>
  Object.fromEntries(form.fields.map(({ name, initial = '' }) => [name, initial]))
const message = (text: string, more: Partial<CapturedMessage> = {}): CapturedMessage => ({
  text,
  permalink: 'https://test.slack.com/archives/C1/p1238850000000000',
  channel: 'C1',
  // 4 April 2009, 08:00 in Lima.
  ts: '1238850000.000000',
  ...more,
})

describe('bare /log', () => {
  it('shows at most six fields, of which one is needed', async () => {
    const form = formOf(await ask(await openDesk(), {}))
    expect(form.call).toBe('log')
    expect(form.fields.length).toBeLessThanOrEqual(6)
    expect(form.fields.filter(({ isNeeded }) => isNeeded).map(({ name }) => name)).toEqual(['kind'])
  })

  it('is the usage still when help is asked for', async () => {
    expect(renderPlainText(await ask(await openDesk(), { text: 'help' }))).toContain('/log void L-1')
  })
})

describe('a form that is sent', () => {
  it('is recorded as the line it stands for', async () => {
    const desk = await openDesk()
    const fields = {
      kind: 'seizure cocaine by DIRANDRO',
      quantity: '250 kg',
      place: 'the VRAE',
      date: 'yesterday',
      source: '09 LIMA 412',
      note: 'two arrested at the scene',
    }
    const reply = await ask(desk, { fields })
    expect(renderPlainText(reply)).toContain('Recorded L-1')
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({
      kind: 'seizure',
      substance: 'cocaine',
      quantity: { low: 250_000_000 },
      place: 'vrae',
      from: '2009-04-05',
      agencies: ['dirandro'],
      source: { kind: 'cable', text: '09 LIMA 412' },
      grade: 'A',
      note: 'two arrested at the scene',
    })
  })

  test.each([
    [{ kind: '' }, ['kind']],
    [{ kind: 'seizure cocaine', quantity: '1.500 kg', date: '04/05/2009' }, ['quantity', 'date']],
    [{ kind: '', quantity: 'some', date: '31 Feb 2009' }, ['kind', 'quantity', 'date']],
    [{ kind: 'seizure cocaine', quantity: '3 kg', date: '7 Apr 2009' }, ['date']],
    [{ kind: 'seizure cocaine', quantity: '12' }, ['kind']],
    [{ kind: 'seizure cocaine', quantity: '3 kg', note: 'x'.repeat(301) }, ['note']],
    [{ kind: 'seizure cocaine', quantity: '3 kg', note: 'SECRET things' }, ['note']],
  ])('%j is refused at %j, all at once', async (fields, at) => {
    const desk = await openDesk()
    const reply = await ask(desk, { fields })
    expect(reply.refused).toBe(true)
    expect(Object.keys(reply.errors ?? {})).toEqual(at)
    expect(JSON.stringify(reply)).not.toMatch(/SECRET|You typed/)
    expect(await listEntries(desk.db)).toEqual([])
  })

  it('takes a bare number where it is counted', async () => {
    const desk = await openDesk()
    await ask(desk, { fields: { kind: 'arrest', quantity: '12', place: 'Callao' } })
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({ kind: 'arrest', quantity: { low: 12 } })
  })
})

test('a message of later than now is taken for one of now', async () => {
  const later = message('PNP seized 250 kg of cocaine at Callao', { ts: '1795000000.000000' })
  const form = formOf(await ask(await openDesk(), { evidence: later }))
  expect(filled(form)).toMatchObject({ quantity: '250 kg', date: '' })
})

describe('the form of a captured message', () => {
  test.each([
    ['PNP seized 250 kg of cocaine at Callao', { quantity: '250 kg', place: 'Callao', date: '2009-04-04' }],
    ['/log eradication forced 120 ha coca at Monzon on 24 Mar 2009', { date: '2009-03-24' }],
    ['Yesterday DIRANDRO destroyed 3 laboratories in the VRAE', { date: '2009-04-03' }],
    ['lunch at noon?', { kind: 'lunch at noon?' }],
  ])('%s: holds what was understood, and reads back as it', async (text, expected) => {
    const desk = await openDesk()
    const form = formOf(await ask(desk, { evidence: message(text) }))
    const fields: Record<string, string> = filled(form)
    expect(fields).toMatchObject({ ...expected, source: expect.stringContaining('https://') })
    if (fields.kind === text) return
    const typed = await openDesk()
    await ask(typed, {
      text: `${text.replace('/log ', '')}${text.includes('2009') || text.includes('Yest') ? '' : ' on 2009-04-04'}`,
    })
    await ask(desk, { text: form.call.replace('log ', ''), fields })
    const [shown, meant] = [await findEntry(desk.db, 'L-1'), await findEntry(typed.db, 'L-1')]
    const same = ['kind', 'method', 'scope', 'quantity', 'substance', 'place', 'agencies'] as const
    for (const key of same) expect(shown?.[key], key).toEqual(meant?.[key])
    expect(shown?.from).toBe(fields.date)
    expect(shown?.evidence).toMatchObject({ text, ts: '1238850000.000000' })
  })

  it('keeps the whole text of a message that tells several events', async () => {
    const text = 'PNP seized 250 kg of cocaine at Callao. CORAH eradicated 40 ha of coca at Monzon.'
    const desk = await openDesk()
    const form = formOf(await ask(desk, { evidence: message(text) }))
    const reply = await ask(desk, { text: form.call.replace('log ', ''), fields: filled(form) })
    expect(renderPlainText(reply)).toContain('Recorded L-1, L-2')
  })

  it('is opened again by its draft, for whoever opened it', async () => {
    const desk = await openDesk()
    const form = formOf(await ask(desk, { evidence: message('PNP seized 250 kg of cocaine at Callao') }))
    expect(form.call).toBe('log form D-1')
    expect(formOf(await ask(desk, { text: 'form D-1' }))).toEqual(form)
    expect((await ask(desk, { text: 'form D-1', member: 'ben' })).refused).toBe(true)
  })

  it('is not opened where it would be above the ceiling, and holds no text cut short', async () => {
    const desk = await openDesk()
    await ask(desk, { evidence: message('(SBU) PNP seized 250 kg of cocaine at Callao') })
    expect((await ask({ ...desk, ceiling: 'U' }, { text: 'form D-1' })).refused).toBe(true)
    const long = message(`lunch ${'and so on '.repeat(120)}`)
    expect(filled(formOf(await ask(desk, { evidence: long }))).kind).toBe('')
  })

  test.each(['(S/NF) a raid is planned', 'SECRET', '(SBU) 250 kg cocaine at Callao'])(
    '%s: above the ceiling, it is neither kept nor shown again',
    async (text) => {
      const desk = await openDesk()
      const reply = await ask({ ...desk, ceiling: 'U' }, { evidence: message(text) })
      expect(reply.refused).toBe(true)
      expect(renderPlainText(reply)).toContain("above this channel's ceiling (U)")
      expect(JSON.stringify(reply)).not.toContain(text)
      expect(await findDraft(desk.db, 'D-1')).toBeUndefined()
    },
  )
})

describe('what is shown of a captured message', () => {
  test.each([
    ['it stands as it read', async () => ({ text: 'as it read' }), ''],
    ['it was edited', async () => ({ text: 'otherwise' }), 'The message was edited since'],
    ['it was deleted', async () => 'gone' as const, 'The message was deleted since'],
    ['it may not be read', async () => undefined, ''],
  ])('%s', async (_, readMessage, flag) => {
    const desk = { ...(await openDesk()), readMessage }
    const recorded = await ask(desk, {
      text: 'seizure 250 kg cocaine at Callao',
      evidence: message('as it read'),
    })
    expect(renderPlainText(recorded)).toContain('Kept as evidence: the message')
    const shown = renderPlainText(await ask(desk, { text: 'show L-1' }))
    expect(shown).toContain('as it read')
    expect(shown.includes('since')).toBe(flag !== '')
    expect(shown).toContain(flag)
  })

  it('says so when it stands for itself alone', async () => {
    const reply = await ask(await openDesk(), {
      text: 'seizure 250 kg cocaine at Callao',
      evidence: message('@attache log', { isAlone: true }),
    })
    expect(renderPlainText(reply)).toContain('your own message alone')
  })
})

test('a message above the ceiling keeps nobody from what records nothing', async () => {
  const desk = { ...(await openDesk()), ceiling: 'U' as const }
  const evidence = message('SECRET')
  expect((await ask(desk, { text: 'mine', evidence })).refused).toBeUndefined()
  const line = 'seizure 250 kg cocaine at Callao'
  expect((await ask(desk, { text: line, evidence })).refused).toBe(true)
  expect(await listEntries(desk.db)).toEqual([])
})

describe('the form that fixes an entry', () => {
  const line = 'seizure 250 kg cocaine at VRAE on 2009-04-03 src 09 LIMA 5'
  const open = async (desk: Desk) => formOf(await ask(desk, { text: 'fix L-1' }))

  it('holds how the entry stands, and fixes what was changed as one version', async () => {
    const desk = await openDesk()
    await ask(desk, { text: line })
    const form = await open(desk)
    expect(form).toMatchObject({ title: 'Fix L-1', call: 'log fix L-1 v1' })
    expect(filled(form)).toEqual({
      quantity: '250 kg',
      substance: 'cocaine',
      place: 'VRAE',
      date: '2009-04-03',
      source: '09 LIMA 5',
      reason: '',
    })
    const fields = { ...filled(form), quantity: '205 kg', place: 'Callao', source: '', reason: 'lab weight' }
    const reply = renderPlainText(await ask(desk, { text: 'fix L-1 v1', fields }))
    expect(reply).toContain('Fixed L-1, version 2')
    expect(reply).toContain('cocaine: −250 kg (L-1: 250 kg → nothing)')
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({
      version: 2,
      quantity: { typed: '205 kg' },
      place: 'callao',
      grade: 'D',
      reason: 'lab weight',
    })
  })

  it('says of every field at once what is wrong with it, and changes nothing', async () => {
    const desk = await openDesk()
    await ask(desk, { text: line })
    const fields = {
      ...filled(await open(desk)),
      quantity: '1.500 kg',
      date: '2031-01-01',
      substance: 'xyzzy',
    }
    const reply = await ask(desk, { text: 'fix L-1 v1', fields })
    expect(Object.keys(reply.errors ?? {}).sort()).toEqual(['date', 'quantity', 'reason', 'substance'])
    expect(await findEntry(desk.db, 'L-1')).toMatchObject({ version: 1 })
  })

  it('changes nothing when nothing was changed, or somebody was quicker', async () => {
    const desk = await openDesk()
    await ask(desk, { text: line })
    const fields = { ...filled(await open(desk)), reason: 'none' }
    expect(renderPlainText(await ask(desk, { text: 'fix L-1 v1', fields }))).toContain(
      'L-1 says that already',
    )
    await ask(desk, { text: 'fix L-1 qty 200 kg because weighed' })
    expect(renderPlainText(await ask(desk, { text: 'fix L-1 v1', fields }))).toContain('somebody else')
  })
})
