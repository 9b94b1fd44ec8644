import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type EntryOutcome, type ParsedEntry, readEntries } from '../../src/domain/entry-text.ts'
import { figureTyped } from '../../src/domain/figure-typed.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import { field } from './field-sentences.ts'
import { english, spanish } from './sentences.ts'

const { knowledge } = readKnowledge('data')
if (!knowledge) throw new Error('the data folder has problems; run the knowledge tests')
const lexicon = knowledge

const today = '2009-05-04'
const read = (text: string, country: string | undefined = 'PE'): EntryOutcome =>
  readEntries(text, { lexicon, today, ...(country && { country }) })

/** `seizure 250 kg cocaine hydrochloride at callao`, `eradication/forced total 8,000 ha coca` */
function told({ parsed }: ParsedEntry): string {
  const { kind, method, scope, quantity, substance, form, place } = parsed
  const unit = lexicon.units.find(({ id }) => id === quantity?.unit)
  const figure = quantity && figureTyped(quantity, lexicon.units).toLocaleString('en-US')
  return [
    method ? `${kind}/${method}` : kind,
    scope === 'total' ? 'total' : '',
    quantity ? `${figure} ${unit?.symbol}` : '',
    substance ?? '',
    form ?? '',
    place ? `at ${place}` : '',
  ]
    .filter((word) => word !== '')
    .join(' ')
}

const entriesOf = (outcome: EntryOutcome) => (outcome.action === 'none' ? [] : outcome.entries)
const summary = (text: string) => {
  const outcome = read(text)
  return [outcome.action, ...entriesOf(outcome).map(told)]
}

test.each(english)('%s', (text, expected) => expect(summary(text)).toEqual(expected))
test.each(field)('%s', (text, expected) => expect(summary(text)).toEqual(expected))
test.each(spanish)('%s', (text, expected) => expect(summary(text)).toEqual(expected))

describe('a date in figures', () => {
  const twice = 'As of 04/05/2009 little. Police seized 30 kg of cocaine at Callao on 04/05/2009.'
  it('is read at the end of a sentence too, and not taken from the one before', () => {
    const days = (text: string) => entriesOf(read(text)).map(({ parsed }) => parsed.from)
    expect(days('Police seized 30 kg of cocaine at Callao on 25/04/2009.')).toEqual(['2009-04-25'])
    const each = 'Police seized 20 kg of cocaine at Callao on 3 March 2009 and 9 kg at Paita on 25.04.2009.'
    expect(days(each)).toEqual(['2009-03-03', '2009-04-25'])
  })

  it('is asked about where it stands, and nothing else of the text is changed', () => {
    const outcome = read(twice)
    expect(outcome.action === 'clarify' && outcome.readings.map(({ text }) => text)).toEqual([
      twice.replace('on 04/05/2009', 'on 4 May 2009'),
      twice.replace('on 04/05/2009', 'on 5 Apr 2009'),
    ])
  })
})

describe('the two doors are one', () => {
  test.each<[string, string[]]>([
    [
      '/log precursor 2,400 gal kerosene, 950 L acetone',
      ['log', 'seizure 2,400 gal kerosene', 'seizure 950 L acetone'],
    ],
    ['seizure 4.5k g heroin CY08', ['log', 'seizure total 4,500 g heroin']],
    ['seizure 2½ kg heroin', ['log', 'seizure 2.5 kg heroin']],
    ['seizure 3/4 kg heroin', ['log', 'seizure 0.75 kg heroin']],
    ['/log asset S/ 3.4 MM', ['log', 'asset 3,400,000 PEN']],
    ['250 kg cocaine seized at Callao', ['log', 'seizure 250 kg cocaine at callao']],
    ['lab 4 pits burned near Monzon yesterday', ['log', 'lab destruction 4 laboratories at monzon']],
    ['400', ['clarify']],
    ['seizure 500k in cash', ['clarify']],
    ['eradication 1,200 coca', ['clarify']],
  ])('%s', (text, expected) => expect(summary(text)).toEqual(expected))
})

describe('dates and totals', () => {
  test.each([
    ['On 3 April DIRANDRO seized 5 kg of cocaine.', '2009-04-03', '2009-04-04', 'event'],
    [
      'On 3 May the agency said it had seized 712 t of drugs since 2005.',
      '2005-01-01',
      '2009-05-05',
      'total',
    ],
    [
      'CORAH eradicated 900 ha of coca in 2008, compared to 800 ha in 2007.',
      '2008-01-01',
      '2009-01-01',
      'total',
    ],
    ['As of March 2009, CORAH had eradicated 900 ha of coca.', '2009-01-01', '2009-04-01', 'total'],
    ['Ayer la Policía incautó 5 kilos de cocaína.', '2009-05-03', '2009-05-04', 'event'],
    ['El 24 de abril de 2009 se incautaron 5 kilos de cocaína.', '2009-04-24', '2009-04-25', 'event'],
    [
      'Entre enero y marzo de 2009 se incautaron 5 toneladas de cocaína.',
      '2009-01-01',
      '2009-04-01',
      'total',
    ],
    ['Police seized 5 kg of cocaine.', '2009-05-04', '2009-05-05', 'event'],
  ])('%s', (text, from, until, scope) =>
    expect(entriesOf(read(text))[0]?.parsed).toMatchObject({ from, until, scope }),
  )

  it('takes the date of a sentence before, and says so', () => {
    const [, second] = entriesOf(
      read(
        'On 3 April police raided a lab. They arrested two men. Police seized 5 kg of cocaine on 4 April.',
      ),
    )
    expect(second?.parsed.from).toBe('2009-04-04')
  })

  it('asks which days a period covers that only another text tells', () => {
    expect(read('Over this period, police seized 5 kg of heroin.')).toMatchObject({
      action: 'clarify',
      readings: [{ text: 'this year, police seized 5 kg of heroin.' }, {}, {}],
    })
  })
})

