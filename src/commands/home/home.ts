import { printCitation } from '../../domain/citation.ts'
import { onlyWatched } from '../../domain/country.ts'
import { dateIn, printDay, timeIn } from '../../domain/date.ts'
import { soonestFirst } from '../../domain/deadline.ts'
import type { DeadlineBook } from '../../domain/deadline-change.ts'
import { highestMarking, type Marking, withinCeiling } from '../../domain/marking.ts'
import { isAtLeast } from '../../domain/role.ts'
import { statuses } from '../../domain/status.ts'
import { plural } from '../../domain/text.ts'
import { listEntries } from '../../store/entries.ts'
import { listWatches } from '../../store/watches.ts'
import type { Call, Context } from '../call.ts'
import { readCountryAndCycle } from '../country.ts'
import { calendarsOf, deadlinesOf, nextOccurrence, readDeadlines } from '../deadline/find-deadline.ts'
import { printDaysLeft, printDue, printOwner } from '../deadline/lines.ts'
import { entryPhrase } from '../log/entry-lines.ts'
import {
  type Button,
  buttons,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
} from '../reply.ts'
import { makeCard } from '../reportcard/card.ts'
import { sourcesBeside } from '../source-beside.ts'
import { sourceTrust } from '../source-trust.ts'
import { listWaiting } from './waiting.ts'

/** Shown of each; all of them are a press away. */
const shownDeadlines = 5
const shownCountries = 5
const lastEntries = 5

const logProgress: Button = { label: 'Log Progress', call: 'log', style: 'primary' }

/** Whether the deployment is well, and who did what in it. */
const administration: readonly Button[] = [
  { label: 'Check the Deployment', call: 'attache status' },
  { label: 'Who Did What', call: 'attache audit' },
]

/** What a part of Home shows, and the marking of what it is built from. */
interface Shown {
  parts: Part[]
  marking: Marking
}

/**
 * What a person sees on opening the app: what waits for them, what is due, how the watched countries stand, their last entries.
 * The same as `/attache home`.
 */
export async function describeHome(call: Pick<Call, 'member'>, context: Context): Promise<Reply> {
  const watched = [...new Set((await listWatches(context.db)).map(({ country }) => country))]
  const own = context.channel.watches.length > 0 ? context.channel.watches : watched
  const { role } = await context.standing()
  const about = { ...context, role, channel: { ...context.channel, watches: own } }
  const book = await readDeadlines(context)
  const waiting = await listWaiting(call, book, about)
  const sections = [
    await describeDue(book, about),
    await describeCountries(about),
    await describeMine(call, about),
  ]
  return {
    to: 'member',
    marking: highestMarking([waiting, ...sections]),
    parts: [
      heading('Waits for me'),
      waiting.lines.length > 0
        ? list(waiting.lines)
        : paragraph('Nothing. What is returned to you, asked of you or yours to validate shows here.'),
      buttons(
        ...(isAtLeast(role, 'reporter') ? [logProgress] : []),
        ...waiting.buttons,
        { label: 'My Settings', call: 'attache settings' },
        ...(role === 'administrator' ? administration : []),
      ),
      ...sections.flatMap(({ parts }) => parts),
      note(
        `Updated ${printDay(dateIn(context.now, context.channel.zone))} ${timeIn(context.now, context.channel.zone)} ${context.channel.zone}. Your role: ${role}. Ask in the Messages tab, in your own words; every command: /attache help`,
      ),
    ],
  }
}

