import { isZone } from '../../domain/date.ts'
import { deadlineClasses } from '../../domain/deadline.ts'
import { isWithin, markingSchema } from '../../domain/marking.ts'
import { closingTime, earliestOpening } from '../../domain/opening-hours.ts'
import { nearestWord } from '../../domain/text.ts'
import { recordingInstant } from '../../store/entries.ts'
import { writing } from '../../store/open.ts'
import { keepWatchSettings, readWatchSettings, type WatchSettings } from '../../store/watch-settings.ts'
import type { Call, Context } from '../call.ts'
import { unseen } from '../permission.ts'
import { paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { readWatchForm, showWatchForm } from './form.ts'

/** Reads the value of one setting; `usual` takes it back. What it says completes "From now on …". */
type ReadSetting = (value: string, context: Context) => { settings: WatchSettings; says: string }

/** The words that may follow `/watch` to set how a channel is told, each with what it reads. */
export const watchSettings: Readonly<Record<string, ReadSetting>> = {
  zone(value) {
    if (isUsual(value)) return { settings: {}, says: "the deployment's time zone is reckoned in" }
    // Only IANA names: an abbreviation such as EST means several.
    if ((value !== 'UTC' && !value.includes('/')) || !isZone(value))
      throw new UserError(`"${value}" is no time zone that is known. Nothing was changed.`, {
        example: '/watch zone America/Lima',
      })
    return { settings: { zone: value }, says: `days and hours are those of ${value}` }
  },

  calendars(value, { knowledge, channel }) {
    if (isUsual(value)) return { settings: {}, says: "the host's and the sending state's holidays are kept" }
    const ids = value
      .toUpperCase()
      .split(/[ ,]+(?:AND )?/)
      .filter((id) => id !== '')
    const unknown = ids.find((id) => !knowledge.calendars.some((held) => held.id === id))
    if (unknown !== undefined || ids.length > 4)
      throw new UserError(
        unknown === undefined
          ? 'A channel keeps at most four calendars. Nothing was changed.'
          : `There is no calendar "${unknown}". Held: ${knowledge.calendars.map(({ id }) => id).join(', ')}. Nothing was changed.`,
        { example: `/watch calendars ${channel.watches[0] ?? 'PE'} US` },
      )
    const names = ids.map((id) => knowledge.calendars.find((held) => held.id === id)?.name ?? id)
    return { settings: { calendars: ids }, says: `the holidays kept are those of ${names.join(' and ')}` }
  },

  hour(value) {
    if (isUsual(value)) return { settings: {}, says: `nudges and the digest come at ${earliestOpening}` }
    const [, hour = '', minute = '00'] = /^(\d{1,2})(?::(\d\d))?$/.exec(value) ?? []
    const opensAt = `${hour.padStart(2, '0')}:${minute}`
    if (hour === '' || Number(minute) > 59 || opensAt < earliestOpening || opensAt >= closingTime)
      throw new UserError(`Nudges come between ${earliestOpening} and ${closingTime}. Nothing was changed.`, {
        example: '/watch hour 10:30',
      })
    return { settings: { opensAt }, says: `nudges and the digest come at ${opensAt}` }
  },

  digest(value) {
    const word = value.toLowerCase()
    if (word === 'on' || isUsual(value)) return { settings: {}, says: 'the digest comes every week' }
    if (word === 'off') return { settings: { digest: 'off' }, says: 'no digest comes; nudges do' }
    throw new UserError('The digest is on or off. Nothing was changed.', { example: '/watch digest off' })
  },

  classes(value) {
    if (isUsual(value) || value.toLowerCase() === 'all')
      return { settings: {}, says: 'deadlines of every class are nudged' }
    const words = value.toLowerCase().split(/[ ,]+/)
    const known = deadlineClasses.filter((name) => name !== 'listed')
    const unknown = words.find((word) => !known.some((name) => name === word))
    if (unknown !== undefined)
      throw new UserError(
        `"${unknown}" is no class that is nudged; there are ${known.join(', ')}. Nothing was changed.`,
        { example: `/watch classes ${nearestWord(unknown, known) ?? 'yearly window'}` },
      )
    const classes = known.filter((name) => words.includes(name))
    return {
      settings: { classes },
      says: `only deadlines of these classes are nudged: ${classes.join(', ')}`,
    }
  },

  // A line that names a marking is not said again, whatever is wrong with it.
  ceiling(value, { channel }) {
    if (channel.isPrivate)
      throw new UserError(
        'The ceiling of a direct message and of the terminal is that of the deployment. Nothing was changed.',
        { unsaid: true, example: '/attache status' },
      )
    const ceiling = markingSchema.safeParse(isUsual(value) ? 'U' : value.toUpperCase())
    if (!ceiling.success || !isWithin(ceiling.data, channel.ceilingAllowed))
      throw new UserError(
        `The highest ceiling here is ${channel.ceilingAllowed} (ATTACHE_CEILING). Nothing was changed.`,
        { unsaid: true, example: '/watch ceiling U' },
      )
    return { settings: { ceiling: ceiling.data }, says: `answers here go up to ${ceiling.data}` }
  },

  recording(value) {
    const word = value.toLowerCase()
    if (word === 'on')
      return {
        settings: { recording: 'on' },
        says: 'members may record from here, even if the channel is shared with another organisation',
      }
    if (word === 'off' || isUsual(value))
      return { settings: {}, says: 'nothing is recorded from here while the channel is shared' }
    throw new UserError('Recording from a shared channel is on or off. Nothing was changed.', {
      example: '/watch recording off',
    })
  },
}

/** What only an administrator sets. */
export const administratorSettings: readonly string[] = ['ceiling', 'recording']

/** How each setting is kept: taken back before it is set anew. */
const keptAs: Readonly<Record<string, keyof WatchSettings>> = { hour: 'opensAt' }

function isUsual(value: string): boolean {
  return /^(?:usual|default)$/i.test(value)
}

/** Throws for a channel that others read, or of which Slack does not say; `field` is that of a form. */
export async function assertMayBeRaised(context: Context, field?: string): Promise<void> {
  const audience = await context.audience()
  if (audience === 'members') return
  const message =
    audience === 'unseen'
      ? `${unseen} Nothing was changed.`
      : 'A channel that is shared with another organisation shows U only, and Slack says that this one is, or does not say. Nothing was changed.'
  throw new UserError(message, {
    unsaid: true,
    example: '/attache status',
    ...(field !== undefined && { fields: { [field]: message } }),
  })
}

/** `/watch zone America/Lima`: keeps one setting of the channel, and says it there. */
export async function setWatchSetting(
  word: string,
  value: string,
  call: Call,
  context: Context,
): Promise<Reply> {
  const read = watchSettings[word]
  if (!read || value === '')
    throw new UserError(`Say what ${word} is to be. Nothing was changed.`, {
      example: examples[word] ?? '/watch',
    })
  if (word === 'ceiling') await assertMayBeRaised(context)
  const { settings, says } = read(value, context)
  await writing(context.db, async (db) => {
    const { [keptAs[word] ?? (word as keyof WatchSettings)]: _before, ...others } = await readWatchSettings(
      db,
      call.channel,
    )
    const at = await recordingInstant(db, context.now)
    await keepWatchSettings(db, call.channel, { ...others, ...settings }, call.member, at)
  })
  return {
    to: 'channel',
    marking: 'U',
    parts: [paragraph(`From now on ${says}; set by `, { member: call.member }, '.')],
  }
}

/** `/watch settings`: the form of all settings, and what was filled in there as one new version. */
export async function setWatchSettings(call: Call, context: Context): Promise<Reply> {
  if (!call.fields) return showWatchForm(context)
  const { settings, says } = await readWatchForm(call, context)
  if (says.length === 0)
    return {
      to: 'member',
      marking: 'U',
      parts: [paragraph('That is how it stands already; nothing was changed.')],
    }
  await writing(context.db, async (db) => {
    const at = await recordingInstant(db, context.now)
    await keepWatchSettings(db, call.channel, settings, call.member, at)
  })
  return {
    to: 'channel',
    marking: 'U',
    parts: [paragraph(`From now on ${says.join('; ')}; set by `, { member: call.member }, '.')],
  }
}

const examples: Readonly<Record<string, string>> = {
  zone: '/watch zone America/Lima',
  calendars: '/watch calendars PE US',
  hour: '/watch hour 10:00',
  digest: '/watch digest off',
  classes: '/watch classes yearly window',
  ceiling: '/watch ceiling SBU',
  recording: '/watch recording on',
}
