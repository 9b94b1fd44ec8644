import { sql } from 'kysely'
import { type Db, StoreError } from './open.ts'

/** Writes the file anew from what is left, and the log to nothing. */
export async function rebuild(db: Db, path: string): Promise<void> {
  await sql`VACUUM`.execute(db)
  const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
  if (rows[0]?.busy === 0) return
  throw new StoreError(
    `the text is gone from ${path}, but another program keeps its write-ahead log, which may still hold it; stop that program, then run the same purge again`,
  )
}
