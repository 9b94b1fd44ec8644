import { describe, expect, test } from 'vitest'
import { findDeeds } from '../../src/domain/entry-grammar/actions.ts'
import { findAmounts } from '../../src/domain/entry-grammar/amounts.ts'
import { findCues, weighDeeds } from '../../src/domain/entry-grammar/cues.ts'
import { eventOf, thingOf } from '../../src/domain/entry-grammar/events.ts'
import { inflectEnglish, inflectSpanish } from '../../src/domain/entry-grammar/inflect.ts'
import { segment } from '../../src/domain/entry-grammar/sentences.ts'
import { findDates } from '../../src/domain/entry-grammar/when.ts'
import { figureTyped } from '../../src/domain/figure-typed.ts'
import { parseQuantity } from '../../src/domain/quantity-text.ts'
import { cleanText, tokenise } from '../../src/domain/text.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'

const { knowledge } = readKnowledge('data')
if (!knowledge) throw new Error('the data folder has problems; run the knowledge tests')
const lexicon = knowledge

describe('inflect', () => {
  test.each([
    ['seize', ['seize', 'seizes', 'seized', 'seizing']],
    ['destroy', ['destroy', 'destroys', 'destroyed', 'destroying']],
    ['bury', ['bury', 'buries', 'buried', 'burying']],
    ['confiscate', ['confiscate', 'confiscates', 'confiscated', 'confiscating']],
  ])('%s', (base, words) => expect(inflectEnglish(base).map(([, word]) => word)).toEqual(words))

  test.each([
    ['incautar', ['incautó', 'incautaron', 'incauta', 'incautan', 'incautado', 'incautadas', 'incautando']],
    ['aprehender', ['aprehendió', 'aprehendieron', 'aprehende', 'aprehendido', 'aprehendiendo']],
    ['destruir', ['destruido', 'destruidos']],
  ])('%s', (infinitive, words) =>
    expect(inflectSpanish(infinitive).map(([, word]) => word)).toEqual(expect.arrayContaining(words)),
  )
})

test.each([
  ['Police seized 5 kg. They left.', 2],
  ['The U.S. Coast Guard seized 1.5 t.', 1],
  ['Gen. Smith said approx. 5 kg was seized', 1],
  ['POLICE SEIZED 5 KG. NAVY SEIZED 3 KG.', 2],
  ['5 kg; 3 kg; 2 kg', 1],
  [`${'a '.repeat(400)}`, 3],
])('%.40s is cut into %i', (line, count) => expect(segment(tokenise(cleanText(line)))).toHaveLength(count))

describe('actions, and whether they are told', () => {
  test.each([
    ['police seized 5 kg', 'seize past'],
    ['5 kg were seized', 'seize past passive'],
    ['5 kilos fueron incautados', 'seize participle passive'],
    ['105 t of seized drugs', 'seize past adjective'],
    ['police will seize 5 kg', 'seize base unreal'],
    ['police managed to seize 5 kg', 'seize base'],
    ['planea erradicar 5 ha', 'eradicate infinitive unreal'],
    ['lograron incautar 5 kg', 'seize infinitive'],
    ['police did not arrest anyone', 'arrest base unreal'],
    ['the seizure of 5 kg', 'seize noun'],
    ['an extradition treaty', 'extradite noun'],
    ['incautación de 5 kg', 'seize noun'],
  ])('%s: %s', (line, expected) => {
    const tokens = tokenise(line)
    const [deed] = weighDeeds(tokens, findDeeds(tokens, lexicon.actions), findCues(tokens, lexicon.cues))
    const flags = (['passive', 'adjective', 'unreal'] as const).filter((flag) => deed?.[flag])
    expect([deed?.action, deed?.form, ...flags].join(' ')).toBe(expected)
  })
})

