import { printCitation } from '../domain/citation.ts'
import { findCountry } from '../domain/country.ts'
import { addDays, printDay } from '../domain/date.ts'
import { type Deadline, type Occurrence, occurrencesOf, soonestFirst } from '../domain/deadline.ts'
import { highestMarking, withinCeiling } from '../domain/marking.ts'
import { foldText, nearestWord } from '../domain/text.ts'
import { faultsAt } from '../knowledge/passage.ts'
import type { Context } from './call.ts'
import type { Command } from './command.ts'
import {
  calendarIds,
  dayItself,
  deadlineFacts,
  printDaysLeft,
  printDue,
  printLastWorkingDay,
  printOwner,
} from './deadline-lines.ts'
import {
  facts,
  heading,
  type Line,
  list,
  note,
  type Part,
  paragraph,
  type Reply,
  withheldNote,
} from './reply.ts'
import { UserError } from './user-error.ts'

/** How far the list looks: back, for what is overdue, and ahead, so that every yearly deadline shows once. */
const daysBack = 366
const daysAhead = 366

export const deadline: Command = {
  name: 'deadline',
  summary: 'What is due, soonest first, and how many days are left.',
  usage: ['/deadline', '/deadline peru', '/deadline <name>'],
  examples: ['/deadline', '/deadline report-card', '/deadline determination'],
  bare: true,
  shareable: true,
  async run(call, context) {
    if (call.text === '') return describeList(gather(context, context.channel.watches), context)
    const country = findCountry(call.text, context.knowledge.countries)
    if (country) {
      const own = context.knowledge.deadlines.some((deadline) => deadline.country === country.id)
      return describeList(gather(context, [country.id]), context, own ? undefined : country.name)
    }
    return describeOne(find(call.text, context.knowledge.deadlines), context)
  },
}

interface Held {
  occurrences: Occurrence[]
  undated: Deadline[]
  withheld: number
}

/** The deadlines of these countries and of every country: yearly ones the next time they fall due. */
function gather(context: Context, countries: readonly string[]): Held {
  const concerned = context.knowledge.deadlines.filter(
    ({ country }) => country === undefined || countries.includes(country),
  )
  const { shown, withheld } = withinCeiling(concerned, context.channel.ceiling)
  const occurrences = shown.flatMap((deadline) => nextOf(deadline, context.today))
  return {
    occurrences: occurrences.sort(soonestFirst),
    undated: shown.filter(({ due }) => 'none' in due),
    withheld,
  }
}

/** The one that is open or comes next; for one that comes once, also for a while after it has passed. */
function nextOf(deadline: Deadline, today: string): Occurrence[] {
  const yearly = 'every' in deadline.due
  return occurrencesOf(deadline, yearly ? today : addDays(today, -daysBack), addDays(today, daysAhead)).slice(
    0,
    1,
  )
}

function find(text: string, deadlines: readonly Deadline[]): Deadline {
  const wanted = foldText(text).replaceAll(' ', '-')
  const exact = deadlines.find(({ id }) => wanted === id || wanted.replace(/-(19|2\d)\d\d$/, '') === id)
  if (exact) return exact
  const words = foldText(text).split(' ')
  const titled = deadlines.filter(({ title, id }) =>
    words.every((word) => foldText(`${title} ${id}`).includes(word)),
  )
  const [only, ...others] = titled
  if (only && others.length === 0) return only
  const names = deadlines.map(({ id }) => id)
  const nearest = nearestWord(wanted, names)
  throw new UserError(
    only
      ? `"${text}" fits ${titled.length} deadlines: ${titled.map(({ id }) => id).join(', ')}. Name one.`
      : `There is no deadline "${text}". Held: ${names.join(', ')}.`,
    { example: '/deadline report-card', ...(nearest !== undefined && { nearest: `/deadline ${nearest}` }) },
  )
}

