import * as fc from 'fast-check'
import type { Text } from '../../../src/knowledge/ranking/partition.ts'

/** A word of few letters, so that random texts share words; no stop word and its own stem. */
export const anyWord = fc
  .integer({ min: 0, max: 39 })
  .map((number) => `q${'bcdfghjklm'[number % 10]}x${number}`)

/** Texts with ids t0, t1, …; some without a title. */
export const anyTexts: fc.Arbitrary<Text[]> = fc
  .array(
    fc.record({ title: fc.array(anyWord, { maxLength: 4 }), body: fc.array(anyWord, { maxLength: 30 }) }),
    { minLength: 1, maxLength: 40 },
  )
  .map((texts) =>
    texts.map(({ title, body }, at) => ({ id: `t${at}`, title: title.join(' '), body: body.join(' ') })),
  )

export const anyQuestion = fc.array(anyWord, { minLength: 1, maxLength: 6 })
