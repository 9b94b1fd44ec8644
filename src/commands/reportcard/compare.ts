import type { Cycle } from '../../domain/benchmark.ts'
import { dateIn, daysBetween, endOfDay, type IsoDate, printDate } from '../../domain/date.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import type { Finding } from '../../domain/finding.ts'
import type { FrozenCard } from '../../domain/frozen-card.ts'
import type { UnitTerm } from '../../domain/lexicon.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import type { IndicatorProgress } from '../../domain/progress.ts'
import { indicatorsOf, type ReportCard } from '../../domain/report-card.ts'
import type { NilReturn, RollUpInput } from '../../domain/roll-up.ts'
import type { Pair } from '../../domain/same-event.ts'
import { plural } from '../../domain/text.ts'
import { entryVersions, findEntry } from '../../store/entries.ts'
import { findingVersions } from '../../store/findings.ts'
import { findingPhrase } from '../benchmark/finding-lines.ts'
import { printFigures } from '../benchmark/progress-lines.ts'
import type { Context } from '../call.ts'
import { gatherCycle } from '../cycle-entries.ts'
import { changedFields } from '../log/entry-fields.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply, withheldReply } from '../reply.ts'
import { type CardMade, makeCard } from './card.ts'
import { dataChanges, keepKnowledge } from './data-changes.ts'
import { cycleOfFrozen, frozenLine } from './freeze.ts'

/**
 * What a card says now that a frozen one did not, and why: every entry and finding on which they differ, with who changed it,
 * when and for what reason; then the data folder, the program and the days that passed. Both are read at the ceiling the frozen
 * one was made at, or this channel's where that is lower.
 */
export async function compareWithFrozen(frozen: FrozenCard, asOf: IsoDate, context: Context): Promise<Reply> {
  const { knowledge, channel } = context
  const { cycle, country } = cycleOfFrozen(frozen, knowledge)
  const ceiling = isWithin(frozen.ceiling, channel.ceiling) ? frozen.ceiling : channel.ceiling
  const at = { ...context, channel: { ...channel, ceiling } }
  const made = await makeCard({ country, cycle, asOf }, at)
  if ('answer' in made) return withheldReply()
  const { input } = await gatherCycle({ ...at, asOf: frozen.instant }, cycle, frozen.asOf)
  const then = await asKept(input, frozen, context)
  const { input: current } = await gatherCycle(at, cycle, asOf)
  const instant = endOfDay(asOf, channel.zone)
  const left = await entriesLeft(frozen, current.entries, (id) => findEntry(context.db, id, instant))
  const now = { ...current, entries: [...current.entries, ...left] }
  const moved = movedLines(frozen.card, made.card, knowledge.units)
  const why = whyLines({ frozen, made, then, now, cycle }, context)
  return {
    to: 'member',
    marking: highestMarking([
      ...[frozen, made.card],
      ...now.entries.filter(({ id }) => frozen.card.entries.includes(id)),
      ...changedFindings(then, now),
      ...changedNils(then, now).flat(),
    ]),
    parts: [
      heading(`${frozen.id} and now`),
      paragraph(
        ...frozenLine(frozen, context),
        `; now as of ${printDate(asOf)} · fingerprint ${made.print}.`,
      ),
      ...titled('What moved', moved, 'No status and no figure moved.'),
      ...titled('Why', why, frozen.print === made.print ? 'Nothing was changed: it is the same card.' : ''),
      note('The card as it was: ', { code: `/reportcard ${frozen.id}` }),
    ],
  }
}

/** The same, each record that the card rested on in the version it had then. */
async function asKept(
  { entries, findings = [], ...rest }: RollUpInput,
  frozen: FrozenCard,
  { db }: Context,
): Promise<RollUpInput> {
  const { knowledge, instant } = frozen
  const kept = async <T extends { id: string; version: number }>(
    record: T,
    read: (db: Context['db'], id: string) => Promise<readonly T[]>,
  ): Promise<T> => {
    const version = knowledge?.versions[record.id]
    if (version === undefined || version === record.version) return record
    return (await read(db, record.id)).find((one) => one.version === version) ?? record
  }
  const left = await entriesLeft(frozen, entries, async (id) => {
    const versions = await entryVersions(db, id)
    const version = knowledge?.versions[id]
    return versions.findLast((one) =>
      version === undefined ? one.changedAt <= instant : one.version === version,
    )
  })
  return {
    ...rest,
    entries: [...(await Promise.all(entries.map((entry) => kept(entry, entryVersions)))), ...left],
    findings: await Promise.all(findings.map((finding) => kept(finding, findingVersions))),
  }
}

