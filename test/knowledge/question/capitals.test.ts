import { expect, test } from 'vitest'
import { capitalsAsCountries, capitalsOf } from '../../../src/knowledge/question/capitals.ts'
import { shippedKnowledge } from '../../desk.ts'

const capitals = capitalsOf(shippedKnowledge().nations)

test.each([
  ['what do we want Lima to do about poppy', 'what do we want Peru to do about poppy'],
  ['what did we ask Bogota and when', 'what did we ask Colombia and when'],
  ['qué esperan de La Paz', 'qué esperan de Bolivia'],
  ['what was seized in Lima', 'what was seized in Lima'],
  ['who wants the text of Lima 1409', 'who wants the text of Lima 1409'],
  ['did somebody ask Lima 1409 to be sent again', 'did somebody ask Lima 1409 to be sent again'],
])('%s', (question, read) => {
  expect(capitalsAsCountries(question, capitals)).toBe(read)
})
