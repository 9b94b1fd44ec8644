import type { Context } from '../commands/call.ts'
import { type Desk, makeContext } from '../commands/context.ts'
import { readDeadlines } from '../commands/deadline/find-deadline.ts'
import { describeDigest } from '../commands/nudge/digest.ts'
import { gatherNudges } from '../commands/nudge/gather.ts'
import { describeNudges } from '../commands/nudge/message.ts'
import { concerning, nudgeState, peopleOf, personalState } from '../commands/nudge/post.ts'
import type { Reply } from '../commands/reply.ts'
import type { Instant } from '../domain/date.ts'
import type { DeadlineBook } from '../domain/deadline-change.ts'
import { withinCeiling } from '../domain/marking.ts'
import { dueNudges, messagesOf, type Nudge, type NudgeState, planNudges } from '../domain/nudge.ts'
import { readMemberSettings } from '../store/member-settings.ts'
import {
  claimedKeys,
  claimTogether,
  forgetAhead,
  listUnsettled,
  type Outgoing,
  postpone,
  reclaim,
  release,
  settle,
  supersede,
  type Unsettled,
} from '../store/outbox.ts'
import { listWatches, type Watch } from '../store/watches.ts'
import { lowerShared, tellLost } from './channel-changes.ts'
import { sayOutcomes } from './nudge-outcomes.ts'
import { sayClaimed, type Voice } from './voice.ts'

/** A message whose outcome is unknown is looked for after this long: a slow answer may still come. */
const unsettledAfter = 60_000

/**
 * One tick: everything due at `now` is said, channel by channel, side by side; what earlier ticks left open is looked for
 * and settled. Safe to run at any moment, twice, or late: what is due follows from the store alone.
 */
export async function tick(desk: Desk, voice: Voice, now: Instant): Promise<void> {
  const watches = await listWatches(desk.db)
  const channels = [...new Set(watches.map(({ channel }) => channel))]
  await forgetAhead(desk.db, now)
  const unsettled = await listUnsettled(desk.db, now, unsettledAfter)
  // What was planned and not said is planned anew: its words are of their moment, and a later nudge may stand for it.
  const stale = unsettled.filter(({ key, state }) => state === 'waiting' && isPlanned(key))
  for (const { key } of stale) await release(desk.db, key)
  const open = unsettled.filter((outgoing) => !stale.includes(outgoing))
  await Promise.all([
    ...channels.map((id) => sayDue(desk, voice, id, watches, now)),
    ...open.map((outgoing) =>
      takeUp(desk, voice, outgoing, watches, now).catch((error: unknown) =>
        desk.log.warn({ err: error, key: outgoing.key }, 'a message stays open until the next tick'),
      ),
    ),
  ])
}

/** Nudges and digests follow from the plan; answers and notices are said once, as they were written. */
function isPlanned(key: string): boolean {
  return key.startsWith('nudge/')
}

async function sayDue(
  desk: Desk,
  voice: Voice,
  id: string,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const setBy = watches.find(({ channel }) => channel === id)?.by ?? ''
  // In a direct message whoever set the watch is the one who reads it; in a channel, everybody who is in it.
  const member = /^[DUW]/.test(id) ? setBy : ''
  const context = await makeContext(desk, { member, channel: id }, now)
  if (desk.knownShared?.(id)) await lowerShared(desk, voice, id, now)
  const book = await readDeadlines(context)
  const state = nudgeState(desk.knowledge, book, context.channel, watches, now, now)
  if (!state) return
  const { post, superseded } = dueNudges(state, await claimedKeys(desk.db, id), now)
  await supersede(desk.db, superseded, id, now)
  const plan = { state, book, setBy }
  await sayAll(desk, voice, post, plan, context, watches)
  for (const person of peopleOf(state)) await tellPerson(desk, voice, person, plan, now)
  await sayOutcomes(context, voice, state, book)
}

/** What posts follow from, besides the call's context. */
interface Plan {
  state: NudgeState
  book: DeadlineBook
  setBy: string
}