describe('what is asked', () => {
  test.each([
    ['Police seized 3.4 tons of cocaine.', /several units/, 'Police seized 3.4 t of cocaine.'],
    ['Police seized 1.500 kg of cocaine.', /two ways/, 'Police seized 1.5 kg of cocaine.'],
    ['Police found 5 kg of cocaine.', /found, not said to be seized/, 'Police seized 5 kg of cocaine.'],
    ['Peru eradicated 20,735 ha in 2008.', /which crop/, 'Peru eradicated 20,735 ha of coca in 2008.'],
    [
      'UNODC estimates 41,300 ha of coca in 2008.',
      /an estimate/,
      'estimate 41,300 ha coca 2008-01-01..2008-12-31',
    ],
    [
      'Police seized 5 kg of cocaine at Santa Cruz.',
      /may be any of these/,
      'Police seized 5 kg of cocaine at Santa Cruz. country Bolivia',
    ],
  ])('%s', (text, ask, first) => {
    const outcome = read(text)
    expect(outcome).toMatchObject({ action: 'clarify', ask: expect.stringMatching(ask) })
    expect(outcome.action === 'clarify' && outcome.readings[0]?.text).toBe(first)
  })

  it('answers a question with lines that are recorded', () => {
    for (const text of [
      'Police seized 3.4 tons of cocaine.',
      'Police found 5 kg of cocaine.',
      'Peru eradicated 20,735 ha in 2008.',
      'UNODC estimates 41,300 ha of coca in 2008.',
    ]) {
      const outcome = read(text)
      const readings = outcome.action === 'clarify' ? outcome.readings : []
      expect(readings.map((reading) => read(reading.text).action)).toEqual(readings.map(() => 'log'))
    }
  })
})

describe('what is no event says why', () => {
  test.each([
    ['Peru plans to eradicate 25,000 ha of coca.', /planned/],
    ['The goal is 25,000 ha.', /goal/],
    ['Street price is $2,000 per kg.', /values or prices|rates/],
    ['The lab had a capacity of 500 kg.', /possible/],
    ['Peru and Bolivia have a treaty.', /nothing that was done/],
  ])('%s', (text, why) =>
    expect(read(text)).toMatchObject({ action: 'none', reason: expect.stringMatching(why) }),
  )
})

it.each([13, 500])('records nothing of a paste of %i events, and says how many it would take', (count) => {
  const outcome = read('Police seized 5 kg of cocaine. '.repeat(count))
  expect(outcome).toMatchObject({
    action: 'clarify',
    ask: expect.stringContaining(`${count} events; at most 12`),
    entries: [],
  })
})

it('spans hold what they say, and every quantity has one', () => {
  const text = 'On 3 April DIRANDRO seized 250 kilos of cocaine at Callao and arrested four people.'
  for (const { spans, parsed } of entriesOf(read(text))) {
    for (const { start, end, text: words } of spans) expect(text.slice(start, end)).toBe(words)
    expect(spans.find(({ field }) => field === 'quantity')?.text).toBe(parsed.quantity?.typed)
  }
})

it('reads capitals as it reads small letters', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.constantFrom('kg', 'g', 't', 'lb'),
      fc.constantFrom('cocaine', 'heroin', 'opium'),
      (figure, unit, drug) => {
        const line = `Police seized ${figure} ${unit} of ${drug} at Callao on 3 Apr 2009 and arrested seven men.`
        expect(summary(line.toUpperCase())).toEqual(summary(line))
      },
    ),
    { seed: 1988, numRuns: 200 },
  )
})

it('never logs what a negation, a plan or a supposition tells', () => {
  const deed = fc.constantFrom(
    'seize 5 kg of cocaine',
    'eradicate 90 ha of coca',
    'arrest 12 traffickers',
    'destroy 3 laboratories',
  )
  const lead = fc.constantFrom(
    'Police will',
    'Police plan to',
    'Police did not',
    'Police could',
    'The aim is to',
    'Police failed to',
    'Police hope to',
  )
  fc.assert(
    fc.property(lead, deed, (start, rest) => {
      expect(read(`${start} ${rest}.`).action).not.toBe('log')
    }),
    { seed: 1988, numRuns: 100 },
  )
})

it('answers any text at all', () => {
  const word = fc.constantFrom(
    'seized',
    'of',
    '5',
    'kg',
    'cocaine',
    ',',
    '.',
    '(',
    ')',
    'were',
    'including',
    '$',
    '1.500',
    'and',
    'Callao',
    'incautaron',
    'de',
    'per',
    'goal',
    '3/4',
    '½',
    'half',
    'a',
    'más',
    'que',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const outcome = read(words.join(' '))
      for (const { parsed } of entriesOf(outcome)) expect(parsed.quantity?.low ?? 0).toBeGreaterThanOrEqual(0)
    }),
    { seed: 1988, numRuns: 1_000 },
  )
})
