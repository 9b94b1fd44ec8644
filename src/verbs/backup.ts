import { resolve } from 'node:path'
import { openStore } from '../store/open.ts'
import { noteBackup } from '../store/settings.ts'
import { printPath, readSettings, realNow, UsageError } from './program.ts'

/** Copies the store to a new file while it may be in use. */
export async function runVerb([file, ...rest]: string[]): Promise<number> {
  if (file === undefined || rest.length > 0)
    throw new UsageError('backup takes one file: attache backup var/backup.sqlite')
  const { database } = readSettings()
  const store = openStore(database, 'never')
  try {
    store.backup(file)
    await noteBackup(store.db, realNow(), resolve(file))
  } finally {
    await store.close()
  }
  process.stdout.write(`${printPath(database)} is backed up to ${printPath(file)}\n`)
  return 0
}
