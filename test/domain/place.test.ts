import { describe, expect, test } from 'vitest'
import { printWithin } from '../../src/domain/citation.ts'
import {
  findParagraphs,
  printNumbers,
  printParagraphs,
  readPlace,
  recordsAt,
} from '../../src/domain/place.ts'
import { inventedCable } from '../invented-cable.ts'

describe('readPlace', () => {
  test.each([
    ['para 9', { number: 9 }],
    ['paragraph 9', { number: 9 }],
    ['paras 9', { number: 9 }],
    ['¶9', { number: 9 }],
    ['9', { number: 9 }],
    [', para. 9', { number: 9 }],
    ['¶9(C)', { number: 9, part: 'C' }],
    ['para 9 (c)', { number: 9, part: 'c' }],
    ['¶9(C) Interdiction 3', { number: 9, part: 'C', place: 'Interdiction 3' }],
    ['¶9(C) Interdiction 3 (printed 19)', { number: 9, part: 'C', place: 'Interdiction 3' }],
    ['¶18 (probably 8)', { number: 18 }],
    ['¶8 criterion 3', { number: 8, place: 'criterion 3' }],
    ['8(3)', { number: 8, part: '3' }],
    ['¶9C', { number: 9, part: 'C' }],
    ['párr. 9', { number: 9 }],
  ])('%s', (text, place) => {
    expect(readPlace(text)).toEqual(place)
  })

  test.each(['', 'nine', 'para', 'para x', 'para 1 "quoted"', '1234567', '¶9(C', 'version 2 para 1'])(
    'reads no place in "%s"',
    (text) => {
      expect(readPlace(text)).toBeUndefined()
    },
  )
})

test.each([
  ['paras 6 and 12 of it', ['¶6', '¶12'], 'of it'],
  ['¶¶6-7', ['¶6-7'], ''],
  ['paragraphs 7 to 6', ['¶6-7'], ''],
  ['párrafos 6, 7 y 9 a 12', ['¶6', '¶7', '¶9-12'], ''],
  ['para. 9(a), (c) and ¶12', ['¶9(A)', '¶9(C)', '¶12'], 'and'],
  ['paras 2-3, ¶6 to ¶8', ['¶2-3', '¶6-8'], ','],
  ['¶9(A)-(C)', ['¶9(A)', '¶9(B)', '¶9(C)'], ''],
  ['¶9A of it', ['¶9(A)'], 'of it'],
  ['paragraphs nine and twelve', ['¶9', '¶12'], ''],
  ['el décimo párrafo', ['¶10'], ''],
  ['paragraph twenty-one of it', ['¶21'], 'of it'],
  ['paragraphs twenty one to thirty', ['¶21-30'], ''],
  ['paragraphs five-seven and ninety-nine', ['¶5-7', '¶99'], ''],
  ['párrafo veintidós', ['¶22'], ''],
  ['para three of it', ['¶3'], 'of it'],
  ['paras four and twenty-one', ['¶4', '¶21'], ''],
  ['para once años', [], 'para once años'],
  ['párrafos treinta y uno y cuarenta', ['¶31', '¶40'], ''],
  ['the twenty-first paragraph', ['¶21'], ''],
  ['last paragraph of it', ['last paragraph'], 'of it'],
  ['último párrafo', ['last paragraph'], ''],
  ['paragraph one hundred', [], 'paragraph one hundred'],
  ['paragraph twenty-one hundred', [], 'paragraph twenty-one hundred'],
  ['the hundred and first paragraph', [], 'the hundred and first paragraph'],
  ['párrafo dos mil', [], 'párrafo dos mil'],
  ['paragraph 9(A)(B)(C)', ['¶9(A)', '¶9(B)', '¶9(C)'], ''],
  ['paragraph 9(A)(i)', ['¶9(A)'], '(i)'],
  ['para 2, 09 LIMA 812', ['¶2'], ', 09 LIMA 812'],
  ['9 for two of them', [], '9 for two of them'],
  ['para dos países', [], 'para dos países'],
  ['para 3.1', [], 'para 3.1'],
])('%s names paragraphs', (text, names, left) => {
  const { named, rest } = findParagraphs(text)
  expect(named.flatMap(({ paragraphs }) => paragraphs.map(printParagraphs))).toEqual(names)
  expect(rest.trim()).toBe(left)
})

describe('recordsAt', () => {
  const { paragraphs, id } = inventedCable()
  test.each([
    ['1', ['¶1']],
    ['3', ['¶3(A)', '¶3(A) Ports 1', '¶3(A) Ports 2']],
    ['3(a)', ['¶3(A)', '¶3(A) Ports 1', '¶3(A) Ports 2']],
    ['3(A) ports 2', ['¶3(A) Ports 2']],
    ['3(A) ports', ['¶3(A) Ports 1', '¶3(A) Ports 2']],
    ['3 Ports 2', ['¶3(A) Ports 2']],
    ['4(3)', ['¶4 criterion 3', '¶4 category 3']],
    ['4 category 3', ['¶4 category 3']],
    ['5', ['¶5']],
    ['15', ['¶5']],
    ['16', ['¶16 (probably 6)']],
    ['6', ['¶16 (probably 6)']],
    ['7', []],
    ['3(B)', []],
    ['3(A) Airports 1', []],
  ])('%s', (text, places) => {
    const asked = readPlace(text)
    expect(asked).toBeDefined()
    const found = asked ? recordsAt(paragraphs, asked) : []
    expect(found.map(({ cite }) => printWithin(cite, id))).toEqual(places)
  })
})

test('8(3) is no point that only we count', () => {
  const cites = ['point 3', 'criterion 3', 'category 3'].map((place) => ({
    cite: { source: 'x', paragraph: 8, place },
  }))
  expect(recordsAt(cites, { number: 8, part: '3' }).map(({ cite }) => cite.place)).toEqual([
    'criterion 3',
    'category 3',
  ])
  expect(recordsAt(cites, { number: 8, place: 'point 3' })).toHaveLength(1)
})

test.each([
  [[1, 2, 3, 4, 16], '1-4, 16'],
  [[7, 5, 6, 6, 9], '5-7, 9'],
  [[3], '3'],
  [[], ''],
])('the numbers %j in short are %s', (numbers, text) => {
  expect(printNumbers(numbers.map((paragraph) => ({ cite: { source: 'x', paragraph } })))).toBe(text)
})
