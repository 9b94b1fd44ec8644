import { measuredPeriods } from '../../domain/cycle.ts'
import type { Entry } from '../../domain/entry.ts'
import { highestMarking } from '../../domain/marking.ts'
import { covers } from '../../domain/period.ts'
import { capitalise } from '../../domain/text.ts'
import type { Context } from '../call.ts'
import {
  type Button,
  buttons,
  heading,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from '../reply.ts'
import { describeEntry, entryPhrase, towardText, towardWithin } from './entry-lines.ts'
import { describeWaiting, type Made } from './make-change.ts'
import type { Told } from './read-event.ts'
import { describeCandidates } from './same-event-lines.ts'

/** An entry falls in its event's period, and says so when that was over before anyone reported it. */
function lateNote(entry: Entry, { knowledge, today }: Context): Part[] {
  const over = knowledge.cycles
    .filter(({ country }) => country === entry.country)
    .flatMap(measuredPeriods)
    .filter((period) => covers(period, entry) && period.until <= today)
  const names = [...new Set(over.map(({ name }) => name))]
  return names.length === 0
    ? []
    : [note(`Late: ${names.join(' and ')} was over when this was recorded; it counts there all the same.`)]
}

/** A line sent twice in a minute: what it was recorded as, and a way to record it again. */
export function describeSameLine(entry: Entry, { knowledge }: Context): Reply {
  return {
    to: 'member',
    marking: entry.marking,
    parts: [
      paragraph(
        'You sent this line less than a minute ago, and it is ',
        { bold: entry.id },
        `: ${entryPhrase(entry, knowledge)}. Nothing more was recorded.`,
      ),
      buttons(
        { label: 'Record Again', call: `log again ${entry.id}` },
        { label: 'Show', call: `log show ${entry.id}` },
      ),
    ],
  }
}

/** What became of each event of a line: one in full, several in short, each with its own buttons. */
export async function describeMade(
  made: readonly Made[],
  told: readonly Told[],
  context: Context,
): Promise<Reply> {
  const [first, second] = made
  const [only] = told
  if (!first || !only) throw new Error('a line that told nothing was recorded')
  if (second) return describeSeveral(made, told, context)
  if ('waits' in first) {
    return describeWaiting(first.waits, [`A new entry: ${entryPhrase(only.entry, context.knowledge)}.`])
  }
  if (first.written.of !== 'entry') throw new Error('recorded what is no entry')
  return describeRecorded(first.written.entry, only, context)
}

async function describeRecorded(entry: Entry, { reading, whose }: Told, context: Context): Promise<Reply> {
  const { knowledge } = context
  const country = knowledge.countries.find(({ id }) => id === whose.country)?.name ?? whose.country
  const { toward, known, withheld, marking } = towardWithin(entry, knowledge, context.channel.ceiling)
  const alike = await describeCandidates(entry, context)
  return {
    to: 'channel',
    marking: highestMarking([marking, alike.marking]),
    parts: [
      heading(`Recorded ${entry.id}`),
      ...describeEntry(entry, toward, known),
      ...withheldNote(withheld),
      note(`Country: ${country}, because ${whose.because}.`),
      ...lateNote(entry, { ...context, knowledge: known }),
      ...reading.notes.map((text) => note(`${capitalise(text)}.`)),
      ...evidenceNote(entry),
      ...alike.parts,
      buttons(...changeButtons(entry.id), { label: 'Show', call: `log show ${entry.id}` }),
    ],
  }
}

function evidenceNote({ evidence }: Entry): Part[] {
  if (!evidence) return []
  if (evidence.isAlone)
    return [
      note(
        'Kept as evidence: your own message alone. The message it answers can be read only with a history scope.',
      ),
    ]
  return [note('Kept as evidence: ', { link: evidence.permalink, text: 'the message' }, ', as it read now.')]
}

function changeButtons(id: string): Button[] {
  return [
    { label: 'Fix', call: `log fix ${id}` },
    { label: 'Void', call: `log void ${id} because recorded in error`, style: 'danger' },
  ]
}

/** Several events of one line: each in short, with its own buttons. */
async function describeSeveral(
  made: readonly Made[],
  told: readonly Told[],
  context: Context,
): Promise<Reply> {
  const { knowledge, channel } = context
  const parts: Part[] = []
  const ids: string[] = []
  const markings: Reply['marking'][] = []
  let withheld = 0
  for (const [index, one] of made.entries()) {
    const { change } = 'waits' in one ? one.waits : { change: one.written }
    if (change.of !== 'entry') continue
    const { entry } = change
    const { toward, known, marking, withheld: more } = towardWithin(entry, knowledge, channel.ceiling)
    const alike = await describeCandidates(entry, context)
    const id = 'waits' in one ? one.waits.id : entry.id
    ids.push(id)
    markings.push(marking, alike.marking)
    withheld += more
    parts.push(
      paragraph(
        { bold: id },
        ` ${entryPhrase(entry, knowledge)}, evidence ${entry.grade}. ${towardText(toward, known)}`,
      ),
      ...notesOf(told[index]),
      ...('waits' in one
        ? [note(`${one.waits.period} is locked: ${id} waits for a second person.`)]
        : [
            ...alike.parts,
            buttons(...changeButtons(id).map((button) => ({ ...button, label: `${button.label} ${id}` }))),
          ]),
    )
  }
  return {
    to: 'channel',
    marking: highestMarking(markings),
    parts: [
      heading(`Recorded ${ids.join(', ')}`),
      ...parts,
      ...told.slice(0, 1).flatMap(({ entry }) => evidenceNote(entry)),
      ...withheldNote(withheld),
    ],
  }
}

/** What was assumed of one event among several; that no source is given shows in its grade. */
function notesOf(told: Told | undefined): Part[] {
  const notes = told?.reading.notes.filter((text) => !text.startsWith('no source given')) ?? []
  return notes.length === 0 ? [] : [note(notes.map((text) => `${capitalise(text)}.`).join(' '))]
}
