import { findCountry } from '../../domain/country.ts'
import { parseSchedule } from '../../domain/schedule.ts'
import type { Call, Context } from '../call.ts'
import { unknownCountry } from '../country.ts'
import { readFields } from '../form.ts'
import type { FormField, Reply } from '../reply.ts'
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
    hint: 'Left empty, nobody is named. In a terminal: me, or @ and a name.',
    limit: 80,
    isMember: true,
  },
  {
    name: 'validator',
    label: 'Who validates',
    hint: 'Left empty, anybody else may. In a terminal: @ and a name.',
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
  return {
    to: 'member',
    marking: 'U',
    parts: [
      {
        part: 'form',
        form: { title: 'Add a deadline', submit: 'Add', call: 'deadline add', fields: [...fields] },
        instead:
          'Add a deadline with the form, or as one line: /deadline add "Post monthly CN report" every month on the 5th for peru',
      },
    ],
  }
}

/** A form that was sent, as what follows `/deadline add` in the line it stands for. */
export function lineOfForm(call: Call, { knowledge, channel, today }: Context): string {
  const filled = readFields(fields, call.fields ?? {}, channel.ceiling, {
    when(text) {
      const read = parseSchedule(text, today)
      if ('problem' in read)
        throw new UserError(`${read.problem.slice(0, 1).toUpperCase()}${read.problem.slice(1)}`)
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
