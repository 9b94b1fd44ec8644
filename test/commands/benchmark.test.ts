import { describe, expect, it, test } from 'vitest'
import { printCitation, printWithin } from '../../src/domain/citation.ts'
import type { Marking } from '../../src/domain/marking.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { openDesk, shippedKnowledge, type } from '../desk.ts'
import { inventedCable } from '../invented-cable.ts'

const answer = async (line: string, now?: string) => {
  const reply = await type(await openDesk(), line, now === undefined ? {} : { now })
  return { ...reply, text: renderPlainText(reply) }
}

const idsIn = (text: string) => [...text.matchAll(/^- (PE-[A-Z]+-\d+) \(/gm)].map(([, id]) => id)

const headings = {
  production: ['PE-DP-1', 'PE-DP-2'],
  chemicals: ['PE-CC-1', 'PE-CC-2'],
  money: ['PE-ML-1', 'PE-ML-2', 'PE-ML-3'],
  interdiction: ['PE-IL-1', 'PE-IL-2', 'PE-IL-3', 'PE-IL-4'],
  development: ['PE-DI-1', 'PE-DI-2'],
}

describe('which benchmarks', () => {
  const fy2010 = shippedKnowledge()
    .cycles.filter(({ cycle }) => cycle === 'FY2010')
    .flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id))

  test.each([
    ['/benchmark peru', fy2010],
    ['/benchmark Perú', fy2010],
    ['/benchmark PE', fy2010],
    ['/benchmark peruvian', fy2010],
    ['/benchmark peru FY2010', fy2010],
    ['/benchmark peru 2010', fy2010],
    ['/benchmark FY2010', fy2010],
    ['/benchmark peru drug production and cultivation', headings.production],
    ['/benchmark peru chemical control', headings.chemicals],
    ['/benchmark CHEMICAL CONTROL', headings.chemicals],
    ['/benchmark peru money laundering', headings.money],
    ['/benchmark interdiction', headings.interdiction],
    ['/benchmark peru FY2010 development initiatives', headings.development],
  ])('%s: %j', async (line, ids) => {
    expect(idsIn((await answer(line)).text)).toEqual(ids)
  })

  test.each([
    ['/benchmark PE-IL-3', 'FY2010/PE-IL-3 '],
    ['/benchmark pe-il-3', 'FY2010/PE-IL-3 '],
    ['/benchmark PE-IL-3b', 'FY2010/PE-IL-3 '],
    ['/benchmark FY2010/PE-CC-1', 'FY2010/PE-CC-1 '],
    ['/benchmark 2010/PE-CC-1', 'FY2010/PE-CC-1 '],
    ['/benchmark 2005/PE-M-1', '2005/PE-M-1 '],
    ['/benchmark PE-M-1', '2005/PE-M-1 '],
    ['/benchmark registry', 'FY2010/PE-CC-1 '],
    ['/benchmark peru demand reduction', 'FY2010/PE-DR-1 '],
  ])('%s is told in full', async (line, start) => {
    expect((await answer(line)).text).toContain(start)
  })
})

