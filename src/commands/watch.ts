import { findCountry } from '../domain/country.ts'
import { addDays, dateIn, instantAt, printDay, timeIn } from '../domain/date.ts'
import { planNudges } from '../domain/nudge.ts'
import { recordingInstant } from '../store/entries.ts'
import { writing } from '../store/open.ts'
import { listWatches, setWatch } from '../store/watches.ts'
import type { Call, Context } from './call.ts'
import type { Command } from './command.ts'
import { unknownCountry } from './country.ts'
import { nudgeState, printNudge } from './nudge-post.ts'
import { heading, list, note, paragraph, type Reply } from './reply.ts'
import { UserError } from './user-error.ts'

/** Posts shown by `preview`, and how far ahead they are looked for. */
const previewed = 10
const previewDays = 400

export const watch: Command = {
  name: 'watch',
  summary: 'This channel follows a country: its deadlines are nudged here before they pass.',
  usage: ['/watch peru', '/watch preview', '/watch off', '/watch off peru'],
  examples: ['/watch peru', '/watch preview'],
  async run(call, context) {
    const [word = '', ...rest] = call.text.split(' ')
    if (word === 'preview') return preview(context)
    if (word === 'off') return stop(rest.join(' '), call, context)
    return follow(call.text, call, context)
  },
}

async function follow(text: string, call: Call, context: Context): Promise<Reply> {
  const country = findCountry(text, context.knowledge.countries)
  if (!country) throw unknownCountry(text, context.knowledge, 'watch')
  const began = await change(country.id, 'on', call, context)
  const [current] = (await listWatches(context.db, call.channel)).filter(
    (watch) => watch.country === country.id,
  )
  const since = current ? `since ${printDay(dateIn(current.since, context.channel.zone))}, set up by ` : ''
  const cycles = context.knowledge.cycles.some((cycle) => cycle.country === country.id)
  return {
    to: began ? 'channel' : 'member',
    marking: 'U',
    parts: [
      paragraph(
        began ? 'This channel now follows ' : 'This channel follows ',
        { bold: country.name },
        began ? '. Nudges and a Monday digest come here; set up by ' : ` already, ${since}`,
        { member: current?.by ?? call.member },
        '.',
      ),
      ...(cycles
        ? []
        : [
            note(`No benchmarks are held for ${country.name}; the yearly deadlines are nudged all the same.`),
          ]),
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
  for (const id of watched) await change(id, 'off', call, context)
  return {
    to: 'channel',
    marking: 'U',
    parts: [
      paragraph(
        'This channel no longer follows ',
        { bold: names.join(', ') },
        '. Its nudges and digest stop; entries stay as they are.',
      ),
    ],
  }
}

function change(country: string, state: 'on' | 'off', call: Call, { db, now }: Context): Promise<boolean> {
  return writing(db, async (trx) => {
    const since = await recordingInstant(trx, now)
    return setWatch(trx, { channel: call.channel, country, since, by: call.member }, state)
  })
}

async function preview(context: Context): Promise<Reply> {
  const { channel, now, db, knowledge } = context
  const until = instantAt(addDays(context.today, previewDays), '17:00', channel.zone)
  const state = nudgeState(knowledge, channel, await listWatches(db, channel.id), now, until)
  if (!state)
    throw new UserError('This channel watches no country, so nothing will be posted.', {
      example: '/watch peru',
    })
  const nudges = planNudges({ ...state, from: now, until }).filter(({ kind }) => kind !== 'digest')
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading(`The next ${Math.min(previewed, nudges.length)} nudges in this channel`),
      list(
        nudges
          .slice(0, previewed)
          .map((nudge) => [
            { bold: `${printDay(dateIn(nudge.at, channel.zone))} ${timeIn(nudge.at, channel.zone)}` },
            ` · ${printNudge(nudge)}`,
          ]),
      ),
      note(
        'Besides these, a digest every Monday at 09:00, on the next working day when that is closed. A preview sends nothing.',
      ),
    ],
  }
}
