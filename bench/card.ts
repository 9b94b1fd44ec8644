import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { type Db, openStore } from '../src/store/open.ts'
import { keepClock } from '../src/store/settings.ts'
import { ask, now, openDesk } from './desk.ts'
import { fillCycle } from './filled-store.ts'
import { type Compared, compare, time } from './measure.ts'

/** Of the cycle that is asked for, and in all. */
export const onCard = 5_000
export const inMillion = 1_000_000

export interface CardMeasured extends Compared {
  /** The same card, while nothing was recorded since it was asked for last. */
  again: number
  /** Heap that one card took, in bytes, in the store of a million and in one of its own entries alone. */
  heap: { million: number; alone: number }
}

/**
 * A report card over 5,000 entries of its cycle, in a store of a million, beside the bare query that reads their rows by the
 * index. Something is recorded before each card, so that nothing of the one before serves.
 */
export async function measureCard(folder: string, knowledge: Knowledge): Promise<CardMeasured> {
  const path = join(folder, 'million.sqlite')
  const [million, alone] = [openStore(path), openStore(join(folder, 'card.sqlite'))]
  try {
    for (const { db } of [million, alone]) await fillCycle(db, onCard)
    await fillAround(million.db)
    const bare = new Database(path, { readonly: true })
    const rows = bare.prepare(bareQuery)
    const desks = {
      million: await openDesk(million.db, knowledge),
      alone: await openDesk(alone.db, knowledge),
    }
    const card = async (which: keyof typeof desks) => {
      await keepClock(desks[which].db, now)
      await ask(desks[which], '/reportcard peru')
    }
    const read = () => {
      const found = rows.all('PE', '2010-01-01', '2008-10-01', now, now)
      if (found.length !== onCard) throw new Error(`the bare query read ${found.length} rows`)
    }
    const compared = await compare(() => card('million'), read, { rounds: 15, warmUp: 3 })
    const again = await time(() => ask(desks.million, '/reportcard peru'))
    const heap = { million: await heapOf(() => card('million')), alone: await heapOf(() => card('alone')) }
    bare.close()
    return { ...compared, again, heap }
  } finally {
    await Promise.all([million.close(), alone.close()])
  }
}

const bareQuery = `
  SELECT * FROM entries AS entry
  WHERE country = ? AND from_date < ? AND until_date > ? AND changed_at <= ?
    AND NOT EXISTS (
      SELECT 1 FROM entries AS later
      WHERE later.id = entry.id AND later.version > entry.version AND later.changed_at <= ?
    )
  ORDER BY number`

/** Rows of other years, a tenth of them the same country's, made by the database from one that is there. */
async function fillAround(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info('entries')`.execute(db)
  const own: Record<string, string> = {
    id: "'L-' || n.i",
    number: 'n.i',
    country: "CASE n.i % 10 WHEN 0 THEN 'PE' ELSE 'C' || (n.i % 10) END",
    from_date: "date('2011-01-01', (n.i % 5000) || ' days')",
    until_date: "date('2011-01-02', (n.i % 5000) || ' days')",
    recorded_by: "'member-' || (n.i % 50)",
    typed: "'line ' || n.i",
  }
  const values = rows.map(({ name }) => own[name] ?? `first.${name}`)
  await sql`
    WITH RECURSIVE n (i) AS (SELECT ${sql.lit(onCard + 1)} UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.lit(inMillion)})
    INSERT INTO entries (${sql.raw(rows.map(({ name }) => name).join(', '))})
    SELECT ${sql.raw(values.join(', '))} FROM n JOIN entries AS first ON first.id = 'L-1' AND first.version = 1
  `.execute(db)
}

/** What stays on the heap, and what was only passed through, of one call: the least of several. */
async function heapOf(work: () => Promise<void>): Promise<number> {
  const grown: number[] = []
  for (let round = 0; round < 5; round++) {
    const before = process.memoryUsage().heapUsed
    await work()
    const after = process.memoryUsage().heapUsed
    if (after > before) grown.push(after - before)
  }
  return Math.min(...grown)
}
