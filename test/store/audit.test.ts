import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type AuditVerdict, listActs, recordAct, verifyAudit } from '../../src/store/audit.ts'
import { keepDocument } from '../../src/store/documents.ts'
import { openStore, type Store, writing } from '../../src/store/open.ts'
import { purgeEntry } from '../../src/store/purge.ts'
import { purgeDocument } from '../../src/store/purge-document.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { openDesk, start, type } from '../desk.ts'
import { temporaryFolder } from '../folder.ts'
import { inventedCable } from '../invented-cable.ts'

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
      'the store holds L-2 version 2 of 2009-04-06T14:00:00.000Z by ana, and no act tells of it',
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
    // After a restore numbers are given again: it is said that there was one.
    await recordAct(store.db, {
      at: start,
      member: 'operator',
      act: 'restored',
      about: 'store',
      marking: 'U',
    })
    const since = { number: 6, hash: '0123456789abcdef' }
    expect(broken(await verifyAudit(store.db, since))).toContain(
      'a backup was restored at act 6, or the acts',
    )
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
    const act = { at: start, member: 'ana', act: 'shared', about: '/ask', marking: 'U' as const }
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

describe('what the store holds, against its acts', () => {
  const said = [
    '/watch peru',
    '/watch hour 10:00',
    '/log seizure 250 kg cocaine at Callao',
    '/log seizure 240 kg cocaine at Callao',
    '/log nil PE-DP-2 for 2009-03',
    '/deadline assign report-card @ana',
    '/benchmark PE-IL-3 assign @maria',
    '/benchmark PE-IL-3b baseline 12,000 kg cocaine FY2008 in zones src 09 LIMA 77 because the table',
    '/source owner 09 STATE 32018 me',
    '/source annotate 09 STATE 32018 para 9 "The port log differs." src "port log, 31 Mar 2009" mark U',
  ]
  const reviewed = [
    '/log merge L-2 L-1',
    '/log alias "pasta bruta" = cocaine paste because the police call it so',
    '/log alias "pasta bruta" = none because it was another thing',
    '/reportcard peru freeze because the June card',
    '/attache roles give @ben reviewer because he checks the weights',
    '/attache roles take @ben because he left',
    '/attache lock FY2009 peru',
  ]
  const everything = async (): Promise<Store> => {
    const store = openStore(join(temporaryFolder(), 'test.sqlite'))
    onTestFinished(() => store.close())
    const desk = await openDesk({ db: store.db })
    for (const line of said) expect(await type(desk, line), line).not.toMatchObject({ refused: true })
    for (const line of reviewed)
      expect(await type(desk, line, { member: 'ada' }), line).not.toMatchObject({ refused: true })
    const paper = await type(desk, '/draft non-paper peru', { member: 'ada' })
    const offered = paper.parts.flatMap((part) => (part.part === 'buttons' ? part.buttons : []))
    for (const { call } of offered.filter(({ label }) => label.startsWith('Release')))
      await type(desk, `/${call}`, { member: 'ada' })
    await type(desk, '/log fix L-1 qty 3 kg because lab weight')
    await keepDocument(store.db, inventedCable(), { path: '/a.txt', by: 'ana', now: start })
    await purgeDocument(store, { id: '26 LIMA 77', by: 'ada', now: start, reason: 'wrong system' })
    return store
  }

  it('shows any record whose author was changed by hand, or that was taken out, of every kind', async () => {
    const store = await everything()
    expect(await verifyAudit(store.db)).toMatchObject({ acts: expect.any(Number) })
    const unseen: string[] = []
    for (const [table, by] of [...signedTables(), ['documents', 'recorded_by'] as const]) {
      const [row] = await sql`SELECT 1 FROM ${sql.table(table)}`.execute(store.db).then(({ rows }) => rows)
      expect(row, `${table} has a row here`).toBeDefined()
      const freed = table === 'documents' ? 'DELETE FROM paragraphs; ' : ''
      for (const statement of [`UPDATE ${table} SET ${by} = 'mallory'`, `${freed}DELETE FROM ${table}`]) {
        const verdict = await writing(store.db, async (db) => {
          for (const one of statement.split('; ')) await sql.raw(one).execute(db)
          const seen = await verifyAudit(db)
          throw new Seen(broken(seen))
        }).catch((error: unknown) => (error instanceof Seen ? error.message : Promise.reject(error)))
        if (!/the store holds/.test(verdict)) unseen.push(`${statement}: ${verdict}`)
      }
    }
    expect(unseen).toEqual([])
    expect(await verifyAudit(store.db)).toMatchObject({ acts: expect.any(Number) })
  })

  it('names the act whose record is gone', async () => {
    const store = await acted()
    const file = new SqliteFile(store.path)
    file.run("DELETE FROM entries WHERE id = 'L-3'")
    file.close()
    expect(broken(await verifyAudit(store.db))).toBe(
      'act 4 tells of L-3 version 1 of 2009-04-06T14:00:00.000Z by ana, and the store holds no such record',
    )
  })
})

/** Undoes what was tried. */
class Seen extends Error {}

/** The tables that keep who changed something, each with that column. */
function signedTables(): [table: string, by: string][] {
  const schema = readFileSync('src/store/migrations.ts', 'utf8')
  return [...schema.matchAll(/CREATE TABLE (\w+) \(([^;]*?)\) STRICT/g)].flatMap(
    ([, name = '', columns = '']): [string, string][] => {
      const by = /\b(?:changed|frozen|released|removed)_by\b/.exec(columns)?.[0]
      return by === undefined ? [] : [[name, by]]
    },
  )
}

it('has an act from every function of the store that keeps who changed something', () => {
  const signed = signedTables().map(([name]) => name)
  expect(signed.length).toBeGreaterThan(10)
  const files = readdirSync('src/store').map((name) => readFileSync(`src/store/${name}`, 'utf8'))
  for (const table of signed) {
    const writers = files.filter((text) => text.includes(`insertInto('${table}')`))
    expect(writers.length, table).toBeGreaterThan(0)
    for (const text of writers) expect(text, `${table} is written without an act`).toContain('recordAct(')
  }
})
