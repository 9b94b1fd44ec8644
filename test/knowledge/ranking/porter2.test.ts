import { describe, expect, it } from 'vitest'
import { stemEnglish } from '../../../src/knowledge/ranking/porter2.ts'

/** Facts of the Snowball project's English stemmer. */
const stems: [word: string, stem: string][] = [
  ['seizures', 'seizur'],
  ['seized', 'seiz'],
  ['seize', 'seiz'],
  ['seizing', 'seiz'],
  ['eradication', 'erad'],
  ['eradicated', 'erad'],
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['ties', 'tie'],
  ['tied', 'tie'],
  ['gas', 'gas'],
  ['gaps', 'gap'],
  ['kiwis', 'kiwi'],
  ['agreed', 'agre'],
  ['feed', 'feed'],
  ['luxuriated', 'luxuri'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['sing', 'sing'],
  ['cry', 'cri'],
  ['by', 'by'],
  ['say', 'say'],
  ['yielding', 'yield'],
  ['conditional', 'condit'],
  ['relational', 'relat'],
  ['geology', 'geolog'],
  ['willingly', 'will'],
  ['hopefulness', 'hope'],
  ['formative', 'format'],
  ['adoption', 'adopt'],
  ['opinion', 'opinion'],
  ['replacement', 'replac'],
  ['controlling', 'control'],
  ['roll', 'roll'],
  ['rate', 'rate'],
  ['generate', 'generat'],
  ['general', 'general'],
  ['communism', 'communism'],
  ['arsenic', 'arsenic'],
  ['proceed', 'proceed'],
  ['exceeding', 'exceed'],
  ['inning', 'inning'],
  ['dying', 'die'],
  ['skies', 'sky'],
  ['news', 'news'],
  ['only', 'onli'],
  ['constructor', 'constructor'],
]

describe('stemEnglish', () => {
  it.each(stems)('%s → %s', (word, stem) => {
    expect(stemEnglish(word)).toBe(stem)
  })
})
