import type { Desk } from '../commands/context.ts'
import type { Reply } from '../commands/reply.ts'
import type { Instant } from '../domain/date.ts'
import { type Outgoing, postpone, settle } from '../store/outbox.ts'

/** What became of a message: said; refused for good; certainly not said yet; or nobody can tell. */
export type Said = { posted: string } | { refused: string } | { later: Instant } | { unknown: string }

/** How an edge speaks of its own accord. */
export interface Voice {
  render(reply: Reply): string
  /** Says what `render` made; must settle within seconds, and never throws. */
  say(outgoing: Outgoing): Promise<Said>
  /**
   * What the transport calls the message of this key, false when it surely is not there, undefined when nobody can look.
   * Throws when it cannot be looked for now.
   */
  find(outgoing: Outgoing, since: Instant): Promise<string | false | undefined>
  /** Puts what `render` made in the place of a message said before, as often as it likes. */
  replace?(outgoing: Outgoing, posted: string): Promise<Said>
  /** An address at which a message said before can be seen again. */
  link?(recipient: string, posted: string): string | undefined
}

/** Says a message that this process has claimed, and records what became of it; the reason, where it was refused for good. */
export async function sayClaimed(
  { db, log }: Pick<Desk, 'db' | 'log'>,
  voice: Pick<Voice, 'say'>,
  outgoing: Outgoing,
  now: Instant,
): Promise<string | undefined> {
  const { key, recipient } = outgoing
  const said = await voice.say(outgoing)
  if ('posted' in said) await settle(db, key, { state: 'sent', posted: said.posted }, now)
  else if ('later' in said) await postpone(db, key, said.later)
  else if ('unknown' in said)
    log.warn({ key, recipient, reason: said.unknown }, 'a message may or may not have been said')
  else {
    log.warn({ key, recipient, reason: said.refused }, 'a message was refused')
    await settle(db, key, { state: 'refused', reason: said.refused }, now)
    return said.refused
  }
  return undefined
}
