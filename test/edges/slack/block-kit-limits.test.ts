import { expect, test } from 'vitest'
import { blockKitProblems } from '../../../src/edges/slack/block-kit-limits.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

const message = (...blocks: unknown[]) => ({ text: 'said', blocks })
const modal = (...blocks: unknown[]) => ({ type: 'modal', title: plain('Log'), submit: plain('Log'), blocks })
const section = (length: number) => ({ type: 'section', text: mrkdwn(long(length)) })
const button = (id: string, more = {}) => ({ type: 'button', action_id: id, text: plain('Void'), ...more })
const actions = (...elements: unknown[]) => ({ type: 'actions', elements })
const options = (count: number) => times(count, (index) => ({ text: plain('o'), value: String(index) }))
const select = (count: number) => ({ type: 'static_select', action_id: 's', options: options(count) })
const cells = (rows: number, columns: number, text = 'c') =>
  times(rows, () => times(columns, () => ({ type: 'raw_text', text })))
const dataTable = (rows: unknown[]) => ({ type: 'data_table', caption: 'Status', rows })
const input = (element: unknown, more = {}) => ({ type: 'input', label: plain('Quantity'), element, ...more })
const field = { type: 'plain_text_input', action_id: 'q' }
const bars = (categories: number, points: number) => ({
  type: 'data_visualization',
  title: 'Seizures',
  chart: {
    type: 'bar',
    series: [{ name: 'Actual', data: times(points, (index) => ({ label: String(index), value: 1 })) }],
    axis_config: { categories: times(categories, String) },
  },
})

