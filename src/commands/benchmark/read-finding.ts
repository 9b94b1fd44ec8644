import type { Benchmark, Cycle, Indicator } from '../../domain/benchmark.ts'
import { resolveEntry } from '../../domain/clause.ts'
import { measureFailures } from '../../domain/counts-toward.ts'
import { periodNamed } from '../../domain/cycle.ts'
import type { Entry } from '../../domain/entry.ts'
import { type Finding, type Found, levels } from '../../domain/finding.ts'
import {
  baselinePeriods,
  type FindingLine,
  readBaseline,
  readFindingLine,
} from '../../domain/finding-text.ts'
import { claimedMarking, highestMarking, isWithin } from '../../domain/marking.ts'
import { covers, printPeriod, printSpan } from '../../domain/period.ts'
import { nearestWord } from '../../domain/text.ts'
import { findEntry } from '../../store/entries.ts'
import type { Call, Context } from '../call.ts'
import { aboveCeiling, UserError } from '../user-error.ts'

/** A benchmark that a line names, and the indicator of it where the line names one or there is but one. */
export interface Named {
  cycle: Cycle
  benchmark: Benchmark
  indicator?: Indicator
  /** The id as it is written in the data folder: the indicator's where one was named. */
  about: string
}

/** What an id typed names of a benchmark. */
export function namedBy(typed: string, cycle: Cycle, benchmark: Benchmark): Named {
  const id = typed.split('/').at(-1)?.toUpperCase()
  const [only, ...others] = benchmark.indicators
  const named = benchmark.indicators.find((indicator) => indicator.id.toUpperCase() === id)
  const indicator = named ?? (others.length === 0 ? only : undefined)
  return { cycle, benchmark, ...(indicator && { indicator }), about: named?.id ?? benchmark.id }
}

/** A finding as it was read, before it has a number; or a question whose answers are whole lines. */
export type FindingReading = { finding: Finding; notes: string[] } | { ask: string; choices: string[] }

type Reader = (named: Named, line: FindingLine, call: Call, context: Context) => Promise<FindingReading>

const readers: Readonly<Record<string, Reader>> = {
  baseline: async (named, line, call, context) => readBaselineLine(named, line, call, context),
  assess: async (named, line, call, context) => readAssessment(named, line, call, context),
  adopt: readAdoption,
}

/** Reads a line about a benchmark as a finding. Throws a `UserError` for what the person must mend. */
export async function readFinding(
  verb: string,
  named: Named,
  text: string,
  call: Call,
  context: Context,
): Promise<FindingReading> {
  const line = readFindingLine(text)
  if ('problem' in line)
    throw new UserError(`${line.problem} Nothing was recorded.`, { example: exampleOf(verb, named) })
  const reader = readers[verb]
  if (!reader) throw new Error(`no finding is recorded by "${verb}"`)
  return reader(named, line, call, context)
}

function readBaselineLine(named: Named, line: FindingLine, call: Call, context: Context): FindingReading {
  const { cycle, indicator } = named
  const { knowledge, today } = context
  const example = exampleOf('baseline', named)
  if (!indicator)
    throw new UserError(
      `${named.benchmark.id} has several indicators: ${named.benchmark.indicators.map(({ id }) => id).join(', ')}. Name the one the value is of; nothing was recorded.`,
      { example },
    )
  const reading = readBaseline(line.words, indicator, cycle, {
    lexicon: knowledge,
    today,
    country: cycle.country,
  })
  if ('problem' in reading) throw new UserError(`${reading.problem} Nothing was recorded.`, { example })
  if ('ask' in reading) {
    const [tail = ''] = / (?:because|src|source|mark|evidence [A-D])\b.*$/i.exec(call.text) ?? []
    return {
      ask: reading.ask,
      choices: reading.readings.map(
        ({ words }) => `benchmark ${cycle.cycle}/${indicator.id} baseline ${words}${tail}`,
      ),
    }
  }
  assertSourced(line, example)
  const finding = makeFinding(reading.found, named, line, call, context)
  return { finding, notes: [...reading.notes, ...weakNote(line)] }
}

function readAssessment(named: Named, line: FindingLine, call: Call, context: Context): FindingReading {
  const example = exampleOf('assess', named)
  const word = line.words.toLowerCase()
  const level = levels.find((one) => one === word)
  if (!level) {
    const nearest = nearestWord(word, levels)
    const meant = nearest === undefined ? '' : ` Is it ${nearest}?`
    throw new UserError(
      `A level is one of ${levels.join(', ')}${word === '' ? '' : `, and "${line.words}" is none`}.${meant} Nothing was recorded.`,
      { example },
    )
  }
  assertSourced(line, example)
  return {
    finding: makeFinding({ of: 'assessment', level }, named, line, call, context),
    notes: weakNote(line),
  }
}

