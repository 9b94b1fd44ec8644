import type { Logger } from 'pino'
import type { Instant } from '../domain/date.ts'
import type { SlackClient } from './slack-client.ts'

/** What Slack said of a member holds for an hour. */
const holds = 60 * 60_000

/** Members remembered; beyond, the one that was asked about longest ago is forgotten. */
const remembered = 1_000

/**
 * Tells guests and people of other organisations from members, asking Slack once an hour. Whoever Slack does not speak of
 * within seconds is taken for a guest this once: less is shown than might be, never more.
 */
export function rememberGuests(
  client: Pick<SlackClient, 'readGuest'>,
  now: () => Instant,
  log: Logger,
): (member: string) => Promise<boolean> {
  const known = new Map<string, { isGuest: boolean; until: number }>()
  return async (member) => {
    const found = known.get(member)
    if (found && Date.parse(now()) < found.until) return found.isGuest
    try {
      const isGuest = await client.readGuest(member)
      known.delete(member)
      known.set(member, { isGuest, until: Date.parse(now()) + holds })
      const [oldest] = known.keys()
      if (known.size > remembered && oldest !== undefined) known.delete(oldest)
      return isGuest
    } catch (error) {
      log.warn(
        { err: error, member },
        'Slack does not say whether a member is a guest; they are shown U only',
      )
      return true
    }
  }
}
