import type { Citation } from '../../domain/citation.ts'
import type { IsoDate } from '../../domain/date.ts'
import { isWithin, type Marking } from '../../domain/marking.ts'
import { benchmarksOf, type ReportCard } from '../../domain/report-card.ts'
import { plural } from '../../domain/text.ts'
import { inCopyAlone, listFault } from '../../knowledge/differences.ts'
import { type Freshness, reviewDueOf, trustAfter } from '../../knowledge/freshness.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { faultsAt } from '../../knowledge/passage.ts'
import type { Source } from '../../knowledge/schema.ts'
import type { CardMade } from './card.ts'

/** A source that a card cites, with the known faults of the places cited. */
export interface CardSource extends SourceFreshness {
  id: string
  title: string
  marking: Marking
  date?: IsoDate
  faults: string[]
}

/** What people decided about a source, as data. */
export interface SourceFreshness {
  reviewed?: IsoDate
  /** The day it is to be looked at again, or was. */
  reviewDue?: IsoDate
  retired?: true
}

/**
 * The sources of all that a card states, none marked above the card. What staff note beside a source is left to `/source`: the
 * fingerprint of the card does not cover it.
 */
export function sourcesOfCard(
  { card, freshness, ofCopy }: Pick<CardMade, 'card' | 'freshness' | 'ofCopy'>,
  { sources }: Knowledge,
): CardSource[] {
  return sourcesCited(card, sources).map((source) => ({
    id: source.id,
    title: source.title,
    marking: source.marking,
    ...(source.date !== undefined && { date: source.date }),
    ...decidedOf(freshness.get(source.id) ?? {}),
    faults: faultsCited(card, [source]).map((fault) => listFault(fault, ofCopy, card.marking)),
  }))
}

function sourcesCited(card: ReportCard, sources: readonly Source[]): Source[] {
  const cites = citesOf(card)
  return sources.filter(
    ({ id, marking }) => isWithin(marking, card.marking) && cites.some(({ source }) => source === id),
  )
}

/** The known faults of the places that a card cites, each once. */
export function faultsCited(card: ReportCard, sources: readonly Source[]): string[] {
  return [...new Set(citesOf(card).flatMap((cite) => faultsAt(cite, sources, card.marking)))]
}

/** What is known for or against a source, and the line that shows more of it. */
export interface SourceTrust {
  /** `09 STATE 32018, review due since 6 Apr 2010, 13 known faults of the places cited` */
  says: string
  example: string
}

/** Of the sources that a card cites, of which anything is known. */
export function trustOfSources(
  made: Pick<CardMade, 'card' | 'freshness' | 'ofCopy' | 'asOf'>,
  knowledge: Knowledge,
): SourceTrust[] {
  const { card, ofCopy } = made
  return sourcesCited(card, knowledge.sources).flatMap((source) => {
    const { id } = source
    const faults = faultsCited(card, [source])
    const copied = faults.filter((fault) => ofCopy.has(fault)).length
    const counted =
      (faults.length === 0 ? '' : `, ${plural(faults.length, 'known fault')} of the places cited`) +
      (copied === 0 ? '' : `, ${copied} of them ${inCopyAlone}`)
    const trust = trustAfter(id, made.freshness, made.asOf)
    const example = `/source ${faults.length === 0 ? '' : 'faults '}${id}`
    return trust + counted === '' ? [] : [{ says: `${id}${trust}${counted}`, example }]
  })
}

/** A source's freshness without its own day, as an export has it. */
export function decidedOf(freshness: Freshness): SourceFreshness {
  const reviewDue = reviewDueOf(freshness)
  return {
    ...(freshness.reviewed !== undefined && { reviewed: freshness.reviewed }),
    ...(reviewDue !== undefined && { reviewDue }),
    ...(freshness.isRetired && { retired: true }),
  }
}

/** Every citation of what a card states. */
export function citesOf(card: ReportCard): Citation[] {
  return [
    card.cite,
    ...benchmarksOf(card).flatMap(({ cite, conditions, indicators }) => [
      cite,
      ...conditions.map((condition) => condition.cite),
      ...indicators.flatMap(({ series }) => series).flatMap(({ baseline }) => baseline?.cite ?? []),
    ]),
  ]
}
