import Database from 'better-sqlite3'

/**
 * What is never left to the collector: from Node 24.19 on, collecting an object of better-sqlite3 12 outside of JavaScript
 * aborts the process (nodejs/node 65446). A closed file holds no memory of SQLite's.
 */
const held = new Set<object>()

/** How long a statement waits for another program's lock. Waiting stops the whole program, and Slack waits three seconds. */
const busyMilliseconds = 2_000

interface Opening {
  /** Open to read only; the file must be there. */
  readonly?: boolean
  /** Milliseconds to wait for another program's lock. */
  timeout?: number
}

/** A statement as Kysely runs it: its values come as one list, or one after the other. */
interface Statement {
  /** Whether it gives rows. */
  readonly reader: boolean
  all(...values: unknown[]): unknown[]
  run(...values: unknown[]): Database.RunResult
  iterate(...values: unknown[]): IterableIterator<unknown>
}

/** One open SQLite file. Our texts are few and their values are parameters, so each is compiled once and kept. */
export class SqliteFile {
  readonly #database: Database.Database
  readonly #statements = new Map<string, Statement>()

  constructor(path: string, { readonly = false, timeout = busyMilliseconds }: Opening = {}) {
    this.#database = new Database(path, { readonly, timeout })
    held.add(this.#database).add(this.#statements)
  }

  prepare(text: string): Statement {
    const known = this.#statements.get(text)
    if (known) return known
    const compiled: Database.Statement = this.#database.prepare(text)
    const statement = compiled.reader ? readingRows(compiled) : compiled
    this.#statements.set(text, statement)
    return statement
  }

  get isInTransaction(): boolean {
    return this.#database.inTransaction
  }

  /** The rows of a query that has no parameters. */
  rows<Row>(query: string): Row[] {
    return this.prepare(query).all() as Row[]
  }

  /** The one value of a query or pragma that has no parameters. */
  value(query: string): unknown {
    return Object.values(this.rows<object>(query)[0] ?? {})[0]
  }

  /** Runs statements, separated by semicolons, whose rows nobody wants. */
  run(statements: string): void {
    this.#database.exec(statements)
  }

  /** What `work` writes does not wait until the disk holds it: a kill of the program takes nothing of it, a loss of power may. */
  inPassing<T>(work: () => T): T {
    // A pragma acts when its text is read, so it cannot be a statement that is kept.
    this.#database.exec('PRAGMA synchronous = NORMAL')
    try {
      return work()
    } finally {
      this.#database.exec('PRAGMA synchronous = FULL')
    }
  }

  close(): void {
    this.#database.close()
  }
}

/** Rows come as lists of values and are made objects here: of a wide row better-sqlite3 takes five times as long to make one. */
function readingRows(compiled: Database.Statement): Statement {
  const names = compiled
    .raw()
    .columns()
    .map(({ name }) => name)
  // Copied, so that every row has the same shape from the start.
  const blank: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]))
  const rowOf = (values: unknown): unknown => {
    const row = { ...blank }
    names.forEach((name, at) => {
      row[name] = (values as unknown[])[at]
    })
    return row
  }
  return {
    reader: true,
    all: (...values) => compiled.all(...values).map(rowOf),
    run: (...values) => compiled.run(...values),
    *iterate(...values) {
      for (const row of compiled.iterate(...values)) yield rowOf(row)
    },
  }
}
