import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buttons, facts, heading, list, note, type Part, paragraph } from '../../src/commands/reply.ts'
import { renderMarkdown } from '../../src/edges/markdown.ts'
import { anyReply } from './any-reply.ts'

const markdown = (...parts: Part[]) => renderMarkdown({ to: 'member', marking: 'U', parts })

test('each part has its form', () => {
  const text = markdown(
    heading('Peru FY2010'),
    paragraph(
      'Type ',
      { code: '/log' },
      ' or see ',
      { link: 'https://a.example/x', text: 'the source' },
      '.',
    ),
    facts(['Target', '8,000 ha'], ['Due', [{ date: '2009-04-25' }]]),
    list(['one', ['two ', { bold: 'three' }]]),
    { part: 'table', caption: 'Status', columns: ['Id', 'Actual'], rows: [['PE-IL-1', '400'], ['a|b']] },
    { part: 'quote', text: 'Section 760', citation: '09 STATE 32018 ¶2' },
    note('2 items withheld (SBU)'),
    buttons({ label: 'Void', call: 'log void L-1' }),
  )
  expect(text).toBe(`## \\[U\\] Peru FY2010

Type \`/log\` or see [the source](<https://a.example/x>).

- **Target:** 8,000 ha
- **Due:** 25 Apr 2009

* one
* two **three**

**Status**

| Id | Actual |
| --- | --- |
| PE-IL-1 | 400 |
| a\\|b |  |

> Section 760
>
> 09 STATE 32018 ¶2

_2 items withheld (SBU)_

- **Void** \`/log void L-1\`
`)
})

test.each([
  ['*bold* _slanted_ ~struck~', '\\*bold\\* \\_slanted\\_ \\~struck\\~'],
  ['<b>&amp;</b>', '\\<b\\>\\&amp;\\</b\\>'],
  ['[safe](http://evil.example)', '\\[safe\\](http\\://evil.example)'],
  ['see www.evil.example', 'see www\\.evil.example'],
  ['# not a heading', '\\# not a heading'],
  ['- not a list', '\\- not a list'],
  ['12. not a list', '12\\. not a list'],
  ['12.5 kg', '12.5 kg'],
  ['    not code', 'not code'],
  ['one\n\n# two', 'one  # two'],
  ['a\\b', 'a\\\\b'],
])('%j is written %j', (typed, written) => {
  expect(markdown(list([typed]))).toBe(`\\[U\\]\n\n* ${written}\n`)
})

test.each([
  ['plain', '`plain`'],
  ['a ` b', '`` a ` b ``'],
  ['``', '``` `` ```'],
])('code %j is fenced as %j', (typed, written) => {
  expect(markdown(list([[{ code: typed }]]))).toContain(`* ${written}\n`)
})

test('only addresses of the web and of mail become links', () => {
  expect(markdown(list([[{ link: 'javascript:alert(1)', text: 'x' }]]))).toContain(
    '* x (javascript:alert(1))',
  )
  expect(markdown(list([[{ link: 'https://a.example/>)', text: 'x' }]]))).toContain(
    '* [x](<https://a.example/%3E)>)',
  )
})

/** A file stands between fences, where nothing is read as markup. */
const fenced = /^(`{3,})\n[\s\S]*?\n\1$/gm

test('no text of a reply begins a line of its own', () => {
  fc.assert(
    fc.property(anyReply, (reply) => {
      for (const line of renderMarkdown(reply).replace(fenced, '').split('\n')) {
        expect(line).toMatch(/^(?:$|## |> |>$|[*-] |\| |\*\*|_|[^#>\s|+=]|\\)/)
      }
    }),
    { seed: 1988, numRuns: 100 },
  )
})
