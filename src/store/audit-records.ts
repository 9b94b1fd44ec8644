import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * What every table that keeps who changed something holds, as its acts tell it: about what, by whom, when, and the detail. Where
 * an act's detail is a text made for people, it is left out on both sides.
 */
const kept = sql`
  SELECT id AS about, changed_by AS member, changed_at AS at, 'version ' || version AS detail FROM entries
  UNION ALL SELECT id, changed_by, changed_at, 'version ' || version FROM findings
  UNION ALL SELECT id, changed_by, changed_at, 'version ' || version FROM annotations
  UNION ALL SELECT id, recorded_by, recorded_at, 'version ' || version FROM documents
  UNION ALL SELECT source, changed_by, changed_at, 'version ' || version FROM keepings
  UNION ALL SELECT document, removed_by, removed_at, '' FROM document_purges
  UNION ALL SELECT id, changed_by, changed_at, '' FROM nil_returns
  UNION ALL SELECT id, changed_by, changed_at, '' FROM restatements
  UNION ALL SELECT second, changed_by, changed_at, 'with ' || first FROM pairs
  UNION ALL SELECT country || ' ' || period, changed_by, changed_at, '' FROM period_locks
  UNION ALL SELECT deadline, changed_by, changed_at, '' FROM deadline_changes
  UNION ALL SELECT country, changed_by, changed_at, '' FROM watches
  UNION ALL SELECT channel, changed_by, changed_at, '' FROM watch_settings
  UNION ALL SELECT cycle || '/' || benchmark, changed_by, changed_at, duty || ' ' || coalesce(member, 'nobody')
    FROM benchmark_duties
  UNION ALL SELECT member, changed_by, changed_at, coalesce(role, '') FROM roles
  UNION ALL SELECT id, frozen_by, changed_at, '' FROM frozen_cards
  UNION ALL SELECT id, released_by, released_at, kind FROM releases
  UNION ALL SELECT
    coalesce(substance, lag(substance) OVER (PARTITION BY folded ORDER BY version), 'alias'), changed_by, changed_at, ''
    FROM substance_aliases`

/** Of what was shared, exported or restored, and of a purge made again, nothing else is kept. */
const told = sql`
  SELECT about, member, at, CASE WHEN act = 'set' THEN '' ELSE coalesce(detail, '') END AS detail, number FROM audit
  WHERE act NOT IN ('shared', 'exported', 'restored') AND NOT (act = 'purged' AND detail IS 'again')`

/** Records from before there were acts: none tells of them. */
const since = sql`
  SELECT value AS last, coalesce((SELECT at FROM audit WHERE number = 1), '9999') AS first
  FROM settings WHERE name = 'audit since'`

interface Difference {
  about: string
  member: string
  at: string
  detail: string
  /** How many records there are more than acts. */
  more: number
  act: number | null
}

/**
 * The first record that no act tells of, or act whose record is not held, or is held with another author, instant or version;
 * undefined where the acts and all records tell the same.
 */
export async function firstContradiction(db: Db): Promise<string | undefined> {
  const { rows } = await sql<Difference>`
    WITH kept AS (${kept}), told AS (${told}), since AS (${since})
    SELECT about, member, at, detail, sum(one) AS more, max(number) AS act FROM (
      SELECT about, member, at, detail, 1 AS one, NULL AS number FROM kept
      WHERE NOT EXISTS (SELECT 1 FROM since WHERE kept.at <= last OR kept.at < first)
      UNION ALL SELECT about, member, at, detail, -1, number FROM told
    ) GROUP BY about, member, at, detail HAVING sum(one) <> 0 ORDER BY more < 0, at, about LIMIT 1
  `.execute(db)
  const [first] = rows
  if (!first) return undefined
  const { about, member, at, detail, more, act } = first
  const record = `${[about, detail].filter((word) => word !== '').join(' ')} of ${at} by ${member}`
  return more > 0
    ? `the store holds ${record}, and no act tells of it`
    : `act ${act} tells of ${record}, and the store holds no such record`
}
