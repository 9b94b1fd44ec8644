import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { temporaryFolder } from '../folder.ts'
import { attache } from './attache.ts'

const run = (folder: string, line: string) => attache(['run', '--now', '2009-04-06', '--', line], { folder })

it('takes the text off the disk, and leaves a tombstone that cards count', async () => {
  const folder = temporaryFolder()
  await run(folder, '/log seizure 250 kg cocaine in the VRAE on 3 Apr 2009 note zebra')
  await run(folder, '/log fix L-1 note zebra and lion because told so')
  const { code, stdout } = await attache(['purge', 'l-1', '--because', 'wrong system', '--member', 'ada'], {
    folder,
  })
  expect(code).toBe(0)
  expect(stdout).toContain('L-1 is removed: versions 2')
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1'), name).not.toMatch(/zebra|lion/)
  expect((await run(folder, '/log show L-1')).stdout).toContain('because wrong system')
  expect((await run(folder, '/log list')).stdout).toContain('L-1 removed')
  expect((await run(folder, '/log fix L-1 note x because y')).stderr).toContain('there is nothing to fix')
  expect((await run(folder, '/reportcard peru')).stdout).toContain('One entry removed.')
})

test.each([
  [['purge'], /purge takes an entry and a reason/, 2],
  [['purge', 'L-1'], /purge takes an entry and a reason/, 2],
  [['purge', 'cocaine', '--because', 'x'], /purge takes an entry and a reason/, 2],
  [['purge', 'L-1', '--because', '(S//NF) zebra'], /the reason stays in the store/, 2],
  [['purge', 'L-1', '--because', 'x', '--member', 'ben'], /ben is no administrator/, 2],
  [['purge', 'L-1', '--because', 'x'], /there is no entry L-1/, 1],
])('%j: %s', async (args, message, code) => {
  const ran = await attache(args, { folder: temporaryFolder(), env: { ATTACHE_ADMINS: 'ada' } })
  expect(ran.code).toBe(code)
  expect(ran.stderr).toMatch(message)
  expect(ran.stderr).not.toContain('zebra')
})
