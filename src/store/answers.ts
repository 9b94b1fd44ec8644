import { CompiledQuery, type Selectable, sql } from 'kysely'
import { type Instant, type IsoDate, toInstant } from '../domain/date.ts'
import type { Marking } from '../domain/marking.ts'
import type { Db } from './open.ts'
import { made, runInPassing } from './prepared.ts'
import type { AnswerRow } from './schema.ts'

/** A question that was answered, kept so that somebody can say whether the answer helped. */
export interface KeptAnswer {
  /** `Q-n`. */
  id: string
  question: string
  /** Labels of what it cited. */
  sources: readonly string[]
  marking: Marking
  member: string
  channel: string
  callKey?: string
  answeredAt: Instant
}

/** `helpful` and `wrong` are said of an answer; `reviewed` closes what was said before. */
export type Verdict = 'helpful' | 'wrong' | 'reviewed'

export interface Feedback {
  answer: KeptAnswer
  member: string
  verdict: Verdict
  reason?: string
  givenAt: Instant
}

/** An answer of which nobody says anything is forgotten after this long. */
const remembered = 30 * 24 * 60 * 60_000

/**
 * Keeps an answer under the next number, and gives its id; the answer of the same call is found again. Nobody waits until the
 * disk holds it.
 */
export async function keepAnswer(db: Db, answer: Omit<KeptAnswer, 'id'>): Promise<string> {
  const { question, sources, marking, member, channel, callKey = null, answeredAt } = answer
  const row = [question, JSON.stringify(sources), marking, member, channel, callKey, answeredAt]
  const keep = CompiledQuery.raw(underNextNumber, row) as CompiledQuery<{ number: number }>
  const [kept] = await runInPassing(db, keep, ...forgetDaily(db, answeredAt))
  if (!kept) throw new Error('an answer was not kept')
  return answerId(kept.number)
}

/** How an answer of a number is called, by people and in what was said of it. */
export const answerId = (number: number): string => `Q-${number}`
const numberOf = (id: string): number => Number(id.slice(2))

/** The last one is never forgotten before another is kept, so no number is given again: a button of long ago must not mean another answer. */
const underNextNumber = `
  INSERT INTO answers (question, sources, marking, member, channel, call_key, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (call_key) DO UPDATE SET call_key = call_key RETURNING number`

/** The day on which they were forgotten last. */
const forgotten = new WeakMap<Db, IsoDate>()

/** What is too old goes with the first answer of a day. */
function forgetDaily(db: Db, now: Instant): CompiledQuery[] {
  const today = now.slice(0, 10)
  if (forgotten.get(db) === today) return []
  forgotten.set(db, today)
  return [forget(db, { before: toInstant(Date.parse(now) - remembered) })]
}

const forget = made((db, { before }: { before: Instant }) =>
  db
    .deleteFrom('answers')
    .where('answered_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('feedback')
            .select('feedback.answer')
            .where('feedback.answer', '=', sql<string>`'Q-' || answers.number`),
        ),
      ),
    ),
)

export async function findAnswer(db: Db, id: string): Promise<KeptAnswer | undefined> {
  const row = await db.selectFrom('answers').selectAll().where('number', '=', numberOf(id)).executeTakeFirst()
  return row && fromRow(row)
}

/** Call it inside `writing`. */
export async function addFeedback(
  db: Db,
  { answer, member, verdict, reason, givenAt }: Omit<Feedback, 'answer'> & { answer: string },
): Promise<void> {
  await db
    .insertInto('feedback')
    .values({ answer, member, verdict, reason: reason ?? null, given_at: givenAt })
    .execute()
}

/** All that was said of answers, or of one of them, oldest first. */
export async function listFeedback(db: Db, answer?: string): Promise<Feedback[]> {
  let query = db
    .selectFrom('feedback')
    .innerJoin('answers', (join) =>
      join.on('answers.number', '=', sql<number>`CAST(substr(feedback.answer, 3) AS INTEGER)`),
    )
    .selectAll('answers')
    .select(['feedback.member as by', 'feedback.verdict', 'feedback.reason', 'feedback.given_at'])
    .orderBy('feedback.number')
  if (answer !== undefined) query = query.where('feedback.answer', '=', answer)
  const rows = await query.execute()
  return rows.map((row) => ({
    answer: fromRow(row),
    member: row.by,
    verdict: row.verdict as Verdict,
    ...(row.reason !== null && { reason: row.reason }),
    givenAt: row.given_at,
  }))
}

/** Only rows that `keepAnswer` made are read back, so the narrow types hold. */
function fromRow(row: Selectable<AnswerRow>): KeptAnswer {
  return {
    id: answerId(row.number),
    question: row.question,
    sources: JSON.parse(row.sources) as string[],
    marking: row.marking as Marking,
    member: row.member,
    channel: row.channel,
    ...(row.call_key !== null && { callKey: row.call_key }),
    answeredAt: row.answered_at,
  }
}
