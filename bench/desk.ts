import { pino } from 'pino'
import { type Desk, makeContext, terminal } from '../src/commands/context.ts'
import { handle, readLine } from '../src/commands/handle.ts'
import type { Reply } from '../src/commands/reply.ts'
import { type Instant, instantAt } from '../src/domain/date.ts'
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
    admins: [],
    reviewers: [],
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
