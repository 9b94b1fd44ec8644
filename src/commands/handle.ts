import { dateIn, parseMoment, printDay, timeIn } from '../domain/date.ts'
import { claimedMarking, isWithin, type Marking, markingSchema } from '../domain/marking.ts'
import { cleanText, nearestWord } from '../domain/text.ts'
import { recordAct } from '../store/audit.ts'
import { recordingInstant } from '../store/entries.ts'
import { writing } from '../store/open.ts'
import type { Call, Context } from './call.ts'
import { type Command, roleNeeded } from './command.ts'
import { converse, logThis, nearestCommand, rememberLookup } from './conversation/converse.ts'
import { pageOf, readPage } from './paging.ts'
import { permittedRole } from './permission.ts'
import {
  type Button,
  buttons,
  heading,
  list,
  longestCall,
  note,
  type Part,
  paragraph,
  type Reply,
} from './reply.ts'
import { commands } from './table.ts'
import { aboveCeiling, UserError } from './user-error.ts'

/** Longer lines are refused unread. */
const longestLine = 2_000

/** Shown of a line that was not understood. */
const longestEcho = 200

/** Reads a whole line, `/benchmark peru` or `/attache benchmark peru`; the slash may be left out. */
export function readLine(
  line: string,
  from: Pick<Call, 'member' | 'channel' | 'key' | 'conversation'>,
): Call {
  const [first = '', ...rest] = line.trim().split(/\s+(.*)/s)
  return { ...from, command: first.replace(/^\//, '').toLowerCase(), text: rest[0] ?? '' }
}

/** Reads what was said to the bot or typed in the terminal: a command with or without its slash, else a sentence. */
export function readSaid(
  line: string,
  from: Pick<Call, 'member' | 'channel' | 'key' | 'conversation'>,
): Call {
  const call = readLine(line, from)
  const isCommand = commands.some(({ name }) => name === call.command)
  const isSentence = /\?\s*$/.test(line) || logThis.test(line.trim())
  const isSlip = call.text === '' && nearestCommand(call.command) !== undefined
  const isLine = line.trimStart().startsWith('/') || (isCommand && !isSentence) || isSlip
  return isLine || line.trim() === '' ? call : { ...call, command: 'say', text: line.trim() }
}

/**
 * The waist: every edge's call comes through here. Finds the command, cleans its text, runs it, and turns what the person
 * can mend (`UserError`) into a private answer. Anything else thrown is a bug and goes on to the edge.
 */
export async function handle(call: Call, context: Context): Promise<Reply> {
  try {
    const reply = await answer(call, context)
    await recordExports(reply, call, context)
    if (call.conversation !== undefined && !reply.refused) await rememberLookup(call, context)
    if (!isWithin(reply.marking, context.channel.ceiling)) {
      throw new Error(`/${call.command} answered above the ceiling of its channel`)
    }
    return reply
  } catch (error) {
    if (error instanceof UserError) return refusal(error, call, context.channel.ceiling)
    throw error
  }
}

async function answer(call: Call, context: Context): Promise<Reply> {
  if (call.text.length > longestLine) {
    const length = call.text.length.toLocaleString('en-US')
    throw new UserError(
      `That line has ${length} characters, and ${longestLine.toLocaleString('en-US')} are read. Nothing was recorded; send it in shorter lines.`,
      {
        example: commands.find(({ name }) => name === call.command)?.examples[0] ?? '/attache help',
        why: 'too long',
      },
    )
  }
  const text = cleanText(call.text)
  if ((call.command === '' || call.command === 'say') && text === '')
    throw new UserError('Nothing was typed.', { example: '/attache help' })
  if (call.command === 'share') return share(call, context)
  if (call.command === 'say') return converse({ ...call, text }, context, (inner) => answer(inner, context))
  const command = commands.find(({ name }) => name === call.command)
  if (!command) throw unknownCommand(call, text)
  if (command.name === 'attache') {
    const inner = readLine(text, call)
    if (inner.command !== 'attache' && commands.some(({ name }) => name === inner.command))
      return answer(inner, context)
  }
  const asked = { ...call, text }
  const opensForm = text === '' && !call.fields && command.form
  const isBare = text === '' && !call.fields && !call.file && !command.bare
  if (!opensForm && (text === 'help' || text === '?' || isBare)) return command.help?.() ?? usage(command)
  const role = await permittedRole(roleNeeded(command, asked), call, context)
  const permitted = { ...context, role }
  if (opensForm) return opensForm(asked, permitted)
  const reply = await runPaged(command, asked, permitted)
  return isLookup(command, asked) && reply.to === 'member' && !context.channel.isPrivate
    ? withShare(reply, `share ${context.now} ${command.name} ${text}`.trim())
    : reply
}

/** Runs a command; of a lookup or a list, the page that the end of its line asks for. What records runs once, as typed. */
async function runPaged(command: Command, call: Call, context: Context): Promise<Reply> {
  if (!isLookup(command, call) && !command.listing?.test(call.text)) return command.run(call, context)
  const asked = readPage(call.text)
  if (asked && (asked.text !== '' || command.bare)) {
    const line = `${command.name} ${asked.text}`.trim()
    const page = pageOf(await command.run({ ...call, text: asked.text }, context), line, asked.page)
    if (page) return page
  }
  const reply = await command.run(call, context)
  return pageOf(reply, `${command.name} ${call.text}`.trim(), 1) ?? reply
}

function isLookup(command: Command, call: Call): boolean {
  return command.shareable === true && roleNeeded(command, call) === 'reader'
}

/** A private answer can be said in the channel, as it stands; a line too long for a button is not offered. */
function withShare(reply: Reply, call: string): Reply {
  const isEmpty = reply.parts.every(({ part }) => part === 'note')
  if (isEmpty || call.length > longestCall) return reply
  return { ...reply, parts: [...reply.parts, buttons({ label: 'Share', call })] }
}

/** `share <instant> <line>`: makes an answer again as it was at that instant, for the whole channel. */
async function share(call: Call, context: Context): Promise<Reply> {
  const [, instant = '', line = ''] = /^(\S+) (.+)$/.exec(cleanText(call.text)) ?? []
  const now = parseMoment(instant, context.channel.zone)
  const shared = readLine(cleanText(line), call)
  const command = commands.find(({ name }) => name === shared.command)
  if (now === undefined || now > context.now || !command || !isLookup(command, shared)) {
    throw new UserError('Only an answer shown before can be shared. Ask again, then press Share.', {
      example: '/benchmark peru',
    })
  }
  const then = { ...context, now, today: dateIn(now, context.channel.zone), asOf: now }
  const reply = await runPaged(command, shared, then)
  await recordShare(command, reply, call, context)
  return {
    ...reply,
    to: 'channel',
    parts: [
      ...reply.parts,
      note(
        'Shared by ',
        { member: call.member },
        `, as of ${printDay(then.today)} ${timeIn(now, context.channel.zone)}.`,
      ),
    ],
  }
}

/** An answer is named by its heading, which is a record's; a question is somebody's words, and stays untold. */
async function recordShare({ name }: Command, { parts, marking }: Reply, call: Call, context: Context) {
  const title = name === 'ask' ? undefined : parts.find(({ part }) => part === 'heading')
  const detail = title?.part === 'heading' ? title.text : undefined
  await writing(context.db, async (db) => {
    const at = await recordingInstant(db, context.now)
    const done = { at, member: call.member, act: 'shared', about: `/${name}`, channel: call.channel }
    await recordAct(db, { ...done, marking, ...(detail !== undefined && { detail }) })
  })
}

function unknownCommand(call: Call, text: string): UserError {
  const name = nearestWord(
    call.command,
    commands.map((command) => command.name),
  )
  const example = commands.find((command) => command.name === name)?.examples[0]
  return new UserError(`There is no command "${printable(call.command)}".`, {
    ...(name !== undefined && { nearest: `/${name} ${text}`.trim() }),
    example: example ?? '/attache help',
    why: 'unknown command',
  })
}

/** What is handed out as a file, by whichever command. */
async function recordExports({ parts, marking }: Reply, call: Call, context: Context): Promise<void> {
  const files = parts.filter((part) => part.part === 'file')
  if (files.length === 0) return
  await writing(context.db, async (db) => {
    const done = { at: await recordingInstant(db, context.now), member: call.member, channel: call.channel }
    for (const { name } of files) await recordAct(db, { ...done, act: 'exported', about: name, marking })
  })
}

/** What a command is for, how it is typed, and lines that work. */
function usage(command: Command): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading(`/${command.name}`),
      paragraph(command.summary),
      list(command.usage.map((line) => [{ code: line }])),
      note('Try: ', ...command.examples.flatMap((line, index) => [index > 0 ? ' · ' : '', { code: line }])),
    ],
  }
}

