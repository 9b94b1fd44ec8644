import { dateIn, printDate, printDay, timeIn } from '../../domain/date.ts'
import { withinCeiling } from '../../domain/marking.ts'
import { capitalise } from '../../domain/text.ts'
import { latestInstant } from '../../store/entries.ts'
import { listPeriodLocks } from '../../store/period-locks.ts'
import type { Context } from '../call.ts'
import type { Check } from '../check.ts'
import { facts, heading, type Line, list, note, type Part, type Reply } from '../reply.ts'

/** `/attache status`: what the caller, the channel and the store stand at. */
export async function showStatus(context: Context): Promise<Reply> {
  const { db, knowledge, channel, now } = context
  const names = channel.watches.map(
    (id) => knowledge.countries.find((country) => country.id === id)?.name ?? id,
  )
  const latest = await latestInstant(db)
  const locks = await listPeriodLocks(db)
  const locked = locks
    .filter(({ state, country }) => state === 'locked' && isAbout(country, channel.watches))
    .map(({ country, period }) => `${country} ${period}`)
  const cycles = withinCeiling(knowledge.cycles, channel.ceiling).shown.map(
    (cycle) => `${cycle.country} ${cycle.cycle} (${cycle.benchmarks.length} benchmarks)`,
  )
  const { role } = await context.standing()
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Status'),
      facts(
        ['Clock', `${printDay(dateIn(now, channel.zone))} ${timeIn(now, channel.zone)} ${channel.zone}`],
        [
          'Channel',
          `${channel.id} · ceiling ${channel.ceiling} · watches ${names.join(', ') || 'no country'}`,
        ],
        ['You', role],
        ['Cycles held', cycles.join(', ') || 'none'],
        ['Locked', locked.join(', ') || 'no period'],
        ['Last recorded', latest === undefined ? 'nothing yet' : printDate(dateIn(latest, channel.zone))],
        ['Data folder', knowledge.hash.slice(0, 12)],
      ),
      ...(role === 'administrator' && context.inspect ? describeChecks(await context.inspect()) : []),
    ],
  }
}

/** For administrators: what is not as it should be, with what to do; of the rest only how much there is. */
function describeChecks(checks: readonly Check[]): Part[] {
  const seen = checks.filter(({ state }) => state !== 'ok')
  const well = checks.length - seen.length
  return [
    ...(seen.length > 0
      ? [
          list(
            seen.map(
              ({ state, what, says, mend }): Line => [
                { bold: `${state}: ${what}` },
                ` · ${says}${mend === undefined ? '' : `. ${capitalise(mend)}`}`,
              ],
            ),
          ),
        ]
      : []),
    note(
      `${well} of ${checks.length} checks are well${seen.length === 0 ? '' : '; more of them'}: `,
      { code: 'attache doctor' },
      ' on the machine.',
    ),
  ]
}

/** A channel that watches no country is told of all. */
function isAbout(country: string, watches: readonly string[]): boolean {
  return watches.length === 0 || watches.includes(country)
}
