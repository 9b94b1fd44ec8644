import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { SqliteFile } from './sqlite-file.ts'

export type Db = Kysely<Schema>

/** An open store: the database, where it is, and the two things one does with the file as a whole. */
export interface Store {
  db: Db
  path: string
  /** Copies the store as it stands to a new file, while others use it; throws `StoreError` when there is one. */
  backup(file: string): void
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
  const file = new SqliteFile(path)
  try {
    assertOurs(file, path)
    file.run('PRAGMA journal_mode = WAL')
    file.run('PRAGMA synchronous = FULL')
    file.run('PRAGMA foreign_keys = ON')
    migrate(file)
  } catch (error) {
    file.close()
    throw error
  }
  const db: Db = new Kysely({ dialect: new SqliteDialect({ database: file }) })
  files.set(db, file)
  const close = async () => {
    await db.destroy()
    // Kysely closes only what it has used.
    file.close()
  }
  return { db, path, backup: (target) => backUp(file, target), close }
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

function assertOurs(file: SqliteFile, path: string): void {
  const version = file.value('PRAGMA user_version') as number
  const application = file.value('PRAGMA application_id')
  const tables = file.value('SELECT count(*) FROM sqlite_schema') as number
  if (application !== applicationId && tables > 0) {
    throw new StoreError(`${path} is a database of another program; set DATABASE_URL to a file of its own`)
  }
  if (version > migrations.length) {
    throw new StoreError(
      `${path} was written by a newer Attaché (store version ${version}, this program knows ${migrations.length}); upgrade the program, or restore an older backup`,
    )
  }
}

/** All or nothing: closing the file after an error undoes what was begun. */
function migrate(file: SqliteFile): void {
  const seen = () => file.value('PRAGMA user_version') as number
  if (seen() === migrations.length) return
  file.run('BEGIN IMMEDIATE')
  for (const statements of migrations.slice(seen())) file.run(statements)
  file.run(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}; COMMIT`)
}

function backUp(file: SqliteFile, target: string): void {
  if (existsSync(target)) throw new StoreError(`${target} exists already; name a file that does not`)
  try {
    const descriptor = openSync(target, 'wx', 0o600)
    try {
      file.prepare('VACUUM INTO ?').run(target)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw explainStoreError(target, error)
  }
}

/** Opens a file only to see that it is a whole store of a version this program knows; throws `StoreError` otherwise. */
export function assertSound(path: string): void {
  try {
    if (!existsSync(path)) throw new StoreError(`there is no file ${path}`)
    const file = new SqliteFile(path, { readonly: true })
    try {
      assertOurs(file, path)
      if (file.value('PRAGMA application_id') !== applicationId)
        throw new StoreError(`${path} is not a backup of Attaché`)
      const verdict = file.value('PRAGMA integrity_check')
      if (verdict !== 'ok') throw new StoreError(`${path} is damaged (${verdict}); use another backup`)
    } finally {
      file.close()
    }
  } catch (error) {
    throw explainStoreError(path, error)
  }
}

/**
 * Opens a store to read only, as it stands; `isOlder` says that its schema is of an earlier version, of which nothing but
 * the settings should be read. Throws `StoreError` as `assertSound` does.
 */
export function readStore(path: string): { db: Db; isOlder: boolean; close(): Promise<void> } {
  assertSound(path)
  const file = new SqliteFile(path, { readonly: true })
  const db: Db = new Kysely({ dialect: new SqliteDialect({ database: file }) })
  const close = async () => {
    await db.destroy()
    file.close()
  }
  return { db, isOlder: (file.value('PRAGMA user_version') as number) < migrations.length, close }
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
  if (code === 'ERR_DLOPEN_FAILED') {
    return new StoreError(
      'better-sqlite3 was installed for another version of Node; run "npm ci" with the one you use now',
    )
  }
  return error
}

/**
 * Runs `work` in one transaction that holds the write lock from its start, so that what it reads is still true when it
 * writes. Commits when `work` returns, undoes everything when it throws. `work` must use the `db` it is given.
 */
export function writing<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute((connection) => transact(fileOf(db), connection, work))
}

/** Of a store's own `db`, and of that of its transaction while it is under way. */
const files = new WeakMap<Db, SqliteFile>()
const underWay = new WeakMap<SqliteFile, Db>()

function fileOf(db: Db): SqliteFile {
  const file = files.get(db)
  if (!file) throw new Error('only a store that was opened to write is written')
  return file
}

/**
 * The file that a statement may use at once, without waiting for its turn with Kysely: a transaction's own always, another's
 * only while no transaction is under way, lest it see, or become part of, what is not committed.
 */
export function fileAtHand(db: Db): SqliteFile | undefined {
  const file = files.get(db)
  const owner = file && underWay.get(file)
  return owner === undefined || owner === db ? file : undefined
}

async function transact<T>(file: SqliteFile, connection: Db, work: (db: Db) => Promise<T>): Promise<T> {
  files.set(connection, file)
  underWay.set(file, connection)
  try {
    file.prepare('BEGIN IMMEDIATE').run()
    try {
      const result = await work(connection)
      file.prepare('COMMIT').run()
      return result
    } catch (error) {
      // Where the disk is full SQLite has undone it already.
      if (file.isInTransaction) file.prepare('ROLLBACK').run()
      throw error
    }
  } finally {
    underWay.delete(file)
    files.delete(connection)
  }
}
