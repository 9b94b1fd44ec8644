import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Happening } from '../../src/domain/entry.ts'
import { type EntryReading, type ParsedEntry, parseEntry, readEntries } from '../../src/domain/entry-text.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'

const { knowledge } = readKnowledge('data')
if (!knowledge) throw new Error('the data folder has problems; run the knowledge tests')
const lexicon = knowledge

const today = '2009-04-06'
const read = (line: string, country?: string): EntryReading =>
  parseEntry(line, { lexicon, today, ...(country && { country }) })

function parsed(line: string, country?: string): ParsedEntry {
  const reading = read(line, country)
  if (!('parsed' in reading)) throw new Error(`${line}: ${JSON.stringify(reading)}`)
  return reading
}

const kg = (amount: number) => ({ dimension: 'mass', low: amount * 1e6, high: amount * 1e6 })
const ha = (amount: number) => ({ dimension: 'area', low: amount * 1e4, high: amount * 1e4 })
const pieces = (amount: number, unit: string) => ({ dimension: 'piece', low: amount, high: amount, unit })

test('a whole line', () => {
  const line =
    'seizure canine 250 kg cocaine hydrochloride at the VRAE on 3 Apr 2009 by DINANDRO+NAS src 09 LIMA 123 bm PE-IL-3b mark SBU note found under a floor'
  expect(parsed(line)).toMatchObject({
    parsed: {
      kind: 'seizure',
      method: 'canine',
      scope: 'event',
      quantity: { ...kg(250), typed: '250 kg', unit: 'kilogram' },
      substance: 'cocaine',
      form: 'hydrochloride',
      place: 'vrae',
      placeText: 'VRAE',
      from: '2009-04-03',
      until: '2009-04-04',
      agencies: ['dirandro', 'nas'],
      actor: 'both',
      source: { kind: 'cable', text: '09 LIMA 123' },
      grade: 'A',
      benchmarks: ['PE-IL-3b'],
      note: 'found under a floor',
    },
    mark: 'SBU',
    notes: [],
  })
})

describe('the parts come in any order and in any client’s typing', () => {
  const expected = parsed('seizure 250 kg cocaine at Callao on 3 Apr 2009 by DIRANDRO').parsed
  test.each([
    '250 kg cocaine seized at Callao on 3 Apr 2009 by DIRANDRO',
    'on 3 Apr 2009 DIRANDRO seized 250 kg of cocaine at the port of Callao'.replace('the port of ', ''),
    'by DIRANDRO at Callao 3 Apr 2009 seizure cocaine 250 kg',
    'seizure\u00a0250\u202fkg cocaine at Callao – on 3 Apr 2009 by DIRANDRO',
    'Seizure: “250 kg” cocaine, at Callao, on 2009-04-03, by dirandro.',
  ])('%s', (line) => expect(parsed(line).parsed).toEqual(expected))
})

