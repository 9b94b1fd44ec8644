import { printDay } from '../domain/date.ts'
import { withinCeiling } from '../domain/marking.ts'
import { listEntries } from '../store/entries.ts'
import { listWatches } from '../store/watches.ts'
import type { Call, Context } from './call.ts'
import { deadline } from './deadline/deadline.ts'
import { entryPhrase } from './log/entry-lines.ts'
import { pageOf } from './paging.ts'
import { buttons, heading, type Line, list, note, paragraph, type Reply } from './reply.ts'

/** The member's last entries shown. */
const lastEntries = 5

/** What a member sees on opening the app: what is due in any watched country, their last entries, and how to record the next. */
export async function describeHome(call: Call, context: Context): Promise<Reply> {
  const watches = [...new Set((await listWatches(context.db)).map(({ country }) => country))]
  const everywhere = { ...context, channel: { ...context.channel, watches } }
  const all = await deadline.run({ ...call, command: 'deadline', text: '' }, everywhere)
  const due = pageOf(all, 'deadline', 1) ?? all
  const { shown } = withinCeiling(
    await listEntries(context.db, { recordedBy: call.member, latest: lastEntries }),
    context.channel.ceiling,
  )
  const mine = shown
    .reverse()
    .map((entry): Line => [{ bold: entry.id }, ` ${entryPhrase(entry, context.knowledge)} · ${entry.state}`])
  return {
    to: 'member',
    marking: due.marking,
    parts: [
      ...due.parts,
      heading('My last entries'),
      mine.length > 0
        ? list(mine)
        : paragraph('None yet. Record one from any channel: ', {
            code: '/log seizure 250 kg cocaine at Callao',
          }),
      buttons({ label: 'Log Progress', call: 'log', style: 'primary' }),
      note(`Updated ${printDay(context.today)}.`),
    ],
  }
}
