import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

const run = (folder: string, line: string) => runHere(['run', '--now', '2009-04-06', '--', line], { folder })

it('takes the text off the disk, and leaves a tombstone that cards count', async () => {
  const folder = temporaryFolder()
  await run(folder, '/log seizure 250 kg cocaine in the VRAE on 3 Apr 2009 note zebra')
  await run(folder, '/log fix L-1 note zebra and lion because told so')
  await run(folder, '/reportcard peru export csv')
  const { code, stdout } = await attache(['purge', 'l-1', '--because', 'wrong system', '--member', 'ada'], {
    folder,
  })
  expect(code).toBe(0)
  expect(stdout).toContain('L-1 is removed: versions 2')
  expect(stdout).toMatch(/may hold it.*\n- report-card-PE-FY2010-2009-04-06.*\.csv, to \w+ on 2009-04-06/)
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1'), name).not.toMatch(/zebra|lion/)
  expect((await run(folder, '/log show L-1')).stdout).toContain('because wrong system')
  expect((await run(folder, '/log list')).stdout).toContain('L-1 removed')
  expect((await run(folder, '/log fix L-1 note x because y')).stderr).toContain('there is nothing to fix')
  expect((await run(folder, '/reportcard peru')).stdout).toContain('One entry removed.')
  await run(folder, '/log seizure 9 kg cocaine in the VRAE on 3 Apr 2009')
  await runHere(['purge', 'L-2', '--because', 'a spill'], { folder, env: { ATTACHE_ADMINS: 'ada' } })
  expect((await runHere(['audit'], { folder })).stdout).toMatch(/\toperator\tpurged\tL-2/)
})

it('takes a paragraph of a document away, and its words out of the search image', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'in'))
  const lines = Array.from(
    { length: 2_100 },
    (_, at) => `${at + 1}. (U) ${at === 6 ? 'A zebra' : 'A lion'} came.\n`,
  )
  writeFileSync(
    join(folder, 'in/77.txt'),
    ['UNCLAS LIMA 000077', '', 'SUBJECT: ANIMALS', '', ...lines].join('\n'),
  )
  await runHere(['ingest', '--as', '26 LIMA 77', 'in/77.txt'], { folder })
  const stored = () =>
    readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => readFileSync(join(folder, name), 'latin1'))
  expect(stored().filter((bytes) => bytes.includes('zebra'))).toHaveLength(2)
  const { stdout, code } = await runHere(['purge', '26 lima 77 para 7', '--because', 'spill'], { folder })
  expect(stdout).toContain('26 lima 77 para 7 is removed: versions 1, paragraphs 1, annotations 0')
  expect(code).toBe(0)
  expect(stored().filter((bytes) => bytes.includes('zebra'))).toEqual([])
  const ask = async (line: string) => (await runHere(['run', '--', line], { folder })).stdout
  expect(await ask('/source 26 LIMA 77 para 7')).toContain('[Removed on')
  expect(await ask('/ask zebra')).toContain('No source held')
})

it('makes no store where there is none', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await runHere(['purge', 'L-1', '--because', 'x'], { folder })
  expect([code, stderr]).toEqual([1, expect.stringMatching(/store\.sqlite/)])
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  [['purge'], /purge takes one entry/, 2],
  [['purge', 'L-1'], /purge takes one entry/, 2],
  [['purge', 'cocaine', '--because', 'x'], /there is no entry, document or paragraph "cocaine"/, 1],
  [['purge', 'L-1', '--because', '(S//NF) zebra'], /the reason stays in the store/, 2],
  [['purge', 'L-1', '--because', 'x', '--member', 'ben'], /ben is no administrator/, 2],
  [['purge', 'L-1', '--because', 'x'], /there is no entry L-1/, 1],
  [['purge', 'alias', 'pasta bruta', '--because', 'x'], /no such words were given for a substance/, 1],
])('%j: %s', async (args, message, code) => {
  const folder = temporaryFolder()
  openStore(join(folder, 'store.sqlite')).close()
  const ran = await runHere(args, { folder, env: { ATTACHE_ADMINS: 'ada' } })
  expect(ran.code).toBe(code)
  expect(ran.stderr).toMatch(message)
  expect(ran.stderr).not.toContain('zebra')
})