/** Each pair stands at a limit: the first just within it, the second just past it. */
test.each<[string, unknown, unknown]>([
  [
    'blocks of a message',
    message(...times(50, () => ({ type: 'divider' }))),
    message(...times(51, () => ({ type: 'divider' }))),
  ],
  [
    'blocks of a view',
    modal(...times(100, () => ({ type: 'divider' }))),
    modal(...times(101, () => ({ type: 'divider' }))),
  ],
  ['text of a message', { text: long(4_000) }, { text: long(4_001) }],
  ['section', message(section(3_000)), message(section(3_001))],
  ['empty section', message(section(1)), message(section(0))],
  [
    'fields',
    message({ type: 'section', fields: times(10, () => mrkdwn('f')) }),
    message({ type: 'section', fields: times(11, () => mrkdwn('f')) }),
  ],
  [
    'text of a field',
    message({ type: 'section', fields: [mrkdwn(long(2_000))] }),
    message({ type: 'section', fields: [mrkdwn(long(2_001))] }),
  ],
  [
    'header',
    message({ type: 'header', text: plain(long(150)) }),
    message({ type: 'header', text: plain(long(151)) }),
  ],
  [
    'header is plain',
    message({ type: 'header', text: plain('h') }),
    message({ type: 'header', text: mrkdwn('h') }),
  ],
  [
    'context',
    message({ type: 'context', elements: times(10, () => mrkdwn('c')) }),
    message({ type: 'context', elements: times(11, () => mrkdwn('c')) }),
  ],
  [
    'buttons of a block',
    message(actions(...times(25, (index) => button(`b${index}`)))),
    message(actions(...times(26, (index) => button(`b${index}`)))),
  ],
  [
    'label of a button',
    message(actions(button('b', { text: plain(long(75)) }))),
    message(actions(button('b', { text: plain(long(76)) }))),
  ],
  [
    'value of a button',
    message(actions(button('b', { value: long(2_000) }))),
    message(actions(button('b', { value: long(2_001) }))),
  ],
  [
    'address of a button',
    message(actions(button('b', { url: long(3_000) }))),
    message(actions(button('b', { url: long(3_001) }))),
  ],
  ['action id', message(actions(button(long(255)))), message(actions(button(long(256))))],
  [
    'ids once',
    message(actions(button('a'), button('b'))),
    message(actions(button('a')), actions(button('a'))),
  ],
  [
    'block ids once',
    message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' }),
    message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
  ],
  [
    'one primary',
    message(actions(button('a', { style: 'primary' }), button('b'))),
    message(actions(button('a', { style: 'primary' }), button('b', { style: 'primary' }))),
  ],
  [
    'confirmation',
    message(
      actions(
        button('a', {
          confirm: {
            title: plain(long(100)),
            text: plain(long(300)),
            confirm: plain(long(30)),
            deny: plain('No'),
          },
        }),
      ),
    ),
    message(
      actions(
        button('a', {
          confirm: { title: plain('t'), text: plain('t'), confirm: plain(long(31)), deny: plain('No') },
        }),
      ),
    ),
  ],
  [
    'image',
    message({ type: 'image', image_url: 'https://a.example', alt_text: 'a' }),
    message({ type: 'image', image_url: 'https://a.example' }),
  ],
  ['options of a select', modal(input(select(100))), modal(input(select(101)))],
  [
    'text of an option',
    modal(input({ ...select(0), options: [{ text: plain(long(75)), value: 'v' }] })),
    modal(input({ ...select(0), options: [{ text: plain(long(76)), value: 'v' }] })),
  ],
  [
    'checkboxes',
    modal(input({ type: 'checkboxes', action_id: 'c', options: options(10) })),
    modal(input({ type: 'checkboxes', action_id: 'c', options: options(11) })),
  ],
  [
    'overflow',
    message({
      type: 'section',
      text: mrkdwn('t'),
      accessory: { type: 'overflow', action_id: 'o', options: options(5) },
    }),
    message({
      type: 'section',
      text: mrkdwn('t'),
      accessory: { type: 'overflow', action_id: 'o', options: options(6) },
    }),
  ],
  [
    'label of an input',
    modal(input(field, { label: plain(long(2_000)) })),
    modal(input(field, { label: plain(long(2_001)) })),
  ],
  [
    'hint of an input',
    modal(input(field, { hint: plain(long(2_000)) })),
    modal(input(field, { hint: plain(long(2_001)) })),
  ],
  [
    'placeholder',
    modal(input({ ...field, placeholder: plain(long(150)) })),
    modal(input({ ...field, placeholder: plain(long(151)) })),
  ],
  ['title of a modal', { ...modal(), title: plain(long(24)) }, { ...modal(), title: plain(long(25)) }],
  [
    'metadata of a modal',
    { ...modal(), private_metadata: long(3_000) },
    { ...modal(), private_metadata: long(3_001) },
  ],
  [
    'submit with an input',
    modal(input(field)),
    { type: 'modal', title: plain('Log'), blocks: [input(field)] },
  ],
  ['no table in a modal', modal({ type: 'divider' }), modal(dataTable(cells(2, 1)))],
  [
    'markdown',
    message({ type: 'markdown', text: long(12_000) }),
    message(...times(2, () => ({ type: 'markdown', text: long(6_001) }))),
  ],
  [
    'rows of a table',
    message({ type: 'table', rows: cells(100, 1) }),
    message({ type: 'table', rows: cells(101, 1) }),
  ],
  [
    'one table',
    message({ type: 'table', rows: cells(1, 1) }),
    message(...times(2, () => ({ type: 'table', rows: cells(1, 1) }))),
  ],
  [
    'characters of a table',
    message({ type: 'table', rows: cells(10, 10, long(100)) }),
    message({ type: 'table', rows: cells(10, 10, long(101)) }),
  ],
  ['rows of a data table', message(dataTable(cells(201, 1))), message(dataTable(cells(202, 1)))],
  ['a data table has rows', message(dataTable(cells(2, 1))), message(dataTable(cells(1, 1)))],
  ['columns of a data table', message(dataTable(cells(2, 20))), message(dataTable(cells(2, 21)))],
  [
    'rows of equal length',
    message(dataTable(cells(2, 2))),
    message(dataTable([...cells(1, 2), ...cells(1, 1)])),
  ],
  [
    'characters of a data table',
    message(dataTable(cells(2, 10, long(1_000)))),
    message(dataTable(cells(2, 10, long(1_001)))),
  ],
  ['caption', message(dataTable(cells(2, 1))), message({ type: 'data_table', rows: cells(2, 1) })],
  ['a cell says something', message(dataTable(cells(2, 1))), message(dataTable(cells(2, 1, '')))],
  ['points of a chart', message(bars(20, 20)), message(bars(21, 21))],
  ['one point for each category', message(bars(2, 2)), message(bars(2, 1))],
  ['charts', message(bars(1, 1), bars(1, 1)), message(bars(1, 1), bars(1, 1), bars(1, 1))],
  [
    'all text',
    message(...times(4, () => section(3_000))),
    message(...times(4, () => section(3_000)), section(1)),
  ],
  [
    'nobody is mentioned at once',
    message({ type: 'section', text: plain('<!channel>') }),
    message({ type: 'section', text: mrkdwn('<!here|x>') }),
  ],
  ['in the text either', { text: '&lt;!channel&gt;' }, { text: '<!everyone>' }],
  ['known blocks', message({ type: 'divider' }), message({ type: 'marquee' })],
])('%s', (_, within, past) => {
  expect(blockKitProblems(within)).toEqual([])
  expect(blockKitProblems(past)).not.toEqual([])
})

test('says where', () => {
  expect(blockKitProblems(message({ type: 'divider' }, section(3_001)))[0]).toMatch(
    /^blocks\[1\]\.text\.text: .*3000/,
  )
  expect(blockKitProblems(undefined)).toHaveLength(1)
})
