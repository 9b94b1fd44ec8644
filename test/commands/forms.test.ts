import { describe, expect, it } from 'vitest'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { handle, readLine } from '../../src/commands/handle.ts'
import type { Form } from '../../src/commands/reply.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { blockKitProblems } from '../../src/edges/slack/block-kit-limits.ts'
import { renderForm } from '../../src/edges/slack/views.ts'
import { openDesk, start, type } from '../desk.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>

async function formOf(desk: Desk, line: string, member = 'ana'): Promise<Form> {
  const part = (await type(desk, line, { member })).parts.find(({ part }) => part === 'form')
  if (part?.part !== 'form') throw new Error(`${line} shows no form`)
  expect(blockKitProblems(renderForm(part.form, { channel: 'C1' }, '1.2'))).toEqual([])
  return part.form
}

async function send(desk: Desk, { call }: Form, fields: Record<string, string>, member = 'ana') {
  const sent = { ...readLine(call, { member, channel: terminal }), fields }
  return handle(sent, await makeContext(desk, sent, start))
}

/** Each form with what it opens at, what is wrong field by field, and what is right with what the answer then says. */
const forms: [line: string, wrong: Record<string, string>, right: Record<string, string>, says: RegExp][] = [
  [
    '/deadline add',
    { title: '', when: 'some day', for: 'Atlantis', owner: 'ana', validator: '@rui', src: 'x for May' },
    {
      title: 'Monthly "CN" report',
      when: 'every month on the 5th',
      for: 'peru',
      owner: 'me',
      src: '09 LIMA 412',
    },
    /Added monthly-cn-report[\s\S]*Monthly 'CN' report[\s\S]*@ana[\s\S]*09 LIMA 412/,
  ],
  [
    '/deadline assign reply',
    { who: 'ana' },
    { who: '@zoe', as: 'validator' },
    /validator is now @zoe, said by @ana/,
  ],
  [
    '/watch settings',
    { hour: '23:00', zone: 'EST', calendars: 'XX', classes: 'daily', digest: 'off' },
    { hour: '10:30', zone: '', calendars: 'PE US', classes: '', digest: 'off' },
    /From now on nudges and the digest come at 10:30; no digest comes; nudges do; the holidays kept/,
  ],
  [
    '/benchmark PE-IL-3b baseline',
    { value: '', src: '09 LIMA 412 because', because: '' },
    { value: '12,000 kg cocaine FY2008 in zones', src: '09 LIMA 412', because: 'the annex gives it' },
    /baseline 12,000 kg cocaine in FY2008/,
  ],
  [
    '/benchmark PE-CC-1 assess',
    { level: '', src: '', because: '' },
    { level: 'partial', src: '09 LIMA 412', because: 'half the users are registered' },
    /assessed partial/,
  ],
  [
    '/attache settings',
    { zone: 'Lima', messages: '' },
    { zone: 'Europe/Vienna', messages: 'off' },
    /no longer told directly/,
  ],
]

describe.each(forms)('the form of %s', (line, wrong, right, says) => {
  it('says of every field at once what is wrong, and keeps nothing', async () => {
    const desk = await openDesk()
    const form = await formOf(desk, line)
    const refused = await send(desk, form, wrong)
    expect(refused.refused).toBe(true)
    const bad = Object.entries(wrong).filter(
      ([name, text]) => !['@rui', 'off'].includes(text) && name !== 'validator',
    )
    expect(Object.keys(refused.errors ?? {}).sort()).toEqual(bad.map(([name]) => name).sort())
  })

  it('does what its typed line does', async () => {
    const desk = await openDesk()
    const reply = await send(desk, await formOf(desk, line), right)
    expect(reply.refused).toBeUndefined()
    expect(renderPlainText(reply)).toMatch(says)
  })

  it('refuses what is marked above the ceiling, and does not say it', async () => {
    const desk = await openDesk({ ceiling: 'U' })
    const form = await formOf(desk, line)
    const written = form.fields.findLast(({ choices }) => !choices)?.name ?? ''
    const refused = await send(desk, form, { ...right, [written]: 'SECRET//NOFORN Quillabamba' })
    expect(refused.errors?.[written]).toContain('classification marking')
    expect(JSON.stringify(refused)).not.toContain('Quillabamba')
  })
})

it('of which the role was taken while it was open is refused', async () => {
  const desk = await openDesk()
  const form = await formOf(desk, '/deadline add')
  const reader = { ...desk, appointed: { administrator: ['ada'], reviewer: [], member: 'reader' as const } }
  const refused = await send(reader, form, { title: 'x', when: 'on 1 May 2009' })
  expect(refused.refused).toBe(true)
  expect(renderPlainText(refused)).toMatch(/reporter/i)
})

it('shows what stands', async () => {
  const desk = await openDesk()
  await type(desk, '/watch hour 11:00')
  const form = await formOf(desk, '/watch settings')
  expect(form.fields.find(({ name }) => name === 'hour')?.initial).toBe('11:00')
  const same = await send(desk, form, { hour: '11:00', digest: 'on', zone: '', calendars: '', classes: '' })
  expect(renderPlainText(same)).toContain('nothing was changed')
})

it('opens with a field left empty where what stands is not offered, or is longer than it takes', () => {
  const field = { label: 'Class', hint: 'Usual: daily.', limit: 5 }
  const fields = [
    { ...field, name: 'one', choices: ['daily', 'yearly'], initial: 'hourly' },
    { ...field, name: 'two', initial: 'yearly' },
    { ...field, name: 'three', choices: ['daily', 'yearly'], initial: 'yearly' },
    { ...field, name: 'four', initial: 'daily' },
  ]
  const form = { title: 'Classes', submit: 'Save', call: 'watch settings', fields }
  const view = renderForm(form, { channel: 'C1' }, '1.2')
  expect(blockKitProblems(view)).toEqual([])
  expect(view).toMatchObject({
    blocks: [
      { element: expect.not.objectContaining({ initial_option: expect.anything() }) },
      { element: expect.not.objectContaining({ initial_value: expect.anything() }) },
      { element: { initial_option: { value: 'yearly' } } },
      { element: { initial_value: 'daily' } },
    ],
  })
})