/** Entries that the card rested on and that are not among its cycle's any more: put in other days, or marked higher. */
async function entriesLeft(
  { card }: FrozenCard,
  entries: readonly Entry[],
  read: (id: string) => Promise<Entry | undefined>,
): Promise<Entry[]> {
  const held = new Set(entries.map(({ id }) => id))
  const left = await Promise.all(card.entries.filter((id) => !held.has(id)).map(read))
  return left.filter((entry) => entry !== undefined)
}

function titled(title: string, lines: readonly Line[], none: string): Part[] {
  if (lines.length > 0) return [paragraph({ bold: title }), list([...lines])]
  return none === '' ? [] : [paragraph(none)]
}

/** Indicators whose status or figures differ, and those that only one of the cards has. */
function movedLines(before: ReportCard, after: ReportCard, units: readonly UnitTerm[]): Line[] {
  const was = new Map(indicatorsOf(before).map((one) => [one.id, one]))
  const is = new Map(indicatorsOf(after).map((one) => [one.id, one]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): Line[] => {
    const [earlier, later] = [was.get(id), is.get(id)]
    if (!earlier || !later) return [[{ bold: id }, later ? ` is new: ${said(later)}` : ' is no longer in it']]
    const figures = [earlier, later].map((one) => printFigures(one, units) ?? one.data.actual)
    const level = [earlier, later].map(({ assessment }) => assessment?.level)
    const sameFigures = figures[0] === figures[1]
    const sameStatus = earlier.status === later.status
    if (sameFigures && sameStatus && level[0] === level[1]) return []
    const status = sameStatus ? `still ${later.status}` : `${said(earlier)} → ${said(later)}`
    return [[{ bold: id }, ` ${status}`, sameFigures ? '' : ` · ${figures[0]} → ${figures[1]}`]]
  })
}

function said({ status, why }: IndicatorProgress): string {
  return `${status}: ${why}`
}

interface Compared {
  frozen: FrozenCard
  made: CardMade
  then: RollUpInput
  now: RollUpInput
  cycle: Cycle
}

function whyLines(compared: Compared, context: Context): Line[] {
  const { frozen, made, then, now } = compared
  const ids = new Set([...frozen.card.entries, ...made.card.entries])
  const days = daysBetween(frozen.asOf, made.asOf)
  return [
    ...entryLines(ids, compared, context),
    ...pairLines(ids, then.pairs ?? [], now.pairs ?? []),
    ...findingLines(then, now, context),
    ...nilLines(then, now),
    ...dataLines(compared, context),
    ...(frozen.program === context.version
      ? []
      : [`The program was changed: ${frozen.program} then, ${context.version} now.`]),
    ...(days === 0 ? [] : [`${plural(Math.abs(days), 'day')} lie between the two.`]),
  ]
}

/** Records that the card is made of, where they were kept with it; a hash of the whole folder says only that something differs. */
function dataLines({ frozen, made }: Compared, { knowledge }: Context): Line[] {
  if (frozen.data === knowledge.hash) return []
  if (!frozen.knowledge) return ['The data folder was changed: targets, clauses or words may differ.']
  const changes = dataChanges(frozen.knowledge, keepKnowledge(made.cycle, knowledge))
  return changes.length > 0 ? changes : ['The data folder was changed, in nothing that this card is made of.']
}

function entryLines(ids: ReadonlySet<string>, { frozen, then, now }: Compared, context: Context): Line[] {
  const before = new Map(then.entries.map((entry) => [entry.id, entry]))
  const after = new Map(now.entries.map((entry) => [entry.id, entry]))
  return [...ids].sort(byNumber).flatMap((id): Line[] => {
    const [was, is] = [before.get(id), after.get(id)]
    const what = is && whatHappened(was, is, frozen, context)
    if (!is || what === undefined) return []
    const restated = is.restatement !== undefined && is.restatement !== was?.restatement
    const whose = is.version === 1 ? is.recordedBy : is.changedBy
    const day = printDate(dateIn(is.changedAt, context.channel.zone))
    return [
      [
        { bold: id },
        ` ${what}, by `,
        { member: whose },
        `, ${day}${is.version > 1 && is.reason ? `, because ${is.reason}` : ''}${restated ? ` · restatement ${is.restatement}` : ''}`,
      ],
    ]
  })
}

