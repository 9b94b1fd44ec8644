import { dateIn } from '../../domain/date.ts'
import { isWithin } from '../../domain/marking.ts'
import { type Draft, findDraft, keepDraft } from '../../store/drafts.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { buttons, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { readId, withheldUnchanged } from './entry-id.ts'

/** Keeps a line that is doubtful with its readings, and asks. `choices` are whole lines after `/log`. Nothing is recorded. */
export async function ask(
  question: string,
  choices: readonly { label: string; text: string }[],
  call: Call,
  context: Context,
): Promise<Reply> {
  return describeDraft(await keepAsked(question, choices, call, context))
}

/** Keeps what was asked of a line, for whoever typed it to choose later. */
export function keepAsked(
  question: string,
  choices: readonly { label: string; text: string }[],
  { text, member, channel, evidence, key }: Call,
  { db, now, channel: { ceiling } }: Context,
): Promise<Draft> {
  const draft = {
    typed: text,
    ask: question,
    choices: choices.map(({ label, text }) => ({ label, text: text.replace(/^\/?log /, '') })),
    member,
    channel,
    madeAt: now,
    marking: ceiling,
    ...(evidence && { evidence }),
  }
  return writing(db, (trx) => keepDraft(trx, draft, key))
}

/** `/log draft D-7 take 2` as the line it stands for, with the day it was typed and a key that lets it be taken once. */
export async function readDraft(
  text: string,
  call: Call,
  context: Context,
): Promise<{ call: Call; context: Context } | Reply> {
  const [, typedId = text, , number] = /^(\S+)(\s+take\s+(\d{1,3}))?$/i.exec(text) ?? []
  const id = readId(typedId, 'draft D-1 take 1', 'D')
  const draft = await findDraft(context.db, id)
  if (!draft) throw new UserError(`There is no draft ${id}.`, { example: '/log mine' })
  if (draft.member !== call.member) {
    throw new UserError(`${id} is somebody else's to answer; nothing was recorded.`, {
      example: '/log mine',
    })
  }
  if (!isWithin(draft.marking, context.channel.ceiling)) return withheldUnchanged()
  if (number === undefined) return describeDraft(draft)
  const choice = draft.choices[Number(number) - 1]
  if (!choice) {
    throw new UserError(
      `${id} has ${draft.choices.length === 1 ? 'one reading' : `${draft.choices.length} readings`}.`,
      { example: `/log draft ${id} take 1` },
    )
  }
  return {
    call: {
      ...call,
      text: choice.text,
      key: `draft/${id}`,
      ...(draft.evidence && { evidence: draft.evidence }),
    },
    context: { ...context, today: dateIn(draft.madeAt, context.channel.zone) },
  }
}

function describeDraft(draft: Draft): Reply {
  const { id, ask, choices } = draft
  return {
    to: 'member',
    marking: draft.marking,
    parts: [
      paragraph(ask),
      paragraph('Nothing is recorded yet; the line is kept as draft ', { bold: id }, '. Choose one:'),
      buttons(...choices.map(({ label }, index) => ({ label, call: `log draft ${id} take ${index + 1}` }))),
    ],
  }
}
