import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { findEntry, latestInstant } from '../../src/store/entries.ts'
import { migrations } from '../../src/store/migrations.ts'
import { explainStoreError, openStore, StoreError, writing } from '../../src/store/open.ts'
import { run, runInPassing } from '../../src/store/prepared.ts'
import { restoreStore } from '../../src/store/restore.ts'
import { keepClock, readClock } from '../../src/store/settings.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { temporaryFolder } from '../folder.ts'

const aFile = () => join(temporaryFolder(), 'store.sqlite')

describe('opening a store', () => {
  it('makes a missing file, its folder too, for its owner alone', async () => {
    const path = join(temporaryFolder(), 'deep', 'er', 'store.sqlite')
    await openStore(path).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('keeps what was written, and keeps it safely', async () => {
    const path = aFile()
    const first = openStore(path)
    await keepClock(first.db, '2009-04-06T14:00:00.000Z')
    await first.close()
    const second = openStore(path)
    expect(await readClock(second.db)).toBe('2009-04-06T14:00:00.000Z')
    await second.close()
    const raw = new SqliteFile(path)
    expect(raw.value('PRAGMA journal_mode')).toBe('wal')
    expect(raw.value('PRAGMA user_version')).toBe(migrations.length)
    raw.close()
  })

  it('brings a store of any earlier version, with what it holds, to the schema of a new one', async () => {
    const schemaOf = (path: string) => {
      const file = new SqliteFile(path, { readonly: true })
      const schema = file.rows<object>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name')
      file.close()
      return schema
    }
    const fresh = aFile()
    await openStore(fresh).close()
    for (let seen = 1; seen < migrations.length; seen++) {
      const path = aFile()
      const older = new SqliteFile(path)
      older.run('PRAGMA synchronous = OFF')
      for (const statements of migrations.slice(0, seen)) older.run(statements)
      older.run(`INSERT INTO entries (id, number, version, country, kind, scope, from_date, until_date, agencies, grade,
          benchmarks, marking, state, typed, channel, recorded_by, recorded_at, changed_by, changed_at)
        VALUES ('L-1', 1, 1, 'PE', 'seizure', 'event', '2009-04-03', '2009-04-04', '', 'D', '', 'U', 'submitted', 'typed',
          'terminal', 'ana', '2009-04-06T14:00:00.000Z', 'ana', '2009-04-06T14:00:00.000Z')`)
      older.run(`PRAGMA application_id = ${0x41746368}; PRAGMA user_version = ${seen}`)
      older.close()
      const { db, close } = openStore(path)
      expect(await findEntry(db, 'L-1')).toMatchObject({ typed: 'typed' })
      expect(await latestInstant(db)).toBe('2009-04-06T14:00:00.000Z')
      await close()
      expect(schemaOf(path)).toEqual(schemaOf(fresh))
    }
  })

  it.each([
    ['a folder', (path: string) => mkdirSync(path), /is a folder; set DATABASE_URL to a file/],
    [
      'a damaged file',
      (path: string) =>
        writeFileSync(path, 'not a database at all, but long enough to be read as one'.repeat(30)),
      /damaged or not a database; nothing was changed/,
    ],
    ['a database of another program', (path: string) => foreignDatabase(path), /database of another program/],
    [
      'a newer version',
      (path: string) => newerStore(path),
      /written by a newer Attaché \(store version \d+, this program knows \d+\)/,
    ],
  ])('refuses %s in one line, and leaves it as it is', async (_name, make, message) => {
    const path = aFile()
    await make(path)
    const before = statSync(path).isFile() ? readFileSync(path) : undefined
    expect(() => openStore(path)).toThrow(StoreError)
    expect(() => openStore(path)).toThrow(message)
    if (before) expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('says that its addon was installed for another Node', () => {
    const error = Object.assign(new Error('was compiled against'), { code: 'ERR_DLOPEN_FAILED' })
    expect(explainStoreError('x', error)).toMatchObject({
      name: 'StoreError',
      message: expect.stringMatching(/another version of Node/),
    })
  })

  it.skipIf(process.getuid?.() === 0)('refuses a file it may not write', async () => {
    const path = aFile()
    await openStore(path).close()
    chmodSync(path, 0o400)
    expect(() => openStore(path)).toThrow(/cannot be written/)
  })

  it('refuses a missing file when it may not make one', () => {
    const path = aFile()
    expect(() => openStore(path, 'never')).toThrow(/there is no store at/)
    expect(existsSync(path)).toBe(false)
  })
})

describe('writing', () => {
  it('undoes everything when the work fails', async () => {
    const store = openStore(aFile())
    const failing = writing(store.db, async (db) => {
      await keepClock(db, '2009-04-06T14:00:00.000Z')
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    expect(await readClock(store.db)).toBeUndefined()
    await store.close()
  })

  it('says that the disk is full, and undoes everything', async () => {
    const path = aFile()
    const { db, close } = openStore(path)
    await keepClock(db, '2009-04-06T14:00:00.000Z')
    const grown = writing(db, async (within) => {
      await keepClock(within, '2009-04-07T14:00:00.000Z')
      // A limit of SQLite's own stands in for the disk's.
      await sql`PRAGMA max_page_count = 1`.execute(within)
      await sql`INSERT INTO settings VALUES ('filling', ${'x'.repeat(1_000_000)})`.execute(within)
    })
    const told = await grown.catch((error: unknown) => explainStoreError(path, error))
    expect(String(told)).toContain('the disk is full; make room and try again')
    expect(await readClock(db)).toBe('2009-04-06T14:00:00.000Z')
    await close()
  })

  it('holds the lock from its first read, so that nobody else can decide on the same state', async () => {
    const path = aFile()
    const store = openStore(path)
    const other = new SqliteFile(path, { timeout: 0 })
    await writing(store.db, async (db) => {
      await readClock(db)
      expect(() => other.run('BEGIN IMMEDIATE')).toThrow(/database is locked/)
    })
    other.run('BEGIN IMMEDIATE; COMMIT')
    other.close()
    await store.close()
  })
})

describe('writing in passing', () => {
  // The level is a part of the compiled text, so each asking needs a text of its own.
  const levelAs = (asking: string) =>
    CompiledQuery.raw(`/* ${asking} */ PRAGMA synchronous`) as CompiledQuery<{ synchronous: number }>
  const [normal, full] = [{ synchronous: 1 }, { synchronous: 2 }]
  const keep = (at: string) =>
    CompiledQuery.raw(`INSERT INTO settings (name, value) VALUES ('clock', ?)`, [at])

  it('does not wait for the disk, and whatever is written after does again', async () => {
    const store = openStore(aFile())
    const { db } = store
    expect(await runInPassing(db, levelAs('within'), keep('2009-04-06T14:00:00.000Z'))).toEqual([normal])
    expect(await run(db, levelAs('after it was kept'))).toEqual([full])
    await expect(runInPassing(db, keep('2009-04-07T14:00:00.000Z'))).rejects.toThrow('UNIQUE')
    expect(await run(db, levelAs('after a failure'))).toEqual([full])
    expect(await readClock(db)).toBe('2009-04-06T14:00:00.000Z')
    await store.close()
  })

  it('waits for its turn where a transaction is under way, and is no part of it', async () => {
    const store = openStore(aFile())
    const { db } = store
    let passing: Promise<unknown> | undefined
    const failing = writing(db, async () => {
      passing = runInPassing(db, keep('2009-04-06T14:00:00.000Z'))
      await Promise.resolve()
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    await passing
    expect(await readClock(db)).toBe('2009-04-06T14:00:00.000Z')
    await store.close()
  })
})

describe('restoring', () => {
  it('puts the backup in place and keeps what was there', async () => {
    const path = aFile()
    const backup = `${path}.backup`
    const store = openStore(path)
    await keepClock(store.db, '2009-04-06T14:00:00.000Z')
    store.backup(backup)
    await keepClock(store.db, '2009-06-01T14:00:00.000Z')
    await store.close()
    const kept = await restoreStore(backup, path)
    expect(kept).toBe(`${path}.replaced-1`)
    const restored = openStore(path)
    expect(await readClock(restored.db)).toBe('2009-04-06T14:00:00.000Z')
    await restored.close()
    const replaced = openStore(`${path}.replaced-1`)
    expect(await readClock(replaced.db)).toBe('2009-06-01T14:00:00.000Z')
    await replaced.close()
  })

  it('replaces a damaged store, which is when it is needed', async () => {
    const path = aFile()
    const backup = `${path}.backup`
    const store = openStore(path)
    store.backup(backup)
    await store.close()
    writeFileSync(path, 'x'.repeat(9_000))
    expect(await restoreStore(backup, path)).toBe(`${path}.replaced-1`)
    await openStore(path).close()
  })

  it('refuses while another program has the store open, a damaged backup, and another program’s file', async () => {
    const path = aFile()
    const backup = `${path}.backup`
    const store = openStore(path)
    store.backup(backup)
    await keepClock(store.db, '2009-06-01T14:00:00.000Z')
    await expect(restoreStore(backup, path)).rejects.toThrow(/open in another program/)
    expect(await readClock(store.db)).toBe('2009-06-01T14:00:00.000Z')
    await store.close()
    writeFileSync(`${path}.bad`, 'x'.repeat(9_000))
    await expect(restoreStore(`${path}.bad`, path)).rejects.toThrow(/damaged/)
    foreignDatabase(`${path}.foreign`)
    await expect(restoreStore(`${path}.foreign`, path)).rejects.toThrow(/another program/)
    await expect(restoreStore(`${path}.none`, path)).rejects.toThrow(/there is no file/)
    expect(readdirSync(dirname(path)).filter((name) => /incoming|replaced/.test(name))).toEqual([])
  })

  it('will not overwrite a file with a backup', async () => {
    const path = aFile()
    const store = openStore(path)
    expect(() => store.backup(path)).toThrow(/exists already/)
    await store.close()
  })
})

function foreignDatabase(path: string): void {
  const other = new SqliteFile(path)
  other.run('CREATE TABLE recipes (name TEXT)')
  other.close()
}

async function newerStore(path: string): Promise<void> {
  await openStore(path).close()
  const raw = new SqliteFile(path)
  raw.run(`PRAGMA user_version = ${migrations.length + 1}`)
  raw.run('PRAGMA wal_checkpoint(TRUNCATE)')
  raw.close()
}