describe.each(shippedKnowledge().cycles)('$cycle', (cycle) => {
  test.each(cycle.benchmarks.map(({ id }) => id))('%s says what it is, cited and marked', async (id) => {
    const one = cycle.benchmarks.find((benchmark) => benchmark.id === id)
    if (!one) throw new Error(id)
    const { text, marking } = await answer(`/benchmark ${cycle.cycle}/${id}`)
    expect(text).toContain(one.statement)
    expect(text).toContain(`(${one.marking}) ${printCitation(one.cite)}`)
    if (one.marking === 'SBU') expect(marking).toBe('SBU')
    for (const indicator of one.indicators) {
      expect(text).toContain(`${indicator.id} ${indicator.name} · `)
      expect(text).toContain(indicator.basis)
    }
    for (const { ref, basis } of one.articles) expect(text).toContain(`${ref}: ${basis}`)
    for (const { text: condition } of one.conditions) expect(text).toContain(condition)
    for (const gap of one.open) expect(text).toContain(gap)
  })

  it('does not say below a marking whether what is above it speaks of a word', async () => {
    const desk = await openDesk({ ceiling: 'U' })
    const ask = async (line: string) => renderPlainText(await type(desk, line))
    const withheld = '[U]\n12 items withheld (SBU)'
    for (const word of ['', ' poppy', ' nonsense'])
      expect(await ask(`/benchmark peru 2005${word}`)).toBe(withheld)
    const { cycles } = desk.knowledge
    const [first, ...others] = cycles.find(({ cycle }) => cycle === 'FY2010')?.benchmarks ?? []
    if (!first) throw new Error('the cycle has no benchmark')
    const hidden = { ...first, marking: 'SBU' as const }
    const mixed = {
      ...desk,
      knowledge: {
        ...desk.knowledge,
        cycles: cycles.map((one) =>
          one.cycle === 'FY2010' ? { ...one, benchmarks: [hidden, ...others] } : one,
        ),
      },
    }
    const said = async (word: string) => renderPlainText(await type(mixed, `/benchmark peru ${word}`))
    expect(await said('programmed')).toBe('[U]\n1 item withheld (SBU)')
    expect(await said('zeppelin')).toBe('[U]\n1 item withheld (SBU)')
    expect(await said('poppy')).toContain('PE-DP-2')
    expect(await said('production')).toContain('1 item withheld (SBU)')
  })

  it('walks from no area or category above the ceiling, and marks by those it names', async () => {
    const desk = await openDesk()
    const areas = desk.knowledge.areas.map((area) => ({ ...area, marking: 'SBU' as const }))
    const hidden = { ...desk, knowledge: { ...desk.knowledge, areas } }
    const line = '/benchmark peru crosswalk area article'
    expect(renderPlainText(await type(hidden, line))).toMatch(/^\[SBU\][\s\S]*Area 1/)
    const below = renderPlainText(await type({ ...hidden, ceiling: 'U' }, line))
    expect(below).toMatch(/^\[U\]/)
    expect(below).not.toContain('Area 1')
    expect(below).toContain(`${areas.length} items withheld (SBU)`)
  })

  it('cites every line of its list, names its periods by their days, and gives no percentage', async () => {
    const { text } = await answer(`/benchmark peru ${cycle.cycle}`)
    for (const { cite } of cycle.benchmarks) expect(text).toContain(printWithin(cite, cycle.cite.source))
    expect(text).toContain('CY20')
    expect(text).toMatch(/\(1 Jan 20\d\d to 31 Dec 20\d\d\)/)
    expect(text).not.toContain('%')
  })
})

describe('standing', () => {
  test.each([
    ['2009-12-31T17:00:00.000Z', false],
    ['2010-01-01T04:59:00.000Z', false],
    ['2010-01-01T05:00:00.000Z', true],
  ])('at %s the cycle is closed: %s', async (now, closed) => {
    expect((await answer('/benchmark peru', now)).text.includes('Cycle closed after 31 Dec 2009.')).toBe(
      closed,
    )
  })

  it('follows what is logged', async () => {
    const desk = await openDesk()
    const line = async () => {
      const text = renderPlainText(await type(desk, '/benchmark PE-IL-3'))
      return /- PE-IL-3b .*/.exec(text)?.[0] ?? ''
    }
    expect(await line()).toContain('not assessable: FY2008 value missing; nothing logged')
    await type(desk, '/log seizure 40 kg cocaine in the VRAE on 3 Apr 2009 src 09 LIMA 502')
    await type(desk, '/log seizure 2-3 kg cocaine in the VRAE on 4 Apr 2009')
    expect(await line()).toContain('actual: cocaine 42 kg to 43 kg')
    expect(await line()).toContain('entries L-1, L-2 · evidence A 1, D 1; 2 not yet reviewed')
    await type(desk, '/log void L-2 because mistyped')
    expect(await line()).toContain('actual: cocaine 40 kg')
  })
})

