import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { assertSound, openStore, StoreError } from './open.ts'

/**
 * Puts a backup in the store's place. The store that was there is kept beside it, and its new name returned. Throws
 * `StoreError` when the backup is not a sound store of a version this program knows, or another program has the store open.
 */
export async function restoreStore(backup: string, path: string): Promise<string | undefined> {
  assertSound(backup)
  const incoming = `${path}.incoming`
  mkdirSync(dirname(path), { recursive: true })
  copyFileSync(backup, incoming)
  chmodSync(incoming, 0o600)
  const kept = existsSync(path) ? await setAside(path) : undefined
  renameSync(incoming, path)
  return kept
}

async function setAside(path: string): Promise<string> {
  try {
    const store = openStore(path, 'never')
    await store.close()
  } catch (error) {
    if (!(error instanceof StoreError && error.damaged)) throw error
  }
  // Whoever closes a store last folds its write-ahead log in; one that is still there belongs to somebody.
  if (existsSync(`${path}-wal`)) {
    throw new StoreError(`${path} is open in another program; stop Attaché first, then restore`)
  }
  const kept = freeName(path)
  renameSync(path, kept)
  return kept
}

/** A name beside the store that no file has: what is replaced is kept under it. */
export function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = `${path}.replaced-${n}`
    if (!existsSync(name)) return name
  }
}
