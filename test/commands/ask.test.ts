import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, type } from '../desk.ts'

const answer = async (line: string, ceiling: 'U' | 'SBU' = 'SBU') => {
  const reply = await type(await openDesk({ ceiling }), line)
  return { ...reply, text: renderPlainText(reply) }
}

describe('/ask by id, reference and citation', () => {
  test.each([
    ['PE-IL-3', 'PE-IL-3 (FY2010)'],
    ['pe-il-3b', 'PE-IL-3b, Drugs and precursors seized'],
    ['what is the baseline of PE-IL-3b?', 'baseline not recorded'],
    ['2005/PE-M-1', 'PE-M-1 (2005)'],
    ['article 3.1(a)', 'Article 3.1(a), Offences and sanctions'],
    ['what does art. 12.9(b) say?', 'seizure'],
    ['3.1(b)', 'money laundering'],
    ['09 STATE 32018 ¶9(A)', "Report the Government of Peru's responses"],
    ['STATE 032018 para 19(C) Interdiction 3', 'PE-IL-3 (FY2010)'],
    ['09 STATE 32018 ¶8 category 3', 'Category 3, Drug transportation and distribution'],
    ['05 LIMA 1409 para 8', 'PE-M-1 (2005)'],
    ['05 LIMA 1409', 'Undated'],
  ])('%s', async (question, expected) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text).toContain(expected)
  })

  test('a record above the ceiling is counted, not named', async () => {
    const { text, marking } = await answer('/ask PE-M-2', 'U')
    expect(marking).toBe('U')
    expect(text).toContain('Nothing held for that may be shown in this channel.')
    expect(text).toContain('1 item withheld (SBU)')
    expect(text).not.toContain('Security Group')
  })
})

describe('/ask in words', () => {
  test('the day asked for is in the first line, the citation and the fault stand below', async () => {
    const { text, to } = await answer('/ask when must the reply be sent?')
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    expect(lines.slice(0, 2).join(' ')).toContain('Sat 25 Apr 2009')
    expect(text).toContain('Source: 09 STATE 32018 ¶9(A) (printed 19) · U')
    expect(text).toContain(
      'Known fault of the source: 09 STATE 32018 ¶9(A) (printed 19) prints "no later than April 25"',
    )
    expect(to).toBe('member')
  })

  test.each([
    ['how many hectares of coca make a country a major producer?', /1,000 ha/],
    ['when is the report card due?', /1 Jun 2009 to 30 Jun 2009/],
    ['how much must drug seizures increase in coca production zones?', /1\.10 × FY2008/],
  ])('%s: the figure comes first', async (question, figure) => {
    const { text } = await answer(`/ask ${question}`)
    expect(text.split('\n')[0]).toMatch(figure)
  })

  test('a figure that is not held is not made up: the source leaves it open', async () => {
    const { text } = await answer('/ask how many hectares of coca were eradicated in 2008?')
    expect(text).toContain('baseline not recorded')
    expect(text).toContain('The CY2008 rate is not stated.')
  })

  test('general knowledge says that no source is held', async () => {
    const { text } = await answer('/ask what is the fiscal year?')
    expect(text).toContain('unverified: general knowledge, no primary source held')
  })

  test('at most three passages, each with its citation and marking', async () => {
    const { parts } = await answer('/ask what does failed demonstrably mean?')
    const cited = parts.filter((part) => part.part === 'note' && / · (?:U|SBU)$/.test(String(part.text)))
    expect(cited).toHaveLength(3)
  })

  test.each([
    'weather in Lima',
    'What is the capital of France?',
    "what is Bolivia's eradication target?",
    'it?',
  ])('declined, with what is held: %s', async (question) => {
    const { text, marking, refused } = await answer(`/ask ${question}`)
    expect(text).toContain('No source held for that.')
    expect(text).toContain('34 articles of the 1988 Convention')
    expect(marking).toBe('U')
    expect(refused).toBeUndefined()
  })

  test('what is held above the ceiling is not told when declining', async () => {
    expect((await answer('/ask weather in Lima', 'U')).text).not.toContain('US mission')
  })

  test('the highest marking of what is shown marks the answer', async () => {
    expect((await answer('/ask Eradication Security Group')).marking).toBe('SBU')
    expect((await answer('/ask chemical users registry')).marking).toBe('U')
  })
})
