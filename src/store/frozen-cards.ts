import type { Selectable } from 'kysely'
import type { Instant, IsoDate } from '../domain/date.ts'
import { type FrozenCard, type KeptKnowledge, withRaised } from '../domain/frozen-card.ts'
import type { Marking } from '../domain/marking.ts'
import type { ReportCard } from '../domain/report-card.ts'
import { recordAct } from './audit.ts'
import { always, raisedSince } from './entries.ts'
import type { Db } from './open.ts'
import type { FrozenCardRow } from './schema.ts'

/** Keeps a card and gives it its id, `C-1`; the one that the same call kept before is given back. Call it inside `writing`. */
export async function keepCard(db: Db, card: Omit<FrozenCard, 'id'>, callKey?: string): Promise<FrozenCard> {
  const kept = callKey === undefined ? undefined : await findBy(db, 'call_key', callKey)
  if (kept) return kept
  const row = await db
    .selectFrom('frozen_cards')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  const number = (row?.last ?? 0) + 1
  await db
    .insertInto('frozen_cards')
    .values({
      id: `C-${number}`,
      number,
      country: card.country,
      cycle: card.cycle,
      as_of: card.asOf,
      instant: card.instant,
      ceiling: card.ceiling,
      marking: card.marking,
      print: card.print,
      data: card.data,
      program: card.program,
      page: JSON.stringify(card.page),
      card: JSON.stringify(card.card),
      views: card.views ? JSON.stringify(card.views) : null,
      knowledge: card.knowledge ? JSON.stringify(card.knowledge) : null,
      frozen_by: card.frozenBy,
      changed_at: card.frozenAt,
      reason: card.reason ?? null,
      call_key: callKey ?? null,
    })
    .execute()
  await recordAct(db, {
    at: card.frozenAt,
    member: card.frozenBy,
    act: 'froze',
    about: `C-${number}`,
    marking: card.marking,
  })
  return { ...card, id: `C-${number}` }
}

/** A card by its id, `C-1`. */
export function findCard(db: Db, id: string): Promise<FrozenCard | undefined> {
  return findBy(db, 'id', id)
}

/** The cards kept of a country up to `asOf`, the first one first. */
export async function listCards(db: Db, country: string, asOf: Instant = always): Promise<FrozenCard[]> {
  const rows = await db
    .selectFrom('frozen_cards')
    .selectAll()
    .where('country', '=', country)
    .where('changed_at', '<=', asOf)
    .orderBy('number')
    .execute()
  return Promise.all(rows.map((row) => asMarkedNow(db, fromRow(row))))
}

async function findBy(db: Db, column: 'id' | 'call_key', value: string): Promise<FrozenCard | undefined> {
  const row = await db.selectFrom('frozen_cards').selectAll().where(column, '=', value).executeTakeFirst()
  return row && asMarkedNow(db, fromRow(row))
}

async function asMarkedNow(db: Db, frozen: FrozenCard): Promise<FrozenCard> {
  const raised = await raisedSince(db, frozen.instant)
  return raised.size === 0 ? frozen : withRaised(frozen, raised)
}

/** Only rows that `keepCard` made are read back, so the narrow types of the domain hold. */
function fromRow(row: Selectable<FrozenCardRow>): FrozenCard {
  return {
    id: row.id,
    country: row.country,
    cycle: row.cycle,
    asOf: row.as_of as IsoDate,
    instant: row.instant,
    ceiling: row.ceiling as Marking,
    marking: row.marking as Marking,
    print: row.print,
    data: row.data,
    program: row.program,
    page: JSON.parse(row.page) as FrozenCard['page'],
    card: JSON.parse(row.card) as ReportCard,
    frozenBy: row.frozen_by,
    frozenAt: row.changed_at,
    ...(row.views !== null && { views: JSON.parse(row.views) as NonNullable<FrozenCard['views']> }),
    ...(row.knowledge !== null && { knowledge: JSON.parse(row.knowledge) as KeptKnowledge }),
    ...(row.reason !== null && { reason: row.reason }),
  }
}
