import type { Desk } from '../commands/context.ts'
import { describeLostChannel, describeSharedChannel } from '../commands/watch/channel-changes.ts'
import type { Instant } from '../domain/date.ts'
import { recordingInstant } from '../store/entries.ts'
import { writing } from '../store/open.ts'
import { claim, lastSent } from '../store/outbox.ts'
import { keepWatchSettings, readWatchSettings, whoSetLast } from '../store/watch-settings.ts'
import { listWatches, type Watch } from '../store/watches.ts'
import { sayClaimed, type Voice } from './voice.ts'

/** Whom a change is recorded by that no person made. */
const itself = 'attache'

/**
 * A channel that cannot be posted to any more is told to whoever set its watch: once, and once again when it was posted to in
 * between.
 */
export async function tellLost(
  desk: Desk,
  voice: Voice,
  { channel, by, since }: Watch,
  reason: string,
  now: Instant,
): Promise<void> {
  const body = voice.render(describeLostChannel(channel, reason))
  const last = await lastSent(desk.db, channel)
  const heldUntil = last !== undefined && last > since ? last : since
  const outgoing = { key: `lost/${channel}/${heldUntil}`, recipient: by, body }
  if (await claim(desk.db, outgoing, now)) await sayClaimed(desk, voice, outgoing, now)
}

/** A channel was archived: its watch stays, and whoever set it is told that nothing is posted there. */
export async function tellArchived(desk: Desk, voice: Voice, channel: string, now: Instant): Promise<void> {
  const [watch] = await listWatches(desk.db, channel)
  if (watch) await tellLost(desk, voice, watch, 'is_archived', now)
}

/**
 * Takes the ceiling back that an administrator gave a channel before it became shared, and tells whoever set its watch, once;
 * without a watch, whoever set it up last. Only an administrator raises it again, once it is not shared any more.
 */
export async function lowerShared(desk: Desk, voice: Voice, channel: string, now: Instant): Promise<void> {
  const outgoing = await writing(desk.db, async (db) => {
    const { ceiling, ...settings } = await readWatchSettings(db, channel)
    if (ceiling === undefined || ceiling === 'U') return undefined
    const [watch] = await listWatches(db, channel)
    const recipient = watch?.by ?? (await whoSetLast(db, channel)) ?? itself
    const at = await recordingInstant(db, now)
    await keepWatchSettings(db, channel, settings, itself, at)
    const notice = {
      key: `shared/${channel}/${at}`,
      recipient,
      body: voice.render(describeSharedChannel(channel)),
    }
    return (await claim(db, notice, now)) ? notice : undefined
  })
  if (outgoing) await sayClaimed(desk, voice, outgoing, now)
}
