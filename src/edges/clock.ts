import { type Desk, makeContext } from '../commands/context.ts'
import { describeNudge, nudgeState } from '../commands/nudge-post.ts'
import type { Reply } from '../commands/reply.ts'
import type { Instant } from '../domain/date.ts'
import { planNudges } from '../domain/nudge.ts'
import { claim, settle } from '../store/outbox.ts'
import { listWatches } from '../store/watches.ts'

/**
 * Lets a channel's time pass from one moment to another: every nudge planned on the way is claimed, posted and settled, in
 * order, as of its own moment. One that was claimed before, by whichever process, is not posted again.
 */
export async function passTime(
  desk: Desk,
  channelId: string,
  from: Instant,
  until: Instant,
  post: (reply: Reply, at: Instant) => void,
): Promise<void> {
  const { channel } = await makeContext(desk, { member: '', channel: channelId }, until)
  const watches = await listWatches(desk.db, channelId)
  const state = nudgeState(desk.knowledge, channel, watches, from, until)
  if (!state) return
  for (const nudge of planNudges({ ...state, from, until })) {
    if (nudge.kind === 'digest' || !(await claim(desk.db, nudge.key, channelId, nudge.at))) continue
    post(describeNudge(nudge, state, watches[0]?.by ?? channelId, nudge.at), nudge.at)
    await settle(desk.db, nudge.key, 'sent', nudge.at)
  }
}
