import type { Knowledge } from '../../knowledge/knowledge.ts'
import { groupCard, type Order } from './by-view.ts'
import type { CardMade } from './card.ts'
import type { CardFile } from './card-schema.ts'
import { sourcesOfCard } from './card-sources.ts'
import { entrySheet } from './export-sheets.ts'

/** The card as data, one object, as `card-schema.ts` describes it. */
export async function cardJson(
  made: CardMade,
  order: Order | undefined,
  knowledge: Knowledge,
): Promise<string> {
  const { card, cycle, print, withheld } = made
  const { columns, rows } = await entrySheet(made, knowledge)
  const file: CardFile = {
    format: 'attache report card',
    version: 1,
    marking: card.marking,
    fingerprint: print,
    withheld,
    about: {
      schema: 'docs/report-card.schema.json, which comes with the program',
      amounts:
        'card: whole numbers of the small unit, mg, mL, m2, cents, pieces; entries: in the unit beside them',
      days: 'from is inside, until is not; last_day is inside',
      entries: 'those the card rests on, and the other claims of merged events',
    },
    card,
    ...(order && {
      by: order,
      groups: groupCard(order, card, cycle, knowledge).map(({ key, name, benchmarks }) => ({
        key,
        name,
        benchmarks: benchmarks.map(({ shown, basis }) => ({
          id: shown.id,
          ...(basis !== undefined && { basis }),
        })),
      })),
    }),
    sources: sourcesOfCard(made, knowledge),
    entries: rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
    ) as CardFile['entries'],
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