function refusal(error: UserError, call: Call, ceiling: Marking): Reply {
  // Whatever else is wrong with it: a line that marks itself above the ceiling is not shown again.
  // A marking that was chosen marks no text.
  const filled = Object.values(call.fields ?? {}).filter((text) => !markingSchema.safeParse(text).success)
  const claimed = claimedMarking(cleanText([call.command.toUpperCase(), call.text, ...filled].join(' ')))
  const above = claimed === 'above' || !isWithin(claimed, ceiling)
  if (above && !error.unsaid) return refusal(aboveCeiling(claimed, ceiling), call, ceiling)
  const parts: Part[] = [paragraph(error.message)]
  const offers: Button[] = []
  if (error.nearest !== undefined && error.nearest.length <= longestCall) {
    parts.push(paragraph('Did you mean ', { code: error.nearest }, '?'))
    offers.push({ label: 'Use It', call: error.nearest.replace(/^\//, '') })
  }
  if (error.also !== undefined) parts.push({ part: 'paragraph', text: error.also })
  if (error.example !== undefined) parts.push(paragraph('For example: ', { code: error.example }))
  if (!error.unsaid && !call.fields)
    parts.push(
      note('You typed: ', {
        code: printable(call.command === 'say' ? call.text : `/${call.command} ${call.text}`.trim()),
      }),
    )
  if (offers.length > 0) parts.push(buttons(...offers))
  const errors = errorsOf(error, call)
  return {
    to: 'member',
    marking: error.unsaid || above ? 'U' : claimed,
    parts,
    refused: true,
    why: error.why,
    ...(errors && { errors }),
  }
}

/** What is wrong by field; what no one field is to blame for stands at the first. */
function errorsOf({ fields, message }: UserError, call: Call): Reply['errors'] {
  const [first] = Object.keys(call.fields ?? {})
  return first === undefined ? undefined : (fields ?? { [first]: message })
}

function printable(text: string): string {
  const clean = cleanText(text)
  return clean.length > longestEcho ? `${clean.slice(0, longestEcho)}…` : clean
}