describe('what is not held', () => {
  test.each([
    ['/benchmark atlantis', /"atlantis" is no country that is held/],
    ['/benchmark bolivia', /Bolivia is known, but no benchmarks are held for it\. To add them, write/],
    ['/benchmark peru 2007', /No cycle 2007 is held for Peru\. Held: .*FY2010/],
    ['/benchmark PE-IL-9', /There is no benchmark PE-IL-9\./],
    ['/benchmark FY2010/PE-XX-1', /There is no benchmark FY2010\/PE-XX-1\./],
    ['/benchmark peru maritime tourism', /Headings: .*demand reduction/],
  ])('%s', async (line, message) => {
    const { text, refused, to } = await answer(line)
    expect({ refused, to }).toEqual({ refused: true, to: 'member' })
    expect(text).toMatch(message)
    expect(text).toContain(`You typed: ${line}`)
  })

  test.each([
    ['terminal', '/benchmark peruu', '/benchmark peru'],
    ['terminal', '/benchmark columbia', '/benchmark colombia'],
    ['terminal', '/benchmark PE-IL-9', '/benchmark PE-IL-1'],
    ['C-new', '/benchmark peruu', '/benchmark peru'],
    ['C-new', '/benchmark columbia', '/benchmark colombia'],
  ])('in %s, %s is offered %s', async (channel, line, nearest) => {
    const reply = await type(await openDesk(), line, { channel })
    expect(renderPlainText(reply)).toContain(`Did you mean ${nearest}?`)
  })
})

describe('beside the text held of its source', () => {
  const cite = { source: '09 STATE 32018', paragraph: 9, printed: 19, part: 'C', place: 'Interdiction 3' }
  const says = (text: string, marking: Marking = 'U') =>
    inventedCable({ id: cite.source, marking, paragraphs: [{ cite, text, marking, line: 1 }] })
  const ours = 'increase seizures by 10 percent above FY 2008 levels'

  const show = async (text: string, marking?: Marking, more: { channel?: string } = {}) => {
    const desk = await openDesk({ ceiling: 'SBU' })
    for (const [version, said] of [says(ours), says(text, marking)].entries()) {
      const now = `2009-04-0${version + 3}T09:00:00.000Z`
      await keepDocument(desk.db, said, { path: 'demarche.txt', by: 'ana', now })
    }
    const reply = await type(desk, '/benchmark PE-IL-3', more)
    return { marking: reply.marking, text: renderPlainText(reply).replace(/\s+/g, ' ') }
  }

  test('a newer one that says another figure: both are told apart, and the fault is of the copy we read', async () => {
    const { text } = await show('increase seizures by 15 percent above FY 2008 levels')
    expect(text).toContain(
      'Ours and the paragraph differ: 1.10 × FY2008, "10 percent above FY 2008 levels" stand in ours only. As written: /source 09 STATE 32018 ¶9(C) Interdiction 3',
    )
    expect(text).toContain('Known fault in the copy we read, and not in the text held: 09 STATE 32018')
    expect(text).not.toContain('Known faults')
  })

  test('one that says the same changes nothing', async () => {
    const { text } = await show(`strive to ${ours}`)
    expect(text).toMatch(/Known faults: .* prints "10 percent above FY 2008 levels"/)
    expect(text).not.toContain('differ')
  })

  test('one above the ceiling is as if it were not held', async () => {
    const newer = 'increase seizures by 15 percent above FY 2008 levels'
    expect((await show(newer, 'SBU')).marking).toBe('SBU')
    const { marking, text } = await show(newer, 'SBU', { channel: 'C-1' })
    expect(marking).toBe('U')
    expect(text).toContain('Known faults: 09 STATE 32018')
    expect(text).not.toMatch(/differ|in the copy we read/)
  })
})
