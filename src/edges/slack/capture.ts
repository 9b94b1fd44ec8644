import type { CapturedMessage } from '../../domain/entry.ts'
import { asTyped } from './calls.ts'
import type { Identity, SlackClient } from './client.ts'

/** A message as Slack's deliveries give it. */
interface SaidMessage {
  text?: string
  channel: string
  ts: string
  thread_ts?: string
}

/** A message as it reads now, to be kept with an entry. */
export function capture(
  { address = '' }: Pick<Identity, 'address'>,
  { text = '', channel, ts }: SaidMessage,
): CapturedMessage {
  return {
    text: asTyped(text),
    permalink: `${address}archives/${channel}/p${ts.replace('.', '')}`,
    channel,
    ts,
  }
}

/**
 * The message that a mention is about: the first of its thread where that may be read, else the mention itself, which is then
 * marked as standing alone.
 */
export async function captureFrom(
  client: SlackClient,
  identity: Pick<Identity, 'address'>,
  mention: SaidMessage,
): Promise<CapturedMessage> {
  const own = capture(identity, mention)
  const { channel, ts, thread_ts: first } = mention
  if (first === undefined || first === ts) return own
  const said = await client.readMessage(channel, first)
  if (said === undefined || said === 'gone') return { ...own, isAlone: true }
  return { ...capture(identity, { channel, ts: first }), text: said.text }
}
