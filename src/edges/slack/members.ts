import type { Logger } from 'pino'

/** What Slack said of a member or channel holds for an hour. */
const holds = 60 * 60_000

/** While Slack does not answer, what it said before holds for a day. */
const holdsWithout = 24 * holds

/** Members or channels remembered; beyond, the one that was asked about longest ago is forgotten. */
const remembered = 1_000

/** What is remembered of members or channels. */
export interface Outside {
  (id: string): Promise<boolean>
  /** What Slack said within the hour. */
  known(id: string): boolean | undefined
  /** Takes in what Slack tells of its own accord. */
  tell(id: string, isOutside: boolean): void
}

/**
 * Whether a member is an outsider, or a channel open to some, asking Slack once an hour. Of whom Slack does not speak within
 * seconds, and has not spoken for a day, it is taken to be so this once: less is shown and recorded than might be, never
 * more. `loss` tells the operator so. `now` is in milliseconds since 1970.
 */
export function rememberOutside(
  ask: (id: string) => Promise<boolean>,
  now: () => number,
  { log, loss }: { log: Logger; loss: string },
): Outside {
  const known = new Map<string, { isOutside: boolean; at: number }>()
  const asking = new Map<string, Promise<boolean>>()

  async function askAnew(id: string): Promise<boolean> {
    try {
      const before = known.get(id)
      const isOutside = await ask(id)
      // What was told while Slack was asked is newer.
      const told = known.get(id)
      if (told && told !== before) return told.isOutside
      keep(id, isOutside)
      return isOutside
    } catch (error) {
      const before = said(id, holdsWithout)
      if (before !== undefined) return before
      log.warn({ err: error, id }, loss)
      return true
    } finally {
      asking.delete(id)
    }
  }

  function keep(id: string, isOutside: boolean): void {
    known.delete(id)
    known.set(id, { isOutside, at: now() })
    const [oldest] = known.keys()
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
  }

  function said(id: string, within: number): boolean | undefined {
    const found = known.get(id)
    return found && now() < found.at + within ? found.isOutside : undefined
  }

  const isOutside = async (id: string) => {
    const before = said(id, holds)
    if (before !== undefined) return before
    const answer = asking.get(id) ?? askAnew(id)
    asking.set(id, answer)
    return answer
  }
  return Object.assign(isOutside, { known: (id: string) => said(id, holds), tell: keep })
}
