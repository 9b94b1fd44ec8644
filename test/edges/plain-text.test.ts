import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  buttons,
  facts,
  heading,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
} from '../../src/commands/reply.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { visibleText } from '../../src/edges/visible-text.ts'
import { anyReply, figuresIn, saidBy } from './any-reply.ts'

const reply: Reply = {
  to: 'member',
  marking: 'SBU',
  parts: [
    heading('PE-IL-3b'),
    paragraph('Not assessable: ', { bold: 'FY2008 value missing' }, '.'),
    facts(
      ['Due', [{ date: '2009-04-25' }]],
      ['By', [{ member: 'U1' }, ' for ', { link: 'https://a.example', text: 'NAS' }]],
    ),
    list(['L-1', ['L-2 ', { code: '250 kg' }]]),
    {
      part: 'table',
      caption: 'Actuals',
      columns: ['Id', 'Actual', 'Target'],
      rows: [
        ['PE-IL-1', '400', ''],
        ['PE-IL-2', '', ''],
      ],
    },
    { part: 'quote', text: 'Section 760', citation: '09 STATE 32018 ¶2' },
    note('2 items withheld (SBU)'),
    buttons({ label: 'Void', call: 'log void L-1' }),
  ],
}

test('every part is one line a thing, the marking first', () => {
  expect(renderPlainText(reply).split('\n')).toEqual([
    '[SBU] PE-IL-3b',
    'Not assessable: FY2008 value missing.',
    'Due: 25 Apr 2009',
    'By: @U1 for NAS (https://a.example)',
    '- L-1',
    '- L-2 250 kg',
    'Actuals',
    'PE-IL-1: Actual 400',
    'PE-IL-2',
    '“Section 760” (09 STATE 32018 ¶2)',
    '2 items withheld (SBU)',
    'Void: /log void L-1',
  ])
})

test('the marking leads whatever comes first', () => {
  const first = (parts: Reply['parts']) =>
    renderPlainText({ to: 'member', marking: 'U', parts }).split('\n')[0]
  expect(first([paragraph('Nothing is due.')])).toBe('[U] Nothing is due.')
  expect(first([list(['one'])])).toBe('[U]')
  expect(first([])).toBe('[U]')
})

test('holds every figure that the reply holds', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      const text = renderPlainText(reply)
      for (const said of saidBy({ ...reply, parts: reply.parts.map(withNamedRows) })) {
        for (const figure of figuresIn(said)) expect(text).toContain(figure)
      }
    }),
    { seed: 1988, numRuns: 100 },
  )
})

/** The head of a column is said with the cells under it, or not at all. */
function withNamedRows(part: Part): Part {
  if (part.part === 'table') return { ...part, columns: [] }
  if (part.part !== 'file') return part
  if ('sheet' in part) return { ...part, sheet: { ...part.sheet, columns: [] } }
  if (!('paper' in part)) return part
  const sections = part.paper.sections.map((section) => ({
    ...section,
    parts: section.parts.map(withNamedRows),
  }))
  return { ...part, paper: { ...part.paper, sections } }
}

test.each([
  ['\u001b[31mred', '␛[31mred'],
  ['a\u0000b\u007fc\u009bd', 'a␀b␡c\ufffdd'],
  ['one\r\n\ttwo\u2028three', 'one   two three'],
  ['\u202egpj.exe\u2069', '\ufffdgpj.exe\ufffd'],
  ['half \ud800', 'half \ufffd'],
  ['👩‍🌾 é 可 12 kg', '👩‍🌾 é 可 12 kg'],
])('%j is shown as %j', (typed, shown) => {
  expect(visibleText(typed)).toBe(shown)
})
