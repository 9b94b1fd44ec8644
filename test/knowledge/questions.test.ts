import { describe, expect, test } from 'vitest'
import { makeLibrary } from '../../src/knowledge/library.ts'
import { shippedKnowledge } from '../desk.ts'
import { readCables, type Score, scoreQuestions } from './questions.ts'

const cables = await readCables(shippedKnowledge())
/** The bench asks all of those asked blind. */
const some = { oneInOfBlind: 4 }
const ofData = scoreQuestions(makeLibrary(shippedKnowledge()), some)

/** What is measured, not what is wanted: a change may not make it worse. In per cent: right on the first screen at least, declined rightly at least, declined wrongly at most. */
function expectAtLeast(score: Score | undefined, [right, declined, wrongly]: [number, number, number]): void {
  if (!score) throw new Error('no such part')
  const told = JSON.stringify(score.missed, null, 1)
  expect((100 * score.right) / score.answerable, told).toBeGreaterThanOrEqual(right)
  expect((100 * score.rightlyDeclined) / score.unanswerable, told).toBeGreaterThanOrEqual(declined)
  expect((100 * score.wronglyDeclined) / score.answerable, told).toBeLessThanOrEqual(wrongly)
}

test('at least 120 questions, a third of them without an answer, both halves of some size', () => {
  const sum = (count: (score: Score) => number) => ofData.reduce((total, score) => total + count(score), 0)
  expect(sum(({ answerable, unanswerable }) => answerable + unanswerable)).toBeGreaterThan(120)
  expect(sum(({ unanswerable }) => unanswerable) / sum(({ answerable }) => answerable)).toBeGreaterThan(0.4)
  for (const { answerable } of ofData) expect(answerable).toBeGreaterThan(40)
})

describe('questions asked of data/ alone', () => {
  const [tuned, held, blind] = ofData
  test('the half tuned on', () => expectAtLeast(tuned, [96.5, 94, 2]))
  test('the half held back', () => expectAtLeast(held, [90, 91, 5.5]))
  test('those asked blind', () => expectAtLeast(blind, [87.5, 92.5, 9]))
})

describe.skipIf(!cables)('questions asked of data/ and the two cables', () => {
  const [tuned, held, blind] = cables ? scoreQuestions(makeLibrary(shippedKnowledge(), cables), some) : []
  test('the half tuned on', () => expectAtLeast(tuned, [96.5, 94, 2]))
  test('the half held back', () => expectAtLeast(held, [92, 90, 5]))
  test('those asked blind', () => expectAtLeast(blind, [90, 92.5, 7]))
})
