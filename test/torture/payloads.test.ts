import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Desk, terminal } from '../../src/commands/context.ts'
import type { Part, Reply } from '../../src/commands/reply.ts'
import { isWithin, type Marking } from '../../src/domain/marking.ts'
import { renderMarkdown } from '../../src/edges/markdown.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { renderBlockKit } from '../../src/edges/slack/block-kit.ts'
import { blockKitProblems } from '../../src/edges/slack/block-kit-limits.ts'
import { renderTerminal } from '../../src/edges/terminal-text.ts'
import { listEntries } from '../../src/store/entries.ts'
import { openDesk, type } from '../desk.ts'
import { anyLine } from './payloads.ts'
import { seed, share } from './share.ts'

const perStore = share(400, 500)
const stores = Array.from({ length: share(1_600, 100_000) / perStore }, (_, index) => index + 1)

/** Stands only in an entry marked SBU; no payload holds it. */
const secret = 'marmoset'

const anyCaller = fc.record({
  member: fc.constantFrom('ana', 'rui', 'ada', '<@U1>'),
  channel: fc.constantFrom(terminal, terminal, 'C024BE7LH'),
})

describe('hostile lines', () => {
  it.each(stores)(
    `${perStore} of them leave store %i sound, and each gets an answer that every edge can show`,
    async (number) => {
      const desk = await openDesk()
      for (const line of [
        `/log seizure 5 kg cocaine at Callao note ${secret}`,
        '/log seizure 250 kg cocaine at Callao mark U',
        '/log eradication forced 12 ha coca at Monzon mark U',
      ])
        expect((await type(desk, line)).refused).toBeUndefined()
      await fc.assert(
        fc.asyncProperty(anyLine, anyCaller, async (line, caller) => {
          const before = await changes(desk)
          const reply = await type(desk, line, caller)
          const changed = (await changes(desk)) - before
          assertShown(reply, caller.channel === terminal ? 'SBU' : 'U')
          if (reply.refused) {
            expect(changed).toBe(0)
            expect(saysWhatToDo(reply)).toBe(true)
          }
          for (const button of buttonsOf(reply).slice(0, 1)) await type(desk, button.call, caller)
        }),
        { seed: seed + number, numRuns: perStore },
      )
      await assertSound(desk)
    },
    60_000,
  )
})

/** Rows that were ever written on the store's one connection: an update or a delete would show as well. */
async function changes(desk: Desk): Promise<number> {
  return one(desk, sql<{ value: number }>`select total_changes() as value`)
}

async function one<Value>({ db }: Desk, query: RawBuilder<{ value: Value }>): Promise<Value> {
  const { rows } = await query.execute(db)
  const [row] = rows
  if (!row) throw new Error('the query found no row')
  return row.value
}

function assertShown(reply: Reply, ceiling: Marking): void {
  expect(isWithin(reply.marking, ceiling)).toBe(true)
  const plain = renderPlainText(reply)
  const shown = [plain, renderTerminal(reply, { width: 80, colour: false }), renderMarkdown(reply)]
  for (const text of shown) {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u,
    )
    if (ceiling === 'U') expect(text).not.toContain(secret)
  }
  const blocks = renderBlockKit(reply)
  expect(blockKitProblems(blocks)).toEqual([])
  if (ceiling === 'U') expect(JSON.stringify(blocks)).not.toContain(secret)
}

/** With an example, save where the line marks itself above the ceiling: that belongs elsewhere, in no other words. */
function saysWhatToDo(reply: Reply): boolean {
  return /^For example: \/|use the system meant for it/m.test(renderPlainText(reply))
}

function buttonsOf({ parts }: Reply) {
  return parts
    .filter((part): part is Part & { part: 'buttons' } => part.part === 'buttons')
    .flatMap((part) => part.buttons)
}

/** Nothing broken, numbers and versions without a gap. */
async function assertSound(desk: Desk): Promise<void> {
  expect(
    await one(desk, sql<{ value: string }>`select integrity_check as value from pragma_integrity_check`),
  ).toBe('ok')
  const entries = await listEntries(desk.db)
  expect(entries.map(({ id }) => id)).toEqual(entries.map((_, index) => `L-${index + 1}`))
  const versions = entries.reduce((sum, { version }) => sum + version, 0)
  expect(await one(desk, sql<{ value: number }>`select count(*) as value from entries`)).toBe(versions)
}
