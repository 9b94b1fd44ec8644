import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type Dimension,
  printAmount,
  printQuantity,
  type Quantity,
  roundReckoned,
} from '../../src/domain/quantity.ts'
import { parseQuantity } from '../../src/domain/quantity-text.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'

const units = readKnowledge('data').knowledge?.units ?? []

function amounts(text: string): [Dimension, number, number | undefined] {
  const reading = parseQuantity(text, units)
  if (!('quantity' in reading)) throw new Error(JSON.stringify(reading))
  const { dimension, low, high } = reading.quantity
  return [dimension, low, high]
}

describe('a quantity is exact, rounded once, half to even', () => {
  test.each([
    ['1 mg', 'mass', 1],
    ['1 kg', 'mass', 1_000_000],
    ['1 lb', 'mass', 453_592],
    ['2 lb', 'mass', 907_185],
    ['50 lb', 'mass', 22_679_618],
    ['250 lb', 'mass', 113_398_092],
    ['1 oz', 'mass', 28_350],
    ['1 t', 'mass', 1_000_000_000],
    ['1 metric ton', 'mass', 1_000_000_000],
    ['1 short ton', 'mass', 907_184_740],
    ['1 long ton', 'mass', 1_016_046_909],
    ['0.5 mg', 'mass', 0],
    ['1.5 mg', 'mass', 2],
    ['2.5 mg', 'mass', 2],
    ['1 acre', 'area', 4_047],
    ['1 ha', 'area', 10_000],
    ['1 km²', 'area', 1_000_000],
    ['10,143.5 ha', 'area', 101_435_000],
    ['1 US gal', 'volume', 3_785],
    ['1000000 gal', 'volume', 3_785_411_784],
    ['1 L', 'volume', 1_000],
    ['$14.1 million', 'money', 1_410_000_000],
    ['US$3,000.50', 'money', 300_050],
    ['$14.1m', 'money', 1_410_000_000],
    ['S/ 500', 'money', 50_000],
    ['400 people', 'piece', 400],
    ['100000 t', 'mass', 100_000_000_000_000],
  ] as const)('%s', (text, dimension, amount) => expect(amounts(text)).toEqual([dimension, amount, amount]))
})

describe('what people type', () => {
  test.each([
    ['250kg', 250, 250],
    ['two hundred kg', 200, 200],
    ['two hundred and fifty kilos', 250, 250],
    ['a hundred kg', 100, 100],
    ['twenty-five kg', 25, 25],
    ['one million two hundred thousand and six kg', 1_200_006, 1_200_006],
    ['1.5 t', 1_500, 1_500],
    ['1,500 kg', 1_500, 1_500],
    ['1 500 kg', 1_500, 1_500],
    ['1.500.000 kg', 1_500_000, 1_500_000],
    ['10.143,5 kg', 10_143.5, 10_143.5],
    ['0 kg', 0, 0],
    ['~250 kg', 250, 250],
    ['200-250 kg', 200, 250],
    ['200 to 250 kg', 200, 250],
    ['200 kg to 250 kg', 200, 250],
    ['between 200 and 250 kg', 200, 250],
    ['>= 5 t', 5_000, undefined],
    ['more than 5 t', 5_000, undefined],
    ['up to 3,000 kg', 0, 3_000],
  ])('%s', (text, low, high) =>
    expect(amounts(text)).toEqual(['mass', low * 1e6, high === undefined ? undefined : high * 1e6]),
  )

  it('says when it is about', () => {
    expect(parseQuantity('~250 kg', units)).toMatchObject({
      quantity: { approximate: true, typed: '~250 kg' },
    })
  })

  test.each([
    'multi-ton',
    'multi-ton cocaine'.slice(0, 9),
    'several hundred kg',
    'a few hundred plants',
    'dozens of people',
  ])('%s is noted, not counted', (text) => expect(parseQuantity(text, units)).toEqual({ uncounted: text }))
})

