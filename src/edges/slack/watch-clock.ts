import type { Logger } from 'pino'

/** Notices by the times of Slack's deliveries that this machine's clock is wrong, either way. */
export interface ClockWatch {
  /** A request was refused for its age. */
  refused(): void
  /** A delivery was taken; `sent` is when, in seconds since 1970. */
  taken(sent: number): void
}

/** As far as Slack lets a request be away from the time it is read. */
const mostAhead = 5 * 60_000

/** The operator is told once, and again only after a delivery whose time was right. */
export function watchClock(machineNow: () => number, log: Logger): ClockWatch {
  let isTold = false
  const tell = (what: string) => {
    if (!isTold) log.warn(what)
    isTold = true
  }
  return {
    refused: () =>
      tell(
        "a request was refused: its time is more than five minutes before this machine's; if Slack sent it, set the clock right (NTP)",
      ),
    taken(sent) {
      if (sent * 1_000 - machineNow() <= mostAhead) isTold = false
      else
        tell(
          "what Slack sends is more than five minutes after this machine's time: set the clock right (NTP); until then nudges come late, and today may be yesterday",
        )
    },
  }
}
