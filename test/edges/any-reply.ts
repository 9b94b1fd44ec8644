import fc from 'fast-check'
import {
  type Form,
  type Line,
  mediaTypes,
  type Part,
  type Reply,
  type Span,
} from '../../src/commands/reply.ts'
import { anySign } from '../any-sign.ts'

/** Strings that a renderer must show and not obey, among ordinary and long ones. */
const hostile = [
  '',
  ' ',
  '<!channel>',
  '<!here|now> & <@U123ABC>',
  '&amp; &lt;b&gt;',
  '*bold* _slanted_ ~struck~ `code`',
  '<https://evil.example|safe>',
  '# heading\n- item\n> quote',
  '| a | b |',
  '[text](http://evil.example)',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
  'a\tb\r\nc\u2028d',
  '\u202egpj.exe',
  'cocaína 可卡因 кокаин كوكايين',
  '👩‍🌾👩‍🌾',
  '\ud800',
  '=1+1',
  '12,250 kg',
  '8,000 ha in 12 months',
  `${'word '.repeat(300)}4,711`,
  '&'.repeat(2_500),
  'x'.repeat(12_000),
]

const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: anySign, maxLength: 30 }),
  fc.lorem({ maxCount: 12 }),
)

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ bold: anyText }),
  fc.record({ code: anyText }),
  fc.record({ link: fc.oneof(fc.webUrl(), anyText), text: anyText }),
  fc.record({ member: fc.oneof(fc.constant('U024BE7LH'), anyText) }),
  fc.record({ channel: fc.oneof(fc.constant('C024BE7LR'), anyText) }),
  fc.record({ date: fc.constantFrom('2009-04-25', '2010-03-01') }),
)
const anyLine: fc.Arbitrary<Line> = fc.oneof(anyText, fc.array(anySpan, { maxLength: 4 }))

const anyButton = fc.record(
  {
    label: anyText,
    call: fc.oneof(
      fc.constantFrom('log void L-1', 'reportcard peru all'),
      anyText.map((text) => text.slice(0, 400)),
    ),
    style: fc.constantFrom('primary' as const, 'danger' as const),
    rest: fc.constant(true as const),
  },
  { requiredKeys: ['label', 'call'] },
)

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ part: fc.constant('heading' as const), text: anyText }),
  fc.record({ part: fc.constant('paragraph' as const), text: anyLine }),
  fc.record({
    part: fc.constant('facts' as const),
    facts: fc.array(fc.tuple(anyText, anyLine), { maxLength: 12 }),
  }),
  fc.record({ part: fc.constant('list' as const), items: fc.array(anyLine, { maxLength: 12 }) }),
  fc.record({
    part: fc.constant('table' as const),
    caption: anyText,
    columns: fc.array(anyText, { maxLength: 22 }),
    rows: fc.array(fc.array(anyText, { maxLength: 22 }), { maxLength: 120 }),
  }),
  fc.record({
    part: fc.constant('chart' as const),
    title: anyText,
    unit: fc.constantFrom('%', 'ha', ''),
    bars: fc.array(fc.record({ label: anyText, value: fc.oneof(fc.nat(1_000_000), fc.double()) }), {
      maxLength: 25,
    }),
  }),
  fc.record({ part: fc.constant('quote' as const), text: anyText, citation: anyText }),
  fc.record({ part: fc.constant('note' as const), text: anyLine }),
  fc.record({
    part: fc.constant('file' as const),
    name: anyText,
    type: fc.constant('text/calendar'),
    text: fc.oneof(anyText, fc.constant('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')),
  }),
  fc.record({
    part: fc.constant('file' as const),
    name: anyText,
    type: fc.constant(mediaTypes.csv),
    sheet: fc.record({
      columns: fc.array(anyText, { maxLength: 5 }),
      rows: fc.array(fc.array(anyText, { maxLength: 5 })),
    }),
  }),
  fc.record({
    part: fc.constant('file' as const),
    name: anyText,
    type: fc.constant(mediaTypes.docx),
    paper: fc.record({
      title: anyText,
      marking: fc.constantFrom('U' as const, 'SBU' as const),
      day: fc.constant('2009-06-01'),
      foot: anyText,
      sections: fc.array(
        fc.record(
          {
            heading: anyText,
            level: fc.constantFrom(1 as const, 2 as const),
            isApart: fc.constant(true as const),
            parts: fc.array(fc.record({ part: fc.constant('paragraph' as const), text: anyLine }), {
              maxLength: 3,
            }),
          },
          { requiredKeys: ['parts'] },
        ),
        { maxLength: 3 },
      ),
    }),
  }),
  fc.record({
    part: fc.constant('form' as const),
    instead: anyText,
    form: fc.constant<Form>({ title: 'Log progress', submit: 'Record', call: 'log', fields: [] }),
  }),
  fc.record({ part: fc.constant('buttons' as const), buttons: fc.array(anyButton, { maxLength: 60 }) }),
)

export const anyReply: fc.Arbitrary<Reply> = fc.record({
  to: fc.constantFrom('member' as const, 'channel' as const),
  marking: fc.constantFrom('U' as const, 'SBU' as const),
  parts: fc.array(anyPart, { maxLength: 70, size: 'max' }),
})

/** Every string a reply says: labels, cells, citations, calls. Dates are left out: they are printed in another form. */
export function saidBy(reply: Reply): string[] {
  const walk = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value)) return value.flatMap(walk)
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) =>
      ['part', 'style', 'date', 'day', 'type', 'form'].includes(key) ? [] : walk(inner),
    )
  }
  return reply.parts.flatMap(walk)
}

/** The figures in a text: digits with the signs between them. */
export function figuresIn(text: string): string[] {
  return text.match(/\d(?:[\d.,]*\d)?/g) ?? []
}
