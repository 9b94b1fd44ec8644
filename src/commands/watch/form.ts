import { isWithin, markingSchema } from '../../domain/marking.ts'
import { earliestOpening } from '../../domain/opening-hours.ts'
import type { WatchSettings } from '../../store/watch-settings.ts'
import type { Call, Channel, Context } from '../call.ts'
import { readFields } from '../form.ts'
import { type FormField, formReply, type Reply } from '../reply.ts'
import { administratorSettings, assertMayBeRaised, watchSettings } from './settings.ts'

type Name = 'hour' | 'digest' | 'zone' | 'calendars' | 'classes' | 'ceiling' | 'recording'

/** What anybody who may record may set. */
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

const recording: FormField & { name: Name } = {
  name: 'recording',
  label: 'Recording while the channel is shared',
  hint: 'With another organisation. Usual: off.',
  limit: 3,
  choices: ['on', 'off'],
}

function ceiling({ ceilingAllowed }: Channel): FormField & { name: Name } {
  return {
    name: 'ceiling',
    label: 'Answers here go up to',
    hint: 'Everybody in the channel reads them. Usual: U.',
    limit: 3,
    choices: markingSchema.options.filter((marking) => isWithin(marking, ceilingAllowed)),
  }
}

/** What an administrator sets besides, where others read too: of the two, what makes a difference here. A form has room for six. */
async function administratorFields({
  channel,
  audience,
}: Context): Promise<readonly (FormField & { name: Name })[]> {
  if (channel.isPrivate) return []
  if ((await audience()) !== 'members') return [recording]
  return channel.ceilingAllowed === 'U' ? [] : [ceiling(channel)]
}

/** Whether a form holds what only an administrator sets. */
export function setsAsAdministrator(filled: Readonly<Record<string, string>>): boolean {
  return administratorSettings.some((name) => Object.hasOwn(filled, name))
}

/** `/watch settings`: how this channel is told, with what stands now. */
export async function showWatchForm(context: Context): Promise<Reply> {
  const { settings } = context.channel
  const shown =
    context.role === 'administrator' ? [...fields, ...(await administratorFields(context))] : fields
  const stands: Record<Name, string> = {
    hour: settings.opensAt ?? '',
    digest: settings.digest ?? 'on',
    zone: settings.zone ?? '',
    calendars: settings.calendars?.join(' ') ?? '',
    classes: settings.classes?.join(' ') ?? '',
    ceiling: settings.ceiling ?? 'U',
    recording: settings.recording ?? 'off',
  }
  const filled = shown.map((field) => {
    const initial = stands[field.name]
    return initial === '' ? field : { ...field, initial }
  })
  return formReply(
    { title: 'How this channel is told', submit: 'Save', call: 'watch settings', fields: filled },
    'Set how this channel is told with the form, or one at a time: /watch hour 10:30, /watch digest off, /watch zone America/Lima, /watch calendars PE US, /watch classes yearly window',
  )
}

/** A form that was sent: the settings as they are to stand, and what to say of each that it changed. */
export async function readWatchForm(
  call: Call,
  context: Context,
): Promise<{ settings: WatchSettings; says: string[] }> {
  const sent = call.fields ?? {}
  const asked = [
    ...fields,
    ...[ceiling(context.channel), recording].filter(({ name }) => Object.hasOwn(sent, name)),
  ]
  const read = (name: Name, text: string) => watchSettings[name]?.(text === '' ? 'usual' : text, context)
  const checks = Object.fromEntries(asked.map(({ name }) => [name, (text: string) => void read(name, text)]))
  const filled = readFields(asked, sent, context.channel.ceiling, checks)
  if ((filled.ceiling || 'U') !== 'U') await assertMayBeRaised(context, 'ceiling')
  const { settings: held } = context.channel
  const kept: WatchSettings = {
    ...(filled.ceiling === undefined && held.ceiling !== undefined && { ceiling: held.ceiling }),
    ...(filled.recording === undefined && held.recording !== undefined && { recording: held.recording }),
  }
  const says: string[] = []
  const stands = JSON.stringify
  for (const { name } of asked) {
    const one = read(name, filled[name])
    if (!one) continue
    Object.assign(kept, one.settings)
    const before = read(name, standing(held, name))
    if (stands(before?.settings) !== stands(one.settings)) says.push(one.says)
  }
  return { settings: kept, says }
}

function standing(settings: WatchSettings, name: Name): string {
  const value = name === 'hour' ? settings.opensAt : settings[name]
  return value === undefined ? '' : [value].flat().join(' ')
}
