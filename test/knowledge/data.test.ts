import { expect, test } from 'vitest'
import { parseArticles, printArticles } from '../../src/domain/article.ts'
import type { Citation } from '../../src/domain/citation.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'

const knowledge = shipped()

function shipped(): Knowledge {
  const { knowledge, problems } = readKnowledge('data')
  if (!knowledge)
    throw new Error(problems.map(({ file, line, what }) => `${file}:${line}: ${what}`).join('\n'))
  return knowledge
}

const source = (id: string) => knowledge.sources.find((source) => source.id === id)
const restsOn = (cite: Citation | 'unverified', id: string) =>
  cite !== 'unverified' && (cite.source === id || cite.source.startsWith(`${id},`))

test('the 1988 Convention has articles 1 to 34, in order', () => {
  expect(knowledge.articles.map(({ number }) => number)).toEqual(
    Array.from({ length: 34 }, (_, at) => at + 1),
  )
})

test.each([
  [3, '3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11'],
  [5, '5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.9'],
  [6, '6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.10 6.11 6.12'],
  [7, '7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.13 7.14 7.15 7.16 7.17 7.18 7.19 7.20'],
  [9, '9.1 9.2 9.3'],
  [12, '12.1 12.2 12.3 12.4 12.5 12.6 12.7 12.8 12.9 12.10 12.11 12.12 12.13 12.14'],
  [13, ''],
  [14, '14.1 14.2 14.3 14.4 14.5'],
  [15, '15.1 15.2 15.3'],
  [17, '17.1 17.2 17.3 17.4 17.5 17.6 17.7 17.8 17.9 17.10 17.11'],
])('article %i has all its paragraphs', (number, paragraphs) => {
  const refs = knowledge.articles
    .find((article) => article.number === number)
    ?.paragraphs.map(({ ref }) => ref)
  expect(refs?.filter((ref) => !ref.includes('(')).join(' ')).toBe(paragraphs)
})

test.each([
  ['3.1', '3.1(a) 3.1(b) 3.1(c)'],
  ['3.1(a)', '3.1(a)(i) 3.1(a)(ii) 3.1(a)(iii) 3.1(a)(iv) 3.1(a)(v)'],
  ['3.5', '3.5(a) 3.5(b) 3.5(c) 3.5(d) 3.5(e) 3.5(f) 3.5(g) 3.5(h)'],
  ['5.4', '5.4(a) 5.4(b) 5.4(c) 5.4(d) 5.4(e) 5.4(f) 5.4(g)'],
  ['7.2', '7.2(a) 7.2(b) 7.2(c) 7.2(d) 7.2(e) 7.2(f) 7.2(g)'],
  ['7.10', '7.10(a) 7.10(b) 7.10(c) 7.10(d) 7.10(e) 7.10(f)'],
  ['7.15', '7.15(a) 7.15(b) 7.15(c) 7.15(d)'],
  ['9.2', '9.2(a) 9.2(b) 9.2(c) 9.2(d) 9.2(e) 9.2(f) 9.2(g) 9.2(h)'],
  ['12.9', '12.9(a) 12.9(b) 12.9(c) 12.9(d) 12.9(e)'],
  ['17.4', '17.4(a) 17.4(b) 17.4(c)'],
])('%s has all its letters', (paragraph, letters) => {
  const refs = knowledge.articles.flatMap(({ paragraphs }) => paragraphs.map(({ ref }) => ref))
  const inside = refs.filter(
    (ref) => ref.startsWith(`${paragraph}(`) && ref.split('(').length === paragraph.split('(').length + 1,
  )
  expect(inside.join(' ')).toBe(letters)
})

test('every reference to the Convention is written in the one form, each paragraph once', () => {
  const paragraphs = knowledge.articles.flatMap(({ paragraphs }) => paragraphs.map(({ ref }) => ref))
  expect(new Set(paragraphs).size).toBe(paragraphs.length)
  const used = [
    ...knowledge.categories.flatMap(({ articles, overlay }) => [...articles, ...overlay.articles]),
    ...[...knowledge.areas, ...knowledge.statutoryAreas].flatMap(({ articles }) => articles),
  ]
  for (const ref of [...paragraphs, ...used]) {
    expect(parseArticles(ref)?.map(printArticles), ref).toEqual([ref])
  }
  const known = new Set([...paragraphs, ...knowledge.articles.map(({ number }) => String(number))])
  const single = used.filter((ref) => !ref.includes('-'))
  expect(single.filter((ref) => !known.has(ref))).toEqual([])
})

