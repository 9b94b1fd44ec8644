import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCitation } from '../../src/domain/citation.ts'
import { differencesFrom, printDifferences } from '../../src/knowledge/differences.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import type { Passage } from '../../src/knowledge/passage.ts'
import { passagesOf } from '../../src/knowledge/passages.ts'
import { readable } from './documents/read-file.ts'

const cite = parseCitation('12 LIMA 7 ¶3') ?? { source: '' }

/** What a record of these lines says that the text does not; the first line is its chief one. */
const differ = (lines: string[], text: string, more: Partial<Passage> = {}) =>
  differencesFrom(
    {
      id: 'fact/port',
      title: '',
      lines,
      cite,
      marking: 'U',
      faults: [],
      freshness: {},
      keywords: '',
      ...more,
    },
    { cite, lines: [text] },
  )

describe('what ours says and its paragraph does not', () => {
  it.each<[string, string[], string, string[]]>([
    ['a figure', ['Open 14.5 berths.'], '13 berths are open.', ['14.5']],
    ['nothing where it is a sum', ['Open 27 berths.'], '13 berths are open, 14 more in May.', []],
    ['nothing of a reading of ours', ['It is berth 9: our reading. So it is.'], 'The last berth.', []],
    [
      'a day as written',
      ['Due 25 Apr 2009 (as written: "by April 25")'],
      'It is due by May 30.',
      ['"by April 25"'],
    ],
    [
      'nothing of quotes that differ in signs',
      ['(as written: "the port’s 1 May")'],
      "On THE  port's 1 May.",
      [],
    ],
    [
      'a change in percent',
      ['Seize more.', 'target: 1.10 × FY2008'],
      'It is 25 percent more.',
      ['1.10 × FY2008'],
    ],
    [
      'nothing where the percent is that',
      ['Seize more.', 'target: 1.10 × FY2008'],
      'It is 10 per cent more.',
      [],
    ],
    ['nothing where it is in words', ['Seize more.', 'target: 1.10 × FY2008'], 'It is a tenth more.', []],
  ])('is %s', (_what, lines, text, expected) => {
    expect(differ(lines, text)).toEqual(expected)
  })

  it('is what a known fault quotes, one of several being enough, and no sign of a format', () => {
    const faults = [
      'at prints "Berth 760": It is 706.',
      'at prints "400 boats, 400 crews": Two groups.',
      'at prints "#### 19.  [KCRM](#)": Signs.',
    ]
    expect(differ([], '400 crews came.', { faults })).toEqual(['"Berth 760"'])
  })

  it('is nothing of another place, and nothing of what speaks of more than one', () => {
    const other = { cite: { ...cite, paragraph: 4 } }
    expect(differ(['Open 14.5 berths.'], 'None.', other)).toEqual([])
    expect(differ(['Open 14.5 berths.'], 'None.', { id: 'category/4' })).toEqual([])
  })

  it('is said on one line', () => {
    expect(printDifferences(['14.5'])).toBe('Ours and the paragraph differ: 14.5 stands in ours only.')
    expect(printDifferences(['14.5', '"a"'])).toMatch(/14\.5, "a" stand in ours only\.$/)
  })

  const seeds = ['09-STATE-32018.txt', '05-LIMA-1409.txt'].map((name) => `../shared/seeds/${name}`)
  it.skipIf(!seeds.every((path) => existsSync(path)))(
    'is nothing of the cables data/ was written from',
    async () => {
      const { knowledge } = readKnowledge('data')
      if (!knowledge) throw new Error('data/ is wrong')
      const differing = new Map<string, string[]>()
      for (const path of seeds) {
        const { document } = await readable(path, readFileSync(path), { sources: knowledge.sources })
        for (const record of passagesOf(knowledge)) {
          const found = document.paragraphs.flatMap(({ cite, text }) =>
            differencesFrom(record, { cite, lines: [text] }),
          )
          if (found.length > 0) differing.set(record.id, found)
        }
      }
      // The 33 others and the United States: a figure of ours.
      expect([...differing]).toEqual([['fact/mem-and-majors', ['34']]])
    },
  )
})
