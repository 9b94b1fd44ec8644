import { dateIn, printDate, printDay, timeIn } from '../domain/date.ts'
import { withinCeiling } from '../domain/marking.ts'
import { latestInstant } from '../store/entries.ts'
import { listPeriodLocks } from '../store/period-locks.ts'
import type { Context } from './call.ts'
import type { Command } from './command.ts'
import { feedback } from './conversation/feedback.ts'
import { lockPeriod, unlockPeriod } from './log/period-lock.ts'
import { facts, heading, list, note, paragraph, type Reply } from './reply.ts'
import { UserError } from './user-error.ts'

/** Made from the table of all other commands, which its help lists. */
export function makeAttache(others: readonly Command[]): Command {
  return {
    name: 'attache',
    summary: 'Help, the state of this deployment, and every other command by its name: /attache log …',
    usage: [
      '/attache help',
      '/attache status',
      '/attache lock FY2009 peru',
      '/attache unlock FY2009 peru because <reason>',
      '/attache feedback [Q-1 helpful|wrong because <reason>]',
      '/attache <command> …',
    ],
    examples: ['/attache help', '/attache status', '/attache deadline'],
    help: () => help(others),
    async run(call, context) {
      const [word = '', ...rest] = call.text.split(' ')
      if (call.text === 'status') return status(context)
      if (word === 'feedback') return feedback(rest.join(' '), call, context)
      if (word === 'lock') return lockPeriod(rest.join(' '), call, context)
      if (word === 'unlock') return unlockPeriod(rest.join(' '), call, context)
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
      list(commands.map(({ name, summary }) => [{ code: `/${name}` }, ` ${summary}`])),
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

async function status({ db, knowledge, channel, now, role }: Context): Promise<Reply> {
  const names = channel.watches.map(
    (id) => knowledge.countries.find((country) => country.id === id)?.name ?? id,
  )
  const latest = await latestInstant(db)
  const locks = await listPeriodLocks(db)
  const locked = locks
    .filter(({ state, country }) => state === 'locked' && isAbout(country, channel.watches))
    .map(({ country, period }) => `${country} ${period}`)
  const cycles = withinCeiling(knowledge.cycles, channel.ceiling).shown.map(
    (cycle) => `${cycle.country} ${cycle.cycle} (${cycle.benchmarks.length} benchmarks)`,
  )
  return {
    to: 'member',
    marking: 'U',
    parts: [
      heading('Status'),
      facts(
        ['Clock', `${printDay(dateIn(now, channel.zone))} ${timeIn(now, channel.zone)} ${channel.zone}`],
        [
          'Channel',
          `${channel.id} · ceiling ${channel.ceiling} · watches ${names.join(', ') || 'no country'}`,
        ],
        ['You', role],
        ['Cycles held', cycles.join(', ') || 'none'],
        ['Locked', locked.join(', ') || 'no period'],
        ['Last recorded', latest === undefined ? 'nothing yet' : printDate(dateIn(latest, channel.zone))],
        ['Data folder', knowledge.hash.slice(0, 12)],
      ),
    ],
  }
}

/** A channel that watches no country is told of all. */
function isAbout(country: string, watches: readonly string[]): boolean {
  return watches.length === 0 || watches.includes(country)
}