/** Undefined when the entry stood then as it stands now. */
function whatHappened(
  was: Entry | undefined,
  is: Entry,
  frozen: FrozenCard,
  { knowledge }: Context,
): string | undefined {
  const phrase = entryPhrase(is, knowledge)
  if (is.purgedAt !== undefined)
    return was?.purgedAt === undefined || was.state === 'void' ? 'removed' : undefined
  if (!was) return `added: ${phrase}`
  if (was.version === is.version)
    return frozen.card.entries.includes(is.id) ? undefined : `counts now: ${phrase}`
  const fields = changedFields(was, is, knowledge).map(
    ({ label, was, is }) => `${label.toLowerCase()} ${was} → ${is}`,
  )
  if (is.state === 'void') return `voided: ${phrase}`
  if (is.state === 'returned') return `returned: ${phrase}`
  if (fields.length > 0) return `fixed: ${fields.join('; ')}`
  if (!counts(was)) return `counts again: ${phrase}`
  return is.state === 'accepted' ? `accepted: ${phrase}` : `changed: ${phrase}`
}

function pairLines(ids: ReadonlySet<string>, then: readonly Pair[], now: readonly Pair[]): Line[] {
  const key = ({ first, second }: Pair) => `${first} ${second}`
  const before = new Map(then.map((pair) => [key(pair), pair]))
  return now.flatMap((pair): Line[] => {
    const was = before.get(key(pair))
    const matters = pair.state !== 'both' || was?.state === 'merged'
    if (was?.version === pair.version || !matters || !(ids.has(pair.first) || ids.has(pair.second))) return []
    const what = pair.state === 'merged' ? 'merged as one event' : 'no longer merged'
    return [[`${pair.first} and ${pair.second} ${what}, by `, { member: pair.changedBy }]]
  })
}

function changedFindings(then: RollUpInput, now: RollUpInput): Finding[] {
  const before = versionsOf(then)
  return (now.findings ?? []).filter(({ id, version }) => before.get(id) !== version)
}

function versionsOf({ findings = [] }: RollUpInput): Map<string, number> {
  return new Map(findings.map(({ id, version }) => [id, version]))
}

function findingLines(then: RollUpInput, now: RollUpInput, context: Context): Line[] {
  const before = versionsOf(then)
  return changedFindings(then, now).map((finding): Line => {
    const what = before.has(finding.id)
      ? finding.state === 'submitted'
        ? 'corrected'
        : finding.state
      : 'recorded'
    const { id, changedBy, changedAt, reason, restatement } = finding
    return [
      { bold: id },
      ` ${what}: ${findingPhrase(finding, context.knowledge)}, by `,
      { member: changedBy },
      `, ${printDate(dateIn(changedAt, context.channel.zone))}, because ${reason}${restatement ? ` · restatement ${restatement}` : ''}`,
    ]
  })
}

/** Those given since, and those that stand no more. */
function changedNils(then: RollUpInput, now: RollUpInput): [given: NilReturn[], voided: NilReturn[]] {
  const key = ({ benchmark, from, until }: NilReturn) => `${benchmark} ${from} ${until}`
  const [before, after] = [then, now].map(({ nilReturns = [] }) => nilReturns) as [NilReturn[], NilReturn[]]
  const without = (some: readonly NilReturn[], others: readonly NilReturn[]) => {
    const keys = new Set(others.map(key))
    return some.filter((nil) => !keys.has(key(nil)))
  }
  return [without(after, before), without(before, after)]
}

function nilLines(then: RollUpInput, now: RollUpInput): Line[] {
  const days = ({ benchmark, from }: NilReturn) => `${benchmark}, from ${printDate(from)}`
  const [given, voided] = changedNils(then, now)
  return [
    ...given.map((nil) => `Nil return given: ${days(nil)}.`),
    ...voided.map((nil) => `Nil return voided: ${days(nil)}.`),
  ]
}

const byNumber = (a: string, b: string): number => Number(a.slice(2)) - Number(b.slice(2))
