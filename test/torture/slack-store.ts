import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Instant } from '../../src/domain/date.ts'
import type { DeadlineChange } from '../../src/domain/deadline-change.ts'
import { listDeadlineChanges } from '../../src/store/deadline-changes.ts'
import { openStore } from '../../src/store/open.ts'
import { SqliteFile } from '../../src/store/sqlite-file.ts'
import { listWatches, type Watch } from '../../src/store/watches.ts'
import { temporaryFolder } from '../folder.ts'
import { storeName } from './doomed.ts'

/** What a store holds. */
export interface Held {
  /** The latest version of each, by id. */
  entries: Map<string, { typed: string; state: string }>
  /** State by key. */
  outbox: Map<string, string>
  /** The key of the message that said it too, of those that had none of their own. */
  saidWith: Map<string, string>
  watches: Watch[]
  /** What people said of deadlines. */
  changes: DeadlineChange[]
  /** Every value of every table, one a line. */
  everything: string
}

/** Reads a copy of the store in `folder`, so that the next life recovers the original by itself; throws when it is not sound. */
export async function inspect(folder: string): Promise<Held> {
  const copy = temporaryFolder()
  cpSync(folder, copy, { recursive: true })
  const path = join(copy, storeName)
  // A first life may have ended before there was a schema.
  const opened = openStore(path)
  const watches = await listWatches(opened.db)
  const changes = await listDeadlineChanges(opened.db)
  await opened.close()
  const store = new SqliteFile(path)
  try {
    expect(store.value('PRAGMA integrity_check')).toBe('ok')
    const versions = store.rows<{
      id: string
      number: number
      version: number
      typed: string
      state: string
    }>('SELECT id, number, version, typed, state FROM entries ORDER BY number, version')
    const entries = new Map(versions.map(({ id, typed, state }) => [id, { typed, state }]))
    expect([...entries.keys()], 'numbers without a gap').toEqual(
      Array.from({ length: entries.size }, (_, index) => `L-${index + 1}`),
    )
    expect(versions.filter(({ version }) => version === 1)).toHaveLength(entries.size)
    const outbox = store.rows<{ key: string; state: string; said_with: string | null }>(
      'SELECT key, state, said_with FROM outbox',
    )
    return {
      entries,
      outbox: new Map(outbox.map(({ key, state }) => [key, state])),
      saidWith: new Map(
        outbox.flatMap(({ key, said_with }) => (said_with === null ? [] : [[key, said_with]])),
      ),
      watches,
      changes,
      everything: dump(store),
    }
  } finally {
    store.close()
  }
}

/** What the running program has taken on, in its inbox since an instant, and not settled: keys, with the state of what is to be said. */
export function unsettled(folder: string, since: Instant): string[] {
  const store = new SqliteFile(join(folder, storeName), { readonly: true })
  try {
    return store
      .rows<{ what: string }>(
        `SELECT key || ' ' || state AS what FROM outbox WHERE settled_at IS NULL
         UNION ALL SELECT key FROM inbox WHERE done_at IS NULL AND received_at >= '${since}'`,
      )
      .map(({ what }) => what)
  } finally {
    store.close()
  }
}

function dump(store: SqliteFile): string {
  const tables = store.rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
  return tables
    .flatMap(({ name }) => store.rows<Record<string, unknown>>(`SELECT * FROM "${name}"`))
    .flatMap((row) => Object.values(row).map(String))
    .join('\n')
}
