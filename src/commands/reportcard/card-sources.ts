import type { Citation } from '../../domain/citation.ts'
import type { IsoDate } from '../../domain/date.ts'
import { isWithin, type Marking } from '../../domain/marking.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { faultsAt } from '../../knowledge/passage.ts'
import type { CardMade } from './card.ts'

/** A source that a card cites, with the known faults of the places cited. */
export interface CardSource {
  id: string
  title: string
  marking: Marking
  date?: IsoDate
  faults: string[]
}

/**
 * The sources of all that a card states, as the data folder knows them, none marked above the card. What staff note and decide about a
 * source is left to `/source`: the fingerprint of the card does not cover it.
 */
export function sourcesOfCard({ card }: CardMade, { sources }: Knowledge): CardSource[] {
  const cites = [card.cite, ...card.parts.flatMap(({ headings }) => headings).flatMap(citesUnder)]
  return sources
    .filter(({ id, marking }) => isWithin(marking, card.marking) && cites.some(({ source }) => source === id))
    .map((source) => ({
      id: source.id,
      title: source.title,
      marking: source.marking,
      ...(source.date !== undefined && { date: source.date }),
      faults: [
        ...new Set(
          cites
            .filter((cite) => cite.source === source.id)
            .flatMap((cite) => faultsAt(cite, [source], card.marking)),
        ),
      ],
    }))
}

function citesUnder({ benchmarks }: CardMade['card']['parts'][number]['headings'][number]): Citation[] {
  return benchmarks.flatMap(({ cite, conditions, indicators }) => [
    cite,
    ...conditions.map((condition) => condition.cite),
    ...indicators.flatMap(({ series }) => series).flatMap(({ baseline }) => baseline?.cite ?? []),
  ])
}
