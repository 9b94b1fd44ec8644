import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ArticleSpan,
  coversArticles,
  findArticles,
  overlapArticles,
  parseArticles,
  printArticles,
} from '../../src/domain/article.ts'

const printed = (spans: ArticleSpan[] | undefined) => spans?.map(printArticles).join(', ')

function one(text: string): ArticleSpan {
  const [span, ...rest] = parseArticles(text) ?? []
  if (!span || rest.length > 0) throw new Error(`not one reference: ${text}`)
  return span
}

describe('references as people write them', () => {
  test.each([
    ['3', '3'],
    ['3.1(a)', '3.1(a)'],
    ['3.1 (A)', '3.1(a)'],
    ['art 3.1 (a)(i)', '3.1(a)(i)'],
    ['Article 3(1)(a)', '3.1(a)'],
    ['article 3, paragraph 1(a)', '3.1(a)'],
    ['art. 3 ¶1(a)', '3.1(a)'],
    ['art 3 para 1 a', '3.1(a)'],
    ['article 3, paragraph (1)(a)(iii)', '3.1(a)(iii)'],
    ['article 3, paragraph 1, subparagraph (a), item (iii)', '3.1(a)(iii)'],
    ['paragraph 1(a) of article 3 of the Convention', '3.1(a)'],
    ['subparagraph (a) of paragraph 1 of article 3', '3.1(a)'],
    ['artículo 3, párrafo 1, inciso a)', '3.1(a)'],
    ['inciso a) del párrafo 1 del artículo 3', '3.1(a)'],
    ['art. 3, párr. 1 a)', '3.1(a)'],
    ['3, para 1(a)', '3.1(a)'],
    ['article 1, letter k', '1(k)'],
    ['Article 3 para 1 lit. a', '3.1(a)'],
    ['art. 3 (1) lit b (ii)', '3.1(b)(ii)'],
    ['article 3, paragraphs 1 and 2', '3.1, 3.2'],
    ['artículo 3, párrafos 1-3', '3.1-3.3'],
    ['article 3 paragraphs 1 to 3', '3.1-3.3'],
    ['article 3 (1) and (2)', '3.1, 3.2'],
    ['article 3, paragraphs 1, 2 and 3', '3.1, 3.2, 3.3'],
    ['article 3, paragraphs 1, 3 to 5, and 7', '3.1, 3.3-3.5, 3.7'],
    ['paragraphs 1 and 2 of article 3', '3.1, 3.2'],
    ['paras 1(a) to (c) of article 3', '3.1(a)-(c)'],
    ['subparagraphs (a) and (c) of paragraph 1 of article 3', '3.1(a), 3.1(c)'],
    ['artículo 3, párrafos 1 y 2', '3.1, 3.2'],
    ['articles 3 and 5', '3, 5'],
    ['article 5 and article 12', '5, 12'],
    ['articles 5 to 7', '5-7'],
    ['articles 3, 5 to 7 and 12', '3, 5-7, 12'],
    ['article 3.1(a)(i) to (iii)', '3.1(a)(i)-(iii)'],
    ['article 3, para. 4(c) and (d)', '3.4(c), 3.4(d)'],
    ['article 3, subparagraphs 1(a) and 1(b)', '3.1(a), 3.1(b)'],
    ['article 3, paragraph 1, items (a)(i) and (iii)', '3.1(a)(i), 3.1(a)(iii)'],
    ['article III', '3'],
    ['articles III and V', '3, 5'],
    ['article three, paragraph 1', '3.1'],
    ['artículo tres', '3'],
    ['article twenty-one', '21'],
    ['3.1a', '3.1(a)'],
    ['3.1.a.ii', '3.1(a)(ii)'],
    ['1(k)', '1(k)'],
    ['1(i)', '1(i)'],
    ['9-19', '9-19'],
    ['Articles 9–19', '9-19'],
    ['art. 12-14', '12-14'],
    ['14.2-14.3', '14.2-14.3'],
    ['14.2-3', '14.2-14.3'],
    ['3.1(a)(i)-(ii)', '3.1(a)(i)-(ii)'],
    ['3.1(a)-(c)', '3.1(a)-(c)'],
    ['3.1(a),(c)', '3.1(a), 3.1(c)'],
    ['14, 3.1(a), 14', '14, 3.1(a)'],
    ['Article 3.1 (a), (c); Articles 15-19', '3.1(a), 3.1(c), 15-19'],
    ['12, 18', '12, 18'],
    ['3.1(a); articles 12-14', '3.1(a), 12-14'],
    ['3.1(a) of the 1988 UN Convention', '3.1(a)'],
    ['99', '99'],
  ])('%s', (typed, canonical) => {
    expect(printed(parseArticles(typed))).toBe(canonical)
  })

  test.each([
    '',
    'coca eradication',
    '(c)',
    '19-9',
    '0',
    '3.0',
    '3.1(a',
    '3.1(a)(q)',
    '3.1(a)(iiii)',
    '3..1',
    '-5',
    '3-',
    '1-2-3',
  ])('not a reference: %j', (typed) => {
    expect(parseArticles(typed)).toBeUndefined()
  })

  test.each([
    ['what does article 3.1(a) say?', '3.1(a)'],
    ['Which benchmarks serve art. 14.', '14'],
    ['is 3.1 (c)(ii) invoked', '3.1(c)(ii)'],
    ['articles 9-19 please', '9-19'],
    ['what do paragraphs 1 and 2, or article 3, paragraphs 1 and 2, say?', '3.1, 3.2'],
    ['what does article 3, paragraph 1(a), require?', '3.1(a)'],
    ['does convention article 3.1.a name conspiracy?', '3.1(a)'],
    ['what must article 3, paragraph 1 a party do?', '3.1'],
    ['¿qué dice el artículo 3, párrafo 1, inciso a)?', '3.1(a)'],
    ['what do articles 5 and 12 require of banks?', '5, 12'],
    ['what does article 3 and 5 tons mean', '3'],
    ['does article 3, 250 kg or not, matter?', '3'],
    ['is article I read about it in?', undefined],
    ['the article one should read', undefined],
    ['article twenty one', undefined],
    ['article 3 bis', undefined],
    ['article 3.1(q)(z)', undefined],
    ['paragraph 9 of the article on Peru', undefined],
    ['seized 250.5 kg in 2009', undefined],
    ['see 09 STATE 32018 ¶9.1(a)', undefined],
  ])('in a sentence: %s', (sentence, canonical) => {
    expect(printed(findArticles(sentence))).toBe(canonical)
  })
})