describe('what is read', () => {
  test.each<[string, object]>([
    ['seizure two hundred and fifty kilos of pure cocaine', { quantity: kg(250), substance: 'cocaine' }],
    ['seizure 200-250 kg cocaine', { quantity: { low: 200e6, high: 250e6 } }],
    ['seizure 12 kg PBC', { substance: 'cocaine', form: 'paste' }],
    ['seizure 12 kg cocaine base', { substance: 'cocaine', form: 'base' }],
    ['seizure 12 kg heroin base', { substance: 'heroin', form: 'base' }],
    ['seizure 1 t coca leaf', { substance: 'coca-leaf' }],
    ['seizure 200 L acetone', { substance: 'acetone', quantity: { dimension: 'volume', low: 200_000 } }],
    ['seizure 200 kg permanganate', { substance: 'potassium-permanganate' }],
    ['seizure 200 L HCl', { substance: 'hydrochloric-acid' }],
    ['seizure 500 kg precursor chemical acetone', { substance: 'acetone' }],
    ['seizure 300 cannabis plants', { substance: 'cannabis-plant', quantity: pieces(300, 'plant') }],
    ['seizure 30 kg cannabis', { substance: 'cannabis' }],
    ['seizure multi-ton cocaine', { what: 'multi-ton', substance: 'cocaine' }],
    ['eradication programmed 800 ha coca', { kind: 'eradication', method: 'forced', quantity: ha(800) }],
    ['voluntary eradication 80 acres coca', { method: 'voluntary', quantity: { low: 323_749 } }],
    ['eradication 3 ha poppy', { kind: 'poppy eradicated', substance: 'opium-poppy', quantity: ha(3) }],
    ['poppy located 2 ha', { kind: 'poppy located', substance: 'opium-poppy' }],
    ['lab destruction', { kind: 'lab destruction', quantity: pieces(1, 'laboratory') }],
    ['12 labs destroyed in the VRAE', { quantity: pieces(12, 'laboratory'), place: 'vrae' }],
    [
      'arrested three at Tingo María',
      { kind: 'arrest', quantity: pieces(3, 'person'), place: 'tingo-maria' },
    ],
    ['400 police graduated', { kind: 'police', method: 'graduated', quantity: pieces(400, 'person') }],
    ['police unit stood up', { method: 'unit stood up', quantity: pieces(1, 'unit') }],
    [
      'seized assets USD 1.5 million',
      { kind: 'asset', method: 'seized', quantity: { low: 150_000_000, unit: 'USD' } },
    ],
    ['money laundering 2 prosecutions', { method: 'prosecution', quantity: pieces(2, 'case') }],
    ['inspection of 40 containers at Paita', { method: 'container', quantity: pieces(40, 'container') }],
    ['extradition granted to the United States', { method: 'granted', quantity: pieces(1, 'person') }],
    [
      'milestone negotiation second round on maritime procedures',
      { what: 'second round on maritime procedures' },
    ],
    [
      'engagement delivered to the foreign ministry by Embassy Lima',
      { what: 'foreign ministry', actor: 'US mission' },
    ],
    [
      'delivered the demarche to the foreign ministry',
      { kind: 'engagement', method: 'delivered', what: 'foreign ministry' },
    ],
    ['presented non-paper to DEVIDA', { kind: 'engagement', method: 'delivered' }],
    [
      'context strikes closed the Aguaytía road',
      { what: 'strikes closed the Aguaytía road', place: 'aguaytia' },
    ],
    ["seizure 2 kg heroin at Lima's airport", { place: 'lima-airport' }],
    ['seizure 2 kg heroin near Foo Bar', { placeText: 'Foo Bar' }],
    ['seizure 2 kg heroin bm PE-IL-4, fy2010/pe-il-3B', { benchmarks: ['PE-IL-4', 'FY2010/PE-IL-3b'] }],
    [
      'seizure 2 kg heroin src "the duty officer, by phone" at Paita',
      { place: 'paita', source: { kind: 'words', text: 'the duty officer, by phone' } },
    ],
  ])('%s', (line, part) => expect(parsed(line).parsed).toMatchObject(part))

  it('does not invent a place, an actor or a class', () => {
    const happening: Happening = parsed('seizure 2 kg heroin near Foo Bar by XYZ').parsed
    expect(happening).not.toHaveProperty('place')
    expect(happening).not.toHaveProperty('actor')
    expect(happening.agencies).toEqual([])
  })
})

describe('event or total', () => {
  test.each([
    ['seizure 88 t cocaine in the first ten months of 2008', 'total', '2008-01-01', '2008-11-01'],
    ['total seizure 88 t cocaine Jan-Oct 2008', 'total', '2008-01-01', '2008-11-01'],
    ['eradication 900 ha coca last month', 'event', '2009-03-01', '2009-04-01'],
    ['total eradication 900 ha coca last month', 'total', '2009-03-01', '2009-04-01'],
    ['eradication 9,000 ha coca in 2008', 'total', '2008-01-01', '2009-01-01'],
    ['estimate 40,000 ha coca CY2008', 'event', '2008-01-01', '2009-01-01'],
    ['seizure 5 t coca leaf FY2009', 'total', '2008-10-01', '2009-04-07'],
    ['seizure 5 kg heroin', 'event', '2009-04-06', '2009-04-07'],
  ])('%s is a %s', (line, scope, from, until) =>
    expect(parsed(line).parsed).toMatchObject({ scope, from, until }),
  )
})

describe('evidence follows the source', () => {
  test.each([
    ['src 09 LIMA 123', 'A'],
    ['src LIMA 004 para 3', 'A'],
    ['src https://www.mininter.gob.pe/x', 'B'],
    ['src <https://www.state.gov/x|State>', 'B'],
    ['https://www.nacom.go.id/x', 'B'],
    ['src https://elcomercio.pe/gov/x', 'C'],
    ['src "the minister"', 'D'],
    ['', 'D'],
  ])('%s: %s', (source, grade) => expect(parsed(`seizure 2 kg heroin ${source}`).parsed.grade).toBe(grade))
})