describe('what can be read in two ways is asked, and each answer can be read in one', () => {
  test.each([
    ['5 tons', ['5 t', '5 short tons', '5 long tons']],
    ['a million tons', ['a million t', 'a million short tons', 'a million long tons']],
    ['1.500 kg', ['1.5 kg', '1,500 kg']],
    ['1.234 kg', ['1.2340 kg', '1,234 kg']],
    ['1,2 ha', ['1.2 ha', '12 ha']],
    ['~1.500 kg', ['~1.5 kg', '~1,500 kg']],
    ['200-1.250 kg', ['200-1.25 kg', '200-1,250 kg']],
    ['1.500 tons', ['1.5 tons', '1,500 tons']],
  ])('%s', (text, expected) => {
    const reading = parseQuantity(text, units)
    expect(reading).toHaveProperty('ask')
    const texts = 'readings' in reading ? reading.readings.map((each) => each.text) : []
    expect(texts).toEqual(expected)
    for (const each of texts)
      if (!/tons$/.test(text)) expect(parseQuantity(each, units)).not.toHaveProperty('ask')
  })

  it('does not ask where one reading is no number of pieces', () => {
    expect(amounts('1.500 plants')).toEqual(['piece', 1_500, 1_500])
  })
})

describe('what cannot be counted says why', () => {
  test.each([
    ['-5 kg', /less than zero/],
    ['1e308 kg', /in full/],
    ['100001 t', /larger than 100,000 t: is the unit right\?/],
    ['99999999999999999999 ha', /larger than/],
    ['250', /of what unit/],
    ['cocaine', /not a quantity/],
    ['', /not a quantity/],
    ['1.5 people', /whole numbers/],
    ['1,2 plants', /whole numbers/],
    ['250-200 kg', /ends below/],
  ])('%s', (text, why) => {
    const reading = parseQuantity(text, units)
    expect('problem' in reading ? reading.problem : reading).toMatch(why)
  })
})

describe('printQuantity', () => {
  test.each([
    ['250 kg', '250 kg'],
    ['250 lb', '113.398092 kg'],
    ['1 lb', '0.453592 kg'],
    ['1234 g', '1,234 g'],
    ['1.5 t', '1,500 kg'],
    ['500 mg', '500 mg'],
    ['0 kg', '0 kg'],
    ['about 200-250 kg', 'about 200-250 kg'],
    ['>= 5 t', 'at least 5,000 kg'],
    ['up to 3,000 ha', 'up to 3,000 ha'],
    ['$3000.5', '3,000.50 USD'],
    ['1 person', '1 person'],
    ['12 men', '12 people'],
  ])('%s is printed %s', (text, printed) => {
    const reading = parseQuantity(text, units)
    expect('quantity' in reading ? printQuantity(reading.quantity, units) : reading).toBe(printed)
  })

  it('is read back as the same amounts', () => {
    const unit = fc.constantFrom(...units.filter(({ readings }) => readings.length === 0))
    const amount = fc.oneof(fc.integer({ min: 0, max: 10 ** 14 }), fc.integer({ min: 0, max: 2_000_000 }))
    const bound = fc.constantFrom('exact', 'range', 'least')
    fc.assert(
      fc.property(unit, amount, amount, bound, fc.boolean(), ({ id, dimension }, a, b, kind, approximate) => {
        const low = Math.min(a, b)
        const high = kind === 'exact' ? low : Math.max(a, b)
        const quantity: Quantity = {
          dimension,
          low,
          ...(kind !== 'least' && { high }),
          typed: '',
          unit: id,
          ...(approximate && { approximate }),
        }
        const printed = printQuantity(quantity, units)
        const { typed: _typed, unit: _unit, ...counted } = quantity
        const read = parseQuantity(printed, units)
        expect(read, printed).toMatchObject({ quantity: counted })
        const found = 'quantity' in read ? read.quantity : undefined
        expect(found?.high, printed).toBe(quantity.high)
        if (dimension === 'piece' || dimension === 'money') expect(found?.unit).toBe(id)
      }),
      { seed: 1988, numRuns: 1_000 },
    )
  })

  it('prints an amount without a unit where none is needed', () => {
    expect(printAmount('area', 80_000_000)).toBe('8,000 ha')
  })
})

test.each([
  ['area', 83_835_616, 83_836_000],
  ['mass', 13_113_398_092, 13_113_400_000],
  ['mass', 453_592, 453_600],
  ['volume', 12_345, 12_300],
  ['money', 123_456, 123_500],
  ['piece', 12, 12],
] as const)('what is reckoned is shown no finer than can be meant: %s %i', (dimension, amount, shown) =>
  expect(roundReckoned(dimension, amount)).toBe(shown),
)
