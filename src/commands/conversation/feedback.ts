import { unverified } from '../../domain/citation.ts'
import { dateIn, printDate } from '../../domain/date.ts'
import { claimedMarking, highestMarking, isMarkedAbove, isWithin } from '../../domain/marking.ts'
import type { Passage } from '../../knowledge/passage.ts'
import {
  addFeedback,
  type Feedback,
  findAnswer,
  type KeptAnswer,
  keepAnswer,
  listFeedback,
  type Verdict,
} from '../../store/answers.ts'
import { recordingInstant } from '../../store/entries.ts'
import { listKeepings } from '../../store/keepings.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import {
  buttons,
  type Form,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from '../reply.ts'
import { assertWithin, UserError } from '../user-error.ts'

/** Questions are lines, which are no longer. */
const longestReason = 500

/** An answer with *Helpful* and *Wrong*, kept so that a press finds it. One made again for sharing has neither. */
export async function withFeedback(
  reply: Reply,
  passages: readonly Passage[],
  call: Call,
  { db, now, asOf, channel }: Context,
): Promise<Reply> {
  // A question that marks itself above the ceiling is kept nowhere.
  if (asOf !== undefined || isMarkedAbove(call.text, channel.ceiling)) return reply
  const sources = passages.flatMap(({ cite }) => (cite === unverified ? [] : [cite.source]))
  const id = await keepAnswer(db, {
    question: call.text,
    sources: [...new Set(sources)],
    marking: claimedMarking(call.text) === 'SBU' ? 'SBU' : reply.marking,
    member: call.member,
    channel: call.channel,
    ...(call.key !== undefined && { callKey: call.key }),
    answeredAt: now,
  })
  const choices = buttons(
    { label: 'Helpful', call: `attache feedback ${id} helpful` },
    { label: 'Wrong', call: `attache feedback ${id} wrong` },
  )
  return { ...reply, parts: [...reply.parts, choices] }
}

const verdicts: Readonly<Record<string, Verdict>> = {
  helpful: 'helpful',
  wrong: 'wrong',
  reviewed: 'reviewed',
}
const example = '/attache feedback Q-1 wrong because the year is 2009'

/** `/attache feedback`: what was said of answers; `feedback Q-1 helpful|wrong|reviewed [because …]` says it. */
export async function feedback(text: string, call: Call, context: Context): Promise<Reply> {
  if (text === '' && !call.fields) return listAll(context)
  const [, typedId = '', word = '', typed = ''] = /^(Q-?\d+)\s+(\w+)(?:\s+because\s+(.+))?$/i.exec(text) ?? []
  const verdict = verdicts[word.toLowerCase()]
  if (!verdict)
    throw new UserError('Say of which answer, and whether it was helpful or wrong. Nothing was kept.', {
      example,
    })
  const id = typedId.toUpperCase().replace(/^Q-?/, 'Q-')
  const answer = await findAnswer(context.db, id)
  if (!answer || !isWithin(answer.marking, context.channel.ceiling))
    throw new UserError(
      `${id} is not kept: of an answer that nobody said anything of, nothing stays after 30 days. Ask again, and say it then.`,
      { example: '/ask when is the report card due?' },
    )
  const reason = (call.fields?.reason ?? typed).trim()
  assertWithin(reason, context.channel.ceiling, call.fields && 'reason')
  if (reason.length > longestReason)
    throw new UserError(`A reason has at most ${longestReason} characters. Nothing was kept.`, { example })
  const before = (await listFeedback(context.db, id)).filter(({ member }) => member === call.member).at(-1)
  const isSame = before?.verdict === verdict && (reason === '' || reason === before.reason)
  if (!isSame)
    await writing(context.db, async (db) => {
      const givenAt = await recordingInstant(db, context.now)
      await addFeedback(db, { answer: id, member: call.member, verdict, givenAt, ...(reason && { reason }) })
    })
  return describeKept(answer, verdict, { reason: reason || before?.reason, isSame }, context)
}

