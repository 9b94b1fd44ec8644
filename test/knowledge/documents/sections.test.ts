import { describe, expect, it } from 'vitest'
import { makeReading } from '../../../src/knowledge/documents/read-document.ts'
import { readCables, type SectionFile, sectionOf } from '../../../src/knowledge/documents/sections.ts'
import { readTextLines } from '../../../src/knowledge/documents/text/lines.ts'
import { listed, readable, refusal } from './read-file.ts'

const options = { ceiling: 'SBU', sources: [] } as const

function head(number: number, of = 3): string {
  return `R 011200Z JUN 12\nFM AMEMBASSY LUMBRE\n\nUNCLAS SECTION 0${number} OF 0${of} LUMBRE 000055\n\nSUBJECT: WEIRS\n\n`
}

function section(number: number, body: string, top = head(number), name = `${number}.txt`): SectionFile {
  const found = sectionOf(readTextLines(top + body), 'SBU')
  if (!found) throw new Error('no section')
  return { name, section: found }
}

/** What becomes of these files: the documents read, and of each other file why not. */
function read(...files: SectionFile[]) {
  const cables = readCables(files, options)
  const documents = cables.flatMap((cable) => ('refused' in cable.read ? [] : [cable.read]))
  const refused = cables.flatMap((cable) => ('refused' in cable.read ? cable.read.refused : []))
  return {
    documents,
    refused: Object.fromEntries(refused.map(({ file, refusal }) => [file.name, refusal.refused.what])),
    copies: cables.flatMap(({ copies }) => copies.map(({ name }) => name)),
  }
}

describe('several cables in one file', () => {
  const one = (number: number, body: string) =>
    `R 0${number}1200Z JUN 12\nFM AMEMBASSY LUMBRE\nTO SECSTATE WASHDC\nUNCLAS LUMBRE 00005${number}\n\nSUBJECT: WEIRS ${number}\n\n${body}\nHART\n\n`
  const two = one(1, '1. Aa.') + one(2, '1. Bb.')

  it('are refused, each named with its line', async () => {
    expect(await refusal('a.txt', two)).toEqual({
      line: 11,
      what: 'holds 2 cables, 12 LUMBRE 51 from line 1, 12 LUMBRE 52 from line 11; put each in a file of its own; if all of it is one document that quotes the others: --as "12 LUMBRE 51"',
    })
    expect((await refusal('a.txt', two + one(3, '1. Cc.')))?.what).toContain('holds 3 cables, ')
    const nameless = two.replaceAll(/UNCLAS .*/g, 'UNCLAS')
    expect((await refusal('a.txt', nameless))?.what).toContain('that of 021200Z JUN 12 from line 11')
    const trailed = one(1, '1. Aa.\n\nDrafted By: Ana\nCleared By: Bob') + one(2, '1. Bb.')
    expect((await refusal('a.txt', trailed))?.what).toContain('LUMBRE 52 from line 14')
  })

  it('are one where a person says so, or where no head follows', async () => {
    expect(listed(await readable('a.txt', two, { as: '12 LUMBRE 51' }))).toHaveLength(2)
    const cited = one(1, '1. Sent by\n021200Z JUN 12 as\n\nUNCLAS LUMBRE 000052\n\nUNCLAS LUMBRE 000051')
    expect(await refusal('a.txt', cited)).toBeUndefined()
  })

  it('are its sections where they have one number, without the lines of transmission', async () => {
    const sent = (number: number) =>
      `VZCZCXRO432${number}\nPP RUEHAST RUEHHM\nDE RUEHPE #0456/0${number} 0912245\nZNR UUUUU ZZH\n${head(number, 2)}`
    const text = `${sent(1)}1. Aa.\n\n2. The guard was absent on the\n\nBT\n#0456\nNNNN\n\n${sent(2)}second night.`
    const reading = await readable('a.txt', text)
    expect(listed(reading)).toEqual(['¶1: Aa.', '¶2: The guard was absent on the second night.'])
    expect(reading.document.gaps).toEqual([])
  })
})

