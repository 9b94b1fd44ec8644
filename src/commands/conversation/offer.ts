import { readEntries } from '../../domain/entry-text.ts'
import { highestMarking } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { keepDraft } from '../../store/drafts.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { entryPhrase, towardText, towardWithin } from '../log/entry-lines.ts'
import { readEventLine } from '../log/read-event.ts'
import { mayRecord } from '../permission.ts'
import { buttons, type Line, list, note, paragraph, type Reply } from '../reply.ts'

/** A button's call holds no more. */
const longestCall = 300

/**
 * Offers a sentence that reads as an entry: one tap logs it, and nothing is recorded before. What is doubtful is offered with
 * its readings. Undefined for a sentence that tells no event, and for somebody who may not record it here.
 */
export async function offerEntry(call: Call, context: Context): Promise<Reply | undefined> {
  const [only, ...others] = context.channel.watches
  const outcome = readEntries(call.text, {
    lexicon: context.knowledge,
    today: context.today,
    ...(only !== undefined && others.length === 0 && { country: only }),
  })
  const isDoubtful = outcome.action === 'clarify' && outcome.readings.length > 0 && outcome.entries.length > 0
  if (outcome.action !== 'log' && !isDoubtful) return undefined
  if (!(await mayRecord(context))) return undefined
  // Whoever may not record is offered nothing to record.
  if (!isAtLeast((await context.standing()).role, 'reporter')) return undefined
  const reading = readEventLine(call, context)
  const choices = 'ask' in reading ? reading.choices : [{ label: 'Log It', text: call.text }]
  const draft = await writing(context.db, (db) =>
    keepDraft(
      db,
      {
        typed: call.text,
        ask: 'ask' in reading ? reading.ask : 'That reads as an entry.',
        choices: choices.map(({ label, text }) => ({ label, text: text.replace(/^\/?log /, '') })),
        member: call.member,
        channel: call.channel,
        madeAt: context.now,
        ...(call.evidence && { evidence: call.evidence }),
      },
      call.key,
    ),
  )
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
    marking: highestMarking(lines.map(({ marking }) => marking)),
    parts: [
      paragraph(
        { bold: 'That reads as an entry' },
        `. Nothing is recorded yet.${'ask' in reading ? ` ${reading.ask}` : ''}`,
      ),
      ...(lines.length > 0 ? [list(lines.map(({ line }) => line))] : []),
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
