import type { Calendar } from '../domain/calendar.ts'
import { addDays, dateIn, type Instant, printDay } from '../domain/date.ts'
import { type Occurrence, occurrencesOf } from '../domain/deadline.ts'
import { withinCeiling } from '../domain/marking.ts'
import type { DeadlineNudge, Nudge, NudgeState } from '../domain/nudge.ts'
import { makeCalendars } from '../knowledge/calendars.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Watch } from '../store/watches.ts'
import type { Channel } from './call.ts'
import { calendarIds, deadlineFacts } from './deadline-lines.ts'
import { facts, heading, note, paragraph, type Reply } from './reply.ts'

/** What a channel's nudges follow from, for planning between two moments. Undefined when it watches nothing. */
export function nudgeState(
  knowledge: Knowledge,
  channel: Pick<Channel, 'id' | 'zone' | 'ceiling'>,
  watches: readonly Watch[],
  from: Instant,
  until: Instant,
): NudgeState | undefined {
  const follows = watches.filter((watch) => watch.channel === channel.id)
  if (follows.length === 0) return undefined
  const countries = follows.map(({ country }) => country)
  const ids = calendarIds(countries, knowledge.calendars)
  const first = [
    dateIn(from, channel.zone),
    ...follows.map(({ since }) => dateIn(since, channel.zone)),
  ].sort()[0]
  return {
    deadlines: withinCeiling(knowledge.deadlines, channel.ceiling).shown,
    watch: {
      channel: channel.id,
      follows: follows.map(({ country, since }) => ({ country, since })),
      zone: channel.zone,
      calendars: makeCalendars(
        knowledge.calendars,
        ids,
        addDays(first ?? dateIn(from, channel.zone), -31),
        addDays(dateIn(until, channel.zone), 150),
      ),
    },
    done: new Map(),
  }
}

/** `reply: 14 days before`, `notice`, `overdue`: a nudge in one short phrase. */
export function printNudge(nudge: Nudge): string {
  if (nudge.kind === 'digest') return `digest of the week of ${printDay(nudge.monday)}`
  if (nudge.kind === 'notice') return `${nudge.deadline}: notice`
  if (nudge.kind === 'overdue')
    return `${nudge.deadline}: overdue${nudge.validatorToo ? ', validator too' : ''}`
  return `${nudge.deadline}: ${printSteps(nudge)}`
}

/** `3 and 1 days before`; a window's steps count from its start. */
function printSteps({ steps, opens, due }: DeadlineNudge): string {
  const smallest = steps.at(-1)
  const word = steps.length === 1 && smallest === 1 ? 'day' : 'days'
  return `${steps.join(' and ')} ${word} before${opens === due ? '' : ' its window opens'}`
}

/** The message a channel gets. The digest's content is gathered by whoever posts it. */
export function describeNudge(nudge: DeadlineNudge, state: NudgeState, setBy: string, now: Instant): Reply {
  const occurrence = occurrenceOf(nudge, state)
  const { deadline } = occurrence
  const calendars: readonly Calendar[] = state.watch.calendars
  return {
    to: 'channel',
    marking: deadline.marking,
    parts: [
      heading(`${deadline.title}: ${nudge.kind === 'step' ? printSteps(nudge) : nudge.kind}`),
      facts(...deadlineFacts(occurrence, now, calendars)),
      ...(nudge.late ? [note(`Late: planned for ${printDay(dateIn(nudge.at, state.watch.zone))}.`)] : []),
      ...(nudge.validatorToo
        ? [note(`The validator is told too: ${deadline.validator ?? 'nobody is named'}.`)]
        : []),
      note('This channel watches it; set up by ', { member: setBy }, '.'),
    ],
  }
}

/** Told once to whoever set a watch, when its channel can no longer be posted to. */
export function describeLostChannel(channel: string, reason: string): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(`Nudges you set up for ${channel} cannot be posted there: ${reasons[reason] ?? reason}.`),
      note(
        'Deadlines stay listed: ',
        { code: '/deadline' },
        '. To be nudged elsewhere, type ',
        { code: '/watch peru' },
        ' there.',
      ),
    ],
  }
}

const reasons: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone, or Attaché may not see it',
  not_in_channel: 'Attaché is not in the channel; invite it with /invite @attache',
  restricted_action: 'the workspace does not let Attaché post there',
}

function occurrenceOf(nudge: DeadlineNudge, { deadlines }: NudgeState): Occurrence {
  const deadline = deadlines.find(({ id }) => id === nudge.deadline)
  const found =
    deadline && occurrencesOf(deadline, nudge.opens, nudge.due).find(({ id }) => id === nudge.occurrence)
  if (!found) throw new Error(`a nudge was planned for ${nudge.occurrence}, which data/ does not hold`)
  return found
}
