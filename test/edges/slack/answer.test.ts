import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { heading, list, paragraph, type Reply } from '../../../src/commands/reply.ts'
import { withOutcome } from '../../../src/edges/slack/answer.ts'
import { renderBlockKit } from '../../../src/edges/slack/block-kit.ts'
import { blockKitProblems } from '../../../src/edges/slack/block-kit-limits.ts'
import { makeSlackClient } from '../../../src/edges/slack/client.ts'
import { messageRenderings, type Renderings, withinLimits } from '../../../src/edges/slack/renderings.ts'
import { renderAnswerView } from '../../../src/edges/slack/views.ts'
import { start } from '../../desk.ts'
import { fakeSlack } from '../../fake-slack/bare-app.ts'

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
    expect(withinLimits(messageRenderings(message), log)[0]).toBe(message)
    expect(lines).toEqual([])
  })

  it('goes in words alone outside them, and the log names the limit, not the words', () => {
    const { lines, log } = logged()
    const message = renderBlockKit(told('A secret.'))
    const blocks = Array.from({ length: 51 }, () => message.blocks).flat()
    const [sent] = withinLimits(messageRenderings({ ...message, blocks }), log)
    expect(sent).not.toHaveProperty('blocks')
    expect(sent.text).toContain('A secret.')
    expect(lines.join()).toMatch(/blocks: Too big/)
    expect(lines.join()).not.toContain('A secret')
  })
})

describe('before a view is shown', () => {
  it('is in plain words where its blocks are outside the limits, and the log names the limit', () => {
    const { lines, log } = logged()
    const [whole, inWords] = renderAnswerView(told('A secret.'), { channel: 'CLIMANAS' })
    const twice = { ...whole, blocks: [1, 2].map(() => ({ type: 'divider', block_id: 'the same' })) }
    const [shown] = withinLimits([twice, inWords ?? never()], log)
    expect(shown).toMatchObject({ type: 'modal', blocks: [{ type: 'section' }] })
    expect(JSON.stringify(shown)).toContain('[U] Told\\nA secret.\\n- one')
    expect(blockKitProblems(shown)).toEqual([])
    expect(lines.join()).toMatch(/block_id: used twice/)
  })

  it('is looked at wherever it is shown, so that Slack has nothing to refuse', async () => {
    const { log } = logged()
    const slack = await fakeSlack()
    const client = makeSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl, log, now: () => start })
    const views = (type: 'modal' | 'home'): Renderings<object> => {
      const title = { type: 'plain_text', text: 'Attaché' }
      const twice = [1, 2].map(() => ({ type: 'divider', block_id: 'the same' }))
      return [
        { type, title, blocks: twice },
        { type, title, blocks: twice.slice(1) },
      ]
    }
    await client.publishHome('UMARIA', views('home'))
    const { trigger_id: trigger } = slack.payloads.command('maria', 'lima-nas', '/log').delivery.payload
    expect(await client.openView(String(trigger), views('modal'), 'command/1')).toBe(true)
    const [, modal = never()] = [...slack.world.views.values()]
    expect(await client.updateView(modal.id, views('modal'), 'action/1')).toBe(true)
    expect(slack.calls.map(({ method, outcome }) => `${method} ${outcome}`)).toEqual([
      'views.publish ok',
      'views.open ok',
      'views.update ok',
    ])
  })
})

describe('the outcome of a press', () => {
  it('takes the place of the buttons', () => {
    const shown = withOutcome(
      {
        text: 'Recorded: 5 &lt; 6.\nFix: /log fix L-1\nFind: /log list a &amp; b\nBy her.',
        blocks: [
          { type: 'divider' },
          { type: 'actions', elements: [{ value: 'log fix L-1' }, { value: 'log list a & b' }] },
        ],
      },
      renderBlockKit(told('Voided.')),
    )
    // Read out, the outcome comes first, and no button that is gone.
    expect(shown.text).toBe(`${renderBlockKit(told('Voided.')).text}\nRecorded: 5 &lt; 6.\nBy her.`)
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

function never(): never {
  throw new Error('nothing was rendered')
}
