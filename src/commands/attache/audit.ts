import { dateIn, type Instant, instantAt, printDate, timeIn } from '../../domain/date.ts'
import { parseDateText } from '../../domain/date-text.ts'
import { highestMarking, withinCeiling } from '../../domain/marking.ts'
import { type ActFilter, type KeptAct, listActs } from '../../store/audit.ts'
import type { Context } from '../call.ts'
import { heading, type Line, list, note, paragraph, type Reply, withheldNote } from '../reply.ts'
import { UserError } from '../user-error.ts'

/** Acts looked through; older ones are found by naming days. */
const most = 1_000

const example = '/attache audit by @ana since 2009-04-01'

/** `/attache audit [by @ana] [<act or id>] [since <date>] [until <date>]`: who did what, newest first. */
export async function showAudit(text: string, context: Context): Promise<Reply> {
  const acts = await listActs(context.db, readFilter(text, context), most)
  const { shown, withheld } = withinCeiling(acts, context.channel.ceiling)
  return {
    to: 'member',
    marking: highestMarking(shown),
    parts: [
      heading('Who did what'),
      shown.length > 0
        ? list(shown.map((act) => actLine(act, context)))
        : paragraph('No act that may be shown here fits.'),
      ...(acts.length === most
        ? [note(`The latest ${most.toLocaleString('en-US')}; narrow it: `, { code: example })]
        : []),
      note('Whether a row was altered or taken out is seen on the machine: ', {
        code: 'attache audit verify',
      }),
      ...withheldNote(withheld),
    ],
  }
}

function actLine({ number, at, member, act, about, detail, channel }: KeptAct, context: Context): Line {
  const { zone } = context.channel
  const what = [act, about, ...(detail === undefined || detail === '' ? [] : [detail])].join(' ')
  return [
    `${number} · ${printDate(dateIn(at, zone))} ${timeIn(at, zone)} · `,
    { member },
    ` ${what}${channel === undefined || channel === about ? '' : ` · in ${channel}`}`,
  ]
}

function readFilter(text: string, context: Context): ActFilter {
  const [, before = text, since] = /^(.*?) ?\bsince (.+?)(?= until |$)/i.exec(text) ?? []
  const until = /\buntil (.+)$/i.exec(text)?.[1]
  const words = before.replace(/ ?\buntil .+$/i, '').trim()
  const [, by, rest = words] = /^by @?([^\s@]+) ?(.*)$/i.exec(words) ?? []
  return {
    ...(by !== undefined && { member: by }),
    ...(rest !== '' && { what: /^[lrnfa]-?\d+$/i.test(rest) ? idOf(rest) : rest.replace(/^@/, '') }),
    ...(since !== undefined && { since: dayOf(since, 'from', context) }),
    ...(until !== undefined && { until: dayOf(until, 'until', context) }),
  }
}

function idOf(typed: string): string {
  return typed.toUpperCase().replace(/^([A-Z])-?/, '$1-')
}

/** The first moment of a day, or the first after it. */
function dayOf(text: string, edge: 'from' | 'until', { today, channel }: Context): Instant {
  const days = parseDateText(text, today)
  if (!days || !('from' in days)) throw new UserError(`"${text}" is no day.`, { example })
  return instantAt(days[edge], '00:00', channel.zone)
}
