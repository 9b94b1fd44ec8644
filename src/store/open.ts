import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

/** An open store: the database, where it is, and the two things one does with the file as a whole. */
export interface Store {
  db: Db
  path: string
  /** Copies the store to a new file while it is in use. */
  backup(file: string): Promise<void>
  close(): Promise<void>
}

/** The file cannot serve as a store. The message is one line for the operator: what, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  /** The file's content is past reading, as against busy, forbidden or foreign. */
  readonly damaged: boolean

  constructor(message: string, damaged = false) {
    super(message)
    this.damaged = damaged
  }
}

/** Marks a file as Attaché's in SQLite's header ("Atch"). */
const applicationId = 0x41746368

/** Waiting stops the whole program, and Slack waits three seconds for an acknowledgement. */
const busyMilliseconds = 2_000

/**
 * Opens a store, making it (mode 0600) unless `make` is `never`, and brings it to this version's schema. Throws `StoreError`
 * when the file is damaged, locked, read-only, of a newer version, or not a store; such a file is left as it is.
 */
export function openStore(path: string, make: 'if missing' | 'never' = 'if missing'): Store {
  try {
    return open(path, make)
  } catch (error) {
    throw explainStoreError(path, error)
  }
}

function open(path: string, make: 'if missing' | 'never'): Store {
  const inMemory = path === ':memory:'
  if (!inMemory) prepareFile(path, make)
  const file = new Database(path, { timeout: busyMilliseconds })
  try {
    assertOurs(file, path)
    file.pragma('journal_mode = WAL')
    file.pragma('synchronous = FULL')
    file.pragma('foreign_keys = ON')
    migrate(file)
  } catch (error) {
    file.close()
    throw error
  }
  const db: Db = new Kysely({ dialect: new SqliteDialect({ database: keepStatements(file) }) })
  const close = async () => {
    await db.destroy()
    // Kysely closes only what it has used.
    file.close()
  }
  return { db, path, backup: (target) => backUp(file, target), close }
}

/** Kysely compiles a query each time it runs. Ours are few and their values are parameters, so each text is compiled once. */
function keepStatements(file: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>()
  const prepare = (text: string) => {
    const statement = kept.get(text) ?? file.prepare(text)
    kept.set(text, statement)
    return statement
  }
  const close = () => {
    kept.clear()
    file.close()
  }
  return { prepare, close }
}

function prepareFile(path: string, make: 'if missing' | 'never'): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) throw new StoreError(`${path} is a folder; set DATABASE_URL to a file`)
    return
  }
  if (make === 'never')
    throw new StoreError(`there is no store at ${path}; set DATABASE_URL, or make one with "attache start"`)
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', 0o600))
}

function assertOurs(file: Database.Database, path: string): void {
  const version = file.pragma('user_version', { simple: true }) as number
  const application = file.pragma('application_id', { simple: true }) as number
  const tables = file.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number }
  if (application !== applicationId && tables.n > 0) {
    throw new StoreError(`${path} is a database of another program; set DATABASE_URL to a file of its own`)
  }
  if (version > migrations.length) {
    throw new StoreError(
      `${path} was written by a newer Attaché (store version ${version}, this program knows ${migrations.length}); upgrade the program, or restore an older backup`,
    )
  }
}

function migrate(file: Database.Database): void {
  const seen = () => file.pragma('user_version', { simple: true }) as number
  if (seen() === migrations.length) return
  file
    .transaction(() => {
      for (const statements of migrations.slice(seen())) file.exec(statements)
      file.pragma(`application_id = ${applicationId}`)
      file.pragma(`user_version = ${migrations.length}`)
    })
    .immediate()
}

async function backUp(file: Database.Database, target: string): Promise<void> {
  if (existsSync(target)) throw new StoreError(`${target} exists already; name a file that does not`)
  try {
    closeSync(openSync(target, 'wx', 0o600))
    await file.backup(target)
    chmodSync(target, 0o600)
  } catch (error) {
    throw explainStoreError(target, error)
  }
}

/** Opens a file only to see that it is a whole store of a version this program knows; throws `StoreError` otherwise. */
export function assertSound(path: string): void {
  try {
    if (!existsSync(path)) throw new StoreError(`there is no file ${path}`)
    const file = new Database(path, { readonly: true, timeout: busyMilliseconds })
    try {
      assertOurs(file, path)
      if (file.pragma('application_id', { simple: true }) !== applicationId)
        throw new StoreError(`${path} is not a backup of Attaché`)
      const verdict = file.pragma('integrity_check', { simple: true })
      if (verdict !== 'ok') throw new StoreError(`${path} is damaged (${verdict}); use another backup`)
    } finally {
      file.close()
    }
  } catch (error) {
    throw explainStoreError(path, error)
  }
}

/** What SQLite or the file system threw, as the `StoreError` it amounts to; any other error as it is. */
export function explainStoreError(path: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error
  const code = String((error as { code?: unknown }).code ?? '')
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(
      `${path} is damaged or not a database; nothing was changed: restore a backup, or set DATABASE_URL to another file`,
      true,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreError(`${path} is locked by another program; stop that program and try again`)
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new StoreError(
      `${path} cannot be written; give this user the right to write it and its folder, or set DATABASE_URL`,
    )
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'ENOTDIR' || code === 'ENOENT') {
    return new StoreError(
      `${path} cannot be opened; check that its folder exists and may be written, or set DATABASE_URL`,
    )
  }
  if (code === 'ENOSPC' || code.startsWith('SQLITE_FULL'))
    return new StoreError(`${path}: the disk is full; make room and try again`)
  return error
}

/**
 * Runs `work` in one transaction that holds the write lock from its start, so that what it reads is still true when it
 * writes. Commits when `work` returns, undoes everything when it throws. `work` must use the `db` it is given.
 */
export function writing<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection)
    try {
      const result = await work(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection)
      throw error
    }
  })
}
