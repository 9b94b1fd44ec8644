import { onlyWatched } from '../../domain/country.ts'
import { readEntries } from '../../domain/entry-text.ts'
import { highestMarking } from '../../domain/marking.ts'
import type { Call, Context } from '../call.ts'
import { keepAsked } from '../log/draft.ts'
import { entryPhrase, towardText, towardWithin } from '../log/entry-lines.ts'
import { readEventLine, type Told } from '../log/read-event.ts'
import { mayRecord } from '../permission.ts'
import { buttons, type Line, list, longestCall, note, paragraph, type Reply } from '../reply.ts'

/**
 * Offers a sentence that reads as an entry: one tap logs it, and nothing is recorded before. What is doubtful is offered with
 * its readings. Undefined for a sentence that tells no event, and for somebody who may not record it here. `spokenOf` is the
 * country of the conversation before: it stands where nothing else says whose the event is.
 */
export async function offerEntry(
  call: Call,
  context: Context,
  spokenOf?: string,
): Promise<Reply | undefined> {
  const country = onlyWatched(context.channel.watches)
  const outcome = readEntries(call.text, {
    lexicon: context.knowledge,
    today: context.today,
    ...(country !== undefined && { country }),
  })
  const isDoubtful = outcome.action === 'clarify' && outcome.readings.length > 0 && outcome.entries.length > 0
  if (outcome.action !== 'log' && !isDoubtful) return undefined
  if (!(await mayRecord(context))) return undefined
  const asked = readEventLine(call, context)
  const kept = 'ask' in asked ? readSpokenOf(call, context, spokenOf) : undefined
  const reading = kept ? { told: kept.told } : asked
  const choices = 'ask' in reading ? reading.choices : [{ label: 'Log It', text: kept?.line ?? call.text }]
  const question = 'ask' in reading ? reading.ask : 'That reads as an entry.'
  const draft = await keepAsked(question, choices, call, context)
  const told = 'told' in reading ? reading.told : []
  const { ceiling } = context.channel
  const lines = told.map(({ entry, whose }): { line: Line; marking: Reply['marking'] } => {
    const { toward, known, marking } = towardWithin(entry, context.knowledge, ceiling)
    const country = context.knowledge.countries.find(({ id }) => id === whose.country)?.name
    return {
      line: [{ bold: entryPhrase(entry, known) }, ` (${country}). ${towardText(toward, known)}`],
      marking,
    }
  })
  const isQuestionToo = `ask ${call.text}`.length <= longestCall
  return {
    to: 'member',
    marking: highestMarking(lines),
    parts: [
      paragraph(
        { bold: 'That reads as an entry' },
        `. Nothing is recorded yet.${'ask' in reading ? ` ${reading.ask}` : ''}`,
      ),
      ...(lines.length > 0 ? [list(lines.map(({ line }) => line))] : []),
      ...(kept ? [note(`Kept from before: ${kept.name}.`)] : []),
      buttons(
        ...choices.map(({ label }, index) => ({
          label,
          call: `log draft ${draft.id} take ${index + 1}`,
          ...(choices.length === 1 && { style: 'primary' as const }),
        })),
        ...(isQuestionToo ? [{ label: 'Ask It Instead', call: `ask ${call.text}` }] : []),
      ),
      note('Kept as draft ', { bold: draft.id }, ', which only you can log.'),
    ],
  }
}

/**
 * What a line tells of the country spoken of before in its conversation, and the line that names it: where the channel does not
 * follow exactly one, and the line does not tell of another.
 */
function readSpokenOf(
  call: Call,
  context: Context,
  spokenOf: string | undefined,
): { told: Told[]; line: string; name: string } | undefined {
  const name = context.knowledge.countries.find(({ id }) => id === spokenOf)?.name
  if (spokenOf === undefined || name === undefined || context.channel.watches.length === 1) return undefined
  const about = { ...context, channel: { ...context.channel, watches: [spokenOf] } }
  const reading = readEventLine(call, about)
  return 'told' in reading
    ? { told: reading.told, line: `country ${name.toLowerCase()} ${call.text}`, name }
    : undefined
}
