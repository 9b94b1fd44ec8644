import { type Call, terminalMember } from '../commands/call.ts'
import { makeContext, terminal } from '../commands/context.ts'
import { handle, readSaid } from '../commands/handle.ts'
import type { Reply } from '../commands/reply.ts'
import { renderTerminal } from '../edges/terminal-text.ts'
import { parseVerb, UsageError, withDesk } from './program.ts'
import { findImageOf, keepImage } from './search-image.ts'

/** One line in, the reply on standard output. Exit 0, or 2 with the reply on standard error when the line was refused. */
export async function runVerb(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  return withDesk(values.now, async ({ desk: inside, store, now }) => {
    const desk = { ...inside, findImage: findImageOf(store), isPatient: true }
    const from = { member: values.member ?? terminalMember, channel: values.channel ?? terminal }
    const call: Call = readSaid(positionals.join(' '), from)
    const reply = await handle(call, await makeContext(desk, call, await now()))
    const text = await render(reply, values)
    const out = reply.refused ? process.stderr : process.stdout
    out.write(typeof text !== 'string' || text.endsWith('\n') ? text : `${text}\n`)
    await keepImage({ store, log: desk.log })
    return reply.refused ? 2 : 0
  })
}

function readArguments(args: string[]) {
  const read = parseVerb(args, {
    now: { type: 'string' },
    member: { type: 'string' },
    channel: { type: 'string' },
    json: { type: 'boolean' },
    blocks: { type: 'boolean' },
    markdown: { type: 'boolean' },
  })
  if (read.positionals.length === 0)
    throw new UsageError('run takes a line: attache run -- "/benchmark peru"')
  return read
}

type Format = { json?: boolean; blocks?: boolean; markdown?: boolean }

async function render(reply: Reply, format: Format): Promise<string | Uint8Array> {
  if (format.json) return JSON.stringify(reply, null, 2)
  if (format.blocks)
    return JSON.stringify((await import('../edges/slack/block-kit.ts')).renderBlockKit(reply), null, 2)
  if (format.markdown) return (await import('../edges/markdown.ts')).renderMarkdown(reply)
  const [file, ...others] = reply.parts.filter((part) => part.part === 'file')
  if (!file || process.stdout.isTTY === true) return renderTerminal(reply, { width: 80, colour: false })
  // Into a file or a pipe goes the file alone: attache run -- "/deadline export" > deadlines.ics
  if (others.length > 0)
    process.stderr.write(
      `attache: this is ${file.name} alone; not written: ${others.map(({ name }) => name).join(', ')}. In a terminal, and with --markdown, all are shown; "attache export" writes all of a card.\n`,
    )
  return (await import('../edges/documents/write-file.ts')).writeFileBytes(file)
}
