import { printDate } from '../../domain/date.ts'
import type { FrozenCard } from '../../domain/frozen-card.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Context } from '../call.ts'
import { type FilePart, mediaTypes, note, paragraph, type Reply, withheldNote } from '../reply.ts'
import { UserError } from '../user-error.ts'
import type { Order } from './by-view.ts'
import { type CardMade, makeCard } from './card.ts'
import { cardJson } from './card-json.ts'
import { cardPaper } from './card-paper.ts'
import { entrySheet, figureSheet } from './export-sheets.ts'
import { cycleOfFrozen } from './freeze.ts'

export const formats = ['docx', 'csv', 'json', 'md'] as const
export type Format = (typeof formats)[number]

/** `export docx`, before or after it what it is ordered by: the format, and the words beside. Undefined where no export is asked for. */
export function readExport(text: string, example: string): { format: Format; rest: string } | undefined {
  const found = /^(.*?)\s*\bexport\b\s*(\S*)\s*(.*)$/i.exec(text)
  if (!found) return undefined
  const [, before = '', asked = '', after = ''] = found
  const format = formats.find((one) => one === asked.toLowerCase().replace(/^\./, ''))
  if (format) return { format, rest: `${before} ${after}`.trim() }
  if (asked === '') throw new UserError(`Name a format: ${formats.join(', ')}.`, { example })
  throw new UserError(`"${asked}" is none of the formats: ${formats.join(', ')}.`, { example })
}

/** The card of this channel's ceiling as a file, as it is ordered on the screen, the entries it rests on in an annex. */
export async function exportCard(
  made: CardMade,
  format: Format,
  order: Order | undefined,
  { knowledge, channel }: Context,
): Promise<Reply> {
  const { card, country, withheld, print } = made
  const by = order ? `-by-${order}` : ''
  const name = `report-card-${country.id}-${card.cycle}-${card.asOf}${by}`
  return {
    to: 'member',
    marking: card.marking,
    parts: [
      paragraph(
        { bold: `Report card${order ? ` by ${order}` : ''}: ${card.title}` },
        `, as of ${printDate(card.asOf)}, fingerprint ${print}.`,
      ),
      ...(await filesOf(format, name, made, order, knowledge)),
      note(`Within this channel's ceiling (${channel.ceiling}). The same fingerprint is the same bytes.`),
      ...withheldNote(withheld),
    ],
  }
}

/** `C-1 export docx`: the very file that the card would have given when it was frozen, less what a purge has taken out. */
export async function exportFrozen(
  frozen: FrozenCard,
  format: Format,
  order: Order | undefined,
  context: Context,
): Promise<Reply> {
  const { knowledge, channel, version } = context
  const { id, asOf, instant, ceiling, card, print } = frozen
  const then = { ...context, asOf: instant, channel: { ...channel, ceiling } }
  const held = cycleOfFrozen(frozen, knowledge)
  const cycle = frozen.knowledge?.cycle ?? held.cycle
  const made = await makeCard({ ...held, cycle, asOf }, then)
  if ('answer' in made) return made.answer
  const reply = await exportCard({ ...made, card, print }, format, order, context)
  const isOther = knowledge.hash !== frozen.data || version !== frozen.program
  const what = isOther
    ? `${id}: its figures are as frozen. The data folder or the program has changed since, so other words may differ.`
    : `${id}, as it was frozen.`
  return { ...reply, parts: [...reply.parts, note(what)] }
}

async function filesOf(
  format: Format,
  name: string,
  made: CardMade,
  order: Order | undefined,
  knowledge: Knowledge,
): Promise<FilePart[]> {
  const type = mediaTypes[format]
  switch (format) {
    case 'docx':
    case 'md':
      return [
        { part: 'file', name: `${name}.${format}`, type, paper: await cardPaper(made, order, knowledge) },
      ]
    case 'csv':
      return [
        { part: 'file', name: `${name}.csv`, type, sheet: figureSheet(made, order, knowledge) },
        { part: 'file', name: `${name}-entries.csv`, type, sheet: await entrySheet(made, knowledge) },
      ]
    case 'json':
      return [{ part: 'file', name: `${name}.json`, type, text: await cardJson(made, order, knowledge) }]
  }
}
