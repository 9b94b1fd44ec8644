import { expect, test } from 'vitest'
import { blockKitProblems } from '../../../src/edges/slack/block-kit-limits.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

const message = (...blocks: unknown[]) => ({ text: 'said', blocks })
const modal = (...blocks: unknown[]) => ({ type: 'modal', title: plain('Log'), submit: plain('Log'), blocks })
const modalWith = (more: object) => ({ ...modal(), ...more })
const home = (...blocks: unknown[]) => ({ type: 'home', blocks })
const divider = { type: 'divider' }
const dividers = (count: number) => times(count, () => divider)
const section = (length: number) => ({ type: 'section', text: mrkdwn(long(length)) })
const fields = (count: number, length = 1) => ({
  type: 'section',
  fields: times(count, () => mrkdwn(long(length))),
})
const header = (text: unknown) => message({ type: 'header', text })
const context = (count: number, element: unknown = mrkdwn('c')) =>
  message({ type: 'context', elements: times(count, () => element) })
const button = (more = {}, id = 'b') => ({ type: 'button', action_id: id, text: plain('Void'), ...more })
const actions = (...elements: unknown[]) => ({ type: 'actions', elements })
const pressed = (more: object) => message(actions(button(more)))
const confirm = (more: object) =>
  pressed({
    confirm: { title: plain('t'), text: plain('t'), confirm: plain('Yes'), deny: plain('No'), ...more },
  })
const picture = (more: object) =>
  message({ type: 'image', image_url: 'https://a.example', alt_text: 'a', ...more })
const option = (name: string, more = {}) => ({ text: plain(name), value: name, ...more })
const options = (count: number) => times(count, (index) => option(String(index)))
const input = (element: object, more = {}) => ({
  type: 'input',
  label: plain('Quantity'),
  element: { action_id: 'q', ...element },
  ...more,
})
const chosen = (more: object) => modal(input({ type: 'static_select', ...more }))
const field = { type: 'plain_text_input' }
const filled = (more: object) => modal(input({ ...field, ...more }))
const labelled = (more: object) => modal(input(field, more))
const manyInputs = (count: number) =>
  modal(...times(count, (index) => input({ ...field, action_id: `q${index}` })))
const cells = (rows: number, columns: number, text = 'c') =>
  times(rows, () => times(columns, () => ({ type: 'raw_text', text })))
const table = (rows: unknown[]) => ({ type: 'table', rows })
const dataTable = (rows: unknown[], more = {}) =>
  message({ type: 'data_table', caption: 'Status', row_header_column_index: 0, rows, ...more })
const chart = (chart: object, more = {}) => ({
  type: 'data_visualization',
  title: 'Seizures',
  chart,
  ...more,
})
const series = (name: string, ...labels: string[]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
})
const bars = (categories: string[], each = [series('Actual', ...categories)], axes = {}) =>
  chart({ type: 'bar', series: each, axis_config: { categories, ...axes } })
const pie = (count: number, more = {}) =>
  message(
    chart({ type: 'pie', segments: times(count, (index) => ({ label: `${index}`, value: 1, ...more })) }),
  )
const rich = (...elements: unknown[]) =>
  message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] })
const names = (count: number) => times(count, String)

