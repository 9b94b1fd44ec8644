import { dateIn, printDate, timeIn } from '../../domain/date.ts'
import type { Entry } from '../../domain/entry.ts'
import { highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { mergedIds } from '../../domain/same-event.ts'
import { entryVersions, findEntry } from '../../store/entries.ts'
import { nilVersions } from '../../store/nil-returns.ts'
import { listPairs } from '../../store/pairs.ts'
import { restatementVersions } from '../../store/restatements.ts'
import type { Call, Context } from '../call.ts'
import { ownRole } from '../context.ts'
import {
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  type Span,
  withheldNote,
  withheldReply,
} from '../reply.ts'
import { UserError } from '../user-error.ts'
import { changePhrase } from './change-lines.ts'
import { changedFields } from './entry-fields.ts'
import { noEntry, readId } from './entry-id.ts'
import { describeEntry, entryPhrase, towardWithin } from './entry-lines.ts'
import { decisionButtons } from './make-change.ts'
import { describeCandidates, describeNearEvents } from './same-event-lines.ts'
import { sourceNow } from './source-now.ts'

/** `/log show L-1`, `N-1` or `R-1`: every version with who, when and why; of an entry also what it measures and supports. */
export async function showRecord(text: string, call: Pick<Call, 'member'>, context: Context): Promise<Reply> {
  const id = readId(text, 'show L-1', 'LNR')
  if (id.startsWith('N')) return showNil(id, context)
  return id.startsWith('R') ? showRestatement(id, context) : showEntry(id, call, context)
}

async function showEntry(id: string, call: Pick<Call, 'member'>, context: Context): Promise<Reply> {
  const versions = await entryVersions(context.db, id)
  const entry = versions.at(-1)
  if (!entry) throw noEntry(id)
  const { shown, withheld } = withinCeiling(versions, context.channel.ceiling)
  if (!isWithin(entry.marking, context.channel.ceiling)) return withheldReply()
  if (entry.purgedAt) return showTombstone(entry, context)
  const { knowledge, channel } = context
  const counted = towardWithin(entry, knowledge, channel.ceiling)
  const merged = await mergedPart(entry, context)
  const alike = await describeCandidates(entry, context)
  const near = await describeNearEvents(entry, context)
  const source = await sourceNow(entry.source, context)
  return {
    to: 'member',
    marking: highestMarking([counted, alike, near, merged, source, ...shown]),
    parts: [
      heading(`${entry.id}, version ${entry.version}`),
      ...describeEntry(entry, counted.toward, counted.known),
      facts(...factsOf(entry, source.after, context)),
      ...source.notes,
      ...(await sinceCaptured(entry, context)),
      list(shown.map((version, index) => historyLine(version, shown[index - 1], context))),
      ...merged.parts,
      ...alike.parts,
      ...near.parts,
      ...withheldNote(withheld + counted.withheld + merged.withheld + source.withheld),
      ...((await mayReview(entry, call, context)) ? decisionButtons(entry.id) : []),
    ],
  }
}

/** Whether it waits for the reader's word. Whoever has no role of their own is no reviewer, so Slack is not asked of anybody. */
async function mayReview({ state, recordedBy }: Entry, { member }: Pick<Call, 'member'>, context: Context) {
  if (state !== 'submitted' || recordedBy === member) return false
  return isAtLeast((await ownRole(context, member)) ?? 'reader', 'reviewer')
}

function factsOf(entry: Entry, trust: string, context: Context): [string, Line][] {
  const names = entry.agencies.map(
    (id) => context.knowledge.agencies.find((agency) => agency.id === id)?.name ?? id,
  )
  return [
    ['As typed', [{ code: entry.typed }]],
    ['Source', entry.source ? `${entry.source.text} (${entry.source.kind})${trust}` : 'none given'],
    ...(entry.note === undefined ? [] : [['Note', entry.note] as [string, Line]]),
    ...(entry.evidence === undefined
      ? []
      : [
          [
            'Message',
            [entry.evidence.text, ' ', { link: entry.evidence.permalink, text: 'where it stands' }],
          ] as [string, Line],
        ]),
    ['Agencies', names.join(', ') || 'not stated'],
    ['Actor', entry.actor ?? 'not stated'],
    ['Marking', entry.marking],
    [
      'Recorded',
      [
        'by ',
        { member: entry.recordedBy },
        ` in ${entry.channel}, ${printInstant(entry.recordedAt, context)}`,
      ],
    ],
  ]
}

/** Whether the captured message still stands as it read; the captured text is kept whatever became of it. */
async function sinceCaptured({ evidence }: Entry, { readMessage }: Context): Promise<Part[]> {
  const now = evidence && (await readMessage?.(evidence.channel, evidence.ts))
  if (!now || (now !== 'gone' && now.text === evidence.text)) return []
  return [
    note(
      now === 'gone'
        ? 'The message was deleted since; what is shown is what it said when it was captured.'
        : 'The message was edited since; what is shown is what it said when it was captured.',
    ),
  ]
}

/** What a version is, who made it, when and why, and what it changed. */
function historyLine(version: Entry, earlier: Entry | undefined, context: Context): Line {
  const changed = earlier ? changedFields(earlier, version, context.knowledge) : []
  const fields = changed.map(({ label, was, is }) => `${label.toLowerCase()} ${was} → ${is}`)
  const restated = version.restatement ? `, restatement ${version.restatement}` : ''
  return historyOf(version, `${restated}${fields.length > 0 ? `: ${fields.join('; ')}` : ''}`, context)
}

function historyOf(
  version: { version: number; state: string; changedBy: string; changedAt: string; reason?: string },
  rest: string,
  context: Context,
): Span[] {
  return [
    `version ${version.version}: ${version.state}, by `,
    { member: version.changedBy },
    `, ${printInstant(version.changedAt, context)}${version.reason ? `, because ${version.reason}` : ''}${rest}`,
  ]
}

/** The other claims of the same event. */
async function mergedPart(entry: Entry, { db, knowledge, channel }: Context) {
  const ids = mergedIds(entry.id, await listPairs(db))
  const claims = (await Promise.all(ids.map((id) => findEntry(db, id)))).filter(
    (claim) => claim !== undefined,
  )
  const { shown, withheld } = withinCeiling(claims, channel.ceiling)
  const lines = shown.map(
    (claim): Line => [
      { bold: claim.id },
      ` ${entryPhrase(claim, knowledge)}, evidence ${claim.grade}, ${claim.state}, by `,
      { member: claim.recordedBy },
    ],
  )
  const parts: Part[] = lines.length === 0 ? [] : [paragraph('Merged as one event with:'), list(lines)]
  return { parts, withheld, marking: highestMarking(shown) }
}

function showTombstone(entry: Entry, context: Context): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading(`${entry.id}: removed`),
      paragraph(
        `An administrator removed its text on ${printInstant(entry.purgedAt ?? entry.changedAt, context)}, because ${entry.reason ?? 'no reason was kept'}. Recorded by `,
        { member: entry.recordedBy },
        `, ${printInstant(entry.recordedAt, context)}.`,
      ),
    ],
  }
}

