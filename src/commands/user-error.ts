import { claimedMarking, isWithin, type Marking, takeMark } from '../domain/marking.ts'
import type { Line, Refusal } from './reply.ts'

/**
 * Something the person can mend: what was wrong, then what to do. Becomes a private answer with the nearest match, one
 * example and the line as typed; never a stack trace.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** A line that works, like the one that was meant. */
  readonly example: string | undefined
  /** The line that was probably meant: offered as a button. */
  readonly nearest: string | undefined
  /** Set when the line as typed must not be shown again, here or in any log. */
  readonly unsaid: boolean
  /** What else helps to mend it: whom to ask, say. */
  readonly also: Line | undefined
  /** Of a form: what is wrong, by its fields. */
  readonly fields: Readonly<Record<string, string>> | undefined
  /** What the operator reads of it. */
  readonly why: Refusal

  constructor(
    message: string,
    hints: {
      example?: string
      nearest?: string
      unsaid?: boolean
      also?: Line
      fields?: Readonly<Record<string, string>>
      why?: Refusal
    } = {},
  ) {
    super(message)
    this.example = hints.example
    this.nearest = hints.nearest
    this.unsaid = hints.unsaid ?? false
    this.also = hints.also
    this.fields = hints.fields
    this.why = hints.why ?? 'not understood'
  }
}

/** For a line that marks itself above the ceiling: the writer alone is told, and the text is neither stored nor shown again. */
export function aboveCeiling(claimed: Marking | 'above', ceiling: Marking, field?: string): UserError {
  const what =
    claimed === 'above' ? 'The line carries a classification marking' : `The line is marked ${claimed}`
  const message = `${what}, above this channel's ceiling (${ceiling}). It was not recorded, and is kept nowhere; use the system meant for it. This check is a help, not a control.`
  return new UserError(message, {
    why: 'above the ceiling',
    unsaid: true,
    ...(field !== undefined && { fields: { [field]: message } }),
  })
}

/** What a text is marked by itself. Throws where that is above the ceiling; `field` is that of a form, if it was filled in there. */
export function assertWithin(text: string, ceiling: Marking, field?: string): Marking {
  const claimed = claimedMarking(text)
  if (claimed === 'above' || !isWithin(claimed, ceiling)) throw aboveCeiling(claimed, ceiling, field)
  return claimed
}

/** A reason shows wherever the record does that keeps it. Throws for one that marks itself above that record's marking, or by no marking there is. */
export function assertReasonWithin(text: string, record: Marking, example: string): void {
  const claimed = claimedMarking(text)
  if (claimed === 'above') throw aboveCeiling(claimed, record)
  const marked = takeMark(text)
  if ('problem' in marked) throw new UserError(`${marked.problem} Nothing was changed.`, { example })
  if (isWithin(claimed, record)) return
  throw new UserError(
    `What you say is marked ${claimed}, and what it would be kept with is ${record}: it would show wherever that does. Say it without what is ${claimed}. Nothing was changed.`,
    { why: 'above the ceiling', unsaid: true, example },
  )
}
