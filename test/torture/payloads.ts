import fc from 'fast-check'
import { commands } from '../../src/commands/table.ts'
import { anySign } from '../any-sign.ts'

/** What people paste, what attackers try, and what has broken programs like this one. */
const hostile = [
  '',
  ' ',
  '\t\n\r\n',
  '\u0000\u0007\u0008\u007f\u009b31m',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J',
  '\u202egpj.exe\u202c \u2066abc\u2069',
  '\u200b\u200d\ufeff\u00ad',
  '\ud800 \udfff',
  'a\u2028b\u2029c',
  '🙂',
  '👩‍🌾👩🏽‍🌾🇵🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'مصادرة ٢٥٠ كغ من الكوكايين في كاياو',
  'תפיסה של 250 ק"ג',
  '缉获250公斤可卡因',
  'e\u0301\u0301\u0301\u0301 Monzo\u0301n',
  "'; DROP TABLE entries; --",
  '" OR 1=1 --',
  "L-1' UNION SELECT * FROM settings --",
  '%s %n {{7*7}} $(id) `id`',
  '<!channel> <!here> <!subteam^S1|all>',
  '<@U1|x> <@U1> <#C1|general>',
  '<https://evil.example|safe> <mailto:a@b.example|a>',
  '&lt;!channel&gt; &amp;amp;',
  '*bold* _slanted_ ~struck~ `code` ```block```',
  '# heading\n- item\n> quote\n| a | b |',
  '[text](javascript:alert(1))',
  '“250 kg” ‘cocaine’ – at — Callao…',
  '250\u00a0kg\u202fcocaine\u3000at\u2003Callao',
  '__proto__ constructor toString hasOwnProperty',
  'undefined null NaN [object Object]',
  '../../etc/passwd',
  '/log /log /log',
  '/attache /attache attache log',
  'help help',
  '?',
  '-',
  '--',
  '-5 kg',
  '0 kg',
  '1e308 kg',
  '-1e308 kg',
  '1e-308 g',
  '999999999999999999999999999999 t',
  '0.0000000000001 mg',
  '9007199254740993 kg',
  '1.500 kg',
  '1,2 kg',
  '1,2,3.4.5 kg',
  '10 tons',
  '200-250 kg',
  '250-200 kg',
  '>= 5 kg',
  '~~250 kg',
  'two hundred and and kg',
  'multi-ton',
  'on 31 February 2009',
  'on 2009-02-31',
  'on 29 Feb 2009',
  'on 04/05/2009',
  'on 00/00/0000',
  'on 0000-00-00',
  'on 9999-12-31',
  'on 1 Jan 12009',
  'on yesterday tomorrow last week',
  'from 2009-05-01 to 2009-04-01',
  'at at at',
  'by by+by+',
  'by +',
  'src src "',
  'src "',
  'src https://',
  'bm bm',
  'bm PE-IL-99z',
  'mark',
  'mark TS',
  'mark SBU mark U',
  '(S//NF)',
  'SECRET//NOFORN',
  'note',
  'total total',
  'because',
  'country country atlantis',
  'L-0',
  'L-999999999999',
  'L-1 because',
  'as of',
  'as of 9999-99-99',
  'FY99999',
  '3.1(a)(i)(b)(ii)',
  '3.1(((',
  '34-1',
  '0-99999999',
  '9-19-3',
  '¶',
  '09 STATE 32018 ¶9(C) Interdiction 3 (printed 19)',
  `${'seizure '.repeat(200)}`,
  `${'9'.repeat(1_000)} kg`,
  `${'('.repeat(1_500)}`,
  `${'a'.repeat(1_990)}`,
  `${'"'.repeat(1_900)}`,
  `${'>'.repeat(1_900)}`,
  `${'ha '.repeat(600)}`,
  `${'x'.repeat(10_000)}`,
  `${'👩‍🌾'.repeat(1_200)}`,
  `${'\u0301'.repeat(1_900)}`,
  `${'&lt;'.repeat(480)}`,
]