function describeOne(deadline: Deadline, context: Context): Reply {
  const { shown } = withinCeiling([deadline], context.channel.ceiling)
  if (shown.length === 0) return { to: 'member', marking: 'U', parts: withheldNote(1) }
  const [occurrence] = nextOf(deadline, context.today)
  const parts: Part[] = [heading(deadline.title)]
  if (occurrence) {
    parts.push(facts(...deadlineFacts(occurrence, context.now, calendarsFor(context, [occurrence]))))
  } else {
    const due = deadline.due
    const when =
      'none' in due
        ? due.none
        : 'every' in due
          ? `every year on ${due.every}`
          : 'from' in due
            ? printDue({ opens: due.from, due: due.until })
            : printDay(due.on)
    parts.push(
      facts(
        ['Due', when],
        ['As written', `"${deadline.asWritten}" (${deadline.basis})`],
        ['Owed', `by ${deadline.owedBy} to ${deadline.owedTo} · ${deadline.strength}`],
        ['Owner', printOwner(deadline)],
        ['Source', printCitation(deadline.cite)],
      ),
    )
  }
  if (deadline.class === 'listed') parts.push(note('Listed only: no nudge is sent for it.'))
  parts.push(...deadline.notes.map((text) => note(text)))
  const faults = faultsAt(deadline.cite, context.knowledge.sources, context.channel.ceiling)
  parts.push(...faults.map((text) => note(`Known fault of the source: ${text}`)))
  return { to: 'member', marking: deadline.marking, parts }
}

/** `without` names a country of whose own deadlines none is held. */
function describeList({ occurrences, undated, withheld }: Held, context: Context, without?: string): Reply {
  const calendars = calendarsFor(context, occurrences)
  const lastWorkingDay = (occurrence: Occurrence) => {
    const day = printLastWorkingDay(occurrence, context.now, calendars)
    return day === dayItself ? '' : ` · last working day ${day}`
  }
  const lines = occurrences.map((occurrence): Line => {
    const { deadline } = occurrence
    return [
      { bold: printDaysLeft(occurrence, context.now, calendars) },
      ` · (${deadline.marking}) ${deadline.title} · ${printDue(occurrence)}${lastWorkingDay(occurrence)} · ${deadline.owedBy} to ${deadline.owedTo} · owner: ${printOwner(deadline)} · ${printCitation(deadline.cite)} · `,
      { code: `/deadline ${deadline.id}` },
    ]
  })
  const overdue = occurrences.filter(({ due }) => due < context.today)
  const ahead = occurrences.filter(({ due }) => due >= context.today)
  const next = ahead.find(({ deadline }) => deadline.class !== 'listed') ?? ahead[0]
  const verdict = [
    ...(overdue.length > 0 ? [{ bold: `${overdue.length} overdue` }, '. '] : []),
    ...(next
      ? [
          'Next: ',
          { bold: next.deadline.title },
          `, ${printDue(next)}, ${printDaysLeft(next, context.now, calendars)}.`,
        ]
      : ['Nothing dated is held for the next twelve months.']),
  ]
  return {
    to: 'member',
    marking: highestMarking([
      ...occurrences.map(({ deadline }) => deadline.marking),
      ...undated.map(({ marking }) => marking),
    ]),
    parts: [
      heading(`Due from ${printDay(context.today)}`),
      paragraph(...verdict),
      ...(without === undefined
        ? []
        : [note(`No deadline of ${without}'s own is held; these are every country's.`)]),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(undated.length > 0
        ? [
            note(
              `Without a day: ${undated.map(({ title, due, cite, id }) => `${title} (${'none' in due ? due.none : ''}; ${printCitation(cite)}; /deadline ${id})`).join('; ')}.`,
            ),
          ]
        : []),
      ...(context.channel.watches.length === 0
        ? [
            note("This channel watches no country, so only every country's deadlines show. Try ", {
              code: '/watch peru',
            }),
          ]
        : []),
      ...withheldNote(withheld),
    ],
  }
}

function calendarsFor(context: Context, occurrences: readonly Occurrence[]) {
  const days = occurrences.flatMap(({ opens, due }) => [opens, due]).sort()
  const ids = calendarIds(context.channel.watches, context.knowledge.calendars)
  return context.calendars(ids, days.at(0) ?? context.today, days.at(-1) ?? context.today)
}
