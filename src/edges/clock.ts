import type { Context } from '../commands/call.ts'
import { type Desk, makeContext } from '../commands/context.ts'
import { describeDigest } from '../commands/digest.ts'
import { describeLostChannel, describeNudge, nudgeState } from '../commands/nudge-post.ts'
import type { Reply } from '../commands/reply.ts'
import { type Instant, toInstant } from '../domain/date.ts'
import { dueNudges, type Nudge, type NudgeState, planNudges } from '../domain/nudge.ts'
import {
  claim,
  claimedKeys,
  listUnsettled,
  type Outgoing,
  postpone,
  reclaim,
  settle,
  supersede,
  type Unsettled,
} from '../store/outbox.ts'
import { listWatches, type Watch } from '../store/watches.ts'

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
}

/** A message whose outcome is unknown is looked for after this long: a slow answer may still come. */
const unsettledAfter = 60_000

/**
 * One tick: everything due at `now` is said, channel by channel, side by side; what earlier ticks left open is looked for
 * and settled. Safe to run at any moment, twice, or late: what is due follows from the store alone.
 */
export async function tick(desk: Desk, voice: Voice, now: Instant): Promise<void> {
  const watches = await listWatches(desk.db)
  const channels = [...new Set(watches.map(({ channel }) => channel))]
  const open = await listUnsettled(desk.db, now, toInstant(Date.parse(now) - unsettledAfter))
  await Promise.all([
    ...channels.map((id) => sayDue(desk, voice, id, watches, now)),
    ...open.map((outgoing) =>
      takeUp(desk, voice, outgoing, watches, now).catch((error: unknown) =>
        desk.log.warn({ err: error, key: outgoing.key }, 'a message stays open until the next tick'),
      ),
    ),
  ])
}

async function sayDue(
  desk: Desk,
  voice: Voice,
  id: string,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const context = await makeContext(desk, { member: '', channel: id }, now)
  const state = nudgeState(desk.knowledge, context.channel, watches, now, now)
  if (!state) return
  const { post, superseded } = dueNudges(state, await claimedKeys(desk.db, id), now)
  await supersede(desk.db, superseded, id, now)
  for (const nudge of post) {
    const reply = await describePost(nudge, state, context, watches)
    const outgoing = { key: nudge.key, recipient: id, body: voice.render(reply) }
    if (await claim(desk.db, outgoing, now)) await speak(desk, voice, outgoing, watches, now)
  }
}

function describePost(
  nudge: Nudge,
  state: NudgeState,
  context: Context,
  watches: readonly Watch[],
): Promise<Reply> | Reply {
  if (nudge.kind === 'digest') return describeDigest(context)
  const { channel, now } = context
  return describeNudge(
    nudge,
    state,
    watches.find((watch) => watch.channel === channel.id)?.by ?? channel.id,
    now,
  )
}

/** Says a message that this process has claimed, and records what became of it. */
async function speak(
  desk: Desk,
  voice: Voice,
  outgoing: Outgoing,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const said = await voice.say(outgoing)
  const { key, recipient } = outgoing
  if ('posted' in said) await settle(desk.db, key, { state: 'sent', posted: said.posted }, now)
  else if ('later' in said) await postpone(desk.db, key, said.later)
  else if ('refused' in said) {
    desk.log.warn({ key, recipient, reason: said.refused }, 'a message was refused')
    await settle(desk.db, key, { state: 'refused', reason: said.refused }, now)
    await tellWatchers(desk, voice, outgoing, said.refused, watches, now)
  } else desk.log.warn({ key, recipient, reason: said.unknown }, 'a message may or may not have been said')
}

/** A channel that cannot be posted to is told to whoever set its watch, once. */
async function tellWatchers(
  desk: Desk,
  voice: Voice,
  { recipient }: Outgoing,
  reason: string,
  watches: readonly Watch[],
  now: Instant,
): Promise<void> {
  const watch = watches.find(({ channel }) => channel === recipient)
  if (!watch) return
  const outgoing = {
    key: `lost/${recipient}/${watch.since}`,
    recipient: watch.by,
    body: voice.render(describeLostChannel(recipient, reason)),
  }
  if (await claim(desk.db, outgoing, now)) await speak(desk, voice, outgoing, [], now)
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
  const { channel } = await makeContext(desk, { member: '', channel: channelId }, until)
  const watches = await listWatches(desk.db, channelId)
  const state = nudgeState(desk.knowledge, channel, watches, from, until)
  if (!state) return
  for (const nudge of planNudges({ ...state, from, until })) {
    const { key, at } = nudge
    if (!(await claim(desk.db, { key, recipient: channelId, body: '' }, at))) continue
    const context = await makeContext(desk, { member: '', channel: channelId }, at)
    await post(await describePost(nudge, state, context, watches), at)
    await settle(desk.db, key, { state: 'sent' }, at)
  }
}
