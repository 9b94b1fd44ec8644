import { describe, expect, it, test } from 'vitest'
import { kinds } from '../../src/domain/entry.ts'
import { parseEntry } from '../../src/domain/entry-text.ts'
import { kindRules, quantityRule } from '../../src/domain/kinds.ts'
import { sizeWarning } from '../../src/domain/size-warning.ts'
import { foldText } from '../../src/domain/text.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'

const { knowledge } = readKnowledge('data')
if (!knowledge) throw new Error('the data folder has problems; run the knowledge tests')
const lexicon = knowledge

describe('every kind', () => {
  test.each(kinds)('%s has an example that can be logged as that kind', (kind) => {
    const reading = parseEntry(kindRules[kind].example, { lexicon, today: '2009-04-30', country: 'PE' })
    expect(reading).toMatchObject({ parsed: { kind } })
    if ('notes' in reading) expect(reading.notes.join('; ')).not.toMatch(/not understood|not in the lexicon/)
  })

  it('shares no word with another, and counts in units there are', () => {
    const words = kinds.flatMap((kind) => [
      kind,
      ...kindRules[kind].words.filter((word) => foldText(word) !== kind),
    ])
    expect(words.map(foldText).filter((word, index, all) => all.indexOf(word) !== index)).toEqual([])
    const units = kinds.flatMap((kind) => [
      kindRules[kind].unit ?? 'case',
      ...kindRules[kind].methods.map(({ unit }) => unit ?? 'case'),
    ])
    expect(units.filter((unit) => !lexicon.units.some(({ id }) => id === unit))).toEqual([])
  })
})

test.each([
  ['seizure', undefined, 'required', undefined],
  ['arrest', undefined, 'one', 'person'],
  ['police', 'graduated', 'required', 'person'],
  ['police', 'unit stood up', 'one', 'unit'],
  ['precursor control', 'registry', 'optional', undefined],
  ['precursor control', 'inspection', 'one', 'inspection'],
  ['milestone', 'law', 'optional', undefined],
] as const)('%s %s: quantity %s, counted in %s', (kind, method, rule, unit) =>
  expect(quantityRule(kind, method)).toEqual({ rule, unit }),
)

test.each([
  ['seizure', 'mass', 50e9, 'drug', false],
  ['seizure', 'mass', 50e9 + 1, 'drug', true],
  ['seizure', 'mass', 60e9, 'leaf', false],
  ['arrest', 'piece', 1_001, undefined, true],
  ['estimate', 'area', 1e14, 'crop', false],
] as const)('%s of %s %d (%s): unlikely %s', (kind, dimension, low, substanceClass, warned) =>
  expect(sizeWarning(kind, { dimension, low }, substanceClass) !== undefined).toBe(warned),
)
