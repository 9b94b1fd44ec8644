import { describe, expect, test } from 'vitest'
import type { Cycle, Indicator } from '../../src/domain/benchmark.ts'
import { readBaseline, readFindingLine } from '../../src/domain/finding-text.ts'
import { shippedKnowledge } from '../desk.ts'
import { cycles } from './peru.ts'

const reader = () => ({ lexicon: shippedKnowledge(), today: '2009-04-06', country: 'PE' })

function indicator(id: string): { indicator: Indicator; cycle: Cycle } {
  for (const cycle of cycles.toReversed())
    for (const benchmark of cycle.benchmarks)
      for (const indicator of benchmark.indicators) if (indicator.id === id) return { indicator, cycle }
  throw new Error(`no indicator ${id}`)
}

function read(id: string, words: string) {
  const named = indicator(id)
  return readBaseline(words, named.indicator, named.cycle, reader())
}

describe('the clauses of a line about a benchmark', () => {
  test.each([
    ['12 kg because it says so src 09 LIMA 77', '12 kg', 'it says so', '09 LIMA 77', 'A'],
    ['12 kg src 09 LIMA 77 because it says so', '12 kg', 'it says so', '09 LIMA 77', 'A'],
    ['12 kg src "the page, because of x" because y', '12 kg', 'y', 'the page, because of x', 'D'],
    ['12 kg because y src https://www.gob.pe/a mark U', '12 kg', 'y', 'https://www.gob.pe/a', 'B'],
    ['partial because y', 'partial', 'y', undefined, 'D'],
    ['partial', 'partial', '', undefined, 'D'],
  ])('%s', (text, words, reason, source, grade) => {
    const line = readFindingLine(text)
    if ('problem' in line) throw new Error(line.problem)
    expect({ ...line, source: line.source?.text }).toMatchObject({ words, reason, source, grade })
  })

  test('the marking is read where it is given', () => {
    expect(readFindingLine('met because y src 09 LIMA 1 mark U')).toMatchObject({ mark: 'U', words: 'met' })
    expect(readFindingLine('met because y mark sbu src 09 LIMA 1')).toMatchObject({
      mark: 'SBU',
      reason: 'y',
    })
    expect(readFindingLine('met because y mark red src 09 LIMA 1')).toMatchObject({
      problem: expect.stringContaining('mark takes U or SBU'),
    })
  })
})

describe('a baseline', () => {
  const kg = 1_000_000
  test.each<[id: string, words: string, found: object]>([
    ['PE-IL-3b', '12,000 kg cocaine FY2008 in zones', { substance: 'cocaine', period: 'FY2008' }],
    ['PE-IL-3b', 'FY2008 in the coca production zones 12 t cocaine', { problem: /Say what|something else/ }],
    ['PE-IL-3b', '12 t of cocaine in FY2008 in coca production zones', { scope: 'coca production zones' }],
    ['PE-IL-3b', '12,000 kg cocaine base for fy2008 in all zones', { form: 'base', period: 'FY2008' }],
    ['PE-IL-3b', '200 L acetone FY2008 in zones', { substance: 'acetone' }],
    ['PE-IL-3b', '12,000 kg drugs FY2008 in zones', { substance: 'unnamed-drug' }],
    ['PE-IL-3b', '900 L precursors FY2008 in zones', { substance: 'unnamed-precursor' }],
    ['PE-IL-3b', '0 kg cocaine FY2008 in zones', { quantity: { low: 0, high: 0 } }],
    ['PE-DP-1b', '10,000 ha coca CY2008', { scope: 'the whole country', substance: 'coca' }],
    ['PE-DP-1b', '10,000 ha coca CY2008 nationwide', { scope: 'the whole country' }],
    ['PE-DP-1b', '10,000 ha coca CY2008 in Peru', { scope: 'the whole country' }],
    ['PE-IL-1', '120 FY2008', { quantity: { low: 120 } }],
  ])('%s: %s', (id, words, found) => {
    const reading = read(id, words)
    if ('problem' in found) expect('problem' in reading && reading.problem).toMatch(found.problem as RegExp)
    else expect('found' in reading ? reading.found : reading).toMatchObject(found)
  })

  test('goes by the units and numbers of the log', () => {
    const reading = read('PE-IL-3b', 'twelve metric tons cocaine FY2008 in zones')
    expect('found' in reading && reading.found.quantity).toMatchObject({
      low: 12_000 * kg,
      high: 12_000 * kg,
    })
  })

  test('a doubtful figure is asked, and each answer is a line that is not', () => {
    const reading = read('PE-IL-3b', '12 tons cocaine FY2008 in zones')
    if (!('ask' in reading)) throw new Error('was not asked')
    expect(reading.readings.length).toBeGreaterThan(1)
    for (const { words } of reading.readings) expect(read('PE-IL-3b', words)).toHaveProperty('found')
  })

  test.each([
    ['PE-IL-3b', '12 kg cocaine in zones', /of what period: FY2008/],
    ['PE-IL-3b', '12 kg cocaine FY2009 in zones', /FY2009 is not what PE-IL-3b is measured against/],
    ['PE-DP-1b', '12 ha coca FY2008', /FY2008 is not what PE-DP-1b is measured against; that is CY2008/],
    ['PE-IL-3b', '12 kg cocaine FY2008', /write "in zones"/],
    ['PE-IL-3b', '12 kg cocaine FY2008 nationwide', /"nationwide" is something else|cannot be compared/],
    ['PE-IL-3b', '12 kg cocaine FY2008 in Callao', /"Callao" is something else/],
    ['PE-DP-1b', '12 ha coca CY2008 in the VRAE', /counts the whole country; "the VRAE" is a part of it/],
    ['PE-IL-3b', '12 kg coca leaf FY2008 in zones', /coca leaf is neither drug nor precursor/],
    ['PE-DP-1b', '12 ha opium poppy CY2008', /it reads as poppy eradicated/],
    ['PE-IL-3b', 'multi-ton cocaine FY2008 in zones', /No figure/],
    ['PE-IL-3b', 'FY2008 in zones', /PE-IL-3b|No|say how much/],
    ['PE-CC-1', '3 FY2008', /is judged, and has no baseline/],
  ])('%s: %s is refused', (id, words, problem) => {
    const reading = read(id, words)
    expect('problem' in reading && reading.problem).toMatch(problem)
  })
})
