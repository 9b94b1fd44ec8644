import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { assertSound, openStore, StoreError } from './open.ts'

/**
 * Puts a backup in the store's place. The store that was there is kept beside it, and its new name returned. Throws
 * `StoreError` when the backup is not a sound store of a version this program knows, or another program has the store open.
 */
export async function restoreStore(backup: string, path: string): Promise<string | undefined> {
  assertSound(backup)
  mkdirSync(dirname(path), { recursive: true })
  const kept = existsSync(path) ? freeName(path) : undefined
  if (kept !== undefined) await assertAlone(path)
  const incoming = `${path}.incoming`
  try {
    copyPrivately(backup, incoming)
    if (kept !== undefined) keepAs(path, kept)
    renameSync(incoming, path)
  } finally {
    rmSync(incoming, { force: true })
  }
  return kept
}

/** Under both names, so that at no moment there is no store, of which a start would make an empty one. */
function keepAs(path: string, kept: string): void {
  try {
    linkSync(path, kept)
  } catch {
    // Not every file system lets a file have two names.
    renameSync(path, kept)
  }
}

async function assertAlone(path: string): Promise<void> {
  try {
    const store = openStore(path, 'never')
    await store.close()
  } catch (error) {
    if (!(error instanceof StoreError && error.damaged)) throw error
  }
  // Whoever closes a store last folds its write-ahead log in; one that is still there belongs to somebody.
  if (existsSync(`${path}-wal`))
    throw new StoreError(`${path} is open in another program; stop Attaché first, then restore`)
}

/** A copy that is on disk, whose owner alone may read it. */
function copyPrivately(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
  const file = openSync(to, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A name beside the store that no file has: what is replaced is kept under it. */
export function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = `${path}.replaced-${n}`
    if (!existsSync(name)) return name
  }
}