async function describeDue(book: DeadlineBook, context: Context): Promise<Shown> {
  const { channel, knowledge, now } = context
  const concerned = deadlinesOf(channel.watches, book, channel.ceiling).shown
  const due = concerned.flatMap((one) => nextOccurrence(one, book, context) ?? []).sort(soonestFirst)
  const shown = due.slice(0, shownDeadlines)
  const calendars = calendarsOf(shown, context)
  const listed = shown.map(({ deadline }) => deadline)
  const beside = await sourcesBeside(listed, context)
  const lines = shown.map((occurrence): Line => {
    const { deadline } = occurrence
    return [
      { bold: printDaysLeft(occurrence, now, calendars) },
      ` · (${deadline.marking}) ${deadline.title} · ${printDue(occurrence)} · owner: `,
      ...printOwner(deadline),
      ` · ${printCitation(deadline.cite)}${beside(deadline).after.says} · `,
      { code: `/deadline ${deadline.id}` },
    ]
  })
  const more = due.length - shown.length
  const trust = await sourceTrust(context)
  const country = knowledge.countries.find(({ id }) => id === onlyWatched(channel.watches))?.name
  return {
    marking: highestMarking([...listed, ...listed.map((one) => beside(one).after)]),
    parts: [
      heading('Due'),
      lines.length > 0 ? list(lines) : paragraph('Nothing is due in the next twelve months.'),
      ...(more > 0 ? [note(`${more} more.`)] : []),
      ...trust.notes(listed.map(({ cite }) => cite)),
      buttons({ label: 'All Deadlines', call: `deadline ${country?.toLowerCase() ?? ''}`.trim() }),
    ],
  }
}

/** A line a country: how many indicators stand how, of the cycle that measures today. */
async function describeCountries(context: Context): Promise<Shown> {
  const { channel, knowledge, today } = context
  const isHeld = (id: string) => knowledge.cycles.some(({ country }) => country === id)
  const held = channel.watches.filter(isHeld)
  const ids = held.slice(0, shownCountries)
  const nameOf = (id: string) => knowledge.countries.find((country) => country.id === id)?.name ?? id
  const bare = channel.watches.filter((id) => !isHeld(id)).map(nameOf)
  const lines: Line[] = []
  const open: Button[] = []
  const markings: Marking[] = []
  for (const id of ids) {
    const name = nameOf(id)
    const asked = readCountryAndCycle(name, 'reportcard', { knowledge, watches: [id], today })
    const made = await makeCard({ country: asked.country, cycle: asked.cycle, asOf: today }, context)
    if ('answer' in made) {
      lines.push([{ bold: name }, ` · ${asked.cycle.cycle} is withheld (SBU)`])
      continue
    }
    const { card, withheld } = made
    const counts = statuses.flatMap((status) => {
      const count = card.parts.reduce((sum, { verdicts }) => sum + (verdicts[status] ?? 0), 0)
      return count > 0 ? [`${count} ${status}`] : []
    })
    const entries = plural(card.entries.length, 'entry', 'entries')
    lines.push([
      { bold: `${name} ${card.cycle}` },
      ` · ${counts.join(', ')} · rests on ${entries}${withheld > 0 ? ` · ${withheld} withheld (SBU)` : ''}`,
    ])
    open.push({ label: `${name} Report Card`, call: `reportcard ${name.toLowerCase()}` })
    markings.push(card.marking)
  }
  const more = held.length - ids.length
  return {
    marking: highestMarking(markings),
    parts: [
      heading('Countries watched'),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(more > 0 ? [note(`${more} more.`)] : []),
      ...(bare.length > 0
        ? [note(`Watched for deadlines alone, no benchmarks being held: ${bare.join(', ')}.`)]
        : []),
      ...(channel.watches.length === 0
        ? [paragraph('None. In a channel where Attaché is, type ', { code: '/watch peru' })]
        : []),
      ...(open.length > 0 ? [buttons(...open)] : []),
    ],
  }
}

async function describeMine({ member }: Pick<Call, 'member'>, context: Context): Promise<Shown> {
  const { db, channel, knowledge } = context
  const mine = await listEntries(db, { recordedBy: member, latest: lastEntries })
  const { shown } = withinCeiling(mine, channel.ceiling)
  const lines = shown
    .reverse()
    .map((entry): Line => [{ bold: entry.id }, ` ${entryPhrase(entry, knowledge)} · ${entry.state}`])
  return {
    marking: highestMarking(shown),
    parts: [
      heading('My last entries'),
      lines.length > 0
        ? list(lines)
        : isAtLeast(context.role, 'reporter')
          ? paragraph('None yet. Record one from any channel: ', {
              code: '/log seizure 250 kg cocaine at Callao',
            })
          : paragraph('None. You read here; an administrator can let you record.'),
    ],
  }
}
