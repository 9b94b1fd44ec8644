import { findCountry } from '../../domain/country.ts'
import type { Deadline } from '../../domain/deadline.ts'
import { duties } from '../../domain/deadline-change.ts'
import { parseSchedule } from '../../domain/schedule.ts'
import { capitalise } from '../../domain/text.ts'
import type { Call, Context } from '../call.ts'
import { unknownCountry } from '../country.ts'
import { readFields } from '../form.ts'
import { type FormField, formReply, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { longestTitle, readClauses, readMember } from './record.ts'

type Name = 'title' | 'when' | 'for' | 'owner' | 'validator' | 'src'

const fields: readonly (FormField & { name: Name })[] = [
  {
    name: 'title',
    label: 'What is due',
    hint: 'Post monthly CN report.',
    limit: longestTitle,
    isNeeded: true,
  },
  {
    name: 'when',
    label: 'When',
    hint: 'on 27 May 2009; from 1 to 30 June 2009; every month on the 5th; every year on 1 March.',
    limit: 120,
    isNeeded: true,
  },
  { name: 'for', label: 'Country', hint: 'Left empty, the one this channel watches.', limit: 60 },
  {
    name: 'owner',
    label: 'Owner',
    hint: 'Left empty, nobody is named.',
    limit: 80,
    isMember: true,
  },
  {
    name: 'validator',
    label: 'Who validates',
    hint: 'Left empty, anybody else may.',
    limit: 80,
    isMember: true,
  },
  {
    name: 'src',
    label: 'Source',
    hint: 'What asks for it: a cable (09 STATE 32018) or an address. Without one it is an internal matter.',
    limit: 300,
  },
]

/** What `/deadline add` shows when nothing follows it. */
export function showDeadlineForm(): Reply {
  return formReply(
    { title: 'Add a deadline', submit: 'Add', call: 'deadline add', fields: [...fields] },
    'Add a deadline with the form, or as one line: /deadline add "Post monthly CN report" every month on the 5th for peru',
  )
}

/** A form that was sent, as what follows `/deadline add` in the line it stands for. */
export function lineOfForm(call: Call, { knowledge, channel, today }: Context): string {
  const filled = readFields(fields, call.fields ?? {}, channel.ceiling, {
    when(text) {
      const read = parseSchedule(text, today)
      if ('problem' in read) throw new UserError(capitalise(read.problem))
      if ('ask' in read)
        throw new UserError(`${read.ask} Write ${read.readings.map(({ text }) => text).join(' or ')}.`)
    },
    for(text) {
      if (!findCountry(text, knowledge.countries)) throw unknownCountry(text, knowledge, 'deadline')
    },
    owner: (text) => void readMember(text, call),
    validator: (text) => void readMember(text, call),
    src(text) {
      // Its words must not be read as another clause.
      if (readClauses(` src ${text}`).clauses.src !== text)
        throw new UserError('Write a cable such as 09 STATE 32018, or an address.')
    },
  })
  const title = `"${filled.title.replaceAll('"', "'")}"`
  const clauses = (['for', 'owner', 'validator', 'src'] as const).flatMap((name) =>
    filled[name] === '' ? [] : [`${name} ${filled[name]}`],
  )
  return [title, filled.when, ...clauses].join(' ')
}

const assignFields: readonly (FormField & { name: 'who' | 'as' })[] = [
  {
    name: 'who',
    label: 'Who',
    hint: 'In a terminal: me, or @ and a name; nobody takes the name away.',
    limit: 80,
    isNeeded: true,
    isMember: true,
  },
  { name: 'as', label: 'As', hint: 'Left empty, owner.', limit: 20, choices: duties },
]

/** What `/deadline assign reply` shows when nobody is named. */
export function showAssignForm({ id, title, marking }: Deadline): Reply {
  return {
    to: 'member',
    marking,
    parts: [
      paragraph({ bold: title }),
      {
        part: 'form',
        form: {
          title: 'Assign a deadline',
          submit: 'Assign',
          call: `deadline assign ${id}`,
          fields: [...assignFields],
        },
        instead: `Name who owns it with the form, or as one line: /deadline assign ${id} @ana`,
      },
    ],
  }
}

/** That form as it was sent, as what follows `/deadline assign reply` in the line it stands for. */
export function lineOfAssignForm(call: Call, { channel }: Context): string {
  const filled = readFields(assignFields, call.fields ?? {}, channel.ceiling, {
    who: (text) => {
      if (!/^nobody$/i.test(text)) readMember(text, call)
    },
  })
  return filled.as === '' ? filled.who : `${filled.who} as ${filled.as}`
}
