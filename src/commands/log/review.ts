import { counts, type Entry } from '../../domain/entry.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import type { Change, Restatement } from '../../domain/restatement.ts'
import { entryVersions, findEntry, recordingInstant } from '../../store/entries.ts'
import { findingVersions } from '../../store/findings.ts'
import { nilVersions } from '../../store/nil-returns.ts'
import { type Db, writing } from '../../store/open.ts'
import { listPairs } from '../../store/pairs.ts'
import { addRestatementVersion, restatementVersions, writeChange } from '../../store/restatements.ts'
import { describeFindingMoved } from '../benchmark/finding-lines.ts'
import { assertValidates, listValidators, validatedChange, validatedOf } from '../benchmark/validators.ts'
import type { Call, Context } from '../call.ts'
import { buttons, note, paragraph, type Reply, type Span } from '../reply.ts'
import { assertReasonWithin, UserError } from '../user-error.ts'
import { changeEntry } from './change.ts'
import { changePhrase } from './change-lines.ts'
import { entryToChange, readId, splitReason, withheldUnchanged } from './entry-id.ts'
import { entryPhrase } from './entry-lines.ts'
import { describeWaiting, type Made } from './make-change.ts'
import { describeMoved } from './moved.ts'

type Decision = 'accepted' | 'returned'

/** `/log accept L-1` or `/log accept R-1`: a reviewer says that it may stand. */
export function accept(text: string, call: Call, context: Context): Promise<Reply> {
  return decide('accepted', text, '', call, context)
}

/** `/log return L-1 because …`: it no longer counts until it is fixed or accepted. A restatement returned is declined. */
export function returnTo(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  return decide('returned', what, reason, call, context)
}

async function decide(
  decision: Decision,
  text: string,
  reason: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  const verb = decision === 'accepted' ? 'accept' : 'return'
  const id = readId(text.split(' ')[0] ?? '', `${verb} L-1`, 'LR')
  if (decision === 'returned' && reason === '') {
    throw new UserError('Say why: what is returned keeps its reason. Nothing was changed.', {
      example: `/log return ${id} because the weight is missing`,
    })
  }
  return id.startsWith('R')
    ? decideRestatement(decision, id, reason, call, context)
    : decideEntry(decision, id, reason, call, context)
}

async function decideEntry(
  decision: Decision,
  id: string,
  reason: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  const outcome = await writing(context.db, async (db) => {
    const held = await entryToChange(db, id, context)
    if (!held) return undefined
    if (held.state === 'void')
      throw new UserError(`${id} is void, and cannot be ${decision}.`, { example: `/log show ${id}` })
    assertReasonWithin(reason, held.marking, `/log show ${id}`)
    const named = validatedOf(held, await listValidators(db, held.country), context.knowledge)
    const verb = decision === 'accepted' ? 'accept' : 'return'
    const own = (await authorsOf(db, held)).includes(call.member)
    const instead = await assertValidates({ id, verb, own }, named, call.member, { ...context, db })
    if (held.state === decision) return { held }
    const { reason: _, ...content } = held
    const next: Entry = { ...content, state: decision, ...(reason !== '' && { reason }) }
    return { held, instead, ...(await changeReviewed(db, next, held, call, context)) }
  })
  if (!outcome) return withheldUnchanged()
  const { held } = outcome
  const phrase = entryPhrase(held, context.knowledge)
  if (!('entry' in outcome)) {
    return {
      to: 'member',
      marking: held.marking,
      replaces: true,
      parts: [
        paragraph({ bold: `${id} is ${decision} already` }, `: ${phrase}.`),
        paragraph('By ', { member: held.changedBy }, `${held.reason ? `, because ${held.reason}` : ''}.`),
      ],
    }
  }
  const { made, entry, instead } = outcome
  if ('waits' in made) return describeWaiting(made.waits, [`${id} would be ${decision}: ${phrase}.`])
  const title = decision === 'accepted' ? `Accepted ${id}` : `Returned ${id}`
  return {
    to: 'channel',
    marking: entry.marking,
    replaces: true,
    parts: [
      paragraph({ bold: title }, `: ${phrase}, recorded by `, { member: entry.recordedBy }, '.'),
      paragraph('By ', { member: call.member }, `${reason ? `, because ${reason}` : ''}.`, ...instead),
      ...(counts(held) === counts(entry)
        ? []
        : await describeMoved({ before: [held], after: [entry] }, context)),
      decision === 'accepted'
        ? buttons({ label: 'Return', call: `log return ${id} because accepted in error`, style: 'danger' })
        : note('It counts again when it is fixed or accepted: ', { code: `/log fix ${id}` }),
    ],
  }
}

/** An acceptance that moves no figure need not wait; whatever changes what counts does. */
async function changeReviewed(
  db: Db,
  next: Entry,
  held: Entry,
  call: Call,
  context: Context,
): Promise<{ made: Made; entry: Entry }> {
  if (counts(next) !== counts(held)) return changeEntry(db, next, held, call, context)
  const changedAt = await recordingInstant(db, context.now)
  const entry = { ...next, version: held.version + 1, changedBy: call.member, changedAt }
  return { made: { written: await writeChange(db, { of: 'entry', entry }) }, entry }
}

/** Whoever recorded an entry, or made a version of it that was to be reviewed, is no second person. */
async function authorsOf(db: Db, { id, recordedBy }: Entry): Promise<string[]> {
  const versions = await entryVersions(db, id)
  return [
    recordedBy,
    ...versions.filter(({ state }) => state === 'submitted').map(({ changedBy }) => changedBy),
  ]
}

