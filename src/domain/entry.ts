import type { Instant, IsoDate } from './date.ts'
import type { Marking } from './marking.ts'
import type { Quantity } from './quantity.ts'

/** Who did it, or owes it. `none` marks reference records that nobody reports on. */
export const actors = ['host government', 'US mission', 'both', 'none'] as const
export type Actor = (typeof actors)[number]

/** What an entry can be about. The words people type for them are in `kinds.ts`. */
export const kinds = [
  'seizure',
  'eradication',
  'poppy located',
  'poppy eradicated',
  'estimate',
  'lab destruction',
  'arrest',
  'precursor control',
  'money laundering',
  'asset',
  'corruption',
  'extradition',
  'legal assistance',
  'police',
  'inspection',
  'operation',
  'alternative development',
  'demand reduction',
  'milestone',
  'engagement',
  'context',
] as const
export type Kind = (typeof kinds)[number]

/** A: official record or lab result. B: official statement. C: press or secondary. D: verbal or none. */
export const evidenceGrades = ['A', 'B', 'C', 'D'] as const
export type EvidenceGrade = (typeof evidenceGrades)[number]

export const entryStates = ['submitted', 'accepted', 'returned', 'void'] as const
export type EntryState = (typeof entryStates)[number]

/** What a line says happened, before anyone has recorded it. Ids name records of the lexicons in `data/`. */
export interface Happening {
  kind: Kind
  /** One of the kind's methods (`forced`, `graduated`, `requested` …); undefined is "method not stated". */
  method?: string
  /** One event, or a total over a span of days. Totals are never added to events. */
  scope: 'event' | 'total'
  quantity?: Quantity
  /** Substance id, e.g. `cocaine`, `coca-leaf`, `potassium-permanganate`; crops too (`coca`, `opium-poppy`). */
  substance?: string
  /** Paste, base, hydrochloride …, where stated. */
  form?: string
  /** What the line calls the object where no substance applies: "strategy", "campaign in schools". */
  what?: string
  /** Place id, where the lexicon knows the place; `placeText` is always as typed. */
  place?: string
  placeText?: string
  /** Days of the event, or of the total's span; half-open. */
  from: IsoDate
  until: IsoDate
  /** Agency ids, in the order typed. */
  agencies: string[]
  /** Who did it, from the agencies; undefined when none is stated. */
  actor?: Actor
  source?: { kind: 'url' | 'cable' | 'words'; text: string }
  grade: EvidenceGrade
  /** Benchmark ids given by hand with `bm`: support, never an override of a clause. */
  benchmarks: string[]
  note?: string
}

/** A message kept as it read when an entry was made from it, and where it stands. `ts` is the channel's name for it. */
export interface CapturedMessage {
  text: string
  permalink: string
  channel: string
  ts: string
  /** It stands for itself alone: the message that it answers could not be read. */
  isAlone?: true
}

/** One version of a recorded entry. Versions are only ever added. */
export interface Entry extends Happening {
  id: string
  version: number
  country: string
  marking: Marking
  state: EntryState
  /** The line as its writer typed it. */
  typed: string
  channel: string
  /** Who recorded version 1, and when. */
  recordedBy: string
  recordedAt: Instant
  /** Who made this version, when, and why (a correction, a void). */
  changedBy: string
  changedAt: Instant
  reason?: string
  /** `R-n`, where this version changed a locked period. */
  restatement?: string
  /** When an administrator took the text of every version away; what is left is a tombstone, and void. */
  purgedAt?: Instant
  evidence?: CapturedMessage
}

/** Submitted and accepted entries count; returned and void ones do not. */
export function counts(entry: Pick<Entry, 'state'>): boolean {
  return entry.state === 'submitted' || entry.state === 'accepted'
}
