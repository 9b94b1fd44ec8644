import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fillTermIndex,
  makeTermIndex,
  minisearchVersion,
  numberOf,
  postingsOf,
  termsNear,
} from '../../../src/knowledge/ranking/minisearch-insides.ts'
import {
  emptyPartition,
  makeVocabulary,
  numberText,
  putIn,
  takeOut,
} from '../../../src/knowledge/ranking/partition.ts'
import { findBest, makeStatistics } from '../../../src/knowledge/ranking/top-k.ts'
import { atOnce } from '../../../src/knowledge/steps.ts'
import { anyQuestion, anyTexts, anyWord } from './texts.ts'

const runs = { seed: 1988, numRuns: 200 }

describe('the insides of MiniSearch', () => {
  it(`are those of ${minisearchVersion}: read this file's subject again before another version is taken`, () => {
    const installed = JSON.parse(readFileSync('node_modules/minisearch/package.json', 'utf8')) as {
      version: string
    }
    expect(installed.version).toBe(minisearchVersion)
  })

  it('give numbers, postings of both fields and near terms', () => {
    const index = makeTermIndex()
    index.add({ id: 'one', body: 'seizur port port', title: 'seizur' })
    index.add({ id: 'two', body: 'port', title: '' })
    expect([numberOf(index, 'two'), numberOf(index, 'three')]).toEqual([1, undefined])
    expect(postingsOf(index, 'port')).toEqual({
      body: new Map([
        [0, 2],
        [1, 1],
      ]),
    })
    expect(postingsOf(index, 'seizur')).toEqual({ body: new Map([[0, 1]]), title: new Map([[0, 1]]) })
    expect(postingsOf(index, 'seiz')).toBeUndefined()
    expect(termsNear(index, 'siezur', 2)).toEqual(['seizur'])
    expect(termsNear(index, 'prt', 1)).toEqual(['port'])
    expect(termsNear(index, 'siezur', 2, 1)).toEqual(['seizur'])
    expect([termsNear(index, 'xeizur', 2), termsNear(index, 'xeizur', 2, 1)]).toEqual([['seizur'], []])
  })

  it('filled at once are what adding one by one makes', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const vocabulary = makeVocabulary()
        const partition = emptyPartition()
        for (const text of texts) putIn(partition, vocabulary, numberText(vocabulary, text))
        const passages = partition.passages.flatMap((passage) => passage ?? [])
        const filled = atOnce(fillTermIndex(vocabulary.terms, passages))
        expect(filled.toJSON()).toEqual(partition.index.toJSON())
      }),
      runs,
    )
  })
})

describe('findBest beside MiniSearch’s own search over the same index', () => {
  it('finds the same passages', () => {
    fc.assert(
      fc.property(anyTexts, fc.array(fc.nat(39), { maxLength: 10 }), anyQuestion, (texts, removed, words) => {
        const vocabulary = makeVocabulary()
        const partition = emptyPartition()
        for (const text of texts) putIn(partition, vocabulary, numberText(vocabulary, text))
        for (const number of removed) takeOut(partition, vocabulary, `t${number}`)
        const found = findBest(makeStatistics([partition]), weigh(words), texts.length, () => true)
        const theirs = partition.index.search(words.join(' '), { fields: ['body'] })
        expect(found.map(({ number }) => partition.passages[number]?.id).sort()).toEqual(
          theirs.map(({ id }) => id).sort(),
        )
      }),
      runs,
    )
  })

  /**
   * MiniSearch counts different terms as a length and multiplies by the number of terms met. Where every text says each of its words
   * as often as the others do, both lengths have the same proportion; and the multiplication can be undone.
   */
  it('gives the same scores in the same order, where MiniSearch’s length and ours have one proportion', () => {
    const anySayings = fc.array(fc.uniqueArray(anyWord, { maxLength: 20 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        anySayings,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(4),
        anyQuestion,
        (sayings, times, head, words) => {
          const vocabulary = makeVocabulary()
          const partition = emptyPartition()
          sayings.forEach((saying, at) => {
            const said = (part: string[]): string =>
              part.flatMap((word) => Array<string>(times).fill(word)).join(' ')
            const text = { id: `t${at}`, title: said(saying.slice(0, head)), body: said(saying.slice(head)) }
            putIn(partition, vocabulary, numberText(vocabulary, text))
          })
          const asked = [...new Set(words)]
          const found = findBest(makeStatistics([partition]), weigh(asked), sayings.length, () => true)
          const theirs = new Map(
            partition.index
              .search(asked.join(' '), { bm25: { k: 0.9, b: 0.6, d: 0 }, boost: { body: 1, title: 0.35 } })
              .map(({ id, score, queryTerms }) => [String(id), score / queryTerms.length]),
          )
          expect(found).toHaveLength(theirs.size)
          let last = Number.POSITIVE_INFINITY
          for (const { number, score } of found) {
            expect(score).toBeCloseTo(theirs.get(`t${number}`) ?? Number.NaN, 5)
            expect(score).toBeLessThanOrEqual(last)
            last = score
          }
        },
      ),
      runs,
    )
  })
})

function weigh(words: readonly string[]): { term: string; weight: number }[] {
  return [...new Set(words)].map((term) => ({ term, weight: 1 }))
}
