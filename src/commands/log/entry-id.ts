import type { Entry } from '../../domain/entry.ts'
import { isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { findEntry } from '../../store/entries.ts'
import type { Db } from '../../store/open.ts'
import type { Context } from '../call.ts'
import { type Reply, withheldReply } from '../reply.ts'
import { UserError } from '../user-error.ts'

/** Reads `L-142`, `l-142` or `142` as an entry's id, `N-1`, `R-1` and `D-1` as those of other records, where `letters` has them. */
export function readId(text: string, form: string, letters = 'L'): string {
  const [, letter = 'L', number] = /^(?:([A-Z])-?)?0*(\d{1,9})$/i.exec(text.trim()) ?? []
  if (number !== undefined && letters.includes(letter.toUpperCase()))
    return `${letter.toUpperCase()}-${number}`
  throw new UserError(
    text === '' ? 'Name an entry.' : `"${text}" is no entry; entries are called L-1, L-2 …`,
    { example: `/log ${form}` },
  )
}

export function noEntry(id: string): UserError {
  return new UserError(`There is no entry ${id}.`, { example: '/log list' })
}

/** An entry to be changed, found inside the transaction that changes it; undefined above the ceiling. */
export async function entryToChange(db: Db, id: string, { channel }: Context): Promise<Entry | undefined> {
  const entry = await findEntry(db, id)
  if (!entry) throw noEntry(id)
  return isWithin(entry.marking, channel.ceiling) ? entry : undefined
}

/** What a channel is told of a change to something it may not see. */
export function withheldUnchanged(): Reply {
  return withheldReply(1, 'Nothing was changed.')
}

/**
 * What is said where the very thing was recorded before, above the ceiling of now: in another channel, or by a call that is
 * delivered again after the ceiling was lowered, or while Slack does not say that its member is no guest.
 */
export function withheldOutcome(): Reply {
  return withheldReply(1, 'That is done already. Nothing more was recorded.')
}

/** Splits `L-1 because mistyped`; the reason is empty when none is given. */
export function splitReason(text: string): { what: string; reason: string } {
  const [, what = text, reason = ''] = /^(.*?)\s*\bbecause\s+(.+)$/i.exec(text) ?? []
  return { what: what.trim(), reason: reason.trim() }
}

/** Reporters change what they recorded, reviewers and administrators whatever there is. Throws for anybody else. */
export function assertMayChange(entry: Entry, member: string, { role }: Context, verb: string): void {
  if (entry.recordedBy === member || isAtLeast(role, 'reviewer')) return
  throw new UserError(
    `${entry.id} was recorded by somebody else. Only they, a reviewer or an administrator can ${verb} it; nothing was changed.`,
    { example: `/log show ${entry.id}` },
  )
}
