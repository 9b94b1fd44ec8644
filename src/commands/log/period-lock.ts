import { findCountry, onlyWatched } from '../../domain/country.ts'
import { addDays, printDate } from '../../domain/date.ts'
import { parsePeriod, printPeriod } from '../../domain/period.ts'
import type { PeriodLock } from '../../domain/restatement.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { setPeriodLock } from '../../store/period-locks.ts'
import type { Call, Context } from '../call.ts'
import { unknownCountry } from '../country.ts'
import { note, paragraph, type Reply } from '../reply.ts'
import { assertReasonWithin, assertWithin, UserError } from '../user-error.ts'
import { splitReason } from './entry-id.ts'

const example = '/attache lock FY2009 peru'

/** `/attache lock FY2009 peru`: from then on a change in those days waits for a second person, and is a restatement. */
export function lockPeriod(text: string, call: Call, context: Context): Promise<Reply> {
  return turn('locked', text, '', call, context)
}

/** `/attache unlock FY2009 peru because …`: for administrators; what was restated meanwhile stays so. */
export function unlockPeriod(text: string, call: Call, context: Context): Promise<Reply> {
  const { what, reason } = splitReason(text)
  if (reason === '') {
    throw new UserError('Say why: a lock that is taken off keeps its reason. Nothing was changed.', {
      example: '/attache unlock FY2009 peru because locked too early',
    })
  }
  return turn('open', what, reason, call, context)
}

async function turn(
  state: PeriodLock['state'],
  text: string,
  reason: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  assertWithin(text, context.channel.ceiling)
  assertReasonWithin(reason, 'U', '/attache lock FY2009 peru')
  const { period, country } = readPeriodAndCountry(text, context)
  const lock = {
    country: country.id,
    period: period.name,
    from: period.from,
    until: period.until,
    state,
    changedBy: call.member,
    ...(reason !== '' && { reason }),
  }
  const stood = await writing(context.db, async (db) =>
    setPeriodLock(db, { ...lock, changedAt: await recordingInstant(db, context.now) }),
  )
  const named = `${printPeriod(period)} of ${country.name}`
  if (stood) {
    return {
      to: 'member',
      marking: 'U',
      parts: [
        paragraph({ bold: `${named} is ${state === 'locked' ? 'locked' : 'not locked'} already` }, '.'),
        state === 'locked'
          ? note('By ', { member: stood.changedBy }, '. Nothing was changed.')
          : note('Nothing was changed.'),
      ],
    }
  }
  return {
    to: 'channel',
    marking: 'U',
    parts: [
      paragraph(
        { bold: `${state === 'locked' ? 'Locked' : 'Unlocked'} ${named}` },
        ', by ',
        { member: call.member },
        `${reason ? `, because ${reason}` : ''}.`,
      ),
      state === 'locked'
        ? note(
            'Whatever changes its figures from now on waits for a reviewer other than the one who changes it, and is a restatement: ',
            { code: '/log list waiting' },
          )
        : note('Changes in those days take effect at once again; restatements stay marked.'),
      ...(state === 'locked' && context.today < period.until
        ? [
            note(
              `It is not over until ${printDate(addDays(period.until, -1))}: new entries of its days wait too.`,
            ),
          ]
        : []),
    ],
  }
}

/** `FY2009 peru` or `peru FY2009`; without a country, the channel's only watched one. Here FY2009 is the period. */
function readPeriodAndCountry(text: string, { knowledge, channel }: Context) {
  const words = text.split(' ').filter((word) => word !== '')
  const at = words.findIndex((word) => parsePeriod(word.toUpperCase()))
  const period = parsePeriod((words[at] ?? '').toUpperCase())
  if (!period) throw new UserError('Name a period: FY2009, CY2009 or a month such as 2009-03.', { example })
  const word = words.filter((_, index) => index !== at).join(' ')
  const country =
    word === ''
      ? knowledge.countries.find(({ id }) => id === onlyWatched(channel.watches))
      : findCountry(word, knowledge.countries)
  if (country) return { period, country }
  if (word === '') throw new UserError('Name the country too.', { example })
  throw unknownCountry(word, knowledge, `attache lock ${period.name}`)
}
