import { describe, expect, it } from 'vitest'
import type { Reply } from '../../src/commands/reply.ts'
import { renderMarkdown } from '../../src/edges/markdown.ts'
import { quotedLines } from '../../src/edges/quoted-lines.ts'
import { renderBlockKit } from '../../src/edges/slack/block-kit.ts'
import { renderTerminal } from '../../src/edges/terminal-text.ts'

describe('a quotation of several lines', () => {
  const rows = ['Month | Opened\nMay | ', { bold: '38' }, '\r\n\nJune | 0']
  const reply: Reply = {
    to: 'member',
    marking: 'U',
    parts: [{ part: 'quote', text: rows, citation: '26 LIMA 77 ¶2' }],
  }

  it('keeps them, and no empty one', () => {
    expect(quotedLines(rows)).toEqual([['Month | Opened'], ['May | ', { bold: '38' }], ['June | 0']])
  })

  it('shows each on a line of its own, wherever it is read', () => {
    expect(renderTerminal(reply, { width: 80, colour: false })).toContain(
      '│ Month | Opened\n  │ May | 38\n  │ June | 0',
    )
    expect(renderMarkdown(reply)).toMatch(/> Month \S+ Opened {2}\n> May \S+ \*\*38\*\* {2}\n> June/)
    const text = JSON.stringify(renderBlockKit(reply).blocks)
    expect(text).toContain('{"type":"text","text":"\\n"},{"type":"text","text":"June | 0"}')
  })
})
