import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { analysisVersion, readTerms } from '../../../src/knowledge/ranking/analysis.ts'
import { stopWords } from '../../../src/knowledge/ranking/stop-words.ts'

const texts: [text: string, terms: string[]][] = [
  ['Seizures of cocaine were seized', ['seizur', 'cocain', 'seiz']],
  ['Monzón, MONZON and Monzo\u0301n', ['monzon', 'monzon', 'monzon']],
  ['article 3.1(a)', ['articl', '3.1(a)', '3', '1']],
  ['April 2009-04', ['april', '2009-04', '2009', '04']],
  ['gamma-ray and gamma ray', ['gammaray', 'gamma', 'ray', 'gamma', 'ray']],
  ['PE-IL-3b', ['pe-il-3b', 'pe', 'il', '3b']],
  ['counter-narcotics', ['counternarcot', 'counter', 'narcot']],
  ['12,000 hectares, 9,5', ['12000', 'hectar', '9', '5']],
  ['the U.S. and the U.N.', ['us', 'un']],
  ["Peru's ports", ['peru', 'port']],
  ['don’t ask', ['ask']],
  ['what is to be done?', []],
  ['prices fell, labs were broken, the children left', ['price', 'fall', 'lab', 'break', 'child', 'left']],
  ['Наркотики', ['наркотики']],
  ['', []],
]

describe('readTerms', () => {
  it.each(texts)('%s', (text, terms) => {
    expect(readTerms(text)).toEqual(terms)
  })

  it('keeps terms short whatever the text', () => {
    const longest = Math.max(
      ...readTerms(`${'a'.repeat(10_000)} ${'b1-'.repeat(10_000)}`).map((term) => term.length),
    )
    expect(longest).toBe(64)
  })

  it('has not changed without a new version: count analysisVersion up, then put the new digest here', () => {
    const samples = [...texts.map(([text]) => text), ...stopWords].map((text) => readTerms(text).join(' '))
    const digest = createHash('sha256').update(samples.join('\n')).digest('hex').slice(0, 12)
    expect([analysisVersion, digest]).toEqual([3, '9e0632075791'])
  })
})
