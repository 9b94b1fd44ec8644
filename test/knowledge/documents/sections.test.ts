import { describe, expect, it } from 'vitest'
import { makeReading } from '../../../src/knowledge/documents/read-document.ts'
import { readSections, type Section, sectionOf } from '../../../src/knowledge/documents/sections.ts'
import { readTextLines } from '../../../src/knowledge/documents/text-lines.ts'
import { listed, refusal } from './read-file.ts'

const options = { ceiling: 'SBU', sources: [] } as const

function head(number: number, of = 3): string {
  return `R 011200Z JUN 12\nFM AMEMBASSY LUMBRE\n\nUNCLAS SECTION 0${number} OF 0${of} LUMBRE 000055\n\nSUBJECT: WEIRS\n\n`
}

function section(number: number, body: string): Section {
  const found = sectionOf(readTextLines(head(number) + body), 'SBU')
  if (!found || 'refused' in found) throw new Error('no section')
  return found
}

describe('sections of a cable in several files', () => {
  const first = section(1, '1. Aa.\n\n2. The guard was absent on the\n\nNNNN')
  const second = section(2, 'second night.\n\n3. Cc.\n\nNNNN')
  const third = section(3, '4. Dd.\n\nHART\n\nNNNN')

  it('are one document, in whatever order they come', () => {
    const reading = readSections('a.txt', [third, first, second], options)
    if ('refused' in reading) throw new Error(reading.refused.what)
    expect(listed(reading)).toEqual([
      '¶1: Aa.',
      '¶2: The guard was absent on the second night.',
      '¶3: Cc.',
      '¶4: Dd.',
    ])
    expect(reading.document).toMatchObject({ id: '12 LUMBRE 55', gaps: [], head: { signed: 'HART' } })
  })

  it('say which are missing', () => {
    const reading = readSections('a.txt', [first, third], options)
    expect(reading).toMatchObject({
      document: { gaps: ['Headed section 1 of 3; no head of section 2 is in this file.'] },
    })
  })

  it('are not taken for the whole without the first, save where that is all there is', async () => {
    expect((await refusal('a.txt', `${head(2)}3. Cc.`))?.what).toContain('section 2 of 3 of cable LUMBRE 55')
    expect(makeReading('a.txt', second.text, { ...options, as: '12 LUMBRE 55' })).toMatchObject({
      document: {
        id: '12 LUMBRE 55',
        gaps: ['Headed section 2 of 3; no head of section 1, 3 is in this file.'],
      },
    })
  })

  it('are marked by any of their heads, and refused each for itself', () => {
    const marked = section(2, 'second night.\n\n3. Cc.')
    const lines = readTextLines(head(2).replace('SUBJECT', 'SENSITIVE\n\nSUBJECT')).lines
    const reading = readSections('a.txt', [first, { ...marked, text: { ...marked.text, lines } }], options)
    expect(reading).toMatchObject({ document: { marking: 'SBU' } })
    expect(sectionOf(readTextLines(`${head(2)}3. (S) Cc.`), 'SBU')).toMatchObject({ refused: { line: 8 } })
    expect(sectionOf(readTextLines(`${head(1, 1)}1. Aa.`), 'SBU')).toBeUndefined()
  })
})