test('a long gap is read as quickly as a short one', () => {
  const from = performance.now()
  expect(printed(findArticles(`article 3${' '.repeat(9000)}and 5`))).toBe('3, 5')
  expect(performance.now() - from).toBeLessThan(100)
})

describe('what covers what', () => {
  test.each([
    ['9-19', '12.9(b)', true],
    ['3.1', '3.1(a)', true],
    ['3.1(a)', '3.1', false],
    ['3-8', '3.1(a)(ii)', true],
    ['3-8', '9', false],
    ['14.2-14.3', '14.3(a)', true],
    ['14.2-14.3', '14.4', false],
    ['3.1(a)(i)-(ii)', '3.1(a)(iii)', false],
    ['1', '1(k)', true],
    ['1', '10', false],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(coversArticles(one(outer), one(inner))).toBe(expected)
  })

  test.each([
    ['3.1(a)', '3.1', true],
    ['3.1(a)', '3-8', true],
    ['12-14', '14.2', true],
    ['3.1(a)', '3.1(b)', false],
    ['3.10', '3.1', false],
  ])('%s overlaps %s: %s, both ways', (left, right, expected) => {
    expect(overlapArticles(one(left), one(right))).toBe(expected)
    expect(overlapArticles(one(right), one(left))).toBe(expected)
  })
})

const path = fc
  .tuple(
    fc.integer({ min: 1, max: 34 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 26 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .chain((numbers) => fc.integer({ min: 1, max: 4 }).map((depth) => numbers.slice(0, depth)))
  .filter((numbers) => numbers.length !== 2 || numbers[1] !== 0)

describe('laws', () => {
  test('reading what was printed gives the same place', () => {
    fc.assert(
      fc.property(path, (numbers) => {
        const span = { first: numbers, last: numbers }
        expect(parseArticles(printArticles(span))).toEqual([span])
      }),
      { seed: 1988, numRuns: 500 },
    )
  })

  test('reading a printed range of siblings gives the same range', () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 1, max: 5 }), (numbers, further) => {
        const last = [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + further]
        const ends = [34, 20, 26, 12]
        fc.pre((last.at(-1) ?? 0) <= (ends[last.length - 1] ?? 0))
        const span = { first: numbers, last }
        expect(parseArticles(printArticles(span))).toEqual([span])
      }),
      { seed: 1988, numRuns: 500 },
    )
  })

  test('what covers also overlaps, and a place covers itself', () => {
    fc.assert(
      fc.property(path, path, (left, right) => {
        const [one, other] = [
          { first: left, last: left },
          { first: right, last: right },
        ]
        expect(coversArticles(one, one)).toBe(true)
        if (coversArticles(one, other)) expect(overlapArticles(one, other)).toBe(true)
      }),
      { seed: 1988, numRuns: 500 },
    )
  })
})
