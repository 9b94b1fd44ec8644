import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type AuditVerdict, listActs, recordAct, verifyAudit } from '../../src/store/audit.ts'
import { openStore, type Store, writing } from '../../src/store/open.ts'
import { purgeEntry } from '../../src/store/purge.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { openDesk, start, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'

/** A store with three entries of which one was voided: acts 1 (the watch) to 5. */
async function acted(): Promise<Store> {
  const store = openStore(join(temporaryFolder(), 'test.sqlite'))
  onTestFinished(() => store.close())
  const desk = await openDesk({ db: store.db })
  // The desk of a test has a store of its own, in which its terminal's watch was set.
  await type(desk, '/watch peru')
  for (const weight of [1, 2, 3]) await type(desk, `/log seizure ${weight} kg cocaine at Callao`)
  await type(desk, '/log void L-2 because zebra')
  return store
}

function tamper({ path }: Store, statements: string): void {
  const file = new SqliteFile(path)
  file.run(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_shortened; ${statements}`)
  file.close()
}

const broken = (verdict: AuditVerdict) => ('broken' in verdict ? verdict.broken : 'whole')

describe('the chain of acts', () => {
  it('is whole, and names who did what to which record, without a word of it', async () => {
    const { db } = await acted()
    expect(await verifyAudit(db)).toEqual({ acts: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await listActs(db, {}, 9)).map(({ member, act, about }) => [member, act, about])).toEqual([
      ['ana', 'voided', 'L-2'],
      ['ana', 'recorded', 'L-3'],
      ['ana', 'recorded', 'L-2'],
      ['ana', 'recorded', 'L-1'],
      ['ana', 'followed', 'PE'],
    ])
    const kept = JSON.stringify(await db.selectFrom('audit').selectAll().execute())
    expect(kept).not.toMatch(/zebra|cocaine|Callao/)
  })

  it.each([
    ["UPDATE audit SET member = 'ben' WHERE number = 3", 'act 3 is not what was written there'],
    ["UPDATE audit SET marking = 'U' WHERE number = 2", 'act 2 is not what was written there'],
    ['DELETE FROM audit WHERE number = 3', 'act 3 is missing'],
    ['DELETE FROM audit WHERE number IN (2, 3)', 'acts 2 to 3 are missing'],
    ['DELETE FROM audit WHERE number = 1', 'act 1 is missing'],
    ['DELETE FROM audit WHERE number >= 4', 'acts 4 to 5 are missing'],
    [
      'UPDATE audit SET number = 99 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 99',
      'act 3 is not what was written there, or not after act 2',
    ],
    [
      "DELETE FROM audit WHERE number = 5; UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'",
      'no act tells of L-2 version 2',
    ],
  ])('shows %s', async (statements, shown) => {
    const store = await acted()
    tamper(store, statements)
    expect(broken(await verifyAudit(store.db))).toContain(shown)
  })

  it('shows that it was written anew only against what was noted before', async () => {
    const store = await acted()
    const [last] = await listActs(store.db, {}, 1)
    const noted = { number: 5, hash: last?.hash.slice(0, 16) ?? '' }
    expect(broken(await verifyAudit(store.db, noted))).toBe('whole')
    expect(broken(await verifyAudit(store.db, { ...noted, number: 4 }))).toContain('written anew')
    expect(broken(await verifyAudit(store.db, { ...noted, number: 9 }))).toContain('act 9')
  })

  it('goes on in another process, and is neither changed nor shortened by statements alone', async () => {
    const store = await acted()
    const again = openStore(store.path)
    onTestFinished(() => again.close())
    await recordAct(again.db, { at: start, member: 'eva', act: 'exported', about: 'x.ics', marking: 'U' })
    expect(await verifyAudit(store.db)).toMatchObject({ acts: 6 })
    await expect(store.db.deleteFrom('audit').execute()).rejects.toThrow('never taken out')
    await expect(store.db.updateTable('audit').set({ member: 'x' }).execute()).rejects.toThrow(
      'never changed',
    )
  })

  it('holds nothing of what was undone', async () => {
    const { db } = await acted()
    const act = { at: start, member: 'ana', act: 'recorded', about: 'L-9', marking: 'U' as const }
    await expect(
      writing(db, async (trx) => {
        await recordAct(trx, act)
        throw new Error('the disk is full')
      }),
    ).rejects.toThrow('the disk is full')
    expect(await verifyAudit(db)).toMatchObject({ acts: 5 })
    await recordAct(db, act)
    expect(await verifyAudit(db)).toMatchObject({ acts: 6 })
  })

  it('stays whole through a purge, a backup and the vacuum of both', async () => {
    const store = await acted()
    await purgeEntry(store, { id: 'L-3', by: 'ada', now: start, reason: 'a spill' })
    await purgeEntry(store, { id: 'L-3', by: 'ada', now: start, reason: 'a spill' })
    expect(await verifyAudit(store.db)).toMatchObject({ acts: 7 })
    expect(await listActs(store.db, { what: 'purged' }, 9)).toHaveLength(2)
    store.backup(`${store.path}.copy`)
    const copy = openStore(`${store.path}.copy`)
    onTestFinished(() => copy.close())
    expect(await verifyAudit(copy.db)).toEqual(await verifyAudit(store.db))
  })
})

it('has an act from every function of the store that keeps who changed something', () => {
  const schema = readFileSync('src/store/migrations.ts', 'utf8')
  const signed = [...schema.matchAll(/CREATE TABLE (\w+) \(([^;]*?)\) STRICT/g)].flatMap(
    ([, name = '', columns = '']) =>
      /\b(?:changed|frozen|released|removed)_by\b/.test(columns) ? [name] : [],
  )
  expect(signed.length).toBeGreaterThan(10)
  const files = readdirSync('src/store').map((name) => readFileSync(`src/store/${name}`, 'utf8'))
  for (const table of signed) {
    const writers = files.filter((text) => text.includes(`insertInto('${table}')`))
    expect(writers.length, table).toBeGreaterThan(0)
    for (const text of writers) expect(text, `${table} is written without an act`).toContain('recordAct(')
  }
})
