import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Desk, terminal } from '../src/commands/context.ts'
import type { Reply } from '../src/commands/reply.ts'
import {
  addDays,
  dateIn,
  type IsoDate,
  instantAt,
  parseMoment,
  printDay,
  timeIn,
} from '../src/domain/date.ts'
import type { Marking } from '../src/domain/marking.ts'
import { passTime } from '../src/edges/clock.ts'
import { renderTerminal } from '../src/edges/terminal-text.ts'
import { readDocument } from '../src/knowledge/documents/read-document.ts'
import { verifyAudit } from '../src/store/audit.ts'
import { keepDocument } from '../src/store/documents.ts'
import { openDesk, shippedKnowledge, type } from './desk.ts'
import { soundProblems } from './sound.ts'

/**
 * Conversations as a user would have them. A file begins with a title and a header (`now`, `member`, `channel`, `ceiling`);
 * then `> line` and, indented by four, the answer as the terminal shows it. A header line between changes it from there on.
 * `until: day` lets time pass to six in the evening of that day, and shows what the channel was told, each under its moment.
 * `holds: file` takes a document in before the first line, the day before `now`.
 * `UPDATE_TRANSCRIPTS=1 npm test` writes the answers anew, to be read before they are kept.
 */
const folder = 'test/transcripts'
const zone = 'America/Lima'

/** A fingerprint hangs on the data folder's hash: one word of it more would change every card told here. */
const knowledge = { ...shippedKnowledge(), hash: 'the data folder of the transcripts' }

describe.each(readdirSync(folder).filter((name) => name.endsWith('.md')))('%s', (name) => {
  it('goes as written', async () => {
    const path = join(folder, name)
    const written = readFileSync(path, 'utf8')
    const told = await retell(written)
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, told)
    else expect(told).toBe(written)
  })
})

async function retell(written: string): Promise<string> {
  const header = { now: '2009-04-06', member: 'ana', channel: terminal, ceiling: 'SBU' }
  const told: string[] = []
  const lines = written.split('\n')
  for (const line of lines) {
    const setting = /^(now|member|channel|ceiling): (.+)$/.exec(line)
    if (setting) header[setting[1] as keyof typeof header] = setting[2] ?? ''
    if (line.startsWith('> ')) break
  }
  const desk = await openDesk({ ceiling: header.ceiling as Marking, knowledge })
  for (const [, file = ''] of written.matchAll(/^holds: (.+)$/gm))
    await takeIn(desk, file, addDays(header.now, -1))
  const indent = (reply: Reply) => {
    expect(soundProblems(reply), `in ${told.at(-1)}`).toEqual([])
    return renderTerminal(reply, { width: 80, colour: false })
      .split('\n')
      .map((row) => (row === '' ? '' : `    ${row}`))
  }
  for (const line of lines) {
    const setting = /^(now|member|channel): (.+)$/.exec(line)
    if (setting) header[setting[1] as keyof typeof header] = setting[2] ?? ''
    if (line.startsWith('    ')) continue
    if (line === '' && told.at(-1) === '') continue
    told.push(line)
    const until = /^until: (\S+)$/.exec(line)?.[1]
    if (until !== undefined) {
      const [from, end] = [parseMoment(header.now, zone), instantAt(until, '18:00', zone)]
      if (from === undefined) throw new Error(`"${header.now}" is no moment`)
      await passTime(desk, header.channel, from, end, async (reply, at) => {
        told.push('', `    ${printDay(dateIn(at, zone))} ${timeIn(at, zone)}`, ...indent(reply), '')
      })
      header.now = end
    }
    if (!line.startsWith('> ')) continue
    const now = parseMoment(header.now, zone)
    if (now === undefined) throw new Error(`"${header.now}" is no moment`)
    const reply = await type(desk, line.slice(2), { member: header.member, channel: header.channel, now })
    told.push('', ...indent(reply), '')
  }
  expect(await verifyAudit(desk.db), 'an act tells of each record').toHaveProperty('acts')
  return `${told
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}

async function takeIn(desk: Desk, path: string, day: IsoDate): Promise<void> {
  const read = await readDocument(
    { name: path, bytes: readFileSync(path) },
    { ceiling: desk.ceiling, sources: desk.knowledge.sources },
  )
  if ('refused' in read) throw new Error(`${path}: ${read.refused.what}`)
  await keepDocument(desk.db, read.document, { path, by: 'ana', now: instantAt(day, '09:00', zone) })
}
