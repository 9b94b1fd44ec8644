import { sql } from 'kysely'
import type { Instant } from '../domain/date.ts'
import { foldText } from '../domain/text.ts'
import { recordAct } from './audit.ts'
import { recordingInstant } from './entries.ts'
import { type Db, type Store, writing } from './open.ts'
import { rebuild } from './rebuild.ts'

/** The reason cannot be empty; this stands where it was taken away. */
const removed = 'removed'

/**
 * Overwrites the words that were given for a substance, and each reason, then rebuilds the file and empties the write-ahead log.
 * The words mean nothing from then on; who gave them when, and who removed them and why, stays. How many versions there were;
 * undefined when the words were never given. Throws `StoreError` when another program keeps the log.
 */
export async function purgeAlias(
  { db, path }: Store,
  { words, by, now, reason }: { words: string; by: string; now: Instant; reason: string },
): Promise<number | undefined> {
  await sql`PRAGMA secure_delete = ON`.execute(db)
  const folded = foldText(words)
  const count = await writing(db, async (db) => {
    const rows = await db
      .selectFrom('substance_aliases')
      .select(['version', 'substance'])
      .where('folded', '=', folded)
      .orderBy('version')
      .execute()
    const last = rows.at(-1)
    if (!last) return undefined
    const at = await recordingInstant(db, now)
    const { number } = await db
      .selectFrom('audit')
      .select(({ fn }) => fn.max('number').as('number'))
      .executeTakeFirstOrThrow()
    // No words that are given have brackets: the act's own number makes a name that nothing else has.
    const name = `[${number}]`
    await db
      .updateTable('substance_aliases')
      .set({ folded: name, words: '', reason: removed })
      .where('folded', '=', folded)
      .execute()
    await db
      .insertInto('substance_aliases')
      .values({
        folded: name,
        version: last.version + 1,
        words: '',
        substance: null,
        form: null,
        changed_by: by,
        changed_at: at,
        reason,
      })
      .execute()
    const about = last.substance ?? 'alias'
    await recordAct(db, { at, member: by, act: 'purged', about, marking: 'U' })
    return rows.length
  })
  if (count !== undefined) await rebuild(db, path)
  return count
}

/** Takes reasons away that quote one of these texts, and names the words that stand in one: a person decides on those. */
export async function purgeAliasReasons(db: Db, texts: ReadonlySet<string>): Promise<string[]> {
  const rows = await db.selectFrom('substance_aliases').selectAll().orderBy('folded').execute()
  const folded = [...texts].map(foldText)
  const named = new Set<string>()
  for (const row of rows) {
    if (row.words !== '' && folded.some((text) => text.includes(row.folded))) named.add(row.words)
    if (!folded.some((text) => foldText(row.reason).includes(text))) continue
    await db
      .updateTable('substance_aliases')
      .set({ reason: removed })
      .where('folded', '=', row.folded)
      .where('version', '=', row.version)
      .execute()
  }
  return [...named]
}
