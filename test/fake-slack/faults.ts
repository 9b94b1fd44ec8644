/** What goes wrong with a call of the Web API, or of a response_url (method `response_url`). */
type Fault =
  /** 429 with `Retry-After`; nothing done. */
  | { fault: 'rate-limited'; seconds: number }
  /** A server error, with `Retry-After` where it names the seconds; nothing done. */
  | { fault: 'status'; status: 500 | 502 | 503; seconds?: number }
  /** Done, and then the connection is destroyed before the answer. */
  | { fault: 'response-lost' }
  /** Done, and then `ok: false`: words by which Slack does not say that nothing was done. */
  | { fault: 'failed-after'; error: 'internal_error' | 'fatal_error' }
  /** The connection is destroyed; nothing done. */
  | { fault: 'cut' }
  /** Done and answered, but only after so many milliseconds. */
  | { fault: 'slow'; ms: number }
  /** `ok: false` with this error, and what Slack says of it; nothing done. */
  | { fault: 'refused'; error: string; messages?: readonly string[] }

/** What goes wrong on the way to the app. */
export type DeliveryFault =
  | { fault: 'wrong-signature' }
  /** The timestamp is so many seconds off; signed rightly. */
  | { fault: 'skewed'; seconds: number }
  /** Over the socket: as the ack comes in, Slack has just told the connection to leave, and reads it no more. */
  | { fault: 'ack-crossed' }
  /** The same event twice: the second at once after the first, as Slack's first retry. */
  | { fault: 'twice' }

interface Faults {
  /** The next `times` calls of a method (`*`: of any) meet this fault; several are met in the order they were set. */
  next(method: string, fault: Fault, times?: number): void
  /** From now on each call (of these methods) meets one of the faults with this probability; same seed, same luck. */
  randomly(how: { seed: number; rate: number; faults: readonly Fault[]; methods?: readonly string[] }): void
  nextDelivery(fault: DeliveryFault, times?: number): void
  clear(): void
}

export interface FaultSource extends Faults {
  take(method: string): Fault | undefined
  takeDelivery(): DeliveryFault | undefined
}

export function makeFaults(): FaultSource {
  let set: { method: string; fault: Fault; left: number }[] = []
  let deliveries: { fault: DeliveryFault; left: number }[] = []
  let chance: ((method: string) => Fault | undefined) | undefined
  return {
    next: (method, fault, times = 1) => set.push({ method, fault, left: times }),
    nextDelivery: (fault, times = 1) => deliveries.push({ fault, left: times }),
    randomly: ({ seed, rate, faults, methods }) => {
      const random = seeded(seed)
      chance = (method) => {
        if (methods && !methods.includes(method)) return undefined
        return random() < rate ? faults[Math.floor(random() * faults.length)] : undefined
      }
    },
    clear: () => {
      set = []
      deliveries = []
      chance = undefined
    },
    take: (method) => {
      const due = set.find((each) => each.left > 0 && (each.method === method || each.method === '*'))
      if (!due) return chance?.(method)
      due.left -= 1
      return due.fault
    },
    takeDelivery: () => {
      const due = deliveries.find((each) => each.left > 0)
      if (due) due.left -= 1
      return due?.fault
    },
  }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
