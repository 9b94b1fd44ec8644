import type { Instant } from '../domain/date.ts'
import type { Duty } from '../domain/deadline-change.ts'
import type { Marking } from '../domain/marking.ts'
import { recordAct } from './audit.ts'
import { always } from './entries.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

/** Who of a benchmark has a duty; absent `member`: nobody any more. */
export interface BenchmarkDuty {
  country: string
  cycle: string
  benchmark: string
  duty: Duty
  member?: string
  changedBy: string
  changedAt: Instant
}

/** Adds what somebody said of a duty, as its last version; `marking` is the benchmark's. Call it inside `writing`. */
export async function setBenchmarkDuty(db: Db, duty: BenchmarkDuty, marking: Marking = 'SBU'): Promise<void> {
  await db
    .insertInto('benchmark_duties')
    .values({
      country: duty.country,
      cycle: duty.cycle,
      benchmark: duty.benchmark,
      duty: duty.duty,
      member: duty.member ?? null,
      changed_by: duty.changedBy,
      changed_at: duty.changedAt,
    })
    .execute()
  await recordAct(db, {
    at: duty.changedAt,
    member: duty.changedBy,
    act: 'assigned',
    about: `${duty.cycle}/${duty.benchmark}`,
    detail: `${duty.duty} ${duty.member ?? 'nobody'}`,
    marking,
  })
}

/** Who had which duty at `asOf`, of the benchmarks of a country; what nobody has is left out. */
export async function listBenchmarkDuties(
  db: Db,
  country: string,
  asOf: Instant = always,
): Promise<(BenchmarkDuty & { member: string })[]> {
  const rows = await dutiesUntil(db, { country, asOf })
  const last = new Map(rows.map((row) => [`${row.cycle} ${row.benchmark} ${row.duty}`, row]))
  return [...last.values()].flatMap(({ member, ...row }) =>
    member === null
      ? []
      : [
          {
            country: row.country,
            cycle: row.cycle,
            benchmark: row.benchmark,
            duty: row.duty as Duty,
            member,
            changedBy: row.changed_by,
            changedAt: row.changed_at,
          },
        ],
  )
}

const dutiesUntil = prepared((db, { country, asOf }: { country: string; asOf: Instant }) =>
  db
    .selectFrom('benchmark_duties')
    .selectAll()
    .where('country', '=', country)
    .where('changed_at', '<=', asOf)
    .orderBy('number'),
)
