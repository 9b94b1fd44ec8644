import type { Citation } from './citation.ts'
import { addMonths, type Instant, type IsoDate } from './date.ts'
import type { Document } from './document.ts'
import type { Marking } from './marking.ts'

/** How often a source is to be looked at again: the words for it, and the months they are. */
export const reviewIntervals = { month: 1, quarter: 3, 'half-year': 6, year: 12, 'two years': 24 } as const
export type ReviewInterval = keyof typeof reviewIntervals

/** One version of what people decided about a source, whether its text is held or only cited. */
export interface Keeping {
  source: string
  version: number
  /** A retired source is neither searched nor listed; its paragraphs can still be cited. */
  state: 'kept' | 'retired'
  owner?: string
  reviewEvery?: ReviewInterval
  /** Day somebody last found that it still stands. */
  reviewed?: IsoDate
  changedBy: string
  changedAt: Instant
  /** Why it was retired or restored. */
  reason?: string
}

/** One version of what a person noted beside a place of a source. `shownBy` is their own source for it, as given. */
export interface Annotation {
  /** `A-1` */
  id: string
  version: number
  at: Citation
  says: string
  shownBy: string
  marking: Marking
  state: 'standing' | 'withdrawn'
  changedBy: string
  changedAt: Instant
  /** Why it was withdrawn. */
  reason?: string
}

/** What the store knows of a source beside its paragraphs; every part may be absent. */
export interface SourceStanding {
  /** Of its current text; it was taken in at `recordedAt`. */
  text?: { date?: IsoDate; recordedAt: Instant; marking: Marking }
  /** What people decided about it. */
  keeping?: Keeping
  /** What people noted beside its places and nobody withdrew, the oldest first. */
  annotations?: readonly Annotation[]
}

/** The version of a document that is current, with what is known of its trust. */
export interface HeldDocument {
  document: Document
  version: number
  /** Day it was taken in, by UTC. */
  ingested: IsoDate
  owner?: string
  reviewed?: IsoDate
  reviewEvery?: ReviewInterval
}

export function isReviewInterval(text: string): text is ReviewInterval {
  return Object.hasOwn(reviewIntervals, text)
}

/** The day on which a source looked at last on `last` is to be looked at again. */
export function nextReview(last: IsoDate, every: ReviewInterval): IsoDate {
  return addMonths(last, reviewIntervals[every])
}
