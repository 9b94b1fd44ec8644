import type { Context } from '../commands/call.ts'
import { describeOutcome, type Outcome } from '../commands/nudge/message.ts'
import { addDays, dateIn } from '../domain/date.ts'
import { isOccurrenceOf, occurrencesOf } from '../domain/deadline.ts'
import type { DeadlineBook } from '../domain/deadline-change.ts'
import type { NudgeState } from '../domain/nudge.ts'
import { claim, claimedKeys, listSaid, type SaidBefore, settle } from '../store/outbox.ts'
import type { Voice } from './voice.ts'

/** An outcome takes the place of a nudge for this many days after; older messages nobody looks at. */
const shownFor = 14

/**
 * Puts the outcome of what is done in the place of the last nudge said of it. Doing so twice changes nothing, so it is kept
 * only once it is done: a crash on the way has it done again.
 */
export async function sayOutcomes(
  { db, channel, today, now, log }: Context,
  voice: Voice,
  state: NudgeState,
  book: DeadlineBook,
): Promise<void> {
  if (!voice.replace) return
  const since = addDays(today, -shownFor)
  const done = [...book.evidence].flatMap(([id, { validated }]) =>
    validated && since <= dateIn(validated.at, channel.zone) ? [id] : [],
  )
  if (done.length === 0) return
  const said = await listSaid(db, channel.id, '')
  const kept = await claimedKeys(db, channel.id)
  const messages = new Set(done.map((id) => said.findLast(({ occurrence }) => occurrence === id)?.posted))
  for (const posted of messages) {
    if (posted === undefined) continue
    const outcomes = saidIn(said, posted, state, book)
    const settled = outcomes
      .filter(({ evidence }) => evidence?.validated)
      .map(({ occurrence }) => occurrence.id)
    const key = `outcome/${posted}/${settled.join('+')}/${channel.id}`
    if (settled.length === 0 || kept.has(key)) continue
    const outgoing = { key, recipient: channel.id, body: voice.render(describeOutcome(outcomes)) }
    const replaced = await voice.replace(outgoing, posted)
    if ('later' in replaced || 'unknown' in replaced) continue
    if ('refused' in replaced)
      log.warn({ key, reason: replaced.refused }, 'a nudge stands without its outcome')
    if (await claim(db, outgoing, now)) await settle(db, key, { state: 'sent', posted }, now)
  }
}

/** What one message said, as it stands. */
function saidIn(
  said: readonly SaidBefore[],
  posted: string,
  { deadlines, moves }: NudgeState,
  { evidence }: DeadlineBook,
): Outcome[] {
  return said
    .filter((one) => one.posted === posted)
    .flatMap(({ occurrence: id, at }) => {
      const deadline = deadlines.find((candidate) => isOccurrenceOf(id, candidate))
      const day = at.slice(0, 10)
      const occurrence =
        deadline &&
        occurrencesOf(deadline, addDays(day, -366), addDays(day, 366), moves).find((one) => one.id === id)
      return occurrence ? [{ occurrence, evidence: evidence.get(id) }] : []
    })
}
