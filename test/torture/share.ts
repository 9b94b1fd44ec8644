/** `npm test` runs a small share of every torture; `npm run soak`, by vitest's mode, the whole. */
export function share(small: number, whole: number): number {
  return process.env.MODE === 'soak' ? whole : small
}

/** Every torture draws from it: a failure comes back on the next run. */
export const seed = 1988