describe('sections of a cable in several files', () => {
  const first = section(1, '1. Aa.\n\n2. The guard was absent on the\n\nNNNN')
  const second = section(2, 'second night.\n\n3. Cc.\n\nNNNN')
  const third = section(3, '4. Dd.\n\nHART\n\nNNNN')

  it('are one document, in whatever order they come', () => {
    const [reading] = read(third, first, second).documents
    if (!reading) throw new Error('not read')
    expect(listed(reading)).toEqual([
      '¶1: Aa.',
      '¶2: The guard was absent on the second night.',
      '¶3: Cc.',
      '¶4: Dd.',
    ])
    expect(reading.document).toMatchObject({ id: '12 LUMBRE 55', gaps: [], head: { signed: 'HART' } })
  })

  it.each<[string, string, RegExp]>([
    ['a mark that two lines share', '3. Aa (S\n//NF) Cc.', /^is marked above SBU/],
    [
      'a paragraph without end',
      `3. ${'ten words\n'.repeat(10_001)}`,
      /^has 100,.* characters without the end/,
    ],
    [
      'another cable',
      `3. Cc.\n\n${head(1, 1).replace('55', '56')}1. Xx.`,
      /^holds 2 cables, 12 LUMBRE 55 from line 1, 12 LUMBRE 56 from line 10/,
    ],
  ])('are refused by file and line for %s', (_what, body, why) => {
    const cables = readCables([first, section(2, body), third], options)
    const refused = cables.flatMap(({ read }) => ('refused' in read ? read.refused : []))
    expect(refused.map(({ refusal }) => refusal.refused)).toEqual([
      { what: 'is section 1 of 3 of cable LUMBRE 55, of which section 2, in 2.txt, is refused' },
      expect.objectContaining({
        line: expect.toSatisfy((line) => line >= 8 && line <= 10),
        what: expect.stringMatching(why),
      }),
      { what: 'is section 3 of 3 of cable LUMBRE 55, of which section 2, in 2.txt, is refused' },
    ])
  })

  it('tell of a later section with its file and line', () => {
    const odd = section(2, 'second night.\n\n3. Cc.\n\n3. Dd.')
    const [reading] = read(first, odd).documents
    expect(reading?.problems).toEqual([{ line: 12, what: expect.stringMatching(/ \(in 2\.txt\)$/) }])
    expect(reading?.document.paragraphs.map(({ line }) => line)).toEqual([8, 10, 10, 12])
  })

  it('say which are missing', () => {
    expect(read(first, third).documents).toMatchObject([
      { document: { gaps: ['Headed section 1 of 3; no head of section 2 is in this file.'] } },
    ])
  })

  it('are none missing where a line between them stands in the text', async () => {
    const line = (of: string) => `${head(1, 2)}1. Aa.\n\nLUMBRE 00000055  002 OF ${of}\n\n\n2. Bb.`
    expect((await readable('a.txt', line('002'))).document.gaps).toEqual([])
    expect((await readable('a.txt', line('003'))).document.gaps).toHaveLength(1)
  })

  it('are not taken for the whole without the first, save where that is all there is', async () => {
    expect((await refusal('a.txt', `${head(2)}3. Cc.`))?.what).toContain('section 2 of 3 of cable LUMBRE 55')
    expect(makeReading('a.txt', second.section.text, { ...options, as: '12 LUMBRE 55' })).toMatchObject({
      document: {
        id: '12 LUMBRE 55',
        gaps: ['Headed section 2 of 3; no head of section 1, 3 is in this file.'],
      },
    })
  })

  it('are marked by any of their heads', () => {
    const marked = section(2, 'second night.', head(2).replace('SUBJECT', 'SENSITIVE\n\nSUBJECT'))
    expect(read(first, marked).documents).toMatchObject([{ document: { marking: 'SBU' } }])
    expect(sectionOf(readTextLines(`${head(1, 1)}1. Aa.`), 'SBU')).toBeUndefined()
  })

  it.each([
    ['a portion of it', section(2, '3. (S) Cc.')],
    ['its head', section(2, '3. Cc.', head(2).replace('UNCLAS', 'S E C R E T'))],
  ])('are all refused where one is marked above by %s', (_what, marked) => {
    const { documents, refused } = read(first, marked, third)
    expect(documents).toEqual([])
    expect(refused).toEqual({
      '1.txt': 'is section 1 of 3 of cable LUMBRE 55, of which section 2, in 2.txt, is refused',
      '2.txt': expect.stringMatching(/^is marked above SBU/),
      '3.txt': 'is section 3 of 3 of cable LUMBRE 55, of which section 2, in 2.txt, is refused',
    })
  })

  it.each([
    ['the year', ['JUN 12', 'JUN 13'], 'date-time group'],
    ['the hour', ['011200Z', '021200Z'], 'date-time group'],
    ['the subject', ['WEIRS', 'PORTS'], 'subject'],
    ['their count', ['OF 03', 'OF 04'], 'count of sections'],
  ])('are of different cables where they differ in %s', (_what, [one = '', other = ''], how) => {
    const others = head(2).replace(one, other)
    const both = read(first, section(2, '2. Xx.', others, 'x.txt'))
    expect(both.documents).toMatchObject([
      { document: { gaps: [expect.stringContaining('no head of section 2')] } },
    ])
    expect(both.refused['x.txt']).toContain(
      `LUMBRE 55, and section 1 is not among the files; that in 1.txt is another cable's by its ${how}; take`,
    )
    const whole = [
      section(1, '1. Ww.', head(1).replace(one, other), 'w.txt'),
      section(2, '2. Xx.', others, 'x.txt'),
    ]
    const apart = read(first, ...whole, second, third)
    expect(apart.refused).toEqual({})
    expect(apart.documents.map(({ document }) => document.paragraphs.length)).toEqual([4, 2])
  })

  it('join where one says less of the cable, or its subject is cut short, but not where it may be of two', () => {
    const bare = section(2, 'second night.', 'UNCLAS SECTION 02 OF 03 LUMBRE 000055\n\n')
    const short = section(3, '4. Dd.', head(3).replace('WEIRS', 'WEI'))
    const { documents, refused } = read(bare, first, short)
    expect([documents.length, refused]).toEqual([1, {}])
    const another = section(1, '1. Ww.', head(1).replace('JUN 12', 'JUN 13'), 'w.txt')
    expect(read(bare, first, another).refused).toEqual({
      '2.txt': expect.stringContaining(
        'that in w.txt may be of it or not, as one of the heads says too little',
      ),
    })
  })

  it('are refused where one that is marked above may be of theirs', () => {
    const marked = section(2, '3. (C) Cc.', 'UNCLAS SECTION 02 OF 03 LUMBRE 000055\n\n')
    const another = section(1, '1. Ww.', head(1).replace('JUN 12', 'JUN 13'), 'w.txt')
    const { documents, refused } = read(first, another, marked)
    expect(documents).toEqual([])
    expect(refused).toMatchObject({
      '1.txt': expect.stringContaining('of which 2.txt may hold section 2, and is refused'),
      'w.txt': expect.stringContaining('of which 2.txt may hold section 2, and is refused'),
      '2.txt': expect.stringMatching(/^is marked above/),
    })
  })

  it('count once where the same text comes twice, and are refused where it differs', () => {
    const copy = section(1, '1. Aa.\r\n\r\n2. The guard was absent on the  \n\nNNNN', head(1), 'copy.txt')
    const { documents, copies } = read(first, copy, second, third)
    expect([documents.length, copies]).toEqual([1, ['copy.txt']])
    expect(read(first, section(1, '1. Zz.', head(1), 'z.txt'), second)).toMatchObject({
      documents: [],
      refused: {
        '1.txt': expect.stringContaining('of which 1.txt and z.txt hold section 1 with different texts'),
        'z.txt': expect.stringContaining('1.txt and z.txt'),
        '2.txt': expect.stringContaining('1.txt and z.txt'),
      },
    })
  })
})
