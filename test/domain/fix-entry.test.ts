import { describe, expect, it, test } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { parseEntry } from '../../src/domain/entry-text.ts'
import { readFix, readFixField } from '../../src/domain/fix-entry.ts'
import { shippedKnowledge } from '../desk.ts'
import { entry } from './peru.ts'

const today = '2009-04-06'

/** An entry as the line would be recorded. */
function recorded(line: string): Entry {
  const reading = parseEntry(line, { lexicon: shippedKnowledge(), today, country: 'PE' })
  if (!('parsed' in reading)) throw new Error(`"${line}" is not read`)
  const { agencies: _, ...base } = entry({})
  return { ...base, ...reading.parsed, id: 'L-1', typed: line }
}

const line =
  'seizure canine 250 kg cocaine paste at Callao on 3 Apr 2009 by PNP src 09 LIMA 501 note under a floor'

const fixOf = (from: string, field: string, value: string) => {
  const named = readFixField(field)
  if (!('field' in named)) throw new Error(`"${field}" is no field`)
  return readFix(recorded(from), named.field, value, { lexicon: shippedKnowledge(), today })
}

describe('one field of an entry', () => {
  test.each([
    ['qty', '205 kg', { quantity: { low: 205_000_000, high: 205_000_000, unit: 'kilogram' } }],
    ['quantity', '~1.5 t', { quantity: { low: 1_500_000_000, approximate: true } }],
    ['weight', '200-210 kg', { quantity: { low: 200_000_000, high: 210_000_000 } }],
    ['place', 'Paita', { place: 'paita', placeText: 'Paita' }],
    ['place', 'in the VRAE', { place: 'vrae' }],
    ['where', 'none', { place: undefined, placeText: undefined }],
    ['date', '2 Apr 2009', { from: '2009-04-02', until: '2009-04-03', scope: 'event' }],
    ['on', 'yesterday', { from: '2009-04-05', until: '2009-04-06' }],
    ['date', 'from 1 Apr 2009 to 3 Apr 2009', { from: '2009-04-01', until: '2009-04-04' }],
    ['what', 'heroin', { substance: 'heroin', form: undefined }],
    ['what', 'cocaine base', { substance: 'cocaine', form: 'base' }],
    ['form', 'base', { form: 'base', substance: 'cocaine' }],
    ['form', 'none', { form: undefined, substance: 'cocaine' }],
    ['method', 'none', { method: undefined }],
    ['by', 'DIRANDRO', { agencies: ['dirandro'], actor: 'host government' }],
    ['agency', 'none', { agencies: [], actor: undefined }],
    ['actor', 'both', { actor: 'both' }],
    ['src', 'https://www.gob.pe/a', { source: { kind: 'url', text: 'https://www.gob.pe/a' }, grade: 'B' }],
    ['source', 'none', { source: undefined, grade: 'D' }],
    ['evidence', 'b', { grade: 'B' }],
    ['bm', 'PE-IL-4', { benchmarks: ['PE-IL-4'] }],
    ['note', 'behind a wall, said the chief', { note: 'behind a wall, said the chief' }],
    ['note', 'none', { note: undefined }],
    ['mark', 'sbu', { marking: 'SBU' }],
    ['country', 'Bolivia', { country: 'BO' }],
    ['scope', 'total', { scope: 'total' }],
  ])('%s %s', (field, value, expected) => {
    const before = recorded(line)
    const reading = fixOf(line, field, value)
    expect(reading).toHaveProperty('fixed')
    if (!('fixed' in reading)) return
    for (const [key, value] of Object.entries(expected)) {
      const is = reading.fixed[key as keyof Entry]
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        expect(is).toMatchObject(value)
      else expect(is, key).toEqual(value)
    }
    const changed = new Set(Object.keys(expected))
    for (const key of Object.keys(before) as (keyof Entry)[]) {
      if (['grade', 'actor', 'placeText', 'scope', 'substance'].includes(key) || changed.has(key)) continue
      expect(reading.fixed[key], key).toEqual(before[key])
    }
  })

  test.each([
    ['qty', '5 tons', ['5 t', '5 short tons', '5 long tons']],
    ['qty', '1.500 kg', ['1.5 kg', '1,500 kg']],
  ])('%s %s is asked', (field, value, labels) => {
    const reading = fixOf(line, field, value)
    expect(reading).toHaveProperty('ask')
    if (!('ask' in reading)) return
    expect(reading.readings.map(({ label }) => label).sort()).toEqual([...labels].sort())
    for (const { value } of reading.readings) expect(fixOf(line, field, value)).toHaveProperty('fixed')
  })

  test.each([
    ['qty', '-5 kg'],
    ['qty', 'much'],
    ['qty', '205'],
    ['date', '31 Feb 2009'],
    ['date', '1 May 2009'],
    ['place', 'Paita on 2 Apr 2009'],
    ['place', 'Paita 300 kg'],
    ['date', '2 Apr 2009 at Paita'],
    ['kind', 'arrest'],
    ['what', 'zebra dust'],
    ['evidence', 'E'],
    ['mark', 'SECRET'],
    ['actor', 'nobody'],
    ['scope', 'both'],
    ['country', 'Atlantis'],
    ['bm', 'soon'],
  ])('%s %s is refused', (field, value) => {
    expect(fixOf(line, field, value)).toHaveProperty('problem')
  })

  test.each([
    [
      'eradication forced 12 ha coca at Monzon on 24 Mar 2009',
      'method',
      'voluntary',
      { method: 'voluntary' },
    ],
    ['police graduated 120 on 24 Mar 2009', 'qty', '130', { quantity: { low: 130 } }],
    ['total seizure 3 t cocaine from 1 Jan 2009 to 31 Mar 2009', 'qty', '4 t', { scope: 'total' }],
    [
      'asset seized US$ 5,000 on 24 Mar 2009',
      'qty',
      'US$ 6,000',
      { quantity: { low: 600_000, unit: 'USD' } },
    ],
    ['poppy located 300 plants on 24 Mar 2009', 'qty', '310 plants', { quantity: { low: 310 } }],
    ['estimate 56,000 ha coca on 31 Dec 2008', 'qty', '56,100 ha', { substance: 'coca' }],
    ['demand reduction campaign in schools on 24 Mar 2009', 'place', 'Lima', { kind: 'demand reduction' }],
  ])('%s: %s %s', (from, field, value, expected) => {
    expect(fixOf(from, field, value)).toMatchObject({ fixed: expected })
  })
})

it('names the nearest field', () => {
  expect(readFixField('Quantity')).toEqual({ field: 'qty' })
  expect(readFixField('plaec')).toEqual({ nearest: 'place' })
  expect(readFixField('xylophone')).toEqual({ nearest: undefined })
})
