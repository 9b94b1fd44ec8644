import type { Finding } from '../../domain/finding.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { capitalise } from '../../domain/text.ts'
import { recordingInstant } from '../../store/entries.ts'
import { findingVersions, listFindings } from '../../store/findings.ts'
import { type Db, writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { countriesListed } from '../country.ts'
import { readId, splitReason, withheldUnchanged } from '../log/entry-id.ts'
import { describeWaiting, type Made, makeChange } from '../log/make-change.ts'
import {
  buttons,
  heading,
  type Line,
  list,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { describeFindingMoved, findingHistory, findingLine, findingPhrase } from './finding-lines.ts'
import { spansOf } from './record-finding.ts'
import { assertValidates, validatedFinding } from './validators.ts'

const decisions = { accept: 'accepted', return: 'returned', void: 'void' } as const
type Verb = keyof typeof decisions

/** `accept F-1`, `return F-1 because …`, `void F-1 because …`: nobody accepts or returns their own. */
export async function decideFinding(verb: Verb, text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const id = readFindingId(what, verb)
  const state = decisions[verb]
  if (verb !== 'accept' && reason === '')
    throw new UserError(`Say why: a ${verb} keeps its reason. Nothing was changed.`, {
      example: `/benchmark ${verb} ${id} because the source gives another figure`,
    })
  const outcome = await writing(context.db, async (db) => {
    const versions = await findingVersions(db, id)
    const held = versions.at(-1)
    if (!held) throw new UserError(`There is no finding ${id}.`, { example: '/benchmark findings' })
    if (!isWithin(held.marking, context.channel.ceiling)) return undefined
    assertReasonWithin(reason, held.marking, `/benchmark show ${id}`)
    const instead = await mayDecide(verb, held, versions, call, { ...context, db })
    if (held.state === state) return { held, made: undefined }
    const next: Finding = {
      ...held,
      version: held.version + 1,
      state,
      reason: reason === '' ? held.reason : reason,
      changedBy: call.member,
      changedAt: await recordingInstant(db, context.now),
    }
    return { held, next, instead, made: await writeDecision(db, next, held, call, context) }
  })
  if (!outcome) return withheldUnchanged()
  const { held } = outcome
  const phrase = findingPhrase(held, context.knowledge)
  if (!outcome.made) {
    return {
      to: 'member',
      marking: held.marking,
      replaces: true,
      parts: [
        paragraph({ bold: `${id} is ${state} already` }, `: ${phrase}, by `, { member: held.changedBy }, '.'),
      ],
    }
  }
  const { made, next, instead } = outcome
  if ('waits' in made) return describeWaiting(made.waits, [`${id} would be ${state}: ${phrase}.`])
  return {
    to: 'channel',
    marking: next.marking,
    replaces: true,
    parts: [
      paragraph(
        { bold: `${capitalise(state)} ${id}` },
        `: ${phrase}, recorded by `,
        { member: next.recordedBy },
        '.',
      ),
      paragraph('By ', { member: call.member }, `${reason === '' ? '' : `, because ${reason}`}.`, ...instead),
      ...(await describeFindingMoved(next, context)),
    ],
  }
}

/** An acceptance moves no figure and need not wait for a lock; what ceases to count, or counts again, does. */
async function writeDecision(
  db: Db,
  next: Finding,
  held: Finding,
  call: Call,
  context: Context,
): Promise<Made> {
  const { restatement: _, ...finding } = next
  const moves = held.state === 'returned' || held.state === 'void' || next.state !== 'accepted'
  return makeChange(db, {
    change: { of: 'finding', finding },
    country: next.country,
    marking: next.marking,
    spans: moves ? spansOf(next, context) : [],
    callKey: call.key,
  })
}

/** What is to be said of who decides. Throws a `UserError` where it is not the caller's. */
async function mayDecide(
  verb: Verb,
  held: Finding,
  versions: readonly Finding[],
  call: Call,
  context: Context,
): Promise<Span[]> {
  const example = `/benchmark show ${held.id}`
  if (verb === 'void') {
    if (isAtLeast(context.role, 'reviewer') || held.recordedBy === call.member) return []
    throw new UserError(
      `${held.id} is somebody else's. Only who recorded it, a reviewer or an administrator can void it; nothing was changed.`,
      { example, also: ['Recorded by ', { member: held.recordedBy }, '.'] },
    )
  }
  if (held.state === 'void') throw new UserError(`${held.id} is void, and is reviewed no more.`, { example })
  const authors = versions.filter(({ state }) => state === 'submitted').map(({ changedBy }) => changedBy)
  const own = [held.recordedBy, ...authors].includes(call.member)
  const named = await validatedFinding(context.db, held, context)
  return assertValidates({ id: held.id, verb, own }, named, call.member, context)
}

/** `show F-1`: every version, with who, when and why. */
export async function showFinding(text: string, context: Context): Promise<Reply> {
  const id = readFindingId(text, 'show')
  const versions = await findingVersions(context.db, id)
  const finding = versions.at(-1)
  if (!finding) throw new UserError(`There is no finding ${id}.`, { example: '/benchmark findings' })
  const { shown, withheld } = withinCeiling(versions, context.channel.ceiling)
  if (!isWithin(finding.marking, context.channel.ceiling)) return withheldReply()
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      heading(`${id}, version ${finding.version}`),
      paragraph(...findingLine(finding, context), '.'),
      list(shown.map((version) => findingHistory(version, context))),
      ...(finding.state === 'submitted' ? [reviewButtons(finding)] : []),
      ...withheldNote(withheld),
    ],
  }
}

const reviewButtons = ({ id }: Finding) =>
  buttons(
    { label: 'Accept', call: `benchmark accept ${id}`, style: 'primary' },
    { label: 'Return', call: `benchmark return ${id} because not agreed`, style: 'danger' },
  )

/** `findings`: those of the countries watched, or of all where none is; those to review first. */
export async function listAllFindings(context: Context): Promise<Reply> {
  const { db, channel } = context
  const all = (await Promise.all(countriesListed(context).map((country) => listFindings(db, country)))).flat()
  const { shown, withheld } = withinCeiling(all, channel.ceiling)
  const waits = ({ state }: Finding) => (state === 'submitted' ? 0 : 1)
  const lines = shown
    .sort((a, b) => waits(a) - waits(b) || Number(b.id.slice(2)) - Number(a.id.slice(2)))
    .map((finding): Line => findingLine(finding, context))
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      ...(lines.length === 0
        ? withheld > 0
          ? []
          : [paragraph('No baseline or assessment is recorded yet.')]
        : [heading('Baselines, assessments and totals adopted'), list(lines)]),
      ...withheldNote(withheld),
    ],
  }
}

function readFindingId(text: string, verb: string): string {
  if (/^F-?0*\d{1,9}$/i.test(text.trim())) return readId(text, '', 'F')
  throw new UserError(
    text === '' ? 'Name a finding.' : `"${text}" is no finding; they are called F-1, F-2 …`,
    { example: `/benchmark ${verb} F-1${verb === 'accept' || verb === 'show' ? '' : ' because …'}` },
  )
}
