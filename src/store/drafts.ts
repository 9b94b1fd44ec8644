import type { Instant } from '../domain/date.ts'
import type { CapturedMessage } from '../domain/entry.ts'
import type { Marking } from '../domain/marking.ts'
import type { Db } from './open.ts'

/** A line that could not be recorded as it stood, its question, and the lines that answer it. Kept as it was asked. */
export interface Draft {
  /** `D-n`. */
  id: string
  typed: string
  ask: string
  choices: readonly { label: string; text: string }[]
  member: string
  channel: string
  madeAt: Instant
  /** As an entry's would be: by what may be read where it was typed. */
  marking: Marking
  /** The message the line was captured with. */
  evidence?: CapturedMessage
}

/** Keeps a draft under the next number; the same call's draft is found again, not made twice. Call it inside `writing`. */
export async function keepDraft(db: Db, draft: Omit<Draft, 'id'>, callKey?: string): Promise<Draft> {
  if (callKey !== undefined) {
    const row = await db.selectFrom('drafts').selectAll().where('call_key', '=', callKey).executeTakeFirst()
    if (row) return fromRow(row)
  }
  const last = await db
    .selectFrom('drafts')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const row = {
    id: `D-${number}`,
    number,
    typed: draft.typed,
    ask: draft.ask,
    choices: JSON.stringify(draft.choices),
    member: draft.member,
    channel: draft.channel,
    call_key: callKey ?? null,
    made_at: draft.madeAt,
    marking: draft.marking,
    evidence: draft.evidence ? JSON.stringify(draft.evidence) : null,
  }
  await db.insertInto('drafts').values(row).execute()
  return { id: row.id, ...draft }
}

export async function findDraft(db: Db, id: string): Promise<Draft | undefined> {
  const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The latest drafts of a member made since an instant, newest first. */
export async function listDrafts(db: Db, member: string, since: Instant, most: number): Promise<Draft[]> {
  const rows = await db
    .selectFrom('drafts')
    .selectAll()
    .where('member', '=', member)
    .where('made_at', '>=', since)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map(fromRow)
}

function fromRow(row: {
  id: string
  typed: string
  ask: string
  choices: string
  member: string
  channel: string
  made_at: string
  marking: string
  evidence: string | null
}): Draft {
  const { id, typed, ask, member, channel } = row
  return {
    id,
    typed,
    ask,
    choices: JSON.parse(row.choices),
    member,
    channel,
    madeAt: row.made_at,
    marking: row.marking as Marking,
    ...(row.evidence !== null && { evidence: JSON.parse(row.evidence) as CapturedMessage }),
  }
}
