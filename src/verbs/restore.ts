import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { toInstant } from '../domain/date.ts'
import { recordAct } from '../store/audit.ts'
import { openStore } from '../store/open.ts'
import { restoreStore } from '../store/restore.ts'
import { noteBackup } from '../store/settings.ts'
import { printPath, readSettings, realNow, UsageError } from './program.ts'

/** Puts a backup in the store's place; the store that was there is kept beside it. */
export async function runVerb([file, ...rest]: string[]): Promise<number> {
  if (file === undefined || rest.length > 0)
    throw new UsageError('restore takes one file: attache restore var/backup.sqlite')
  const { database } = readSettings()
  const kept = await restoreStore(file, database)
  const store = openStore(database, 'never')
  try {
    await noteBackup(store.db, toInstant(statSync(file).mtimeMs), resolve(file))
    await recordAct(store.db, {
      at: realNow(),
      member: 'operator',
      act: 'restored',
      about: 'store',
      marking: 'U',
    })
  } finally {
    await store.close()
  }
  process.stdout.write(`${printPath(database)} is restored from ${printPath(file)}\n`)
  if (kept !== undefined) process.stdout.write(`The store that was there is kept as ${printPath(kept)}\n`)
  return 0
}
