import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { duties } from '../../domain/deadline-change.ts'
import { isWithin } from '../../domain/marking.ts'
import { setBenchmarkDuty } from '../../store/benchmark-duties.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { printPerson } from '../deadline/lines.ts'
import { readMember } from '../deadline/record.ts'
import { withheldReply } from '../log/entry-id.ts'
import { note, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { baselinesMissing } from './missing-baselines.ts'

/** `PE-IL-3 assign @maria [as validator]`, or `nobody`: who looks after a benchmark, stands in, or accepts what is found. */
export async function assignBenchmark(
  cycle: Cycle,
  { id, marking }: Benchmark,
  text: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  if (!isWithin(marking, context.channel.ceiling)) return withheldReply()
  const example = `/benchmark ${id} assign @ana as validator`
  const [, who = '', as = 'owner'] = /^(?:to )?(\S*)(?: as (\S+))?$/.exec(text) ?? []
  const duty = duties.find((name) => name === as.toLowerCase())
  if (!duty) throw new UserError(`"${as}" is none of ${duties.join(', ')}. Nothing was changed.`, { example })
  if (who === '') throw new UserError('Name somebody, or nobody. Nothing was changed.', { example })
  const member = /^nobody$/i.test(who) ? undefined : readMember(who, call, example)
  await writing(context.db, async (db) =>
    setBenchmarkDuty(
      db,
      {
        country: cycle.country,
        cycle: cycle.cycle,
        benchmark: id,
        duty,
        ...(member !== undefined && { member }),
        changedBy: call.member,
        changedAt: await recordingInstant(db, context.now),
      },
      marking,
    ),
  )
  const missing = duty === 'owner' && member !== undefined ? await baselinesMissing(cycle, context) : []
  const own = missing.filter(({ benchmark }) => benchmark.id === id)
  return {
    to: 'channel',
    marking,
    replaces: true,
    parts: [
      paragraph(
        { bold: `${cycle.cycle}/${id}` },
        `: ${duty} is now `,
        member === undefined ? 'nobody' : printPerson(member),
        ', said by ',
        { member: call.member },
        '.',
      ),
      ...own.map(({ indicator, period }) =>
        note(
          `${indicator.id} waits for its ${period} value; the weekly digest names its owner until it is recorded.`,
        ),
      ),
    ],
  }
}