test('the eight categories are as cabled, with the mapping we propose beside them', () => {
  const rows = knowledge.categories.map(({ number, name, articles, overlay }) =>
    [number, name, articles.join('; '), overlay.articles.join('; ')].join(' | '),
  )
  expect(rows).toEqual([
    '1 | Drug production and cultivation | 3.1(a); 12-14 | 3.1(a)(i); 3.1(a)(ii); 14.2; 14.3',
    '2 | Possession and demand reduction | 3.2 | 3.2; 14.4',
    '3 | Drug transportation and distribution | 3.1(a); 3.1(c); 15-19 | 3.1(a); 3.1(c); 15-19',
    '4 | Drug precursor substances, equipment and materials | 3.1(a); 12; 18 | 3.1(a); 12-13',
    '5 | Drug proceeds and confiscation | 3.1(b); 5 | 3.1(b); 5',
    '6 | Law enforcement | 3.6 | 3.6; 9; 11',
    '7 | Extradition and mutual legal assistance | 6-7 | 6-7',
    '8 | Legislative measures | 3-8; 9-19 | 3-19',
  ])
})

test('¶8(1) lists ten areas of the Convention, the statute thirteen of its own, ¶8 three criteria', () => {
  expect(knowledge.areas.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(knowledge.statutoryAreas.map(({ number }) => number)).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 1),
  )
  expect(knowledge.criteria.map(({ id }) => id)).toEqual(['criterion-1', 'criterion-2', 'criterion-3'])
})

test('the benchmarks stand under six headings, the expectations under their own', () => {
  expect(knowledge.headings.map(({ id }) => id)).toEqual([
    'drug-production',
    'chemical-control',
    'money-laundering',
    'interdiction',
    'development',
    'demand-reduction',
    'summary',
  ])
})

test('the 20 countries of ¶4 and the sending state, each of the 20 a party by a cited date', () => {
  const listed = 'AF BS BO BR MM CO DO EC GT HT IN JM LA MX NG PK PA PY PE VE'.split(' ')
  expect(knowledge.countries.map(({ id }) => id)).toEqual([...listed, 'US'])
  expect(knowledge.countries.filter(({ party }) => !party).map(({ id }) => id)).toEqual(['US'])
  expect(knowledge.countries.find(({ id }) => id === 'PE')).toMatchObject({
    party: { date: '1992-01-16' },
    zone: 'America/Lima',
  })
})

test('GOP, GOB and PNP have one meaning a country', () => {
  const countries = (acronym: string) =>
    knowledge.acronyms.filter(({ id }) => id === acronym).map(({ country }) => country)
  expect(countries('GOP')).toEqual(['PE', 'PK', 'PA', 'PY', 'US'])
  expect(countries('GOB')).toEqual(['BO', 'BR', 'MM'])
  expect(countries('PNP')).toEqual(['PE', 'PY', 'PA'])
})

test('two deadlines are owed to Congress every year, by whom the law says', () => {
  const yearly = knowledge.deadlines.filter(({ owedTo }) => owedTo === 'Congress')
  expect(yearly.map(({ id, owedBy, due }) => ({ id, owedBy, due }))).toEqual([
    { id: 'incsr', owedBy: 'Department of State', due: { every: '03-01', since: 2010 } },
    { id: 'determination', owedBy: 'the President', due: { every: '09-15', since: 2009 } },
  ])
})

test('paragraph numbers of the cables: proven in STATE, only probable in LIMA', () => {
  const numbers = (id: string) =>
    source(id)?.numbering.map(({ printed, paragraph, proven }) => [printed, paragraph, proven])
  expect(numbers('09 STATE 32018')).toEqual([
    [18, 8, true],
    [19, 9, true],
  ])
  expect(numbers('05 LIMA 1409')).toEqual([
    [15, 5, false],
    [16, 6, false],
    [17, 7, false],
    [18, 8, false],
  ])
})

test('LIMA is undated, and nothing is said to be missing between its paragraphs', () => {
  const lima = source('05 LIMA 1409')
  expect(lima?.date).toBeUndefined()
  expect(lima?.dateNote).toContain('inferred')
  expect(lima?.gaps.join(' ')).not.toMatch(/paragraph|¶/)
})

test('"Section 760" is a known fault of the cable, shown by the law itself', () => {
  const fault = source('09 STATE 32018')?.faults.find(({ id }) => id === 'section-760')
  expect(fault).toMatchObject({ printed: 'Section 760', shownBy: { source: '22 U.S.C. 2291j-1' } })
})

test('what rests on LIMA is SBU', () => {
  const { hash: _hash, cycles, ...lists } = knowledge
  const records = [
    ...Object.values(lists).flat(),
    ...cycles,
    ...cycles.flatMap(({ benchmarks }) => benchmarks),
  ]
  const resting = records.filter(({ cite }) => restsOn(cite, '05 LIMA 1409'))
  expect(resting.length).toBeGreaterThan(0)
  expect(resting.filter(({ marking }) => marking !== 'SBU')).toEqual([])
})

test('what is said to be general knowledge cites nothing', () => {
  const said = knowledge.facts.filter(({ text }) => /General knowledge/.test(text))
  expect(said.length).toBeGreaterThan(0)
  expect(said.filter(({ cite }) => cite !== 'unverified')).toEqual([])
})