describe('what is assumed, odd or not understood is said', () => {
  test.each([
    ['seizure 2 kg heroin', /no date given: today, 6 Apr 2009/],
    ['seizure 2 kg heroin', /no source given: evidence D/],
    ['seizure 2 kg heroin on 3 April', /no year given: 2009/],
    ['seizure 2 kg heroin Apr 2009', /Apr 2009 is not over: counted to today/],
    [
      'seizure 88 t cocaine in the first ten months of 2008',
      /read as a total over 1 Jan 2008 to 31 Oct 2008/,
    ],
    ['seizure 60 t cocaine', /more than 50 t of a drug in one event/],
    ['seizure multi-ton cocaine', /noted, not counted/],
    ['seizure 200 kg coca', /"coca" read as coca leaf/],
    ['eradication 20 ha coca', /method not stated: forced, voluntary/],
    ['arrest at Callao', /counted as 1 person/],
    ['asset seized $500', /\$ read as US dollars/],
    ['seizure 2 kg heroin at Calao', /place not in the lexicon, kept as typed: Calao \(Callao\?\)/],
    ['seizure 2 kg heroin by XYZ squad', /agency not in the lexicon: XYZ squad/],
    ['seizure 2 kg heroin zzz at Callao hidden well', /not understood: zzz, hidden well/],
    ['seizure 2 kg heroin at Callao country colombia', /the line says Colombia, but Callao is elsewhere/],
  ])('%s', (line, note) => expect(parsed(line).notes.join('\n')).toMatch(note))

  it('warns of no total, however large', () => {
    expect(parsed('seizure 60 t cocaine CY2008').notes.join('\n')).not.toMatch(/in one event/)
  })
})

describe('what can be read in several ways is asked, with whole lines for answers', () => {
  test.each([
    [
      'seizure 5 tons coca leaf at Puno note x',
      undefined,
      [
        'seizure 5 t coca leaf at Puno note x',
        'seizure 5 short tons coca leaf at Puno note x',
        'seizure 5 long tons coca leaf at Puno note x',
      ],
    ],
    ['seizure 1.500 kg acetone', undefined, ['seizure 1.5 kg acetone', 'seizure 1,500 kg acetone']],
    ['seizure 2 kg heroin on 04/05/2009', undefined, ['seizure 2 kg heroin on 5 Apr 2009']],
    [
      'seizure 2 kg heroin at Santa Cruz note x',
      undefined,
      [
        'seizure 2 kg heroin at Santa Cruz country Bolivia note x',
        'seizure 2 kg heroin at Santa Cruz country Jamaica note x',
      ],
    ],
    [
      'seizure 2 kg heroin at Santa Cruz country Peru',
      undefined,
      [
        'seizure 2 kg heroin at Santa Cruz country Bolivia',
        'seizure 2 kg heroin at Santa Cruz country Jamaica',
      ],
    ],
    [
      'seizure 2 kg heroin by PNP',
      undefined,
      [
        'seizure 2 kg heroin by PNP country Peru',
        'seizure 2 kg heroin by PNP country Paraguay',
        'seizure 2 kg heroin by PNP country Panama',
      ],
    ],
  ])('%s', (line, country, texts) => {
    const reading = read(line, country)
    expect('readings' in reading ? reading.readings.map(({ text }) => text) : reading).toEqual(texts)
  })

  test.each([
    ['seizure 2 kg heroin at Santa Cruz', 'BO', { place: 'santa-cruz-bo' }],
    ['seizure 2 kg heroin at Santa Cruz country Jamaica', 'BO', { place: 'santa-cruz-jm' }],
    ['seizure 2 kg heroin by PNP', 'PE', { agencies: ['pnp-pe'] }],
    ['seizure 2 kg heroin by PNP at Colón', 'PE', { agencies: ['pnp-pa'] }],
    ['seizure 2 kg heroin by PNP bm PE-IL-4', undefined, { agencies: ['pnp-pe'] }],
    ['seizure 2 kg heroin by GOP+DEA', 'PK', { agencies: ['government-pk', 'dea'], actor: 'both' }],
  ])('%s is told by its country (%s)', (line, country, part) =>
    expect(parsed(line, country).parsed).toMatchObject(part),
  )
})

test.each([
  ['estimate coca 56,100 ha 2008 UNODC', '2008-01-01', 'event'],
  ['eradication forced 9,000 ha coca 2008', '2008-01-01', 'total'],
  ['police graduated 2008 cadets', today, 'event'],
  ['arrest 2008', today, 'event'],
])('a year that nothing leads to and that counts nothing is when: %s', (line, from, scope) =>
  expect(parsed(line).parsed).toMatchObject({ from, scope }),
)

