import { periodNamed } from '../../domain/cycle.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { type Finding, findingKey } from '../../domain/finding.ts'
import { highestMarking, isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { capitalise } from '../../domain/text.ts'
import { recordingInstant } from '../../store/entries.ts'
import { findFindingOfCall, listFindings } from '../../store/findings.ts'
import { type Db, writing } from '../../store/open.ts'
import { findRestatementOfCall } from '../../store/restatements.ts'
import type { Call, Context } from '../call.ts'
import { withheldOutcome, withheldUnchanged } from '../log/entry-id.ts'
import { describeWaiting, type Made, makeChange } from '../log/make-change.ts'
import { buttons, heading, list, longestCall, note, paragraph, type Reply, type Span } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { describeFindingMoved, findingLine, findingPhrase } from './finding-lines.ts'
import { type Named, readFinding } from './read-finding.ts'
import { validatedFinding } from './validators.ts'

/** `PE-IL-3b baseline …`, `PE-CC-1 assess …`, `PE-DP-1b adopt …`: records it, as a correction where it says anew what was found. */
export async function recordFinding(
  verb: string,
  named: Named,
  text: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  if (!isWithin(highestMarking([named.cycle, named.benchmark]), context.channel.ceiling))
    return withheldUnchanged()
  const taken = await describeTaken(call, context)
  if (taken) return taken
  const reading = await readFinding(verb, named, text, call, context)
  if ('ask' in reading) return describeAsk(reading)
  const outcome = await writing(context.db, (db) => writeFinding(db, reading.finding, context, call.key))
  if ('same' in outcome) return describeSame(outcome.same, context)
  return describeRecorded(outcome.made, outcome.finding, reading.notes, context)
}

/** Writes a finding, as the next version of what it corrects. Call it inside `writing`. */
export async function writeFinding(
  db: Db,
  finding: Finding,
  context: Context,
  callKey?: string,
): Promise<{ same: Finding } | { made: Made; finding: Finding }> {
  const key = findingKey(finding)
  const held = (await listFindings(db, finding.country)).find(
    (one) => one.state !== 'void' && findingKey(one) === key,
  )
  if (held) {
    if (!isWithin(held.marking, context.channel.ceiling))
      throw new UserError('That was found already, above what this channel may see. Nothing was changed.', {
        example: '/benchmark peru',
      })
    if (saysSame(held, finding)) return { same: held }
    if (held.recordedBy !== finding.recordedBy && !isAtLeast(context.role, 'reviewer'))
      throw new UserError(
        `${held.id} says otherwise: ${findingPhrase(held, context.knowledge)}. Only who recorded it, a reviewer or an administrator can correct it; nothing was changed.`,
        { example: `/benchmark show ${held.id}`, also: ['Recorded by ', { member: held.recordedBy }, '.'] },
      )
  }
  const changedAt = await recordingInstant(db, context.now)
  const next: Finding = held
    ? {
        ...finding,
        id: held.id,
        version: held.version + 1,
        recordedBy: held.recordedBy,
        recordedAt: held.recordedAt,
        changedAt,
      }
    : { ...finding, recordedAt: changedAt, changedAt }
  const made = await makeChange(db, {
    change: { of: 'finding', finding: next },
    country: next.country,
    marking: highestMarking([next.marking, held?.marking ?? 'U']),
    spans: spansOf(next, context),
    callKey,
  })
  return { made, finding: 'written' in made && made.written.of === 'finding' ? made.written.finding : next }
}

/** The days whose figures move with a total that somebody adopted, beside its own. Reads nothing for an event. */
export async function adoptedSpans(db: Db, { id, scope, country }: Entry, context: Context) {
  if (scope !== 'total') return []
  const findings = (await listFindings(db, country)).filter(
    (finding) => counts(finding) && finding.found.of === 'adoption' && finding.found.entry === id,
  )
  return findings.flatMap((finding) => spansOf(finding, context))
}

/** The days whose figures a finding can move: the period measured, and that of the baseline. */
export function spansOf({ cycle, country, about, found }: Finding, { knowledge }: Context) {
  const held = knowledge.cycles.find((one) => one.cycle === cycle && one.country === country)
  const indicators = held?.benchmarks.flatMap((benchmark) =>
    benchmark.indicators.filter((indicator) => [indicator.id, benchmark.id].includes(about)),
  )
  const names = [
    ...(indicators ?? []).map(({ period }) => period),
    ...('period' in found ? [found.period] : []),
  ]
  return names.map(periodNamed)
}

function saysSame(held: Finding, next: Finding): boolean {
  const content = ({ found, source, grade, reason, marking }: Finding) =>
    JSON.stringify([found, source ?? null, grade, reason, marking])
  return content(held) === content(next) && (held.state === 'submitted' || held.state === 'accepted')
}

async function describeTaken(call: Call, context: Context): Promise<Reply | undefined> {
  if (call.key === undefined) return undefined
  const held = await findFindingOfCall(context.db, call.key)
  const waits = await findRestatementOfCall(context.db, call.key)
  const finding = held ?? (waits?.change.of === 'finding' ? waits.change.finding : undefined)
  if (!finding) return undefined
  return isWithin(finding.marking, context.channel.ceiling)
    ? describeSame(finding, context)
    : withheldOutcome()
}

function describeSame(finding: Finding, context: Context): Reply {
  return {
    to: 'member',
    marking: finding.marking,
    replaces: true,
    parts: [
      paragraph({ bold: 'That is recorded already' }, ': ', ...findingLine(finding, context), '.'),
      note('Nothing more was recorded.'),
    ],
  }
}

function describeAsk({ ask, choices }: { ask: string; choices: string[] }): Reply {
  const short = choices.every(({ length }) => length <= longestCall)
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(`${ask} Nothing is recorded yet.`),
      short
        ? buttons(
            ...choices.map((call) => ({
              label: /baseline (.+?) (?:in .+ )?(?:FY|CY)/.exec(call)?.[1] ?? call,
              call,
            })),
          )
        : list(choices.map((call) => [{ code: `/${call}` }])),
    ],
  }
}

async function describeRecorded(
  made: Made,
  finding: Finding,
  notes: readonly string[],
  context: Context,
): Promise<Reply> {
  if ('waits' in made) return describeWaiting(made.waits, [`${findingPhrase(finding, context.knowledge)}.`])
  const { id, version, about } = finding
  const { validators } = await validatedFinding(context.db, finding, context)
  return {
    to: 'channel',
    marking: finding.marking,
    parts: [
      heading(version === 1 ? `Recorded ${id}` : `Corrected ${id}, version ${version}`),
      paragraph(...findingLine(finding, context), '.'),
      ...(await describeFindingMoved(finding, context)),
      ...notes.map((text) => note(`${capitalise(text)}.`)),
      note(
        ...whoReviews(validators),
        ' accepts or returns it; until then it counts, and is printed as not yet reviewed.',
      ),
      buttons(
        { label: 'Accept', call: `benchmark accept ${id}`, style: 'primary' },
        { label: 'Void', call: `benchmark void ${id} because recorded in error`, style: 'danger' },
        { label: `Show ${about}`, call: `benchmark ${finding.cycle}/${about}` },
      ),
    ],
  }
}

function whoReviews([validator]: readonly string[]): Span[] {
  return validator === undefined
    ? ['A reviewer other than who recorded it']
    : ['Its validator, ', { member: validator }, ', or an administrator']
}
