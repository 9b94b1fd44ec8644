import { expect, it, test } from 'vitest'
import { importBaselines } from '../../src/commands/benchmark/import-baselines.ts'
import { makeContext, terminal } from '../../src/commands/context.ts'
import { isOfBaselines, lineOfBaseline, readBaselineColumn } from '../../src/domain/import-baseline.ts'
import { renderPlainText } from '../../src/edges/plain-text.ts'
import { openDesk, start, type } from '../desk.ts'

const row = {
  benchmark: 'PE-IL-3b',
  quantity: '12,000',
  unit: 'kg',
  substance: 'cocaine',
  period: 'FY2008',
  scope: 'coca production zones',
  source: '09 LIMA 77',
  reason: 'the year’s table',
}

test('a row is the line one would type', () => {
  expect(lineOfBaseline({ ...row, form: 'base', marking: 'U' })).toBe(
    "PE-IL-3b baseline 12,000 kg cocaine base FY2008 in coca production zones src 09 LIMA 77 because the year's table mark U",
  )
  expect(lineOfBaseline({ benchmark: 'PE-DP-1b', quantity: '1 ha coca', source: 'a page' })).toBe(
    'PE-DP-1b baseline 1 ha coca src "a page"',
  )
})

test('a file that names a period is of baselines', () => {
  expect(isOfBaselines(['Benchmark', ' Period '])).toBe(true)
  expect(isOfBaselines(['kind', 'date'])).toBe(false)
  expect(readBaselineColumn('Value')).toEqual({ column: 'quantity' })
  expect(readBaselineColumn('perid')).toMatchObject({ problem: expect.stringContaining('Is it period?') })
})

const lines = [
  { ...row },
  {
    ...row,
    benchmark: 'PE-DP-1b',
    quantity: '10,000 ha',
    unit: '',
    substance: 'coca',
    period: 'CY2008',
    scope: '',
  },
].map((one, index) => ({ at: index + 2, line: lineOfBaseline(one), key: `import/${index}` }))

async function context() {
  const desk = await openDesk()
  return { desk, context: await makeContext(desk, { member: 'ana', channel: terminal }, start) }
}

it('shows how each row is read, then records all of them, once', async () => {
  const { desk, context: at } = await context()
  const rehearsed = await importBaselines(lines, { member: 'ana', dryRun: true }, at)
  expect(rehearsed.readings).toMatchObject([
    { at: 2, text: expect.stringContaining('baseline 12,000 kg cocaine in FY2008, coca production zones') },
    { at: 3, text: expect.stringContaining('baseline 10,000 ha coca in CY2008, the whole country') },
  ])
  expect(rehearsed.recorded).toBe(0)
  expect(await importBaselines(lines, { member: 'ana', dryRun: false }, at)).toMatchObject({
    recorded: 2,
    known: 0,
  })
  expect(await importBaselines(lines, { member: 'ana', dryRun: false }, at)).toMatchObject({
    recorded: 0,
    known: 2,
  })
  expect(renderPlainText(await type(desk, '/benchmark findings'))).toMatch(/F-2 .*F-1 /s)
})

test.each([
  ['another scope', { scope: 'Lima' }, /something else/],
  ['a doubtful unit', { unit: 'tons' }, /Write one of: benchmark FY2010\/PE-IL-3b baseline 12,000 t cocaine/],
  ['no reason', { reason: '' }, /Say why/],
  ['no source', { source: '' }, /from what source/],
  ['no benchmark of that id', { benchmark: 'PE-XX-1' }, /there is no benchmark "PE-XX-1"/],
])('records nothing while a row has %s', async (_what, change, problem) => {
  const { desk, context: at } = await context()
  const bad = { at: 4, line: lineOfBaseline({ ...row, ...change }), key: 'import/bad' }
  const done = await importBaselines([...lines, bad], { member: 'ana', dryRun: false }, at)
  expect(done.recorded).toBe(0)
  expect(done.readings[2]).toMatchObject({ at: 4, problem: expect.stringMatching(problem) })
  expect(renderPlainText(await type(desk, '/benchmark findings'))).toContain('No baseline or assessment')
})

it('shows no word of a row marked above the ceiling', async () => {
  const { context: at } = await context()
  const line = lineOfBaseline({ ...row, reason: '(S//NF) lion' })
  const { readings } = await importBaselines([{ at: 2, line, key: 'k' }], { member: 'ana', dryRun: true }, at)
  expect(JSON.stringify(readings)).not.toContain('lion')
  expect(readings).toMatchObject([{ problem: expect.stringContaining('above this channel') }])
})
