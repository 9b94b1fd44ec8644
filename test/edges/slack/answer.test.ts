import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { heading, list, paragraph, type Reply } from '../../../src/commands/reply.ts'
import { withinLimits, withOutcome } from '../../../src/edges/slack/answer.ts'
import { renderBlockKit } from '../../../src/edges/slack/block-kit.ts'
import { blockKitProblems } from '../../../src/edges/slack/block-kit-limits.ts'

const told = (...words: string[]): Reply => ({
  to: 'member',
  marking: 'U',
  parts: [heading('Told'), ...words.map((each) => paragraph(each)), list(['one'])],
})

function logged() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }) }
}

describe('before a message is sent', () => {
  it('goes as it is within the limits, and nothing is logged', () => {
    const { lines, log } = logged()
    const message = renderBlockKit(told('Words.'))
    expect(withinLimits(message, log)).toBe(message)
    expect(lines).toEqual([])
  })

  it('goes in words alone outside them, and the log names the limit, not the words', () => {
    const { lines, log } = logged()
    const message = renderBlockKit(told('A secret.'))
    const blocks = Array.from({ length: 51 }, () => message.blocks).flat()
    const sent = withinLimits({ ...message, blocks }, log)
    expect(sent).not.toHaveProperty('blocks')
    expect(sent.text).toContain('A secret.')
    expect(lines.join()).toMatch(/blocks: Too big/)
    expect(lines.join()).not.toContain('A secret')
  })
})

describe('the outcome of a press', () => {
  it('takes the place of the buttons', () => {
    const shown = withOutcome(
      { text: 'Recorded.', blocks: [{ type: 'divider' }, { type: 'actions', elements: [] }] },
      renderBlockKit(told('Voided.')),
    )
    expect(shown.text).toMatch(/^Recorded\.\n/)
    expect(shown.blocks?.map(({ type }) => type)).not.toContain('actions')
    expect(shown.blocks?.[0]).toEqual({ type: 'divider' })
  })

  it.each([
    ['blocks', { text: 'Long.', blocks: Array.from({ length: 49 }, () => ({ type: 'divider' })) }],
    ['words', { text: 'x'.repeat(3_990), blocks: [] }],
    [
      'a block that Slack takes from nobody',
      { text: 'Odd.', blocks: [{ type: 'header', text: ['x', null] }] },
    ],
    ['no block at all', { text: 'Odd.', blocks: [null, '<!channel>'] }],
  ])('stands alone where both do not fit: %s', (_, standing) => {
    const outcome = renderBlockKit(told('Voided.'))
    const shown = withOutcome(standing, outcome)
    expect(shown).toEqual(outcome)
    expect(blockKitProblems(shown)).toEqual([])
  })
})
