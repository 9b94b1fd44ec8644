import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Citation, parseCitation, printCitation } from '../../../src/domain/citation.ts'
import { readKnowledge } from '../../../src/knowledge/load.ts'
import { readable } from './read-file.ts'

const folder = '../shared/seeds'
const { knowledge } = readKnowledge('data')
const sources = knowledge?.sources ?? []
const seeds = [
  { file: `${folder}/09-STATE-32018.txt`, id: '09 STATE 32018' },
  { file: `${folder}/05-LIMA-1409.txt`, id: '05 LIMA 1409' },
]

/** Every citation that any record of the data folder makes of a source. */
function citationsOf(
  source: string,
  value: unknown,
  found = new Map<string, Citation>(),
): Map<string, Citation> {
  if (typeof value !== 'object' || value === null) return found
  if ('source' in value && value.source === source && 'paragraph' in value) {
    const citation = value as Citation
    found.set(printCitation(citation), citation)
  }
  for (const inner of Object.values(value)) citationsOf(source, inner, found)
  return found
}

describe.skipIf(!existsSync(folder))('the two cables (skipped where they are not beside the project)', () => {
  it.each(seeds)('$id holds a paragraph for each citation of data/', async ({ file, id }) => {
    const { document } = await readable(file, readFileSync(file), { sources })
    const held = document.paragraphs.map(({ cite }) => printCitation(cite))
    const cited = [...citationsOf(id, knowledge).keys()]
    expect(cited.length).toBeGreaterThan(7)
    expect(cited.filter((citation) => !held.includes(citation))).toEqual([])
    expect(new Set(held).size).toBe(held.length)
    for (const citation of held)
      expect(printCitation(parseCitation(citation) ?? { source: '' })).toBe(citation)
  })

  it('quotes the faulty words of each fault from the paragraph it is found in', async () => {
    for (const { file, id } of seeds) {
      const { document } = await readable(file, readFileSync(file), { sources })
      const faults = sources.find((source) => source.id === id)?.faults ?? []
      for (const { at, printed } of faults) {
        if (!at?.paragraph || !printed || /[\\#,]|-\(/.test(printed) || /^\d+\./.test(printed)) continue
        const paragraph = document.paragraphs.find(({ cite }) => printCitation(cite) === printCitation(at))
        expect(paragraph?.text.toLowerCase(), printed).toContain(printed.toLowerCase())
      }
    }
  })

  it('reads the head of the demarche', async () => {
    const file = `${folder}/09-STATE-32018.txt`
    const { document, problems } = await readable(file, readFileSync(file))
    expect(document).toMatchObject({
      id: '09 STATE 32018',
      kind: 'cable',
      date: '2009-04-02',
      marking: 'U',
      gaps: [],
      head: {
        number: 'STATE 032018',
        sent: '021715Z APR 09',
        precedence: 'P',
        from: 'SECSTATE WASHDC',
        to: ['AMEMBASSY LIMA PRIORITY'],
        tags: ['KCRM', 'PE', 'PGOV', 'PREL', 'SNAR'],
        signed: 'CLINTON',
      },
    })
    expect(document.head.info).toHaveLength(54)
    expect(problems.map(({ what }) => what)).toEqual(['printed 18, cited as ¶8', 'printed 19, cited as ¶9'])
  })

  it('proves ¶8 and ¶9 from the numbers around them, without being told', async () => {
    const file = `${folder}/09-STATE-32018.txt`
    const { document } = await readable(file, readFileSync(file))
    const held = document.paragraphs.map(({ cite }) => printCitation(cite).slice('09 STATE 32018 '.length))
    const whole = held.filter((citation) => /^¶\d+(?: \(printed \d+\))?$/.test(citation))
    expect(whole).toEqual(
      '¶1 ¶2 ¶3 ¶4 ¶5 ¶6 ¶7 ¶8_(printed_18) ¶9_(printed_19) ¶10 ¶11 ¶12'
        .split(' ')
        .map((one) => one.replaceAll('_', ' ')),
    )
    expect(held.filter((citation) => citation.startsWith('¶7 point'))).toHaveLength(8)
    expect(held.filter((citation) => citation.startsWith('¶8 criterion'))).toHaveLength(3)
    expect(held.filter((citation) => citation.startsWith('¶8 category'))).toHaveLength(8)
    expect(held.filter((citation) => /^¶9\(C\) [A-Z]/.test(citation))).toHaveLength(14)
  })

  it('joins sentences over page breaks, and leaves out the debris of other formats', async () => {
    const file = `${folder}/09-STATE-32018.txt`
    const { document } = await readable(file, readFileSync(file))
    const text = (paragraph: number, place?: string) =>
      document.paragraphs.find(({ cite }) => cite.paragraph === paragraph && cite.place === place)?.text ?? ''
    expect(text(5)).toContain('process enables the USG to present')
    expect(text(8, 'point 5')).toContain('drug convention, our bilateral')
    expect(text(11)).toContain('budget of $14.1 billion')
    const all = document.paragraphs.map((paragraph) => paragraph.text).join('\n')
    expect(all).not.toMatch(/#|\\|\]\(|-----| {2}|¶/)
    expect(document.paragraphs.find(({ cite }) => cite.paragraph === 9)?.written).toMatch(/^#### 19\. /)
  })

  it('cites the numbers of LIMA as printed, as nothing proves others, and says what is missing', async () => {
    const file = `${folder}/05-LIMA-1409.txt`
    const { document, problems } = await readable(file, readFileSync(file), { as: '05 LIMA 1409' })
    expect(document.paragraphs.map(({ cite }) => printCitation(cite).slice('05 LIMA 1409 '.length))).toEqual([
      '¶1',
      '¶2',
      '¶3',
      '¶4',
      '¶15 (probably 5)',
      '¶16 (probably 6)',
      '¶17 (probably 7)',
      '¶18 (probably 8)',
    ])
    expect(document.paragraphs.every(({ marking }) => marking === 'SBU')).toBe(true)
    expect(document.paragraphs[3]?.text).toMatch(/the problems of narcotics trafficking\.$/)
    expect(document).not.toHaveProperty('date')
    expect(document.gaps).toHaveLength(3)
    expect(problems).toHaveLength(4)
    expect(document.head).toMatchObject({
      captions: ['SIPDIS', 'SENSITIVE'],
      section: { number: 1, of: 3 },
      references: ['LIMA 004', 'LIMA 353', 'LIMA 1288'],
    })
  })

  it('takes the year of LIMA from the data folder, and asks for it without', async () => {
    const file = `${folder}/05-LIMA-1409.txt`
    const { document } = await readable(file, readFileSync(file), { sources })
    expect(document.id).toBe('05 LIMA 1409')
    await expect(readable('a.txt', readFileSync(file))).rejects.toThrow('--as "YY LIMA 1409"')
  })
})
