import { findBenchmark } from '../../domain/cycle.ts'
import { isWithin } from '../../domain/marking.ts'
import { benchmarksOf, indicatorsOf } from '../../domain/report-card.ts'
import { nearestWord } from '../../domain/text.ts'
import { listCards } from '../../store/frozen-cards.ts'
import type { Context } from '../call.ts'
import type { Command } from '../command.ts'
import { gatherCycle } from '../cycle-entries.ts'
import { type Reply, withheldReply } from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { describeBy, type Order, orders } from './by-view.ts'
import { type CardAsked, makeCard, readAsOf, readCardAsked } from './card.ts'
import { compareWithFrozen } from './compare.ts'
import { describeCard, tellingOf } from './describe-card.ts'
import { exportCard, exportFrozen, readExport } from './export.ts'
import { describeFigure } from './figure.ts'
import { findFrozen, freezeCard, listFrozen, showFrozen } from './freeze.ts'

export const reportcard: Command = {
  name: 'reportcard',
  summary:
    "The roll-up of a country's benchmarks by heading: status, actual, target, evidence, what is missing.",
  usage: [
    '/reportcard peru',
    '/reportcard peru 2005',
    '/reportcard peru as of 2009-06-01',
    '/reportcard peru export docx',
    '/reportcard peru export csv as of 2009-06-01',
    '/reportcard peru by <area|article|category>',
    '/reportcard PE-IL-3b',
    '/reportcard peru freeze [because <reason>]',
    '/reportcard [peru] frozen',
    '/reportcard C-1 [by <area|article|category>]',
    '/reportcard C-1 export docx',
    '/reportcard compare C-1',
  ],
  examples: [
    '/reportcard peru',
    '/reportcard peru 2005',
    '/reportcard peru by area',
    '/reportcard PE-IL-3b',
    '/reportcard peru export docx',
  ],
  shareable: true,
  needs: ({ text }) => (readFreeze(text).text === undefined ? 'reader' : 'reporter'),
  async run(call, context) {
    const told = await readOther(call.text, context)
    if (told) return told
    const { text, reason } = readFreeze(call.text)
    if (text !== undefined) {
      assertWithin(call.text, context.channel.ceiling)
      const asked = readCardAsked(text, context)
      orderAsked(asked)
      return freezeCard(asked, reason, call, context)
    }
    const asked = readCardAsked(call.text, context)
    const wanted = readExport(asked.rest, `/reportcard ${asked.country.name.toLowerCase()} export docx`)
    const order = orderAsked({ ...asked, rest: wanted?.rest ?? asked.rest })
    const made = await makeCard(asked, context)
    if ('answer' in made) return made.answer
    if (wanted) return exportCard(made, wanted.format, order, context)
    const telling = tellingOf(made, context.knowledge)
    return order ? describeBy(order, made.card, made.cycle, telling) : describeCard(made.card, telling)
  },
}

/** `by area`; undefined when nothing follows a country and cycle, or a kept card. Throws a `UserError` for anything else. */
function readOrder(rest: string, lead: string, after: string): Order | undefined {
  if (rest === '') return undefined
  const [, word = ''] = /^by (.+)$/i.exec(rest) ?? []
  const order = orders.find((one) => one === word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, ''))
  if (order) return order
  const nearest = word === '' ? undefined : nearestWord(word, orders)
  throw new UserError(
    word === ''
      ? `"${rest}" is not understood after ${after}.`
      : `A card goes by its headings, or by ${orders.join(', ')}.`,
    {
      example: `/reportcard ${lead} by area`,
      ...(nearest !== undefined && { nearest: `/reportcard ${lead} by ${nearest}` }),
    },
  )
}

function orderAsked({ rest, country }: CardAsked): Order | undefined {
  return readOrder(rest, country.name.toLowerCase(), 'a country and cycle')
}

/** `peru freeze because …`: the line without it, and the reason; `text` is undefined for a line that freezes nothing. */
function readFreeze(line: string): { text?: string; reason: string } {
  const [, said = line, reason = ''] = /^(.*?)\s+because (.+)$/i.exec(line) ?? []
  const [, before = '', after] = /^(.*?)\s*\bfreeze\b\s*(.*)$/i.exec(said) ?? []
  return after === undefined ? { reason } : { text: `${before} ${after}`.trim(), reason }
}