/** Says posts, those of one moment together; each is claimed before it is said. */
async function sayAll(
  desk: Desk,
  voice: Voice,
  post: readonly Nudge[],
  plan: Plan,
  context: Context,
  watches: readonly Watch[],
): Promise<void> {
  for (const message of messagesOf(post)) {
    const [first, ...others] = message
    if (!first) continue
    const reply = await describePost(message, plan, context, voice)
    const outgoing = { key: first.key, recipient: plan.state.watch.channel, body: voice.render(reply) }
    const keys = others.map(({ key }) => key)
    if (await claimTogether(desk.db, outgoing, keys, context.now))
      await speak(desk, voice, outgoing, watches, context.now)
  }
}

/** Tells a member directly what they own or validate: planned like a channel's, so that a missed tick heals itself. */
async function tellPerson(desk: Desk, voice: Voice, person: string, plan: Plan, now: Instant): Promise<void> {
  // The channel is told, and asked who takes it over.
  if (await desk.hasLeft?.(person)) return
  if ((await readMemberSettings(desk.db, person)).directMessages === 'off') return
  const context = await makeContext(desk, { member: person, channel: person }, now)
  const personal = personalState(plan.state, person)
  const deadlines = withinCeiling(personal.deadlines, context.channel.ceiling).shown
  const state = { ...personal, deadlines }
  const { post } = dueNudges(state, await claimedKeys(desk.db, person), now)
  const theirs = concerning(post, state, now)
  await sayAll(desk, voice, theirs, { ...plan, state }, context, [])
}

async function describePost(
  message: readonly Nudge[],
  { state, book, setBy }: Plan,
  context: Context,
  { link }: Pick<Voice, 'link'>,
): Promise<Reply> {
  const nudges = message.filter((nudge) => nudge.kind !== 'digest')
  if (nudges.length === 0) return describeDigest(context)
  const { knowledge, now } = context
  const gathered = await gatherNudges(nudges, state, book, context)
  return describeNudges(nudges, gathered, { state, book, knowledge, now, setBy, link })
}

/** Says a message that this process has claimed, and records what became of it. */
async function speak(
  desk: Desk,
  voice: Voice,
  outgoing: Outgoing,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const refused = await sayClaimed(desk, voice, outgoing, now)
  const watch = refused && watches.find(({ channel }) => channel === outgoing.recipient)
  if (watch) await tellLost(desk, voice, watch, refused, now)
}

/** Settles what was left open: sent if it is there, said now if it surely is not, doubtful if nobody can look. */
async function takeUp(
  desk: Desk,
  voice: Voice,
  outgoing: Unsettled,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const { key, state, claimedAt } = outgoing
  if (state === 'claimed') {
    const posted = await voice.find(outgoing, claimedAt)
    if (typeof posted === 'string') return settle(desk.db, key, { state: 'sent', posted }, now)
    if (posted === undefined) {
      desk.log.warn({ key }, 'nobody can tell whether a message was said; it is not said again')
      return settle(desk.db, key, { state: 'doubtful', reason: 'no answer, and no history to look in' }, now)
    }
    await postpone(desk.db, key, now)
  }
  if (await reclaim(desk.db, key, now)) await speak(desk, voice, outgoing, watches, now)
}

/**
 * Lets a channel's time pass from one moment to another: every nudge planned on the way is claimed, posted and settled, in
 * order, as of its own moment. One that was claimed before, by whichever process, is not posted again.
 */
export async function passTime(
  desk: Desk,
  channelId: string,
  from: Instant,
  until: Instant,
  post: (reply: Reply, at: Instant) => Promise<void>,
): Promise<void> {
  const last = await makeContext(desk, { member: '', channel: channelId }, until)
  const watches = await listWatches(desk.db, channelId)
  const setBy = watches[0]?.by ?? channelId
  const book = await readDeadlines(last)
  const state = nudgeState(desk.knowledge, book, last.channel, watches, from, until)
  if (!state) return
  const planned = planNudges({ ...state, from, until })
  for (const at of new Set(planned.map((nudge) => nudge.at))) {
    const context = await makeContext(desk, { member: '', channel: channelId }, at)
    for (const message of messagesOf(planned.filter((nudge) => nudge.at === at))) {
      const [first, ...others] = message
      if (!first) continue
      const outgoing = { key: first.key, recipient: channelId, body: '' }
      const keys = others.map(({ key }) => key)
      if (!(await claimTogether(desk.db, outgoing, keys, at))) continue
      await post(await describePost(message, { state, book, setBy }, context, {}), at)
      await settle(desk.db, first.key, { state: 'sent' }, at)
    }
  }
}
