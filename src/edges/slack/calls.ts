import type { Call, SentFile } from '../../commands/call.ts'
import { readLine, readSaid } from '../../commands/handle.ts'

/** A slash command as Slack delivers it. */
export interface SlashCommand {
  command: string
  text?: string
  user_id: string
  channel_id: string
  trigger_id: string
}

export function commandCall({ command, text = '', user_id, channel_id, trigger_id }: SlashCommand): Call {
  return readLine(`${command} ${text}`, {
    member: user_id,
    channel: channel_id,
    key: `command/${trigger_id}`,
  })
}

/** A press: the button's value is the call. Slack may hand it back with its three entities encoded. */
export function buttonCall(value: string, from: { member: string; channel: string; key: string }): Call {
  return readLine(asTyped(value), from)
}

/** Slack's three entities as the signs they stand for. */
export function asTyped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
}

/** Whether a call is one that an entry may be made from: a question never is. */
export function isLogging({ command, text }: Call): boolean {
  if (command === 'say') return !/\?\s*$/.test(text)
  return command === 'log' || (command === 'attache' && /^\/?log\b/i.test(text))
}

/** A mention or a direct message: a command without its slash, or a sentence. */
export function messageCall(
  text: string,
  botUser: string,
  from: { member: string; channel: string; key: string; conversation: string },
): Call {
  const said = text.replaceAll(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, 'g'), ' ').trim()
  return said === '' ? { ...from, command: 'attache', text: 'help' } : readSaid(said, from)
}

/** One of the documents sent in a direct message: the words beside them may say what it is cited by. */
export function fileCall(
  text: string,
  file: SentFile,
  sent: readonly SentFile[],
  from: { member: string; channel: string; key: string },
): Call {
  const besideFile = sent.filter((other) => other !== file)
  return { ...from, command: 'source', text: asTyped(text), file, besideFile }
}
