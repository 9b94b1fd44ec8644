import { expect, it } from 'vitest'
import { startProgress } from '../../src/verbs/progress.ts'

it('is silent for two seconds, then says how far it is whenever two more have passed', () => {
  const said: string[] = []
  let now = 5_000
  const tell = startProgress(
    (text) => said.push(text),
    () => now,
  )
  for (const step of [0, 100, 1_899, 1, 500, 1_499, 1, 7_000, 10]) {
    now += step
    tell(`at ${now}`)
  }
  expect(said).toEqual(['at 7000', 'at 9000', 'at 16000'])
})
