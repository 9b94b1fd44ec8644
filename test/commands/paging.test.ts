import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf, pageSize, readPage } from '../../src/commands/paging.ts'
import { heading, list, paragraph, type Reply } from '../../src/commands/reply.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { listEntries } from '../../src/store/entries.ts'
import { openDesk, type } from '../desk.ts'

const replyOf = (...lengths: number[]): Reply => ({
  to: 'member',
  marking: 'U',
  parts: [
    heading('Entries'),
    ...lengths.map((length, which) =>
      list(Array.from({ length }, (_, index) => `${'ab'[which]}${index + 1}`)),
    ),
    paragraph('That is all.'),
  ],
})
const items = (reply: Reply | undefined) =>
  reply?.parts.flatMap((part) => (part.part === 'list' ? part.items : [])) ?? []

it.each([
  ['page 2', { text: '', page: 2 }],
  ['peru FY2010 page 12', { text: 'peru FY2010', page: 12 }],
  ['mine Page 3', { text: 'mine', page: 3 }],
  ['peru page 0', undefined],
  ['peru page', undefined],
  ['frontpage 2', undefined],
  ['page 2 peru', undefined],
])('reads "%s"', (text, read) => {
  expect(readPage(text)).toEqual(read)
})

describe('pages', () => {
  it('show every item once, in order, and lead from each to the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 130 }), (length) => {
        const whole = replyOf(length)
        const seen: unknown[] = []
        let page = 1
        for (;;) {
          const shown = pageOf(whole, 'log mine', page)
          expect(items(shown).length).toBeLessThanOrEqual(pageSize)
          seen.push(...items(shown))
          const next = shown?.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))[0]
          if (!next) break
          page += 1
          expect(next.call).toBe(`log mine page ${page}`)
        }
        expect(seen).toEqual(items(whole))
      }),
      { seed: 1988, numRuns: 200 },
    )
  })

  it('take each list its share, keep what is no list, and say how far one is', () => {
    const second = pageOf(replyOf(45, 21), 'log list', 2)
    expect(items(second)).toHaveLength(21)
    const text = renderPlainText(second ?? replyOf())
    expect(text).toContain('That is all.')
    expect(text).toContain('21 to 40 of 45, page 2 of 3.')
    expect(text).toContain('Next 5: /log list page 3')
  })

  it('leave a short answer as it is, which has no second page', () => {
    const short = replyOf(pageSize)
    expect(pageOf(short, 'log list', 1)).toBe(short)
    expect(pageOf(short, 'log list', 2)).toBeUndefined()
    expect(() => pageOf(replyOf(45), 'log list', 4)).toThrow('There is no page 4; the last is page 3.')
  })
})

describe('a line that ends with a page', () => {
  const record = async (count: number) => {
    const desk = await openDesk()
    for (let entry = 1; entry <= count; entry += 1)
      await type(desk, `/log seizure ${entry} kg cocaine at Callao on 6 Apr 2009`)
    return desk
  }
  const text = async (desk: Awaited<ReturnType<typeof record>>, line: string) =>
    renderPlainText(await type(desk, line))

  it('lists that page, of what was recorded last', async () => {
    const desk = await record(22)
    expect(await text(desk, '/log list')).toContain('Next 2: /log list page 2')
    for (const line of [
      '/log list page 2',
      '/log mine page 2',
      '/log list peru FY2010 page 2',
      '/attache log list page 2',
    ]) {
      const second = await text(desk, line)
      expect(second).toContain('21 to 22 of 22')
      expect(second.match(/^- L-\d+/gm)).toEqual(['- L-2', '- L-1'])
    }
    expect(await text(desk, '/log list page 3')).toContain('There is no page 3; the last is page 2.')
  })

  it('is recorded once, as typed', async () => {
    const desk = await record(0)
    expect(await text(desk, '/log seizure 5 kg cocaine at Callao note see page 2')).toContain('Recorded L-1')
    const entries = await listEntries(desk.db)
    expect(entries.map(({ typed }) => typed)).toEqual(['seizure 5 kg cocaine at Callao note see page 2'])
  })

  it('is taken as typed where the answer is short', async () => {
    const desk = await record(0)
    expect(await text(desk, '/deadline page 2')).toContain('There is no deadline "page 2"')
  })
})
