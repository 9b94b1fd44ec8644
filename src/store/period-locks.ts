import type { Instant } from '../domain/date.ts'
import type { PeriodLock } from '../domain/restatement.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

/** How each period that was ever locked stands now, or stood at `asOf`. */
export async function listPeriodLocks(db: Db, asOf: Instant = always): Promise<PeriodLock[]> {
  const rows = await locksUntil(db, { asOf })
  const locks = rows.map(
    (row): PeriodLock => ({
      country: row.country,
      period: row.period,
      from: row.from_date,
      until: row.until_date,
      state: row.state as PeriodLock['state'],
      changedBy: row.changed_by,
      changedAt: row.changed_at,
      ...(row.reason !== null && { reason: row.reason }),
    }),
  )
  return [...new Map(locks.map((lock) => [`${lock.country} ${lock.period}`, lock])).values()]
}

const locksUntil = prepared((db, { asOf }: { asOf: Instant }) =>
  db
    .selectFrom('period_locks')
    .selectAll()
    .where('changed_at', '<=', asOf)
    .orderBy('country')
    .orderBy('period')
    .orderBy('version'),
)

/** Turns a lock as a new version; the one that stands is returned when it was so already. Call it inside `writing`. */
export async function setPeriodLock(db: Db, lock: PeriodLock): Promise<PeriodLock | undefined> {
  const stands = (await listPeriodLocks(db)).find(
    ({ country, period }) => country === lock.country && period === lock.period,
  )
  if ((stands?.state ?? 'open') === lock.state) return stands ?? lock
  const { count } = await db
    .selectFrom('period_locks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('country', '=', lock.country)
    .where('period', '=', lock.period)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('period_locks')
    .values({
      country: lock.country,
      period: lock.period,
      version: count + 1,
      from_date: lock.from,
      until_date: lock.until,
      state: lock.state,
      changed_by: lock.changedBy,
      changed_at: lock.changedAt,
      reason: lock.reason ?? null,
    })
    .execute()
  await recordAct(db, {
    at: lock.changedAt,
    member: lock.changedBy,
    act: lock.state === 'locked' ? 'locked' : 'unlocked',
    about: `${lock.country} ${lock.period}`,
    marking: 'U',
  })
  return undefined
}
