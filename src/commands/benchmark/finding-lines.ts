import type { Benchmark, Cycle, Indicator } from '../../domain/benchmark.ts'
import { dateIn, printDate, timeIn } from '../../domain/date.ts'
import type { Finding } from '../../domain/finding.ts'
import { isAbout } from '../../domain/finding.ts'
import { measureProgress } from '../../domain/progress.ts'
import { printQuantity } from '../../domain/quantity.ts'
import { makeRollUp } from '../../domain/roll-up.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { findingVersions } from '../../store/findings.ts'
import type { Context } from '../call.ts'
import { gatherCycle } from '../cycle-entries.ts'
import { type Line, list, type Part, paragraph, type Span } from '../reply.ts'
import { printFigures } from './progress-lines.ts'

/** `baseline 12,000 kg cocaine in FY2008, coca production zones, for FY2010/PE-IL-3b`: a finding in one line. */
export function findingPhrase({ cycle, about, found, typed }: Finding, knowledge: Knowledge): string {
  // What a purge left of it has no words.
  if (typed === '') return `removed, of ${cycle}/${about}`
  const key = `${cycle}/${about}`
  if (found.of === 'assessment') return `${key} assessed ${found.level}`
  if (found.of === 'adoption')
    return `total ${found.entry} adopted as the ${found.as === 'actual' ? 'actual' : `${found.period} baseline`} of ${key}`
  const term = knowledge.substances.find(({ id }) => id === found.substance)
  // One that names none is of the whole class.
  const substance = term?.id.startsWith('unnamed-') ? `of every ${term.class}` : term?.name
  const what = [printQuantity(found.quantity, knowledge.units), substance, found.form].filter(Boolean)
  return `baseline ${what.join(' ')} in ${found.period}, ${found.scope}, for ${key}`
}

/** What a finding is, its source and reason, who recorded it and when, and whether anyone has reviewed it. */
export function findingLine(finding: Finding, context: Context): Span[] {
  const { id, marking, source, grade, reason, recordedBy, changedBy, changedAt, version, state } = finding
  const day = printDate(dateIn(changedAt, context.channel.zone))
  const whence = source ? ` · src ${source.text} (${grade})` : ''
  const who: Span[] =
    state === 'submitted'
      ? [{ member: changedBy }, `, ${day} · not yet reviewed`]
      : [{ member: recordedBy }, ` · ${state} by `, { member: changedBy }, `, ${day}`]
  return [
    { bold: id },
    `${version > 1 ? `, version ${version}` : ''} (${marking}) ${findingPhrase(finding, context.knowledge)}${whence} · because ${reason} · by `,
    ...who,
  ]
}

/** A version in a finding's history. */
export function findingHistory(version: Finding, context: Context): Line {
  const { changedAt, changedBy, reason, restatement, state } = version
  const { zone } = context.channel
  return [
    `version ${version.version}: ${state}, ${findingPhrase(version, context.knowledge)}, by `,
    { member: changedBy },
    `, ${printDate(dateIn(changedAt, zone))} ${timeIn(changedAt, zone)}, because ${reason}${restatement ? `, restatement ${restatement}` : ''}`,
  ]
}

function goneFrom({ cycle, about }: Finding): string {
  return `${cycle}/${about} is no longer in the data folder: no card shows it.`
}

/** The indicators that a finding is about, as its cycle holds them now. */
function indicatorsAbout(
  finding: Pick<Finding, 'about'>,
  cycle: Cycle,
): { benchmark: Benchmark; indicator: Indicator }[] {
  return cycle.benchmarks.flatMap((benchmark) =>
    benchmark.indicators
      .filter((indicator) => isAbout(finding, indicator, benchmark.id))
      .map((indicator) => ({ benchmark, indicator })),
  )
}

/** What a finding that has been written did to the status of what it is about, as a card of this channel shows it today. */
export async function describeFindingMoved(finding: Finding, context: Context): Promise<Part[]> {
  const { knowledge, db, today } = context
  const cycle = knowledge.cycles.find((one) => one.cycle === finding.cycle && one.country === finding.country)
  if (!cycle) return [paragraph(goneFrom(finding))]
  const { input } = await gatherCycle(context, cycle, today)
  const versions = await findingVersions(db, finding.id)
  const earlier = versions.find(({ version }) => version === finding.version - 1)
  const others = (input.findings ?? []).filter(({ id }) => id !== finding.id)
  const after = makeRollUp({ ...input, findings: [...others, finding] })
  const before = makeRollUp({ ...input, findings: [...others, ...(earlier ? [earlier] : [])] })
  const lines = indicatorsAbout(finding, cycle).map(({ benchmark, indicator }): Line => {
    const was = measureProgress(indicator, benchmark, before)
    const is = measureProgress(indicator, benchmark, after)
    const now = `${is.status}: ${is.why}`
    const same = was.status === is.status && was.why === is.why
    const figures = [was, is].map((progress) => printFigures(progress, knowledge.units) ?? 'nothing logged')
    return [
      { bold: `${cycle.cycle}/${indicator.id}` },
      same ? `, still ${now}` : `: ${was.status}: ${was.why} → ${now}`,
      figures[0] === figures[1] ? '' : ` · ${figures[0]} → ${figures[1]}`,
    ]
  })
  if (lines.length > 0) return [paragraph({ bold: 'What moved' }), list(lines)]
  const isHeld = cycle.benchmarks.some(({ id }) => id === finding.about)
  return isHeld ? [] : [paragraph(goneFrom(finding))]
}