/** A line that is about a card kept, or one figure: `C-1`, `compare C-1`, `frozen`, `PE-IL-3b`. Undefined for another. */
async function readOther(line: string, context: Context): Promise<Reply | undefined> {
  const [frozen, before, after] = /^(?:(.+) )?frozen(?: (.+))?$/i.exec(line) ?? []
  if (frozen !== undefined) return listFrozen(context, before ?? after)
  const [, kept, rest = ''] = /^(C-?\d{1,9})\b\s*(.*)$/i.exec(line) ?? []
  if (kept !== undefined) return openFrozen(kept.toUpperCase(), rest, context)
  const { text, asOf } = readAsOf(line, context)
  const [, id] = /^compare (?:with )?(C-?\d{1,9})$/i.exec(text) ?? []
  if (id !== undefined) {
    const frozen = await findFrozen(id, context)
    return frozen ? compareWithFrozen(frozen, asOf, context) : withheldReply()
  }
  if (/\bcompare\b/i.test(text)) return compareLatest(text, asOf, context)
  return idForm.test(text) ? openFigure(text, asOf, context) : undefined
}

/** A kept card as it was shown, by an order, or as a file. */
async function openFrozen(id: string, rest: string, context: Context): Promise<Reply> {
  const wanted = readExport(rest, `/reportcard ${id} export docx`)
  const order = readOrder(wanted?.rest ?? rest, id, 'a kept card')
  if (!wanted) return showFrozen(id, order, context)
  const frozen = await findFrozen(id, context)
  return frozen ? exportFrozen(frozen, wanted.format, order, context) : withheldReply()
}

/** `peru compare`, `peru 2005 compare`: with the card of that cycle that was frozen last. */
async function compareLatest(text: string, asOf: string, context: Context): Promise<Reply> {
  const { country, cycle } = readCardAsked(text.replace(/\s*\bcompare\b\s*/i, ' ').trim(), context)
  const kept = (await listCards(context.db, country.id)).filter((one) => one.cycle === cycle.cycle)
  const last = kept.filter(({ marking }) => isWithin(marking, context.channel.ceiling)).at(-1)
  if (last) return compareWithFrozen(last, asOf, context)
  throw new UserError(
    `No card of ${country.name} ${cycle.cycle} is frozen, so there is nothing to compare with.`,
    {
      example: `/reportcard ${country.name.toLowerCase()} freeze`,
    },
  )
}

const idForm = /^(?:(?:FY)?\d{4}\/)?[A-Z]{2}-[A-Z]{1,2}-\d+[a-z]?$/i

/** One figure of the card, taken apart. */
async function openFigure(text: string, asOf: string, context: Context): Promise<Reply> {
  const { knowledge } = context
  const found = findBenchmark(text, knowledge.cycles, asOf)
  const country = knowledge.countries.find(({ id }) => id === found?.cycle.country)
  if (!found || !country)
    throw new UserError(`There is no benchmark ${text}.`, { example: '/reportcard PE-IL-3b' })
  const made = await makeCard({ country, cycle: found.cycle, asOf }, context)
  if ('answer' in made) return made.answer
  const benchmark = benchmarksOf(made.card).find(({ id }) => id === found.benchmark.id)
  const id = text.split('/').at(-1)?.toUpperCase()
  const ids = found.benchmark.indicators.map((indicator) => indicator.id)
  const named = ids.find((one) => one.toUpperCase() === id) ?? (ids.length === 1 ? ids[0] : undefined)
  if (named === undefined)
    throw new UserError(`${found.benchmark.id} has several figures: ${ids.join(', ')}. Open one of them.`, {
      example: `/reportcard ${ids[0]}`,
    })
  const indicator = indicatorsOf(made.card).find((one) => one.id === named)
  if (!benchmark || !indicator) return withheldReply()
  const withheld = (await gatherCycle(context, found.cycle, asOf)).countAbove([found.benchmark])
  return describeFigure(made, { benchmark, indicator, withheld }, context)
}
