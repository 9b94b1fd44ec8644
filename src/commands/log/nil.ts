import type { Benchmark } from '../../domain/benchmark.ts'
import { findBenchmark, measuredPeriods } from '../../domain/cycle.ts'
import { addDays, printDate } from '../../domain/date.ts'
import { parseDateText } from '../../domain/date-text.ts'
import { counts, type Entry } from '../../domain/entry.ts'
import { claimedMarking, highestMarking, isWithin, withinCeiling } from '../../domain/marking.ts'
import { covers, parsePeriod, printSpan } from '../../domain/period.ts'
import type { NilVersion } from '../../domain/restatement.ts'
import { isAtLeast } from '../../domain/role.ts'
import { listEntries, recordingInstant } from '../../store/entries.ts'
import { listNilReturns, nilVersions } from '../../store/nil-returns.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { isUnder } from '../cycle-entries.ts'
import { buttons, heading, note, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { nilPhrase } from './change-lines.ts'
import { readId, splitReason, withheldOutcome, withheldUnchanged } from './entry-id.ts'
import { describeWaiting, type Made, makeChange } from './make-change.ts'

const example = '/log nil PE-DP-2 for 2009-03'

/** `/log nil PE-DP-2 for 2009-05`: somebody's word that nothing happened, which is neither zero nor nothing logged. */
export async function giveNil(text: string, call: Call, context: Context): Promise<Reply> {
  const nil = readNil(text, call, context)
  if (!nil) return withheldUnchanged()
  const outcome = await writing(context.db, async (db) => {
    const given = (await listNilReturns(db, nil.country)).find(
      (one) =>
        one.state === 'given' &&
        one.cycle === nil.cycle &&
        one.benchmark === nil.benchmark &&
        one.from === nil.from &&
        one.until === nil.until,
    )
    if (given) return { given }
    const logged = await loggedUnder(
      nil,
      await listEntries(db, { country: nil.country, touching: nil }),
      context,
    )
    if (logged.length > 0) {
      throw new UserError(
        `${logged.join(', ')} ${logged.length === 1 ? 'is' : 'are'} logged under ${nil.benchmark} in those days, so they were not nil. Nothing was recorded.`,
        { example: `/log show ${logged[0]}` },
      )
    }
    const changedAt = await recordingInstant(db, context.now)
    return { made: await makeChange(db, proposed({ ...nil, changedAt })) }
  })
  if ('made' in outcome) return describeNil(outcome.made, nil)
  const { given } = outcome
  if (!isWithin(given.marking, context.channel.ceiling)) return withheldOutcome()
  return {
    to: 'member',
    marking: given.marking,
    parts: [
      paragraph({ bold: `${given.id} says that already` }, `: ${nilPhrase(given)}.`),
      paragraph('By ', { member: given.changedBy }, '. Nothing more was recorded.'),
    ],
  }
}

/** `/log void N-1 because …`: the nil return no longer stands. */
export async function voidNil(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  const id = readId(what, 'void N-1 because something was found', 'N')
  if (reason === '') {
    throw new UserError('Say why: a void keeps its reason. Nothing was changed.', {
      example: `/log void ${id} because something was found`,
    })
  }
  const outcome = await writing(context.db, async (db) => {
    const held = (await nilVersions(db, id)).at(-1)
    if (!held) throw new UserError(`There is no nil return ${id}.`, { example })
    if (!isWithin(held.marking, context.channel.ceiling)) return undefined
    if (held.state === 'void') return { held }
    if (held.changedBy !== call.member && !isAtLeast(context.role, 'reviewer')) {
      throw new UserError(
        `${id} was given by somebody else. Only they, a reviewer or an administrator can void it; nothing was changed.`,
        { example },
      )
    }
    const changedAt = await recordingInstant(db, context.now)
    const { restatement: _, ...content } = held
    const nil: NilVersion = {
      ...content,
      version: held.version + 1,
      state: 'void',
      changedBy: call.member,
      changedAt,
      reason,
    }
    return { held: nil, made: await makeChange(db, proposed(nil)) }
  })
  if (!outcome) return withheldUnchanged()
  const { held, made } = outcome
  if (made && 'waits' in made) return describeWaiting(made.waits, [`${id} would be void.`])
  return {
    to: made ? 'channel' : 'member',
    marking: held.marking,
    replaces: true,
    parts: [
      paragraph({ bold: made ? `Voided ${id}` : `${id} is void already` }, `: ${nilPhrase(held)}.`),
      paragraph('By ', { member: held.changedBy }, `, because ${held.reason ?? 'no reason was kept'}.`),
    ],
  }
}

/** Undefined when the benchmark is above the channel's ceiling. */
function readNil(text: string, call: Call, context: Context): NilVersion | undefined {
  const { knowledge, channel, today, now } = context
  const [, id = '', words = ''] = /^(\S+)\s+(?:for|in)\s+(.+)$/i.exec(text) ?? []
  if (words === '') throw new UserError('Name a benchmark and the days it was nil for.', { example })
  const days = parsePeriod(words.toUpperCase()) ?? parseDateText(words, today)
  if (!days || !('from' in days)) {
    throw new UserError(`"${words}" is no span of days; write a month, a year or two days.`, { example })
  }
  if (days.until > addDays(today, 1)) {
    throw new UserError(
      `${printSpan(days)} is not over: today is ${printDate(today)}. A nil return is given for days that are.`,
      { example },
    )
  }
  const found = findBenchmark(id, knowledge.cycles, days.from)
  if (!found)
    throw new UserError(
      `There is no benchmark ${id}; nothing was recorded. See what is held with /benchmark peru.`,
      {
        example,
      },
    )
  const { cycle, benchmark } = found
  if (!isWithin(highestMarking([cycle, benchmark]), channel.ceiling)) return undefined
  if (!measuredPeriods(cycle).some((period) => covers(period, days))) {
    throw new UserError(
      `${cycle.cycle} measures ${cycle.measures.join(' and ')}; ${printSpan(days)} is not wholly in either. Nothing was recorded.`,
      { example },
    )
  }
  const claimed = claimedMarking(text) === 'U' ? 'U' : 'SBU'
  return {
    id: 'N-0',
    version: 1,
    country: cycle.country,
    cycle: cycle.cycle,
    benchmark: namedId(benchmark, id),
    from: days.from,
    until: days.until,
    marking: highestMarking([channel.ceiling, benchmark.marking, claimed]),
    state: 'given',
    changedBy: call.member,
    changedAt: now,
  }
}

/** The benchmark's id, or that of the indicator that was named. */
function namedId({ id, indicators }: Benchmark, typed: string): string {
  const name = typed.split('/').at(-1)?.toUpperCase()
  return indicators.find((indicator) => indicator.id.toUpperCase() === name)?.id ?? id
}

function proposed(nil: NilVersion): Parameters<typeof makeChange>[1] {
  return { change: { of: 'nil return', nil }, country: nil.country, marking: nil.marking, spans: [nil] }
}

/** Ids of counting entries that are evidence against it. Entries above the ceiling are not told, and do not speak here. */
async function loggedUnder(nil: NilVersion, entries: readonly Entry[], context: Context): Promise<string[]> {
  const { knowledge, channel } = context
  const cycle = knowledge.cycles.find((one) => one.cycle === nil.cycle && one.country === nil.country)
  return withinCeiling(entries, channel.ceiling)
    .shown.filter((entry) => counts(entry) && cycle && isUnder(entry, nil.benchmark, cycle, knowledge))
    .map(({ id }) => id)
}

function describeNil(made: Made, nil: NilVersion): Reply {
  if ('waits' in made) return describeWaiting(made.waits, [`A new ${nilPhrase(nil)}.`])
  if (made.written.of !== 'nil return') throw new Error('recorded what is no nil return')
  const { id, marking, changedBy } = made.written.nil
  return {
    to: 'channel',
    marking,
    parts: [
      heading(`Recorded ${id}`),
      paragraph({ bold: nilPhrase(nil) }, ', by ', { member: changedBy }, '.'),
      note('It says that somebody looked and nothing happened; it is neither zero nor nothing logged.'),
      buttons({ label: 'Void', call: `log void ${id} because something was found`, style: 'danger' }),
    ],
  }
}
