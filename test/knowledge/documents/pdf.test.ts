import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePackedPdf, makePdf, type Placed } from './made-files.ts'
import { listed, readable, refusal } from './read-file.ts'

/** A line of ninety letters. */
const packedLine = `BT /F1 12 Tf 1 0 0 1 72 720 Tm (${'word '.repeat(18)}) Tj ET `

describe('PDF files', () => {
  it('are read by page, without what repeats on each, and over its end', async () => {
    const pages = [
      [
        'Office of Weirs',
        '',
        '1. The first paragraph of',
        'this paper has two lines.',
        '',
        '2. The second one is',
        '',
        'Page 1 of 3',
      ],
      ['Office of Weirs', '', 'cut by the end of a page.', '', '3. A third.', '', 'Page 2 of 3'],
      ['Office of Weirs', '', '4. (SBU) A fourth.', '', 'Page 3 of 3'],
    ]
    const reading = await readable('a.pdf', makePdf(pages))
    expect(listed(reading)).toEqual([
      '¶1: The first paragraph of this paper has two lines.',
      '¶2: The second one is cut by the end of a page.',
      '¶3: A third.',
      '¶4: A fourth.',
    ])
    expect(reading.document.paragraphs.map(({ line }) => line)).toEqual([1, 1, 2, 3])
    expect(reading.document.marking).toBe('SBU')
  })

  /** Lines of one column, 14 points apart. */
  const column = (x: number, y: number, ...lines: string[]): Placed[] =>
    lines.map((text, index) => ({ text, at: [x, y - index * 14] }))

  it('have raised figures in brackets, and notes under the paragraph that refers to them', async () => {
    const first: Placed[] = [
      { text: '1. Some 250', at: [72, 700] },
      { text: '1', at: [137, 705], size: 7 },
      { text: ' kg on 10', at: [142, 700] },
      { text: '6', at: [193, 705], size: 7 },
      { text: 'm were found at', at: [200, 700] },
      { text: '1', at: [72, 83], size: 6 },
      { text: ' Of all kinds, as the office', at: [76, 80], size: 9 },
      { text: 'counts them.', at: [72, 69], size: 9 },
      { text: 'Page 1', at: [300, 30] },
    ]
    const next = [
      ...column(72, 700, 'the port of', 'Paita.', '', '2. Bb.', 'Cc', 'dd', 'ee', 'ff.'),
      { text: 'Page 2', at: [300, 30] } as Placed,
    ]
    expect(listed(await readable('a.pdf', makePdf([first, next])))).toEqual([
      '¶1: Some 250[1] kg on 10^6 m were found at the port of Paita.\n[1] Of all kinds, as the office counts them.',
      '¶2: Bb. Cc dd ee ff.',
    ])
  })

  it('have each note of a page under the paragraph that bears its sign, raised a little too', async () => {
    const page: Placed[] = [
      { text: '1. Some 1,200 users', at: [72, 700] },
      { text: '1', at: [183, 705], size: 10 },
      { text: ' and 40 m', at: [189, 700] },
      { text: '2', at: [243, 705], size: 10 },
      { text: ' of labs', at: [249, 700] },
      { text: '2', at: [290, 705], size: 10 },
      ...column(72, 686, 'were listed.', '', '2. Bb.', '', '3. Cc.'),
      { text: '1 Of all kinds.', at: [72, 83], size: 8 },
      { text: '2 In one valley.', at: [72, 72], size: 8 },
      { text: '3 Of nobody.', at: [72, 61], size: 8 },
    ]
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: Some 1,200 users[1] and 40 m^2 of labs[2] were listed.\n[1] Of all kinds.\n[2] In one valley.',
      '¶2: Bb.',
      '¶3: Cc.\n[3] Of nobody.',
    ])
  })

  it('keep rows of a table together', async () => {
    const row = (y: number, ...cells: string[]): Placed[] =>
      cells.map((text, index) => ({ text, at: [72 + index * 120, y] }))
    const page = [
      ...column(72, 700, '1. By month:'),
      ...row(672, 'Month', 'Opened', 'Kilograms'),
      ...row(658, 'May', '38', '0'),
      ...row(644, '', '1,239', '12 %'),
      ...row(630, 'June', 'none', '3'),
      ...row(616, '', '', '$40'),
      ...column(72, 590, '2. Bb.'),
    ]
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: By month:\nMonth | Opened | Kilograms\nMay | 38 | 0\n| 1,239 | 12 %\nJune | none | 3\n| | $40',
      '¶2: Bb.',
    ])
  })

  const [left, middle, right] = [72, 192, 312]
  const header: Placed[] = [
    { text: 'Post', at: [left, 672] },
    { text: 'Opened', at: [middle, 672] },
    { text: 'Remarks', at: [right, 672] },
  ]
  it.each<[string, Placed[]]>([
    [
      'cell by cell',
      [
        ...column(left, 658, 'Callao and the', 'port beside'),
        ...column(middle, 658, '38 in May'),
        ...column(right, 658, 'Two dog teams', 'are wanted'),
        ...column(left, 630, 'Paita'),
        ...column(middle, 630, '12'),
        ...column(right, 630, 'None'),
      ],
    ],
    [
      'across the row',
      [
        ...column(left, 658, 'Callao and the port beside').map((one) => ({ ...one, size: 8 })),
        ...column(middle, 658, '38 in May'),
        ...column(right, 658, 'Two dog teams'),
        ...column(right, 644, 'are wanted'),
        ...column(left, 620, 'Paita'),
        ...column(middle, 620, '12'),
        ...column(right, 620, 'None'),
      ],
    ],
    [
      'cell by cell, the first the longest',
      [
        ...column(left, 658, 'Callao', 'and', 'the', 'port', 'beside').map((one) => ({ ...one, size: 10 })),
        ...column(middle, 658, '38 in May'),
        ...column(right, 658, 'Two dog', 'teams are', 'wanted'),
        ...column(left, 588, 'Paita'),
        ...column(middle, 588, '12'),
        ...column(right, 588, 'None'),
      ],
    ],
  ])('keep the lines of a cell together, drawn %s', async (_how, rows) => {
    const page = [
      ...column(72, 700, '1. By post:'),
      ...header,
      ...rows,
      ...column(72, 560, '2. The table is over.'),
    ]
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: By post:\nPost | Opened | Remarks\nCallao and the port beside | 38 in May | Two dog teams are wanted\nPaita | 12 | None',
      '¶2: The table is over.',
    ])
  })

  /** Rows 14 points apart; words begin at the edges of their columns, and those of `right` end there, the first row's too. */
  const tableOf = (edges: readonly number[], right: readonly number[], rows: readonly string[][]): Placed[] =>
    rows.flatMap((cells, row) =>
      cells.flatMap((text, index) => {
        const edge = edges[index] ?? 0
        const x = right.includes(index) ? edge - widthOfFigure(text) : edge
        return text === '' ? [] : [{ text, at: [x, 672 - row * 14], size: 10 } satisfies Placed]
      }),
    )
  /** Of figures and their commas, in the font of these files. */
  const widthOfFigure = (text: string) =>
    [...text].reduce((sum, sign) => sum + (sign === ',' ? 2.78 : 5.56), 0)
  const byYear = [
    ['Zone', '2007', '2008', '2009'],
    ['Tocache', '1,000', '', '1,250'],
    ['Monzon', '', '900', ''],
    ['Aguaytia', '8,000', '7,500', '9,000'],
  ]
  const years =
    'Zone | 2007 | 2008 | 2009\nTocache | 1,000 | | 1,250\nMonzon | | 900\nAguaytia | 8,000 | 7,500 | 9,000'
  const doubt = (lines: string) =>
    `${lines} figures that stand under no column for certain; compare them with the page`

  it.each<[string, Placed[], string]>([
    ['from the left', tableOf([90, 150, 188, 226], [], byYear), years],
    ['from the right', tableOf([90, 175, 213, 251], [1, 2, 3], byYear), years],
    [
      'from the right, below heads at the left',
      [
        ...tableOf([90, 160, 240, 320], [], byYear.slice(0, 1)),
        ...tableOf([90, 220, 300, 380], [1, 2, 3], [[], ...byYear.slice(1)]),
      ],
      years,
    ],
    [
      'under words over several columns',
      [
        { text: 'Hectares cleared in', at: [192, 686], size: 10 },
        { text: 'Zone', at: [90, 686], size: 10 },
        ...tableOf([90, 210, 260, 310], [1, 2, 3], [['', '2007', '2008', '2009'], ...byYear.slice(1)]),
      ],
      years.replace('2007', 'Hectares cleared in 2007'),
    ],
    [
      'below words across the columns',
      tableOf(
        [90, 175, 213, 251],
        [1, 2, 3],
        [...byYear.slice(0, 2), ['Lower valleys of the whole east'], ...byYear.slice(2)],
      ),
      years.replace('Monzon', 'Lower valleys of the whole east Monzon'),
    ],
    [
      'in columns of which text comes close below',
      [
        ...tableOf([72, 130, 168, 206], [], byYear),
        ...tableOf([72], [], [[], [], [], [], ['The words of the text below run across'], ['all columns.']]),
      ],
      `${years}\nThe words of the text below run across all columns.`,
    ],
    [
      'in two tables with a caption between them',
      [
        ...tableOf(
          [90, 200, 300],
          [],
          [
            ['Zone', '2007', '2008'],
            ['Tocache', '1', '2'],
          ],
        ),
        ...tableOf([230], [], [[], [], ['Table 2. Boats']]),
        ...tableOf([90, 300], [], [[], [], [], ['Line', 'Spent'], ['Fuel', '210'], ['Pay', '400']]),
      ],
      'Zone | 2007 | 2008\nTocache | 1 | 2\nTable 2. Boats\nLine | Spent\nFuel | 210\nPay | 400',
    ],
    [
      'in a grid that holds none',
      tableOf([90, 200], [], [['Name', 'Office'], [], ['Ann Bee', 'CC'], [], ['Dee Eff', 'GG']]),
      'Name | Office\nAnn Bee | CC\nDee Eff | GG',
    ],
  ])('keep figures in their columns, drawn %s', async (_how, rows, text) => {
    const page = [...column(72, 700, '1. By zone:'), ...inOrder(rows), ...column(72, 560, '2. Bb.')]
    const reading = await readable('a.pdf', makePdf([page]))
    expect(listed(reading)).toEqual([`¶1: By zone:\n${text}`, '¶2: Bb.'])
    expect(reading.problems).toEqual([])
  })

  it.each<[string, Placed[], string]>([
    [
      'between two columns',
      [
        ...tableOf(
          [90, 220, 300],
          [1, 2],
          byYear.map((row) => row.slice(0, 3)),
        ),
        ...tableOf([90, 240], [], [[], [], [], [], ['Ucayali', '300']]),
      ],
      doubt('1 line of a table holds'),
    ],
    [
      'side by side with no gap that columns have',
      tableOf(
        [90, 200],
        [],
        [
          ['Zone', '2008  2009'],
          ['Tocache', '1,000  1,250'],
          ['Monzon', '300'],
        ],
      ),
      doubt('3 lines of a table hold'),
    ],
    [
      'left of the heads of their columns',
      [
        ...tableOf(
          [90, 220, 320],
          [],
          byYear.slice(0, 1).map((row) => row.slice(0, 3)),
        ),
        ...tableOf([90, 200, 300], [], [[], ['Tocache', '1', '2'], ['Monzon', '3', '4']]),
      ],
      doubt('2 lines of a table hold'),
    ],
    [
      'side by side with but a space between',
      column(90, 672, 'Zone 2007 2008', 'Tocache 1,000 1,250', 'Aguaytia 8,000 7,500'),
      doubt('3 lines of a table hold'),
    ],
    [
      'in one line alone',
      tableOf([90, 190, 290], [], [['Hectares', '1,000', '1,250']]),
      doubt('1 line of a table holds'),
    ],
  ])('say so of figures that stand %s', async (_how, rows, what) => {
    const page = [...column(72, 700, '1. By zone:'), ...inOrder(rows), ...column(72, 560, '2. Bb.')]
    const { problems } = await readable('a.pdf', makePdf([page]))
    expect(problems).toEqual([{ line: 1, what }])
  })

  /** The words of a typed line one by one, at quarters of a point, and so some behind a space that is a little wider. */
  const typed = (y: number, text: string): Placed[] =>
    [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      text: word,
      at: [72 + Math.round(index * 6.6 * 4) / 4, y],
      size: 11,
      isTyped: true,
    }))

  it.each<[string, string, string]>([
    ['typed', '2. (U) By day, in the hills:', '3. (U) Others ask for it.'],
    ['with two spaces between sentences', '2. By day.  In the hills:', '3. Others ask.  For it.'],
  ])('part numbered lines from the table between them, %s', async (_how, above, below) => {
    const rows = [
      '1. Aa.',
      above,
      'Days          2007   2008',
      'May 13-14    1,000  1,250',
      'Jun 20-21      900    905',
      below,
    ]
    const page = rows.flatMap((text, index) => typed(700 - index * 14, text))
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: Aa.',
      `¶2: ${above.replace(/^2\. (?:\(U\) )?/, '').replace('  ', ' ')}\nDays | 2007 | 2008\nMay 13-14 | 1,000 | 1,250\nJun 20-21 | 900 | 905`,
      `¶3: ${below.replace(/^3\. (?:\(U\) )?/, '').replace('  ', ' ')}`,
    ])
  })

  const stretched = (y: number, text: string): Placed[] => {
    const words = text.split(' ')
    const space = (160 - words.join('').length * 6.6) / (words.length - 1)
    return words.map((word, index) => {
      const before = words.slice(0, index).join('').length * 6.6 + index * space
      return { text: word, at: [72 + before, y], size: 11, isTyped: true }
    })
  }

  it.each([
    [
      'as all lines are',
      typed(700, '1. In most zones this'),
      stretched(686, 'law will require'),
      stretched(672, 'nothing but labels'),
      typed(658, 'of 12 kinds.'),
    ],
    [
      'above a short line',
      typed(700, '1. Sent to'),
      stretched(686, 'Embassy of Aa'),
      stretched(672, 'City of Bb'),
      typed(658, 'By hand'),
    ],
  ])('take no text for a table whose spaces are stretched to one edge, %s', async (_how, ...lines) => {
    const [, ...words] = lines.flat().map(({ text }) => text)
    expect(listed(await readable('a.pdf', makePdf([lines.flat()])))).toEqual([`¶1: ${words.join(' ')}`])
  })

  it.each<[string, string[]]>([
    [
      'below their heads',
      ['No. Boats    2007   2008', '1. Large       10     12', '2. Small    1,000    905'],
    ],
    [
      'with others between',
      [
        'Boats        2007   2008',
        '1. Large       10     12',
        'Callao          7      9',
        'Paita           3      3',
        '2. Small    1,000    905',
        'Paita          16     14',
      ],
    ],
    ['by days', ['Day        Port       Boat', '15. May    Callao     Large', '17. May    Paita      Small']],
  ])('keep rows that are counted, %s', async (_how, rows) => {
    const page = ['1. Aa:', ...rows].flatMap((text, index) => typed(700 - index * 14, text))
    const table = rows.map((row) => row.replace(/ {2,}/g, ' | ')).join('\n')
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([`¶1: Aa:\n${table}`])
  })

  /** As a file draws them that goes down the page, line by line. */
  const inOrder = (words: readonly Placed[]) =>
    words.toSorted((one, other) => other.at[1] - one.at[1] || one.at[0] - other.at[0])

  /** A page of these lines between a head and a foot, each of which may be left out. */
  const framed = (head: string, lines: readonly string[], foot: string) => [
    ...column(72, 750, head),
    ...column(72, 700, ...lines),
    ...column(72, 40, foot),
  ]
  const numbers = Array.from({ length: 8 }, (_none, index) => index + 1)
  const said = (...words: string[]) => [
    { line: 1, what: `taken for running heads or feet, and left out of the text: ${words.join(', ')}` },
  ]

  it.each<[string, Placed[][], ReturnType<typeof said>]>([
    ['with the page number', numbers.map((n) => framed('', [`${n}. Aa`], `Page ${n} of 8`)), []],
    ['a page number alone', numbers.map((n) => framed('', [`${n}. Aa`], `${n + 10}`)), []],
    ['that of the only page', [framed('', ['1. Aa'], '1')], []],
    ['a page number right above the text', numbers.map((n) => column(72, 750, `${n}`, `${n}. Aa`)), []],
    [
      'that of a page cut out',
      [column(72, 750, '1. Aa'), [...column(72, 750, '3'), ...column(72, 722, 'bb')]],
      said('“3”'),
    ],
    [
      'that of a page cut out, at its foot',
      [[...column(72, 60, '1. Aa'), ...column(72, 36, '3')]],
      said('“3”'),
    ],
    ['a banner', numbers.map((n) => framed('UNCLASSIFIED', [`${n}. Aa`], `UNCLASSIFIED ${n}`)), []],
    [
      'a title, with the page and its number beside it',
      numbers.map((n) => framed(`Study of the Ports, p. ${n + 9}`, [`${n}. Aa`], '2 April 2009')),
      said('“Study of the Ports, p. 10”', '“2 April 2009”'),
    ],
    [
      'one of left pages, and one of right ones, save on the first',
      numbers.map((n) => framed(['Ports', '', 'Weirs'][n === 1 ? 1 : n % 2 ? 2 : 0] ?? '', [`${n}. Aa`], '')),
      said('“Ports”', '“Weirs”'),
    ],
    [
      'of a chapter of one page',
      numbers.map((n) => framed(`${n === 4 ? 'Weirs' : 'Ports'}, page ${n}`, [`${n}. Aa`], '')),
      said('“Ports, page 1”', '“Weirs, page 4”'),
    ],
    [
      'numbered by chapters',
      numbers.map((n) => framed('', [`${n}. Aa`], n < 5 ? `2-${n}` : `3-${n - 4}`)),
      [],
    ],
    [
      'words that no marking is known by',
      numbers.map((n) => framed('NOT FOR THE PRESS', [`${n}. Aa`], '')),
      said('“NOT FOR THE PRESS”'),
    ],
    [
      'below the letterhead of the first page',
      numbers
        .map((n) => framed(n === 1 ? '' : 'Ports', [n === 1 ? '' : `${n}. Aa`], ''))
        .with(0, [...column(72, 750, '1. Aa')]),
      said('“Ports”'),
    ],
    [
      'close to the text, which runs on past it',
      numbers.map((n) => [
        ...column(72, 723, 'Ports'),
        ...column(72, 702, ...(n === 1 ? [] : [`b${'abcdefgh'[n - 1]}`]), `${n}. Aa`),
      ]),
      said('“Ports”'),
    ],
    [
      'counted, with words that run on below it',
      numbers.map((n) => framed(`Ports ${n}`, [n === 1 ? '' : `b${'abcdefgh'[n - 1]}`, `${n}. Aa`], '')),
      said('“Ports 1”'),
    ],
  ])('leave a running head or foot out: %s', async (_what, pages, problems) => {
    const reading = await readable('a.pdf', makePdf(pages))
    expect(listed(reading).join(' ')).toMatch(/^(?:¶\d: Aa(?: b[b-h])? ?)+$/)
    expect(reading.problems).toEqual(problems)
    expect(reading.document.gaps).toEqual(problems.map(({ what }) => `T${what.slice(1)}.`))
  })

  it.each<[string, string, string[]]>([
    [
      'in it, in small letters below an open sentence',
      'sensitive but unclassified',
      ['and then it', 'was so.'],
    ],
    ['in it, beside other words', 'Ports of the north - Sensitive', ['and then it', 'was so.']],
    ['past it', 'Ports', ['This cable is', 'sensitive but unclassified in all its parts.']],
  ])(
    'look at a running head for its marking, and past it: %s',
    async (_where, head, [before = '', after = '']) => {
      const pages = numbers.map((n) =>
        framed(n === 1 ? '' : head, [n === 1 ? '' : after, `${n}. Aa`, before], ''),
      )
      expect((await readable('a.pdf', makePdf(pages))).document.marking).toBe('SBU')
    },
  )

  it.each<[string, Placed[][], string]>([
    [
      'paragraphs that differ in figures',
      numbers.map((n) => framed(`${n}. Some ${n}00 kg.`, [`They were of type ${n * 3}.`], '')),
      '¶8: Some 800 kg.\nThey were of type 24.',
    ],
    [
      'a figure alone on its line',
      [column(72, 700, '1. The boats were', '1225', 'in all:', '3')],
      '¶1: The boats were 1225 in all: 3',
    ],
    [
      'a figure at the foot, past which no sentence goes on',
      [[...column(72, 60, '1. Aa:'), ...column(72, 36, '3')]],
      '¶1: Aa:\n3',
    ],
    [
      'a figure right below the text of the only page',
      [column(72, 60, '1. The boats were in all', '1')],
      '¶1: The boats were in all 1',
    ],
    [
      'figures at the foot',
      numbers.map((n) => framed('', [`${n}. Aa`, 'bb.'], `In all: ${n}00 kg`)),
      '¶8: Aa bb.\nIn all: 800 kg',
    ],
    [
      'a row of a table',
      numbers.map((n) => [
        ...column(72, 700, `${n}. Aa.`),
        ...tableOf(
          [72, 192, 312],
          [],
          [
            ['Zone', 'Hectares', 'Kilograms'],
            ['Tocache', `${n}`, `${n + 2}`],
          ],
        ),
      ]),
      '¶8: Aa.\nZone | Hectares | Kilograms\nTocache | 8 | 10',
    ],
    [
      'what stands inside of the text',
      numbers.map((n) => framed('', [`${n}. Post ${'abcdefgh'[n - 1]}`, 'has opened', 'in May.'], '')),
      '¶8: Post h has opened in May.',
    ],
    [
      'a heading that counts',
      numbers.map((n) => framed(`Annex ${n}`, [`${n}. Aa`, 'bb', 'cc.'], '')),
      '¶8: Aa bb cc.',
    ],
    [
      'a code that counts',
      numbers.map((n) => framed(`Benchmark PE-${n}`, [`${n}. Aa`, 'bb.'], '')),
      '¶8: Aa bb.',
    ],
    [
      'a count in the margin',
      numbers.map((n) => framed('', [`${n}. Aa.`], `Police at this base: ${n + 10}`)),
      '¶8: Aa.\nPolice at this base: 18',
    ],
    [
      'the last line of short sheets',
      numbers.map((n) => column(72, 700, `${n}. Aa`, '', '', '', 'Status: not met')),
      '¶8: Aa\nStatus: not met',
    ],
    [
      'the title of sheets, close to their text',
      numbers.map((n) => column(72, 720, 'Fact sheet', '', `${n}. Aa`, 'bb.')),
      '¶8: Aa bb.',
    ],
    [
      'a line where other pages have text',
      numbers.map((n) =>
        n % 2 ? framed('', [`${n}. Aa.`], `bb ${'abcdefgh'[n]}.`) : framed('', [`${n}. Aa`], 'Next: June'),
      ),
      '¶8: Aa\nNext: June',
    ],
    [
      'notes that say the same',
      numbers.map((n) => framed('', [n === 1 ? '' : `b${'abcdefgh'[n - 1]}`, `${n}. Aa`], `${n} Ibid.`)),
      '¶8: Aa\n8 Ibid.',
    ],
    ['the same page twice', [1, 2].map(() => column(72, 700, '1. Aa', 'bb', 'cc.')), '¶1 second: Aa bb cc.'],
  ])('leave nothing else out that recurs at the edges of pages: %s', async (_what, pages, last) => {
    const reading = await readable('a.pdf', makePdf(pages))
    expect(listed(reading).at(-1)).toBe(last)
    expect(reading.problems.map(({ what }) => what).join()).not.toContain('running')
  })

  it('are read column by column where their file runs across the page', async () => {
    const lines = [
      ['1. The first words stand at the head', 'column and go on for a while in it,'],
      ['of the left column, and run on for', 'with words enough to be seen as one'],
      ['some lines of it before they end.', 'until they end.'],
      ['2. The second ones begin lower down', '3. The third ones close the page and'],
      ['in it, and they run on in the right', 'they are its last ones.'],
    ]
    const page = [
      { text: 'REPORT', at: [72, 730] } as Placed,
      ...lines.flatMap(([one = '', other = ''], index) => [
        ...column(72, 700 - index * 14, one),
        ...column(324, 700 - index * 14, other),
      ]),
    ]
    expect(listed(await readable('a.pdf', makePdf([page]))).slice(-3)).toEqual([
      '¶1: The first words stand at the head of the left column, and run on for some lines of it before they end.',
      '¶2: The second ones begin lower down in it, and they run on in the right column and go on for a while in it, with words enough to be seen as one until they end.',
      '¶3: The third ones close the page and they are its last ones.',
    ])
  })

  it('go on over the end of a page where a sentence ends at its edge, and there alone', async () => {
    const words = 'They are words of a line that is as long as any other line of it'
    const page = (...ends: string[]) => [
      ...column(72, 700, ...Array.from({ length: 44 }, () => `${words},`), ...ends),
    ]
    const next = column(
      72,
      700,
      'Then the words go on in a line that is as long as any other of it',
      'and end.',
    )
    const read = async (end: string) =>
      (await readable('a.pdf', makePdf([page(end), next, page('Others.')]))).document.paragraphs
    const [joined] = await read(`${words}.`)
    expect(joined?.text).toContain('any other line of it. Then the words go on')
    expect((await read('They end.'))[1]?.text).toMatch(/^Then the words go on/)
  })

  it('lose no word of a page, wherever it stands', async () => {
    const placed = fc.record({
      x: fc.constantFrom(left, middle, right, 380),
      row: fc.integer({ min: 30, max: 40 }),
      words: fc.integer({ min: 1, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(placed, { minLength: 2, maxLength: 40 }), async (places) => {
        const ordered = places.toSorted((one, other) => other.row - one.row || one.x - other.x)
        const page = ordered.map(({ x, row, words }, index): Placed => {
          const text = Array.from({ length: words }, (_none, word) => `w${index}x${word}`).join(' ')
          return { text, at: [x, row * 14] }
        })
        const { document } = await readable('a.pdf', makePdf([page]))
        const read = document.paragraphs.map(({ heading = '', text }) => `${heading} ${text}`).join(' ')
        for (const word of page.flatMap(({ text }) => text.split(' '))) expect(read).toContain(word)
      }),
      { seed: 1988, numRuns: 12 },
    )
  })

  it('have headings that are large, over two lines too, or bold', async () => {
    const large = ['A Study of', 'the Ports'].map(
      (text, index): Placed => ({ text, at: [72, 740 - index * 22], size: 18 }),
    )
    const page: Placed[] = [
      ...large,
      ...column(72, 680, 'The first words of it fill this line', 'and the next.'),
      { text: 'What comes', at: [72, 630], isBold: true },
      ...column(72, 610, 'Others.'),
    ]
    const { document } = await readable('a.pdf', makePdf([page]))
    expect(document.title).toBe('A Study of the Ports')
    expect(document.paragraphs.map(({ heading, text }) => [heading, text])).toEqual([
      ['A Study of the Ports', 'The first words of it fill this line and the next.'],
      ['What comes', 'Others.'],
    ])
  })

  it('part paragraphs of a line each, and no lines of double-spaced text', async () => {
    const spaced = (...lines: string[]) => lines.flatMap((line) => [line, ''])
    const short = spaced('(U) The mayor came.', '(SBU) He is not liked.', '(U) The court was closed.')
    const { document } = await readable('a.pdf', makePdf([short]))
    expect(document.paragraphs.map(({ marking, text }) => [marking, text])).toEqual([
      ['U', 'The mayor came.'],
      ['SBU', 'He is not liked.'],
      ['U', 'The court was closed.'],
    ])
    const sentence = [
      'The port is watched day and',
      'night by three men of the',
      'customs office. The scanner',
      'is old.',
    ]
    expect(
      listed(await readable('a.pdf', makePdf([[...spaced(...sentence), '', ...spaced(...sentence)]]))),
    ).toEqual([`¶1: ${sentence.join(' ')}`, `¶2: ${sentence.join(' ')}`])
  })

  it('part paragraphs below a large title', async () => {
    const title: Placed = { text: 'Ports of the North', at: [72, 740], size: 30 }
    const page = [
      title,
      ...column(72, 690, 'The port of Paita is', 'open.', '', 'That of Ilo is not, and', 'others are.'),
    ]
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: The port of Paita is open.',
      '¶2: That of Ilo is not, and others are.',
    ])
  })

  it('begin a paragraph where a first line is set in, and go on in the next column', async () => {
    const page = [
      ...column(72, 700, 'This is the first of all.', 'It ends here.'),
      ...column(90, 672, 'This is the second one.'),
      ...column(72, 658, 'It goes on and'),
      ...column(320, 700, 'ends in the other column.'),
    ]
    expect(listed(await readable('a.pdf', makePdf([page])))).toEqual([
      '¶1: This is the first of all. It ends here.',
      '¶2: This is the second one. It goes on and ends in the other column.',
    ])
  })

  it('have a subject that goes on below its first line', async () => {
    const value = (y: number, ...lines: string[]) => column(216, y, ...lines)
    const page = [
      ...column(72, 700, 'MRN: 12 LUMBRE 55'),
      ...column(72, 686, 'Subject:'),
      ...value(686, 'Weirs of the North;', 'Laws of the South'),
      ...column(72, 644, '1. Aa.'),
    ]
    const { document } = await readable('a.pdf', makePdf([page]))
    expect(document.head.subject).toBe('Weirs of the North; Laws of the South')
    expect(document.paragraphs.map(({ heading, text }) => [heading, text])).toEqual([[undefined, 'Aa.']])
  })

  it('are read as they lie, turned pages too, without the stamps across', async () => {
    const turned = column(0, 0, '1. The first of', 'two lines.').map(
      ({ text }, index): Placed => ({ text, at: [100 + index * 14, 72], turn: 1 }),
    )
    const reading = await readable('a.pdf', makePdf([[...turned, { text: 'DRAFT', at: [300, 300] }]]))
    expect(listed(reading)).toEqual(['¶1: The first of two lines.'])
    expect(reading.problems).toEqual([
      { line: 1, what: 'words that run across the page, such as stamps, are not read' },
    ])
    expect(
      (await refusal('a.pdf', makePdf([[...turned, { text: 'SECRET', at: [300, 300] }]])))?.what,
    ).toContain('marked above')
  })

  const box = '/Rect [72 600 272 620]'
  it.each<[string, Parameters<typeof makePdf>[1]]>([
    ['title', { trailer: '/Info << /Title (SECRET//NOFORN) >>' }],
    ['subject', { trailer: '/Info << /Subject (Weirs\\nCONFIDENTIAL) >>' }],
    ['label of a system', { trailer: '/Info << /Label_Name (Secret) >>' }],
    ['note', { onPages: `/Annots [<< /Subtype /Text ${box} /Contents (\\(S\\) Two weirs.) >>]` }],
    ['form', { onPages: `/Annots [<< /Subtype /Widget /FT /Tx ${box} /T (a) /V (\\(S\\) Two weirs.) >>]` }],
    ['bookmark', { bookmark: 'SECRET' }],
  ])('are refused for a marking above the ceiling in their %s', async (_where, more) => {
    expect(await refusal('a.pdf', makePdf([['1. Aa.']], more))).toMatchObject({ isAbove: true })
  })

  it('say that notes and forms are not read, and take a marking over from them', async () => {
    const onPages = `/Annots [<< /Subtype /Link ${box} /Contents (A page) >> << /Subtype /Widget /FT /Btn ${box} /V /Off >>]`
    expect((await readable('a.pdf', makePdf([['1. Aa.']], { onPages }))).problems).toEqual([])
    const note = `/Annots [<< /Subtype /Text ${box} /Contents (\\(SBU\\) Two weirs.) >>]`
    const { document, problems } = await readable('a.pdf', makePdf([[], ['1. Aa.']], { onPages: note }))
    expect(document.marking).toBe('SBU')
    expect(problems.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^notes, .* are not read;/))
    expect(document.paragraphs.map(({ text }) => text)).toEqual(['Aa.'])
  })

  it('say which page holds no text', async () => {
    const { problems, document } = await readable('a.pdf', makePdf([['1. Aa.'], [], []]))
    expect(problems.map(({ line }) => line)).toEqual([2, 3])
    expect(problems[0]?.what).toMatch(/^holds no text: .*OCR/)
    expect(document.gaps).toEqual(['Pages 2, 3 of the file hold no text: blank, or pictures.'])
  })

  it.each<[string, Uint8Array, string]>([
    ['of pictures', makePdf([[], []]), 'holds no text'],
    [
      'endless on a page',
      makePdf([
        Array.from({ length: 2200 }, (_none, index) => ({
          text: 'Aa',
          at: [500 - (index % 40) * 11, 750 - Math.floor(index / 40) * 13],
        })),
      ]),
      'far more than a page has',
    ],
    ['full of letters on a page', makePackedPdf(1, packedLine, 1500), 'far more than a page has'],
    [
      'the same on page after page',
      makePackedPdf(60, packedLine, 60),
      'on page after page, far more than it',
    ],
    ['damaged', makePdf([['1. Aa.']]).subarray(0, 60), 'damaged'],
    [
      'encrypted',
      makePdf([['1. Aa.']], {
        trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      }),
      'encrypted',
    ],
  ])('are refused when %s', async (_what, bytes, why) => {
    expect((await refusal('a.pdf', bytes))?.what).toContain(why)
  })

  it('leave the bytes to their owner', async () => {
    const bytes = makePdf([['1. Aa.']])
    await readable('a.pdf', bytes)
    expect(bytes.length).toBeGreaterThan(100)
  })
})