describe('figures', () => {
  test.each([
    ['481 illegal landing strips', ['481 airstrip']],
    ['393 MDMA (ecstasy) tablets', ['393 pill']],
    ['28 police vehicles', ['28 vehicle']],
    ['142 drug-related arrests', ['142 person']],
    ['12 Hondurans', ['12 person']],
    ['a Cessna 210 aircraft', ['1 aircraft']],
    ['92 percent of 5 kg', ['5 kilogram']],
    ['a 35-year-old man', []],
    ['at km 18', []],
    ['sentenced to 12 years', []],
    ['two countries signed an extradition treaty', ['bare']],
    ['hundreds of tons', ['uncounted']],
    ['nearly four kilograms', ['4 kilogram']],
    ['unos 250 kilos', ['250 kilogram']],
    ['Unit 5 has seized 3 kg', ['3 kilogram']],
  ])('%s', (line, expected) => {
    const tokens = tokenise(line)
    const amounts = findAmounts(tokens, findDeeds(tokens, lexicon.actions), lexicon)
    const read = amounts.map(({ quantity, bare }) =>
      quantity ? `${figureTyped(quantity, lexicon.units)} ${quantity.unit}` : bare ? 'bare' : 'uncounted',
    )
    expect(read).toEqual(expected)
  })
})

describe('numbers in Spanish, fractions and multipliers', () => {
  test.each([
    ['doscientos cincuenta kilos', 250],
    ['doscientos cincuenta y dos kilos', 252],
    ['dos mil quinientos kilos', 2_500],
    ['un millón doscientos mil kilos', 1_200_000],
    ['109 mil 220 kilos', 109_220],
    ['1 millón 200 mil kilos', 1_200_000],
    ['una tonelada y media'.replace('una', '1'), 1_500],
    ['dos toneladas y media', 2_500],
    ['medio kilo', 0.5],
    ['media tonelada', 500],
    ['half a ton'.replace('ton', 'tonne'), 500],
    ['half a million kg', 500_000],
    ['2½ kg', 2.5],
    ['3/4 kg', 0.75],
    ['2 1/2 kg', 2.5],
    ['4.5k kg', 4_500],
    ['dos docenas kilos', 24],
    ['5 mil millones gramos', 5_000_000],
  ])('%s', (text, kilos) => {
    const reading = parseQuantity(text, lexicon.units)
    expect('quantity' in reading ? reading.quantity.low / 1e6 : reading).toBe(kilos)
  })
})

test.each([
  ['60 acres', 60],
  ['$1.5 million', 1_500_000],
  ['556,000 square feet', 556_000],
  ['up to 3,000 ha', 3_000],
  ['200-250 kg', 200],
])('the figure typed in %s is %d', (text, figure) => {
  const reading = parseQuantity(text, lexicon.units)
  expect('quantity' in reading && figureTyped(reading.quantity, lexicon.units)).toBe(figure)
})

describe('dates in a line', () => {
  test.each([
    ['In 2017, 218 people were arrested', ['2017']],
    ['seized 2000 kg of cocaine', []],
    ['a total of 2000 kilos', []],
    ['17,642 ha during 2016 and 52,283 ha through mid-December', ['2016', 'through mid-December']],
    ['On March 9 the agency said that since 2004', ['March 9', 'since 2004']],
    ['officials may seize', []],
    ['el 24 de abril de 2008 en Lima', ['24 de abril de 2008']],
  ])('%s', (line, expected) => {
    const found = findDates({ text: line, tokens: tokenise(line) }, '2026-11-01')
    expect(found.map(({ text }) => text)).toEqual(expected)
  })
})

test.each([
  ['seize', 'mass', 'kilogram', 'seizure'],
  ['seize', 'money', 'USD', 'asset'],
  ['seize', 'piece', 'vehicle', 'asset'],
  ['seize', 'piece', 'laboratory', 'lab destruction'],
  ['seize', 'piece', 'person', undefined],
  ['destroy', 'mass', 'kilogram', 'context'],
  ['destroy', 'area', 'hectare', 'eradication'],
  ['arrest', 'piece', 'person', 'arrest'],
  ['arrest', 'mass', 'kilogram', undefined],
  ['estimate', 'area', 'hectare', 'estimate'],
  ['other', 'mass', 'kilogram', undefined],
] as const)('%s %s (%s) is %s', (action, dimension, unit, kind) =>
  expect(eventOf(action, thingOf({ dimension, unit }))?.kind).toBe(kind),
)
