import type { Instant } from '../domain/date.ts'
import type { SubstanceAlias } from '../domain/substance-alias.ts'
import { foldText } from '../domain/text.ts'
import { recordAct } from './audit.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'
import type { SubstanceAliasRow } from './schema.ts'

/** What was last said of each word, by word; those taken back among them. */
export async function listSubstanceAliases(db: Db): Promise<SubstanceAlias[]> {
  const rows = await allAliases(db, {})
  return [...new Map(rows.map((row) => [row.folded, fromRow(row)])).values()]
}

const allAliases = prepared((db, _: object) =>
  db.selectFrom('substance_aliases').selectAll().orderBy('folded').orderBy('version'),
)

/** Keeps what is said of a word now, as its next version. Call it inside `writing`. */
export async function addSubstanceAlias(
  db: Db,
  alias: Omit<SubstanceAlias, 'version' | 'changedAt'>,
  changedAt: Instant,
): Promise<void> {
  const folded = foldText(alias.words)
  const last = (await allAliases(db, {})).findLast((row) => row.folded === folded)
  await db
    .insertInto('substance_aliases')
    .values({
      folded,
      version: (last?.version ?? 0) + 1,
      words: alias.words,
      substance: alias.substance ?? null,
      form: alias.form ?? null,
      changed_by: alias.changedBy,
      changed_at: changedAt,
      reason: alias.reason,
    })
    .execute()
  await recordAct(db, {
    at: changedAt,
    member: alias.changedBy,
    act: alias.substance === undefined ? 'took back alias' : 'gave alias',
    about: alias.substance ?? last?.substance ?? 'alias',
    marking: 'U',
  })
}

function fromRow(row: SubstanceAliasRow): SubstanceAlias {
  return {
    words: row.words,
    version: row.version,
    ...(row.substance !== null && { substance: row.substance }),
    ...(row.form !== null && { form: row.form }),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    reason: row.reason,
  }
}
