import { randomBytes } from 'node:crypto'
import type { Call } from '../../commands/call.ts'
import type { Desk } from '../../commands/context.ts'
import { heading, note, type Part, paragraph, type Refusal, type Reply } from '../../commands/reply.ts'
import { commands } from '../../commands/table.ts'
import type { Instant } from '../../domain/date.ts'
import { explainStoreError } from '../../store/open.ts'
import { claim } from '../../store/outbox.ts'
import { sayClaimed } from '../voice.ts'
import { type BlockKitMessage, renderBlockKit } from './block-kit.ts'
import { blockKitProblems } from './block-kit-limits.ts'
import { asTyped } from './calls.ts'
import type { SlackClient } from './client.ts'
import { isObject } from './json.ts'
import { messageRenderings, withinLimits } from './renderings.ts'

/** Who answers in Slack. */
export interface Speaker {
  desk: Desk
  client: SlackClient
  now(): Instant
}

/** An answer that is posted. The same key is said once, whoever asks again. */
interface Answer {
  key: string
  reply: Reply
  /** Where it was asked; a member is spoken to alone. */
  channel: string
  thread?: string | undefined
  member: string
}

/** Slack waits three seconds for an acknowledgement; an answer that takes longer than this follows after it. */
export const answerWithin = 1_500

/** What a promise comes to within so many milliseconds; undefined when it takes longer. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A reply as the message that is sent. */
export function renderMessage(reply: Reply, log: Desk['log']): SentMessage {
  const [message] = withinLimits(messageRenderings<SentMessage>(renderBlockKit(reply)), log)
  return message
}

type SentMessage = Omit<BlockKitMessage, 'blocks'> & Partial<Pick<BlockKitMessage, 'blocks'>>

/** The outcome of a press in the place of the buttons, under the words they stood with; alone where both do not fit. */
export function withOutcome(
  standing: { text?: string; blocks?: unknown },
  outcome: SentMessage,
): SentMessage {
  const stood = Array.isArray(standing.blocks) ? standing.blocks : []
  const actions = stood.filter((block) => isObject(block) && block.type === 'actions')
  const kept = stood.filter((block) => !actions.includes(block))
  const both = {
    ...outcome,
    // Who has it read out hears the outcome first.
    text: `${outcome.text}\n${withoutButtons(standing.text ?? '', actions)}`,
    blocks: [...kept, ...(outcome.blocks ?? [])],
  }
  // The blocks come from outside, so each is looked at.
  return blockKitProblems(both).length === 0 ? both : outcome
}

