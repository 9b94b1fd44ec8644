import type { Logger } from 'pino'

/** What Slack said of a member or channel holds for an hour. */
const holds = 60 * 60_000

/** While Slack does not answer, what it said before holds for a day. */
const holdsWithout = 24 * holds

/** Members or channels remembered; beyond, the one that was asked about longest ago is forgotten. */
const mostRemembered = 1_000

/** What is remembered of members or channels. */
export interface Remembered<T> {
  (id: string): Promise<T>
  /** What Slack said within the hour. */
  known(id: string): T | undefined
  /** Takes in what Slack tells of its own accord. */
  tell(id: string, answer: T): void
}

interface Remembering<T> {
  /** What is taken to be so this once while Slack does not answer: less is shown and recorded than might be, never more. */
  otherwise: T
  /** An answer that people can change in a moment: it is not remembered. */
  fleeting?: T
  log: Logger
  /** Tells the operator what follows while Slack does not answer. */
  loss: string
}

/**
 * How a member or a channel stands, asking Slack once an hour. Where it does not answer within seconds, what it said holds for
 * a day. `now` is in milliseconds since 1970.
 */
export function remember<T>(
  ask: (id: string) => Promise<T>,
  now: () => number,
  { otherwise, fleeting, log, loss }: Remembering<T>,
): Remembered<T> {
  const known = new Map<string, { answer: T; at: number }>()
  const asking = new Map<string, Promise<T>>()

  async function askAnew(id: string): Promise<T> {
    try {
      const before = known.get(id)
      const answer = await ask(id)
      // What was told while Slack was asked is newer.
      const told = known.get(id)
      if (told && told !== before) return told.answer
      keep(id, answer)
      return answer
    } catch (error) {
      const before = said(id, holdsWithout)
      if (before !== undefined) return before
      log.warn({ err: error, id }, loss)
      return otherwise
    } finally {
      asking.delete(id)
    }
  }

  function keep(id: string, answer: T): void {
    known.delete(id)
    if (answer === fleeting) return
    known.set(id, { answer, at: now() })
    const [oldest] = known.keys()
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
  }

  function said(id: string, within: number): T | undefined {
    const found = known.get(id)
    return found && now() < found.at + within ? found.answer : undefined
  }

  const remembered = async (id: string) => {
    const before = said(id, holds)
    if (before !== undefined) return before
    const answer = asking.get(id) ?? askAnew(id)
    asking.set(id, answer)
    return answer
  }
  return Object.assign(remembered, { known: (id: string) => said(id, holds), tell: keep })
}
