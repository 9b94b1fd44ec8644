import type { Role } from '../../domain/role.ts'
import type { Command } from '../command.ts'
import { feedback } from '../conversation/feedback.ts'
import { describeHome } from '../home/home.ts'
import { mySettings } from '../home/settings.ts'
import { lockPeriod, unlockPeriod } from '../log/period-lock.ts'
import { heading, list, note, paragraph, type Reply } from '../reply.ts'
import { UserError } from '../user-error.ts'
import { showAudit } from './audit.ts'
import { rolesLine } from './roles.ts'
import { showStatus } from './status.ts'

/** What its lines take; others take a reader. */
const needs: readonly [line: RegExp, role: Role][] = [
  [/^(?:lock\b|feedback(?: page \d+)?$|feedback \S+ reviewed\b)/i, 'reviewer'],
  [/^(?:unlock|audit|roles (?:give|take))\b/, 'administrator'],
]

/** Made from the table of all other commands, which its help lists. */
export function makeAttache(others: readonly Command[]): Command {
  return {
    name: 'attache',
    summary: 'Help, the state of this deployment, and every other command by its name: /attache log …',
    usage: [
      '/attache help',
      '/attache status',
      '/attache roles',
      '/attache roles give @ana reviewer because <reason>',
      '/attache roles take @ana because <reason>',
      '/attache audit [by @ana] [<act or id>] [since <date>] [until <date>]',
      '/attache lock FY2009 peru',
      '/attache unlock FY2009 peru because <reason>',
      '/attache home',
      '/attache settings [zone America/Lima | messages on|off]',
      '/attache feedback [Q-1 helpful|wrong because <reason>]',
      '/attache <command> …',
    ],
    examples: ['/attache help', '/attache status', '/attache roles', '/attache deadline'],
    needs: ({ text }) => needs.find(([line]) => line.test(text))?.[1] ?? 'reader',
    listing: /^(?:(?:roles|feedback)(?: page \d+)?$|audit\b)/,
    help: () => help(others),
    async run(call, context) {
      const [word = '', ...rest] = call.text.split(' ')
      const text = rest.join(' ')
      if (call.text === 'status') return showStatus(context)
      if (text === '' && word === 'home') return describeHome(call, context)
      if (word === 'settings') return mySettings(text, call, context)
      if (word === 'feedback') return feedback(text, call, context)
      if (word === 'audit') return showAudit(text, context)
      if (word === 'roles') return rolesLine(text, call, context)
      if (word === 'lock') return lockPeriod(text, call, context)
      if (word === 'unlock') return unlockPeriod(text, call, context)
      throw new UserError(`/attache has no "${word}".`, { example: '/attache help' })
    },
  }
}

/** What can be asked, a line each. */
function help(commands: readonly Command[]): Reply {
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Attaché'),
      paragraph(
        'Follows benchmarks, deadlines and the articles of the 1988 UN Convention; records what happened in one line; makes the report card.',
      ),
      list([
        ...commands.map(({ name, summary }) => [{ code: `/${name}` }, ` ${summary}`]),
        [
          { code: '/attache' },
          ' This deployment and you: home, settings, status, roles, audit, feedback, lock and unlock of a period.',
        ],
      ]),
      note(
        'Each takes ',
        { code: 'help' },
        ': ',
        { code: '/log help' },
        '. Every answer cites its source and paragraph.',
      ),
    ],
  }
}
