/**
 * Something the person can mend: what was wrong, then what to do. Becomes a private answer with the nearest match, one
 * example and the line as typed; never a stack trace.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** A line that works, like the one that was meant. */
  readonly example: string | undefined
  /** What was probably meant: offered as a button. */
  readonly nearest: string | undefined

  constructor(message: string, hints: { example?: string; nearest?: string } = {}) {
    super(message)
    this.example = hints.example
    this.nearest = hints.nearest
  }
}
