import { isZone } from '../../domain/date.ts'
import { recordingInstant } from '../../store/entries.ts'
import { keepMemberSettings, type MemberSettings, readMemberSettings } from '../../store/member-settings.ts'
import { writing } from '../../store/open.ts'
import type { Call, Context } from '../call.ts'
import { type FormField, formReply, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'

const example = '/attache settings zone America/Lima'

/** `/attache settings`: how the caller alone is told, as a form; `settings zone America/Lima` and `settings messages off` at once. */
export async function mySettings(text: string, call: Call, context: Context): Promise<Reply> {
  const before = await readMemberSettings(context.db, call.member)
  if (call.fields) return keep(readForm(call.fields), call, context)
  if (text === '') return describeForm(before)
  const [word = '', value = ''] = text.split(' ')
  const given = word === 'zone' ? { zone: value } : word === 'messages' ? { messages: value } : undefined
  if (!given || value === '')
    throw new UserError('Of yours are set: zone, and messages on or off. Nothing was changed.', { example })
  return keep(
    readForm({ zone: before.zone ?? '', messages: before.directMessages ?? 'on', ...given }),
    call,
    context,
  )
}

function fieldsOf({ zone, directMessages }: MemberSettings): FormField[] {
  return [
    {
      name: 'messages',
      label: 'Tell me directly of deadlines I own or validate',
      hint: 'Channels are told all the same.',
      limit: 3,
      choices: ['on', 'off'],
      isNeeded: true,
      initial: directMessages ?? 'on',
    },
    {
      name: 'zone',
      label: 'My time zone',
      hint: "America/Lima, Europe/Vienna. Left empty, it is the deployment's.",
      limit: 60,
      ...(zone !== undefined && { initial: zone }),
    },
  ]
}

function readForm({ zone = '', messages = '' }: Readonly<Record<string, string>>): MemberSettings {
  const errors: Record<string, string> = {}
  const typed = zone.trim()
  const isUsual = typed === '' || /^(?:usual|default)$/i.test(typed)
  // Only IANA names: an abbreviation such as EST means several.
  if (!isUsual && ((typed !== 'UTC' && !typed.includes('/')) || !isZone(typed)))
    errors.zone = `"${typed}" is no time zone that is known. Write it as America/Lima.`
  const word = messages.trim().toLowerCase()
  if (word !== 'on' && word !== 'off') errors.messages = 'It is on or off.'
  const wrong = Object.values(errors)
  if (wrong.length > 0)
    throw new UserError(`${wrong.join(' ')} Nothing was changed.`, { fields: errors, example })
  return { ...(!isUsual && { zone: typed }), ...(word === 'off' && { directMessages: 'off' as const }) }
}

async function keep(settings: MemberSettings, call: Call, context: Context): Promise<Reply> {
  await writing(context.db, async (db) => {
    const at = await recordingInstant(db, context.now)
    await keepMemberSettings(db, call.member, settings, at)
  })
  const { zone, directMessages } = settings
  return {
    to: 'member',
    marking: 'U',
    parts: [
      paragraph(
        directMessages === 'off'
          ? 'You are no longer told directly of deadlines that you own or validate; channels are told all the same.'
          : 'You are told directly of deadlines that you own or validate.',
        zone === undefined
          ? " Days and hours are those of the deployment's zone."
          : ` Days and hours in your direct messages and on your Home are those of ${zone}.`,
      ),
    ],
  }
}

function describeForm(settings: MemberSettings): Reply {
  return formReply(
    { title: 'My settings', submit: 'Save', call: 'attache settings', fields: fieldsOf(settings) },
    `Your settings: direct messages ${settings.directMessages ?? 'on'}, zone ${settings.zone ?? "the deployment's"}. Change one with /attache settings messages off or ${example}`,
  )
}
