import { findCountry } from '../../domain/country.ts'
import { addDays, dateIn, instantAt, printDay, timeIn } from '../../domain/date.ts'
import { highestMarking, type Marking } from '../../domain/marking.ts'
import { messagesOf, type Nudge, type NudgeState, planNudges } from '../../domain/nudge.ts'
import { earliestOpening } from '../../domain/opening-hours.ts'
import { nameSome, plural } from '../../domain/text.ts'
import type { Country } from '../../knowledge/schema.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { listWatches, setWatch, type Watch } from '../../store/watches.ts'
import type { Call, Context } from '../call.ts'
import type { Command } from '../command.ts'
import { unknownCountry } from '../country.ts'
import { readDeadlines } from '../deadline/find-deadline.ts'
import { calendarIds } from '../deadline/lines.ts'
import { nudgeState, printNudge, printStep } from '../nudge/post.ts'
import { heading, type Line, list, note, type Part, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { setsAsAdministrator } from './form.ts'
import { administratorSettings, setWatchSetting, setWatchSettings, watchSettings } from './settings.ts'

/** Posts shown by `preview`, and how far ahead they are looked for. */
const previewed = 10
const previewDays = 400

/** What `off` counts, in days ahead, and the deadlines it names. */
const countedDays = 30
const mostNamed = 8

export const watch: Command = {
  name: 'watch',
  summary: 'This channel follows a country: its deadlines are nudged here before they pass.',
  usage: [
    '/watch peru',
    '/watch peru colombia',
    '/watch preview',
    '/watch off [peru]',
    '/watch settings',
    '/watch zone <America/Lima>',
    '/watch calendars <PE US>',
    '/watch hour <10:00>',
    '/watch digest <on|off>',
    '/watch classes <yearly window short-fuse recurring internal|all>',
    '/watch ceiling <U|SBU>',
    '/watch recording <on|off>',
  ],
  examples: ['/watch peru', '/watch preview', '/watch hour 09:00'],
  needs({ text, fields }) {
    const [word = ''] = text.split(' ')
    if (word === 'preview') return 'reader'
    return administratorSettings.includes(word) || setsAsAdministrator(fields ?? {})
      ? 'administrator'
      : 'reporter'
  },
  async run(call, context) {
    const [word = '', ...rest] = call.text.split(' ')
    if (word === 'preview') return preview(context)
    if (word === 'off') return stop(rest.join(' '), call, context)
    if (call.text === 'settings') return setWatchSettings(call, context)
    if (Object.hasOwn(watchSettings, word)) return setWatchSetting(word, rest.join(' '), call, context)
    return follow(call.text, call, context)
  },
}

async function follow(text: string, call: Call, context: Context): Promise<Reply> {
  const { knowledge, channel } = context
  const countries = readCountries(text, context)
  const began: Country[] = []
  for (const country of countries) if (await change(country.id, 'on', call, context)) began.push(country)
  const watches = await listWatches(context.db, call.channel)
  const current = watches.find(({ country }) => country === countries[0]?.id)
  const since = current ? `since ${printDay(dateIn(current.since, channel.zone))}, set up by ` : ''
  const names = (began.length > 0 ? began : countries).map(({ name }) => name).join(', ')
  const bare = countries.filter(({ id }) => !knowledge.cycles.some((cycle) => cycle.country === id))
  const opensAt = channel.settings.opensAt ?? earliestOpening
  return {
    to: began.length > 0 ? 'channel' : 'member',
    marking: 'U',
    parts: [
      paragraph(
        began.length > 0 ? 'This channel now follows ' : 'This channel follows ',
        { bold: names },
        began.length > 0 ? '. Nudges and a Monday digest come here; set up by ' : ` already, ${since}`,
        { member: began.length > 0 ? call.member : (current?.by ?? call.member) },
        '.',
      ),
      note(
        `Reckoned in ${channel.zone}, from ${opensAt}, on working days of ${calendarNames(watches, context)}.`,
      ),
      ...(await describeAbsence(call, context)),
      ...bare.map(({ name }) =>
        note(`No benchmarks are held for ${name}; the yearly deadlines are nudged all the same.`),
      ),
      note(
        'See what will come with ',
        { code: '/watch preview' },
        ', stop with ',
        { code: '/watch off' },
        '.',
      ),
    ],
  }
}

/** Nudges are posted by the app as one of the channel, which answering a command there does not take. */
async function describeAbsence(call: Call, { channel, isIn, log }: Context): Promise<Part[]> {
  if (channel.isPrivate || (await isIn?.(call.channel)) !== false) return []
  log.warn({ channel: call.channel }, 'the app is not in a channel that watches a country: no nudge comes')
  return [
    paragraph('Attaché is not in this channel yet. Nudges come once somebody invites it: ', {
      code: '/invite @attache',
    }),
  ]
}

/** One country, or several that follow one another; throws a `UserError` naming the first word that is none. */
function readCountries(text: string, { knowledge }: Context): Country[] {
  const whole = findCountry(text, knowledge.countries)
  if (whole) return [whole]
  const words = text.split(/(?: and |[, ]) ?/).filter((word) => word !== '')
  const found: Country[] = []
  for (let at = 0; at < words.length; ) {
    // Names of several words first: "dominican republic".
    const length = [3, 2, 1].find((count) =>
      findCountry(words.slice(at, at + count).join(' '), knowledge.countries),
    )
    const country = length && findCountry(words.slice(at, at + length).join(' '), knowledge.countries)
    if (!country) throw unknownCountry(words.length === 1 ? text : (words[at] ?? text), knowledge, 'watch')
    found.push(country)
    at += length ?? 1
  }
  return found
}

function calendarNames(watches: readonly Watch[], { channel, knowledge }: Context): string {
  const countries = watches.map(({ country }) => country)
  const ids = calendarIds({ watches: countries, settings: channel.settings }, knowledge.calendars)
  return ids.map((id) => knowledge.calendars.find((held) => held.id === id)?.name ?? id).join(' and ')
}

async function stop(text: string, call: Call, context: Context): Promise<Reply> {
  const country = text === '' ? undefined : findCountry(text, context.knowledge.countries)
  if (text !== '' && !country) throw unknownCountry(text, context.knowledge, 'watch off')
  const watched = context.channel.watches.filter((id) => country === undefined || id === country.id)
  const names = watched.map((id) => context.knowledge.countries.find((known) => known.id === id)?.name ?? id)
  if (watched.length === 0) {
    throw new UserError(
      country ? `This channel does not watch ${country.name}.` : 'This channel watches no country.',
      { example: '/watch peru' },
    )
  }
  const before = await planAhead(context)
  for (const id of watched) await change(id, 'off', call, context)
  const kept = new Set((await planAhead(context))?.planned.map(({ key }) => key))
  const stopped = (before?.planned ?? []).filter(({ key }) => !kept.has(key))
  const goesOn = watched.length < context.channel.watches.length
  return {
    to: 'channel',
    marking: before ? markingOf(stopped, before.state) : 'U',
    parts: [
      paragraph(
        'This channel no longer follows ',
        { bold: names.join(', ') },
        `. Its nudges${goesOn ? '' : ' and digest'} stop; entries stay as they are.`,
      ),
      ...describeStopped(stopped, context),
      note('To follow again: ', { code: `/watch ${names.map((name) => name.toLowerCase()).join(', ')}` }),
    ],
  }
}

/** What will not come any more: how many posts in the next 30 days, and of each deadline the next. */
function describeStopped(stopped: readonly Nudge[], { now, channel }: Context): Part[] {
  const soon = addDays(dateIn(now, channel.zone), countedDays)
  const isSoon = ({ at }: Nudge) => dateIn(at, channel.zone) <= soon
  const nudges = stopped.filter((nudge) => nudge.kind !== 'digest')
  const digests = stopped.filter((nudge) => nudge.kind === 'digest' && isSoon(nudge)).length
  const posts = new Set(nudges.filter(isSoon).map(({ at }) => at)).size
  const deadlines = [...new Set(nudges.map(({ deadline }) => deadline))]
  const lines = deadlines.slice(0, mostNamed).flatMap((id): Line[] => {
    const own = nudges.filter(({ deadline }) => deadline === id)
    const [next] = own
    if (!next) return []
    const count = own.filter(isSoon).length
    return [
      [
        { bold: id },
        ` · ${count === 0 ? 'none in that time' : plural(count, 'nudge')}, the next ${printDay(dateIn(next.at, channel.zone))} (${printStep(next)})`,
      ],
    ]
  })
  if (stopped.length === 0) return [note('Nothing was planned that does not come all the same.')]
  const counted = [
    ...(posts > 0 ? [`${plural(posts, 'post')} with nudges`] : []),
    ...(digests > 0 ? [plural(digests, 'digest')] : []),
  ]
  return [
    paragraph(
      counted.length === 0
        ? `In the next ${countedDays} days nothing would have come; later:`
        : `In the next ${countedDays} days ${counted.join(' and ')} will not come:`,
    ),
    ...(lines.length > 0 ? [list(lines)] : []),
    ...(deadlines.length > mostNamed ? [note(`And ${deadlines.length - mostNamed} deadlines more.`)] : []),
  ]
}

function change(country: string, state: 'on' | 'off', call: Call, { db, now }: Context): Promise<boolean> {
  return writing(db, async (trx) => {
    const since = await recordingInstant(trx, now)
    return setWatch(trx, { channel: call.channel, country, since, by: call.member }, state)
  })
}

/** The marking of a text that names the deadlines of these nudges. */
function markingOf(nudges: readonly Nudge[], { deadlines }: NudgeState): Marking {
  const named = new Set(nudges.map((nudge) => (nudge.kind === 'digest' ? '' : nudge.deadline)))
  return highestMarking(deadlines.flatMap(({ id, marking }) => (named.has(id) ? [marking] : [])))
}

/** What the channel would be told from now on, as its watches stand; undefined where it watches nothing. */
async function planAhead(context: Context) {
  const { channel, now, db, knowledge, today } = context
  const until = instantAt(addDays(today, previewDays), '17:00', channel.zone)
  const watches = await listWatches(db, channel.id)
  const state = nudgeState(knowledge, await readDeadlines(context), channel, watches, now, until)
  return state && { state, planned: planNudges({ ...state, from: now, until }) }
}

async function preview(context: Context): Promise<Reply> {
  const { channel } = context
  const ahead = await planAhead(context)
  if (!ahead)
    throw new UserError('This channel watches no country, so nothing will be posted.', {
      example: '/watch peru',
    })
  const { state, planned } = ahead
  const posts = [...new Set(planned.map(({ at }) => at))].flatMap((at) =>
    messagesOf(planned.filter((nudge) => nudge.at === at && nudge.kind !== 'digest')),
  )
  const shown = posts.slice(0, previewed)
  const opensAt = state.watch.opensAt ?? earliestOpening
  const lines = shown.flatMap((message): Line[] => {
    const [first] = message
    if (!first) return []
    const when = `${printDay(dateIn(first.at, channel.zone))} ${timeIn(first.at, channel.zone)}`
    return [[{ bold: when }, ` · ${nameSome(message.map(printNudge), mostNamed, '; ')}`]]
  })
  return {
    to: 'member',
    marking: markingOf(shown.flat(), state),
    parts: [
      heading(
        shown.length === 0 ? 'No nudge is planned here' : `The next ${shown.length} posts in this channel`,
      ),
      ...(lines.length === 0 ? [] : [list(lines)]),
      note(
        state.watch.withoutDigest
          ? 'The digest is off. A preview sends nothing.'
          : `Besides these, a digest every Monday at ${opensAt}, on the next working day when that is closed. A preview sends nothing.`,
      ),
    ],
  }
}
