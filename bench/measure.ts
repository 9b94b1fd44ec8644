/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Milliseconds of the processor that `work` takes, which waits for nothing. */
export function processorTime(work: () => unknown): number {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}

export interface Compared {
  /** Medians, in milliseconds. */
  one: number
  other: number
  ratio: number
}

/**
 * Two works side by side, turn and turn about, so that whatever else the machine does falls on both; which of them goes first
 * changes with each round. The first `warmUp` rounds do not count.
 */
export async function compare(
  one: () => unknown,
  other: () => unknown,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Compared> {
  const times = { one: [] as number[], other: [] as number[] }
  for (let round = -warmUp; round < rounds; round++) {
    const turns = [
      [times.one, one],
      [times.other, other],
    ] as const
    for (const [taken, work] of round % 2 === 0 ? turns : turns.toReversed()) {
      const took = await time(work)
      if (round >= 0) taken.push(took)
    }
  }
  const medians = { one: median(times.one), other: median(times.other) }
  return { ...medians, ratio: medians.one / medians.other }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  if (low === undefined || high === undefined) throw new Error('nothing was measured')
  return (low + high) / 2
}

/** Milliseconds. */
export interface Spread {
  median: number
  p99: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: median(values), p99: sorted[Math.ceil(0.99 * sorted.length) - 1] ?? Number.NaN }
}