/** The words of a message without the lines that stand for its buttons, `Fix: /log fix L-1`. */
function withoutButtons(text: string, actions: readonly unknown[]): string {
  const elements = actions.flatMap((block) => (isObject(block) ? block.elements : []))
  const calls = elements.map((each) => (isObject(each) ? asTyped(String(each.value)) : ''))
  const lines = text.split('\n')
  return lines.filter((line) => !calls.includes(asTyped(line).replace(/^.*?: \//, ''))).join('\n')
}

/** A message of our own accord as the outbox keeps it, with the thread it belongs in. */
export function renderOutgoing(reply: Reply, log: Desk['log'], thread?: string): string {
  const { text, blocks } = renderMessage(reply, log)
  return JSON.stringify({ text, blocks, thread_ts: thread })
}

/**
 * Claims, posts and settles an answer; one that was claimed before a crash is left to the clock. What Slack refuses where it
 * was asked goes to the person alone.
 */
export async function sayAnswer(
  { desk, client, now }: Speaker,
  { key, reply, channel, thread, member }: Answer,
) {
  const outgoing = { key: `answer/${key}`, recipient: channel, body: renderOutgoing(reply, desk.log, thread) }
  if (!(await claim(desk.db, outgoing, now()))) return
  const refused = await sayClaimed(desk, { say: client.post }, outgoing, now())
  if (refused !== undefined && !/^[DUW]/.test(channel))
    await tellAlone({ desk, client, now }, { key: `${key}/alone`, reply, member })
}

/** An answer that Slack may not have read: to the person alone, since twice in the channel would be one too many. */
export function saidAgain(reply: Reply): Reply {
  const why = note('Said again, to you alone: Slack was changing the connection as this was answered.')
  return { ...reply, to: 'member', parts: [...reply.parts, why] }
}

/** Answers at Slack's address for it. What that does not take, its time or its message being over, the person is told alone. */
export async function respondOrTell(
  speaker: Speaker,
  address: string,
  message: SentMessage & { thread_ts?: string; replace_original?: boolean },
  told: Pick<Answer, 'key' | 'reply' | 'member'>,
): Promise<void> {
  try {
    await speaker.client.respond(address, message, told.key)
  } catch (error) {
    speaker.desk.log.warn({ err: error, key: told.key }, 'an answer was not taken where it was asked')
    await tellAlone(speaker, told)
  }
}

/** Says to a person alone what could not be shown where they asked. */
export async function tellAlone(
  speaker: Speaker,
  { key, reply, member }: Pick<Answer, 'key' | 'reply' | 'member'>,
): Promise<void> {
  const parts = [...reply.parts, note('Said here, because Slack did not take it where you asked.')]
  await sayAnswer(speaker, { key, reply: { ...reply, parts }, channel: member, member })
}

/**
 * Hands over the files of an answer: to the member in their conversation with the app, or in the channel that the answer is for.
 * Says so in their place. Where Slack does not take them a text stays to be read, with a line that says why.
 */
export async function handOver(
  reply: Reply,
  { member, channel }: Pick<Call, 'member' | 'channel'>,
  client: SlackClient,
): Promise<Reply> {
  if (!reply.parts.some(({ part }) => part === 'file')) return reply
  // Loaded when there is a file: writing them takes libraries that nothing else needs.
  const { writeFileBytes } = await import('../documents/write-file.ts')
  const parts: Part[] = []
  for (const part of reply.parts) {
    if (part.part !== 'file') {
      parts.push(part)
      continue
    }
    const file = {
      name: part.name,
      bytes: await writeFileBytes(part),
      comment: `[${part.marking ?? reply.marking}] ${part.name}`,
    }
    const isShared = reply.to === 'channel'
    if (await client.giveFile(isShared ? channel : member, file))
      parts.push(note(`${part.name} is in ${isShared ? 'this channel' : 'your conversation with Attaché'}.`))
    else {
      const shown = 'text' in part ? 'Shown as text' : 'Not handed over'
      parts.push(
        part,
        note(`${shown}: Slack takes ${part.name} as a file only where the scope files:write is granted.`),
      )
    }
  }
  return { ...reply, parts }
}

/** Refused for what a person mends by typing again, which nobody else need look into. */
const slips: readonly Refusal[] = ['not understood', 'unknown command']

/** One line of each call for the operator: who, where and which command, and never what was said. */
export function noteCall(call: Call, { refused, why = 'not understood' }: Reply, { log }: Desk): void {
  if (!refused) log.debug(about(call), 'a call was answered')
  else log[slips.includes(why) ? 'info' : 'warn']({ ...about(call), why }, 'a call was refused')
}

/** What is typed in a command's place is somebody's words, unless it is one. */
function about({ key, command, member, channel }: Call) {
  const isNamed = command === 'say' || command === 'share' || commands.some(({ name }) => name === command)
  return { key, member, channel, ...(isNamed && { command }) }
}

/** A bug: the person and the log get the same reference. */
export function describeBug(error: unknown, call: Call, { log }: Desk): Reply {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: explainStoreError('the store', error), reference, ...about(call) }, 'unexpected')
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Something went wrong on our side'),
      paragraph(
        'Nothing half was kept. Try again; if it stays so, tell an administrator the reference ',
        { code: reference },
        '.',
      ),
    ],
    refused: true,
  }
}

/** What is none of ours: of another version, or of somebody who guesses. The person is told, and the operator. */
export function describeUnknown(
  what: 'control' | 'form' | 'shortcut',
  from: { key: string; member: string; channel: string },
  { log }: Desk,
): Reply {
  log.warn(from, `an unknown ${what} was used`)
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(`Attaché does not know this ${what} any more. Nothing was done; ask again: `, {
        code: '/attache help',
      }),
    ],
    refused: true,
  }
}
