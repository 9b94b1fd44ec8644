import { terminalMember } from '../commands/call.ts'
import { makeContext, terminal } from '../commands/context.ts'
import { handle, readLine } from '../commands/handle.ts'
import type { FilePart, Reply } from '../commands/reply.ts'
import { formats } from '../commands/reportcard/export.ts'
import { SaveError, saveFile } from '../edges/documents/save-file.ts'
import { writeFileBytes } from '../edges/documents/write-file.ts'
import { renderTerminal } from '../edges/terminal-text.ts'
import { DataError, parseVerb, printPath, UsageError, withDesk } from './program.ts'

/** Writes a report card to files, each format to its own: `export reportcard peru as of 2009-06-01 --docx card.docx`. */
export async function runVerb(args: string[]): Promise<number> {
  const { line, wanted, now } = readArguments(args)
  return withDesk(now, async (opened) => {
    for (const { format, path } of wanted) {
      const call = readLine(`${line} export ${format}`, { member: terminalMember, channel: terminal })
      const reply = await handle(call, await makeContext(opened.desk, call, await opened.now()))
      const files = reply.parts.filter((part) => part.part === 'file')
      if (reply.refused || files.length === 0) return refuse(reply)
      await saveAll(files, path)
    }
    return 0
  }).catch((error: unknown) => {
    // What is wrong with a disk is one line, as with the store.
    throw error instanceof SaveError ? new DataError(error.message) : error
  })
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  const { values, positionals } = parseVerb(args, { now: text, docx: text, csv: text, json: text, md: text })
  const wanted = formats.flatMap((format) => {
    const path = values[format]
    return path === undefined ? [] : [{ format, path }]
  })
  if (positionals.length < 2 || wanted.length === 0)
    throw new UsageError(
      'export takes what, and at least one file: attache export reportcard peru --docx card.docx',
    )
  if (new Set(wanted.map(({ path }) => path)).size < wanted.length)
    throw new UsageError('export writes each format to a file of its own; two have the same name')
  return { line: positionals.join(' '), wanted, now: values.now }
}

/** The first file takes the name given, what goes with it a name beside: `card.csv`, `card-entries.csv`. */
async function saveAll(files: readonly FilePart[], path: string): Promise<void> {
  const [first] = files
  const stem = (name: string) => name.replace(/\.[^.]*$/, '')
  for (const file of files) {
    const more = first ? stem(file.name).slice(stem(first.name).length) : ''
    const target = more === '' ? path : path.replace(/(?:\.[^./]*)?$/, (ending) => `${more}${ending}`)
    await saveFile(target, await writeFileBytes(file))
    process.stdout.write(`${printPath(target)}\n`)
  }
}

function refuse(reply: Reply): number {
  process.stderr.write(`${renderTerminal(reply, { width: 80, colour: false })}\n`)
  return 2
}
