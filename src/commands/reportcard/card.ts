import { createHash } from 'node:crypto'
import type { Cycle } from '../../domain/benchmark.ts'
import { type IsoDate, isDate, printDate } from '../../domain/date.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import type { Finding } from '../../domain/finding.ts'
import { isWithin, withinCeiling } from '../../domain/marking.ts'
import { makeReportCard, type ReportCard } from '../../domain/report-card.ts'
import type { NilReturn } from '../../domain/roll-up.ts'
import { type FaultsOfCopy, isOfCopy } from '../../knowledge/differences.ts'
import type { Freshnesses } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Country } from '../../knowledge/schema.ts'
import type { Context } from '../call.ts'
import { readCountryAndCycle } from '../country.ts'
import { gatherCycle } from '../cycle-entries.ts'
import { paragraph, type Reply, withheldReply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { citesOf, decidedOf, faultsCited } from './card-sources.ts'

/** A card with all that is needed to tell it, within a channel's ceiling. */
export interface CardMade {
  country: Country
  /** With the benchmarks that may be shown. */
  cycle: Cycle
  asOf: IsoDate
  card: ReportCard
  /** The versions that it was made from, in any state; the card names those it rests on. */
  entries: readonly Entry[]
  /** The baselines, assessments and adoptions that count, of which it names those it rests on. */
  findings: readonly Finding[]
  nilReturns: readonly NilReturn[]
  withheld: number
  /** Of every source of the data folder, as far as may be told. */
  freshness: Freshnesses
  /** Of the known faults of the places it cites, those that the text held does not have, as far as the card may tell. */
  ofCopy: FaultsOfCopy
  /**
   * Names the card's content: the same entries, data folder, program, decisions about its sources and faults of our copy alone give
   * the same sixteen characters.
   */
  print: string
}

/** What of a line follows `/reportcard`: a country, a cycle, a day; `rest` is what is none of these. */
export interface CardAsked {
  country: Country
  cycle: Cycle
  asOf: IsoDate
  rest: string
}

/** Reads `peru`, `peru 2005`, `peru by area as of 2009-06-01`. Throws a `UserError` for a country, cycle or day there is not. */
export function readCardAsked(text: string, context: Context, command = 'reportcard'): CardAsked {
  const { text: line, asOf } = readAsOf(text, context)
  const { knowledge, channel } = context
  return {
    ...readCountryAndCycle(line, command, { knowledge, watches: channel.watches, today: asOf }),
    asOf,
  }
}

/** The card within the channel's ceiling; where nothing of it may be shown, the answer that says so. */
export async function makeCard(
  { country, cycle, asOf }: Omit<CardAsked, 'rest'>,
  context: Context,
): Promise<CardMade | { answer: Reply }> {
  const { knowledge, channel } = context
  const { input, countAbove, freshness, ...about } = await gatherCycle(context, cycle, asOf)
  if (cycle.benchmarks.length === 0) return { answer: emptyCycle(country, cycle) }
  const visible = withinCeiling(cycle.benchmarks, channel.ceiling)
  if (!isWithin(cycle.marking, channel.ceiling) || visible.shown.length === 0) {
    return { answer: withheldReply(cycle.benchmarks.length) }
  }
  const shown = { ...cycle, benchmarks: visible.shown }
  const card = makeReportCard({ ...input, cycle: shown })
  const withheld = visible.withheld + countAbove(visible.shown)
  const trust = trustOf(card, freshness)
  const ofCopy = ofCopyIn(card, about.ofCopy, knowledge)
  return {
    country,
    cycle: shown,
    asOf,
    card,
    entries: input.entries,
    findings: (input.findings ?? []).filter(counts),
    nilReturns: input.nilReturns ?? [],
    withheld,
    freshness,
    ofCopy,
    print: fingerprint({
      card,
      withheld,
      data: knowledge.hash,
      version: context.version,
      ...(trust.length > 0 && { trust }),
      ...(ofCopy.size > 0 && { ofCopy: [...ofCopy] }),
    }),
  }
}

/** What is decided about the sources that a card cites; of those about which nobody decided anything, nothing. */
function trustOf(card: ReportCard, freshness: Freshnesses): unknown[] {
  const cited = [...new Set(citesOf(card).map(({ source }) => source))].toSorted()
  return cited
    .map((source) => ({ source, ...decidedOf(freshness.get(source) ?? {}) }))
    .filter((one) => Object.keys(one).length > 1)
}

/** In the order of the data folder. */
function ofCopyIn(card: ReportCard, ofCopy: FaultsOfCopy, knowledge: Knowledge): FaultsOfCopy {
  const cited = faultsCited(card, knowledge.sources)
  return new Map(
    [...ofCopy].filter(([fault]) => cited.includes(fault) && isOfCopy(fault, ofCopy, card.marking)),
  )
}

/** A file that was begun and not written: there is nothing to roll up, which is neither withheld nor not assessable. */
function emptyCycle({ name }: Country, { cycle, marking }: Cycle): Reply {
  if (marking !== 'U') return withheldReply()
  const says = `Cycle ${cycle} of ${name} holds no benchmarks, so there is no card. They are written in its file of data/benchmarks.`
  return { to: 'member', marking: 'U', parts: [paragraph(says)] }
}

/** `as of` a day that is over or under way: a card of the future would be a promise. */
export function readAsOf(text: string, { today }: Context): { text: string; asOf: IsoDate } {
  const found = /^(.*?)\s*\bas of\s+(\S+)\s*(.*)$/i.exec(text)
  if (!found) return { text, asOf: today }
  const [, before = '', day = '', after = ''] = found
  if (!isDate(day))
    throw new UserError(`"${day}" is not a day of the calendar; write it as YYYY-MM-DD.`, {
      example: `/reportcard ${before || 'peru'} as of ${today}`,
    })
  if (day > today)
    throw new UserError(`${printDate(day)} is in the future: today is ${printDate(today)}.`, {
      example: `/reportcard ${before || 'peru'} as of ${today}`,
    })
  return { text: `${before} ${after}`.trim(), asOf: day }
}

/** Of all that its screen says and hangs on: two screens of one fingerprint are the same, byte for byte. */
function fingerprint(content: {
  card: ReportCard
  withheld: number
  data: string
  version: string
  trust?: unknown
  ofCopy?: unknown
}): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}
