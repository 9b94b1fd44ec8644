import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { addEntryVersion } from '../../src/store/entries.ts'
import { openDesk, start, type } from '../desk.ts'

const answer = async (line: string, ceiling: 'U' | 'SBU' = 'SBU') => {
  const reply = await type(await openDesk({ ceiling }), line)
  return { ...reply, text: renderPlainText(reply) }
}

describe('/article with a reference', () => {
  test('a paragraph: its subject, what holds it and what it holds', async () => {
    const { text, to, marking } = await answer('/article 3.1(a)')
    expect(text).toContain('Offences and sanctions')
    expect(text).toContain('3.1(a)(ii): cultivation')
    expect(text).toContain('UNTS vol. 1582 p. 95, art. 3.1(a)')
    expect({ to, marking }).toEqual({ to: 'member', marking: 'U' })
  })

  test.each([
    ['3.1(a)', 'Category 8, Legislative measures: 3-8; 9-19, so it covers 3.1(a) by 3-8'],
    ['9.2', 'Category 8, Legislative measures: 3-8; 9-19, so it covers 9.2 by 9-19'],
    ['3.2', 'Category 2, Possession and demand reduction: 3.2, so it names 3.2'],
    ['18', 'Category 4, Drug precursor substances, equipment and materials: 3.1(a); 12; 18, so it names 18'],
    ['14.4', 'Category 1, Drug production and cultivation: 3.1(a); 12-14, so it covers 14.4 by 12-14'],
  ])('%s: a range of the cable is expanded, and cited', async (reference, line) => {
    const { text } = await answer(`/article ${reference}`)
    expect(text).toContain(line)
    expect(text).toMatch(/as cabled, 09 STATE 32018 ¶8 category \d \(printed 18\)/)
  })

  test.each([
    ['14.4', 'Category 2 (3.2; 14.4) names 14.4'],
    ['18', 'Category 4 (3.1(a); 12-13) leaves it out'],
    ['9', 'Category 6 (3.6; 9; 11) names 9'],
  ])('%s: the proposed mapping stands beside, labelled', async (reference, line) => {
    const { text } = await answer(`/article ${reference}`)
    const [cabled = '', proposed = ''] = text.split('Where the mapping we propose differs (our reading)')
    expect(proposed).toContain(line)
    expect(cabled).not.toContain(line)
  })

  test('benchmarks are named with their basis: direct, or through a category', async () => {
    const { text } = await answer('/article 14.2')
    expect(text).toMatch(
      /PE-DP-1 \(FY2010, host government\): .*art\. 14\.2, our reading: .*09 STATE 32018 ¶9\(C\)/,
    )
    expect(text).toMatch(/PE-DI-1 \(FY2010, host government\): through category 1, our reading: /)
  })

  test('an article outside the ranges: no category, no benchmark, nothing logged', async () => {
    const { text } = await answer('/article 30')
    expect(text).toContain('No category covers it.')
    expect(text).toContain('No benchmark held invokes it.')
    expect(text).toContain('Nothing logged under it.')
  })

  test('an article lists its paragraphs, one without recorded paragraphs says so', async () => {
    expect((await answer('/article 14')).text).toContain('14.5: early destruction of seized drugs')
    expect((await answer('/article 4.1')).text).toContain('Its paragraphs are not held one by one.')
  })

  test('what is marked above the ceiling is counted, not shown', async () => {
    const open = await answer('/article 14')
    const low = await answer('/article 14', 'U')
    expect(open.marking).toBe('SBU')
    expect(open.text).toContain('PE-M-1')
    expect(low.marking).toBe('U')
    expect(low.text).not.toContain('PE-M-')
    expect(low.text).toContain('3 items withheld (SBU)')
  })

  test('entries under it are counted by benchmark; void ones and those above the ceiling are not', async () => {
    const desk = await openDesk()
    const entry = {
      version: 1,
      country: 'PE',
      kind: 'eradication',
      method: 'forced',
      scope: 'event',
      quantity: { dimension: 'area', low: 2_000_000, high: 2_000_000, typed: '200 ha', unit: 'hectare' },
      substance: 'coca',
      from: '2009-04-01',
      until: '2009-04-02',
      agencies: [],
      actor: 'host government',
      grade: 'A',
      benchmarks: [],
      marking: 'U',
      state: 'submitted',
      typed: 'eradication forced 200 ha coca',
      channel: 'terminal',
      recordedBy: 'ana',
      recordedAt: start,
      changedBy: 'ana',
      changedAt: start,
    } as const
    await addEntryVersion(desk.db, { ...entry, agencies: [], benchmarks: [], id: 'L-1' })
    await addEntryVersion(desk.db, { ...entry, agencies: [], benchmarks: [], id: 'L-2', marking: 'SBU' })
    await addEntryVersion(desk.db, { ...entry, agencies: [], benchmarks: [], id: 'L-3', state: 'void' })
    const open = renderPlainText(await type(desk, '/article 14.2'))
    expect(open).toContain('PE-DP-1 (FY2010): 2 measuring, 0 supporting')
    const low = renderPlainText(await type({ ...desk, ceiling: 'U' }, '/article 14.2'))
    expect(low).toContain('PE-DP-1 (FY2010): 1 measuring, 0 supporting')
    expect(low).toContain('2 items withheld (SBU)')
  })
})

describe('/article typed wrong', () => {
  test.each([
    ['/article 99', 'There is no article 99: the 1988 Convention has articles 1 to 34.', '/article 34'],
    ['/article 3.12', 'There is no article 3.12: article 3 has 3.1 to 3.11.', '/article 3'],
    ['/article 3.1(d)', 'There is no article 3.1(d): article 3.1 has 3.1(a) to 3.1(c).', '/article 3.1'],
    ['/article 9-40', 'There is no article 40', '/article 34'],
    ['/article 3.1(z9', 'is not read as a reference', '/article 3.1(a)(i)'],
    ['/article 19-9', 'is not read as a reference', '/article 3.1(a)(i)'],
  ])('%s', async (line, message, way) => {
    const { text, refused } = await answer(line)
    expect(refused).toBe(true)
    expect(text).toContain(message)
    expect(text).toContain(way)
  })
})

describe('/article with words', () => {
  test.each([
    ['controlled delivery', /Article 11, Controlled delivery/],
    ['bank secrecy', /7\.5|5\.3/],
    ['demand reduction', /14\.4/],
  ])('%s', async (words, found) => {
    const { text } = await answer(`/article ${words}`)
    expect(text).toContain(`Articles on "${words}"`)
    expect(text).toMatch(found)
    expect(text).toContain('UNTS vol. 1582 p. 95')
  })

  test('no paragraph holds all of it: says so, with the nearest', async () => {
    const { text } = await answer('/article coca fumigation by air')
    expect(text).toContain('No article or paragraph held speaks of "coca fumigation by air". The nearest:')
    expect(text).toContain('14.2')
  })

  test('nothing near: says so, with lines that work', async () => {
    const { text } = await answer('/article zebra')
    expect(text).toContain('No article or paragraph held speaks of "zebra".')
    expect(text).toContain('/article 14')
  })
})
