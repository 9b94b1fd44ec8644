import type { Benchmark, Cycle } from '../../domain/benchmark.ts'
import { duties } from '../../domain/deadline-change.ts'
import { isWithin } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { setBenchmarkDuty } from '../../store/benchmark-duties.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { ownRole } from '../context.ts'
import { printPerson } from '../deadline/lines.ts'
import { readMember } from '../deadline/record.ts'
import { assertDuty } from '../duty.ts'
import { withheldUnchanged } from '../log/entry-id.ts'
import { note, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { baselinesMissing } from './missing-baselines.ts'
import { peopleOf } from './people.ts'

/** `PE-IL-3 assign @maria [as validator]`, or `nobody`: who looks after a benchmark, stands in, or accepts what is found. */
export async function assignBenchmark(
  cycle: Cycle,
  { id, marking }: Benchmark,
  text: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  if (!isWithin(marking, context.channel.ceiling)) return withheldUnchanged()
  const example = `/benchmark ${id} assign @ana as validator`
  const [, who = '', as = 'owner'] = /^(?:to )?(\S*)(?: as (\S+))?$/.exec(text) ?? []
  const duty = duties.find((name) => name === as.toLowerCase())
  if (!duty) throw new UserError(`"${as}" is none of ${duties.join(', ')}. Nothing was changed.`, { example })
  if (who === '') throw new UserError('Name somebody, or nobody. Nothing was changed.', { example })
  const member = /^nobody$/i.test(who) ? undefined : readMember(who, call, example)
  if (duty === 'validator' && member !== undefined) await assertReviewer(member, context)
  await writing(context.db, async (db) => {
    const held = (await peopleOf(cycle, { ...context, db })).get(id) ?? {}
    assertDuty({ duty, member, held, example: `/benchmark ${id}` }, call, context)
    await setBenchmarkDuty(
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
    )
  })
  const missing =
    duty === 'owner' && member !== undefined
      ? await baselinesMissing(cycle, { db: context.db, ceiling: context.channel.ceiling })
      : []
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
          `${indicator.id} waits for its ${period} value; its owner is nudged before the card is due, and the weekly digest names them until it is recorded.`,
        ),
      ),
    ],
  }
}

/** To be named a validator gives no role: it would let whoever may report make reviewers. */
async function assertReviewer(member: string, { db, appointed }: Context): Promise<void> {
  const name = member.replace(/^@/, '')
  const role = await ownRole({ db, appointed }, name)
  if (role !== undefined && isAtLeast(role, 'reviewer')) return
  throw new UserError(
    `${member} is no reviewer, and could accept nothing. An administrator gives that role first. Nothing was changed.`,
    { example: `/attache roles give ${member} reviewer because …` },
  )
}
