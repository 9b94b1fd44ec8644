import * as z from 'zod'
import { citationSchema } from './citation.ts'
import { isDate, isZone } from './date.ts'
import { actors } from './entry.ts'
import { markingSchema } from './marking.ts'

const text = z.string().trim().min(1)
const date = z.string().refine(isDate, 'not a day of the calendar; write YYYY-MM-DD')

/** required: law or an order asks it. recommended: someone advises it. */
const strengths = ['required', 'recommended', 'expected'] as const

/** Chooses the ladder of days before at which the channel is nudged; `listed` is never nudged. */
export const deadlineClasses = ['yearly', 'window', 'short-fuse', 'recurring', 'internal', 'listed'] as const

/** When it is due. `on`: one day. `from`/`until`: a window, last day included. `every`: the same day each year, from a first year on. */
const dueSchema = z.union([
  z.strictObject({ on: date }),
  z.strictObject({ from: date, until: date }).refine((window) => window.from <= window.until, 'the window ends before it starts'),
  z.strictObject({ every: z.string().regex(/^\d\d-\d\d$/, 'write MM-DD'), since: z.int().min(1900).max(2999) }),
  z.strictObject({ none: text }),
])

export const deadlineSchema = z.strictObject({
  /** The slug people type. */
  id: z.string().regex(/^[a-z][a-z0-9-]+$/),
  title: text,
  /** ISO country whose watchers it concerns; absent: every country's. */
  country: z.string().length(2).optional(),
  owedBy: text,
  owedTo: text,
  actor: z.enum(actors),
  strength: z.enum(strengths),
  class: z.enum(deadlineClasses),
  due: dueSchema,
  /** The few words of the source that give the date. */
  asWritten: text,
  basis: z.string().regex(/^(?:as cabled|as enacted|our reading \(.+\))$/s, 'write "as cabled", "as enacted" or "our reading (the reason)"'),
  /** The addressee's zone, in which the day ends. */
  zone: z.string().refine(isZone, 'not an IANA time zone, e.g. America/New_York'),
  owner: text.optional(),
  alternate: text.optional(),
  validator: text.optional(),
  marking: markingSchema,
  cite: citationSchema,
  notes: z.array(text).default([]),
})
export type Deadline = z.infer<typeof deadlineSchema>
