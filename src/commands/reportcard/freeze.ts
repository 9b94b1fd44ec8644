import type { Cycle } from '../../domain/benchmark.ts'
import { findCountry } from '../../domain/country.ts'
import { dateIn, endOfDay, printDate } from '../../domain/date.ts'
import type { FrozenCard, PagePart } from '../../domain/frozen-card.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { capitalise } from '../../domain/text.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Country } from '../../knowledge/schema.ts'
import { recordingInstant } from '../../store/entries.ts'
import { findCard, keepCard, listCards } from '../../store/frozen-cards.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { countriesListed, unknownCountry } from '../country.ts'
import {
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { describeBy, type Order, orders } from './by-view.ts'
import { type CardAsked, type CardMade, makeCard } from './card.ts'
import { keepKnowledge } from './data-changes.ts'
import { describeCard, tellingOf } from './describe-card.ts'

/** `peru freeze [because …]`: keeps the card as it is shown, to be looked at and compared with later. */
export async function freezeCard(
  asked: CardAsked,
  reason: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  const { channel, knowledge, now, version } = context
  const outcome = await writing(context.db, async (db) => {
    const made = await makeCard(asked, { ...context, db })
    if ('answer' in made) return made
    const { card, cycle, asOf, print } = made
    const telling = tellingOf(made, knowledge)
    const page = describeCard(card, telling)
    assertReasonWithin(reason, page.marking, '/reportcard peru freeze')
    const stood = (await listCards(db, cycle.country)).find(
      (one) => one.print === print && one.ceiling === channel.ceiling,
    )
    if (stood) return { frozen: stood, isNew: false }
    const frozenAt = await recordingInstant(db, now)
    const dayEnds = endOfDay(asOf, channel.zone)
    const frozen = await keepCard(
      db,
      {
        country: cycle.country,
        cycle: cycle.cycle,
        asOf,
        instant: dayEnds < frozenAt ? dayEnds : frozenAt,
        ceiling: channel.ceiling,
        marking: page.marking,
        print,
        data: knowledge.hash,
        program: version,
        page: page.parts as unknown as PagePart[],
        views: Object.fromEntries(
          orders.map((order) => [
            order,
            describeBy(order, card, cycle, telling).parts as unknown as PagePart[],
          ]),
        ),
        knowledge: { ...keepKnowledge(cycle, knowledge), versions: versionsOf(made) },
        card,
        frozenBy: call.member,
        frozenAt,
        ...(reason !== '' && { reason }),
      },
      call.key,
    )
    return { frozen, isNew: true }
  })
  return 'answer' in outcome ? outcome.answer : describeFrozen(outcome, context)
}

function versionsOf({ card, entries, findings }: CardMade): Record<string, number> {
  const used = new Set([...card.entries, ...card.findings])
  const records = [...entries, ...findings].filter(({ id }) => used.has(id))
  return Object.fromEntries(records.map(({ id, version }) => [id, version]))
}

function describeFrozen({ frozen, isNew }: { frozen: FrozenCard; isNew: boolean }, context: Context): Reply {
  const { id, marking } = frozen
  return {
    to: isNew ? 'channel' : 'member',
    marking,
    parts: [
      heading(isNew ? `Froze ${id}` : `${id} is that card already`),
      paragraph(...frozenLine(frozen, context), '.'),
      note(
        'It stays as it was shown, also by area, article and category, whatever is recorded later; only a purge takes figures out of it.',
      ),
      buttons(
        { label: 'Show', call: `reportcard ${id}` },
        { label: 'Compare', call: `reportcard compare ${id}` },
      ),
    ],
  }
}

/** What a kept card is, who kept it, when and why. */
export function frozenLine(frozen: FrozenCard, { channel }: Context): Line & object {
  const { id, marking, cycle, country, asOf, print, frozenBy, frozenAt, reason } = frozen
  return [
    { bold: id },
    ` (${marking}) ${country} ${cycle} as of ${printDate(asOf)} · fingerprint ${print} · frozen by `,
    { member: frozenBy },
    `, ${printDate(dateIn(frozenAt, channel.zone))}${reason === undefined ? '' : `, because ${reason}`}`,
  ]
}

/** `C-1`, `C-1 by area`: the card as it was shown, or as it would have been in another order, and under it that it was kept. */
export async function showFrozen(id: string, order: Order | undefined, context: Context): Promise<Reply> {
  const frozen = await findFrozen(id, context)
  if (!frozen) return withheldReply()
  const page = order === undefined ? frozen.page : frozen.views?.[order]
  if (!page)
    throw new UserError(`${frozen.id} was kept by an earlier program, which kept its headings alone.`, {
      example: `/reportcard ${frozen.id}`,
    })
  const others = [undefined, ...orders].filter((one) => frozen.views && one !== order)
  return {
    to: 'member',
    marking: frozen.marking,
    parts: [
      ...(page as unknown as Part[]),
      note(...frozenLine(frozen, context), '.'),
      buttons(
        { label: 'Compare', call: `reportcard compare ${frozen.id}` },
        ...others.map((one) => ({
          label: `By ${one === undefined ? 'Heading' : capitalise(one)}`,
          call: `reportcard ${frozen.id}${one === undefined ? '' : ` by ${one}`}`,
        })),
      ),
    ],
  }
}

/** The card of that id, undefined above the channel's ceiling. Throws a `UserError` when there is none. */
export async function findFrozen(id: string, { db, channel }: Context): Promise<FrozenCard | undefined> {
  const frozen = await findCard(db, `C-${Number(id.replace(/\D/g, ''))}`)
  if (!frozen)
    throw new UserError(`There is no frozen card ${id.toUpperCase()}.`, { example: '/reportcard frozen' })
  return isWithin(frozen.marking, channel.ceiling) ? frozen : undefined
}

/** The cycle and country of a kept card as the data folder has them. Throws a `UserError` when they are in it no longer. */
export function cycleOfFrozen(
  { id, cycle, country }: FrozenCard,
  { cycles, countries }: Knowledge,
): { cycle: Cycle; country: Country } {
  const found = {
    cycle: cycles.find((one) => one.cycle === cycle && one.country === country),
    country: countries.find((one) => one.id === country),
  }
  if (found.cycle && found.country) return { cycle: found.cycle, country: found.country }
  throw new UserError(
    `Cycle ${cycle} of ${country} is no longer in the data folder; the card itself is kept.`,
    { example: `/reportcard ${id}` },
  )
}

/** `frozen`, `peru frozen`: the cards kept of a country, else of those watched, else of all; the last first. */
export async function listFrozen(context: Context, named?: string): Promise<Reply> {
  const { db, channel, knowledge } = context
  const country = named === undefined ? undefined : findCountry(named, knowledge.countries)
  if (named !== undefined && !country) throw unknownCountry(named, knowledge, 'reportcard')
  const countries = country ? [country.id] : countriesListed(context)
  const all = (await Promise.all(countries.map((country) => listCards(db, country)))).flat()
  const { shown, withheld } = withinCeiling(all, channel.ceiling)
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      ...(shown.length > 0
        ? [heading('Frozen cards'), list(shown.toReversed().map((one): Line => frozenLine(one, context)))]
        : withheld > 0
          ? []
          : [paragraph('No card is frozen yet: ', { code: '/reportcard peru freeze' })]),
      ...withheldNote(withheld),
    ],
  }
}
