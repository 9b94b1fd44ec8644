/** Long work in steps of a few milliseconds: whoever does it lets others in between. */
export type Steps<Result> = Generator<undefined, Result, undefined>

/** The same work without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}
