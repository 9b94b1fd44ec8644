import type { Logger } from 'pino'
import type { Instant } from '../domain/date.ts'

/** What Slack said of a member or channel holds for an hour. */
const holds = 60 * 60_000

/** While Slack does not answer, what it said before holds for a day. */
const holdsWithout = 24 * holds

/** Members or channels remembered; beyond, the one that was asked about longest ago is forgotten. */
const remembered = 1_000

/**
 * Whether a member is an outsider, or a channel open to some, asking Slack once an hour. Of whom Slack does not speak within
 * seconds, and has not spoken for a day, it is taken to be so this once: less is shown and recorded than might be, never
 * more. `loss` tells the operator so.
 */
export function rememberOutside(
  ask: (id: string) => Promise<boolean>,
  now: () => Instant,
  { log, loss }: { log: Logger; loss: string },
): (id: string) => Promise<boolean> {
  const known = new Map<string, { isOutside: boolean; at: number }>()
  const asking = new Map<string, Promise<boolean>>()

  async function askAnew(id: string): Promise<boolean> {
    try {
      const isOutside = await ask(id)
      known.delete(id)
      known.set(id, { isOutside, at: Date.parse(now()) })
      const [oldest] = known.keys()
      if (known.size > remembered && oldest !== undefined) known.delete(oldest)
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

  function said(id: string, within: number): boolean | undefined {
    const found = known.get(id)
    return found && Date.parse(now()) < found.at + within ? found.isOutside : undefined
  }

  return async (id) => {
    const before = said(id, holds)
    if (before !== undefined) return before
    const answer = asking.get(id) ?? askAnew(id)
    asking.set(id, answer)
    return answer
  }
}
