import { describe, expect, it } from 'vitest'
import { makePdf } from './made-files.ts'
import { listed, readable, refusal } from './read-file.ts'

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

  it('say which page holds no text', async () => {
    const { problems } = await readable('a.pdf', makePdf([['1. Aa.'], []]))
    expect(problems).toEqual([{ line: 2, what: 'page 2 holds no text' }])
  })

  it.each<[string, Uint8Array, string]>([
    ['of pictures', makePdf([[], []]), 'holds no text'],
    ['damaged', makePdf([['1. Aa.']]).subarray(0, 60), 'damaged'],
    [
      'encrypted',
      makePdf(
        [['1. Aa.']],
        `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      ),
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
