import { nearestWord } from '../../domain/text.ts'
import { keepConversation, recallConversation } from '../../store/conversations.ts'
import { writing } from '../../store/open.ts'
import { askAbout } from '../ask.ts'
import type { Call, Context } from '../call.ts'
import { roleNeeded } from '../command.ts'
import { buttons, note, type Part, paragraph, type Reply } from '../reply.ts'
import { commands } from '../table.ts'
import { assertWithin, UserError } from '../user-error.ts'
import { offerEntry } from './offer.ts'
import { suggestPrompts } from './prompts.ts'
import { followSubject, readSentence, type Subject } from './subject.ts'
import { type Asked, chooseTurn, type LookupName, printSubject } from './turn.ts'

const greeting =
  /^(?:ok(?:ay)?|thanks?(?: you)?(?: very much)?|gracias|great|perfect|got it|good (?:morning|afternoon|evening)|hello|hi|hey|hola|buenos d[ií]as)[\s.!,]*$/i

/** What asks, though it may tell of an event: `did the police seize 250 kg?` */
const question =
  /\?\s*$|^[¿\s]*(?:and|but|what|when|where|who|whom|whose|which|why|how|is|are|was|were|does|do|did|can|could|may|might|will|would|shall|should|has|tell|show|list|explain|give|find|y|qué|cuándo|dónde|quién|cuál|cuánt[oa]s?|cómo|por qué)\b/iu

/** `log this`, said in a thread: the entry is what the first message tells. */
export const logThis = /^log (?:this|it|that)\W*$/i

/**
 * Answers what was said in so many words. A sentence is a question, unless it reads as an entry: then it is offered as one.
 * What it leaves open is taken from what was asked before in its conversation, and the answer says so.
 */
export async function converse(
  call: Call,
  context: Context,
  run: (call: Call) => Promise<Reply>,
): Promise<Reply> {
  assertWithin(`${call.text} ${call.evidence?.text ?? ''}`, context.channel.ceiling)
  if (!/\p{L}{2}/u.test(call.text))
    throw new UserError('That says nothing that can be answered.', {
      example: '/ask when is the report card due?',
    })
  if (logThis.test(call.text)) {
    const told = call.evidence && !call.evidence.isAlone ? call.evidence.text : ''
    return (await offerEntry({ ...call, text: told }, context)) ?? nothingToLog(call)
  }
  if (greeting.test(call.text)) return welcome(call, context)
  const before = await recall(call, context)
  const offered = question.test(call.text)
    ? undefined
    : await offerEntry(call, context, before?.subject.country)
  if (offered) return offered
  const sentence = readSentence(call.text, context.knowledge, context.today)
  const { subject, kept } = followSubject(sentence, before?.subject)
  const turn = chooseTurn(call.text, sentence, subject, before, context.knowledge)
  if (turn === 'which benchmark') return askWhich(before)
  const keptParts = saidOf(kept, turn, context)
  if (turn.command !== 'ask') {
    const reply = await run({ ...call, command: turn.command, text: turn.text })
    if ('topic' in turn) await remember(call, { subject, via: turn.command, topic: turn.topic }, context)
    return withNote(reply, keptParts)
  }
  const about = { ...context, channel: { ...context.channel, watches: watchesFor(subject, context) } }
  const cycle = context.knowledge.cycles.find(
    (one) => one.cycle === subject.cycle && one.country === subject.country,
  )
  const asked = await askAbout({ ...call, command: 'ask', text: turn.text }, about, cycle)
  const found: Subject = asked.benchmark
    ? {
        ...countryOf(asked.benchmark.cycle, subject, context),
        cycle: asked.benchmark.cycle,
        benchmark: asked.benchmark.id,
      }
    : {}
  await remember(call, { subject: { ...found, ...subject }, via: 'ask', topic: turn.topic }, context)
  return withNote(asked.reply, [...keptParts, ...meantCommand(call.text)])
}