/** Lines that work, or ask back, or are refused with reason: the beginnings of mutants. */
const realLines = [
  ...commands.flatMap(({ examples }) => examples),
  '/attache log seizure 12 kg PBC at Monzon',
  '/log show L-1',
  '/log show L-2',
  '/log void L-1 because duplicate of L-2',
  '/log list',
  '/log list peru FY2010',
  '/log total seizure 88 t cocaine from 2009-01-01 to 2009-10-31 src 09 LIMA 1',
  '/log seizure canine 250 kg cocaine hydrochloride at the VRAE on 3 Apr 2009 by DIRANDRO+NAS src "told by the chief" bm PE-IL-3b mark SBU note found under a floor',
  '/log seizure 1.500 kg cocaine',
  '/log seizure 10 tons coca leaf at Tingo Maria',
  '/log estimate 56,000 ha coca on 2008-12-31 src https://www.unodc.org/x',
  '/log police graduated 120 officers by PNP on 24APR09',
  '/log asset forfeited US$ 1.5 million on last week',
  '/log inspection 12 containers at Callao on 04/05/2009',
  '/log seizure 3 kg heroin in bolivia',
  '/log poppy located 300 plants',
  '/log milestone national registry adopted bm PE-CC-1',
  '/benchmark PE-IL-3b',
  '/benchmark bolivia',
  '/benchmark atlantis',
  '/benchmark FY2010/PE-CC-1',
  '/article 9-19',
  '/article 99',
  '/article category 3',
  '/deadline peru',
  '/deadline reply',
  '/reportcard peru as of 2009-04-06',
  '/reportcard 2005',
  '/ask how many hectares?',
  '/ask 09 STATE 32018 ¶9',
  '/watch preview',
  'share 2009-04-06T14:00:00.000Z benchmark peru 2005',
  'share 2009-04-01T14:00:00.000Z reportcard peru',
  '/watch bolivia',
  '/watch off bolivia',
]

const names = [
  ...commands.map(({ name }) => name),
  'attache log',
  'attache reportcard',
  'lgo',
  'share',
  'clock',
  '',
]

const anyPiece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.string({ unit: anySign, maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...realLines) },
  { weight: 1, arbitrary: fc.double().map((number) => `${number} kg`) },
  {
    weight: 1,
    arbitrary: fc.date({ noInvalidDate: true }).map((date) => `on ${date.toISOString().slice(0, 10)}`),
  },
)

/** A command's name and then anything. */
const anyCommandLine = fc
  .tuple(
    fc.constantFrom('/', ''),
    fc.constantFrom(...names),
    fc.array(anyPiece, { minLength: 1, maxLength: 4 }),
  )
  .map(([slash, name, pieces]) => `${slash}${name} ${pieces.join(' ')}`)

type Mutation = (line: string, at: number, piece: string) => string

const mutations: readonly Mutation[] = [
  (line, at, piece) => line.slice(0, at) + piece + line.slice(at),
  (line, at, piece) => `${line.slice(0, at)} ${piece} ${line.slice(at)}`,
  (line, at) => line.slice(0, at) + line.slice(at + 1),
  (line, at) => line.slice(0, at),
  (line, at) => line.slice(0, at) + line.slice(at).repeat(3),
  (line, at) => line.slice(0, at) + line.slice(at).toUpperCase(),
  (line, at) =>
    [...line.split(' ').slice(1), ...line.split(' ').slice(0, 1)].join(at % 2 === 0 ? ' ' : '\u00a0'),
  (line) => line.replace(/ /g, '\u00a0'),
  (line) => line.replace(/\d+/g, (figures) => `${figures}${figures}${figures}${figures}`),
  (line) => line.replace(/"/g, '“').replace(/-/g, '–'),
  (line, at) =>
    line.slice(0, at).replace(/\d/g, (figure) => String.fromCharCode(0x0660 + Number(figure))) +
    line.slice(at),
]

/** A line that works, changed in one to three places. */
const anyMutant = fc
  .tuple(
    fc.constantFrom(...realLines),
    fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat(), anyPiece), { minLength: 1, maxLength: 3 }),
  )
  .map(([line, changes]) =>
    changes.reduce((text, [mutate, at, piece]) => mutate(text, at % (text.length + 1), piece), line),
  )

/** A line that is mostly recorded, whatever stands where it takes free words. */
const anyEntryLine = fc
  .tuple(
    fc.constantFrom(
      'seizure 250 kg cocaine',
      'eradication forced 12 ha coca',
      'inspection 3 containers',
      'total arrest 40 people',
    ),
    fc.constantFrom('at', 'note', 'src "', 'by', 'on 3 Apr 2009 note', 'mark U note', 'bm PE-IL-4 at'),
    anyPiece,
  )
  .map(([what, where, piece]) => `/log ${what} ${where} ${piece}`)

/** Up to some 10,000 characters and more. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anyMutant },
  { weight: 3, arbitrary: anyEntryLine },
  { weight: 3, arbitrary: anyCommandLine },
  { weight: 1, arbitrary: anyPiece },
)