async function describeKept(
  answer: KeptAnswer,
  verdict: Verdict,
  { reason, isSame }: { reason: string | undefined; isSame: boolean },
  context: Context,
): Promise<Reply> {
  const said = verdict === 'reviewed' ? 'closed' : `noted as ${verdict}`
  const asksWhy = verdict === 'wrong' && !reason
  return {
    to: 'member',
    marking: answer.marking,
    parts: [
      paragraph(
        { bold: `${answer.id} is ${said}${isSame ? ' already' : ''}` },
        `: "${answer.question}"${reason ? `, because ${reason}` : ''}.`,
      ),
      ...(await retiredNotes(answer, context)),
      ...(verdict === 'reviewed'
        ? []
        : [note('It is kept for a reviewer, with the question, the sources cited, and your name.')]),
      ...(asksWhy ? [form(answer)] : []),
    ],
  }
}

/** What is wrong, asked once it is known that something is. */
function form({ id }: KeptAnswer): Part {
  const form: Form = {
    title: 'What is wrong?',
    submit: 'Send',
    call: `attache feedback ${id} wrong`,
    fields: [
      {
        name: 'reason',
        label: 'What is wrong',
        hint: 'The year is 2009; the paragraph says something else; it is not what was asked.',
        limit: longestReason,
        isNeeded: true,
        isLong: true,
      },
    ],
  }
  return {
    part: 'form',
    form,
    instead: `To say what is wrong: /attache feedback ${id} wrong because the year is 2009`,
  }
}

/** A source of the answer that was retired after it was given. */
async function retiredNotes({ sources, answeredAt }: KeptAnswer, { db, channel }: Context): Promise<Part[]> {
  const keepings = await listKeepings(db)
  return sources.flatMap((source) => {
    const keeping = keepings.get(source)
    if (keeping?.state !== 'retired' || keeping.changedAt < answeredAt) return []
    return [
      note(
        `Its source ${source} was retired on ${printDate(dateIn(keeping.changedAt, channel.zone))}, after the answer was given.`,
      ),
    ]
  })
}

/** What is not closed, the last said by each person of each answer, newest first. */
async function listAll(context: Context): Promise<Reply> {
  const open = openFeedback(await listFeedback(context.db))
  const shown = open.filter(({ answer }) => isWithin(answer.marking, context.channel.ceiling))
  const lines: Line[] = []
  for (const { answer, member, verdict, reason, givenAt } of shown) {
    const retired = await retiredNotes(answer, context)
    const day = printDate(dateIn(givenAt, context.channel.zone))
    lines.push([
      { bold: `${answer.id} ${verdict}` },
      ` (${answer.marking}) "${answer.question}"${reason ? `, because ${reason}` : ''} · by `,
      { member },
      ` on ${day} · cited ${answer.sources.join(', ') || 'nothing'}${retired.length > 0 ? ', retired since' : ''}`,
      ...(answer.callKey === undefined ? [] : [' · call ', { code: answer.callKey }]),
    ])
  }
  const wrong = shown.filter(({ verdict }) => verdict === 'wrong').length
  return {
    to: 'member',
    marking: highestMarking(shown.map(({ answer }) => answer)),
    parts: [
      heading('What was said of answers'),
      paragraph(
        shown.length === 0
          ? 'Nothing waits to be looked at.'
          : `${wrong} wrong, ${shown.length - wrong} helpful.`,
      ),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(lines.length > 0
        ? [
            note('Close one when it is dealt with: ', {
              code: `/attache feedback ${shown[0]?.answer.id} reviewed`,
            }),
          ]
        : []),
      ...withheldNote(open.length - shown.length),
    ],
  }
}

/** What is said of answers and not closed since: the last of each person of each answer, newest first. */
export function openFeedback(all: readonly Feedback[]): Feedback[] {
  const last = new Map<string, Feedback>()
  for (const one of all) {
    if (one.verdict === 'reviewed') {
      for (const [key, { answer }] of last) if (answer.id === one.answer.id) last.delete(key)
    } else last.set(`${one.answer.id} ${one.member}`, one)
  }
  return [...last.values()].reverse()
}
