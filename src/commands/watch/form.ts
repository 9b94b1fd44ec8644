import { earliestOpening } from '../../domain/opening-hours.ts'
import type { WatchSettings } from '../../store/watch-settings.ts'
import type { Call, Context } from '../call.ts'
import { readFields } from '../form.ts'
import type { FormField, Reply } from '../reply.ts'
import { watchSettings } from './settings.ts'

type Name = 'hour' | 'digest' | 'zone' | 'calendars' | 'classes'

/** What anybody who may record may set; the ceiling is an administrator's, by its own line. */
const fields: readonly (FormField & { name: Name })[] = [
  {
    name: 'hour',
    label: 'Nudges and the digest come at',
    hint: `10:30. Left empty, ${earliestOpening}.`,
    limit: 5,
  },
  {
    name: 'digest',
    label: 'The weekly digest',
    hint: 'Nudges come all the same.',
    limit: 3,
    choices: ['on', 'off'],
  },
  { name: 'zone', label: 'Time zone', hint: "America/Lima. Left empty, the deployment's.", limit: 60 },
  {
    name: 'calendars',
    label: 'Holidays kept',
    hint: "PE US. Left empty, the host's and the sending state's.",
    limit: 60,
  },
  {
    name: 'classes',
    label: 'Deadlines nudged',
    hint: 'yearly window short-fuse recurring internal. Left empty, all.',
    limit: 100,
  },
]

/** `/watch settings`: how this channel is told, with what stands now. */
export function showWatchForm({ channel: { settings } }: Context): Reply {
  const stands: Record<Name, string> = {
    hour: settings.opensAt ?? '',
    digest: settings.digest ?? 'on',
    zone: settings.zone ?? '',
    calendars: settings.calendars?.join(' ') ?? '',
    classes: settings.classes?.join(' ') ?? '',
  }
  return {
    to: 'member',
    marking: 'U',
    parts: [
      {
        part: 'form',
        form: {
          title: 'How this channel is told',
          submit: 'Save',
          call: 'watch settings',
          fields: fields.map((field) => {
            const initial = stands[field.name]
            return initial === '' ? field : { ...field, initial }
          }),
        },
        instead: `Set how this channel is told with the form, or one at a time: /watch hour 10:30, /watch digest off, /watch zone America/Lima, /watch calendars PE US, /watch classes yearly window`,
      },
    ],
  }
}

/** A form that was sent: the settings as they are to stand, and what to say of each that it changed. */
export function readWatchForm(call: Call, context: Context): { settings: WatchSettings; says: string[] } {
  const read = (name: Name, text: string) => watchSettings[name]?.(text === '' ? 'usual' : text, context)
  const check = (name: Name) => (text: string) => void read(name, text)
  const filled = readFields(fields, call.fields ?? {}, context.channel.ceiling, {
    hour: check('hour'),
    digest: check('digest'),
    zone: check('zone'),
    calendars: check('calendars'),
    classes: check('classes'),
  })
  const { ceiling, recording } = context.channel.settings
  const kept: WatchSettings = {
    ...(ceiling !== undefined && { ceiling }),
    ...(recording !== undefined && { recording }),
  }
  const says: string[] = []
  const stands = JSON.stringify
  for (const { name } of fields) {
    const one = read(name, filled[name])
    if (!one) continue
    Object.assign(kept, one.settings)
    const before = read(name, standing(context.channel.settings, name))
    if (stands(before?.settings) !== stands(one.settings)) says.push(one.says)
  }
  return { settings: kept, says }
}

function standing(settings: WatchSettings, name: Name): string {
  const value = name === 'hour' ? settings.opensAt : settings[name]
  return value === undefined ? '' : [value].flat().join(' ')
}