async function showNil(id: string, context: Context): Promise<Reply> {
  const versions = await nilVersions(context.db, id)
  const nil = versions.at(-1)
  if (!nil) throw new UserError(`There is no nil return ${id}.`, { example: '/log list nil' })
  if (!isWithin(nil.marking, context.channel.ceiling)) return withheldReply()
  return {
    to: 'member',
    marking: nil.marking,
    parts: [
      heading(changePhrase({ of: 'nil return', nil }, context.knowledge)),
      list(versions.map((version) => historyOf(version, '', context))),
    ],
  }
}

async function showRestatement(id: string, context: Context): Promise<Reply> {
  const versions = await restatementVersions(context.db, id)
  const restatement = versions.at(-1)
  if (!restatement) throw new UserError(`There is no restatement ${id}.`, { example: '/log list waiting' })
  const { marking, period, state, change } = restatement
  if (!isWithin(marking, context.channel.ceiling)) return withheldReply()
  return {
    to: 'member',
    marking,
    parts: [
      heading(`${id}: a change to ${period}, ${state}`),
      paragraph(changePhrase(change, context.knowledge), '.'),
      list(versions.map((version) => historyOf(version, '', context))),
      ...(state === 'waiting' ? decisionButtons(id) : [note(`${period} was locked when it was proposed.`)]),
    ],
  }
}

function printInstant(instant: string, { channel }: Context): string {
  return `${printDate(dateIn(instant, channel.zone))} ${timeIn(instant, channel.zone)}`
}
