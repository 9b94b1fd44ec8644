import { expect, test } from 'vitest'
import { isSpanish, spanishStem } from '../../../src/knowledge/question/spanish.ts'

test.each([
  ['incautaron', 'incautacion'],
  ['incautados', 'incautar'],
  ['erradicada', 'erradicacion'],
  ['pagan', 'pagar'],
  ['entregas', 'entregar'],
  ['juzgarlo', 'juzgar'],
])('%s and %s are of one word', (one, other) => expect(spanishStem(one)).toBe(spanishStem(other)))

test.each([
  ['paga', 'pasa'],
  ['coca', 'cocina'],
  ['ley', 'leche'],
])('%s and %s are not', (one, other) => expect(spanishStem(one)).not.toBe(spanishStem(other)))

test.each([
  ['quien paga a los nuevos policias', true],
  ['entregas vigiladas', true],
  ['who pays for the police in madre de dios', false],
  ['cada cuanto hay que informar', true],
  ['plan quinquenal antidrogas del gobierno peruano en que pone enfasis', true],
  ['what do the new police of madre de dios get', false],
  ['', false],
])('%j is in Spanish: %s', (question, expected) =>
  expect(isSpanish(question.match(/[a-z]+/g) ?? [])).toBe(expected),
)