/** What was kept of the conversation, as far as the answer rests on it. */
function saidOf(kept: Subject, { command }: { command: string }, { knowledge }: Context): Part[] {
  const { country } = kept
  const used = command === 'deadline' ? { ...(country !== undefined && { country }) } : kept
  const isBare = Object.keys(used).length === 0 || command === 'log' || command === 'attache'
  return isBare ? [] : [note(`Kept from before: ${printSubject(used, knowledge)}.`)]
}

function askWhich(before: Asked | undefined): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph('Of which benchmark? Name it: ', { code: 'what is the target of PE-IL-3b?' }),
      ...(before
        ? []
        : [note('Nothing is kept from before: what a conversation is about is forgotten after a day.')]),
    ],
  }
}

/** What a command in a conversation was about, for the sentence that follows it. */
export async function rememberLookup(call: Call, context: Context): Promise<void> {
  const { command } = call
  const found = commands.find(({ name }) => name === command)
  if (call.conversation === undefined || !isLookup(command) || !found) return
  if (roleNeeded(found, call) !== 'reader') return
  const { names, rest } = readSentence(call.text, context.knowledge, context.today)
  const topic = rest.replace(/[\s?.!]+$/, '')
  await remember(call, { subject: names, via: command, topic }, context)
}

function isLookup(command: string): command is LookupName {
  return ['benchmark', 'reportcard', 'deadline', 'article', 'ask'].includes(command)
}

async function recall({ conversation }: Call, { db, now }: Context): Promise<Asked | undefined> {
  return conversation === undefined
    ? undefined
    : ((await recallConversation(db, conversation, now)) as Asked | undefined)
}

async function remember({ conversation }: Call, asked: Asked, { db, now }: Context): Promise<void> {
  if (conversation === undefined) return
  await writing(db, (db) => keepConversation(db, conversation, asked, now))
}

/** The country spoken of stands for the one the channel watches. */
function watchesFor({ country }: Subject, { channel }: Context): string[] {
  return country === undefined ? channel.watches : [country]
}

function countryOf(name: string, { country }: Subject, { knowledge }: Context): Subject {
  const cycles = knowledge.cycles.filter(({ cycle }) => cycle === name)
  const found = country ?? cycles[0]?.country
  return found === undefined ? {} : { country: found }
}

/** Before the buttons: small print is read with the answer. */
function withNote(reply: Reply, parts: readonly Part[]): Reply {
  const at = reply.parts.findIndex(({ part }) => part === 'buttons')
  const end = at === -1 ? reply.parts.length : at
  return { ...reply, parts: [...reply.parts.slice(0, end), ...parts, ...reply.parts.slice(end)] }
}

/** The command that a word which is none was probably meant for. Short names are near to too many words. */
export function nearestCommand(word: string): string | undefined {
  const names = commands.map(({ name }) => name).filter((name) => name.length > 5)
  return names.includes(word.toLowerCase()) ? undefined : nearestWord(word, names)
}

/** Of a line that was probably meant to begin with a command's name, and was read as a question. */
function meantCommand(text: string): Part[] {
  const [first = '', ...rest] = text.split(' ')
  const name = nearestCommand(first)
  if (name === undefined || rest.length > 6) return []
  const line = [name, ...rest].join(' ')
  return [paragraph('Did you mean ', { code: `/${line}` }, '?'), buttons({ label: 'Use It', call: line })]
}

async function welcome(call: Call, context: Context): Promise<Reply> {
  const prompts = await suggestPrompts(call, context)
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        'Ask about a benchmark, a deadline or an article in your own words, or say what happened: it is offered as an entry, and logged when you tap.',
      ),
      buttons(...prompts.map(({ title, call }) => ({ label: title, call }))),
    ],
  }
}

function nothingToLog({ evidence }: Call): Reply {
  const why =
    evidence === undefined
      ? 'There is no message here to log: say it in the thread of one.'
      : evidence.isAlone
        ? 'The message this thread begins with can be read only with a history scope.'
        : 'The message this thread begins with tells no event that can be read.'
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(`${why} Nothing was recorded. Say it in one line: `, {
        code: 'log seizure 250 kg cocaine at Callao',
      }),
    ],
    refused: true,
  }
}
