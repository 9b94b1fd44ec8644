import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordAct } from '../../src/store/audit.ts'
import { openStore, writing } from '../../src/store/open.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { temporaryFolder } from '../folder.ts'
import { attache, runHere } from './attache.ts'

it('prints who did what, verifies it, and exits 1 when a row was altered by hand', async () => {
  const folder = temporaryFolder()
  await runHere(['run', '--now', '2009-04-06', '--', '/log seizure 1 kg cocaine at Callao'], { folder })
  const printed = await attache(['audit'], { folder })
  expect(printed.stdout.split('\n').map((row) => row.split('\t').slice(2, 5))).toEqual([
    ['terminal', 'followed', 'PE'],
    ['you', 'recorded', 'L-1'],
    [],
  ])
  const whole = await runHere(['audit', 'verify'], { folder })
  expect(whole).toMatchObject({ code: 0, stderr: '' })
  const [, noted = ''] = /Note (2:[0-9a-f]{16}) elsewhere/.exec(whole.stdout) ?? []
  expect(await runHere(['audit', 'verify', noted], { folder })).toMatchObject({ code: 0 })

  const file = new SqliteFile(join(folder, 'store.sqlite'))
  file.run("DROP TRIGGER audit_is_not_changed; UPDATE audit SET member = 'ben' WHERE number = 2")
  file.close()
  const altered = await attache(['audit', 'verify'], { folder })
  expect(altered).toMatchObject({ code: 1, stdout: '' })
  expect(altered.stderr).toMatch(/the audit of store\.sqlite is broken: act 2 is not what was written there/)
  expect((await runHere(['audit', 'verify', 'yesterday'], { folder })).code).toBe(2)
})

it('says that there are more acts than it prints, and obeys none of their signs', async () => {
  const folder = temporaryFolder()
  const store = openStore(join(folder, 'store.sqlite'))
  const act = { at: '2009-04-06T14:00:00.000Z', member: 'ana', act: 'shared', marking: 'U' as const }
  await writing(store.db, async (db) => {
    for (let at = 0; at < 1_001; at++) await recordAct(db, { ...act, about: '/log', detail: 'a\u001b[2Jb' })
  })
  await store.close()
  const { stdout, stderr } = await runHere(['audit'], { folder })
  expect(stdout.trimEnd().split('\n')).toHaveLength(1_000)
  expect(stdout).toContain('a\\u001b[2Jb')
  expect(stderr).toContain('the last 1000 acts')
})