/** Each limit of Slack's: what stands just within it, what stands just past it, and what is said of that. */
test.each<[limit: string, within: unknown, past: unknown, says: string]>([
  [
    'blocks of a message',
    message(...dividers(50)),
    message(...dividers(51)),
    'blocks: Too big: more than 50',
  ],
  [
    'blocks of a modal',
    modal(...dividers(100)),
    modal(...dividers(101)),
    'blocks: Too big: expected array to have <=100 items',
  ],
  [
    'blocks of a Home',
    home(...dividers(100)),
    home(...dividers(101)),
    'blocks: Too big: expected array to have <=100 items',
  ],
  [
    'block id',
    message({ ...divider, block_id: long(255) }),
    message({ ...divider, block_id: long(256) }),
    'blocks[0].block_id: Too big: expected string to have <=255 characters',
  ],
  [
    'block ids once',
    message({ ...divider, block_id: 'a' }, { ...divider, block_id: 'b' }),
    message({ ...divider, block_id: 'a' }, { ...divider, block_id: 'a' }),
    'block_id: used twice',
  ],
  [
    'action id',
    message(actions(button({}, long(255)))),
    message(actions(button({}, long(256)))),
    'blocks[0].elements[0].action_id: Too big: expected string to have <=255 characters',
  ],
  [
    'action ids once',
    message(actions(button({}, 'a'), button({}, 'b'))),
    message(actions(button({}, 'a')), actions(button({}, 'a'))),
    'action_id: used twice',
  ],
  [
    'text of a message',
    { text: long(4_000) },
    { text: long(4_001) },
    'text: Too big: more than 4,000 characters',
  ],
  [
    'a message has text',
    { text: 'a' },
    { blocks: [divider] },
    'text: Invalid input: expected string, received undefined',
  ],
  [
    'section',
    message(section(3_000)),
    message(section(3_001)),
    'blocks[0].text.text: Too big: expected string to have <=3000 characters',
  ],
  [
    'a section says something',
    message(section(1)),
    message(section(0)),
    'blocks[0].text.text: Too small: expected string to have >=1 characters',
  ],
  [
    'fields',
    message(fields(10)),
    message(fields(11)),
    'blocks[0].fields: Too big: expected array to have <=10 items',
  ],
  [
    'text of a field',
    message(fields(1, 2_000)),
    message(fields(1, 2_001)),
    'blocks[0].fields[0].text: Too big: expected string to have <=2000 characters',
  ],
  [
    'header',
    header(plain(long(150))),
    header(plain(long(151))),
    'blocks[0].text.text: Too big: expected string to have <=150 characters',
  ],
  [
    'a header is plain',
    header(plain('h')),
    header(mrkdwn('h')),
    'blocks[0].text.type: Invalid input: expected "plain_text"',
  ],
  ['context', context(10), context(11), 'blocks[0].elements: Too big: expected array to have <=10 items'],
  [
    'text of a context',
    context(1, mrkdwn(long(3_000))),
    context(1, mrkdwn(long(3_001))),
    'blocks[0].elements[0].text: Too big: expected string to have <=3000 characters',
  ],
  [
    'buttons of a block',
    message(actions(...times(25, (index) => button({}, `b${index}`)))),
    message(actions(...times(26, (index) => button({}, `b${index}`)))),
    'blocks[0].elements: Too big: expected array to have <=25 items',
  ],
  [
    'label of a button',
    pressed({ text: plain(long(75)) }),
    pressed({ text: plain(long(76)) }),
    'blocks[0].elements[0].text.text: Too big: expected string to have <=75 characters',
  ],
  [
    'value of a button',
    pressed({ value: long(2_000) }),
    pressed({ value: long(2_001) }),
    'blocks[0].elements[0].value: Too big: expected string to have <=2000 characters',
  ],
  [
    'address of a button',
    pressed({ url: long(3_000) }),
    pressed({ url: long(3_001) }),
    'blocks[0].elements[0].url: Too big: expected string to have <=3000 characters',
  ],
  [
    'one primary in a block',
    message(actions(button({ style: 'primary' }), button({}, 'c'))),
    message(actions(button({ style: 'primary' }), button({ style: 'primary' }, 'c'))),
    'button: more than one primary',
  ],
  [
    'one primary over blocks',
    message(actions(button({ style: 'primary' })), actions(button({}, 'c'))),
    message(actions(button({ style: 'primary' })), actions(button({ style: 'primary' }, 'c'))),
    'button: more than one primary',
  ],
  [
    'title of a confirmation',
    confirm({ title: plain(long(100)) }),
    confirm({ title: plain(long(101)) }),
    'blocks[0].elements[0].confirm.title.text: Too big: expected string to have <=100 characters',
  ],
  [
    'text of a confirmation',
    confirm({ text: plain(long(300)) }),
    confirm({ text: plain(long(301)) }),
    'blocks[0].elements[0].confirm.text.text: Too big: expected string to have <=300 characters',
  ],
  [
    'yes of a confirmation',
    confirm({ confirm: plain(long(30)) }),
    confirm({ confirm: plain(long(31)) }),
    'blocks[0].elements[0].confirm.confirm.text: Too big: expected string to have <=30 characters',
  ],
  [
    'no of a confirmation',
    confirm({ deny: plain(long(30)) }),
    confirm({ deny: plain(long(31)) }),
    'blocks[0].elements[0].confirm.deny.text: Too big: expected string to have <=30 characters',
  ],
  [
    'an image has words',
    picture({}),
    picture({ alt_text: undefined }),
    'blocks[0].alt_text: Invalid input: expected string, received undefined',
  ],
  [
    'words of an image',
    picture({ alt_text: long(2_000) }),
    picture({ alt_text: long(2_001) }),
    'blocks[0].alt_text: Too big: expected string to have <=2000 characters',
  ],
  [
    'title of an image',
    picture({ title: plain(long(2_000)) }),
    picture({ title: plain(long(2_001)) }),
    'blocks[0].title.text: Too big: expected string to have <=2000 characters',
  ],
  [
    'label of an input',
    labelled({ label: plain(long(2_000)) }),
    labelled({ label: plain(long(2_001)) }),
    'blocks[0].label.text: Too big: expected string to have <=2000 characters',
  ],
  [
    'hint of an input',
    labelled({ hint: plain(long(2_000)) }),
    labelled({ hint: plain(long(2_001)) }),
    'blocks[0].hint.text: Too big: expected string to have <=2000 characters',
  ],
  [
    'placeholder',
    filled({ placeholder: plain(long(150)) }),
    filled({ placeholder: plain(long(151)) }),
    'blocks[0].element.placeholder.text: Too big: expected string to have <=150 characters',
  ],
  ['inputs of a modal', manyInputs(6), manyInputs(7), 'input: more than 6 in a modal'],
  [
    'what a field may take',
    filled({ max_length: 3_000 }),
    filled({ max_length: 3_001 }),
    'blocks[0].element.max_length: Too big: expected number to be <=3000',
  ],
  [
    'what a field holds at first',
    filled({ initial_value: long(3_000) }),
    filled({ initial_value: long(3_001) }),
    'blocks[0].element.initial_value: Too big: expected string to have <=3000 characters',
  ],
  [
    'a field holds what it takes',
    filled({ initial_value: long(5), max_length: 5 }),
    filled({ initial_value: long(6), max_length: 5 }),
    'blocks[0].element: what is filled in at first is within max_length',
  ],
  [
    'options of a select',
    chosen({ options: options(100) }),
    chosen({ options: options(101) }),
    'blocks[0].element.options: Too big: expected array to have <=100 items',
  ],
  [
    'a select has options',
    chosen({ options: options(1) }),
    chosen({}),
    'blocks[0].element: options or option_groups',
  ],
  [
    'a select offers what is chosen',
    chosen({ options: options(2), initial_option: option('1') }),
    chosen({ options: options(2), initial_option: option('2') }),
    'blocks[0].element: what is chosen at first is among the options',
  ],
  [
    'text of an option',
    chosen({ options: [option('o', { text: plain(long(75)) })] }),
    chosen({ options: [option('o', { text: plain(long(76)) })] }),
    'blocks[0].element.options[0].text.text: Too big: expected string to have <=75 characters',
  ],
  [
    'description of an option',
    chosen({ options: [option('o', { description: plain(long(75)) })] }),
    chosen({ options: [option('o', { description: plain(long(76)) })] }),
    'blocks[0].element.options[0].description.text: Too big: expected string to have <=75 characters',
  ],
  [
    'value of an option',
    chosen({ options: [option('o', { value: long(75) })] }),
    chosen({ options: [option('o', { value: long(76) })] }),
    'blocks[0].element.options[0].value: Too big: expected string to have <=75 characters',
  ],
  [
    'checkboxes',
    chosen({ type: 'checkboxes', options: options(10) }),
    chosen({ type: 'checkboxes', options: options(11) }),
    'blocks[0].element.options: Too big: expected array to have <=10 items',
  ],
  [
    'checkboxes offer what is ticked',
    chosen({ type: 'checkboxes', options: options(2), initial_options: options(2) }),
    chosen({ type: 'checkboxes', options: options(2), initial_options: options(3) }),
    'blocks[0].element: what is chosen at first is among the options',
  ],
  [
    'radio buttons',
    chosen({ type: 'radio_buttons', options: options(10) }),
    chosen({ type: 'radio_buttons', options: options(11) }),
    'blocks[0].element.options: Too big: expected array to have <=10 items',
  ],
  [
    'overflow',
    message(actions({ type: 'overflow', action_id: 'o', options: options(5) })),
    message(actions({ type: 'overflow', action_id: 'o', options: options(6) })),
    'blocks[0].elements[0].options: Too big: expected array to have <=5 items',
  ],
  [
    'title of a modal',
    modalWith({ title: plain(long(24)) }),
    modalWith({ title: plain(long(25)) }),
    'title.text: Too big: expected string to have <=24 characters',
  ],
  ['a modal has a title', modalWith({}), modalWith({ title: undefined }), 'title: a modal needs one'],
  [
    'submit of a modal',
    modalWith({ submit: plain(long(24)) }),
    modalWith({ submit: plain(long(25)) }),
    'submit.text: Too big: expected string to have <=24 characters',
  ],
  [
    'close of a modal',
    modalWith({ close: plain(long(24)) }),
    modalWith({ close: plain(long(25)) }),
    'close.text: Too big: expected string to have <=24 characters',
  ],
  [
    'metadata of a modal',
    modalWith({ private_metadata: long(3_000) }),
    modalWith({ private_metadata: long(3_001) }),
    'private_metadata: Too big: expected string to have <=3000 characters',
  ],
  [
    'callback id of a modal',
    modalWith({ callback_id: long(255) }),
    modalWith({ callback_id: long(256) }),
    'callback_id: Too big: expected string to have <=255 characters',
  ],
  [
    'submit with an input',
    filled({}),
    { ...filled({}), submit: undefined },
    'submit: a modal with inputs needs one',
  ],
  [
    'markdown',
    message({ type: 'markdown', text: long(12_000) }),
    message({ type: 'markdown', text: long(12_001) }),
    'blocks[0].text: Too big: expected string to have <=12000 characters',
  ],
  [
    'markdown over a message',
    message(...times(2, () => ({ type: 'markdown', text: long(6_000) }))),
    message(...times(2, () => ({ type: 'markdown', text: long(6_001) }))),
    'blocks: more than 12,000 characters of text over the message',
  ],
  [
    'no markdown in a modal',
    modal(divider),
    modal({ type: 'markdown', text: 'x' }),
    'blocks: tables, charts and markdown go in messages only',
  ],
  [
    'no table in a modal',
    modal(divider),
    modal(table(cells(1, 1))),
    'blocks: tables, charts and markdown go in messages only',
  ],
  [
    'no data table in a Home',
    home(divider),
    home(...dataTable(cells(2, 1)).blocks),
    'blocks: tables, charts and markdown go in messages only',
  ],
  [
    'no chart in a modal',
    modal(divider),
    modal(bars(['2008'])),
    'blocks: tables, charts and markdown go in messages only',
  ],
  [
    'rows of a table',
    message(table(cells(100, 1))),
    message(table(cells(101, 1))),
    'blocks[0].rows: Too big: expected array to have <=100 items',
  ],
  [
    "cells of a table's row",
    message(table(cells(1, 20))),
    message(table(cells(1, 21))),
    'blocks[0].rows[0]: Too big: expected array to have <=20 items',
  ],
  [
    'characters of a table',
    message(table(cells(10, 10, long(100)))),
    message(table(cells(10, 10, long(101)))),
    'table: more than 10,000 characters',
  ],
  [
    'one table',
    message(table(cells(1, 1))),
    message(table(cells(1, 1)), table(cells(1, 1))),
    'table: more than one in a message',
  ],
  [
    'rows of a data table',
    dataTable(cells(201, 1)),
    dataTable(cells(202, 1)),
    'blocks[0].rows: Too big: expected array to have <=201 items',
  ],
  [
    'a data table has rows',
    dataTable(cells(2, 1)),
    dataTable(cells(1, 1)),
    'blocks[0].rows: Too small: expected array to have >=2 items',
  ],
  [
    'columns of a data table',
    dataTable(cells(2, 20)),
    dataTable(cells(2, 21)),
    'blocks[0].rows[0]: Too big: expected array to have <=20 items',
  ],
  [
    'a data table has columns',
    dataTable(cells(2, 1)),
    dataTable(cells(2, 0)),
    'blocks[0].rows[0]: Too small: expected array to have >=1 items',
  ],
  [
    'rows of equal length',
    dataTable(cells(2, 2)),
    dataTable([...cells(1, 2), ...cells(1, 1)]),
    'blocks[0]: rows of equal length',
  ],
  [
    'characters of a data table',
    dataTable(cells(2, 10, long(1_000))),
    dataTable(cells(2, 10, long(1_001))),
    'data_table: more than 20,000 characters',
  ],
  [
    'caption',
    dataTable(cells(2, 1)),
    dataTable(cells(2, 1), { caption: undefined }),
    'blocks[0].caption: Invalid input: expected string, received undefined',
  ],
  [
    'the column that names the rows',
    dataTable(cells(2, 1)),
    dataTable(cells(2, 1), { row_header_column_index: undefined }),
    'blocks[0].row_header_column_index: Invalid input: expected number, received undefined',
  ],
  [
    'that column is one',
    dataTable(cells(2, 2), { row_header_column_index: 1 }),
    dataTable(cells(2, 2), { row_header_column_index: 2 }),
    'blocks[0]: row_header_column_index is a column',
  ],
  [
    'a cell says something',
    dataTable(cells(2, 1)),
    dataTable(cells(2, 1, '')),
    'blocks[0].rows[0][0].text: Too small: expected string to have >=1 characters',
  ],
  [
    'title of a chart',
    message({ ...bars(['2008']), title: long(50) }),
    message({ ...bars(['2008']), title: long(51) }),
    'blocks[0].title: Too big: expected string to have <=50 characters',
  ],
  [
    'charts',
    message(bars(['a']), bars(['a'])),
    message(bars(['a']), bars(['a']), bars(['a'])),
    'data_visualization: more than two in a message',
  ],
  [
    'series',
    message(
      bars(
        ['a'],
        names(12).map((name) => series(name, 'a')),
      ),
    ),
    message(
      bars(
        ['a'],
        names(13).map((name) => series(name, 'a')),
      ),
    ),
    'blocks[0].chart.series: Too big: expected array to have <=12 items',
  ],
  [
    'each series once',
    message(bars(['a'], [series('x', 'a'), series('y', 'a')])),
    message(bars(['a'], [series('x', 'a'), series('x', 'a')])),
    'blocks[0].chart: each series under a name of its own',
  ],
  [
    'points',
    message(bars(names(20))),
    message(bars(names(21))),
    'blocks[0].chart.series[0].data: Too big: expected array to have <=20 items',
  ],
  [
    'a point for each category',
    message(bars(['a', 'b'])),
    message(bars(['a', 'b'], [series('x', 'a')])),
    'blocks[0].chart: one point for each category, with its name',
  ],
  [
    "a point has its category's name",
    message(bars(['a', 'b'], [series('x', 'b', 'a')])),
    message(bars(['a', 'b'], [series('x', 'a', 'c')])),
    'blocks[0].chart: one point for each category, with its name',
  ],
  [
    'each category once',
    message(bars(['a', 'b'])),
    message(bars(['a', 'a'])),
    'blocks[0].chart.axis_config.categories: each category once',
  ],
  [
    'name of a category',
    message(bars([long(20)])),
    message(bars([long(21)])),
    'blocks[0].chart.series[0].data[0].label: Too big: expected string to have <=20 characters',
  ],
  [
    'name of a series',
    message(bars(['a'], [series(long(20), 'a')])),
    message(bars(['a'], [series(long(21), 'a')])),
    'blocks[0].chart.series[0].name: Too big: expected string to have <=20 characters',
  ],
  [
    'name of an axis',
    message(bars(['a'], undefined, { y_label: long(20) })),
    message(bars(['a'], undefined, { y_label: long(21) })),
    'blocks[0].chart.axis_config.y_label: Too big: expected string to have <=20 characters',
  ],
  [
    'segments of a pie',
    pie(12),
    pie(13),
    'blocks[0].chart.segments: Too big: expected array to have <=12 items',
  ],
  [
    'a segment is some of it',
    pie(1),
    pie(1, { value: 0 }),
    'blocks[0].chart.segments[0].value: Too small: expected number to be >0',
  ],
  [
    'name of a segment',
    pie(1, { label: long(20) }),
    pie(1, { label: long(21) }),
    'blocks[0].chart.segments[0].label: Too big: expected string to have <=20 characters',
  ],
  [
    'text over a message',
    message(...times(4, () => section(3_000))),
    message(...times(4, () => section(3_000)), section(1)),
    'blocks: more than 12,000 characters of text over the message',
  ],
  [
    'address of a link',
    rich({ type: 'link', url: long(3_000) }),
    rich({ type: 'link', url: long(3_001) }),
    'blocks[0].elements[0].elements[0].url: Too big: expected string to have <=3000 characters',
  ],
  [
    'no channel is called',
    message({ type: 'section', text: plain('<!channel>') }),
    message({ type: 'section', text: mrkdwn('<!here|x>') }),
    'text: mentions a whole channel or group',
  ],
  [
    'nor in the text',
    { text: '&lt;!channel&gt;' },
    { text: '<!everyone>' },
    'text: mentions a whole channel or group',
  ],
  [
    'nor as an element',
    rich({ type: 'user', user_id: 'U1' }),
    rich({ type: 'broadcast', range: 'channel' }),
    'text: mentions a whole channel or group',
  ],
  [
    'no group is called',
    { text: '&lt;!subteam^S1&gt;' },
    { text: '<!subteam^S1>' },
    'text: mentions a whole channel or group',
  ],
  [
    'nor a group as an element',
    rich({ type: 'text', text: 't' }),
    rich({ type: 'usergroup', usergroup_id: 'S1' }),
    'text: mentions a whole channel or group',
  ],
  [
    'known blocks',
    message(divider),
    message({ type: 'marquee' }),
    'blocks[0].type: Invalid discriminator value',
  ],
])('%s', (_, within, past, says) => {
  expect(blockKitProblems(within)).toEqual([])
  expect(blockKitProblems(past).join('\n')).toContain(says)
})

test('says where', () => {
  expect(blockKitProblems(message(divider, section(3_001)))[0]).toMatch(/^blocks\[1\]\.text\.text: .*3000/)
  expect(blockKitProblems(undefined)).toHaveLength(1)
})
