import { expect, test } from 'vitest'
import { withoutManners } from '../../../src/knowledge/question/manners.ts'

test.each([
  ['Could you please tell me when the report card is due?', 'when the report card is due?'],
  ['Hi all, quick question: when is it due', 'when is it due'],
  ['Good morning. I would be grateful to know which articles apply, please', 'which articles apply'],
  ['I am new here: what is the MEM?', 'what is the MEM?'],
  ['does anyone know if Bolivia is a party, thanks!', 'Bolivia is a party'],
  ['Buenos días, quisiera saber cuándo vence el plazo, por favor', 'cuándo vence el plazo'],
  ['¿Me podrían indicar qué artículo trata de esto?', 'qué artículo trata de esto?'],
  ['Would you know which article it is?', 'which article it is?'],
  ['una consulta: plazo de la libreta', 'plazo de la libreta'],
  ['Apologies if this has been asked before: by what date was it due?', 'by what date was it due?'],
  ['If it is not too much trouble, what did the embassy fear?', 'what did the embassy fear?'],
  ['Could you please explain to me what it meant', 'what it meant'],
  ['may I ask what we hold on that?', 'what we hold on that?'],
  ['what do we hold on that?', 'that?'],
  // These ask for the very thing.
  ['if it is no trouble to extradite, why refuse?', 'if it is no trouble to extradite, why refuse?'],
  ['can a state refuse to extradite its nationals?', 'can a state refuse to extradite its nationals?'],
  ['would a waiver help us?', 'would a waiver help us?'],
  ['question of intent', 'question of intent'],
  ['higher rate than in 2008?', 'higher rate than in 2008?'],
  ['I want to report a seizure', 'I want to report a seizure'],
  // Nothing else is said.
  ['hello', 'hello'],
  ['please, please', 'please, please'],
  ['', ''],
])('of %j remains %j', (typed, question) => {
  expect(
    withoutManners(typed)
      .trim()
      .replace(/^[^\p{L}\p{N}]+/u, ''),
  ).toBe(question)
})

test.each(['please ', ' ', ', ', '-'])('takes no long while over %j said 100,000 times', (said) => {
  const question = `${said.repeat(100_000)}x`
  const begun = performance.now()
  expect(withoutManners(question)).toContain('x')
  // Its length squared took more than ten seconds.
  expect(performance.now() - begun).toBeLessThan(5_000)
})