async function decideRestatement(
  decision: Decision,
  id: string,
  reason: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  const outcome = await writing(context.db, async (db) => {
    const held = (await restatementVersions(db, id)).at(-1)
    if (!held) throw new UserError(`There is no restatement ${id}.`, { example: '/log list waiting' })
    if (!isWithin(held.marking, context.channel.ceiling)) return undefined
    if (held.state !== 'waiting') return { held }
    assertReasonWithin(reason, held.marking, `/log show ${id}`)
    const named = await validatedChange(db, held.change, held.country, context)
    const verb = decision === 'accepted' ? 'accept' : 'return'
    const own = held.proposedBy === call.member
    const instead = await assertValidates({ id, verb, own }, named, call.member, { ...context, db })
    const changedAt = await recordingInstant(db, context.now)
    const before = await whatStands(db, held.change)
    if (decision === 'accepted' && !follows(held.change, before))
      throw new UserError(
        `What ${id} would change was changed since. Return it, and let the change be made anew.`,
        { example: `/log return ${id} because it was changed since` },
      )
    const pairsBefore = await listPairs(db)
    const written =
      decision === 'accepted' ? await writeChange(db, stamped(held.change, id, changedAt)) : held.change
    const { reason: _, ...rest } = held
    const decided: Restatement = {
      ...rest,
      version: held.version + 1,
      change: written,
      state: decision === 'accepted' ? 'accepted' : 'declined',
      changedBy: call.member,
      changedAt,
      ...(reason !== '' && { reason }),
    }
    await addRestatementVersion(db, decided)
    return { held: decided, before, pairsBefore, instead }
  })
  if (!outcome) return withheldUnchanged()
  return describeDecided(outcome, context)
}

type Standing = Awaited<ReturnType<typeof whatStands>>

/** What a change would follow: the entry's or nil return's current version, or what was last said of the pair. */
async function whatStands(db: Db, change: Change) {
  if (change.of === 'entry')
    return { entries: await currentOf(db, [change.entry.id]), version: change.entry.version }
  if (change.of === 'nil return')
    return {
      entries: [],
      version: change.nil.version,
      last: (await nilVersions(db, change.nil.id)).at(-1)?.version,
    }
  if (change.of === 'finding')
    return {
      entries: [],
      version: change.finding.version,
      last: (await findingVersions(db, change.finding.id)).at(-1)?.version,
    }
  const { first, second, version } = change.pair
  const last = (await listPairs(db)).find((pair) => pair.first === first && pair.second === second)?.version
  return { entries: await currentOf(db, [first, second]), version, last }
}

async function currentOf(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const found = await Promise.all(ids.map((id) => findEntry(db, id)))
  return found.filter((entry) => entry !== undefined)
}

function follows(
  change: Change,
  { entries, version, last }: Standing & { last?: number | undefined },
): boolean {
  return version === ((change.of === 'entry' ? entries[0]?.version : last) ?? 0) + 1
}

/** The change as it is written when it is accepted: it stands from now on, and says what let it. */
function stamped(change: Change, restatement: string, changedAt: string): Change {
  if (change.of === 'pair') return { of: 'pair', pair: { ...change.pair, restatement, changedAt } }
  if (change.of === 'nil return') return { of: 'nil return', nil: { ...change.nil, restatement, changedAt } }
  if (change.of === 'finding')
    return { of: 'finding', finding: { ...change.finding, restatement, changedAt } }
  const { entry } = change
  const recordedAt = entry.version === 1 ? changedAt : entry.recordedAt
  return { of: 'entry', entry: { ...entry, restatement, recordedAt, changedAt } }
}

async function describeDecided(
  {
    held,
    before,
    pairsBefore,
    instead = [],
  }: {
    held: Restatement
    before?: Standing
    pairsBefore?: Awaited<ReturnType<typeof listPairs>>
    instead?: Span[]
  },
  context: Context,
): Promise<Reply> {
  const { id, state, change, period } = held
  const accepted = state === 'accepted'
  const phrase = changePhrase(change, context.knowledge)
  if (!before) {
    return {
      to: 'member',
      marking: held.marking,
      replaces: true,
      parts: [
        paragraph({ bold: `${id} is ${state} already` }, `: ${phrase}.`),
        paragraph('By ', { member: held.changedBy }, `${held.reason ? `, because ${held.reason}` : ''}.`),
      ],
    }
  }
  const after = change.of === 'entry' ? [change.entry] : before.entries
  const moved = accepted
    ? change.of === 'finding'
      ? await describeFindingMoved(change.finding, context)
      : await describeMoved({ before: before.entries, after, ...(pairsBefore && { pairsBefore }) }, context)
    : [note('Nothing was changed.')]
  return {
    to: 'channel',
    marking: highestMarking([held, ...after]),
    replaces: true,
    parts: [
      paragraph({ bold: accepted ? `Restated by ${id}` : `Declined ${id}` }, `: ${phrase}.`),
      paragraph(
        'Proposed by ',
        { member: held.proposedBy },
        `, ${state} by `,
        { member: held.changedBy },
        `${held.reason ? `, because ${held.reason}` : ''}.`,
        ...instead,
      ),
      ...moved,
      ...(accepted ? [note(`A restatement: ${period} is locked.`)] : []),
    ],
  }
}
