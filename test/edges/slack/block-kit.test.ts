import fc from 'fast-check'
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
} from '../../../src/commands/reply.ts'
import { renderBlockKit } from '../../../src/edges/slack/block-kit.ts'
import { blockKitProblems } from '../../../src/edges/slack/block-kit-limits.ts'
import { anyReply } from '../any-reply.ts'

const reply = (...parts: Part[]): Reply => ({ to: 'member', marking: 'U', parts })

describe('any reply', () => {
  test('keeps every limit', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const message = renderBlockKit(reply)
        expect(blockKitProblems(message)).toEqual([])
        // No character is cut in two; a call stays as it was.
        const shown = JSON.stringify(message, (key, value: unknown) => (key === 'value' ? undefined : value))
        expect(shown).not.toMatch(/\\ud[89a-f]/)
      }),
      { seed: 1988, numRuns: 150 },
    )
  })

  test('carries no sign that Slack obeys where Slack reads markup', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { text, blocks } = renderBlockKit(reply)
        expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
        expect(text.length).toBeLessThanOrEqual(3_900)
        expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"')
        expect(JSON.stringify(blocks)).not.toContain('"broadcast"')
      }),
      { seed: 1988, numRuns: 150 },
    )
  })
})

test('what a chart has no room for is cut between characters, and says so', () => {
  const bars = [{ label: `${'x'.repeat(18)}🌿🌿`, value: 1 }]
  const { blocks } = renderBlockKit(reply({ part: 'chart', title: 'Area', unit: 'ha', bars }))
  expect(blocks).toContainEqual(
    expect.objectContaining({
      chart: expect.objectContaining({ axis_config: { categories: [`${'x'.repeat(18)}…`], y_label: 'ha' } }),
    }),
  )
})

test('what people typed shows as typed, escaped once where it is parsed', () => {
  const { text, blocks } = renderBlockKit(reply(paragraph('<!channel> *R&D* ', { bold: '_x_' })))
  expect(text).toBe('[U] &lt;!channel&gt; *R&amp;D* _x_')
  expect(blocks).toEqual([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '[U] ' },
            { type: 'text', text: '<!channel> *R&D* ' },
            { type: 'text', text: '_x_', style: { bold: true } },
          ],
        },
      ],
    },
  ])
})

test('each part has its block', () => {
  const whole = reply(
    heading('Peru FY2010'),
    facts(['Target', '8,000 ha'], ['Owner', [{ member: 'U024BE7LH' }]]),
    list(['one']),
    { part: 'table', caption: 'Status', columns: ['Id', 'Status'], rows: [['PE-DP-1', '']] },
    { part: 'quote', text: 'Section 760', citation: '09 STATE 32018 ¶2' },
    note('2 items withheld (SBU)'),
    note('See ', { link: 'https://a.example/x', text: 'the source' }),
    buttons({ label: 'Void', call: 'log void L-1', style: 'danger' }),
  )
  expect(renderBlockKit(whole)).toMatchObject({
    response_type: 'ephemeral',
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: '[U] Peru FY2010' } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { text: 'Target', style: { bold: true } },
              { text: ' ' },
              { text: '8,000 ha' },
              { text: '\n' },
              { text: 'Owner' },
              { text: ' ' },
              { type: 'user', user_id: 'U024BE7LH' },
            ],
          },
        ],
      },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', elements: [{ elements: [{ text: 'one' }] }] }],
      },
      {
        type: 'data_table',
        caption: 'Status',
        rows: [
          [{ text: 'Id' }, { text: 'Status' }],
          [{ text: 'PE-DP-1' }, { text: '–' }],
        ],
      },
      { type: 'rich_text', elements: [{ type: 'rich_text_quote' }, { type: 'rich_text_section' }] },
      { type: 'context', elements: [{ type: 'plain_text', text: '2 items withheld (SBU)' }] },
      { type: 'rich_text', elements: [{ elements: [{}, { type: 'link', url: 'https://a.example/x' }] }] },
      {
        type: 'actions',
        elements: [
          {
            action_id: 'call-1',
            value: 'log void L-1',
            style: 'danger',
            confirm: { text: { text: '/log void L-1' } },
          },
        ],
      },
    ],
  })
})

test('an answer in the channel is said there', () => {
  expect(renderBlockKit({ ...reply(paragraph('Recorded.')), to: 'channel' }).response_type).toBe('in_channel')
})

test('one primary button, ids of their own, 25 to a block', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    label: `B${index}`,
    call: 'x',
    style: 'primary' as const,
  }))
  const actions = renderBlockKit(reply(buttons(...many))).blocks.filter((block) => block.type === 'actions')
  expect(actions.map((block) => block.elements.length)).toEqual([25, 5])
  const elements = actions.flatMap((block) => block.elements)
  expect(elements.filter((button) => button.style === 'primary')).toHaveLength(1)
  expect(new Set(elements.map((button) => button.action_id)).size).toBe(30)
})

describe('what does not fit', () => {
  const items = Array.from(
    { length: 400 },
    (_, index) => `L-${index + 1}: 250 kg of cocaine at Callao & beyond`,
  )
  const rest = buttons({ label: 'Show All', call: 'log list all', rest: true })

  test('is counted, with the call that shows it', () => {
    const { text, blocks } = renderBlockKit(reply(heading('Entries'), list(items), rest))
    const shown = text.split('\n').filter((line) => line.startsWith('- L-')).length
    expect(shown).toBeGreaterThan(50)
    // The button's own line is the last thing left out.
    expect(text.split('\n').at(-1)).toBe(`${400 - shown + 1} more: /log list all`)
    const inList = JSON.stringify(blocks).match(/L-\d+: /g)?.length ?? 0
    expect(blocks.at(-2)).toMatchObject({ elements: [{ text: `${400 - inList} more: /log list all` }] })
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' })
  })

  test('is counted where no button shows it', () => {
    expect(renderBlockKit(reply(list(items))).text).toMatch(/\n\d+ more, not shown here$/)
  })

  test('item by item, in every part after the cut', () => {
    const { text } = renderBlockKit(
      reply(list(items), facts(['Target', '1'], ['Actual', '2']), paragraph('Last.')),
    )
    const shown = text.split('\n').filter((line) => line.startsWith('- L-')).length
    expect(text).toContain(`\n${400 - shown + 3} more`)
  })

  test('past 50 blocks', () => {
    const notes = Array.from({ length: 80 }, (_, index) => note(`note ${index + 1}`))
    const { blocks } = renderBlockKit(reply(paragraph('First.'), ...notes))
    expect(blocks).toHaveLength(46)
    expect(blocks.at(-1)).toMatchObject({ elements: [{ text: '36 more, not shown here' }] })
  })

  test('of a table is counted by rows', () => {
    const rows = Array.from({ length: 130 }, (_, index) => [`L-${index}`, '250 kg'])
    const { blocks } = renderBlockKit(
      reply(heading('All'), { part: 'table', caption: 'Entries', columns: ['Id', 'What'], rows }),
    )
    expect(blocks[1]).toMatchObject({ type: 'data_table', rows: { length: 101 } })
    expect(blocks[2]).toMatchObject({ elements: [{ text: '30 more, not shown here' }] })
  })

  test('of one long paragraph is cut, never a quotation', () => {
    const long = 'word '.repeat(3_000)
    expect(renderBlockKit(reply(paragraph(long))).text).toMatch(/^\[U\] word .*…\n1 more, not shown here$/s)
    expect(renderBlockKit(reply(paragraph('Said:'), { part: 'quote', text: long, citation: 'x' })).text).toBe(
      '[U] Said:\n1 more, not shown here',
    )
  })
})
