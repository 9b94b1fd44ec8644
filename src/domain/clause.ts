import * as z from 'zod'
import { actors, kinds } from './entry.ts'

/**
 * One way for an entry to count, held as data: every clause given must hold, and a clause holds when the entry has one of
 * its values. Which periods count is the cycle's and the indicator's business, not written here.
 */
export const clausesSchema = z.strictObject({
  kind: z.array(z.enum(kinds)).min(1),
  method: z.array(z.string()).min(1).optional(),
  /** Substance class: `drug`, `precursor`, `leaf`, `crop`. */
  class: z.array(z.string()).min(1).optional(),
  /** Substance id. */
  substance: z.array(z.string()).min(1).optional(),
  /** Place id. */
  place: z.array(z.string()).min(1).optional(),
  /** `coca production zone`, `port`, `airport` … */
  placeClass: z.array(z.string()).min(1).optional(),
  actor: z.array(z.enum(actors)).min(1).optional(),
  scope: z.array(z.enum(['event', 'total'])).min(1).optional(),
  /** `mass`, `volume`, `area`, `piece`, `money`. */
  dimension: z.array(z.string()).min(1).optional(),
})
export type Clauses = z.infer<typeof clausesSchema>
