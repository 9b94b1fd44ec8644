import { type IsoDate, printDate } from '../domain/date.ts'
import { isReviewInterval, nextReview, type SourceStanding } from '../domain/held-document.ts'
import { highestMarking, isWithin, type Marking } from '../domain/marking.ts'
import type { Source } from './schema.ts'

/** What is known of how fresh a source is; absent where nothing is. */
export interface Freshness {
  /** Day of the document itself, and what is known where it has none or more than a day. */
  date?: IsoDate
  dateNote?: string
  /** Day from which a first review is reckoned: its text was taken in, or somebody decided about it. */
  begun?: IsoDate
  /** Day somebody last found that it still stands, and how often that is to be done. */
  reviewed?: IsoDate
  reviewEvery?: string
  /** It is no longer searched; what cites it still does. */
  isRetired?: true
}

/** By the label of the source. */
export type Freshnesses = ReadonlyMap<string, Freshness>

/** Of a source, what the data folder says, what its text says and what people decided, together. */
export function freshnessOf(record: Source | undefined, { text, keeping }: SourceStanding = {}): Freshness {
  const date = text?.date ?? record?.date
  const begun = (text?.recordedAt ?? keeping?.changedAt)?.slice(0, 10)
  const reviewEvery = keeping?.reviewEvery ?? record?.reviewEvery
  return {
    ...(date !== undefined && { date }),
    ...(record?.dateNote !== undefined && { dateNote: record.dateNote }),
    ...(begun !== undefined && { begun }),
    ...(keeping?.reviewed !== undefined && { reviewed: keeping.reviewed }),
    ...(reviewEvery !== undefined && { reviewEvery }),
    ...(keeping?.state === 'retired' && { isRetired: true }),
  }
}

/** The same within a ceiling: of a source whose text is marked above it, what the data folder says alone. */
export function freshnessWithin(
  record: Source | undefined,
  standing: SourceStanding | undefined,
  ceiling: Marking,
): Freshness {
  const marking = highestMarking([record?.marking ?? 'U', standing?.text?.marking ?? 'U'])
  return freshnessOf(record, isWithin(marking, ceiling) ? standing : undefined)
}

/** Those of all sources of the data folder, and of all that are held or decided about, by label. */
export function freshnessesWithin(
  sources: readonly Source[],
  standings: ReadonlyMap<string, SourceStanding>,
  ceiling: Marking,
): Freshnesses {
  const freshnesses = new Map(
    sources.map((one) => [one.id, freshnessWithin(one, standings.get(one.id), ceiling)]),
  )
  for (const [id, standing] of standings)
    if (!freshnesses.has(id)) freshnesses.set(id, freshnessWithin(undefined, standing, ceiling))
  return freshnesses
}

/** The day it is to be looked at again; undefined without an interval, or without a day to reckon from. */
export function reviewDueOf({ begun, reviewed, reviewEvery }: Freshness): IsoDate | undefined {
  const last = reviewed ?? begun
  const isKnown = last !== undefined && reviewEvery !== undefined && isReviewInterval(reviewEvery)
  return isKnown ? nextReview(last, reviewEvery) : undefined
}

/** How fresh a source is, in few words: its own day or that it has none, and what `printTrust` says. */
export function printFreshness(freshness: Freshness, today: IsoDate): string {
  const dated = freshness.date === undefined ? 'undated' : printDate(freshness.date)
  return [dated, printTrust(freshness, today)].filter((piece) => piece !== undefined).join(', ')
}

/**
 * What stands for or against leaning on a source today, beside its own day: the review that was made, is due, or was never recorded
 * where one is wanted; that it is retired. Undefined where nobody decided anything.
 */
function printTrust(freshness: Freshness, today: IsoDate): string | undefined {
  const said = [printReview(freshness, today), freshness.isRetired && 'retired']
  return said.filter((piece) => piece !== undefined).join(', ') || undefined
}

function printReview(freshness: Freshness, today: IsoDate): string | undefined {
  const due = reviewDueOf(freshness)
  if (due !== undefined && due <= today) return `review due since ${printDate(due)}`
  if (freshness.reviewed !== undefined) return `reviewed ${printDate(freshness.reviewed)}`
  return freshness.reviewEvery !== undefined && due === undefined ? 'no review recorded' : undefined
}

/** `, review due since 6 Apr 2010`: the same of a source by its label, to follow its citation; empty where there is nothing to say. */
export function trustAfter(source: string, freshnesses: Freshnesses, today: IsoDate): string {
  const trust = printTrust(freshnesses.get(source) ?? {}, today)
  return trust === undefined ? '' : `, ${trust}`
}
