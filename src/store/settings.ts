import type { Instant } from '../domain/date.ts'
import type { Db } from './open.ts'

/** A rehearsal store has a clock of its own; a live one runs on the real clock. A store is one or the other for good. */
export type Mode = 'rehearsal' | 'live'

/** What the store was stamped with, or undefined when nothing has used it yet. */
export async function readMode(db: Db): Promise<Mode | undefined> {
  return (await read(db, 'mode')) as Mode | undefined
}

/** Stamps a store; does nothing when it is stamped already. */
export async function stampMode(db: Db, mode: Mode): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name: 'mode', value: mode })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** When the last backup was made, and of which name. */
export async function readBackup(db: Db): Promise<{ at: Instant; file: string } | undefined> {
  const [, at, file] = /^(\S+) (.+)$/s.exec((await read(db, 'backup')) ?? '') ?? []
  return at === undefined || file === undefined ? undefined : { at, file }
}

export async function noteBackup(db: Db, at: Instant, file: string): Promise<void> {
  await keep(db, 'backup', `${at} ${file}`)
}

/** Where the rehearsal's clock stands. */
export async function readClock(db: Db): Promise<Instant | undefined> {
  return read(db, 'clock')
}

export async function keepClock(db: Db, now: Instant): Promise<void> {
  await keep(db, 'clock', now)
}

async function keep(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

async function read(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}
