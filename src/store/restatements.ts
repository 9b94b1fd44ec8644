import type { Instant } from '../domain/date.ts'
import type { Change, Restatement } from '../domain/restatement.ts'
import { recordAct } from './audit.ts'
import { addEntryVersion, always, nextEntryNumber } from './entries.ts'
import { addFindingVersion, nextFindingNumber } from './findings.ts'
import { addNilVersion, nextNilNumber } from './nil-returns.ts'
import type { Db } from './open.ts'
import { addPairVersion } from './pairs.ts'
import { prepared } from './prepared.ts'
import type { RestatementRow } from './schema.ts'

/** Writes a change. A new entry, nil return or finding gets its number here; what was written is returned. Call it inside `writing`. */
export async function writeChange(db: Db, change: Change, callKey?: string): Promise<Change> {
  if (change.of === 'entry') {
    const isNew = change.entry.version === 1
    const entry = isNew ? { ...change.entry, id: `L-${await nextEntryNumber(db)}` } : change.entry
    await addEntryVersion(db, entry, callKey)
    return { of: 'entry', entry }
  }
  if (change.of === 'nil return') {
    const isNew = change.nil.version === 1
    const nil = isNew ? { ...change.nil, id: `N-${await nextNilNumber(db)}` } : change.nil
    await addNilVersion(db, nil)
    return { of: 'nil return', nil }
  }
  if (change.of === 'finding') {
    const isNew = change.finding.version === 1
    const finding = isNew ? { ...change.finding, id: `F-${await nextFindingNumber(db)}` } : change.finding
    await addFindingVersion(db, finding, callKey)
    return { of: 'finding', finding }
  }
  await addPairVersion(db, change.pair)
  return change
}

/** The number the next restatement gets: `R-1` for 1. Read it inside the transaction that keeps it. */
export async function nextRestatementNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('restatements')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/** Adds a step: waiting, accepted or declined. Throws when that version exists. */
export async function addRestatementVersion(
  db: Db,
  restatement: Restatement,
  callKey?: string,
): Promise<void> {
  await db
    .insertInto('restatements')
    .values({
      id: restatement.id,
      number: Number(restatement.id.slice(2)),
      version: restatement.version,
      country: restatement.country,
      period: restatement.period,
      marking: restatement.marking,
      change: JSON.stringify(restatement.change),
      call_key: callKey ?? null,
      state: restatement.state,
      proposed_by: restatement.proposedBy,
      changed_by: restatement.changedBy,
      changed_at: restatement.changedAt,
      reason: restatement.reason ?? null,
    })
    .execute()
  await recordAct(db, {
    at: restatement.changedAt,
    member: restatement.changedBy,
    act: restatement.state === 'waiting' ? 'proposed' : restatement.state,
    about: restatement.id,
    marking: restatement.marking,
  })
}

/** Every step, the first one first. */
export async function restatementVersions(db: Db, id: string): Promise<Restatement[]> {
  const rows = await db
    .selectFrom('restatements')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version')
    .execute()
  return rows.map(fromRow)
}

/** The restatement that a call proposed, as it stands, when the same call was made before. */
export async function findRestatementOfCall(db: Db, callKey: string): Promise<Restatement | undefined> {
  const [row] = await ofCall(db, { callKey })
  return row && (await restatementVersions(db, row.id)).at(-1)
}

const ofCall = prepared((db, { callKey }: { callKey: string }) =>
  db.selectFrom('restatements').select('id').where('call_key', '=', callKey),
)

/** Those of a country as they stand, or stood at `asOf`, in the order they were proposed. */
export async function listRestatements(
  db: Db,
  country: string,
  asOf: Instant = always,
): Promise<Restatement[]> {
  const rows = await db
    .selectFrom('restatements')
    .selectAll()
    .where('country', '=', country)
    .where('changed_at', '<=', asOf)
    .orderBy('number')
    .orderBy('version')
    .execute()
  return [...new Map(rows.map((row) => [row.id, fromRow(row)])).values()]
}

/** Only rows that `addRestatementVersion` made are read back, so the narrow types of the domain hold. */
function fromRow(row: RestatementRow): Restatement {
  return {
    id: row.id,
    version: row.version,
    country: row.country,
    period: row.period,
    marking: row.marking as Restatement['marking'],
    change: JSON.parse(row.change) as Change,
    state: row.state as Restatement['state'],
    proposedBy: row.proposed_by,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...(row.reason !== null && { reason: row.reason }),
  }
}
