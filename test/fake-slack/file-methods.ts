import { type Json, objects } from './json.ts'
import { neededArg, Refusal, structureArg, textArg } from './refusal.ts'
import type { Method } from './web-api.ts'
import { botUser } from './world.ts'

interface File {
  id: string
  name: string
  /** As it was said to be, in bytes. */
  length: number
  text?: string
  channel?: string
}

/** What is handed over in three steps: an address is asked for, the bytes go there, and the file is shared. */
export interface Files {
  begin(name: string, length: number): { file_id: string; upload_url: string }
  /** The bytes as they were posted, in the form's envelope; false for an address that is none. */
  take(id: string, body: string): boolean
  share(id: string, channel: string): File
  sharedIn(channel: string): File[]
  /** A file that a person sends, as Slack tells the app of it. */
  send(name: string, bytes: Buffer): Json
  /** Its bytes. */
  sent(id: string): Buffer | undefined
}

export function makeFiles(
  nextId: (prefix: string) => string,
  urlOf: (what: 'upload' | 'file', id: string) => string,
): Files {
  const files = new Map<string, File>()
  const received = new Map<string, Buffer>()
  return {
    begin: (name, length) => {
      const id = nextId('F')
      files.set(id, { id, name, length })
      return { file_id: id, upload_url: urlOf('upload', id) }
    },
    take: (id, body) => {
      const file = files.get(id)
      if (!file) return false
      file.text = body
      return true
    },
    share: (id, channel) => {
      const file = files.get(id)
      if (file?.text === undefined) throw new Refusal('file_not_found')
      file.channel = channel
      return file
    },
    sharedIn: (channel) => [...files.values()].filter((file) => file.channel === channel),
    send: (name, bytes) => {
      const id = nextId('F')
      received.set(id, bytes)
      return { id, name, title: name, size: bytes.length, url_private_download: urlOf('file', id) }
    },
    sent: (id) => received.get(id),
  }
}

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run: (args, { files }) => {
      const length = Number(neededArg(args, 'length'))
      if (!Number.isInteger(length) || length < 1) throw new Refusal('invalid_arguments')
      return { ...files.begin(neededArg(args, 'filename'), length) }
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    run: (args, { files, world }) => {
      const channel = world.channels.get(neededArg(args, 'channel_id'))
      if (!channel?.members.has(botUser)) throw new Refusal('channel_not_found')
      const shared = objects(structureArg(args, 'files')).map(({ id }) => files.share(String(id), channel.id))
      if (shared.length === 0) throw new Refusal('invalid_arguments')
      const names = shared.map(({ name }) => name).join(', ')
      world.post({
        channel: channel.id,
        author: botUser,
        text: textArg(args, 'initial_comment') ?? names,
        blocks: [],
      })
      return { files: shared.map(({ id, name }) => ({ id, title: name })) }
    },
  },
}
