import { addDays, dateIn } from '../../domain/date.ts'
import type { Occurrence } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { askedSince, type Shown, shownBy } from '../../domain/deadline-shown.ts'
import type { Entry } from '../../domain/entry.ts'
import { type Marking, withinCeiling } from '../../domain/marking.ts'
import { type DeadlineNudge, followedSince, type NudgeState } from '../../domain/nudge.ts'
import { deadlinePassage } from '../../knowledge/benchmark-passages.ts'
import { listEntries } from '../../store/entries.ts'
import { lastRefusal, listSaid, type SaidBefore } from '../../store/outbox.ts'
import type { Context } from '../call.ts'
import { sourceBeside } from '../source-beside.ts'
import { sourceTrust } from '../source-trust.ts'
import { occurrenceOf } from './post.ts'

/** Deadlines that one message tells of; of more it gives the number. */
const mostTold = 20

/** Entries of a country among which the latest that is not void is looked for. */
const lookedAt = 20

/** What a nudge says besides the plan: gathered when it is posted. */
export interface NudgeFacts {
  occurrence: Occurrence
  /** The latest entry of its country that the channel may see. */
  latest: Entry | undefined
  /** An entry that may show it met already, where no evidence is linked. */
  shown: Shown | undefined
  before: SaidBefore | undefined
  /** What is decided about the source it cites, and whether it says otherwise or has faults: to follow the citation. */
  trust: string
  /** Of what `trust` tells of the text held. */
  trustMarking: Marking
  /** Why the owner could not be told directly; `left` when they are no longer a member. */
  unreachable: string | undefined
}

/** Reads what the nudges of one message have to say: of the first twenty, the most urgent. */
export async function gatherNudges(
  nudges: readonly DeadlineNudge[],
  state: NudgeState,
  book: DeadlineBook,
  context: Pick<Context, 'db' | 'channel' | 'now' | 'asOf' | 'hasLeft' | 'knowledge' | 'today'>,
): Promise<NudgeFacts[]> {
  const { db, channel, now, hasLeft } = context
  const trust = await sourceTrust(context)
  return Promise.all(
    nudges.slice(0, mostTold).map(async (nudge) => {
      const occurrence = occurrenceOf(nudge, state)
      const { country, owner } = occurrence.deadline
      const countries = country === undefined ? channel.watches : [country]
      const within = channel.ceiling === 'U' ? { marking: channel.ceiling } : {}
      const lists = countries.map((one) => listEntries(db, { latest: lookedAt, country: one, ...within }))
      const entries = (await Promise.all(lists)).flat().sort(byRecording)
      const { after: beside } = await sourceBeside(deadlinePassage(occurrence.deadline), context)
      const said = await listSaid(db, channel.id, occurrence.id)
      return {
        occurrence,
        trust: `${trust.after(occurrence.deadline.cite)}${beside.says}`,
        trustMarking: beside.marking,
        latest: entries.findLast(({ state }) => state !== 'void'),
        shown: await findShown(occurrence, state, book, context),
        before: said.findLast((one) => one.occurrence === occurrence.id && one.at <= now),
        unreachable: owner?.startsWith('@') ? await whyUnreachable(owner.slice(1), db, hasLeft) : undefined,
      }
    }),
  )
}

function byRecording(a: Entry, b: Entry): number {
  return a.recordedAt < b.recordedAt ? -1 : 1
}

/** An entry logged since the occurrence was asked for, of the kind that its deadline says would show it met. */
async function findShown(
  occurrence: Occurrence,
  { watch }: NudgeState,
  book: DeadlineBook,
  { db, channel, knowledge, today }: Pick<Context, 'db' | 'channel' | 'knowledge' | 'today'>,
): Promise<Shown | undefined> {
  const { id, deadline } = occurrence
  if (deadline.shownBy === undefined || book.evidence.has(id)) return undefined
  const registered = book.registered.get(deadline.id)
  const followed = followedSince(watch, deadline.country)
  const since = askedSince(
    occurrence,
    {
      source: knowledge.sources.find((source) => source.id === deadline.cite.source)?.date,
      registered: registered && dateIn(registered, channel.zone),
      followed: followed === undefined ? today : dateIn(followed, channel.zone),
    },
    book.moves,
  )
  const { country } = deadline
  const touching = { from: since, until: addDays(today, 1) }
  const entries = await listEntries(db, { touching, ...(country !== undefined && { country }) })
  const seen = withinCeiling(entries, channel.ceiling).shown
  return shownBy(occurrence, seen, { since, today, returned: book.returned.get(id) ?? [] }, knowledge)
}

async function whyUnreachable(
  member: string,
  db: Context['db'],
  hasLeft: Context['hasLeft'],
): Promise<string | undefined> {
  return (await hasLeft?.(member)) ? 'left' : lastRefusal(db, member)
}