/** `adopt L-3 as actual because …`: the total must be one that only its being a total keeps out. */
async function readAdoption(
  named: Named,
  line: FindingLine,
  call: Call,
  context: Context,
): Promise<FindingReading> {
  const example = exampleOf('adopt', named)
  const { indicator, cycle } = named
  const [, number, as] = /^L-?(\d{1,9}) as (?:the )?(actual|baseline)$/i.exec(line.words) ?? []
  if (!indicator || number === undefined || as === undefined)
    throw new UserError('Name an indicator, a logged total, and whether as actual or baseline.', { example })
  if (line.reason === '')
    throw new UserError('Say why: an adoption keeps its reason. Nothing was recorded.', { example })
  const entry = await findEntry(context.db, `L-${number}`)
  if (!entry) throw new UserError(`There is no entry L-${number}.`, { example: '/log list' })
  if (!isWithin(entry.marking, context.channel.ceiling))
    throw new UserError('That entry is withheld here (SBU). Nothing was recorded.', { example: '/log list' })
  const found = adoptionOf(
    entry,
    as.toLowerCase() === 'actual' ? 'actual' : 'baseline',
    indicator,
    cycle,
    context,
  )
  if (typeof found === 'string')
    throw new UserError(`${entry.id} cannot be adopted: ${found}. Nothing was recorded.`, {
      example: `/log show ${entry.id}`,
    })
  const finding = makeFinding(found, named, { ...line, grade: entry.grade }, call, context)
  return { finding: { ...finding, marking: highestMarking([finding, entry]) }, notes: [] }
}

/** What adopting an entry amounts to, or why it cannot be. */
function adoptionOf(
  entry: Entry,
  as: 'actual' | 'baseline',
  indicator: Indicator,
  cycle: Cycle,
  { knowledge }: Context,
): Found | string {
  if (entry.state === 'void' || entry.state === 'returned') return `it is ${entry.state}`
  if (entry.country !== cycle.country) return 'it is of another country'
  if (entry.scope !== 'total') return 'it is an event, and is added already where it counts'
  const resolved = resolveEntry(entry, knowledge)
  const sides = (['counts', 'over'] as const).map((side) => measureFailures(resolved, indicator, side))
  const failures = sides.filter((side) => side !== undefined).sort((a, b) => a.length - b.length)[0]
  const allowed = as === 'actual' ? ['scope'] : ['scope', 'period']
  const failed = failures?.find(({ clause }) => !allowed.includes(clause))
  if (!failures) return `${indicator.id} counts nothing of the kind ${entry.kind}`
  if (failed) return failed.phrase
  if (as === 'actual') {
    const period = periodNamed(indicator.period)
    return covers(period, entry)
      ? { of: 'adoption', entry: entry.id, as, period: period.name }
      : `${printSpan(entry)} is not within ${printPeriod(period)}`
  }
  const periods = baselinePeriods(indicator, cycle).map(periodNamed)
  const period = periods.find(({ from, until }) => entry.from === from && entry.until === until)
  if (period) return { of: 'adoption', entry: entry.id, as, period: period.name }
  return `its days, ${printSpan(entry)}, are not the whole of ${periods.map(printPeriod).join(' or ')}`
}

/** What a source is worth is read from its form: words may well name an official record, and then it is to be said. */
function weakNote({ grade }: FindingLine): string[] {
  if (grade === 'A' || grade === 'B') return []
  return [
    `its evidence is ${grade}, ${grade === 'C' ? 'press or secondary' : 'words alone'}, and decides no status by itself. If the source is an official record or statement, say it again with "evidence A" or "evidence B" in it`,
  ]
}

function assertSourced({ reason, source }: FindingLine, example: string): void {
  if (reason !== '' && source) return
  const missing = reason === '' ? (source ? 'why' : 'why, and from what source') : 'from what source'
  throw new UserError(`Say ${missing}: both stay on record. Nothing was recorded.`, { example })
}

function makeFinding(
  found: Found,
  { cycle, benchmark, indicator, about }: Named,
  { reason, source, grade, mark }: FindingLine,
  call: Call,
  { channel, now }: Context,
): Finding {
  const claimed = claimedMarking(call.text) === 'U' ? 'U' : 'SBU'
  const marking = highestMarking([mark ?? channel.ceiling, claimed, benchmark.marking])
  if (!isWithin(marking, channel.ceiling)) throw aboveCeiling(marking, channel.ceiling)
  return {
    id: 'F-0',
    version: 1,
    country: cycle.country,
    cycle: cycle.cycle,
    about: found.of === 'assessment' ? about : (indicator?.id ?? about),
    found,
    ...(source && { source }),
    grade,
    reason,
    marking,
    state: 'submitted',
    typed: call.text,
    channel: call.channel,
    recordedBy: call.member,
    recordedAt: now,
    changedBy: call.member,
    changedAt: now,
  }
}

/** A line that works for this benchmark, with what the person has to put in. */
function exampleOf(verb: string, { cycle, benchmark, indicator }: Named): string {
  const measured = indicator ?? benchmark.indicators.find(({ counts }) => counts.length > 0)
  if (verb === 'baseline' && measured && (indicator?.counts.length ?? 1) > 0) {
    const [period] = baselinePeriods(measured, cycle)
    const where = measured.counts.every(({ placeClass }) => placeClass) ? ' in zones' : ''
    const amount = measured.counts[0]?.substance?.includes('coca') ? '10,000 ha coca' : '12,000 kg cocaine'
    return `/benchmark ${measured.id} baseline ${measured.measure === 'count' ? '120' : amount} ${period ?? 'FY2008'}${where} src "the annual report" evidence A because it states the year's total`
  }
  if (verb === 'adopt')
    return `/benchmark ${measured?.id ?? benchmark.id} adopt L-3 as actual because the ministry's total is complete`
  return `/benchmark ${benchmark.id} assess partial because the first step is done src 09 LIMA 412`
}
