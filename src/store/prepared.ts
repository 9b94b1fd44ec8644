import { type Compilable, type CompiledQuery, sql } from 'kysely'
import { type Db, fileAtHand } from './open.ts'
import type { SqliteFile } from './sqlite-file.ts'

/** Stands in a query for a value that is known only when it runs. */
class Slot<Values> {
  readonly name: keyof Values

  constructor(name: keyof Values) {
    this.name = name
  }
}

/**
 * A query whose text is made once, when it first runs: that takes Kysely several times longer than running it. Each run gives
 * the same names. `build` gets something in place of each value, so it may see that one is given, never which.
 */
export function prepared<Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const make = made(build)
  return async (db, values) => run(db, make(db, values))
}

/** As `prepared`, to be run together with others. */
export function made<Values extends object, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => CompiledQuery<Row> {
  let query: CompiledQuery<Row> | undefined
  return (db, values) => {
    query ??= build(db, slotsFor(values)).compile()
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Slot ? values[(parameter as Slot<Values>).name] : parameter,
    )
    return { ...query, parameters }
  }
}

/** Runs a query whose text is made already: at once where no transaction but its own is under way, else in its turn. */
export async function run<Row>(db: Db, query: CompiledQuery<Row>): Promise<Row[]> {
  const file = fileAtHand(db)
  return file ? rowsOf(file, query) : (await db.executeQuery(query)).rows
}

/**
 * Runs queries, each a write of its own, without waiting until the disk holds them, and gives the rows of the first: for what a
 * lookup leaves behind. Where a transaction is under way they wait for their turn, and for the disk.
 */
export async function runInPassing<Row>(
  db: Db,
  first: CompiledQuery<Row>,
  ...others: CompiledQuery[]
): Promise<Row[]> {
  const file = fileAtHand(db)
  if (file && !file.isInTransaction)
    return file.inPassing(() => {
      const rows = rowsOf(file, first)
      for (const query of others) rowsOf(file, query)
      return rows
    })
  const { rows } = await db.executeQuery(first)
  for (const query of others) await db.executeQuery(query)
  return rows
}

function rowsOf<Row>(file: SqliteFile, { sql, parameters }: CompiledQuery<Row>): Row[] {
  const statement = file.prepare(sql)
  if (statement.reader) return statement.all(parameters) as Row[]
  statement.run(parameters)
  return []
}

/** For a limit: SQLite compiles a statement anew at each run while its limit is a value. */
export const one = sql.lit(1)

function slotsFor<Values extends object>(values: Values): Values {
  const names = Object.keys(values) as (keyof Values)[]
  return Object.fromEntries(names.map((name) => [name, new Slot<Values>(name)])) as Values
}
