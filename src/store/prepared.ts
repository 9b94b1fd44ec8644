import { type Compilable, type CompiledQuery, sql } from 'kysely'
import { type Db, fileAtHand } from './open.ts'

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
  let made: CompiledQuery<Row> | undefined
  return async (db, values) => {
    made ??= build(db, slotsFor(values)).compile()
    const parameters = made.parameters.map((parameter) =>
      parameter instanceof Slot ? values[(parameter as Slot<Values>).name] : parameter,
    )
    return run(db, { ...made, parameters })
  }
}

/** Runs a query whose text is made already: at once where no transaction but its own is under way, else in its turn. */
export async function run<Row>(db: Db, query: CompiledQuery<Row>): Promise<Row[]> {
  const statement = fileAtHand(db)?.prepare(query.sql)
  if (statement?.reader) return statement.all(query.parameters) as Row[]
  if (statement === undefined) return (await db.executeQuery(query)).rows
  statement.run(query.parameters)
  return []
}

/** For a limit: SQLite compiles a statement anew at each run while its limit is a value. */
export const one = sql.lit(1)

function slotsFor<Values extends object>(values: Values): Values {
  const names = Object.keys(values) as (keyof Values)[]
  return Object.fromEntries(names.map((name) => [name, new Slot<Values>(name)])) as Values
}
