import { CompiledQuery } from 'kysely'
import type { Db } from './open.ts'
import { run } from './prepared.ts'

/** Held of one store: few things are asked about at a time. */
const mostHeld = 16

/** What was made while the store stood at one mark, each with the values it was made of. */
interface Recalled {
  mark: string
  held: { of: readonly unknown[]; made: unknown }[]
}

const recalled = new WeakMap<Db, Recalled>()

/**
 * What `make` makes of the store's rows and the values in `of`, and of nothing else: made anew only when the store has changed
 * since, by this process or another, or a value is another one (objects are compared by identity). What is given is shared: it
 * must not be altered.
 */
export async function recall<Made>(db: Db, of: readonly unknown[], make: () => Promise<Made>): Promise<Made> {
  // Taken before the rows are read: a change in between makes what is made count as stale, never as fresh.
  const mark = await markOf(db)
  const before = recalled.get(db)
  const { held } = before?.mark === mark ? before : keep(db, { mark, held: [] })
  const known = held.find((one) => isSame(one.of, of))
  if (known) return known.made as Made
  const made = await make()
  if (held.length >= mostHeld) held.length = 0
  held.push({ of, made })
  return made
}

function keep(db: Db, made: Recalled): Recalled {
  recalled.set(db, made)
  return made
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]))
}

/** Differs after every change: SQLite counts those of other connections and those of this one apart. */
async function markOf(db: Db): Promise<string> {
  const [row] = await run(db, readMark)
  return row?.mark ?? ''
}

const readMark = CompiledQuery.raw(
  "SELECT data_version || ' ' || total_changes() AS mark FROM pragma_data_version",
) as CompiledQuery<{ mark: string }>
