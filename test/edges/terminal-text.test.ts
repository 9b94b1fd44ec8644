import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
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
import { renderTerminal } from '../../src/edges/terminal-text.ts'
import { anyReply, figuresIn, saidBy } from './any-reply.ts'

const reply: Reply = {
  to: 'member',
  marking: 'SBU',
  parts: [
    heading('PE-IL-3 Interdiction'),
    paragraph('It is ', { bold: 'not assessable' }, ': the FY2008 value is missing for every class.'),
    facts(
      ['Target', '10 % above FY2008, per substance class and unit'],
      ['Period', 'FY2009 (1 Oct 2008 to 30 Sep 2009)'],
    ),
    list(['L-1 measures PE-IL-3b', 'L-2 nearly misses PE-IL-3b: Callao is a port, not a zone']),
    {
      part: 'table',
      caption: 'Benchmarks',
      columns: ['Id', 'What is measured', 'Actual'],
      rows: [
        ['PE-DP-1b', 'Forced eradication at the rate of CY2008 or above', '2,450 ha'],
        ['PE-IL-1', 'Police graduated', '400'],
      ],
    },
    { part: 'quote', text: 'Section 760', citation: '09 STATE 32018 ¶2' },
    note('Our reading.'),
    note('2 items withheld (SBU)'),
    buttons({ label: 'Void', call: 'log void L-1', style: 'danger' }),
  ],
}

test('is laid out for reading', () => {
  expect(renderTerminal(reply, { width: 48, colour: false })).toBe(`[SBU] to you
PE-IL-3 Interdiction
It is not assessable: the FY2008 value is
missing for every class.

Target  10 % above FY2008, per substance class
        and unit
Period  FY2009 (1 Oct 2008 to 30 Sep 2009)

- L-1 measures PE-IL-3b
- L-2 nearly misses PE-IL-3b: Callao is a port,
  not a zone

Benchmarks
Id        What is measured                Actual
────────  ────────────────────────────  ────────
PE-DP-1b  Forced eradication at the     2,450 ha
          rate of CY2008 or above
PE-IL-1   Police graduated                   400

  │ Section 760
    09 STATE 32018 ¶2

Our reading.
2 items withheld (SBU)

[Void] /log void L-1`)
})

test('one line that leads up to a list stands on it', () => {
  const parts = [paragraph('Near misses:'), list(['PE-CC-2: cocaine is not a precursor'])]
  expect(renderTerminal({ to: 'member', marking: 'U', parts }, { width: 80, colour: false })).toBe(
    '[U] to you\nNear misses:\n- PE-CC-2: cocaine is not a precursor',
  )
})

test('tells a table as facts where its columns do not fit', () => {
  const text = renderTerminal(
    { ...reply, to: 'channel', parts: reply.parts.slice(4, 5) },
    { width: 26, colour: false },
  )
  expect(text).toBe(`[SBU] in the channel
Benchmarks
Id        PE-DP-1b
What is   Forced
measured  eradication at
          the rate of
          CY2008 or above
Actual    2,450 ha

Id        PE-IL-1
What is   Police graduated
measured
Actual    400`)
})

describe('colour', () => {
  test('changes no word and no width', () => {
    const plain = renderTerminal(reply, { width: 60, colour: false })
    const coloured = renderTerminal(reply, { width: 60, colour: true })
    expect(coloured).not.toBe(plain)
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })
})

test('keeps to the width, and without colour holds nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(anyReply, fc.integer({ min: 20, max: 120 }), ({ parts, ...head }, width) => {
      const text = renderTerminal({ ...head, parts: parts.slice(0, 6) }, { width, colour: false })
      const wrong = text
        .split('\n')
        .filter((line) => /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(line) || stringWidth(line) > width)
      expect(wrong).toEqual([])
    }),
    { seed: 1988, numRuns: 100 },
  )
})

test('breaks no figure', () => {
  const word = fc.constantFrom(
    'cocaine',
    '12,250 kg',
    '8,000',
    'ha',
    '2009',
    'not assessable:',
    'Callao',
    '1.10',
    '99.5 %',
  )
  const cell = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const part: fc.Arbitrary<Part> = fc.oneof(
    fc.record({ part: fc.constant('paragraph' as const), text: cell }),
    fc.record({
      part: fc.constant('facts' as const),
      facts: fc.array(fc.tuple(cell, cell), { maxLength: 4 }),
    }),
    fc.record({
      part: fc.constant('table' as const),
      caption: cell,
      columns: fc.array(cell, { minLength: 8, maxLength: 8 }),
      rows: fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
    }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3 }), fc.integer({ min: 40, max: 100 }), (parts, width) => {
      const made: Reply = { to: 'member', marking: 'U', parts }
      const shown = figuresIn(renderTerminal(made, { width, colour: false }))
      const rows = parts.map((part) => (part.part === 'table' ? { ...part, columns: [] } : part))
      for (const said of saidBy({ ...made, parts: rows })) {
        expect(figuresIn(said).filter((figure) => !shown.includes(figure))).toEqual([])
      }
    }),
    { seed: 1988, numRuns: 100 },
  )
})

describe('bars', () => {
  const bar = (unit: string, ...values: number[]): string[] =>
    renderTerminal(
      {
        to: 'member',
        marking: 'U',
        parts: [
          { part: 'chart', title: 'Bars', unit, bars: values.map((value) => ({ label: 'PE-IL-3b', value })) },
        ],
      },
      { width: 80, colour: false },
    ).match(/█+/g) ?? []

  test('of shares are shares of the whole line', () => {
    const [half] = bar('%', 50)
    const [whole] = bar('%', 100)
    const ratio = (half?.length ?? 0) / (whole?.length ?? 1)
    expect(ratio).toBeGreaterThan(0.45)
    expect(ratio).toBeLessThan(0.55)
  })

  test('of other figures are as long as the longest', () => {
    const [half, whole] = bar('ha', 500, 1_000)
    expect(Math.round((whole?.length ?? 0) / 2)).toBe(half?.length)
  })
})