describe('what a line leaves out is asked, where few answers are likely', () => {
  test.each([
    ['eradication 20 ha at Tocache', '20 ha of which crop?', ['eradication 20 ha of coca at Tocache', 3]],
    ['15 kilos of paste in Juliaca, PNP', 'What was it?', ['seizure 15 kilos of paste in Juliaca, PNP', 1]],
    ['56,100 ha coca in Peru 2008', 'What was it?', ['eradication 56,100 ha coca in Peru 2008', 2]],
    [
      'Embassy delivered demarche to Foreign Ministry April 3',
      'Record it as engagement?',
      ['engagement Embassy delivered demarche to Foreign Ministry April 3', 1],
    ],
    ['4 laboratorios en Tocache', 'What was it?', ['lab destruction 4 laboratorios en Tocache', 1]],
  ] as const)('%s', (line, ask, [first, count]) => {
    const outcome = readEntries(line, { lexicon, today })
    const asked = outcome.action === 'none' ? outcome.perhaps : outcome
    expect(asked).toMatchObject({
      ask: expect.stringContaining(ask),
      readings: { length: count, 0: { text: first } },
    })
  })

  test.each(['is 15 kg of cocaine much?', '15 kg and 3 ha of coca', 'about 12 people', '15 kg'])(
    'not %s',
    (line) => expect(readEntries(line, { lexicon, today })).not.toHaveProperty('perhaps'),
  )
})

describe('what cannot be recorded says what to mend', () => {
  test.each([
    ['', /Say what happened/],
    ['😀😀', /Say what happened/],
    ['مرحبا', /Say what happened/],
    ["'; drop table entries; --", /Say what happened/],
    ['seizure cocaine', /No quantity: say how much, e\.g\. seizure 250 kg cocaine at Callao/],
    ['seizure 250 cocaine', /"250" has no unit/],
    ['seizure -5 kg cocaine', /less than zero/],
    ['seizure 1e308 kg cocaine', /in full/],
    ['seizure 200000 t cocaine', /larger than 100,000 t/],
    ['seizure 250 kg', /No substance named/],
    ['seizure 250 kg at Callao', /No substance named/],
    ['seizure 250 kg xyzzy', /No substance is known as "xyzzy"/],
    ['seizure 250 kg base', /a form of several: cocaine, heroin, morphine/],
    ['seizure 3 ha cannabis', /not by area/],
    ['eradication', /No quantity|No crop named/],
    ['poppy eradicated 3 ha coca', /takes no coca/],
    ['seizure 250 kg cocaine and 10 kg heroin', /Two amounts in one line/],
    ['seizure 250 kg cocaine and heroin', /Two substances in one line/],
    ['seizure 2 kg heroin on 31 February', /no such day/],
    ['seizure 2 kg heroin on 24 Apr 2009', /in the future: today is 6 Apr 2009/],
    ['total seizure 2 kg heroin', /needs the days it covers/],
    ['total seizure 2 kg heroin on 3 Apr 2009', /a span of days/],
    ['seizure 2 kg heroin bm foo', /bm wants a benchmark's id/],
    ['seizure 2 kg heroin mark SECRET', /mark takes U or SBU/],
    ['seizure 2 kg heroin country atlantis', /No country is known as "atlantis"/],
    [`seizure 2 kg heroin note ${'x'.repeat(1_001)}`, /under 1,000/],
    ['x'.repeat(10_000), /under 2,000/],
  ])('%.40s', (line, problem) =>
    expect(read(line)).toMatchObject({
      problem: expect.stringMatching(problem),
      example: expect.any(String),
    }),
  )

  test.each([
    ['siezure 2 kg heroin', 'seizure 2 kg heroin'],
    ['seizure 2 kg herion at Callao', 'seizure 2 kg heroin at Callao'],
    ['seizure 2 kg potasium permanganat', 'seizure 2 kg potassium permanganate'],
    ['seizure 2 kg heroin country Colombai', 'seizure 2 kg heroin country Colombia'],
  ])('%s: nearest is %s', (line, nearest) => expect(read(line)).toMatchObject({ nearest }))
})

it('reads the same whichever way its parts are shuffled', () => {
  const kind = 'seizure'
  const parts = [
    '250 kg',
    'cocaine paste',
    'at Callao',
    'on 3 Apr 2009',
    'by DIRANDRO',
    'src 09 LIMA 12',
    'bm PE-IL-4',
    'mark U',
  ]
  const expected = parsed([kind, ...parts].join(' '))
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
      const reading = parsed([kind, ...shuffled].join(' '))
      expect(reading.parsed).toEqual(expected.parsed)
      expect(reading.notes).toEqual([])
    }),
    { seed: 1988, numRuns: 300 },
  )
})

it('accounts for every word: read, kept, named in the notes, or a joining word', () => {
  const words = [
    'zzz',
    'cocaine',
    '250',
    'kg',
    'at',
    'Callao',
    'by',
    'DIRANDRO',
    'yesterday',
    'quux',
    'and',
    'note',
    'src',
    '-',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (some) => {
      const line = ['seizure 1 kg heroin', ...some].join(' ')
      const reading = read(line)
      if (!('parsed' in reading)) return
      const told = [...reading.notes, ...reading.spans.map(({ text }) => text)].join(' ')
      for (const word of ['zzz', 'quux']) if (some.includes(word)) expect(told, line).toContain(word)
    }),
    { seed: 1988, numRuns: 500 },
  )
})
