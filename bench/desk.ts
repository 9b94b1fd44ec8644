import { pino } from 'pino'
import { type Desk, makeContext, terminal } from '../src/commands/context.ts'
import { handle, readLine } from '../src/commands/handle.ts'
import type { Reply } from '../src/commands/reply.ts'
import { addDays, type Instant, instantAt } from '../src/domain/date.ts'
import type { Knowledge } from '../src/knowledge/knowledge.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import type { Db } from '../src/store/open.ts'
import { setWatch } from '../src/store/watches.ts'

/** In the middle of what cycle FY2010 measures. */
export const now: Instant = instantAt('2009-06-01', '09:00', 'America/Lima')

export const member = 'ana'

export function shippedKnowledge(): Knowledge {
  const { knowledge, problems } = readKnowledge('data')
  if (!knowledge) throw new Error(`the data folder has ${problems.length} problems; run attache validate`)
  return knowledge
}

/** A desk as the program makes one, whose terminal watches Peru. */
export async function openDesk(db: Db, knowledge: Knowledge): Promise<Desk> {
  await setWatch(db, { channel: terminal, country: 'PE', since: now, by: member }, 'on')
  return {
    db,
    knowledge,
    timezone: 'America/Lima',
    ceiling: 'SBU',
    appointed: { administrator: [], reviewer: [], member: 'reporter' },
    version: 'bench',
    log: pino({ level: 'silent' }),
  }
}

/** Answers a line as the program would. */
export async function answer(desk: Desk, line: string): Promise<Reply> {
  const call = readLine(line, { member, channel: terminal })
  return handle(call, await makeContext(desk, call, now))
}

/** As `answer`, for a line that must work: a refusal would be the figure of something else, so it throws. */
export async function ask(desk: Desk, line: string): Promise<Reply> {
  const reply = await answer(desk, line)
  if (reply.refused) throw new Error(`"${line}" was refused: ${JSON.stringify(reply.parts)}`)
  return reply
}

let told = 0

/**
 * An entry of 250 kg at Callao with another weight and day each time it is sent: the same line twice within a minute is
 * recorded once, and hundreds of seizures on one day at one place are nobody's port. A question with its sign is a text that
 * was not asked before, so that no answer kept serves.
 */
export function another(line: string): string {
  if (/^\/ask .*\?$/.test(line)) {
    told += 1
    return `${line}${'?'.repeat(told % 500)}`
  }
  return line.replace(
    /^(\/log seizure )250( kg cocaine at Callao)/,
    (_whole, before: string, after: string) => {
      told += 1
      return `${before}${100 + ((told * 37) % 900)}${after} on ${addDays('2008-10-01', told % 240)}`
    },
  )
}
