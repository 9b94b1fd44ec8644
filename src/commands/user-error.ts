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

  constructor(message: string, hints: { example?: string; nearest?: string; unsaid?: boolean } = {}) {
    super(message)
    this.example = hints.example
    this.nearest = hints.nearest
    this.unsaid = hints.unsaid ?? false
  }
}
